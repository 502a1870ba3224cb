//! What the relay sends becomes changes and rows, in log order, a slice at a time so that the screen never stalls.
//!
//! Applying something twice is harmless: hashes name changes. So a slice is stored as soon as it is done; the place that covers the
//! whole comes with the last slice (SY3).

mod queue;
mod settle;

pub(super) use queue::{Incoming, Work};

use super::recovery::Recovery;
use super::{Notice, Output, Session, StoredChange, Write, writes::Purpose};
use crate::doc::{Applied, Doc, ReadError};
use crate::id::{DocId, HeadsDigest, Incarnation, Millis, Seal};
use crate::limits::{DOCS_PER_SLICE, READS_AHEAD_MAX};
use crate::sync::{Action, Taken};
use crate::view::{self, ROW_VERSION, StoredRow};
use crate::wire::{DocBytes, Sealed};
use queue::Item;
use rand_core::Rng;

impl Session {
    /// Carries out what the sync client wants.
    pub(super) fn act(&mut self, actions: Vec<Action>) {
        for action in actions {
            match action {
                Action::Connect => self.out.push(Output::Connect),
                Action::Hangup => {
                    self.incoming.line_lost();
                    self.out.push(Output::Hangup);
                }
                Action::SignIn => self.out.push(Output::SignIn),
                Action::Send(frame) => self.out.push(Output::Send(frame)),
                Action::Take(taken) => self.take(taken),
                Action::Settle(entry, acked, place) => self.settle(entry, acked, place),
                Action::Compare => self.incoming.recovery = Some(Recovery::default()),
                Action::GivenBack(doc, outcome, place) => self.given_back(doc, &outcome, place),
                Action::NewLog => self.out.push(Output::Notice(Notice::NewLog)),
                Action::Statistics(bytes) => self.published(bytes),
            }
        }
    }

    /// Asks the relay for a document, if there is contact.
    pub(super) fn fetch(&mut self, doc: DocId) {
        if !self.is_fetching(doc) {
            let actions = self.client.fetch(vec![doc]);
            self.act(actions);
        }
    }

    /// Whether a document was asked of the relay and hasn't been taken.
    pub(super) fn is_fetching(&self, doc: DocId) -> bool {
        self.client.is_fetching(doc) || self.incoming.has_fetched(doc)
    }

    fn take(&mut self, taken: Taken) {
        crate::mutant!(
            CursorBeforeEntries,
            self.begin(Write { place: taken.place.clone(), ..Write::default() }, Purpose::Rederived)
        );
        let Taken { place, credit, asked, heads, .. } = taken;
        let mut item = Item { place, credit, fetched: asked.is_some(), heads, ..Item::default() };
        if taken.rows.1 > 0 || taken.rows_complete {
            item.rows = Some((taken.rows.0, taken.rows_complete));
        }
        for entry in taken.entries {
            match item.work.iter_mut().find(|(doc, _)| *doc == entry.doc) {
                Some((_, Work::Changes(changes))) => changes.push((entry.bytes.into(), entry.seal)),
                _ => item.work.push_back((entry.doc, Work::Changes(vec![(entry.bytes.into(), entry.seal)]))),
            }
        }
        item.work.extend(taken.docs.into_iter().map(|doc| (doc.doc, Work::Whole(doc))));
        if let Some(asked) = asked {
            item.asked = asked;
            let missing = item.asked.iter().filter(|doc| item.work.iter().all(|(came, _)| came != *doc));
            missing.for_each(|doc| self.shelf.note_gone(*doc));
        }
        self.incoming.queue.push_back(item);
    }

    /// Does a slice of what has arrived.
    pub(super) fn run_incoming(&mut self, now: Millis, rng: &mut dyn Rng) {
        let mut budget = DOCS_PER_SLICE;
        self.incoming.breathing = false;
        // One transaction at a time: if one doesn't commit, a later one must not store a place that covers what is missing (SY3).
        while !self.writes.relay_waits()
            && let Some(mut item) = self.incoming.queue.pop_front()
        {
            let done = self.run_item(&mut item, &mut budget);
            if done {
                self.finish(item, now, rng);
                continue;
            }
            self.incoming.breathing = budget == 0;
            if !item.write.changes.is_empty() || !item.write.snapshots.is_empty() {
                let write = std::mem::take(&mut item.write);
                item.write.outbox_remove.clone_from(&write.outbox_remove);
                self.begin(
                    Write { outbox_remove: Vec::new(), ..write },
                    Purpose::FromRelay { credit: false },
                );
            }
            self.incoming.queue.push_front(item);
            return;
        }
    }

