//! What waits, what may be given back, and how much is kept.

use super::*;
use crate::session::Keep;
use crate::wire::Change;

const DOC: DocId = DocId::from_bytes([1; 16]);
const OTHER: DocId = DocId::from_bytes([2; 16]);

fn change(doc: DocId, n: u8) -> Change {
    Change { doc, bytes: vec![n].into() }
}

fn batch_of(number: u64, changes: Vec<Change>) -> OutboxEntry {
    OutboxEntry { docs: changes.iter().map(|change| change.doc).collect(), changes, ..batch(number) }
}

#[test]
fn a_batch_waits_with_its_changes_until_it_is_settled_and_is_sent_with_them() {
    // SY6
    let mut line = Line::new(place(0));
    let changes = vec![change(DOC, 7), change(OTHER, 8)];
    line.client.lead(vec![batch_of(1, changes.clone())], line.now);
    let waits = |line: &Line, doc| {
        let waiting: Vec<Change> = line.client.waiting_changes(doc).cloned().collect();
        assert_eq!(line.client.has_waiting(doc), !waiting.is_empty());
        waiting
    };
    assert_eq!(waits(&line, DOC), [change(DOC, 7)]);
    assert_eq!(waits(&line, OTHER), [change(OTHER, 8)]);
    assert_eq!(waits(&line, DocId::from_bytes([3; 16])), []);
    line.client.connected(line.now);
    let actions = line.welcome(0, false);
    let [Action::Send(frame)] = &actions[..] else { panic!("{actions:?}") };
    assert_eq!(wire::decode(frame), Ok(FromDevice::Push(Push { changes, ..Push::default() })));
    assert_eq!(waits(&line, DOC), [change(DOC, 7)], "under way, and not settled");
    line.acked(0, appended(1, 2));
    assert_eq!(waits(&line, DOC), []);
}

/// A device whose cursor is of another history, in the comparison.
fn comparing() -> Line {
    let mut line = Line::new(place(90));
    line.client.lead(Vec::new(), line.now);
    line.client.connected(line.now);
    let (now, head) = (line.now, cursor(40));
    let welcome = Welcome { version: 2, head, now, bootstrap: false, docs: 3, compare: true };
    line.hears(&FromRelay::Welcome(welcome));
    line
}

#[test]
fn as_much_is_given_back_at_once_as_batches_may_be_under_way() {
    // SY21
    let mut line = comparing();
    for _ in 0..BATCHES_IN_FLIGHT_MAX {
        assert!(line.client.may_carry());
        assert_eq!(pushed(&line.client.carry(DOC, vec![change(DOC, 1)], Vec::new(), line.now)).len(), 1);
    }
    assert!(!line.client.may_carry());
    assert_eq!(line.client.carry(DOC, vec![change(DOC, 1)], Vec::new(), line.now), []);
    let mut line = Line::new(place(0));
    line.open(0, false);
    assert!(!line.client.may_carry(), "nothing is compared");
}

#[test]
fn a_suspicion_is_followed_in_contact_with_a_place_to_begin_from_and_once() {
    // SY22
    let mut line = Line::new(place(0));
    line.client.suspect();
    assert!(line.client.place().suspect && !line.client.is_suspect(), "without contact it waits");
    line.open(0, false);
    assert!(!line.client.is_suspect(), "this relay doesn't compare");
    line.client.suspect();
    assert!(line.client.is_suspect());
    line.client.suspect();
    assert_eq!(pushed(&line.client.push(batch(1), line.now)), [], "nothing is sent before");

    let mut line = Line::new(Place::default());
    line.open(40, true);
    line.client.suspect();
    assert!(!line.client.is_suspect(), "the disk has no place yet");

    let mut line = comparing();
    line.client.suspect();
    assert!(!line.client.is_suspect(), "it is being compared");
}

#[test]
fn only_a_wider_window_takes_the_documents_again() {
    // SY24
    let keep = |days: Option<i64>| Keep { window: days.map(Span::days) };
    for (before, now, wider) in [
        (None, None, false),
        (None, Some(90), false),
        (Some(90), None, true),
        (Some(90), Some(90), false),
        (Some(90), Some(91), true),
        (Some(90), Some(89), false),
    ] {
        let known = Place { window: keep(before).window, trimmed: Some(Millis(1)), ..place(7) };
        let mut line = Line::new(known);
        line.open(7, false);
        let actions = line.client.keep(keep(now), line.now, &mut line.rng);
        assert_eq!(actions, if wider { vec![Action::Hangup] } else { Vec::new() }, "{before:?} {now:?}");
        for place in [line.client.place(), line.client.stored_place()] {
            assert_eq!((place.window, place.docs_done), (keep(now).window, !wider));
            assert_eq!((place.trimmed, place.cursor), (None, Some(cursor(7))), "looked through anew");
        }
    }
    let mut line = Line::new(place(7));
    line.client.trimmed(Millis(9));
    assert_eq!((line.client.place().trimmed, line.client.stored_place().trimmed), (Some(Millis(9)), None));
}
