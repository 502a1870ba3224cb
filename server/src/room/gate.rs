//! Who may read what. A request that is private goes to the devices of those who may read it and to nobody else's (PR1): whatever the relay
//! reads from its store for a device passes [`Pass::through`], and frames that are shared between devices hold nothing private.
//!
//! What it goes by are the relay's own rows, never what a device says. It hears of a batch before the batch is durable, so that nobody reads
//! in the meantime what it closes.

mod load;

use super::step::Given;
use crate::store::{Entries, Page, RowBytes};
use sightline_shared::id::{DocId, DocKind, Seq};
use sightline_shared::model::Model;
use sightline_shared::view::{PartyRowKind, RequestRow, Row, StoredRow, derive, standing};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

/// What the relay knows of who may read what. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Gate(Arc<RwLock<Known>>);

/// A person's way through the gate.
#[derive(Debug, Clone)]
pub struct Pass {
    gate: Gate,
    person: DocId,
}

#[derive(Debug, Default)]
struct Known {
    /// Every request that is private.
    private: BTreeMap<DocId, Private>,
    /// The team that each person is in, as written.
    teams: HashMap<DocId, DocId>,
    /// When a person came to be in another team, since the relay started.
    moved: HashMap<DocId, Seq>,
    kinds: BTreeMap<DocId, PartyRowKind>,
    /// What parties were merged into, as written.
    links: BTreeMap<DocId, DocId>,
    /// Who stands for whom.
    stands: BTreeMap<DocId, DocId>,
    /// When other parties than before came to be one with this one, since the relay started.
    joined: HashMap<DocId, Seq>,
    /// When a team or a person last came to have a request again that they had before. What was written to it in between they weren't sent, and
    /// the entry that gives it back needs not build on that.
    again: HashMap<DocId, Seq>,
    /// What is known was read anew here: what it was before isn't known.
    anew: Seq,
}

/// A private request.
#[derive(Debug, Default)]
struct Private {
    /// The team that asked, and the one that has it now; none: it can't be read, and nobody is let in.
    teams: Option<(DocId, DocId)>,
    /// Who asked, and who owns it now.
    people: [Option<DocId>; 2],
    /// Teams that had it and people who owned it, each with the last entry that they may read: the one that took it from them.
    had: Vec<(DocId, Seq)>,
}

impl Private {
    /// Takes how it stands at this place. Answers who has it again that had it before: the team, the owner.
    fn take(&mut self, row: &RequestRow, at: Seq) -> impl Iterator<Item = DocId> + use<> {
        let [_, owned] = self.people;
        let owner = row.owner.filter(|owner| row.is_owned_by(*owner));
        let held = self.teams.map(|(_, held)| held).filter(|held| *held != row.provider);
        let gone = owned.filter(|owned| owner != Some(*owned));
        self.had.extend(held.into_iter().chain(gone).map(|who| (who, at)));
        let come = [held.map(|_| row.provider), owner.filter(|owner| owned != Some(*owner))];
        self.teams = Some((row.asker, row.provider));
        self.people = [Some(row.asked_by), owner];
        let had_it = |who: &DocId| self.had.iter().any(|(had, _)| had == who);
        come.map(|who| who.filter(had_it)).into_iter().flatten()
    }
}

impl Known {
    fn take(&mut self, row: &Row, at: Seq) {
        match row {
            Row::Request(row) if row.private => {
                let again = self.private.entry(row.id).or_default().take(row, at);
                self.again.extend(again.map(|who| (who, at)));
            }
            Row::Request(row) => drop(self.private.remove(&row.id)),
            Row::Person(row) if self.teams.get(&row.id).copied() != row.team => {
                self.moved.insert(row.id, at);
                match row.team {
                    Some(team) => self.teams.insert(row.id, team),
                    None => self.teams.remove(&row.id),
                };
            }
            Row::Party(row) => {
                let known = self.kinds.insert(row.id, row.kind);
                let linked = match row.merged_into {
                    Some(into) => self.links.insert(row.id, into),
                    None => self.links.remove(&row.id),
                };
                if known != Some(row.kind) || linked != row.merged_into {
                    self.settle(at);
                }
            }
            _ => {}
        }
    }

