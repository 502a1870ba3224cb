//! The device's connection to the relay.
//!
//! The caller owns a socket and a disk. It tells the client what happens ([`Client::connected`], [`Client::frame`], …) and does the
//! [`Action`]s that come back, in order. What is taken from the relay is handed over as [`Taken`], with the place in the log that covers
//! it; the caller stores both in one transaction and says [`Client::stored`] (SY3).

mod pulse;
mod sign_in;

use super::{Action, Backoff, Phase, Taken};
use crate::id::{Millis, Seq};
use crate::limits::{BATCHES_IN_FLIGHT_MAX, HELD_ENTRIES_MAX};
use crate::session::{OutboxEntry, Place};
use crate::view::ROW_VERSION;
use crate::wire::{
    self, AppendedRange, Chunk, CloseReason, Cursor, FromDevice, FromRelay, Hello, Push, Range, Settled,
};
use rand_core::Rng;
use std::collections::VecDeque;

/// The device's half of the protocol.
#[derive(Debug)]
pub struct Client {
    phase: Phase,
    /// As received; the disk may be behind by what is being stored.
    place: Place,
    /// Invariant: at or behind `place`; what the disk surely has.
    stored: Place,
    /// Waiting to be sent, oldest first.
    queue: VecDeque<OutboxEntry>,
    /// Sent in this connection and not settled, oldest first; the number is the batch's name on the wire.
    in_flight: VecDeque<(u64, OutboxEntry)>,
    next_batch: u64,
    backoff: Backoff,
    heard_at: Millis,
    asked_at: Millis,
    /// The bootstrap's rows are coming: ranges wait here until they are complete.
    held: Option<Held>,
    /// The platform has signed this device in, and the relay hasn't welcomed it since.
    fresh_session: bool,
}

#[derive(Debug)]
struct Held {
    head: Cursor,
    ranges: Vec<Range>,
    entries: usize,
}

impl Client {
    /// A client that has read up to `place` and isn't connected.
    pub fn new(place: Place) -> Self {
        Self {
            phase: Phase::Idle,
            stored: place.clone(),
            place,
            queue: VecDeque::new(),
            in_flight: VecDeque::new(),
            next_batch: 0,
            backoff: Backoff::default(),
            heard_at: Millis::default(),
            asked_at: Millis::default(),
            held: None,
            fresh_session: false,
        }
    }

    /// Where the connection stands.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// How far the device has read, as received.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Batches that are not settled.
    pub fn waiting(&self) -> usize {
        self.queue.len() + self.in_flight.len()
    }

    /// This tab has the socket from now on. `outbox` is what the disk has waiting.
    pub fn lead(&mut self, outbox: Vec<OutboxEntry>, now: Millis) -> Vec<Action> {
        for entry in outbox {
            self.enqueue(entry);
        }
        if self.phase == Phase::Idle { self.connect(now) } else { Vec::new() }
    }

    /// Another tab has the socket now.
    pub fn follow(&mut self) -> Vec<Action> {
        let open = self.has_line();
        self.lost();
        self.phase = Phase::Idle;
        self.queue.clear();
        if open { vec![Action::Hangup] } else { Vec::new() }
    }

    /// A batch is on the disk and may be sent (SY1). Known batches are ignored.
    pub fn push(&mut self, entry: OutboxEntry, now: Millis) -> Vec<Action> {
        if self.phase == Phase::Idle {
            return Vec::new();
        }
        self.enqueue(entry);
        self.send_batches(now)
    }

    fn enqueue(&mut self, entry: OutboxEntry) {
        let known =
            self.queue.iter().chain(self.in_flight.iter().map(|(_, e)| e)).any(|e| e.key == entry.key);
        if !known {
            // Keys order batches of one tab; another tab's may arrive late and goes where its key says.
            let at = self.queue.partition_point(|e| e.key < entry.key);
            self.queue.insert(at, entry);
        }
    }

    /// Asks for documents now, ahead of the bootstrap. Nothing happens without contact.
    pub fn fetch(&self, docs: Vec<crate::id::DocId>) -> Vec<Action> {
        match self.phase {
            Phase::CatchingUp(_) | Phase::Live => vec![send(&FromDevice::Fetch(docs))],
            _ => Vec::new(),
        }
    }

    /// The socket is open.
    pub fn connected(&mut self, now: Millis) -> Vec<Action> {
        if !matches!(self.phase, Phase::Connecting { .. }) {
            return vec![Action::Hangup];
        }
        self.phase = Phase::Greeting;
        self.heard_at = now;
        self.asked_at = now;
        vec![send(&FromDevice::Hello(Hello {
            version: wire::VERSION,
            cursor: self.place.cursor.filter(|_| self.place.rows_done),
            row_version: ROW_VERSION,
            docs_after: self.place.docs_after,
            wants_docs: !self.place.docs_done,
        }))]
    }

