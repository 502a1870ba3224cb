//! Parties that were merged into others: two teams that became one, or one that stood on the map twice.
//!
//! Documents stay as they were written. In [`Rows`], whatever names a merged party (requests, people, services, routine work) shows under the
//! one that stands for it, so that no list, count or screen has to know of merging. Links are written on different devices without seeing each
//! other, so they can form a circle: in a circle the link of the party with the smallest id is ignored, everywhere alike.

use super::merged::separated;
use super::{Named, PartyRow, PartyRowKind, RequestRow, Row, Rows, plain};
use crate::id::DocId;
use crate::in_order::InOrder as _;
use std::collections::{BTreeMap, BTreeSet};

/// A party that shows under another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// The party, by its own name.
    pub party: Named,
    /// Two people said different things of what it was merged into.
    pub disputed: bool,
}

/// What goes along when a party is merged into another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moves {
    /// Open requests that it has or asked.
    pub open: usize,
    /// Its people.
    pub people: usize,
    /// Services that it provides or gets.
    pub services: usize,
    /// Its routine work.
    pub tasks: usize,
}

/// Who stands for whom, by all links: one that leads to no party here, or to one of another kind, isn't followed.
pub fn standing(
    links: &BTreeMap<DocId, DocId>,
    kind: impl Fn(DocId) -> Option<PartyRowKind>,
) -> BTreeMap<DocId, DocId> {
    let link = |from: DocId| {
        let to = *links.get(&from)?;
        (kind(from)? == kind(to)?).then_some(to)
    };
    let mut known: BTreeMap<DocId, DocId> = BTreeMap::new();
    for from in links.keys().copied() {
        let mut line = vec![from];
        let mut places = BTreeMap::from([(from, 0)]);
        let mut at = from;
        let stands = loop {
            if let Some(stands) = known.get(&at) {
                break *stands;
            }
            let Some(next) = link(at) else { break at };
            if let Some(begins) = places.get(&next) {
                break line.iter().skip(*begins).min().copied().unwrap_or(next);
            }
            places.insert(next, line.len());
            line.push(next);
            at = next;
        };
        known.extend(line.into_iter().map(|one| (one, stands)));
    }
    known.retain(|one, stands| one != stands);
    known
}

impl Rows {
    /// The party that stands for this one: itself, unless it was merged into another.
    pub fn survivor(&self, party: DocId) -> DocId {
        self.stands.get(&party).copied().unwrap_or(party)
    }

    /// A party's own row, also when another stands for it.
    pub fn party_itself(&self, id: DocId) -> Option<&PartyRow> {
        self.parties.get(&id)
    }

    /// As [`Rows::named`], but a merged party by the name that it had.
    pub fn named_then(&self, id: DocId) -> Named {
        match self.party_itself(id) {
            Some(row) => Named { id, name: row.name.clone() },
            None => self.named(id),
        }
    }

    /// Those that show under this party, by name.
    pub fn joined_to(&self, party: DocId) -> Vec<Joined> {
        let rows = self.stands.iter().filter(|(_, stands)| **stands == party);
        let rows = rows.filter_map(|(id, _)| self.party_itself(*id));
        let mut joined: Vec<Joined> =
            rows.map(|row| Joined { party: self.named_then(row.id), disputed: row.merge_disputed }).collect();
        joined.put_in_order_by_cached_key(|one| (plain::sort_key(&one.party.name), one.party.id));
        joined
    }

    /// Whose merging is taken back so that this party stands for itself again.
    pub fn to_part(&self, party: DocId) -> Vec<DocId> {
        separated(&self.indexes.joins, party)
    }

    /// What goes along when this party is merged into another.
    pub fn moves_with(&self, party: DocId) -> Moves {
        let asked = self.open_asked_by(party).filter(|row| row.provider != party);
        let services = self.services_of(party).chain(self.services_for(party));
        Moves {
            open: self.open_at(party).chain(asked).count(),
            people: self.people_in(party).filter(|person| person.left.is_none()).count(),
            services: services.filter(|row| !row.retired && row.provider != row.served).count(),
            tasks: self.tasks_of(party).filter(|task| !task.ended).count(),
        }
    }

