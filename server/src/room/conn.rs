//! One connection's half of the protocol: a state machine without a socket, a store or a clock.
//!
//! Its driver tells it what happened ([`Conn::frame`], [`Conn::settled`], [`Conn::log_moved`]) and then asks [`Conn::next`] until it
//! says [`Next::Wait`]. A read that it wants is answered with [`Conn::given`] before anything else is asked.
//!
//! Invariant (RE4): what was sent covers the log without a gap from the device's cursor to `sent`. Its own batches stand in that stream
//! as acknowledgements, in their place.

use super::frames::{docs_frame, range_frame};
use super::grant::Grant;
use super::statistics::{Figures, ToPublish};
use super::step::{Asked, Given, Next, Read};
use crate::limits::{CHUNKS_IN_FLIGHT_MAX, FETCH_DOCS_MAX};
use crate::seal::Sealer;
use crate::store::{DocRecord, Entries, Page, RowBytes};
use sightline_shared::id::{DocId, DocKind, Millis, Seq};
use sightline_shared::limits::BATCHES_IN_FLIGHT_MAX;
use sightline_shared::view::ROW_VERSION;
use sightline_shared::wire::{
    Acked, COMPARES_FROM, Chunk, CloseReason, Cursor, DocBytes, DocHeads, FromDevice, FromRelay, Heads,
    Hello, Packing, Settled, VERSION, VERSION_MIN, Welcome,
};
use std::collections::VecDeque;
use std::sync::Arc;

/// A connection.
#[derive(Debug)]
pub struct Conn {
    sealer: Sealer,
    phase: Phase,
    /// Everything up to here was sent.
    sent: Seq,
    /// The log's end, as last heard.
    head: Seq,
    /// Batches at the room.
    in_flight: usize,
    /// Outcomes that were not sent yet, in the order of the batches.
    settled: VecDeque<Acked>,
    /// Documents to send.
    fetch: VecDeque<DocId>,
    boot: Option<Boot>,
    grant: Grant,
    pings: u32,
    /// How the device reads large frames.
    packing: Packing,
    figures: ToPublish,
}

#[derive(Debug)]
enum Phase {
    Greeting,
    Greeted(Hello),
    Open,
}

/// How far the bootstrap, or the comparison, is.
#[derive(Debug)]
struct Boot {
    lap: Lap,
    after: Option<DocId>,
    wants_docs: bool,
    docs_after: Option<DocId>,
    /// Documents of requests that were closed before are not wanted.
    docs_since: Option<Millis>,
    credits: u32,
}

/// Rows come in two laps: what requests name stands on a new device before the requests do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lap {
    /// What the relay has, for a device that compares; no rows follow.
    Heads,
    Names,
    Requests,
    Docs,
}

impl Conn {
    /// A connection that was just opened.
    pub fn new(sealer: Sealer) -> Self {
        Self {
            sealer,
            phase: Phase::Greeting,
            sent: Seq(0),
            head: Seq(0),
            in_flight: 0,
            settled: VecDeque::new(),
            fetch: VecDeque::new(),
            boot: None,
            grant: Grant::default(),
            pings: 0,
            packing: Packing::Plain,
            figures: ToPublish::default(),
        }
    }

    /// Whether the device has greeted and was welcomed.
    pub fn is_open(&self) -> bool {
        matches!(self.phase, Phase::Open)
    }

    /// How large frames are packed for this device (WR5, WR6).
    pub fn packing(&self) -> Packing {
        self.packing
    }

    /// The device said something.
    ///
    /// # Errors
    /// Why the connection has to be closed.
    pub fn frame(&mut self, frame: FromDevice) -> Result<Asked, CloseReason> {
        match (frame, &self.phase) {
            (FromDevice::Hello(hello), Phase::Greeting) if hello.version < VERSION_MIN => {
                Err(CloseReason::TooOld)
            }
            (FromDevice::Hello(hello), Phase::Greeting) => {
                self.phase = Phase::Greeted(hello);
                Ok(Asked::Nothing)
            }
            (FromDevice::Hello(_), _) | (_, Phase::Greeting) => Err(CloseReason::Protocol),
            (FromDevice::Push(push), _) => {
                self.in_flight += 1;
                if self.in_flight > BATCHES_IN_FLIGHT_MAX {
                    Err(CloseReason::Protocol)
                } else {
                    Ok(Asked::Admit(push))
                }
            }
            (FromDevice::Fetch(docs), _) => {
                self.fetch.extend(docs);
                if self.fetch.len() > FETCH_DOCS_MAX {
                    Err(CloseReason::Protocol)
                } else {
                    Ok(Asked::Nothing)
                }
            }
            (FromDevice::More, _) => {
                if let Some(boot) = &mut self.boot {
                    boot.credits = (boot.credits + 1).min(CHUNKS_IN_FLIGHT_MAX);
                }
                Ok(Asked::Nothing)
            }
            (FromDevice::Ping, _) => {
                // One answer is as good as many: a device that floods gets no echo of its flood.
                self.pings = 1;
                Ok(Asked::Nothing)
            }
        }
    }

