//! The room without its thread: admission, append and what everybody is told. The simulator drives this with a store in memory.

use super::admission::{Admission, NotStaged, snapshot};
use super::hot::Cache;
use super::stage::Stage;
use crate::seal::Sealer;
use crate::store::{LogStore, Stored};
use sightline_shared::doc::inspect;
use sightline_shared::id::{DeviceId, DocId, Millis, Seal, Seq};
use sightline_shared::wire::{
    self, Acked, AppendedRange, Cursor, Entry, FromRelay, Push, Range, Refusal, RefusalReason, Settled,
};
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Whose batch it is: from the session, never from a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Author {
    /// The device.
    pub device: DeviceId,
    /// Its person.
    pub person: DocId,
    /// May write the workspace's settings.
    pub admin: bool,
}

/// A batch on its way into the log. The ticket comes back with the outcome.
#[derive(Debug)]
pub struct Pushed<T> {
    /// Names the connection.
    pub ticket: T,
    /// Whose it is.
    pub author: Author,
    /// The batch.
    pub push: Push,
}

/// What became of a batch, durably.
#[derive(Debug)]
pub struct Outcome<T> {
    /// Names the connection.
    pub ticket: T,
    /// For its author.
    pub acked: Acked,
    /// For everybody else; none when nothing was appended.
    pub recent: Option<Recent>,
}

/// A range that was appended just now, encoded once for all readers.
#[derive(Debug, Clone)]
pub struct Recent {
    /// First sequence number.
    pub from: Seq,
    /// Last sequence number.
    pub to: Seq,
    /// A `FromRelay::Range` frame.
    pub frame: Arc<[u8]>,
}

/// One workspace's order of things.
#[derive(Debug)]
pub struct RoomCore<S> {
    store: S,
    sealer: Sealer,
    head: Cursor,
    cache: Cache,
    /// Documents whose examination died. Until the relay starts again, nobody may write to them.
    denied: HashSet<DocId>,
}

impl<S: LogStore> RoomCore<S> {
    /// A room over what the store has, which seals what it takes.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn open(store: S, sealer: Sealer) -> Stored<Self> {
        let head = store.head()?;
        Ok(Self { store, sealer, head, cache: Cache::default(), denied: HashSet::new() })
    }

    /// The log as it stands, durably.
    pub fn head(&self) -> Cursor {
        self.head
    }

    /// What it seals with.
    pub fn sealer(&self) -> &Sealer {
        &self.sealer
    }

    /// The store, for reading.
    pub fn store(&self) -> &S {
        &self.store
    }

    /// Admits batches in this order and commits all that pass together. When this returns `Ok`, what it says is durable.
    ///
    /// # Errors
    /// When the store fails: nothing was appended, nobody may be told anything, and the room has forgotten what it had loaded.
    pub fn process<T>(&mut self, pushed: Vec<Pushed<T>>, now: Millis) -> Stored<Vec<Outcome<T>>> {
        let mut stage = Stage::new(self.head);
        let result = self.settle_all(pushed, &mut stage, now);
        if result.is_err() {
            self.cache.clear();
        }
        result
    }

    fn settle_all<T>(
        &mut self,
        pushed: Vec<Pushed<T>>,
        stage: &mut Stage,
        now: Millis,
    ) -> Stored<Vec<Outcome<T>>> {
        let mut settled = Vec::with_capacity(pushed.len());
        for Pushed { ticket, author, push } in pushed {
            let outcome = self.examine(&author, &push, stage)?;
            let seals = if matches!(outcome, Settled::Accepted(_)) { self.seals(&push) } else { Vec::new() };
            settled.push((ticket, Acked { batch: push.batch, outcome, seals }));
        }
        if !stage.is_empty() {
            self.renew_snapshots(stage);
            self.store.append(&stage.step(now))?;
            self.head = stage.head();
        }
        let outcome = |(ticket, acked): (T, Acked)| Outcome {
            ticket,
            recent: match &acked.outcome {
                Settled::Accepted(Some(range)) => Some(self.recent(stage, range)),
                _ => None,
            },
            acked,
        };
        Ok(settled.into_iter().map(outcome).collect())
    }

    /// A panic in the examination refuses this batch and locks the documents that it touched (AD14).
    fn examine(&mut self, author: &Author, push: &Push, stage: &mut Stage) -> Stored<Settled> {
        let mut admission = Admission {
            store: &self.store,
            sealer: &self.sealer,
            cache: &mut self.cache,
            denied: &self.denied,
            stage,
        };
        let examined = catch_unwind(AssertUnwindSafe(|| admission.examine(author, push)));
        match examined {
            Ok(Ok(appended)) => Ok(Settled::Accepted(appended)),
            Ok(Err(NotStaged::Refused(refusal))) => Ok(Settled::Refused(refusal)),
            Ok(Err(NotStaged::Failed(error))) => Err(error),
            Err(_) => {
                self.denied.extend(push.changes.iter().map(|change| change.doc));
                tracing::error!(device = %author.device, batch = push.batch, "an examination died; its documents are locked");
                Ok(Settled::Refused(Refusal { change: None, why: RefusalReason::BadDocument }))
            }
        }
    }

    /// A seal for each change of an accepted batch. What is given back is sealed already.
    fn seals(&self, push: &Push) -> Vec<Seal> {
        let named = push.changes.iter().filter(|_| push.seals.is_empty());
        named
            .filter_map(|change| {
                inspect(&change.bytes).ok().map(|meta| self.sealer.seal(change.doc, meta.hash))
            })
            .collect()
    }

    fn recent(&self, stage: &Stage, range: &AppendedRange) -> Recent {
        let entries = stage.entries_of(range).map(|entry| Entry {
            doc: entry.doc,
            bytes: entry.bytes.clone().into(),
            seal: Some(self.sealer.seal(entry.doc, entry.hash)),
        });
        let frame = FromRelay::Range(Range {
            from: range.from,
            to: range.to,
            chain: range.chain,
            entries: entries.collect(),
        });
        Recent { from: range.from, to: range.to, frame: wire::encode(&frame).into() }
    }

    fn renew_snapshots(&mut self, stage: &mut Stage) {
        for update in stage.docs_mut() {
            let Some(hot) = self.cache.get_mut(&update.doc) else { continue };
            match catch_unwind(AssertUnwindSafe(|| snapshot(hot))) {
                Ok(snapshot) => update.snapshot = snapshot,
                // The changes alone are enough; the document is loaded anew next time.
                Err(_) => drop(self.cache.take(&update.doc)),
            }
        }
    }
}
