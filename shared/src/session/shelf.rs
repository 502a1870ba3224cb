//! The documents that are loaded at the moment: those that a screen shows, those with writes under way, and a few more.

use crate::doc::{Doc, ReadError};
use crate::id::{DocId, HeadsDigest};
use crate::in_order::InOrder as _;
use crate::limits::DOCS_LOADED_MAX;
use crate::session::StoredDoc;
use std::collections::{HashMap, HashSet};

/// Loaded documents.
#[derive(Default)]
pub(super) struct Shelf {
    open: HashMap<DocId, Open>,
    shown: HashSet<DocId>,
    /// Asked of storage and not yet answered.
    reading: HashSet<DocId>,
    /// Stored anew by another tab since they were asked of storage: the answer may not have it.
    outdated: HashSet<DocId>,
    /// Storage was asked and has nothing.
    absent: HashSet<DocId>,
    /// The relay was asked as well, and has nothing either.
    gone: HashSet<DocId>,
    uses: u64,
}

struct Open {
    doc: Doc,
    used: u64,
    /// Transactions under way that hold changes of this document: it stays until they are settled, since storage doesn't have all of it.
    writes: usize,
}

impl Shelf {
    /// The document, if it is loaded.
    pub(super) fn get(&mut self, id: DocId) -> Option<&mut Doc> {
        self.uses += 1;
        let open = self.open.get_mut(&id)?;
        open.used = self.uses;
        Some(&mut open.doc)
    }

    /// Whether it is loaded.
    pub(super) fn has(&self, id: DocId) -> bool {
        self.open.contains_key(&id)
    }

    /// Whether storage was asked and had nothing.
    pub(super) fn is_absent(&self, id: DocId) -> bool {
        self.absent.contains(&id)
    }

    /// The relay doesn't have it.
    pub(super) fn note_gone(&mut self, id: DocId) {
        self.gone.insert(id);
    }

    /// Whether the relay was asked and didn't have it.
    pub(super) fn is_gone(&self, id: DocId) -> bool {
        self.gone.contains(&id)
    }

    /// Puts a document there in place of what was there.
    pub(super) fn put(&mut self, doc: Doc) {
        self.uses += 1;
        self.absent.remove(&doc.id());
        self.gone.remove(&doc.id());
        let writes = self.open.get(&doc.id()).map_or(0, |open| open.writes);
        self.open.insert(doc.id(), Open { doc, used: self.uses, writes });
    }

    /// Forgets what is loaded, so that it is read again.
    pub(super) fn forget(&mut self, id: DocId) {
        self.open.remove(&id);
        self.absent.remove(&id);
        self.gone.remove(&id);
    }

    /// Whether storage should be asked now; `false` when the question is already on its way.
    pub(super) fn ask(&mut self, id: DocId) -> bool {
        self.reading.insert(id)
    }

    /// Another tab has stored this document: whether storage should be asked now. If a question is on its way, its answer may be older.
    pub(super) fn ask_anew(&mut self, id: DocId) -> bool {
        let first = self.ask(id);
        if !first {
            self.outdated.insert(id);
        }
        first
    }

    /// Whether the answer that has just come may be older than what another tab has stored.
    pub(super) fn is_outdated(&mut self, id: DocId) -> bool {
        self.outdated.remove(&id)
    }

    /// Whether storage was asked and hasn't answered: what is loaded may be older than what another tab has stored.
    pub(super) fn is_reading(&self, id: DocId) -> bool {
        self.reading.contains(&id)
    }

    /// Whether it is loaded, nothing of it is on its way to storage, and its heads are others than these.
    pub(super) fn differs(&self, id: DocId, heads: HeadsDigest) -> bool {
        self.open.get(&id).is_some_and(|open| open.writes == 0 && open.doc.heads() != heads)
    }

    /// How many questions are on their way.
    pub(super) fn reading(&self) -> usize {
        self.reading.len()
    }

    /// Storage answered. What is loaded already may hold more than storage: the two are united.
    ///
    /// # Errors
    /// [`ReadError`] when the bytes are not this document; then nothing is loaded.
    pub(super) fn stored(&mut self, id: DocId, stored: &StoredDoc) -> Result<(), ReadError> {
        self.reading.remove(&id);
        let chunks = stored.snapshot.iter().chain(&stored.changes).map(Vec::as_slice);
        if let Some(doc) = self.get(id) {
            return doc.absorb(chunks);
        }
        if stored.snapshot.is_none() && stored.changes.is_empty() {
            self.absent.insert(id);
            return Ok(());
        }
        let doc = Doc::load(id, chunks)?;
        self.put(doc);
        Ok(())
    }

    /// A transaction with changes of this document is under way.
    pub(super) fn write_begins(&mut self, id: DocId) {
        if let Some(open) = self.open.get_mut(&id) {
            open.writes += 1;
        }
    }

    /// It is settled.
    pub(super) fn write_ends(&mut self, id: DocId) {
        if let Some(open) = self.open.get_mut(&id) {
            open.writes = open.writes.saturating_sub(1);
        }
    }

    /// Whether a transaction with changes of this document is under way.
    pub(super) fn is_being_written(&self, id: DocId) -> bool {
        self.open.get(&id).is_some_and(|open| open.writes > 0)
    }

    /// The documents that are loaded, or that a screen shows.
    pub(super) fn in_use(&self) -> Vec<DocId> {
        let mut docs: Vec<DocId> = self.open.keys().chain(&self.shown).copied().collect();
        docs.put_in_order();
        docs.dedup();
        docs
    }

    /// A screen shows it.
    pub(super) fn show(&mut self, id: DocId) {
        self.shown.insert(id);
    }

    /// No screen shows it any more.
    pub(super) fn hide(&mut self, id: DocId) {
        self.shown.remove(&id);
    }

    /// Whether a screen shows it.
    pub(super) fn is_shown(&self, id: DocId) -> bool {
        self.shown.contains(&id)
    }

    /// Lets go of the least recently used documents that nothing needs.
    pub(super) fn tidy(&mut self) {
        while self.open.len() > DOCS_LOADED_MAX {
            let idle = |(id, open): &(&DocId, &Open)| open.writes == 0 && !self.shown.contains(*id);
            let Some(oldest) =
                self.open.iter().filter(idle).min_by_key(|(_, open)| open.used).map(|(id, _)| *id)
            else {
                return;
            };
            self.open.remove(&oldest);
        }
        if self.absent.len() > DOCS_LOADED_MAX {
            self.absent.clear();
            self.gone.clear();
        }
    }
}
