//! A store that fails, and an examination that dies.

use super::*;
use crate::room::RoomHandle;
use crate::store::{Append, DocRecord, Entries, LogStore, Page, RowBytes, StoreError, Stored};
use sightline_shared::id::{ChainToken, ChangeHash, Millis, Seq};
use sightline_shared::wire::{Cursor, DocHeads};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Asking for this document kills whoever asks.
const DEADLY: DocId = DocId::from_bytes([2; 16]);

/// A store whose disk is full for as long as somebody says so.
#[derive(Clone)]
struct Brittle {
    store: MemoryStore,
    full: Arc<AtomicBool>,
}

impl Brittle {
    fn new() -> Self {
        Self { store: MemoryStore::new(NEW.0, NEW.1), full: Arc::default() }
    }
}

impl LogStore for Brittle {
    fn another(&self) -> Stored<Self> {
        Ok(self.clone())
    }
    fn head(&self) -> Stored<Cursor> {
        self.store.head()
    }
    fn chain_at(&self, seq: Seq) -> Stored<Option<ChainToken>> {
        self.store.chain_at(seq)
    }
    fn entries(&self, after: Seq, upto: Seq, bytes_max: usize) -> Stored<Entries> {
        self.store.entries(after, upto, bytes_max)
    }
    fn find(&self, doc: DocId, hash: &ChangeHash) -> Stored<Option<Seq>> {
        self.store.find(doc, hash)
    }
    fn append(&mut self, step: &Append) -> Stored<()> {
        if self.full.swap(false, Ordering::SeqCst) { Err(StoreError::Full) } else { self.store.append(step) }
    }
    fn doc(&self, doc: DocId) -> Stored<Option<DocRecord>> {
        assert!(doc != DEADLY, "the examination dies");
        self.store.doc(doc)
    }
    fn docs(
        &self,
        after: Option<DocId>,
        since: Option<Millis>,
        bytes_max: usize,
    ) -> Stored<Page<Vec<(DocId, DocRecord)>>> {
        self.store.docs(after, since, bytes_max)
    }
    fn rows(&self, after: Option<DocId>, upto: Option<DocId>, bytes_max: usize) -> Stored<Page<RowBytes>> {
        self.store.rows(after, upto, bytes_max)
    }
    fn heads(&self, after: Option<DocId>, count_max: usize) -> Stored<Page<Vec<DocHeads>>> {
        self.store.heads(after, count_max)
    }
    fn row(&self, doc: DocId) -> Stored<Option<Vec<u8>>> {
        self.store.row(doc)
    }
    fn doc_count(&self) -> Stored<u64> {
        self.store.doc_count()
    }
    fn remark(&self, key: &str) -> Stored<Option<String>> {
        self.store.remark(key)
    }
    fn set_remark(&mut self, key: &str, value: &str) -> Stored<()> {
        self.store.set_remark(key, value)
    }
}

fn batch<T>(ticket: T, author: Author, changes: Vec<Change>) -> Pushed<T> {
    Pushed::new(ticket, author, Push { batch: 3, changes, seals: Vec::new() }, &sealer())
}

fn one(change: Change) -> Push {
    Push { batch: 3, changes: vec![change], seals: Vec::new() }
}

/// AD14: a batch whose examination dies is refused and its documents are locked; the others of the same commit go through.
#[test]
fn a_death_in_an_examination_harms_nobody_else() {
    let mut room = RoomCore::open(Brittle::new(), sealer()).unwrap();
    let (mut ana, mut ben) = (Pen::new(1), Pen::new(2));
    let (mut good, mut deadly) = (Doc::empty(PARTY), Doc::empty(DEADLY));
    let bad = ben.add_party(&mut deadly);
    let fine = ana.add_party(&mut good);
    let group = vec![
        batch("ben", ben.author, vec![bad.clone()]),
        batch("ana", ana.author, vec![fine]),
        batch("ben again", ben.author, vec![bad]),
    ];
    let outcomes = room.process(group, Millis(1)).unwrap();
    assert_eq!(why(&outcomes[0].acked.outcome), RefusalReason::BadDocument);
    assert_eq!(appended(&outcomes[1].acked.outcome).to, Seq(1));
    assert_eq!(why(&outcomes[2].acked.outcome), RefusalReason::BadDocument);
}

/// RE15: when the store fails, nobody is told anything, and the resend is taken as if it were the first.
#[tokio::test]
async fn a_failed_step_is_as_if_it_had_not_been() {
    let store = Brittle::new();
    let (room, thread) = RoomHandle::start(store.clone(), sealer()).unwrap();
    let (ticket, mut settled) = RoomHandle::ticket();
    let (mut pen, mut doc) = (Pen::new(1), Doc::empty(PARTY));
    let change = pen.add_party(&mut doc);
    store.full.store(true, Ordering::SeqCst);
    assert!(room.push(ticket.clone(), pen.author, one(change.clone())).await);
    assert_eq!(settled.recv().await, Some(None));
    assert_eq!(room.published().borrow().head.seq, Seq(0));

    let mut published = room.published();
    assert!(room.push(ticket, pen.author, one(change)).await);
    let acked = settled.recv().await.flatten().unwrap();
    assert_eq!(appended(&acked.outcome).to, Seq(1));
    published.changed().await.unwrap();
    let now = published.borrow().clone();
    assert_eq!(now.head, store.head().unwrap());
    assert_eq!(now.frame(Seq(0), Seq(1)).map(|(to, _)| to), Some(Seq(1)));
    assert!(now.frame(Seq(1), Seq(2)).is_none());
    drop((room, published));
    tokio::task::spawn_blocking(|| thread.join()).await.unwrap().unwrap();
}