    fn settle(&mut self, at: Seq) {
        let stands = standing(&self.links, |party| self.kinds.get(&party).copied());
        let other = |party: &&DocId| stands.get(party) != self.stands.get(party);
        let moved: Vec<DocId> = stands.keys().chain(self.stands.keys()).filter(other).copied().collect();
        self.stands = stands;
        for party in moved {
            self.joined.insert(self.survivor(party), at);
        }
    }

    fn survivor(&self, party: DocId) -> DocId {
        self.stands.get(&party).copied().unwrap_or(party)
    }

    /// The party that stands for a person's team.
    fn own(&self, person: DocId) -> Option<DocId> {
        self.teams.get(&person).map(|team| self.survivor(*team))
    }

    fn is_of(&self, person: DocId, team: DocId) -> bool {
        self.own(person).is_some_and(|own| own == self.survivor(team))
    }

    fn may_read(&self, person: DocId, doc: DocId) -> bool {
        self.private.get(&doc).is_none_or(|request| self.is_reader(person, request))
    }

    fn is_reader(&self, person: DocId, request: &Private) -> bool {
        let Some((asker, held)) = request.teams else { return false };
        let is_named = request.people.contains(&Some(person));
        is_named || self.is_of(person, asker) || self.is_of(person, held)
    }

    /// The place of the last entry that gave a request back to this person, or to their team.
    fn given_back(&self, person: DocId) -> Seq {
        let theirs = self.again.iter().filter(|(who, _)| **who == person || self.is_of(person, **who));
        theirs.map(|(_, at)| *at).max().unwrap_or_default()
    }

    fn may_read_entry(&self, person: DocId, doc: DocId, at: Seq) -> bool {
        let had = |request: &Private| {
            request.had.iter().any(|(who, upto)| at <= *upto && (*who == person || self.is_of(person, *who)))
        };
        self.may_read(person, doc) || self.private.get(&doc).is_some_and(had)
    }
}

impl Gate {
    /// A document stands like this from this place on.
    pub(super) fn take(&self, model: &Model, at: Seq) {
        let matters = match model {
            Model::Request(request) => request.private || self.is_private(request.id),
            Model::Person(_) | Model::Party(_) => true,
            _ => false,
        };
        if matters {
            self.write(|known| known.take(&derive(model), at));
        }
    }

    /// Begins anew with what another gate knows of a log that ends here. Who was let in lately, and has to be sent what they may read, was
    /// forgotten with what was known before: everybody is.
    pub(super) fn become_as(&self, other: Self, end: Seq) {
        let theirs = other.write(std::mem::take);
        self.write(|known| *known = Known { anew: end, ..theirs });
    }

    /// A person's way through it.
    pub fn pass(&self, person: DocId) -> Pass {
        Pass { gate: self.clone(), person }
    }

    /// Whether only some may read a document.
    pub(super) fn is_private(&self, doc: DocId) -> bool {
        doc.kind() == DocKind::Request && self.read(|known| known.private.contains_key(&doc))
    }

