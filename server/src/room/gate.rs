//! Who may read what. A request that is private goes to the devices of those who may read it and to nobody else's (PR1): whatever the relay
//! reads from its store for a device passes [`Pass::through`], and frames that are shared between devices hold nothing private.
//!
//! What it goes by are the relay's own rows, never what a device says. It hears of a batch before the batch is durable, so that nobody reads
//! in the meantime what it closes.

use super::step::Given;
use crate::limits::STATISTICS_ROWS_BYTES_MAX;
use crate::store::{Entries, LogStore, Page, RowBytes, Stored};
use sightline_shared::doc::{Applied, Doc};
use sightline_shared::id::{DocId, DocKind, Seq};
use sightline_shared::model::Model;
use sightline_shared::view::{
    PartyRowKind, RequestRow, Row, StoredRow, decode_page, derive, standing, stored,
};
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
}

/// A private request.
#[derive(Debug, Default)]
struct Private {
    /// The team that asked, and the one that has it now; none: it can't be read, and nobody is let in.
    teams: Option<(DocId, DocId)>,
    /// Who asked, and who owns it now.
    people: [Option<DocId>; 2],
    /// Teams that had it, each with the last entry that they may read: the one that took it from them.
    had: Vec<(DocId, Seq)>,
}

impl Private {
    /// Takes how it stands at this place.
    fn take(&mut self, row: &RequestRow, at: Seq) {
        if let Some((_, held)) = self.teams.filter(|(_, held)| *held != row.provider) {
            self.had.push((held, at));
        }
        self.teams = Some((row.asker, row.provider));
        self.people = [Some(row.asked_by), row.owner.filter(|owner| row.is_owned_by(*owner))];
    }
}

impl Known {
    fn take(&mut self, row: &Row, at: Seq) {
        match row {
            Row::Request(row) if row.private => self.private.entry(row.id).or_default().take(row, at),
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

    fn may_read_entry(&self, person: DocId, doc: DocId, at: Seq) -> bool {
        let had = |request: &Private| {
            request.had.iter().any(|(team, upto)| at <= *upto && self.is_of(person, *team))
        };
        self.may_read(person, doc) || self.private.get(&doc).is_some_and(had)
    }
}

impl Gate {
    /// What a store's rows say.
    ///
    /// # Errors
    /// When the store fails.
    pub fn of<S: LogStore>(store: &S) -> Stored<Self> {
        let mut known = Known::default();
        let mut after = None;
        loop {
            let page = store.rows(after, None, STATISTICS_ROWS_BYTES_MAX)?;
            match all_of(&page) {
                Some(rows) => {
                    for StoredRow { row, .. } in rows {
                        read_request(store, &mut known, &row)?;
                        known.take(&row, Seq(0));
                    }
                }
                None => one_by_one(store, &mut known, after, page.last)?,
            }
            after = page.last;
            if page.done || after.is_none() {
                break;
            }
        }
        known.settle(Seq(0));
        known.moved.clear();
        Ok(Self(Arc::new(RwLock::new(known))))
    }

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

    /// Begins anew with what another gate knows.
    pub(super) fn become_as(&self, other: Self) {
        let theirs = other.write(std::mem::take);
        self.write(|known| *known = theirs);
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
    /// started: they came into another team, or teams were merged.
    pub fn turned(&self) -> Seq {
        self.gate.read(|known| match known.private.is_empty() {
            true => Seq(0),
            false => {
                let moved = known.moved.get(&self.person);
                let joined = known.own(self.person).and_then(|own| known.joined.get(&own));
                moved.max(joined).copied().unwrap_or_default()
            }
        })
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
        self.gate.read(|known| {
            if sightline_shared::mutant!(GateOpen, true, known.private.is_empty()) {
                return given;
            }
            let may = |doc: DocId| known.may_read(self.person, doc);
            match given {
                Given::Place { valid, head, docs, now, turned } => {
                    let hidden = known.private.keys().filter(|doc| !may(**doc)).count();
                    let docs = docs.saturating_sub(u64::try_from(hidden).unwrap_or(u64::MAX));
                    Given::Place { valid, head, docs, now, turned }
                }
                Given::Range(read) => Given::Range(self.entries(known, read)),
                Given::Rows(page) => Given::Rows(self.rows(known, page)),
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
                shared @ Given::Encoded(..) => shared,
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

    fn rows(&self, known: &Known, mut page: Page<RowBytes>) -> Page<RowBytes> {
        if known.private.keys().all(|doc| known.may_read(self.person, *doc)) {
            return page;
        }
        let bytes = std::mem::take(&mut page.items);
        let mut decoder = minicbor::Decoder::new(&bytes.bytes);
        while let Some(rest) = bytes.bytes.get(decoder.position()..).filter(|rest| !rest.is_empty()) {
            let begins = decoder.position();
            // A row that can't be read says nothing of whose it is, nor where the next begins: the documents come later, by their ids.
            let Ok(stored) = decoder.decode::<StoredRow>() else { break };
            if known.may_read(self.person, stored.row.id())
                && let Some(row) = rest.get(..decoder.position() - begins)
            {
                page.items.bytes.extend_from_slice(row);
                page.items.count += 1;
            }
        }
        page
    }
}

/// The rows of a page, if all of them can be read.
fn all_of(page: &Page<RowBytes>) -> Option<Vec<StoredRow>> {
    let rows = decode_page(&page.items.bytes).ok()?;
    (u32::try_from(rows.len()) == Ok(page.items.count)).then_some(rows)
}

/// Reads rows among which some can't be read: their documents say what they are, and a request of which that can't be read either is kept
/// from everybody.
fn one_by_one<S: LogStore>(
    store: &S,
    known: &mut Known,
    mut after: Option<DocId>,
    last: Option<DocId>,
) -> Stored<()> {
    while after != last {
        let page = store.rows(after, last, 1)?;
        let Some(id) = page.last else { break };
        let row = match all_of(&page).and_then(|rows| rows.into_iter().next()) {
            Some(stored) => Some(stored.row),
            None => rebuilt(store, id)?,
        };
        match row {
            Some(row) => {
                read_request(store, known, &row)?;
                known.take(&row, Seq(0));
            }
            None if id.kind() == DocKind::Request => {
                known.private.insert(id, Private::default());
            }
            None => {}
        }
        after = Some(id);
    }
    Ok(())
}

/// A document's row, made anew.
fn rebuilt<S: LogStore>(store: &S, id: DocId) -> Stored<Option<Row>> {
    let changes = store.replay(id)?;
    let doc = Doc::load(id, changes.iter().map(Vec::as_slice));
    Ok(doc.and_then(|doc| stored(&doc)).ok().map(|stored| stored.row))
}

/// A private request that may have been with other teams before: its changes say until where each may read.
fn read_request<S: LogStore>(store: &S, known: &mut Known, row: &Row) -> Stored<()> {
    let Row::Request(row) = row else { return Ok(()) };
    if !row.private || (row.via.is_empty() && !row.has_overruled) {
        return Ok(());
    }
    let mut doc = Doc::empty(row.id);
    let mut request = Private::default();
    for bytes in store.replay(row.id)? {
        let Ok(Applied::New(hash)) = doc.apply(&bytes) else { continue };
        let Ok(StoredRow { row: Row::Request(then), .. }) = stored(&doc) else { continue };
        let at = store.find(row.id, &hash)?.unwrap_or_default();
        request.take(&then, at);
    }
    known.private.insert(row.id, request);
    Ok(())
}