    /// Links or parties have come or gone: what names a party that another stands for by now shows anew.
    pub(super) fn settle_joined(&mut self) {
        let stands = standing(&self.indexes.joins, |id| self.parties.get(&id).map(|row| row.kind));
        if stands == self.stands {
            return;
        }
        let other = |one: &DocId| stands.get(one) != self.stands.get(one);
        let moved: BTreeSet<DocId> =
            stands.keys().chain(self.stands.keys()).copied().filter(|one| other(one)).collect();
        self.stands = stands;
        for id in self.requests_naming(&moved) {
            self.show_anew(id);
        }
        let services = self.services.keys().copied();
        let others = services.chain(self.people.keys().copied()).chain(self.tasks.keys().copied());
        let others: Vec<Row> = others.filter_map(|id| self.get(id)).collect();
        for row in others {
            if parties_of(&row).into_iter().flatten().any(|party| moved.contains(&party)) {
                self.apply_naming(row);
            }
        }
    }

    /// Requests that name one of these parties, as they are written.
    fn requests_naming(&self, parties: &BTreeSet<DocId>) -> Vec<DocId> {
        let written = self.requests.iter().map(|(id, shown)| (id, self.written.get(id).unwrap_or(shown)));
        let naming = written.filter(|(_, row)| names(row).any(|party| parties.contains(&party)));
        naming.map(|(id, _)| *id).collect()
    }

    /// Whether a request shows under other parties than it names.
    pub(super) fn names_joined(&self, row: &RequestRow) -> bool {
        !self.stands.is_empty() && names(row).any(|party| self.stands.contains_key(&party))
    }

    /// A request with those who stand for the parties that it names.
    pub(super) fn join_request(&self, mut row: RequestRow) -> RequestRow {
        if self.names_joined(&row) {
            row.asker = self.survivor(row.asker);
            row.provider = self.survivor(row.provider);
            row.via.iter_mut().for_each(|team| *team = self.survivor(*team));
            row.mentions.iter_mut().for_each(|mention| mention.who = self.survivor(mention.who));
        }
        row
    }

    /// Takes the row of a service, a person or a task. Where it shows otherwise than it is written, what is written is kept beside.
    pub(super) fn apply_naming(&mut self, row: Row) -> bool {
        let id = row.id();
        if self.stands.is_empty() && self.beside.is_empty() {
            return self.put_shown(row);
        }
        let changed = self.get(id).as_ref() != Some(&row);
        let mut shown = row.clone();
        match &mut shown {
            Row::Service(row) => {
                (row.provider, row.served) = (self.survivor(row.provider), self.survivor(row.served));
            }
            Row::Person(row) => row.team = row.team.map(|team| self.survivor(team)),
            Row::Task(row) => row.team = self.survivor(row.team),
            Row::Request(_) | Row::Party(_) | Row::Customer(_) | Row::Settings(_) => {}
        }
        if shown == row {
            self.beside.remove(&id);
        } else {
            self.beside.insert(id, row);
        }
        self.put_shown(shown);
        changed
    }

    fn put_shown(&mut self, row: Row) -> bool {
        match row {
            Row::Service(row) => self.apply_service(row),
            Row::Person(row) => self.apply_person(row),
            Row::Task(row) => self.apply_task(row),
            Row::Request(_) | Row::Party(_) | Row::Customer(_) | Row::Settings(_) => false,
        }
    }
}

/// The parties that a request names.
fn names(row: &RequestRow) -> impl Iterator<Item = DocId> {
    let mentions = row.mentions.iter().map(|mention| mention.who);
    [row.asker, row.provider].into_iter().chain(row.via.iter().copied()).chain(mentions)
}

/// The parties that a service, a person or a task names.
fn parties_of(row: &Row) -> [Option<DocId>; 2] {
    match row {
        Row::Service(row) => [Some(row.provider), Some(row.served)],
        Row::Person(row) => [row.team, None],
        Row::Task(row) => [Some(row.team), None],
        Row::Request(_) | Row::Party(_) | Row::Customer(_) | Row::Settings(_) => [None, None],
    }
}
