//! The room without its thread: admission, append and what everybody is told. The simulator drives this with a store in memory.

use super::admission::{Admission, Candidate, NotStaged, look, snapshot};
use super::gate::Gate;
use super::hot::{Cache, Hot};
use super::published::Recent;
use super::stage::Stage;
use crate::limits::TIDIED_DOCS_MAX;
use crate::seal::Sealer;
use crate::store::{LogStore, Stored};
use sightline_shared::id::{DeviceId, DocId, Millis, Seal};
use sightline_shared::wire::{
    Acked, AppendedRange, Cursor, Entry, Push, Range, Refusal, RefusalReason, Settled,
};
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

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

/// A batch on its way into the log, looked at from outside. The ticket comes back with the outcome.
#[derive(Debug)]
pub struct Pushed<T> {
    /// Names the connection.
    pub(super) ticket: T,
    /// Whose it is.
    pub(super) author: Author,
    /// The batch.
    pub(super) push: Push,
    /// What can be said of it without knowing the log.
    looked: Looked,
}

impl<T> Pushed<T> {
    /// Looks at a batch from outside: whatever can be said without the room is said before the batch waits for it, on the caller's thread.
    pub fn new(ticket: T, author: Author, push: Push, sealer: &Sealer) -> Self {
        // A death here is as one in the room: of this batch, and of its documents (AD14).
        let looked = catch_unwind(AssertUnwindSafe(|| look(sealer, &author, &push)));
        let looked =
            looked.map_or(Looked::Died, |looked| looked.map_or_else(Looked::Refused, Looked::Passed));
        Self { ticket, author, push, looked }
    }
}

/// How a batch looked from outside.
#[derive(Debug)]
enum Looked {
    /// Its changes, in the batch's order.
    Passed(Vec<Candidate>),
    /// It is refused whatever the log holds.
    Refused(Refusal),
    /// Looking at it died.
    Died,
}

/// What became of a batch, durably.
#[derive(Debug)]
pub struct Outcome<T> {
    /// Names the connection.
    pub ticket: T,
    /// For its author.
    pub acked: Acked,
    /// For everybody else; none when nothing was appended, and when not everybody may read it: then each connection reads the store.
    pub recent: Option<Recent>,
}

/// One workspace's order of things.
#[derive(Debug)]
pub struct RoomCore<S> {
    store: S,
    sealer: Sealer,
    head: Cursor,
    gate: Gate,
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
        let (head, gate) = (store.head()?, Gate::of(&store)?);
        Ok(Self { store, sealer, head, gate, cache: Cache::default(), denied: HashSet::new() })
    }

    /// The same room over the store as it is now, for the same readers.
    ///
    /// # Errors
    /// When the store can't be read.
    pub(super) fn again(&self, store: S) -> Stored<Self> {
        let again = Self::open(store, self.sealer.clone())?;
        self.gate.become_as(again.gate, again.head.seq);
        Ok(Self { gate: self.gate.clone(), ..again })
    }

    /// Who may read what.
    pub fn gate(&self) -> &Gate {
        &self.gate
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
        for Pushed { ticket, author, push, looked } in pushed {
            let (outcome, seals) = self.examine(&author, &push, looked, stage)?;
            settled.push((ticket, Acked { batch: push.batch, outcome, seals }));
        }
        if !stage.is_empty() {
            self.renew_snapshots(stage);
            for (doc, mut hot) in self.cache.leaving() {
                rewrite(stage, doc, &mut hot);
            }
            let appended = self.store.append(&stage.step(now));
            sightline_shared::mutant!(AckBeforeCommit, appended.unwrap_or_default(), appended?);
            self.head = stage.head();
        }
        let outcome = |(ticket, acked): (T, Acked)| Outcome {
            ticket,
            recent: match &acked.outcome {
                Settled::Accepted(Some(range)) => self.recent(stage, range),
                _ => None,
            },
            acked,
        };
        Ok(settled.into_iter().map(outcome).collect())
    }

    /// Renews the snapshots of a few documents that nobody writes to any more. Answers whether there may be others; when there are none, what
    /// isn't written to from now on rests.
    ///
    /// # Errors
    /// When the store fails, as [`RoomCore::process`].
    pub fn tidy(&mut self, now: Millis) -> Stored<bool> {
        let resting = self.cache.resting(TIDIED_DOCS_MAX);
        let mut stage = Stage::new(self.head);
        for doc in &resting {
            if let Some(hot) = self.cache.get_mut(doc) {
                rewrite(&mut stage, *doc, hot);
            }
        }
        if stage.has_docs()
            && let Err(error) = self.store.append(&stage.step(now))
        {
            self.cache.clear();
            return Err(error);
        }
        let may_be_more = resting.len() == TIDIED_DOCS_MAX;
        if !may_be_more {
            self.cache.rest();
        }
        Ok(may_be_more)
    }

    /// The outcome, and a seal for each change of an accepted batch; what is given back is sealed already. A panic in the examination
    /// refuses this batch and locks the documents that it touched (AD14).
    fn examine(
        &mut self,
        author: &Author,
        push: &Push,
        looked: Looked,
        stage: &mut Stage,
    ) -> Stored<(Settled, Vec<Seal>)> {
        let mut admission = Admission {
            store: &self.store,
            cache: &mut self.cache,
            denied: &self.denied,
            gate: &self.gate,
            stage,
        };
        let examined = match looked {
            Looked::Passed(candidates) => {
                catch_unwind(AssertUnwindSafe(|| admission.examine(author, push, candidates))).ok()
            }
            Looked::Refused(refusal) => Some(Err(NotStaged::Refused(refusal))),
            Looked::Died => None,
        };
        match examined {
            Some(Ok(admitted)) => {
                let own = admitted.named.iter().filter(|_| push.seals.is_empty());
                let seals = own.map(|(doc, hash)| self.sealer.seal(*doc, *hash)).collect();
                Ok((Settled::Accepted(admitted.range), seals))
            }
            Some(Err(NotStaged::Refused(refusal))) => Ok((Settled::Refused(refusal), Vec::new())),
            Some(Err(NotStaged::Failed(error))) => Err(error),
            None => {
                self.denied.extend(push.changes.iter().map(|change| change.doc));
                tracing::error!(device = %author.device, batch = push.batch, "an examination died; its documents are locked");
                let refusal = Refusal { change: None, why: RefusalReason::BadDocument };
                Ok((Settled::Refused(refusal), Vec::new()))
            }
        }
    }

    /// What was appended, as a frame that everybody may have (PR1).
    fn recent(&self, stage: &Stage, range: &AppendedRange) -> Option<Recent> {
        if stage.entries_of(range).any(|entry| self.gate.is_private(entry.doc)) {
            return None;
        }
        let entries = stage.entries_of(range).map(|entry| Entry {
            doc: entry.doc,
            bytes: entry.bytes.clone().into(),
            seal: Some(self.sealer.seal(entry.doc, entry.hash)),
        });
        let entries = entries.collect();
        Some(Recent::new(Range { from: range.from, to: range.to, chain: range.chain, entries }))
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

/// A new snapshot of a document that hasn't changed. One that can't be made is left as it was: its changes alone are enough.
fn rewrite(stage: &mut Stage, doc: DocId, hot: &mut Hot) {
    if let Ok(Some(update)) = catch_unwind(AssertUnwindSafe(|| hot.update(doc))) {
        hot.tail_changes = 0;
        hot.tail_bytes = 0;
        stage.rewrite(update);
    }
}
