//! Documents that are kept loaded, so that admission need not parse them for every change.

use crate::limits::{DOCS_DROPPED, HOT_DOCS_MAX, TAIL_CHANGES_RESTING};
use crate::store::{DocRecord, DocUpdate};
use sightline_shared::doc::{Doc, ReadError};
use sightline_shared::id::DocId;
use sightline_shared::model::Model;
use sightline_shared::view::{ROW_VERSION, StoredRow, derive};
use sightline_shared::wire;
use std::collections::HashMap;

/// A loaded document with what admission asks of it.
#[derive(Debug)]
pub(super) struct Hot {
    pub(super) doc: Doc,
    /// What it says; none before its first change.
    pub(super) model: Option<Model>,
    /// Changes after the snapshot.
    pub(super) tail_changes: u32,
    /// Bytes of the changes after the snapshot.
    pub(super) tail_bytes: usize,
}

impl Hot {
    /// A document that nobody has written yet.
    pub(super) fn empty(id: DocId) -> Self {
        Self { doc: Doc::empty(id), model: None, tail_changes: 0, tail_bytes: 0 }
    }

    /// A document as stored.
    pub(super) fn load(id: DocId, record: &DocRecord) -> Result<Self, ReadError> {
        let chunks = record.snapshot.iter().chain(&record.changes).map(Vec::as_slice);
        let mut doc = Doc::load(id, chunks)?;
        Ok(Self {
            model: Some(doc.read_again()?),
            tail_changes: u32::try_from(record.changes.len()).unwrap_or(u32::MAX),
            tail_bytes: record.changes.iter().map(Vec::len).sum(),
            doc,
        })
    }
}

impl Hot {
    /// How it looks in the store, with a new snapshot. None for a document that can't be shown.
    pub(super) fn update(&self, doc: DocId) -> Option<DocUpdate> {
        let (heads, tips) = (self.doc.heads(), self.doc.head_hashes());
        let row = StoredRow { version: ROW_VERSION, heads, row: derive(self.model.as_ref()?) };
        Some(DocUpdate { doc, row: wire::encode(&row), heads, tips, snapshot: Some(self.doc.save_raw()) })
    }

    /// Whether a snapshot saves whoever reads it more than it costs.
    fn deserves_snapshot(&self) -> bool {
        self.tail_changes > TAIL_CHANGES_RESTING
    }
}

/// The loaded documents, the least recently used of which go first.
#[derive(Debug, Default)]
pub(super) struct Cache {
    docs: HashMap<DocId, (u64, Hot)>,
    uses: u64,
    /// What was used up to here has rested since.
    rested: u64,
    /// Documents that had to go and deserve a snapshot, which costs little as long as they are loaded.
    leaving: Vec<(DocId, Hot)>,
}

impl Cache {
    /// Takes a document out, so that a death in the middle of an admission leaves nothing half done behind.
    pub(super) fn take(&mut self, doc: &DocId) -> Option<Hot> {
        self.docs.remove(doc).map(|(_, hot)| hot)
    }

    pub(super) fn put(&mut self, doc: DocId, hot: Hot) {
        self.uses += 1;
        self.docs.insert(doc, (self.uses, hot));
        if self.docs.len() > HOT_DOCS_MAX {
            self.drop_oldest();
        }
    }

    pub(super) fn get_mut(&mut self, doc: &DocId) -> Option<&mut Hot> {
        self.docs.get_mut(doc).map(|(_, hot)| hot)
    }

    pub(super) fn clear(&mut self) {
        self.docs.clear();
        self.leaving.clear();
    }

    /// A few at once, so that a full cache isn't searched at every change, and their snapshots don't make anybody wait for long.
    fn drop_oldest(&mut self) {
        let mut uses: Vec<u64> = self.docs.values().map(|(used, _)| *used).collect();
        let (_, limit, _) = uses.select_nth_unstable(DOCS_DROPPED);
        let limit = *limit;
        let gone = self.docs.extract_if(|_, (used, _)| *used < limit).map(|(doc, (_, hot))| (doc, hot));
        self.leaving.extend(gone.filter(|(_, hot)| hot.deserves_snapshot()));
    }

    /// The documents that had to go since this was last asked.
    pub(super) fn leaving(&mut self) -> Vec<(DocId, Hot)> {
        std::mem::take(&mut self.leaving)
    }

    /// Documents that were not used since [`Cache::rest`] was last called, and deserve a snapshot.
    pub(super) fn resting(&self, count_max: usize) -> Vec<DocId> {
        let resting =
            self.docs.iter().filter(|(_, (used, hot))| *used <= self.rested && hot.deserves_snapshot());
        resting.map(|(doc, _)| *doc).take(count_max).collect()
    }

    /// What isn't used from now on, rests.
    pub(super) fn rest(&mut self) {
        self.rested = self.uses;
    }
}
