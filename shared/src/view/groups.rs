//! Parties rolled up by site or department, as a list: what the picture of groups shows, for those who read it.

use super::{Named, PartyRow, Rows, plain};
use crate::id::DocId;
use crate::in_order::InOrder as _;
use crate::map;

/// Parties of one site or department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyGroup {
    /// What they have in common.
    pub name: String,
    /// Who is in it, by name.
    pub members: Vec<Named>,
    /// Whom they serve outside of it, groups and single parties by name, each with how many services.
    pub serves: Vec<(String, usize)>,
}

/// The groups that the picture draws where it is rolled up by what `by` says of a party, by name. Who would be alone is in none.
pub fn party_groups(rows: &Rows, by: impl Fn(&PartyRow) -> &str) -> Vec<PartyGroup> {
    // Asked of every map that is shown as a list, and mostly nobody said anything.
    if rows.parties().all(|row| by(row).is_empty()) {
        return Vec::new();
    }
    let rolled = map::rolled_up(&rows.graph(), |id| rows.party(id).map(|row| by(row).to_owned()));
    let name = |id| rolled.graph.node(id).map(|node| node.name.clone()).unwrap_or_default();
    let group = |(id, members): (&DocId, &Vec<DocId>)| {
        let mut members: Vec<Named> = members.iter().map(|member| rows.named(*member)).collect();
        members.put_in_order_by_cached_key(|one| (plain::sort_key(&one.name), one.id));
        let from_here = rolled.graph.edges().filter(|(provider, ..)| provider == id);
        let mut serves: Vec<(String, usize)> =
            from_here.map(|(_, served, services)| (name(served), services.len())).collect();
        serves.put_in_order_by_cached_key(|(name, _)| (plain::sort_key(name), name.clone()));
        PartyGroup { name: name(*id), members, serves }
    };
    let mut groups: Vec<PartyGroup> = rolled.members.iter().map(group).collect();
    groups.put_in_order_by_cached_key(|group| (plain::sort_key(&group.name), group.name.clone()));
    groups
}