    /// Works on one item; `false` when it has to wait, for storage or for the next slice.
    fn run_item(&mut self, item: &mut Item, budget: &mut usize) -> bool {
        if let Some((bytes, complete)) = item.rows.take() {
            if !self.rows_are_here() {
                item.rows = Some((bytes, complete));
                return false;
            }
            self.take_relay_rows(&bytes);
            if complete {
                item.bulk = true;
                item.work.extend(self.unnamed().into_iter().map(|doc| (doc, Work::Unnamed)));
            }
        }
        if let Some(heads) = item.heads.take() {
            if !self.rows_are_here() {
                item.heads = Some(heads);
                return false;
            }
            self.compare(&heads);
        }
        while let Some((doc, work)) = item.work.pop_front() {
            if self.quarantine.holds(doc) {
                self.keep_unread(doc, work, &mut item.write);
                continue;
            }
            if *budget == 0 || !self.prepare(doc, &work, item.fetched) {
                item.work.push_front((doc, work));
                self.read_ahead(item);
                return false;
            }
            self.quarantine.begin(doc);
            match work {
                Work::Changes(changes) => {
                    *budget -= 1;
                    self.take_changes(doc, changes, &mut item.write);
                }
                Work::Whole(whole) => {
                    let parsed = self.take_whole(whole, item.fetched, &mut item.write);
                    *budget -= usize::from(parsed);
                }
                Work::Without(hashes) => {
                    *budget -= 1;
                    self.take_out(doc, &hashes, &mut item.write);
                }
                Work::Unnamed => self.take_unnamed(doc),
            }
        }
        if item.bulk {
            item.write.bulk_rows = self.all_rows();
        }
        true
    }

    fn take_relay_rows(&mut self, bytes: &[u8]) {
        // A page that can't be read is a newer relay's: the rows are derived from the documents instead.
        let rows = view::decode_page(bytes).unwrap_or_default();
        for stored in rows {
            let id = stored.row.id();
            self.incoming.named.insert(id);
            let known = self.heads.get(&id);
            if known.is_some_and(|heads| *heads != stored.heads) {
                // Which one is newer its document says. It comes with the first copy, unless this device keeps no more than the row of it.
                if self.client.place().window.is_some() && !stored.row.is_hot() {
                    self.incoming.owed.insert(id);
                    self.incoming.differing.push_back(id);
                }
            } else if stored.version == ROW_VERSION {
                self.writes.row_is_loose(id);
                self.set_row(stored.heads, stored.row);
            }
        }
    }

    /// Every row but those that storage can't have yet: they come with their own transactions.
    fn all_rows(&self) -> Vec<StoredRow> {
        let row = |(id, heads): (&DocId, &HeadsDigest)| {
            let row = self.rows.get(*id)?;
            let is_stored = !self.shelf.is_being_written(*id) && !self.writes.is_ahead(*id);
            is_stored.then_some(StoredRow { version: ROW_VERSION, heads: *heads, row })
        };
        self.heads.iter().filter_map(row).collect()
    }

    /// Whether this work can be done now; if storage has to be asked first, it is.
    fn prepare(&mut self, doc: DocId, work: &Work, fetched: bool) -> bool {
        let unknown =
            self.rows_are_here() && !self.heads.contains_key(&doc) && !matches!(work, Work::Without(_));
        // What can't be read is read no better the next time.
        if self.shelf.has(doc) && self.shelf.is_reading(doc) {
            return false;
        }
        if self.shelf.has(doc) || self.shelf.is_absent(doc) || unknown || self.incoming.damaged.contains(&doc)
        {
            // What is missing in the relay's word may be another tab's, and wait to be sent.
            return !matches!(work, Work::Unnamed | Work::Whole(_)) || self.knows_batches_below(&[doc]);
        }
        if let Work::Whole(whole) = work
            && !fetched
            && self.has_row_of(whole)
        {
            return true;
        }
        self.read(doc);
        false
    }

    /// Asks storage for the documents that come next, so that its answers are there when they are needed.
    fn read_ahead(&mut self, item: &Item) {
        for (doc, work) in item.work.iter().take(READS_AHEAD_MAX) {
            if self.shelf.reading() >= READS_AHEAD_MAX {
                return;
            }
            self.prepare(*doc, work, item.fetched);
        }
    }

