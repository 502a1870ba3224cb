//! The client against a relay that is played by hand.

mod compare;
mod pulse;
mod sign_in;
mod turns;
mod waiting;

use super::{Action, Client, Phase};
use crate::id::{ChainToken, DocId, Incarnation, LogId, Millis, Seq, Span};
use crate::limits::{BATCHES_IN_FLIGHT_MAX, DEAD_MS_MAX, QUIET_MS_MAX};
use crate::session::{KeptEdits, OutboxEntry, OutboxKey, Place};
use crate::wire::{
    self, Acked, AppendedRange, Chunk, CloseReason, Cursor, DocBytes, Entry, FromDevice, FromRelay, Push,
    Range, Refusal, RefusalReason, Settled, Welcome,
};
use rand::{SeedableRng, rngs::StdRng};

const LOG: LogId = LogId::from_bytes([7; 16]);

struct Line {
    client: Client,
    now: Millis,
    rng: StdRng,
}

fn cursor(seq: u64) -> Cursor {
    Cursor { log: LOG, seq: Seq(seq), chain: token(seq) }
}

fn token(seq: u64) -> ChainToken {
    ChainToken::from_bytes([u8::try_from(seq % 251).unwrap(); 16])
}

fn place(seq: u64) -> Place {
    Place { cursor: Some(cursor(seq)), rows_done: true, docs_done: true, ..Place::default() }
}

fn batch(number: u64) -> OutboxEntry {
    let key =
        OutboxKey { made: Millis(number.try_into().unwrap()), incarnation: Incarnation::default(), number };
    OutboxEntry { key, changes: Vec::new(), docs: Vec::new(), edits: KeptEdits::default() }
}

fn appended(from: u64, to: u64) -> Settled {
    Settled::Accepted(Some(AppendedRange { from: Seq(from), to: Seq(to), chain: token(to) }))
}

impl Line {
    fn new(place: Place) -> Self {
        Self { client: Client::new(place), now: Millis(1_000_000), rng: StdRng::seed_from_u64(1) }
    }

    fn hears(&mut self, frame: &FromRelay) -> Vec<Action> {
        self.client.frame(&wire::encode(frame), self.now, &mut self.rng)
    }

    /// Connects and is welcomed by a relay whose log ends at `head`.
    fn open(&mut self, head: u64, bootstrap: bool) -> Vec<Action> {
        self.client.lead(Vec::new(), self.now);
        self.client.connected(self.now);
        self.welcome(head, bootstrap)
    }

    fn welcome(&mut self, head: u64, bootstrap: bool) -> Vec<Action> {
        let now = self.now;
        self.hears(&FromRelay::Welcome(Welcome {
            version: 1,
            head: cursor(head),
            now,
            bootstrap,
            docs: 3,
            compare: false,
        }))
    }

    fn range(&mut self, from: u64, to: u64) -> Vec<Action> {
        let entry = Entry { doc: DocId::default(), bytes: vec![1].into(), seal: None };
        self.hears(&FromRelay::Range(Range {
            from: Seq(from),
            to: Seq(to),
            chain: token(to),
            entries: vec![entry],
        }))
    }

    fn acked(&mut self, batch: u64, outcome: Settled) -> Vec<Action> {
        self.hears(&FromRelay::Acked(Acked { batch, outcome, seals: Vec::new() }))
    }

    fn chunk(&mut self, rows: u32, docs: Vec<DocBytes>, rows_done: bool, docs_done: bool) -> Vec<Action> {
        self.hears(&FromRelay::Chunk(Chunk {
            rows: vec![].into(),
            row_count: rows,
            docs,
            rows_done,
            docs_done,
        }))
    }
}

/// The names of the batches that were pushed.
fn pushed(actions: &[Action]) -> Vec<u64> {
    let name = |action: &Action| match action {
        Action::Send(bytes) => match wire::decode(bytes) {
            Ok(FromDevice::Push(Push { batch, .. })) => Some(batch),
            _ => None,
        },
        _ => None,
    };
    actions.iter().filter_map(name).collect()
}

fn seq_of(action: &Action) -> Option<u64> {
    match action {
        Action::Take(taken) => taken.place.as_ref()?.cursor.map(|cursor| cursor.seq.0),
        Action::Settle(_, _, place) => place.cursor.map(|cursor| cursor.seq.0),
        _ => None,
    }
}

#[test]
fn a_device_with_nothing_new_is_live_after_one_round_trip() {
    let mut line = Line::new(place(40));
    assert_eq!(line.open(40, false), []);
    assert_eq!(line.client.phase(), Phase::Live);
}

#[test]
fn a_range_that_follows_the_place_is_taken_with_the_place_that_covers_it() {
    // SY3, SY4
    let mut line = Line::new(place(40));
    line.open(42, false);
    assert_eq!(line.client.phase(), Phase::CatchingUp(Seq(42)));
    let actions = line.range(41, 42);
    assert_eq!(actions.iter().find_map(seq_of), Some(42));
    assert_eq!(line.client.phase(), Phase::Live);
}

