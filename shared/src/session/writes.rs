//! Transactions under way, and what follows from their outcome.

use super::{Hint, Notice, OutboxKey, Output, Session, StoredDoc, Write, WriteFailure, WriteId};
use crate::doc::Doc;
use crate::id::{DocId, Millis, Span};
use crate::limits::STORE_RETRY_MS;
use crate::view;
use rand_core::Rng;
use std::collections::{BTreeMap, HashSet};

/// Why a transaction was begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A person's edit.
    OwnEdit,
    /// Something from the relay; `credit`: the relay waits to hear that it is stored.
    FromRelay { credit: bool },
    /// A row derived again.
    Rederived,
}

/// Transactions under way.
#[derive(Default)]
pub(super) struct Writes {
    next: u64,
    open: BTreeMap<u64, (Write, Purpose)>,
    /// A person's edits that could not be stored; tried again.
    unsaved: Vec<Write>,
    retry_at: Option<Millis>,
    /// Another tab wrote one of the rows first: waiting for these documents to be read again.
    moved: Vec<(Write, Purpose, HashSet<DocId>)>,
}

impl Writes {
    /// A person's edits on their way to the disk.
    pub(super) fn saving(&self) -> usize {
        let open = self.open.values().filter(|(_, purpose)| *purpose == Purpose::OwnEdit).count();
        open + self.moved.iter().filter(|(_, purpose, _)| *purpose == Purpose::OwnEdit).count()
    }

    /// Something from the relay is on its way to the disk.
    pub(super) fn relay_waits(&self) -> bool {
        let of_relay = |purpose: &Purpose| matches!(purpose, Purpose::FromRelay { .. });
        self.open.values().any(|(_, purpose)| of_relay(purpose))
            || self.moved.iter().any(|(_, purpose, _)| of_relay(purpose))
    }

    /// A person's edits that the disk did not take.
    pub(super) fn unsaved(&self) -> usize {
        self.unsaved.len()
    }

    /// When to try again what the disk did not take.
    pub(super) fn retry_at(&self) -> Option<Millis> {
        self.retry_at
    }
}

fn docs_of(write: &Write) -> Vec<DocId> {
    write.rows.iter().map(|(_, row)| row.row.id()).collect()
}

impl Session {
    pub(super) fn begin(&mut self, mut write: Write, purpose: Purpose) {
        self.writes.next += 1;
        write.id = self.writes.next;
        for doc in docs_of(&write) {
            self.shelf.write_begins(doc);
        }
        self.writes.open.insert(write.id, (write.clone(), purpose));
        self.out.push(Output::Write(Box::new(write)));
    }

    pub(super) fn committed(&mut self, id: WriteId, now: Millis) {
        let Some((write, purpose)) = self.writes.open.remove(&id.0) else { return };
        let docs = docs_of(&write);
        for doc in &docs {
            self.shelf.write_ends(*doc);
        }
        let mut actions = Vec::new();
        if let Some(place) = write.place {
            self.client.stored(place);
        }
        if let Purpose::FromRelay { credit: true } = purpose {
            actions.extend(self.client.chunk_stored());
        }
        for entry in &write.outbox_add {
            if self.tabs.leads() {
                actions.extend(self.client.push(entry.clone(), now));
            } else {
                self.tabs.one_more_waits();
            }
        }
        self.act(actions);
        self.tell(Hint {
            docs,
            dropped: write.drop_changes.iter().map(|(doc, _)| *doc).collect(),
            outbox: if self.tabs.leads() { Vec::new() } else { write.outbox_add },
            settled: write.outbox_remove,
            all_rows: !write.bulk_rows.is_empty(),
            ..Hint::default()
        });
    }

    pub(super) fn not_committed(&mut self, id: WriteId, why: WriteFailure, now: Millis, rng: &mut dyn Rng) {
        let Some((write, purpose)) = self.writes.open.remove(&id.0) else { return };
        let docs = docs_of(&write);
        for doc in &docs {
            self.shelf.write_ends(*doc);
        }
        match (why, purpose) {
            (WriteFailure::Moved, _) if !write.drop_changes.is_empty() => self.drop_again(write),
            (WriteFailure::Moved, _) => {
                self.writes.moved.push((write, purpose, docs.iter().copied().collect()));
                for doc in docs {
                    // Storage doesn't have this write's changes: the loaded document must stay until they are stored.
                    self.shelf.write_begins(doc);
                    self.read(doc);
                }
            }
            (why, Purpose::OwnEdit) => {
                for doc in docs {
                    self.shelf.write_begins(doc);
                }
                if self.writes.unsaved.is_empty() {
                    self.out.push(Output::Notice(Notice::NotSaved(why)));
                }
                self.writes.unsaved.push(write);
                self.writes.retry_at = Some(now + Span(STORE_RETRY_MS));
            }
            (_, Purpose::FromRelay { .. } | Purpose::Rederived) => {
                for doc in docs {
                    self.shelf.forget(doc);
                }
                let actions = self.client.not_stored(now, rng);
                self.act(actions);
            }
        }
    }

    /// Tries again what the disk did not take.
    pub(super) fn retry_unsaved(&mut self) {
        self.writes.retry_at = None;
        for write in std::mem::take(&mut self.writes.unsaved) {
            for doc in docs_of(&write) {
                self.shelf.write_ends(doc);
            }
            self.begin(write, Purpose::OwnEdit);
        }
    }

    pub(super) fn retry_unsaved_after(&mut self, now: Millis) {
        if self.writes.retry_at.is_some_and(|at| now >= at) {
            self.retry_unsaved();
        }
    }

    /// A document was read again: transactions that another tab overtook can be tried anew.
    pub(super) fn reread(&mut self, doc: DocId, stored: &StoredDoc) {
        let chunks = stored.snapshot.iter().chain(&stored.changes).map(Vec::as_slice);
        let waiting = self.writes.moved.iter().any(|(_, _, docs)| docs.contains(&doc));
        if !waiting {
            return;
        }
        let on_disk = Doc::load(doc, chunks).ok().map(|doc| doc.heads());
        let united = self.shelf.get(doc).and_then(|doc| view::stored(doc).ok());
        let mut ready = Vec::new();
        for (mut write, purpose, mut docs) in std::mem::take(&mut self.writes.moved) {
            docs.remove(&doc);
            if let Some(row) = write.rows.iter_mut().find(|(_, row)| row.row.id() == doc) {
                row.0 = on_disk;
                if let Some(united) = &united {
                    row.1 = united.clone();
                }
            }
            if docs.is_empty() {
                ready.push((write, purpose));
            } else {
                self.writes.moved.push((write, purpose, docs));
            }
        }
        if let Some(row) = united {
            self.set_row(row.heads, row.row);
        }
        for (write, purpose) in ready {
            for doc in docs_of(&write) {
                self.shelf.write_ends(doc);
            }
            self.begin(write, purpose);
        }
    }

    pub(super) fn dismiss(&mut self, key: OutboxKey) {
        self.refused.retain(|refused| refused.entry.key != key);
        self.begin(Write { strict: true, refused_remove: vec![key], ..Write::default() }, Purpose::Rederived);
    }
}
