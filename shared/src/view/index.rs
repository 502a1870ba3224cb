//! The indexes over rows: which documents belong to which.

use super::phone::Phones;
use super::{CustomerRow, PersonRow, RequestRow, ServiceRow, State, TaskRow};
use crate::id::{DocId, Millis};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

const FIRST: DocId = DocId::from_bytes([0; DocId::LEN]);

/// Pairs (key, member), sorted, so that the members of one key stand together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Index(BTreeSet<(DocId, DocId)>);

impl Index {
    fn add(&mut self, key: DocId, member: DocId) {
        self.0.insert((key, member));
    }

    fn remove(&mut self, key: DocId, member: DocId) {
        self.0.remove(&(key, member));
    }

    /// All keys that have members, with each of these.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (DocId, DocId)> {
        self.0.iter().copied()
    }

    /// The members of a key, by id.
    pub(super) fn of(&self, key: DocId) -> impl Iterator<Item = DocId> {
        self.0.range((key, FIRST)..=(key, DocId::LAST)).map(|(_, member)| *member)
    }
}

/// Triples (key, moment, member), sorted, so that the members of one key stand together in the order of their moments.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Timed(BTreeSet<(DocId, Millis, DocId)>);

impl Timed {
    /// The members of a key with a later moment than this.
    pub(super) fn after(&self, key: DocId, moment: Millis) -> impl Iterator<Item = DocId> {
        let from = Bound::Excluded((key, moment, DocId::LAST));
        let to = Bound::Included((key, Millis(i64::MAX), DocId::LAST));
        self.0.range((from, to)).map(|(_, _, member)| *member)
    }

    fn note(&mut self, member: DocId, moments: impl Iterator<Item = (DocId, Millis)>) {
        self.0.extend(moments.map(|(key, at)| (key, at, member)));
    }

    fn forget(&mut self, member: DocId, moments: impl Iterator<Item = (DocId, Millis)>) {
        moments.for_each(|(key, at)| {
            self.0.remove(&(key, at, member));
        });
    }
}

/// What a request's row tells of who did something when.
fn acts_on(row: &RequestRow) -> impl Iterator<Item = (DocId, Millis)> {
    let said = row.last_said.iter().map(|said| (said.by, said.at));
    let reworded = row.reworded.iter().map(|one| (one.by, one.at));
    let lost = row.lost.iter().map(|lost| (lost.by, lost.at));
    let named = row.mentions.iter().map(|one| (one.by, one.at));
    let taken = row.taken.iter().map(|one| (one.by, one.at));
    let turns = [(row.asked_by, row.asked_at), (row.moved_by(), row.moved_at())];
    turns.into_iter().chain(said).chain(reworded).chain(lost).chain(named).chain(taken)
}

/// The same of a task.
fn acts_of(row: &TaskRow) -> impl Iterator<Item = (DocId, Millis)> {
    let done = row.done.iter().map(|done| (done.by, done.at));
    done.chain(row.aside.iter().map(|aside| (aside.by, aside.at)))
}

/// All indexes. Invariant: exactly what a rebuild from the rows gives.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Indexes {
    pub(super) open: BTreeSet<DocId>,
    pub(super) open_by_provider: Index,
    pub(super) open_by_asker: Index,
    /// All requests by when anything last happened to them.
    pub(super) by_change: BTreeSet<(Millis, DocId)>,
    pub(super) children: Index,
    /// When people did something, as far as rows tell: of each document what they did last there, as a rule.
    pub(super) acts: Timed,
    /// The people of a team by until when they said that they are here.
    pub(super) duties: Timed,
    /// Requests of which an answer is kept and holds, by the team that answered.
    pub(super) kept: Index,
    /// Of what was split: what it was part of.
    pub(super) split_from: Index,
    pub(super) voices: BTreeSet<DocId>,
    pub(super) voices_about: Index,
    pub(super) by_customer: Index,
    pub(super) open_by_customer: Index,
    pub(super) services_by_provider: Index,
    pub(super) services_by_served: Index,
    pub(super) people_by_team: Index,
    pub(super) tasks_by_team: Index,
    pub(super) tasks_aside_for: Index,
    /// Of customers who were merged: into whom, as written.
    pub(super) merged: BTreeMap<DocId, DocId>,
    /// The same the other way round.
    pub(super) duplicates: Index,
    pub(super) phones: Phones,
    /// Of parties that were merged: into which, as written.
    pub(super) joins: BTreeMap<DocId, DocId>,
    /// Of requests that were merged: into which, as written.
    pub(super) same: BTreeMap<DocId, DocId>,
    /// The same the other way round.
    pub(super) followers: Index,
    /// Merged requests by the team that asked.
    pub(super) merged_by_asker: Index,
}