    fn read<T>(&self, of: impl FnOnce(&Known) -> T) -> T {
        of(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn write<T>(&self, of: impl FnOnce(&mut Known) -> T) -> T {
        of(&mut self.0.write().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Pass {
    /// Whether this person may read a document, and write to it.
    pub fn may_read(&self, doc: DocId) -> bool {
        doc.kind() != DocKind::Request || self.gate.read(|known| known.may_read(self.person, doc))
    }

    /// The place of the last commit that may have let this person into requests without any of their entries saying so, since the relay
    /// started: they came into another team, teams were merged, or they or their team have a request again.
    pub fn turned(&self) -> Seq {
        self.gate.read(|known| match known.private.is_empty() {
            true => Seq(0),
            false => {
                let moved = known.moved.get(&self.person);
                let joined = known.own(self.person).and_then(|own| known.joined.get(&own));
                let turned = moved.max(joined).copied().unwrap_or_default();
                turned.max(known.given_back(self.person)).max(known.anew)
            }
        })
    }

    /// The place of the last entry that gave a private request back to this person or their team.
    pub(super) fn given_back(&self) -> Seq {
        self.gate.read(|known| known.given_back(self.person))
    }

    /// Documents by which this person may come to read more: their own, and those of parties that are one with their team. None while
    /// nothing is private.
    pub(super) fn turning(&self) -> Vec<DocId> {
        self.gate.read(|known| match known.private.is_empty() {
            true => Vec::new(),
            false => {
                let linked = known.links.iter().flat_map(|(from, into)| [*from, *into]);
                let own = linked.filter(|party| known.is_of(self.person, *party));
                std::iter::once(self.person).chain(own).collect()
            }
        })
    }

    /// Private requests after this one that this person may read.
    pub(super) fn private_after(&self, after: Option<DocId>) -> Vec<DocId> {
        self.gate.read(|known| {
            let rest = known.private.iter().filter(|(id, _)| after.is_none_or(|after| **id > after));
            rest.filter(|(_, request)| known.is_reader(self.person, request)).map(|(id, _)| *id).collect()
        })
    }

    /// What this person may have of what was read. Everything that leaves the store for a device passes here.
    pub(super) fn through(&self, given: Given) -> Given {
        let all = || self.gate.read(|known| known.private.is_empty());
        if sightline_shared::mutant!(GateOpen, true, all()) {
            return given;
        }
        let given = match given {
            Given::Rows(page) => return Given::Rows(self.rows(page)),
            other => other,
        };
        self.gate.read(|known| {
            let may = |doc: DocId| known.may_read(self.person, doc);
            match given {
                Given::Place { valid, head, docs, now, turned } => {
                    let hidden = known.private.keys().filter(|doc| !may(**doc)).count();
                    let docs = docs.saturating_sub(u64::try_from(hidden).unwrap_or(u64::MAX));
                    Given::Place { valid, head, docs, now, turned }
                }
                Given::Range(read) => Given::Range(self.entries(known, read)),
                Given::Heads(mut page) => {
                    page.items.retain(|heads| may(heads.doc));
                    Given::Heads(page)
                }
                Given::Docs(mut page) => {
                    page.items.retain(|(doc, _)| may(*doc));
                    Given::Docs(page)
                }
                Given::Granted(mut page) => {
                    page.items.retain(|(doc, _)| may(*doc));
                    Given::Granted(page)
                }
                Given::Whole(mut docs) => {
                    docs.retain(|(doc, _)| may(*doc));
                    Given::Whole(docs)
                }
                other @ (Given::Encoded(..) | Given::Rows(_)) => other,
            }
        })
    }

    /// The range is as long as it was: what is withheld is covered all the same.
    fn entries(&self, known: &Known, mut read: Entries) -> Entries {
        let count = u64::try_from(read.entries.len()).unwrap_or(u64::MAX);
        let mut at = Seq(read.to.0.saturating_sub(count));
        read.entries.retain(|entry| {
            at = Seq(at.0 + 1);
            known.may_read_entry(self.person, entry.doc, at)
        });
        read
    }

    /// Rows are read before the gate is asked: whoever writes to it waits for nobody's page.
    fn rows(&self, mut page: Page<RowBytes>) -> Page<RowBytes> {
        let may_read_all = |known: &Known| known.private.keys().all(|doc| known.may_read(self.person, *doc));
        if self.gate.read(may_read_all) {
            return page;
        }
        let bytes = std::mem::take(&mut page.items);
        let mut rows = Vec::new();
        let mut decoder = minicbor::Decoder::new(&bytes.bytes);
        while decoder.position() < bytes.bytes.len() {
            let begins = decoder.position();
            // A row that can't be read says nothing of whose it is, nor where the next begins: the documents come later, by their ids.
            let Ok(stored) = decoder.decode::<StoredRow>() else { break };
            rows.push((stored.row.id(), begins..decoder.position()));
        }
        self.gate.read(|known| rows.retain(|(doc, _)| known.may_read(self.person, *doc)));
        for row in rows.into_iter().filter_map(|(_, at)| bytes.bytes.get(at)) {
            page.items.bytes.extend_from_slice(row);
            page.items.count += 1;
        }
        page
    }
}
