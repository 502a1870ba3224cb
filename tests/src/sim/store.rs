//! A store in memory whose disk may be full.

use sightline::store::{
    Append, DocRecord, Entries, LogStore, MemoryStore, Page, RowBytes, StoreError, Stored,
};
use sightline_shared::id::{ChainToken, ChangeHash, DocId, Millis, Seq};
use sightline_shared::wire::{Cursor, DocHeads};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The store.
#[derive(Debug, Clone)]
pub struct SimStore {
    /// What it keeps.
    pub memory: MemoryStore,
    /// The next append fails, and changes nothing.
    full: Arc<AtomicBool>,
}

impl SimStore {
    /// A store over this.
    pub fn new(memory: MemoryStore) -> Self {
        Self { memory, full: Arc::default() }
    }

    /// What is appended next is not.
    pub fn fail_next(&self) {
        self.full.store(true, Ordering::Relaxed);
    }
}

impl LogStore for SimStore {
    fn another(&self) -> Stored<Self> {
        Ok(self.clone())
    }

    fn head(&self) -> Stored<Cursor> {
        self.memory.head()
    }

    fn chain_at(&self, seq: Seq) -> Stored<Option<ChainToken>> {
        self.memory.chain_at(seq)
    }

    fn entries(&self, after: Seq, upto: Seq, bytes_max: usize) -> Stored<Entries> {
        self.memory.entries(after, upto, bytes_max)
    }

    fn find(&self, doc: DocId, hash: &ChangeHash) -> Stored<Option<Seq>> {
        self.memory.find(doc, hash)
    }

    fn append(&mut self, step: &Append) -> Stored<()> {
        if self.full.swap(false, Ordering::Relaxed) {
            Err(StoreError::Full)
        } else {
            self.memory.append(step)
        }
    }

    fn doc(&self, doc: DocId) -> Stored<Option<DocRecord>> {
        self.memory.doc(doc)
    }

    fn docs(
        &self,
        after: Option<DocId>,
        since: Option<Millis>,
        bytes_max: usize,
    ) -> Stored<Page<Vec<(DocId, DocRecord)>>> {
        self.memory.docs(after, since, bytes_max)
    }

    fn rows(&self, after: Option<DocId>, upto: Option<DocId>, bytes_max: usize) -> Stored<Page<RowBytes>> {
        self.memory.rows(after, upto, bytes_max)
    }

    fn heads(&self, after: Option<DocId>, count_max: usize) -> Stored<Page<Vec<DocHeads>>> {
        self.memory.heads(after, count_max)
    }

    fn row(&self, doc: DocId) -> Stored<Option<Vec<u8>>> {
        self.memory.row(doc)
    }

    fn doc_count(&self) -> Stored<u64> {
        self.memory.doc_count()
    }

    fn remark(&self, key: &str) -> Stored<Option<String>> {
        self.memory.remark(key)
    }

    fn set_remark(&mut self, key: &str, value: &str) -> Stored<()> {
        self.memory.set_remark(key, value)
    }
}
