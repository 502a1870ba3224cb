//! Transactions under way, and what follows from their outcome.

mod moved;

use super::{
    Hint, Notice, OutboxKey, Output, Session, StoredChange, StoredDoc, Write, WriteFailure, WriteId,
};
use crate::doc::Doc;
use crate::id::{DocId, HeadsDigest, Millis, Span};
use crate::limits::STORE_RETRY_MS;
use moved::Moved;
use rand_core::Rng;
use std::collections::{BTreeMap, HashSet, VecDeque};

/// Why a transaction was begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A person's edit.
    OwnEdit,
    /// Something from the relay; `credit`: the relay waits to hear that it is stored.
    FromRelay { credit: bool },
    /// A row derived again.
    Rederived,
    /// Documents that are kept no longer.
    Trimmed,
    /// What the relay has published.
    Published,
}

/// Transactions under way. Invariant: at most one of those that storage was given touches a document; the next is given when that one
/// is settled. A row is derived from everything before it, so it must not be stored when something before it wasn't.
#[derive(Default)]
pub(super) struct Writes {
    next: u64,
    open: BTreeMap<u64, (Write, Purpose)>,
    /// Waiting for their documents' turn, in their order.
    held: VecDeque<(Write, Purpose)>,
    /// A person's edits that could not be stored; tried again.
    unsaved: Vec<Write>,
    /// Published figures that could not be stored; tried again.
    published: Option<Write>,
    retry_at: Option<Millis>,
    moved: Moved,
    /// Documents whose row in memory is ahead of storage: a transaction with it did not commit, and what it held comes again.
    ahead: HashSet<DocId>,
    /// Acknowledgements that could not be stored, with their seals: the next transaction takes them with it. Until then the outbox in
    /// storage has those batches, and a restart sends them again.
    settled: Write,
    /// Documents whose row is the relay's, and in memory only: the last of a bootstrap's rows stores them all.
    loose: HashSet<DocId>,
}

impl Writes {
    /// A person's edits on their way to the disk.
    pub(super) fn saving(&self) -> usize {
        self.under_way().filter(|purpose| **purpose == Purpose::OwnEdit).count()
    }

    /// Something from the relay is on its way to the disk.
    pub(super) fn relay_waits(&self) -> bool {
        self.under_way().any(|purpose| matches!(purpose, Purpose::FromRelay { .. }))
    }

    /// Documents are being taken out of storage.
    pub(super) fn is_trimming(&self) -> bool {
        self.under_way().any(|purpose| *purpose == Purpose::Trimmed)
    }

    fn under_way(&self) -> impl Iterator<Item = &Purpose> {
        self.open.values().chain(&self.held).chain(&self.moved.writes).map(|(_, purpose)| purpose)
    }

    /// Documents of transactions that storage was given, or that must be given first.
    fn busy(&self) -> HashSet<DocId> {
        let given = self.open.values().chain(&self.moved.writes).map(|(write, _)| write);
        given.chain(&self.unsaved).flat_map(docs_of).collect()
    }

    /// A person's edits that the disk did not take.
    pub(super) fn unsaved(&self) -> usize {
        self.unsaved.len()
    }

    /// Whether storage may not have the row that memory has.
    pub(super) fn is_ahead(&self, doc: DocId) -> bool {
        self.ahead.contains(&doc)
    }

    /// Whether a transaction that isn't settled decides this document's row.
    pub(super) fn has_row_of(&self, doc: DocId) -> bool {
        let given = self.open.values().chain(&self.held).chain(&self.moved.writes).map(|(write, _)| write);
        given.chain(&self.unsaved).any(|write| docs_of(write).contains(&doc))
    }

    /// Another tab leads: it hears these acknowledgements too.
    pub(super) fn stand_down(&mut self) {
        self.settled = Write::default();
        self.published = None;
    }

    /// Storage answered with a row: what is tried again expects it there.
    pub(super) fn row_read(&mut self, doc: DocId, heads: HeadsDigest) {
        if self.moved.unread.contains(&doc) {
            self.moved.rows.insert(doc, heads);
        }
    }

    /// A row came from the relay and isn't stored yet.
    pub(super) fn row_is_loose(&mut self, doc: DocId) {
        self.loose.insert(doc);
    }

    /// Storage has a row of this document.
    pub(super) fn row_is_stored(&mut self, doc: DocId) {
        self.loose.remove(&doc);
    }

    /// Whether a transaction that isn't settled takes this batch out of the outbox.
    pub(super) fn settles(&self, batch: OutboxKey) -> bool {
        let given = self.open.values().chain(&self.held).chain(&self.moved.writes).map(|(write, _)| write);
        given.chain([&self.settled]).any(|write| write.outbox_remove.contains(&batch))
    }

    /// Whether the row is in memory only.
    pub(super) fn is_loose(&self, doc: DocId) -> bool {
        self.loose.contains(&doc)
    }

    /// A clock that was set back makes no wait longer.
    pub(super) fn mistrust_clock(&mut self, now: Millis) {
        self.retry_at = self.retry_at.map(|at| at.min(now + Span(STORE_RETRY_MS)));
    }

