//! Whose turn it is: frames that come before or after theirs, and what the device says when.

use super::*;
use crate::limits::HELD_ENTRIES_MAX;
use crate::sync::Taken;

fn whole(n: u8) -> DocBytes {
    let (doc, heads) = (DocId::from_bytes([n; 16]), crate::id::HeadsDigest::default());
    DocBytes { doc, bytes: vec![].into(), heads, seals: Vec::new() }
}

/// Everything that a relay says after its welcome.
fn later_frames() -> [FromRelay; 5] {
    let chunk =
        Chunk { rows: vec![].into(), row_count: 0, docs: Vec::new(), rows_done: true, docs_done: true };
    [
        FromRelay::Range(Range { from: Seq(41), to: Seq(41), chain: token(41), entries: Vec::new() }),
        FromRelay::Acked(Acked { batch: 0, outcome: Settled::Accepted(None), seals: Vec::new() }),
        FromRelay::Chunk(chunk),
        FromRelay::Docs(vec![whole(1)]),
        FromRelay::Pong(Millis(5)),
    ]
}

fn sent(actions: &[Action]) -> Vec<FromDevice> {
    let frame = |action: &Action| match action {
        Action::Send(bytes) => wire::decode(bytes).ok(),
        _ => None,
    };
    actions.iter().filter_map(frame).collect()
}

#[test]
fn nothing_is_taken_before_the_welcome_and_no_second_welcome_after_it() {
    // SY4
    for frame in later_frames() {
        let mut line = Line::new(place(40));
        line.client.lead(Vec::new(), line.now);
        line.client.connected(line.now);
        assert_eq!(line.hears(&frame), [Action::Hangup], "{frame:?}");
    }
    let mut line = Line::new(place(40));
    line.open(40, false);
    assert_eq!(line.welcome(40, false), [Action::Hangup]);
    let mut line = Line::new(place(40));
    line.client.lead(Vec::new(), line.now);
    assert_eq!(line.welcome(40, false), [Action::Hangup], "the socket isn't open");
}

#[test]
fn figures_are_handed_on_as_they_came() {
    // ST5
    let mut line = Line::new(place(40));
    line.open(40, false);
    let taken = line.hears(&FromRelay::Statistics(vec![1, 2].into()));
    assert_eq!(taken, [Action::Statistics(vec![1, 2])]);
}

#[test]
fn fetched_documents_are_taken_as_such_and_without_a_place() {
    let mut line = Line::new(place(40));
    line.open(40, false);
    let asked = vec![whole(1).doc];
    line.client.fetch(asked.clone());
    let taken = line.hears(&FromRelay::Docs(vec![whole(1)]));
    let asked = Some(asked);
    assert_eq!(taken, [Action::Take(Taken { docs: vec![whole(1)], asked, ..Taken::default() })]);
    assert_eq!(line.client.fetches(), 0);
}

#[test]
fn sy27_an_answer_that_fits_no_question_ends_the_line() {
    let mut line = Line::new(place(40));
    line.open(40, false);
    line.client.fetch(vec![whole(1).doc]);
    line.client.fetch(vec![whole(2).doc]);
    assert_eq!(line.hears(&FromRelay::Docs(vec![whole(2)])), [Action::Hangup], "the first was lost");
    assert_eq!(line.client.fetches(), 0, "they are asked anew on the next line");
    let mut line = Line::new(place(40));
    line.open(40, false);
    assert_eq!(line.hears(&FromRelay::Docs(Vec::new())), [Action::Hangup], "nobody asked");
}

#[test]
fn the_relays_clock_and_the_contact_are_noted_with_each_sign_of_life() {
    let mut line = Line::new(place(40));
    line.open(40, false);
    line.now = line.now + Span(700);
    assert_eq!(line.hears(&FromRelay::Pong(line.now + Span(90))), []);
    assert_eq!(line.client.place().offset, Span(90));
    assert_eq!(line.client.place().contact, Some(line.now + Span(90)));
}

#[test]
fn after_a_lost_line_the_device_asks_from_what_it_has_stored() {
    // SY3
    let mut line = Line::new(place(40));
    line.open(45, false);
    line.range(41, 42);
    let covered = line.client.place().clone();
    line.range(43, 45);
    line.client.stored(covered);
    line.client.disconnected(line.now, &mut line.rng);
    line.client.nudge(line.now);
    let hello = sent(&line.client.connected(line.now));
    let [FromDevice::Hello(hello)] = &hello[..] else { panic!("{hello:?}") };
    assert_eq!(hello.cursor.map(|cursor| cursor.seq), Some(Seq(42)));
}

#[test]
fn a_stored_chunk_asks_for_the_next_while_there_is_a_line() {
    // RE8
    let mut line = Line::new(Place::default());
    assert_eq!(line.client.chunk_stored(), [], "no line");
    line.open(40, true);
    assert_eq!(sent(&line.client.chunk_stored()), [FromDevice::More], "catching up");
    line.chunk(0, Vec::new(), true, false);
    assert_eq!(line.client.phase(), Phase::Live);
    assert_eq!(sent(&line.client.chunk_stored()), [FromDevice::More], "live, documents are still coming");
    line.client.disconnected(line.now, &mut line.rng);
    assert_eq!(line.client.chunk_stored(), []);
}

#[test]
fn documents_are_fetched_while_there_is_a_line() {
    let doc = DocId::from_bytes([3; 16]);
    let mut line = Line::new(place(40));
    assert_eq!(line.client.fetch(vec![doc]), []);
    line.open(42, false);
    assert_eq!(sent(&line.client.fetch(vec![doc])), [FromDevice::Fetch(vec![doc])], "catching up");
    line.range(41, 42);
    assert_eq!(sent(&line.client.fetch(vec![doc])), [FromDevice::Fetch(vec![doc])], "live");
}

#[test]
fn the_progress_of_a_first_copy_counts_to_what_the_relay_has() {
    // SY9; the relay says 3
    let total = |before: Place, bootstrap| {
        let mut line = Line::new(before);
        line.open(40, bootstrap);
        line.client.place().docs_total
    };
    assert_eq!(total(Place::default(), true), 3);
    let coming = |docs_total| Place { docs_done: false, docs_total, ..place(40) };
    assert_eq!(total(coming(2), false), 3, "there are more by now");
    assert_eq!(total(coming(3), false), 3);
    assert_eq!(total(coming(9), false), 9, "what was taken stays counted");
    assert_eq!(total(Place { docs_total: 2, ..place(40) }, false), 2, "complete");
}

#[test]
fn what_is_held_back_while_rows_are_coming_is_bounded() {
    // SY9
    let entry = Entry { doc: DocId::default(), bytes: vec![1].into(), seal: None };
    let range = |from: u64, count: usize| {
        let to = from + u64::try_from(count).unwrap() - 1;
        let entries = vec![entry.clone(); count];
        FromRelay::Range(Range { from: Seq(from), to: Seq(to), chain: token(to), entries })
    };
    let mut line = Line::new(Place::default());
    line.open(40, true);
    let half = HELD_ENTRIES_MAX / 2;
    assert_eq!(line.hears(&range(41, half)), []);
    assert_eq!(line.hears(&range(41 + half as u64, HELD_ENTRIES_MAX - half)), [], "as many as may be held");
    assert_eq!(line.hears(&range(41 + HELD_ENTRIES_MAX as u64, 1)), [Action::Hangup]);
}