    /// The room settled the oldest batch that it had of this connection.
    pub fn settled(&mut self, acked: Acked) {
        self.settled.push_back(acked);
    }

    /// The log grew. `turned`: as [`super::Pass::turned`] says.
    pub fn log_moved(&mut self, head: Seq, turned: Seq) {
        self.head = self.head.max(head);
        if self.is_open() {
            self.grant.turned(turned);
        }
    }

    /// These figures are published.
    pub fn publish(&mut self, figures: &Arc<Figures>) {
        self.figures.publish(figures);
    }

    /// What to do next. `now` is the relay's clock.
    pub fn next(&mut self, now: Millis) -> Next {
        match &self.phase {
            Phase::Greeting => return Next::Wait,
            Phase::Greeted(hello) => return Next::Read(Read::Place(hello.cursor)),
            Phase::Open => {}
        }
        if self.pings > 0 {
            self.pings = 0;
            return Next::Send(FromRelay::Pong(now));
        }
        self.next_of_log()
            .or_else(|| self.next_fetched())
            .or_else(|| self.next_published())
            .or_else(|| self.next_of_boot())
            .or_else(|| self.next_granted())
            .unwrap_or(Next::Wait)
    }

    /// The stream: acknowledgements of its own batches where they are in the log, ranges in between. It waits where the reader is let in,
    /// until they were sent what they may read.
    fn next_of_log(&mut self) -> Option<Next> {
        let held = self.grant.holds();
        let upto = match self.settled.front().map(|acked| &acked.outcome) {
            Some(Settled::Accepted(Some(own))) if own.from.0 > self.sent.0 + 1 => Seq(own.from.0 - 1),
            Some(Settled::Accepted(Some(own)))
                if own.from > self.sent && held.is_some_and(|at| at <= own.to) =>
            {
                return None;
            }
            Some(_) => return self.settled.pop_front().map(|acked| self.acknowledge(acked)),
            None => self.head,
        };
        let upto = held.map_or(upto, |at| upto.min(Seq(at.0.saturating_sub(1))));
        (upto > self.sent).then_some(Next::Read(Read::Range { after: self.sent, upto }))
    }

    fn acknowledge(&mut self, mut acked: Acked) -> Next {
        self.in_flight = self.in_flight.saturating_sub(1);
        if let Settled::Accepted(Some(own)) = &acked.outcome {
            if own.from.0 == self.sent.0 + 1 {
                self.sent = own.to;
            } else {
                // Its own entries went out in a range before the outcome was known: the cursor has moved over them already.
                acked.outcome = Settled::Accepted(None);
            }
        }
        Next::Send(FromRelay::Acked(acked))
    }

    fn next_fetched(&mut self) -> Option<Next> {
        // One at a time: a document may fill half a frame.
        self.fetch.pop_front().map(|doc| Next::Read(Read::Whole(vec![doc])))
    }

    /// Figures wait until the rows that they are about are there (ST3).
    fn next_published(&mut self) -> Option<Next> {
        let rows_come = self.boot.as_ref().is_some_and(|boot| boot.lap != Lap::Docs);
        if rows_come { None } else { self.figures.next().map(Next::SendEncoded) }
    }

    fn next_of_boot(&mut self) -> Option<Next> {
        let boot = self.boot.as_mut().filter(|boot| boot.credits > 0)?;
        boot.credits -= 1;
        let last_request = DocId::last_of(DocKind::Request);
        Some(Next::Read(match boot.lap {
            Lap::Heads => Read::Heads(boot.after),
            Lap::Names => Read::Rows { after: boot.after.or(Some(last_request)), upto: None },
            Lap::Requests => Read::Rows { after: boot.after, upto: Some(last_request) },
            Lap::Docs => Read::Docs { after: boot.docs_after, since: boot.docs_since },
        }))
    }

    /// What a first copy brings anyway needs no grant, and a grant would move the place where its documents go on.
    fn next_granted(&mut self) -> Option<Next> {
        if self.boot.is_some() { None } else { self.grant.next().map(Next::Read) }
    }

