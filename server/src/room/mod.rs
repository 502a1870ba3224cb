//! One workspace's room: it owns the order of the log. Batches go in through a bounded queue, are admitted and committed in groups by
//! one thread, and every connection hears of it. [`RoomCore`] and [`Conn`] hold the rules; this file holds the thread.

mod admission;
mod conn;
mod core;
mod frames;
mod hot;
mod read;
mod stage;
#[cfg(test)]
mod tests;

pub use conn::{Asked, Conn, Given, Next, Read};
pub use core::{Author, Outcome, Pushed, Recent, RoomCore};
pub use read::read;

use crate::clock;
use crate::limits::{
    GROUP_BATCHES_MAX, GROUP_BYTES_MAX, RECENT_BYTES_MAX, RECENT_RANGES_MAX, ROOM_QUEUE_MAX,
};
use crate::seal::Sealer;
use crate::store::{LogStore, StoreError, Stored};
use sightline_shared::id::Seq;
use sightline_shared::limits::BATCHES_IN_FLIGHT_MAX;
use sightline_shared::wire::{Acked, Cursor};
use std::collections::VecDeque;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::{mpsc, watch};

/// How long the room waits before it tries a failed store again.
const REOPEN_PAUSE: Duration = Duration::from_secs(1);

/// The log's end, and the last ranges as frames.
#[derive(Debug, Clone)]
pub struct Published {
    /// The log as it stands, durably.
    pub head: Cursor,
    recent: VecDeque<Recent>,
}

impl Published {
    /// The frame that begins right after this place and doesn't go beyond `upto`.
    pub fn frame(&self, after: Seq, upto: Seq) -> Option<&Recent> {
        let at = self.recent.partition_point(|recent| recent.from.0 <= after.0);
        self.recent.get(at).filter(|recent| recent.from.0 == after.0 + 1 && recent.to <= upto)
    }

    fn grown<'a>(&self, head: Cursor, ranges: impl Iterator<Item = &'a Recent>) -> Self {
        let mut recent = self.recent.clone();
        recent.extend(ranges.cloned());
        let mut bytes: usize = recent.iter().map(|range| range.frame.len()).sum();
        while recent.len() > RECENT_RANGES_MAX || bytes > RECENT_BYTES_MAX {
            let Some(oldest) = recent.pop_front() else { break };
            bytes -= oldest.frame.len();
        }
        Self { head, recent }
    }
}

/// Where a connection hears what became of its batches. `None`: the store failed, nothing is known.
pub type Ticket = mpsc::Sender<Option<Acked>>;

/// A way to a room. Clones lead to the same room; when all are gone, the room finishes its work and ends.
#[derive(Debug, Clone)]
pub struct RoomHandle {
    queue: mpsc::Sender<Pushed<Ticket>>,
    published: watch::Receiver<Arc<Published>>,
    sealer: Sealer,
}

impl RoomHandle {
    /// Opens a room and starts its thread.
    ///
    /// # Errors
    /// When the store can't be read or the thread can't be started.
    pub fn start<S: LogStore>(store: S, sealer: Sealer) -> Stored<(Self, JoinHandle<()>)> {
        let core = RoomCore::open(store, sealer.clone())?;
        let first = Arc::new(Published { head: core.head(), recent: VecDeque::new() });
        let (queue, waiting) = mpsc::channel(ROOM_QUEUE_MAX);
        let (publish, published) = watch::channel(first);
        let thread = std::thread::Builder::new()
            .name("room".to_owned())
            .spawn(move || run(core, waiting, &publish))
            .map_err(|e| StoreError::Broken(format!("the room's thread can't be started: {e}")))?;
        Ok((Self { queue, published, sealer }, thread))
    }

    /// A channel on which a connection hears of its batches: it holds as many as may be under way.
    pub fn ticket() -> (Ticket, mpsc::Receiver<Option<Acked>>) {
        mpsc::channel(BATCHES_IN_FLIGHT_MAX)
    }

    /// Hands in a batch; waits while the queue is full. `false`: the room has ended.
    pub async fn push(&self, pushed: Pushed<Ticket>) -> bool {
        self.queue.send(pushed).await.is_ok()
    }

    /// What the room seals with, for connections.
    pub fn sealer(&self) -> Sealer {
        self.sealer.clone()
    }

    /// The log's end from now on.
    pub fn published(&self) -> watch::Receiver<Arc<Published>> {
        self.published.clone()
    }
}

fn run<S: LogStore>(
    mut core: RoomCore<S>,
    mut waiting: mpsc::Receiver<Pushed<Ticket>>,
    publish: &watch::Sender<Arc<Published>>,
) {
    while let Some(first) = waiting.blocking_recv() {
        let group = gather(first, &mut waiting);
        let tickets: Vec<Ticket> = group.iter().map(|pushed| pushed.ticket.clone()).collect();
        match core.process(group, clock::now()) {
            Ok(outcomes) => tell(&core, outcomes, publish),
            Err(error) => {
                tracing::error!(%error, "the store failed; nothing of this group was acknowledged");
                for ticket in tickets {
                    // A connection that is gone, or full, needs no word.
                    let _ = ticket.try_send(None);
                }
                core = reopened(core);
            }
        }
    }
}

/// What waits, as one group: a commit costs the same for one batch as for many.
fn gather(first: Pushed<Ticket>, waiting: &mut mpsc::Receiver<Pushed<Ticket>>) -> Vec<Pushed<Ticket>> {
    let size =
        |pushed: &Pushed<Ticket>| pushed.push.changes.iter().map(|change| change.bytes.len()).sum::<usize>();
    let mut bytes = size(&first);
    let mut group = vec![first];
    while group.len() < GROUP_BATCHES_MAX && bytes < GROUP_BYTES_MAX {
        let Ok(next) = waiting.try_recv() else { break };
        bytes += size(&next);
        group.push(next);
    }
    group
}

/// Authors hear before the log's end moves: whoever sees the new end has its own outcomes already, and sends them in their place.
fn tell<S: LogStore>(
    core: &RoomCore<S>,
    outcomes: Vec<Outcome<Ticket>>,
    publish: &watch::Sender<Arc<Published>>,
) {
    for outcome in &outcomes {
        let _ = outcome.ticket.try_send(Some(outcome.acked.clone()));
    }
    if outcomes.iter().any(|outcome| outcome.recent.is_some()) {
        let next = publish
            .borrow()
            .grown(core.head(), outcomes.iter().filter_map(|outcome| outcome.recent.as_ref()));
        publish.send_replace(Arc::new(next));
    }
}

/// A store that failed is closed and opened again: after a failed write or sync, what the old handle believes can't be trusted.
fn reopened<S: LogStore>(core: RoomCore<S>) -> RoomCore<S> {
    loop {
        match core.store().another().and_then(|store| RoomCore::open(store, core.sealer().clone())) {
            Ok(again) => return again,
            Err(error) => tracing::error!(%error, "the store can't be opened again yet"),
        }
        std::thread::sleep(REOPEN_PAUSE);
    }
}
