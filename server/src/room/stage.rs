//! What has passed admission and waits for the next commit.

use crate::store::{Append, DocUpdate, NewEntry, chain_next};
use sightline_shared::doc::ChangeMeta;
use sightline_shared::id::{ChangeHash, DocId, Millis, Seq};
use sightline_shared::wire::{AppendedRange, Cursor};
use std::collections::{BTreeMap, HashSet};

/// Changes in log order, behind the head that is durable.
#[derive(Debug)]
pub(super) struct Stage {
    /// The durable head.
    base: Cursor,
    /// The head as it will be.
    head: Cursor,
    entries: Vec<NewEntry>,
    docs: BTreeMap<DocId, DocUpdate>,
    known: HashSet<(DocId, ChangeHash)>,
}

impl Stage {
    pub(super) fn new(base: Cursor) -> Self {
        Self { base, head: base, entries: Vec::new(), docs: BTreeMap::new(), known: HashSet::new() }
    }

    /// Adds a batch that passed. `None`: it held nothing.
    pub(super) fn add<'a>(
        &mut self,
        changes: impl Iterator<Item = (DocId, &'a ChangeMeta, &'a [u8])>,
        updates: Vec<DocUpdate>,
    ) -> Option<AppendedRange> {
        let from = Seq(self.head.seq.0 + 1);
        for (doc, meta, bytes) in changes {
            let chain = chain_next(self.head.chain, &meta.hash);
            self.head = Cursor { log: self.head.log, seq: Seq(self.head.seq.0 + 1), chain };
            self.known.insert((doc, meta.hash));
            let (hash, actor, actor_seq) = (meta.hash, meta.actor, meta.seq);
            self.entries.push(NewEntry { doc, hash, actor, actor_seq, bytes: bytes.to_vec(), chain });
        }
        self.docs.extend(updates.into_iter().map(|update| (update.doc, update)));
        (self.head.seq >= from).then_some(AppendedRange { from, to: self.head.seq, chain: self.head.chain })
    }

    pub(super) fn head(&self) -> Cursor {
        self.head
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn has(&self, doc: DocId, hash: ChangeHash) -> bool {
        self.known.contains(&(doc, hash))
    }

    pub(super) fn changes_of(&self, doc: DocId) -> Vec<Vec<u8>> {
        self.entries.iter().filter(|entry| entry.doc == doc).map(|entry| entry.bytes.clone()).collect()
    }

    /// The entries of one range of this stage.
    pub(super) fn entries_of(&self, range: &AppendedRange) -> impl Iterator<Item = &NewEntry> {
        let skip = usize::try_from(range.from.0 - self.base.seq.0 - 1).unwrap_or(usize::MAX);
        let take = usize::try_from(range.to.0 + 1 - range.from.0).unwrap_or(0);
        self.entries.iter().skip(skip).take(take)
    }

    /// A document of which only the snapshot is new.
    pub(super) fn rewrite(&mut self, update: DocUpdate) {
        self.docs.insert(update.doc, update);
    }

    /// Whether there is anything to write.
    pub(super) fn has_docs(&self) -> bool {
        !self.docs.is_empty()
    }

    /// Documents touched, for their snapshots.
    pub(super) fn docs_mut(&mut self) -> impl Iterator<Item = &mut DocUpdate> {
        self.docs.values_mut()
    }

    /// The step to commit.
    pub(super) fn step(&self, received: Millis) -> Append {
        Append {
            after: self.base.seq,
            entries: self.entries.clone(),
            docs: self.docs.values().cloned().collect(),
            received,
        }
    }
}
