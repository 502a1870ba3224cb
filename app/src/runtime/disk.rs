//! The work for storage, in order: writes one after the other, so that a write that is tried again never lands after a later one;
//! a read goes at once unless a write before it touches the same document.

use super::Runtime;
use crate::port::clock;
use crate::port::idb::{Idb, IdbError};
use sightline_shared::id::{DocId, Span};
use sightline_shared::limits::STORE_RETRY_MS;
use sightline_shared::session::{Input, Notice, RowsAsked, Write, WriteFailure, WriteId};
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};

/// Row records after which the leading tab moves them into pages.
const ROW_RECORDS_MAX: usize = 768;

/// Rows that are handed to the session before the screen breathes.
const ROWS_PER_SLICE: usize = 256;

/// Something to do with storage.
pub(super) enum Job {
    /// One transaction.
    Write(Box<Write>),
    /// A document's bytes.
    Read(DocId),
    /// The seals of a document's changes.
    ReadSeals(DocId),
    /// Some rows.
    ReadRows(Vec<DocId>),
    /// All rows, in slices.
    ReadAllRows,
    /// What waits to be sent.
    ReadOutbox,
    /// Row records into pages.
    Compact,
}

/// What waits for storage.
#[derive(Default)]
pub(super) struct Disk {
    jobs: RefCell<VecDeque<Job>>,
    busy: Cell<bool>,
    /// How many writes that are not done touch a document.
    touched: RefCell<HashMap<DocId, usize>>,
    row_records: Cell<usize>,
}

impl Disk {
    pub(super) fn set_row_records(&self, count: usize) {
        self.row_records.set(count);
    }

    /// Whether a write that is not done touches what this job reads.
    fn must_wait(&self, job: &Job) -> bool {
        let touched = self.touched.borrow();
        match job {
            Job::Write(_) | Job::ReadAllRows | Job::ReadOutbox | Job::Compact => true,
            Job::Read(doc) | Job::ReadSeals(doc) => touched.contains_key(doc),
            Job::ReadRows(docs) => docs.iter().any(|doc| touched.contains_key(doc)),
        }
    }

    fn enqueue(&self, job: Job) {
        if let Job::Write(write) = &job {
            let mut touched = self.touched.borrow_mut();
            for doc in docs_of(write) {
                *touched.entry(doc).or_insert(0) += 1;
            }
        }
        self.jobs.borrow_mut().push_back(job);
    }

    fn settle(&self, write: &Write) {
        let mut touched = self.touched.borrow_mut();
        for doc in docs_of(write) {
            if let Some(count) = touched.get_mut(&doc) {
                *count -= 1;
                if *count == 0 {
                    touched.remove(&doc);
                }
            }
        }
        self.row_records.set(self.row_records.get() + write.rows.len());
    }
}

fn docs_of(write: &Write) -> impl Iterator<Item = DocId> + '_ {
    let changed = write.changes.iter().map(|change| change.doc);
    let whole = write.snapshots.iter().map(|(doc, _)| *doc);
    let rows = write.rows.iter().map(|(_, row)| row.row.id());
    changed.chain(whole).chain(rows).chain(write.drop_changes.iter().map(|(doc, _)| *doc))
}

impl Runtime {
    pub(super) fn do_job(&self, job: Job) {
        if self.0.disk.must_wait(&job) {
            self.0.disk.enqueue(job);
            self.work_on_disk();
        } else {
            let runtime = self.clone();
            leptos::task::spawn_local(async move { runtime.run(job).await });
        }
    }

    fn work_on_disk(&self) {
        if self.0.disk.busy.replace(true) {
            return;
        }
        let runtime = self.clone();
        leptos::task::spawn_local(async move {
            loop {
                let job = runtime.0.disk.jobs.borrow_mut().pop_front();
                let Some(job) = job.or_else(|| runtime.compaction()) else { break };
                runtime.run(job).await;
            }
            runtime.0.disk.busy.set(false);
        });
    }

    /// When nothing else waits, the leading tab tidies up.
    fn compaction(&self) -> Option<Job> {
        let many = self.0.disk.row_records.get() > ROW_RECORDS_MAX;
        (self.0.lead.is_ours() && many).then_some(Job::Compact)
    }

    async fn run(&self, job: Job) {
        let Some(idb) = self.idb() else { return };
        match job {
            Job::Write(write) => {
                let input = match idb.commit(&write).await {
                    Ok(()) => Input::Committed(WriteId(write.id)),
                    Err(error) => Input::NotCommitted(WriteId(write.id), error.into()),
                };
                self.0.disk.settle(&write);
                let fenced = input == Input::NotCommitted(WriteId(write.id), WriteFailure::Fenced);
                self.push(input);
                if fenced {
                    self.was_fenced(write.epoch);
                }
            }
            Job::Read(doc) => {
                let stored = self.until_read(async || idb.read_doc(doc).await).await;
                self.push(Input::Stored(doc, stored));
            }
            Job::ReadSeals(doc) => {
                let seals = self.until_read(async || idb.read_seals(doc).await).await;
                self.push(Input::Seals(doc, seals));
            }
            Job::ReadRows(docs) => {
                let rows = self.until_read(async || idb.read_rows(&docs).await).await;
                self.push(Input::RowsRead(RowsAsked::These(docs), rows));
            }
            Job::ReadAllRows => self.read_all_rows(&idb).await,
            Job::ReadOutbox => match idb.outbox().await {
                Ok(outbox) => self.push(Input::OutboxRead(outbox)),
                Err(_) => self.outbox_unreadable(),
            },
            Job::Compact => self.compact(&idb).await,
        }
    }

    async fn read_all_rows(&self, idb: &Idb) {
        let stored = self.until_read(async || idb.boot().await).await;
        let mut whole = !stored.damaged;
        let mut rows = stored.rows;
        while !rows.is_empty() {
            let rest = rows.split_off(rows.len().min(ROWS_PER_SLICE));
            let slice = std::mem::replace(&mut rows, rest);
            self.push(Input::RowsRead(RowsAsked::All { last: false, whole }, slice));
            clock::breathe().await;
        }
        for key in self.until_read(async || idb.cold_pages().await).await {
            let (rows, readable) =
                self.until_read(async || idb.cold_page(&key, &stored.overriding).await).await;
            whole &= readable;
            self.push(Input::RowsRead(RowsAsked::All { last: false, whole }, rows));
            clock::breathe().await;
        }
        self.push(Input::RowsRead(RowsAsked::All { last: true, whole }, Vec::new()));
    }

    async fn compact(&self, idb: &Idb) {
        let moved = idb.compact_rows().await.unwrap_or_default();
        let left = self.0.disk.row_records.get().saturating_sub(moved);
        // Nothing moved: other tabs did it, or storage refused. Count afresh rather than try again at once.
        self.0.disk.row_records.set(if moved == 0 { 0 } else { left });
    }

    /// Reads until it works: an answer that says "nothing stored" because storage failed would lose what is there.
    pub(crate) async fn until_read<T>(&self, read: impl AsyncFn() -> Result<T, IdbError>) -> T {
        let mut told = false;
        loop {
            match read().await {
                Ok(value) => return value,
                Err(_) if !told => {
                    told = true;
                    self.0.written.post(Notice::NotSaved(WriteFailure::Broken));
                }
                Err(_) => {}
            }
            clock::sleep(Span(STORE_RETRY_MS)).await;
        }
    }
}