#[test]
fn a_gap_or_a_repetition_ends_the_line_and_the_place_falls_back_to_what_is_stored() {
    // SY4
    for (from, to) in [(42, 43), (40, 41), (1, 1), (41, 40)] {
        let mut line = Line::new(place(40));
        line.open(50, false);
        assert_eq!(line.range(from, to), [Action::Hangup], "{from}..{to}");
    }
    let mut line = Line::new(place(40));
    line.open(50, false);
    line.range(41, 45);
    line.range(47, 48);
    assert_eq!(line.client.place().cursor, Some(cursor(40)), "41 to 45 were never said to be stored");
}

#[test]
fn what_was_not_acknowledged_is_sent_again_in_order() {
    // SY6
    let mut line = Line::new(place(0));
    line.open(0, false);
    for number in [1, 2, 3] {
        line.client.push(batch(number), line.now);
    }
    line.acked(0, appended(1, 1));
    let place = line.client.place().clone();
    line.client.stored(place);
    line.client.disconnected(line.now, &mut line.rng);
    line.client.nudge(line.now);
    line.client.connected(line.now);
    assert_eq!(pushed(&line.welcome(1, false)), [3, 4], "two are left, with new names");
    assert_eq!(line.client.waiting(), 2);
    let again = line.acked(3, Settled::Accepted(None));
    assert!(matches!(&again[0], Action::Settle(entry, ..) if entry.key == batch(2).key));
}

#[test]
fn batches_of_two_tabs_are_sent_in_the_order_of_their_keys_and_each_once() {
    // SY6
    let mut line = Line::new(place(0));
    line.client.lead(vec![batch(3), batch(1)], line.now);
    line.client.push(batch(2), line.now);
    line.client.push(batch(1), line.now);
    line.client.connected(line.now);
    assert_eq!(pushed(&line.welcome(0, false)).len(), 3);
    let settled: Vec<_> = (0..3).flat_map(|name| line.acked(name, appended(name + 1, name + 1))).collect();
    let keys: Vec<_> = settled
        .iter()
        .filter_map(|a| if let Action::Settle(e, ..) = a { Some(e.key.number) } else { None })
        .collect();
    assert_eq!(keys, [1, 2, 3]);
}

#[test]
fn no_more_batches_are_under_way_than_the_limit() {
    let mut line = Line::new(place(0));
    line.open(0, false);
    let sent: usize = (0..20).map(|number| pushed(&line.client.push(batch(number), line.now)).len()).sum();
    assert_eq!(sent, BATCHES_IN_FLIGHT_MAX);
    assert_eq!(pushed(&line.acked(0, appended(1, 1))).len(), 1, "one more after each answer");
}

#[test]
fn an_answer_to_another_batch_ends_the_line() {
    let mut line = Line::new(place(0));
    line.open(0, false);
    line.client.push(batch(1), line.now);
    assert_eq!(line.acked(9, appended(1, 1)), [Action::Hangup]);
    assert_eq!(line.client.waiting(), 1, "the batch still waits");
}

#[test]
fn a_refusal_settles_the_batch_and_the_next_ones_go_on() {
    // SY8
    let mut line = Line::new(place(0));
    line.open(0, false);
    line.client.push(batch(1), line.now);
    line.client.push(batch(2), line.now);
    let refused = Settled::Refused(Refusal { change: None, why: RefusalReason::NotAllowed });
    assert!(
        matches!(&line.acked(0, refused.clone())[0], Action::Settle(entry, acked, _) if entry.key.number == 1 && acked.outcome == refused)
    );
    assert!(matches!(&line.acked(1, appended(1, 1))[0], Action::Settle(entry, ..) if entry.key.number == 2));
}

#[test]
fn a_busy_relay_gets_the_batch_again_later() {
    let mut line = Line::new(place(0));
    line.open(0, false);
    line.client.push(batch(1), line.now);
    let busy = Settled::Refused(Refusal { change: None, why: RefusalReason::Busy });
    assert_eq!(line.acked(0, busy), [Action::Hangup]);
    assert_eq!(line.client.waiting(), 1);
}

#[test]
fn what_was_sent_out_of_order_is_sent_again_in_the_order_of_the_keys() {
    // SY6: another tab's batch was heard of late, and this tab's builds on it.
    let mut line = Line::new(place(0));
    line.open(0, false);
    line.client.push(batch(2), line.now);
    line.client.push(batch(1), line.now);
    line.client.push(batch(3), line.now);
    line.client.disconnected(line.now, &mut line.rng);
    line.client.nudge(line.now);
    line.client.connected(line.now);
    line.welcome(0, false);
    let settled = (3..6).flat_map(|name| line.acked(name, appended(name - 2, name - 2)));
    let keys: Vec<_> = settled
        .filter_map(
            |action| if let Action::Settle(entry, ..) = action { Some(entry.key.number) } else { None },
        )
        .collect();
    assert_eq!(keys, [1, 2, 3]);
}