    /// What the last [`Next::Read`] found. Answers what to send; `None`: nothing came of it.
    pub fn given(&mut self, given: Given) -> Option<Next> {
        match given {
            Given::Place { valid, head, docs, now, turned } => {
                let welcome = self.welcome(valid, head, docs, now);
                self.grant = Grant::since(self.sent, head.seq, turned);
                welcome
            }
            Given::Range(read) => self.range(read),
            Given::Encoded(to, frame) => {
                self.sent = to;
                Some(Next::SendEncoded(frame))
            }
            Given::Rows(page) => self.rows(page),
            Given::Heads(page) => self.heads(page),
            Given::Docs(page) => self.docs(page),
            Given::Whole(docs) => Some(Next::Send(FromRelay::Docs(docs_frame(&self.sealer, docs)))),
            Given::Granted(page) => {
                self.grant.given(page.last, page.done);
                let docs = docs_frame(&self.sealer, page.items);
                (!docs.is_empty()).then(|| Next::Send(FromRelay::Chunk(chunk_of(docs, true))))
            }
        }
    }

    fn welcome(&mut self, valid: bool, head: Cursor, docs: u64, now: Millis) -> Option<Next> {
        let Phase::Greeted(hello) = std::mem::replace(&mut self.phase, Phase::Open) else { return None };
        // What has a history that this log doesn't continue may hold what this log has lost (RE25).
        let compare = hello.cursor.is_some() && (hello.compare || !valid) && hello.version >= COMPARES_FROM;
        let cursor = hello.cursor.filter(|_| valid && !compare);
        self.packing = Packing::of(hello.version);
        self.figures.greeted(&hello);
        self.head = self.head.max(head.seq);
        self.sent = cursor.map_or(head.seq, |cursor| cursor.seq);
        let bootstrap = cursor.is_none() && !compare;
        if bootstrap || compare || hello.wants_docs {
            self.boot = Some(Boot {
                lap: match () {
                    () if compare => Lap::Heads,
                    // Rows of another derivation are of no use: documents alone must do (RE8).
                    () if bootstrap && hello.row_version == ROW_VERSION => Lap::Names,
                    () => Lap::Docs,
                },
                after: None,
                wants_docs: hello.wants_docs,
                // After a bootstrap begins anew, what was taken of another log's documents counts for nothing.
                docs_after: hello.docs_after.filter(|_| !bootstrap),
                docs_since: hello.keeps.map(|span| now - span),
                credits: CHUNKS_IN_FLIGHT_MAX,
            });
        }
        let welcome = Welcome { version: VERSION, head, now, bootstrap, docs, compare };
        Some(Next::Send(FromRelay::Welcome(welcome)))
    }

    fn range(&mut self, read: Entries) -> Option<Next> {
        if read.to <= self.sent {
            // The store knows of less than was heard: nothing more is asked of it until the log moves again.
            self.head = self.sent;
            return None;
        }
        let from = Seq(self.sent.0 + 1);
        self.sent = read.to;
        Some(Next::Send(FromRelay::Range(range_frame(&self.sealer, from, read))))
    }

    fn rows(&mut self, page: Page<RowBytes>) -> Option<Next> {
        let boot = self.boot.as_mut()?;
        (boot.lap, boot.after) = match (boot.lap, page.done) {
            (Lap::Names, true) => (Lap::Requests, None),
            (_, true) => (Lap::Docs, None),
            (lap, false) => (lap, page.last.or(boot.after)),
        };
        let rows_done = boot.lap == Lap::Docs;
        let docs_done = rows_done && !boot.wants_docs;
        if docs_done {
            self.boot = None;
        }
        Some(Next::Send(FromRelay::Chunk(Chunk {
            rows: page.items.bytes.into(),
            row_count: page.items.count,
            docs: Vec::new(),
            rows_done,
            docs_done,
        })))
    }

    fn heads(&mut self, page: Page<Vec<DocHeads>>) -> Option<Next> {
        let boot = self.boot.as_mut()?;
        if page.done {
            (boot.lap, boot.after) = (Lap::Docs, None);
            if !boot.wants_docs {
                self.boot = None;
            }
        } else {
            boot.after = page.last;
        }
        Some(Next::Send(FromRelay::Heads(Heads { docs: page.items, done: page.done })))
    }

    fn docs(&mut self, page: Page<Vec<(DocId, DocRecord)>>) -> Option<Next> {
        let boot = self.boot.as_mut()?;
        boot.docs_after = page.last.or(boot.docs_after);
        if page.done {
            self.boot = None;
        }
        Some(Next::Send(FromRelay::Chunk(chunk_of(docs_frame(&self.sealer, page.items), page.done))))
    }
}

/// Documents without rows.
fn chunk_of(docs: Vec<DocBytes>, docs_done: bool) -> Chunk {
    Chunk { rows: Vec::new().into(), row_count: 0, docs, rows_done: true, docs_done }
}
