//! Documents that are kept loaded, so that admission need not parse them for every change.

use crate::limits::HOT_DOCS_MAX;
use crate::store::DocRecord;
use sightline_shared::doc::{Doc, ReadError};
use sightline_shared::id::DocId;
use sightline_shared::model::Model;
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
        let doc = Doc::load(id, chunks)?;
        Ok(Self {
            model: Some(doc.read()?),
            tail_changes: u32::try_from(record.changes.len()).unwrap_or(u32::MAX),
            tail_bytes: record.changes.iter().map(Vec::len).sum(),
            doc,
        })
    }
}

/// The loaded documents, the least recently used of which go first.
#[derive(Debug, Default)]
pub(super) struct Cache {
    docs: HashMap<DocId, (u64, Hot)>,
    uses: u64,
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
    }

    /// A quarter at once, so that a full cache isn't searched at every change.
    fn drop_oldest(&mut self) {
        let mut uses: Vec<u64> = self.docs.values().map(|(used, _)| *used).collect();
        uses.sort_unstable();
        let limit = uses.get(uses.len() / 4).copied().unwrap_or(0);
        self.docs.retain(|_, (used, _)| *used > limit);
    }
}