    /// When to try again what the disk did not take.
    pub(super) fn retry_at(&self) -> Option<Millis> {
        self.retry_at
    }
}

/// What a transaction was made on top of goes with it, if that itself could not be stored: a change without what it depends on is no
/// document, and no row can be derived from it.
fn build_on(next: &mut Write, failed: &Write) {
    let docs = docs_of(next);
    let changes = failed.changes.iter().filter(|change| docs.contains(&change.doc)).cloned();
    next.changes.splice(0..0, changes.collect::<Vec<_>>());
    next.snapshots.extend(failed.snapshots.iter().filter(|(doc, _)| docs.contains(doc)).cloned());
}

/// What an earlier leader received may only add to what storage has: its whole documents as single changes, since the later leader's may
/// be newer.
fn only_adding(mut write: Write) -> Write {
    for (id, bytes) in std::mem::take(&mut write.snapshots) {
        // Bytes that can't be read add nothing; the later leader gets the document.
        let changes = Doc::load(id, [bytes.as_slice()]).map(|doc| doc.changes()).unwrap_or_default();
        write.changes.extend(changes.into_iter().map(|(hash, bytes)| StoredChange { doc: id, hash, bytes }));
    }
    write
}

/// The documents whose rows a transaction decides, or that it takes out.
fn docs_of(write: &Write) -> Vec<DocId> {
    let removed = write.rows_remove.iter().copied().chain(write.docs_remove.iter().map(|(doc, _)| *doc));
    write.rows.iter().map(|(_, row)| row.row.id()).chain(removed).collect()
}

impl Session {
    pub(super) fn begin(&mut self, mut write: Write, purpose: Purpose) {
        self.writes.next += 1;
        write.id = self.writes.next;
        if purpose == Purpose::Published {
            // Newer ones take the place of those that could not be stored.
            self.writes.published = None;
        }
        if matches!(purpose, Purpose::FromRelay { .. } | Purpose::Published) || write.place.is_some() {
            write.epoch = self.tabs.epoch();
        }
        if matches!(purpose, Purpose::FromRelay { .. }) {
            let settled = std::mem::take(&mut self.writes.settled);
            write.outbox_remove.extend(settled.outbox_remove);
            write.seals_remove.extend(settled.seals_remove);
            write.seals.extend(settled.seals);
        }
        for doc in docs_of(&write) {
            self.shelf.write_begins(doc);
        }
        self.writes.held.push_back((write, purpose));
        self.give();
    }

    /// Gives storage every transaction whose documents are free.
    fn give(&mut self) {
        let mut busy = self.writes.busy();
        for (write, purpose) in std::mem::take(&mut self.writes.held) {
            let docs = docs_of(&write);
            if docs.iter().any(|doc| busy.contains(doc)) {
                busy.extend(docs);
                self.writes.held.push_back((write, purpose));
            } else {
                busy.extend(docs);
                self.writes.open.insert(write.id, (write.clone(), purpose));
                self.out.push(Output::Write(Box::new(write)));
            }
        }
    }

    pub(super) fn committed(&mut self, id: WriteId, now: Millis) {
        let Some((mut write, purpose)) = self.writes.open.remove(&id.0) else { return };
        let docs = docs_of(&write);
        for doc in &docs {
            self.shelf.write_ends(*doc);
            self.writes.ahead.remove(doc);
            self.writes.loose.remove(doc);
        }
        for row in &write.bulk_rows {
            self.writes.loose.remove(&row.row.id());
        }
        if !write.bulk_rows.is_empty() {
            self.look_at_passed_over();
        }
        self.trimmed(&write.docs_remove);
        let mut actions = Vec::new();
        if let Some(place) = write.place.take() {
            self.client.stored(place);
        }
        if let Purpose::FromRelay { credit: true } = purpose {
            actions.extend(self.client.chunk_stored());
        }
        for entry in &write.outbox_add {
            self.tabs.waits(entry.key);
            if self.tabs.leads() {
                actions.extend(self.client.push(entry.clone(), now));
            }
        }
        self.settled(&write.outbox_remove);
        self.act(actions);
        let statistics = write.statistics.take().map(|bytes| self.stored_statistics(bytes));
        let of_refused = Self::hint_of_refused(&mut write);
        let (trimmed, trimmed_heads): (Vec<_>, Vec<_>) = write.docs_remove.iter().copied().unzip();
        self.tell(Hint {
            docs: if trimmed.is_empty() { docs } else { Vec::new() },
            trimmed,
            trimmed_heads,
            dropped: write.drop_changes.iter().map(|(doc, _)| *doc).collect(),
            outbox: write.outbox_add,
            settled: write.outbox_remove,
            all_rows: !write.bulk_rows.is_empty(),
            statistics,
            ..of_refused
        });
        self.give();
    }

