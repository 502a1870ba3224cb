//! One workspace's room: it owns the order of the log. Batches go in through a bounded queue, are admitted and committed in groups by
//! one thread, and every connection hears of it. [`RoomCore`] and [`Conn`] hold the rules; this file holds the thread.

mod admission;
mod conn;
mod core;
mod frames;
mod gate;
mod grant;
mod hot;
mod line;
mod published;
mod read;
mod stage;
mod statistics;
mod step;
#[cfg(test)]
mod tests;

pub use conn::Conn;
pub use core::{Author, Outcome, Pushed, RoomCore};
pub use gate::{Gate, Pass};
pub use line::Line;
pub use published::{Published, Recent};
pub use read::{read, read_piece};
pub use statistics::{Figures, Schedule};
pub use step::{Asked, Given, Next, Read};

use crate::clock;
use crate::failpoint;
use crate::limits::{GROUP_BATCHES_MAX, GROUP_BYTES_MAX, LOOKED_AT_ONCE_BYTES_MAX, ROOM_QUEUE_MAX};
use crate::seal::Sealer;
use crate::store::{LogStore, StoreError, Stored};
use sightline_shared::limits::BATCHES_IN_FLIGHT_MAX;
use sightline_shared::wire::{Acked, Push};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::{mpsc, watch};

/// How long the room waits before it tries a failed store again.
const REOPEN_PAUSE: Duration = Duration::from_secs(1);

/// Where a connection hears what became of its batches. `None`: the store failed, nothing is known.
///
/// Boxed: a channel keeps room for 32 values as long as it is open, and there is one for each connection.
pub type Ticket = mpsc::Sender<Option<Box<Acked>>>;

/// What a room is asked to do.
#[derive(Debug)]
enum Work {
    Push(Pushed<Ticket>),
    Tidy,
}

/// A way to a room. Clones lead to the same room; when all are gone, the room finishes its work and ends.
#[derive(Debug, Clone)]
pub struct RoomHandle {
    queue: mpsc::Sender<Work>,
    published: watch::Receiver<Arc<Published>>,
    sealer: Sealer,
    gate: Gate,
}

impl RoomHandle {
    /// Opens a room and starts its thread.
    ///
    /// # Errors
    /// When the store can't be read or the thread can't be started.
    pub fn start<S: LogStore>(store: S, sealer: Sealer) -> Stored<(Self, JoinHandle<()>)> {
        let core = RoomCore::open(store, sealer.clone())?;
        let first = Arc::new(Published::new(core.head()));
        let gate = core.gate().clone();
        let (queue, waiting) = mpsc::channel(ROOM_QUEUE_MAX);
        let (publish, published) = watch::channel(first);
        let thread = std::thread::Builder::new()
            .name("room".to_owned())
            .spawn(move || run(core, waiting, &publish))
            .map_err(|e| StoreError::Broken(format!("the room's thread can't be started: {e}")))?;
        Ok((Self { queue, published, sealer, gate }, thread))
    }

    /// A channel on which a connection hears of its batches: it holds as many as may be under way.
    pub fn ticket() -> (Ticket, mpsc::Receiver<Option<Box<Acked>>>) {
        mpsc::channel(BATCHES_IN_FLIGHT_MAX)
    }

    /// Looks at a batch and hands it in; waits while the queue is full. `false`: the room has ended.
    pub async fn push(&self, ticket: Ticket, author: Author, push: Push) -> bool {
        let sealer = self.sealer.clone();
        let small = bytes_of(&push) <= LOOKED_AT_ONCE_BYTES_MAX;
        let look = move || Pushed::new(ticket, author, push, &sealer);
        let pushed = match small {
            true => Ok(look()),
            // Not on the threads that serve others.
            false => tokio::task::spawn_blocking(look).await,
        };
        match pushed {
            Ok(pushed) => self.queue.send(Work::Push(pushed)).await.is_ok(),
            Err(_) => false,
        }
    }

    /// Lets the room renew snapshots when it has nothing else to do.
    pub fn tidy(&self) {
        // A full queue has something else to do.
        let _ = self.queue.try_send(Work::Tidy);
    }

    /// What the room seals with, for connections.
    pub fn sealer(&self) -> Sealer {
        self.sealer.clone()
    }

