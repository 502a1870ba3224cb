//! Parties of one name: allowed, and told apart wherever a name is picked.

use super::{Named, Rows, plain};
use crate::id::DocId;
use crate::in_order::InOrder as _;
use std::collections::{BTreeMap, BTreeSet};

/// What tells a party from others of its name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Apart {
    /// Where it is; may be empty.
    pub site: String,
    /// What it is part of; may be empty.
    pub department: String,
    /// Where neither is said: whom it serves.
    pub serves: Option<Named>,
}

/// What tells this party from another of its name (but for case, accents and outer blanks) on the map; none where no other has it.
pub fn apart(rows: &Rows, party: DocId) -> Option<Apart> {
    let row = rows.party(party)?;
    let name = plain::sort_key(row.name.trim());
    let is_twin = rows
        .parties()
        .any(|other| other.id != row.id && !other.retired && plain::sort_key(other.name.trim()) == name);
    is_twin.then(|| {
        let nowhere = row.site.is_empty() && row.department.is_empty();
        let services = rows.services_of(row.id).filter(|one| !one.retired && one.served != row.id);
        let mut served: Vec<Named> = services.map(|one| rows.named(one.served)).collect();
        served.put_in_order_by_cached_key(|one| (plain::sort_key(&one.name), one.id));
        let serves = served.into_iter().next().filter(|_| nowhere);
        Apart { site: row.site.clone(), department: row.department.clone(), serves }
    })
}

/// Who shares its name with another: for lists of many, where asking [`apart`] of each would compare each with all.
pub fn with_twins(rows: &Rows) -> BTreeSet<DocId> {
    twins(rows).into_iter().flatten().collect()
}

/// Parties on the map that share a name, by name; each group by id.
pub(super) fn twins(rows: &Rows) -> Vec<Vec<DocId>> {
    let mut names: BTreeMap<String, Vec<DocId>> = BTreeMap::new();
    for row in rows.parties().filter(|row| !row.retired && !row.name.trim().is_empty()) {
        names.entry(plain::sort_key(row.name.trim())).or_default().push(row.id);
    }
    names.into_values().filter(|group| group.len() > 1).collect()
}