    fn take_changes(&mut self, id: DocId, changes: Vec<(Vec<u8>, Option<Seal>)>, write: &mut Write) {
        let mut doc = self.shelf.get(id).map_or_else(|| Doc::empty(id), |doc| doc.clone());
        let before = heads_of(&doc);
        let (mut fresh, mut sealed) = (Vec::new(), Vec::new());
        let mut whole = true;
        for (bytes, seal) in changes {
            let hash = match doc.apply(&bytes) {
                Ok(Applied::New(hash)) => {
                    fresh.push(StoredChange { doc: id, hash, bytes });
                    hash
                }
                Ok(Applied::Known(hash)) => hash,
                Ok(Applied::Waits(_)) | Err(_) => {
                    whole = false;
                    continue;
                }
            };
            self.incoming.came_back(id, hash);
            sealed.extend(seal.map(|seal| Sealed { hash, seal }));
        }
        match view::stored(&doc) {
            Ok(row) if whole => {
                let covered = sealed.iter().flat_map(|sealed| doc.deps(sealed.hash));
                write.seals_remove.extend(covered.map(|hash| (id, hash)));
                write.seals.extend(sealed.into_iter().map(|sealed| (id, sealed)));
                self.shelf.put(doc);
                if !fresh.is_empty() {
                    self.take_row(before, row, write);
                }
                write.changes.extend(fresh);
            }
            // Its beginning isn't here yet (the first copy is still coming), or it can't be read: the whole document is needed.
            // Nothing is stored of it: what the relay sends whole contains this change too. Until it has come, no place covers it.
            _ => {
                self.fetch(id);
                self.incoming.owed.insert(id);
            }
        }
    }

    /// Whether memory and storage have the row of exactly this document, and no screen waits for it: then its bytes need not be parsed.
    fn has_row_of(&self, whole: &DocBytes) -> bool {
        self.has_row_with(whole.doc, whole.heads) && !self.shelf.is_shown(whole.doc)
    }

    /// Whether memory and storage have a document's row with these heads.
    pub(super) fn has_row_with(&self, doc: DocId, heads: HeadsDigest) -> bool {
        self.heads.get(&doc) == Some(&heads) && !self.writes.is_ahead(doc) && !self.writes.is_loose(doc)
    }

    /// Takes a whole document; tells whether it had to be parsed.
    fn take_whole(&mut self, whole: DocBytes, fetched: bool, write: &mut Write) -> bool {
        let id = whole.doc;
        let is_known = !fetched && !self.shelf.has(id) && self.has_row_of(&whole);
        write.seals.extend(whole.seals.iter().map(|sealed| (id, *sealed)));
        let bytes: Vec<u8> = whole.bytes.into();
        if is_known {
            self.shelf.forget(id);
            write.snapshots.push((id, bytes));
            return false;
        }
        let before = self.shelf.get(id).and_then(|doc| heads_of(doc));
        match self.unite(id, &bytes, write) {
            Ok((row, only_here)) => {
                write.snapshots.push((id, bytes));
                self.incoming.lacks(id, &only_here);
                self.suspect_unless_waiting(&only_here);
                write.changes.extend(only_here);
                self.take_row(before, row, write);
            }
            Err(_) => {
                self.shelf.forget(id);
                self.out.push(Output::Notice(Notice::SetAside(id)));
            }
        }
        true
    }

    /// Unites what is loaded with the relay's whole document. Also returns the changes that only this device has: the relay's bytes
    /// replace the stored snapshot, which may have held them.
    fn unite(
        &mut self,
        id: DocId,
        bytes: &[u8],
        write: &mut Write,
    ) -> Result<(StoredRow, Vec<StoredChange>), ReadError> {
        let theirs = Doc::load(id, [bytes])?;
        self.replace_damaged(id, theirs.clone(), write)?;
        let mut only_here = Vec::new();
        match self.shelf.get(id) {
            Some(ours) => {
                let ours_alone = ours.changes().into_iter().filter(|(hash, _)| !theirs.contains(*hash));
                only_here.extend(ours_alone.map(|(hash, bytes)| StoredChange { doc: id, hash, bytes }));
                ours.absorb([bytes])?;
            }
            None => self.shelf.put(theirs),
        }
        let row = self.shelf.get(id).ok_or(ReadError::Empty).and_then(|doc| view::stored(doc))?;
        Ok((row, only_here))
    }

    /// Paints a row and plans to store it. `before`: the heads that storage has once everything under way is stored.
    fn take_row(&mut self, before: Option<HeadsDigest>, row: StoredRow, write: &mut Write) {
        write.rows.push((before, row.clone()));
        self.set_row(row.heads, row.row);
    }

    fn finish(&mut self, item: Item, now: Millis, rng: &mut dyn Rng) {
        let mut write = item.write;
        for doc in &item.asked {
            self.incoming.owed.remove(doc);
        }
        write.place = self.incoming.place_to_store(item.place, self.client.fetches() > 0);
        if let Some(place) = &mut write.place {
            place.suspect = self.client.place().suspect;
            place.keep_as(self.client.place());
        }
        for refused in write.refused_add.iter_mut().filter(|_| !item.told) {
            refused.at = now;
            self.take_refused(vec![refused.clone()]);
            // What this tab writes next must not depend on the refused change, nor take its number.
            self.incarnation = Incarnation::random(rng);
        }
        self.begin(write, Purpose::FromRelay { credit: item.credit });
    }
}

/// The heads of a document that has any.
pub(super) fn heads_of(doc: &Doc) -> Option<HeadsDigest> {
    (!doc.is_empty()).then(|| doc.heads())
}