    /// The socket is gone, or couldn't be opened.
    pub fn disconnected(&mut self, now: Millis, rng: &mut dyn Rng) -> Vec<Action> {
        if !self.has_line() {
            return Vec::new();
        }
        self.give_up(now, rng)
    }

    /// Something of the relay's could not be stored: start again from what the disk has.
    pub fn not_stored(&mut self, now: Millis, rng: &mut dyn Rng) -> Vec<Action> {
        self.give_up(now, rng)
    }

    /// The disk has everything up to this place.
    pub fn stored(&mut self, place: Place) {
        self.stored = place;
    }

    /// A chunk of the bootstrap is on the disk: the relay may send the next.
    pub fn chunk_stored(&mut self) -> Vec<Action> {
        match self.phase {
            Phase::CatchingUp(_) | Phase::Live => vec![send(&FromDevice::More)],
            _ => Vec::new(),
        }
    }

    /// A frame arrived.
    pub fn frame(&mut self, bytes: &[u8], now: Millis, rng: &mut dyn Rng) -> Vec<Action> {
        if !self.has_line() {
            // Still on its way when the line was hung up.
            return Vec::new();
        }
        self.heard_at = now;
        let Ok(frame) = wire::decode::<FromRelay>(bytes) else { return self.give_up(now, rng) };
        let greeted = matches!(self.phase, Phase::CatchingUp(_) | Phase::Live);
        match frame {
            FromRelay::Welcome(welcome) if self.phase == Phase::Greeting => self.welcomed(welcome, now),
            FromRelay::Close(reason) => self.closed(reason, now, rng),
            FromRelay::Range(range) if greeted => self.range(range, now, rng),
            FromRelay::Acked(acked) if greeted => self.acked(acked.batch, acked.outcome, now, rng),
            FromRelay::Chunk(chunk) if greeted => self.chunk(chunk, now, rng),
            FromRelay::Docs(docs) if greeted => {
                vec![Action::Take(Taken { docs, fetched: true, ..Taken::default() })]
            }
            FromRelay::Pong(relay_now) if greeted => {
                self.note_contact(relay_now, now);
                Vec::new()
            }
            // A frame out of turn: the two ends disagree about where they are.
            _ => self.give_up(now, rng),
        }
    }

    fn welcomed(&mut self, welcome: wire::Welcome, now: Millis) -> Vec<Action> {
        let mut actions = Vec::new();
        self.backoff.succeeded();
        self.fresh_session = false;
        self.note_contact(welcome.now, now);
        if welcome.bootstrap {
            if self.place.cursor.is_some_and(|cursor| cursor.log != welcome.head.log) {
                actions.push(Action::NewLog);
            }
            let contact = self.place.contact;
            self.place =
                Place { docs_total: welcome.docs, offset: self.place.offset, contact, ..Place::default() };
            self.held = Some(Held { head: welcome.head, ranges: Vec::new(), entries: 0 });
        } else if self.place.docs_total < welcome.docs && !self.place.docs_done {
            self.place.docs_total = welcome.docs;
        }
        self.phase = Phase::CatchingUp(welcome.head.seq);
        self.settle_phase();
        actions.extend(self.send_batches(now));
        actions
    }

    fn range(&mut self, range: Range, now: Millis, rng: &mut dyn Rng) -> Vec<Action> {
        if let Some(held) = &mut self.held {
            held.entries += range.entries.len();
            if held.entries > HELD_ENTRIES_MAX {
                return self.give_up(now, rng);
            }
            held.ranges.push(range);
            return Vec::new();
        }
        match self.advance(range.from, AppendedRange { from: range.from, to: range.to, chain: range.chain }) {
            Some(place) => {
                vec![Action::Take(Taken { entries: range.entries, place: Some(place), ..Taken::default() })]
            }
            None => self.give_up(now, rng),
        }
    }

    /// Moves the place over a range that begins right after it (SY4). `None`: there is a gap, or it was covered before.
    fn advance(&mut self, from: Seq, range: AppendedRange) -> Option<Place> {
        let cursor = self.place.cursor.as_mut()?;
        if from.0 != cursor.seq.0.checked_add(1)? || range.to < from {
            return None;
        }
        *cursor = Cursor { log: cursor.log, seq: range.to, chain: range.chain };
        self.settle_phase();
        Some(self.place.clone())
    }

