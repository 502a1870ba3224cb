//! A store in memory, for tests and the simulator. What was appended outlives the value: every [`LogStore::another`] shares it, so a
//! relay that "crashes" is one that is dropped and opened again.

mod access;

use super::record::is_wanted;
use super::{
    Append, DeviceRecord, DocRecord, Entries, InviteRecord, LogEntry, LogStore, NewEntry, Page, RowBytes,
    StoreError, Stored, TokenHash, chain_start,
};
use sightline_shared::id::{
    ChainToken, ChangeHash, DeviceId, DocId, HeadsDigest, LogId, Millis, Seq, WorkspaceId,
};
use sightline_shared::wire::{Cursor, DocHeads};
use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A store in memory.
#[derive(Debug, Clone)]
pub struct MemoryStore(Arc<Mutex<Inner>>);

#[derive(Debug, Clone)]
struct Inner {
    workspace: WorkspaceId,
    log_id: LogId,
    /// The chain's token at 0.
    start: ChainToken,
    suspended: Option<Millis>,
    log: Vec<NewEntry>,
    places: HashMap<(DocId, ChangeHash), Seq>,
    docs: BTreeMap<DocId, Doc>,
    remarks: HashMap<String, String>,
    set_up: Option<TokenHash>,
    invites: Vec<InviteRecord>,
    devices: Vec<DeviceRecord>,
    sessions: HashMap<TokenHash, DeviceId>,
}

#[derive(Debug, Clone, Default)]
struct Doc {
    row: Vec<u8>,
    heads: HeadsDigest,
    tips: Vec<ChangeHash>,
    snapshot: Option<Vec<u8>>,
    snapshot_seq: Seq,
    places: Vec<Seq>,
}

impl MemoryStore {
    /// An empty store.
    pub fn new(workspace: WorkspaceId, log: LogId) -> Self {
        Self(Arc::new(Mutex::new(Inner {
            workspace,
            log_id: log,
            start: chain_start(log),
            suspended: None,
            log: Vec::new(),
            places: HashMap::new(),
            docs: BTreeMap::new(),
            remarks: HashMap::new(),
            set_up: None,
            invites: Vec::new(),
            devices: Vec::new(),
            sessions: HashMap::new(),
        })))
    }

    /// A store of its own with everything that this one holds now: a backup.
    pub fn backup(&self) -> Self {
        Self(Arc::new(Mutex::new(self.inner().clone())))
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        // A panic elsewhere can't leave a step half done: each is prepared before anything is changed.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn head(&self) -> Cursor {
        let chain = self.log.last().map_or(self.start, |entry| entry.chain);
        Cursor { log: self.log_id, seq: Seq(self.log.len() as u64), chain }
    }

    fn entry(&self, seq: Seq) -> Option<&NewEntry> {
        usize::try_from(seq.0.checked_sub(1)?).ok().and_then(|index| self.log.get(index))
    }

    fn record(&self, doc: &Doc) -> DocRecord {
        let after = doc.places.iter().filter(|seq| **seq > doc.snapshot_seq);
        let changes = after.filter_map(|seq| self.entry(*seq)).map(|entry| entry.bytes.clone()).collect();
        DocRecord { heads: doc.heads, tips: doc.tips.clone(), snapshot: doc.snapshot.clone(), changes }
    }

    fn duplicates(&self, step: &Append) -> bool {
        step.entries.iter().any(|new| {
            self.places.contains_key(&(new.doc, new.hash))
                || self.docs.get(&new.doc).is_some_and(|doc| {
                    let mut entries = doc.places.iter().filter_map(|seq| self.entry(*seq));
                    entries.any(|old| old.actor == new.actor && old.actor_seq == new.actor_seq)
                })
        })
    }

    fn after(&self, after: Option<DocId>) -> impl Iterator<Item = (&DocId, &Doc)> {
        self.docs.range((after.map_or(Bound::Unbounded, Bound::Excluded), Bound::Unbounded))
    }
}

impl LogStore for MemoryStore {
    fn another(&self) -> Stored<Self> {
        Ok(self.clone())
    }

    fn head(&self) -> Stored<Cursor> {
        Ok(self.inner().head())
    }

    fn chain_at(&self, seq: Seq) -> Stored<Option<ChainToken>> {
        let inner = self.inner();
        Ok(if seq == Seq(0) { Some(inner.start) } else { inner.entry(seq).map(|entry| entry.chain) })
    }