    /// Who may read what, for connections.
    pub fn gate(&self) -> &Gate {
        &self.gate
    }

    /// The log's end from now on.
    pub fn published(&self) -> watch::Receiver<Arc<Published>> {
        self.published.clone()
    }
}

fn run<S: LogStore>(
    mut core: RoomCore<S>,
    mut waiting: mpsc::Receiver<Work>,
    publish: &watch::Sender<Arc<Published>>,
) {
    while let Some(next) = waiting.blocking_recv() {
        if failpoint::reach("room").is_err() {
            return;
        }
        let group = match next {
            Work::Push(first) => gather(first, &mut waiting),
            Work::Tidy => Vec::new(),
        };
        let tickets: Vec<Ticket> = group.iter().map(|pushed| pushed.ticket.clone()).collect();
        // A death here must not be the death of everybody's service (RE30).
        let worked = catch_unwind(AssertUnwindSafe(|| match group.is_empty() {
            true => tidy(&mut core, &waiting),
            false => work(&mut core, group, publish),
        }));
        if let Err(error) =
            worked.unwrap_or_else(|_| Err(StoreError::Broken("the work on it died".to_owned())))
        {
            tracing::error!(%error, "the store failed; nothing more of this group is acknowledged");
            for ticket in tickets {
                // A connection that is gone, or full, needs no word.
                let _ = ticket.try_send(None);
            }
            core = reopened(core);
            // What failed may have been written all the same: everybody is sent what the log holds now.
            let told = Arc::clone(&publish.borrow());
            if told.head != core.head() {
                publish.send_replace(Arc::new(told.grown(core.head(), Vec::new())));
            }
        }
    }
}

/// Renews snapshots as long as nobody pushes anything.
fn tidy<S: LogStore>(core: &mut RoomCore<S>, waiting: &mpsc::Receiver<Work>) -> Stored<()> {
    while waiting.is_empty() && core.tidy(clock::now())? {}
    Ok(())
}

fn work<S: LogStore>(
    core: &mut RoomCore<S>,
    group: Vec<Pushed<Ticket>>,
    publish: &watch::Sender<Arc<Published>>,
) -> Stored<()> {
    failpoint::reach("group")?;
    let outcomes = core.process(group, clock::now())?;
    failpoint::reach("acknowledge")?;
    tell(core, outcomes, publish)
}

/// What waits, as one group: a commit costs the same for one batch as for many.
fn gather(first: Pushed<Ticket>, waiting: &mut mpsc::Receiver<Work>) -> Vec<Pushed<Ticket>> {
    let mut bytes = bytes_of(&first.push);
    let mut group = vec![first];
    while group.len() < GROUP_BATCHES_MAX && bytes < GROUP_BYTES_MAX {
        // Who wanted it tidied will want it again.
        let Ok(Work::Push(next)) = waiting.try_recv() else { break };
        bytes += bytes_of(&next.push);
        group.push(next);
    }
    group
}

fn bytes_of(push: &Push) -> usize {
    push.changes.iter().map(|change| change.bytes.len()).sum()
}

/// Authors hear before the log's end moves: whoever sees the new end has its own outcomes already, and sends them in their place.
fn tell<S: LogStore>(
    core: &RoomCore<S>,
    outcomes: Vec<Outcome<Ticket>>,
    publish: &watch::Sender<Arc<Published>>,
) -> Stored<()> {
    for outcome in &outcomes {
        let _ = outcome.ticket.try_send(Some(Box::new(outcome.acked.clone())));
    }
    failpoint::reach("fan-out")?;
    let ranges: Vec<Recent> = outcomes.into_iter().filter_map(|outcome| outcome.recent).collect();
    if publish.borrow().head != core.head() {
        let next = publish.borrow().grown(core.head(), ranges);
        publish.send_replace(Arc::new(next));
    }
    Ok(())
}

/// A store that failed is closed and opened again: after a failed write or sync, what the old handle believes can't be trusted.
fn reopened<S: LogStore>(core: RoomCore<S>) -> RoomCore<S> {
    loop {
        match core.store().another().and_then(|store| core.again(store)) {
            Ok(again) => return again,
            Err(error) => tracing::error!(%error, "the store can't be opened again yet"),
        }
        std::thread::sleep(REOPEN_PAUSE);
    }
}
