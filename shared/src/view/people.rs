//! *People*: who uses Sightline, in which team, on which devices.

use super::{DeviceName, Named, PersonRow, Presence, Rows, Viewer, plain, presence};
use crate::id::{DocId, Millis};
use crate::in_order::InOrder as _;
use std::collections::BTreeMap;

/// The people of one team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamPeople {
    /// The team; none for those in no team.
    pub team: Option<Named>,
    /// Its people, by name.
    pub people: Vec<PersonItem>,
}

/// A person in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonItem {
    /// Their document.
    pub id: DocId,
    /// Their name.
    pub name: String,
    /// Their devices, with the names that they gave them.
    pub devices: Vec<DeviceName>,
    /// Open requests that they own.
    pub owns: usize,
    /// Whether they are here.
    pub presence: Presence,
}

/// Everybody, by team (those in no team last), the viewer's own team first.
pub fn people(rows: &Rows, viewer: &Viewer, now: Millis) -> Vec<TeamPeople> {
    let mut owns: BTreeMap<DocId, usize> = BTreeMap::new();
    for owner in rows.open().filter(|row| row.accepted_at.is_some()).filter_map(|row| row.owner) {
        *owns.entry(owner).or_default() += 1;
    }
    let mut teams: BTreeMap<Option<DocId>, Vec<PersonItem>> = BTreeMap::new();
    for person in rows.people() {
        let item = person_item(rows, person, owns.get(&person.id).copied().unwrap_or(0), now);
        teams.entry(person.team).or_default().push(item);
    }
    let mut teams: Vec<TeamPeople> = teams
        .into_iter()
        .map(|(team, mut people)| {
            sort_people(&mut people);
            TeamPeople { team: team.map(|team| rows.named(team)), people }
        })
        .collect();
    teams.put_in_order_by_cached_key(|one| match &one.team {
        Some(team) if viewer.team == Some(team.id) => (0, String::new(), team.id),
        Some(team) => (1, plain::sort_key(&team.name), team.id),
        None => (2, String::new(), DocId::default()),
    });
    teams
}

/// The people of one team, by name, with what they own.
pub(super) fn people_of(rows: &Rows, team: DocId, now: Millis) -> Vec<PersonItem> {
    let owned = |person: DocId| rows.open().filter(|row| row.is_owned_by(person)).count();
    let mut people: Vec<_> =
        rows.people_in(team).map(|person| person_item(rows, person, owned(person.id), now)).collect();
    sort_people(&mut people);
    people
}

fn person_item(rows: &Rows, person: &PersonRow, owns: usize, now: Millis) -> PersonItem {
    let (name, devices) = (person.name.clone(), person.devices.clone());
    PersonItem { id: person.id, name, devices, owns, presence: presence(rows, person, now) }
}

fn sort_people(people: &mut [PersonItem]) {
    people.put_in_order_by_cached_key(|person| (plain::sort_key(&person.name), person.id));
}