impl Indexes {
    pub(super) fn note_request(&mut self, row: &RequestRow) {
        self.by_change.insert((row.changed_at, row.id));
        self.acts.note(row.id, acts_on(row));
        if !row.state.is_closed() {
            self.open.insert(row.id);
            self.open_by_provider.add(row.provider, row.id);
            self.open_by_asker.add(row.asker, row.id);
            if let Some(customer) = row.customer {
                self.open_by_customer.add(customer, row.id);
            }
        }
        if row.holding().is_some() {
            self.kept.add(row.provider, row.id);
        }
        if row.state == State::Merged {
            self.merged_by_asker.add(row.asker, row.id);
        }
        if let Some(parent) = row.parent {
            self.children.add(parent, row.id);
        }
        row.split_into.iter().for_each(|part| self.split_from.add(*part, row.id));
        if let Some(voice) = &row.voice {
            self.voices.insert(row.id);
            voice.about.iter().for_each(|about| self.voices_about.add(*about, row.id));
        }
        if let Some(customer) = row.customer {
            self.by_customer.add(customer, row.id);
        }
    }

    pub(super) fn forget_request(&mut self, row: &RequestRow) {
        self.by_change.remove(&(row.changed_at, row.id));
        self.acts.forget(row.id, acts_on(row));
        self.open.remove(&row.id);
        self.open_by_provider.remove(row.provider, row.id);
        self.open_by_asker.remove(row.asker, row.id);
        self.merged_by_asker.remove(row.asker, row.id);
        self.kept.remove(row.provider, row.id);
        if let Some(parent) = row.parent {
            self.children.remove(parent, row.id);
        }
        row.split_into.iter().for_each(|part| self.split_from.remove(*part, row.id));
        if let Some(voice) = &row.voice {
            self.voices.remove(&row.id);
            voice.about.iter().for_each(|about| self.voices_about.remove(*about, row.id));
        }
        if let Some(customer) = row.customer {
            self.by_customer.remove(customer, row.id);
            self.open_by_customer.remove(customer, row.id);
        }
    }

    /// Of a merged request: into which; none when it isn't, or not any more.
    pub(super) fn note_same(&mut self, id: DocId, into: Option<DocId>) {
        if let Some(before) = self.same.remove(&id) {
            self.followers.remove(before, id);
        }
        if let Some(into) = into {
            self.same.insert(id, into);
            self.followers.add(into, id);
        }
    }

    pub(super) fn note_service(&mut self, row: &ServiceRow) {
        self.services_by_provider.add(row.provider, row.id);
        self.services_by_served.add(row.served, row.id);
    }

    pub(super) fn forget_service(&mut self, row: &ServiceRow) {
        self.services_by_provider.remove(row.provider, row.id);
        self.services_by_served.remove(row.served, row.id);
    }

    pub(super) fn note_customer(&mut self, row: &CustomerRow) {
        self.phones.add(row.phones(), row.id);
        if let Some(into) = row.merged_into {
            self.merged.insert(row.id, into);
            self.duplicates.add(into, row.id);
        }
    }

    pub(super) fn forget_customer(&mut self, row: &CustomerRow) {
        self.phones.remove(row.phones(), row.id);
        if let Some(into) = row.merged_into {
            self.merged.remove(&row.id);
            self.duplicates.remove(into, row.id);
        }
    }

    pub(super) fn note_task(&mut self, row: &TaskRow) {
        self.tasks_by_team.add(row.team, row.id);
        self.acts.note(row.id, acts_of(row));
        if let Some(aside) = &row.aside {
            self.tasks_aside_for.add(aside.request, row.id);
        }
    }

    pub(super) fn forget_task(&mut self, row: &TaskRow) {
        self.tasks_by_team.remove(row.team, row.id);
        self.acts.forget(row.id, acts_of(row));
        if let Some(aside) = &row.aside {
            self.tasks_aside_for.remove(aside.request, row.id);
        }
    }

    pub(super) fn note_person(&mut self, row: &PersonRow) {
        if let Some(team) = row.team {
            self.people_by_team.add(team, row.id);
            self.duties.note(row.id, row.duty_until.map(|until| (team, until)).into_iter());
        }
    }

    pub(super) fn forget_person(&mut self, row: &PersonRow) {
        if let Some(team) = row.team {
            self.people_by_team.remove(team, row.id);
            self.duties.forget(row.id, row.duty_until.map(|until| (team, until)).into_iter());
        }
    }
}
