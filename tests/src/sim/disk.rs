//! A device's storage that can lose what it was not asked to keep.
//!
//! A transaction that commits is visible at once. A strict one is durable with everything before it; relaxed ones since the last strict
//! one are gone after a power cut, as in Chrome, whose default durability is relaxed.

use sightline_shared::doc::Doc;
use sightline_shared::id::{ChangeHash, DocId, HeadsDigest};
use sightline_shared::session::{
    Epoch, OutboxEntry, OutboxKey, Place, RefusedEntry, StoredDoc, Waiting, Write, WriteFailure,
};
use sightline_shared::view::StoredRow;
use sightline_shared::wire::Sealed;
use std::collections::BTreeMap;

/// Everything that a device's browser profile holds.
#[derive(Debug, Clone, Default)]
pub struct Contents {
    /// Appended changes.
    pub changes: BTreeMap<(DocId, ChangeHash), Vec<u8>>,
    /// Seals.
    pub seals: BTreeMap<(DocId, ChangeHash), Sealed>,
    /// Snapshots.
    pub snapshots: BTreeMap<DocId, Vec<u8>>,
    /// Rows.
    pub rows: BTreeMap<DocId, StoredRow>,
    /// Heads of rows that were written one by one.
    pub heads: BTreeMap<DocId, HeadsDigest>,
    /// Batches that wait to be sent.
    pub outbox: BTreeMap<OutboxKey, OutboxEntry>,
    /// Refused batches.
    pub refused: BTreeMap<OutboxKey, RefusedEntry>,
    /// The place in the log.
    pub place: Place,
    /// How many tabs have led.
    pub epoch: Epoch,
    /// What the relay has published.
    pub statistics: Option<Vec<u8>>,
}

impl Contents {
    fn apply(&mut self, write: &Write) {
        self.changes.retain(|(doc, _), _| !write.replace_docs.contains(doc));
        self.changes.extend(write.changes.iter().map(|c| ((c.doc, c.hash), c.bytes.clone())));
        self.snapshots.extend(write.snapshots.iter().cloned());
        self.seals.retain(|key, _| !write.seals_remove.contains(key));
        self.seals.extend(write.seals.iter().map(|(doc, sealed)| ((*doc, sealed.hash), *sealed)));
        if !write.bulk_rows.is_empty() {
            self.rows.retain(|doc, _| self.heads.contains_key(doc));
        }
        for row in &write.bulk_rows {
            let id = row.row.id();
            if self.heads.get(&id).is_none_or(|heads| *heads == row.heads) {
                self.heads.remove(&id);
                self.rows.insert(id, row.clone());
            }
        }
        for (_, row) in &write.rows {
            self.heads.insert(row.row.id(), row.heads);
            self.rows.insert(row.row.id(), row.clone());
        }
        for doc in &write.rows_remove {
            self.rows.remove(doc);
            self.heads.remove(doc);
        }
        for key in &write.drop_changes {
            self.changes.remove(key);
        }
        for (doc, expected) in &write.docs_remove {
            if self.heads.get(doc).is_none_or(|heads| heads == expected) {
                self.heads.remove(doc);
                self.snapshots.remove(doc);
                self.changes.retain(|(other, _), _| other != doc);
                self.seals.retain(|(other, _), _| other != doc);
            }
        }
        self.outbox.extend(write.outbox_add.iter().map(|entry| (entry.key, entry.clone())));
        write.outbox_remove.iter().for_each(|key| drop(self.outbox.remove(key)));
        self.refused.extend(write.refused_add.iter().map(|refused| (refused.entry.key, refused.clone())));
        write.refused_remove.iter().for_each(|key| drop(self.refused.remove(key)));
        if let Some(place) = &write.place {
            self.place = place.clone();
        }
        if let Some(statistics) = &write.statistics {
            self.statistics = Some(statistics.clone());
        }
    }
}

/// Storage with a memory of what is durable.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    now: Contents,
    durable: Contents,
    /// Transactions since the last durable one.
    relaxed: Vec<Write>,
}

impl Disk {
    /// What is visible.
    pub fn contents(&self) -> &Contents {
        &self.now
    }

    /// What outlives a power cut.
    pub fn durable(&self) -> &Contents {
        &self.durable
    }

    /// Whether a change is here, by itself or in a snapshot. `loaded`: snapshots that were looked into before.
    pub fn has(&self, (doc, hash): &(DocId, ChangeHash), loaded: &mut BTreeMap<DocId, Option<Doc>>) -> bool {
        self.now.changes.contains_key(&(*doc, *hash))
            || self.now.snapshots.get(doc).is_some_and(|snapshot| {
                let load = || Doc::load(*doc, [snapshot.as_slice()]).ok();
                loaded.entry(*doc).or_insert_with(load).as_ref().is_some_and(|doc| doc.contains(*hash))
            })
    }

    /// A tab leads from now on: what earlier leaders still write is refused.
    pub fn take_the_lead(&mut self) -> Epoch {
        self.now.epoch.0 += 1;
        self.now.epoch
    }

    /// Runs one transaction.
    ///
    /// # Errors
    /// [`WriteFailure::Fenced`] when another tab has taken the lead since it was received;
    /// [`WriteFailure::Moved`] when a row in storage was written from other heads than the transaction expects; nothing is stored.
    pub fn commit(&mut self, write: &Write) -> Result<(), WriteFailure> {
        if write.epoch.is_some_and(|epoch| epoch != self.now.epoch) {
            return Err(WriteFailure::Fenced);
        }
        for (before, row) in &write.rows {
            let stored = self.now.heads.get(&row.row.id());
            if stored.is_some_and(|heads| Some(heads) != before.as_ref() && *heads != row.heads) {
                return Err(WriteFailure::Moved);
            }
        }
        self.now.apply(write);
        self.relaxed.push(write.clone());
        if write.strict {
            for write in self.relaxed.drain(..) {
                self.durable.apply(&write);
            }
        }
        Ok(())
    }

    /// What there is of a document.
    pub fn doc(&self, id: DocId) -> StoredDoc {
        let from = (id, ChangeHash::default());
        let changes = self
            .now
            .changes
            .range(from..)
            .take_while(|((doc, _), _)| *doc == id)
            .map(|(_, bytes)| bytes.clone())
            .collect();
        StoredDoc { snapshot: self.now.snapshots.get(&id).cloned(), changes }
    }

    /// The seals of a document.
    pub fn seals(&self, id: DocId) -> Vec<Sealed> {
        let from = (id, ChangeHash::default());
        let of_doc = self.now.seals.range(from..).take_while(|((doc, _), _)| *doc == id);
        of_doc.map(|(_, sealed)| *sealed).collect()
    }

    /// What waits to be sent.
    pub fn waiting(&self) -> Waiting {
        let latest = self.now.outbox.keys().next_back().map_or_else(Default::default, |key| key.made);
        Waiting {
            latest,
            batches: self.now.outbox.len(),
            changes: self.now.outbox.values().map(|entry| entry.changes.len()).sum(),
        }
    }

    /// The power fails: what was not durable never happened.
    pub fn power_cut(&mut self) {
        self.relaxed.clear();
        self.now = self.durable.clone();
    }

    /// The browser throws everything away.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}