#[test]
fn a_line_begins_where_the_disk_is() {
    // SY3: a transaction of the line before may commit after it was lost.
    let mut line = Line::new(place(0));
    line.open(0, false);
    line.client.push(batch(1), line.now);
    line.acked(0, appended(1, 1));
    line.client.disconnected(line.now, &mut line.rng);
    line.client.nudge(line.now);
    line.client.stored(place(1));
    line.client.connected(line.now);
    assert_eq!(line.client.place().cursor, place(1).cursor);
}

#[test]
fn a_first_copy_brings_rows_then_documents_and_holds_back_what_is_newer() {
    // SY9
    let mut line = Line::new(Place::default());
    line.open(40, true);
    line.client.push(batch(1), line.now);
    assert_eq!(pushed(&line.client.push(batch(2), line.now)), [], "nothing is sent while rows are coming");
    assert_eq!(line.range(41, 41), [], "held back");
    let first = line.chunk(2, Vec::new(), false, false);
    assert!(
        matches!(&first[..], [Action::Take(taken)] if taken.place.is_none() && taken.credit),
        "no place before the rows are complete"
    );
    let last = line.chunk(1, Vec::new(), true, false);
    let seqs: Vec<_> = last.iter().filter_map(seq_of).collect();
    assert_eq!(seqs, [40, 41], "the rows' place, then what was held back");
    assert_eq!(pushed(&last).len(), 2);
    let doc = DocBytes {
        doc: DocId::from_bytes([9; 16]),
        bytes: vec![].into(),
        heads: crate::id::HeadsDigest::default(),
        seals: Vec::new(),
    };
    line.chunk(0, vec![doc], true, false);
    assert_eq!(line.client.place().docs_after, Some(DocId::from_bytes([9; 16])), "it resumes after this one");
    assert_eq!(line.client.place().docs_taken, 1);
    line.chunk(0, Vec::new(), true, true);
    assert!(line.client.place().docs_done);
    assert_eq!(line.client.phase(), Phase::Live);
}

#[test]
fn a_first_copy_that_broke_off_among_the_rows_starts_over() {
    // SY9
    let mut line = Line::new(Place::default());
    line.open(40, true);
    line.chunk(2, Vec::new(), false, false);
    line.client.disconnected(line.now, &mut line.rng);
    assert_eq!(line.client.place().cursor, None);
}

#[test]
fn another_log_is_said_and_everything_comes_anew() {
    // SY13
    let mut line = Line::new(Place {
        cursor: Some(Cursor { log: LogId::from_bytes([1; 16]), ..cursor(90) }),
        ..place(90)
    });
    line.client.lead(vec![batch(1)], line.now);
    line.client.connected(line.now);
    assert_eq!(line.welcome(40, true), [Action::NewLog]);
    assert_eq!(line.client.waiting(), 1, "unsent batches stay");
}

#[test]
fn a_silent_line_is_asked_and_then_given_up_within_thirty_seconds() {
    // SY11
    let mut line = Line::new(place(0));
    line.open(0, false);
    line.now = line.now + Span(QUIET_MS_MAX);
    assert!(matches!(&line.client.tick(line.now, &mut line.rng)[..], [Action::Send(_)]));
    line.now = line.now + Span(DEAD_MS_MAX - QUIET_MS_MAX);
    assert_eq!(line.client.tick(line.now, &mut line.rng), [Action::Hangup]);
    const { assert!(DEAD_MS_MAX < 30_000) };
}

#[test]
fn a_clock_that_jumps_back_ten_years_does_not_stop_the_heartbeat() {
    // SY11
    let mut line = Line::new(place(0));
    line.open(0, false);
    line.now = line.now - Span::days(3_650);
    line.client.tick(line.now, &mut line.rng);
    line.now = line.now + Span(DEAD_MS_MAX);
    assert_eq!(line.client.tick(line.now, &mut line.rng), [Action::Hangup]);
    let Phase::Offline { retry_at } = line.client.phase() else { panic!("offline") };
    assert!(retry_at <= line.now + Span::minutes(1));
}

#[test]
fn a_look_at_the_app_tries_at_once() {
    // SY12
    let mut line = Line::new(place(0));
    line.client.lead(Vec::new(), line.now);
    line.client.disconnected(line.now, &mut line.rng);
    assert_eq!(line.client.nudge(line.now), [Action::Connect]);
}

#[test]
fn a_device_that_is_too_old_stops_trying() {
    let mut line = Line::new(place(0));
    line.open(0, false);
    assert_eq!(line.hears(&FromRelay::Close(CloseReason::TooOld)), [Action::Hangup]);
    assert_eq!(line.client.wake_at(), None);
    assert_eq!(line.client.nudge(line.now), []);
}

#[test]
fn a_frame_that_cannot_be_read_or_comes_out_of_turn_ends_the_line() {
    // WR4
    let mut line = Line::new(place(0));
    line.open(0, false);
    assert_eq!(line.client.frame(&[0xff], line.now, &mut line.rng), [Action::Hangup]);
    let mut early = Line::new(place(0));
    early.client.lead(Vec::new(), early.now);
    early.client.connected(early.now);
    assert_eq!(early.range(1, 1), [Action::Hangup], "before the welcome");
}
