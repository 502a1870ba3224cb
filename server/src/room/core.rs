//! The room without its thread: admission, append and what everybody is told. The simulator drives this with a store in memory.

use super::admission::{Admission, NotStaged, snapshot};
use super::hot::Cache;
use super::stage::Stage;
use crate::store::{LogStore, Stored};
use sightline_shared::id::{DeviceId, DocId, Millis, Seq};
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
    head: Cursor,
    cache: Cache,
    /// Documents whose examination died. Until the relay starts again, nobody may write to them.
    denied: HashSet<DocId>,
}

impl<S: LogStore> RoomCore<S> {
    /// A room over what the store has.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn open(store: S) -> Stored<Self> {
        let head = store.head()?;
        Ok(Self { store, head, cache: Cache::default(), denied: HashSet::new() })
    }

    /// The log as it stands, durably.
    pub fn head(&self) -> Cursor {
        self.head
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
            settled.push((ticket, push.batch, self.examine(&author, &push, stage)?));
        }
        if !stage.is_empty() {
            self.renew_snapshots(stage);
            self.store.append(&stage.step(now))?;
            self.head = stage.head();
        }
        let outcome = |(ticket, batch, settled): (T, u64, Settled)| Outcome {
            ticket,
            recent: match &settled {
                Settled::Accepted(Some(range)) => Some(recent(stage, range)),
                _ => None,
            },
            acked: Acked { batch, outcome: settled },
        };
        Ok(settled.into_iter().map(outcome).collect())
    }

    /// A panic in the examination refuses this batch and locks the documents that it touched (AD14).
    fn examine(&mut self, author: &Author, push: &Push, stage: &mut Stage) -> Stored<Settled> {
        let mut admission =
            Admission { store: &self.store, cache: &mut self.cache, denied: &self.denied, stage };
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

fn recent(stage: &Stage, range: &AppendedRange) -> Recent {
    let entries = stage
        .entries_of(range)
        .map(|entry| Entry { doc: entry.doc, bytes: entry.bytes.clone().into() })
        .collect();
    let frame = FromRelay::Range(Range { from: range.from, to: range.to, chain: range.chain, entries });
    Recent { from: range.from, to: range.to, frame: wire::encode(&frame).into() }
}