    pub(super) fn not_committed(&mut self, id: WriteId, why: WriteFailure, now: Millis, rng: &mut dyn Rng) {
        let Some((write, purpose)) = self.writes.open.remove(&id.0) else { return };
        let docs = docs_of(&write);
        for doc in &docs {
            self.shelf.write_ends(*doc);
        }
        let outdated = write.epoch.is_some() && write.epoch != self.tabs.epoch();
        match (why, purpose) {
            (WriteFailure::Fenced, _) => self.fenced(write),
            _ if outdated => self.fenced(write),
            (WriteFailure::Moved, _) if !write.drop_changes.is_empty() => self.drop_again(write),
            (WriteFailure::Moved, _) => self.move_again(write, purpose),
            (why, Purpose::OwnEdit) => {
                // The loaded documents stay: storage doesn't have their changes.
                docs.iter().for_each(|doc| self.shelf.write_begins(*doc));
                if self.writes.unsaved.is_empty() {
                    self.out.push(Output::Notice(Notice::NotSaved(why)));
                }
                self.writes.unsaved.push(write);
                self.writes.retry_at = Some(now + Span(STORE_RETRY_MS));
            }
            (_, Purpose::Trimmed) => {}
            (_, Purpose::Published) => {
                self.writes.published = Some(write);
                self.writes.retry_at = Some(now + Span(STORE_RETRY_MS));
            }
            (_, Purpose::FromRelay { .. } | Purpose::Rederived) => {
                if !write.outbox_remove.is_empty() && write.drop_changes.is_empty() {
                    let settled = &mut self.writes.settled;
                    settled.outbox_remove.extend(&write.outbox_remove);
                    settled.seals_remove.extend(&write.seals_remove);
                    settled.seals.extend(&write.seals);
                }
                self.is_not_stored(&write);
                let actions = self.client.not_stored(now, rng);
                self.act(actions);
            }
        }
        self.give();
    }

    /// Memory is ahead of storage with these documents, and what waits behind them was derived with what is not stored now.
    fn is_not_stored(&mut self, failed: &Write) {
        let docs = docs_of(failed);
        docs.iter().for_each(|doc| self.shelf.forget(*doc));
        self.writes.ahead.extend(&docs);
        let (behind, held) = std::mem::take(&mut self.writes.held)
            .into_iter()
            .partition(|(write, _)| docs_of(write).iter().any(|doc| docs.contains(doc)));
        self.writes.held = held;
        for (mut next, purpose) in Vec::from(behind) {
            docs_of(&next).iter().for_each(|doc| self.shelf.write_ends(*doc));
            build_on(&mut next, failed);
            self.move_again(next, purpose);
        }
    }

    /// Another tab has taken the lead since this was received. Nothing of it is lost: the relay sends it to that tab.
    fn fenced(&mut self, write: Write) {
        let was_ours = write.epoch == self.tabs.epoch();
        self.is_not_stored(&only_adding(write));
        if was_ours {
            self.follow();
        }
    }

    /// Rows of this transaction must be derived again from what storage has.
    fn move_again(&mut self, write: Write, purpose: Purpose) {
        self.read_rows(docs_of(&write));
        for doc in docs_of(&write) {
            self.shelf.write_begins(doc);
            self.writes.moved.unread.insert(doc);
            self.read(doc);
        }
        self.writes.moved.writes.push((write, purpose));
    }

    /// Tries again what the disk did not take.
    pub(super) fn retry_unsaved(&mut self) {
        self.writes.retry_at = None;
        let again = std::mem::take(&mut self.writes.unsaved);
        for write in again.into_iter().rev() {
            self.writes.held.push_front((write, Purpose::OwnEdit));
        }
        let published = self.writes.published.take();
        self.writes.held.extend(published.map(|write| (write, Purpose::Published)));
        self.give();
    }

    pub(super) fn retry_unsaved_after(&mut self, now: Millis) {
        if self.writes.retry_at.is_some_and(|at| now >= at) {
            self.retry_unsaved();
        }
    }

    /// A document was read again: transactions that another tab overtook can be tried anew.
    pub(super) fn reread(&mut self, doc: DocId, stored: &StoredDoc) {
        if !self.writes.moved.unread.remove(&doc) {
            return;
        }
        self.quarantine.begin(doc);
        let chunks = stored.snapshot.iter().chain(&stored.changes).map(Vec::as_slice);
        self.writes.moved.stored.insert(doc, Doc::load(doc, chunks).unwrap_or_else(|_| Doc::empty(doc)));
        if !self.writes.moved.unread.is_empty() {
            return;
        }
        let again = self.writes.moved.take();
        again.iter().for_each(|(write, _)| self.load_again(write));
        for again in again.into_iter().rev() {
            self.writes.held.push_front(again);
        }
        self.give();
    }

    /// What was read doesn't have this transaction's changes yet: the loaded documents must, though some of them may still wait there
    /// for what they build on.
    fn load_again(&mut self, write: &Write) {
        let snapshots = write.snapshots.iter().map(|(doc, bytes)| (*doc, bytes));
        for (id, bytes) in snapshots.chain(write.changes.iter().map(|change| (change.doc, &change.bytes))) {
            match self.shelf.get(id).map(|doc| doc.absorb([bytes.as_slice()])) {
                Some(Ok(())) => self.painted.push(id),
                Some(Err(_)) | None => self.shelf.forget(id),
            }
        }
    }
}