    fn acked(&mut self, batch: u64, outcome: Settled, now: Millis, rng: &mut dyn Rng) -> Vec<Action> {
        // Answers come in the order of the batches; another batch's answer means that the two ends disagree.
        if self.in_flight.front().is_none_or(|(name, _)| *name != batch) {
            return self.give_up(now, rng);
        }
        if let Settled::Accepted(Some(range)) = &outcome
            && self.advance(range.from, *range).is_none()
        {
            // In the log, but something before it is missing here. The resend after reconnecting is acknowledged again (SY6).
            return self.give_up(now, rng);
        }
        let Some((_, entry)) = self.in_flight.pop_front() else { return Vec::new() };
        if matches!(&outcome, Settled::Refused(refusal) if refusal.why == wire::RefusalReason::Busy) {
            self.queue.push_front(entry);
            return self.give_up(now, rng);
        }
        let mut actions = vec![Action::Settle(entry, outcome, self.place.clone())];
        actions.extend(self.send_batches(now));
        actions
    }

    fn chunk(&mut self, chunk: Chunk, now: Millis, rng: &mut dyn Rng) -> Vec<Action> {
        self.place.docs_taken += chunk.docs.len() as u64;
        self.place.docs_after = chunk.docs.last().map(|doc| doc.doc).or(self.place.docs_after);
        self.place.docs_done |= chunk.docs_done;
        let rows_complete = chunk.rows_done && self.held.is_some();
        let mut held = Vec::new();
        if rows_complete && let Some(Held { head, ranges, .. }) = self.held.take() {
            self.place.rows_done = true;
            self.place.cursor = Some(head);
            held = ranges;
        }
        self.settle_phase();
        let mut actions = vec![Action::Take(Taken {
            rows: (chunk.rows.into(), chunk.row_count),
            rows_complete,
            docs: chunk.docs,
            place: self.place.rows_done.then(|| self.place.clone()),
            credit: !chunk.docs_done,
            ..Taken::default()
        })];
        for range in held {
            actions.extend(self.range(range, now, rng));
        }
        if rows_complete {
            actions.extend(self.send_batches(now));
        }
        actions
    }

    fn closed(&mut self, reason: CloseReason, now: Millis, rng: &mut dyn Rng) -> Vec<Action> {
        match reason {
            CloseReason::SignedOut => self.signed_out(now),
            CloseReason::TooOld => {
                self.lost();
                self.phase = Phase::Shut(reason);
                vec![Action::Hangup]
            }
            _ => self.give_up(now, rng),
        }
    }

    /// Sends what fits into the window. Nothing is sent while the bootstrap's rows are coming: an acknowledgement would move a place
    /// that isn't there yet.
    fn send_batches(&mut self, now: Millis) -> Vec<Action> {
        let mut actions = Vec::new();
        let ready = matches!(self.phase, Phase::CatchingUp(_) | Phase::Live) && self.held.is_none();
        while ready && self.in_flight.len() < BATCHES_IN_FLIGHT_MAX {
            let Some(entry) = self.queue.pop_front() else { break };
            let batch = self.next_batch;
            self.next_batch += 1;
            self.asked_at = now;
            actions.push(send(&FromDevice::Push(Push { batch, changes: entry.changes.clone() })));
            self.in_flight.push_back((batch, entry));
        }
        actions
    }

    /// Whether the socket is open or being opened.
    fn has_line(&self) -> bool {
        matches!(self.phase, Phase::Connecting { .. } | Phase::Greeting | Phase::CatchingUp(_) | Phase::Live)
    }

    fn connect(&mut self, now: Millis) -> Vec<Action> {
        self.phase = Phase::Connecting { since: now };
        vec![Action::Connect]
    }

    fn give_up(&mut self, now: Millis, rng: &mut dyn Rng) -> Vec<Action> {
        self.lost();
        self.phase = Phase::Offline { retry_at: now + self.backoff.failed(rng) };
        vec![Action::Hangup]
    }

    /// What was under way is not: unsettled batches go back to the queue in their order, the place back to what the disk has.
    fn lost(&mut self) {
        while let Some((_, entry)) = self.in_flight.pop_back() {
            self.queue.push_front(entry);
        }
        self.held = None;
        let (offset, contact) = (self.place.offset, self.place.contact);
        self.place = Place { offset, contact, ..self.stored.clone() };
    }

    fn settle_phase(&mut self) {
        if let Phase::CatchingUp(head) = self.phase
            && self.held.is_none()
            && self.place.cursor.is_some_and(|cursor| cursor.seq >= head)
        {
            self.phase = Phase::Live;
        }
    }

    fn note_contact(&mut self, relay_now: Millis, now: Millis) {
        self.place.offset = relay_now - now;
        self.place.contact = Some(now);
    }
}

fn send(frame: &FromDevice) -> Action {
    Action::Send(wire::encode(frame))
}
