//! The device's connection to the relay.
//!
//! The caller owns a socket and a disk. It tells the client what happens ([`Client::connected`], [`Client::frame`], …) and does the
//! [`Action`]s that come back, in order. What is taken from the relay is handed over as [`Taken`], with the place in the log that covers
//! it; the caller stores both in one transaction and says [`Client::stored`] (SY3).

mod carry;
mod fetches;
mod keep;
mod pulse;
mod sign_in;
mod take;

use super::{Action, Backoff, Phase, Taken};
use crate::id::{Millis, StatisticsMark};
use crate::limits::BATCHES_IN_FLIGHT_MAX;
use crate::session::{OutboxEntry, Place};
use crate::view::ROW_VERSION;
use crate::wire::{
    self, Acked, COMPARES_FROM, CloseReason, Cursor, FromDevice, FromRelay, Hello, Push, Range, Settled,
};
use carry::Sent;
use fetches::Fetches;
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
    in_flight: VecDeque<(u64, Sent)>,
    next_batch: u64,
    fetching: Fetches,
    backoff: Backoff,
    heard_at: Millis,
    asked_at: Millis,
    /// The bootstrap's rows are coming: ranges wait here until they are complete.
    held: Option<Held>,
    /// What is here is being compared with the relay. Nothing of the outbox is sent meanwhile: it may build on what the relay has lost.
    comparing: bool,
    /// The relay has everything that this device knows it to have acknowledged, or a batch was refused: what is missing now was refused.
    may_miss: bool,
    /// The platform has signed this device in, and the relay hasn't welcomed it since.
    fresh_session: bool,
    /// The published figures that the disk has.
    statistics: Option<StatisticsMark>,
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
            fetching: Fetches::default(),
            backoff: Backoff::default(),
            heard_at: Millis::default(),
            asked_at: Millis::default(),
            held: None,
            comparing: false,
            may_miss: false,
            fresh_session: false,
            statistics: None,
        }
    }

    /// The disk has these figures of the relay's.
    pub fn has_statistics(&mut self, mark: StatisticsMark) {
        self.statistics = Some(mark);
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
        self.queue.len() + self.own_in_flight().count()
    }

    fn own_in_flight(&self) -> impl Iterator<Item = &OutboxEntry> {
        self.in_flight.iter().filter_map(|(_, sent)| sent.own())
    }

    /// How far the disk is, thanks to other tabs that had the socket. A tab that has to take everything anew does.
    pub fn go_on_from(&mut self, place: Place) {
        if self.stored.rows_done {
            self.place = place.clone();
            self.stored = place;
        }
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
        let known = self.queue.iter().chain(self.own_in_flight()).any(|e| e.key == entry.key);
        if !known {
            // Keys order batches of one tab; another tab's may arrive late and goes where its key says.
            let at = self.queue.partition_point(|e| e.key < entry.key);
            self.queue.insert(at, entry);
        }
    }

    /// The socket is open.
    pub fn connected(&mut self, now: Millis) -> Vec<Action> {
        if !matches!(self.phase, Phase::Connecting { .. }) {
            return vec![Action::Hangup];
        }
        self.back_to_stored();
        self.phase = Phase::Greeting;
        self.heard_at = now;
        self.asked_at = now;
        vec![send(&FromDevice::Hello(Hello {
            version: wire::VERSION,
            cursor: self.place.cursor.filter(|_| self.place.rows_done),
            row_version: ROW_VERSION,
            docs_after: self.place.docs_after,
            wants_docs: !self.place.docs_done,
            compare: self.place.suspect,
            keeps: self.place.window,
            statistics: self.statistics,
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

    /// The disk has everything up to this place. If what is kept was chosen anew meanwhile, the place that says so is on its way.
    pub fn stored(&mut self, place: Place) {
        if place.window == self.stored.window {
            self.stored = place;
        }
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
        let Ok(frame) = wire::read(bytes) else { return self.give_up(now, rng) };
        let greeted = matches!(self.phase, Phase::CatchingUp(_) | Phase::Live);
        match frame {
            FromRelay::Welcome(welcome) if self.phase == Phase::Greeting => self.welcomed(welcome, now),
            FromRelay::Close(reason) => self.closed(reason, now, rng),
            FromRelay::Range(range) if greeted => self.range(range, now, rng),
            FromRelay::Acked(acked) if greeted => self.acked(acked, now, rng),
            FromRelay::Chunk(chunk) if greeted => self.chunk(chunk, now, rng),
            FromRelay::Docs(docs) if greeted => match self.fetching.answered(&docs) {
                Some(asked) => vec![Action::Take(Taken { docs, asked: Some(asked), ..Taken::default() })],
                None => self.give_up(now, rng),
            },
            FromRelay::Heads(heads) if self.comparing => {
                let credit = !heads.done;
                vec![Action::Take(Taken { heads: Some(heads), credit, ..Taken::default() })]
            }
            FromRelay::Statistics(bytes) if greeted => vec![Action::Statistics(bytes.into())],
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
        let other_log = self.place.cursor.is_some_and(|cursor| cursor.log != welcome.head.log);
        if (welcome.bootstrap || welcome.compare) && other_log {
            actions.push(Action::NewLog);
            crate::mutant!(OutboxCleared, self.queue.clear());
        }
        if welcome.version < COMPARES_FROM {
            // It can't compare: what it misses is refused, and kept for its person.
            self.place.suspect = false;
            self.may_miss = true;
        }
        if welcome.compare {
            self.comparing = true;
            self.place.cursor = Some(welcome.head);
            actions.push(Action::Compare);
        } else if welcome.bootstrap {
            self.place = Place { docs_total: welcome.docs, ..self.place.anew() };
            self.held = Some(Held { head: welcome.head, ranges: Vec::new(), entries: 0 });
        } else if self.place.docs_total < welcome.docs && !self.place.docs_done {
            self.place.docs_total = welcome.docs;
        }
        self.phase = Phase::CatchingUp(welcome.head.seq);
        self.settle_phase();
        actions.extend(self.send_batches(now));
        actions
    }

    fn acked(&mut self, acked: Acked, now: Millis, rng: &mut dyn Rng) -> Vec<Action> {
        // Answers come in the order of the batches; another batch's answer means that the two ends disagree.
        if self.in_flight.front().is_none_or(|(name, _)| *name != acked.batch) {
            return self.give_up(now, rng);
        }
        if let Settled::Accepted(Some(range)) = &acked.outcome
            && self.advance(range.from, *range).is_none()
        {
            // In the log, but something before it is missing here. The resend after reconnecting is acknowledged again (SY6).
            return self.give_up(now, rng);
        }
        match &acked.outcome {
            Settled::Refused(refusal) if refusal.why == wire::RefusalReason::Busy => {
                return self.give_up(now, rng);
            }
            Settled::Refused(refusal)
                if refusal.why == wire::RefusalReason::MissingDependency && !self.may_miss =>
            {
                // A device has what its changes build on, and has it acknowledged: the relay has lost it.
                return self.compare_anew(now, rng);
            }
            Settled::Refused(_) => self.may_miss = true,
            Settled::Accepted(_) => {}
        }
        let Some((_, sent)) = self.in_flight.pop_front() else { return Vec::new() };
        let place = self.place.clone();
        let mut actions = vec![match sent {
            Sent::Own(entry) => Action::Settle(entry, acked, place),
            Sent::Carried(doc) => Action::GivenBack(doc, acked.outcome, place),
        }];
        actions.extend(self.send_batches(now));
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
        let ready = matches!(self.phase, Phase::CatchingUp(_) | Phase::Live)
            && self.held.is_none()
            && !self.comparing
            && !self.place.suspect;
        while ready && self.in_flight.len() < BATCHES_IN_FLIGHT_MAX {
            let Some(entry) = self.queue.pop_front() else { break };
            actions.push(self.send_push(Push { changes: entry.changes.clone(), ..Push::default() }, now));
            self.in_flight.push_back((self.next_batch, Sent::Own(entry)));
            self.next_batch += 1;
        }
        actions
    }

    /// Sends a batch under the next name.
    fn send_push(&mut self, push: Push, now: Millis) -> Action {
        self.asked_at = now;
        send(&FromDevice::Push(Push { batch: self.next_batch, ..push }))
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
        // Another tab's batch may have been sent after those that build on it: their keys say the order.
        for (_, sent) in std::mem::take(&mut self.in_flight) {
            if let Sent::Own(entry) = sent {
                self.enqueue(entry);
            }
        }
        self.held = None;
        self.fetching.lose();
        self.comparing = false;
        self.may_miss = false;
        self.back_to_stored();
    }

    fn back_to_stored(&mut self) {
        let Place { offset, contact, suspect, .. } = self.place;
        self.place = Place { offset, contact, suspect, ..self.stored.clone() };
    }

    fn settle_phase(&mut self) {
        if let Phase::CatchingUp(head) = self.phase
            && self.held.is_none()
            && !self.comparing
            && self.place.cursor.is_some_and(|cursor| cursor.seq >= head)
        {
            self.phase = Phase::Live;
        }
    }

    fn note_contact(&mut self, relay_now: Millis, now: Millis) {
        self.place.offset = relay_now - now;
        // As all times that are shown: by the relay's clock.
        self.place.contact = Some(relay_now);
    }
}

fn send(frame: &FromDevice) -> Action {
    Action::Send(wire::encode(frame))
}