    fn entries(&self, after: Seq, upto: Seq, bytes_max: usize) -> Stored<Entries> {
        let inner = self.inner();
        let mut read = Entries { to: after, ..Entries::default() };
        let mut bytes = 0;
        for place in after.0 + 1..=upto.0 {
            let Some(entry) = inner.entry(Seq(place)) else { break };
            if bytes + entry.bytes.len() > bytes_max && !read.entries.is_empty() {
                break;
            }
            bytes += entry.bytes.len();
            read.entries.push(LogEntry { doc: entry.doc, hash: entry.hash, bytes: entry.bytes.clone() });
            read.to = Seq(place);
            read.chain = entry.chain;
        }
        Ok(read)
    }

    fn find(&self, doc: DocId, hash: &ChangeHash) -> Stored<Option<Seq>> {
        Ok(self.inner().places.get(&(doc, *hash)).copied())
    }

    fn append(&mut self, step: &Append) -> Stored<()> {
        let mut inner = self.inner();
        let head = inner.head();
        if head.seq != step.after {
            return Err(StoreError::Moved);
        }
        if inner.duplicates(step) {
            return Err(StoreError::Duplicate);
        }
        for (entry, seq) in step.entries.iter().zip(head.seq.0 + 1..) {
            inner.places.insert((entry.doc, entry.hash), Seq(seq));
            inner.docs.entry(entry.doc).or_default().places.push(Seq(seq));
            inner.log.push(entry.clone());
        }
        let now = inner.head().seq;
        for update in &step.docs {
            let doc = inner.docs.entry(update.doc).or_default();
            doc.row.clone_from(&update.row);
            doc.heads = update.heads;
            doc.tips.clone_from(&update.tips);
            if update.snapshot.is_some() {
                doc.snapshot.clone_from(&update.snapshot);
                doc.snapshot_seq = now;
            }
        }
        Ok(())
    }

    fn doc(&self, doc: DocId) -> Stored<Option<DocRecord>> {
        let inner = self.inner();
        Ok(inner.docs.get(&doc).map(|doc| inner.record(doc)))
    }

    fn docs(
        &self,
        after: Option<DocId>,
        since: Option<Millis>,
        bytes_max: usize,
    ) -> Stored<Page<Vec<(DocId, DocRecord)>>> {
        let inner = self.inner();
        let mut items = Vec::new();
        let (mut bytes, mut done) = (0, true);
        let wanted = |row: &[u8]| since.is_none_or(|since| is_wanted(row, since));
        for (id, doc) in inner.after(after).filter(|(_, doc)| wanted(&doc.row)) {
            let record = inner.record(doc);
            let size = record.byte_len();
            if bytes + size > bytes_max && !items.is_empty() {
                done = false;
                break;
            }
            bytes += size;
            items.push((*id, record));
        }
        Ok(Page { last: items.last().map(|(id, _)| *id), items, done })
    }

    fn rows(&self, after: Option<DocId>, upto: Option<DocId>, bytes_max: usize) -> Stored<Page<RowBytes>> {
        let inner = self.inner();
        let mut page = Page { items: RowBytes::default(), last: None, done: true };
        for (id, doc) in inner.after(after).take_while(|(id, _)| upto.is_none_or(|upto| **id <= upto)) {
            if page.items.bytes.len() + doc.row.len() > bytes_max && page.items.count > 0 {
                page.done = false;
                break;
            }
            page.items.bytes.extend_from_slice(&doc.row);
            page.items.count += 1;
            page.last = Some(*id);
        }
        Ok(page)
    }

    fn heads(&self, after: Option<DocId>, count_max: usize) -> Stored<Page<Vec<DocHeads>>> {
        let inner = self.inner();
        let mut rest = inner.after(after).map(|(doc, state)| DocHeads { doc: *doc, heads: state.heads });
        let items: Vec<DocHeads> = rest.by_ref().take(count_max).collect();
        Ok(Page { last: items.last().map(|item| item.doc), items, done: rest.next().is_none() })
    }

    fn row(&self, doc: DocId) -> Stored<Option<Vec<u8>>> {
        Ok(self.inner().docs.get(&doc).map(|doc| doc.row.clone()))
    }

    fn doc_count(&self) -> Stored<u64> {
        Ok(self.inner().docs.len() as u64)
    }

    fn remark(&self, key: &str) -> Stored<Option<String>> {
        Ok(self.inner().remarks.get(key).cloned())
    }

    fn set_remark(&mut self, key: &str, value: &str) -> Stored<()> {
        self.inner().remarks.insert(key.to_owned(), value.to_owned());
        Ok(())
    }
}
