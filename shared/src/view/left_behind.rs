//! What people who aren't here still have: a colleague hands it over in one step.

use super::card::gone;
use super::{MANY_MAX, Many, Named, NextAct, Presence, Rows, Viewer, many, plain, presence};
use crate::id::{DocId, Millis};
use crate::in_order::InOrder as _;
use std::collections::BTreeMap;

/// What somebody who isn't here has at the viewer's team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftBehind {
    /// Who isn't here.
    pub person: Named,
    /// Where they are instead.
    pub presence: Presence,
    /// What they own and the viewer can hand over, by id: at most [`MANY_MAX`].
    pub requests: Vec<DocId>,
}

/// Who of those who have requests of the viewer's team isn't here, by name. The viewer isn't among them.
pub fn left_behind(rows: &Rows, viewer: &Viewer, now: Millis) -> Vec<LeftBehind> {
    let Some(team) = viewer.team else { return Vec::new() };
    // People are few beside what they have.
    if !rows.people().any(|person| presence(rows, person, now).is_gone()) {
        return Vec::new();
    }
    let mut all: BTreeMap<DocId, (Presence, Vec<DocId>)> = BTreeMap::new();
    for row in rows.open_at(team).filter(|row| !row.is_owned_by(viewer.person)) {
        if let Some((owner, presence)) = row.owner.zip(gone(rows, row, now)) {
            all.entry(owner).or_insert((presence, Vec::new())).1.push(row.id);
        }
    }
    let one = |(owner, (presence, mut requests)): (DocId, (Presence, Vec<DocId>))| {
        requests.truncate(MANY_MAX);
        let Many { can, .. } = many(rows, viewer, &requests, NextAct::HandOver, now);
        let requests: Vec<DocId> = can.into_iter().map(|one| one.id).collect();
        (!requests.is_empty()).then(|| LeftBehind { person: rows.named(owner), presence, requests })
    };
    let mut all: Vec<LeftBehind> = all.into_iter().filter_map(one).collect();
    all.put_in_order_by_cached_key(|one| (plain::sort_key(&one.person.name), one.person.id));
    all
}
