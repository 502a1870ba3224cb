//! The fold, told as stories: `check` says what happened and what became of it.

mod answers;
mod hostile;
mod offers;
mod properties;
mod reopened;
mod stories;
mod tables;

use super::{Folded, Kind, Outcome, fold};
use crate::id::{DeviceId, DocId, DocKind, EventId, Millis, Span};
use crate::model::{Event, EventKind, Field, Request, Wording};
use crate::view::State;

/// Ids are the letters of the story: later letters are greater ids.
pub(super) fn id(name: &str) -> EventId {
    let mut bytes = [0; EventId::LEN];
    bytes.iter_mut().zip(name.bytes()).for_each(|(to, from)| *to = from);
    EventId::from_bytes(bytes)
}

pub(super) fn doc(kind: DocKind, number: u8) -> DocId {
    let mut bytes = [number; DocId::LEN];
    bytes[0] = kind.into();
    DocId::from_bytes(bytes)
}

pub(super) fn team(number: u8) -> DocId {
    doc(DocKind::Party, number)
}

pub(super) fn person(number: u8) -> DocId {
    doc(DocKind::Person, number)
}

pub(super) fn request(events: Vec<Event>) -> Request {
    Request {
        id: doc(DocKind::Request, 1),
        title: Field::of("A charger for bay 4".to_owned()),
        details: Field::default(),
        asker: team(1),
        provider: team(2),
        service: None,
        customer: Field::default(),
        words: Field::default(),
        reference: Field::default(),
        parent: Field::default(),
        due: Field::default(),
        private: false,
        voice: None,
        events,
    }
}

/// An example of each kind.
pub(super) fn example(kind: Kind) -> EventKind {
    let words = || "because".to_owned();
    match kind {
        Kind::Asked => EventKind::Asked { reply_by: Some(Millis(500)) },
        Kind::Accepted => EventKind::Accepted { owner: person(7), promised: Some(Millis(900)) },
        Kind::CounterOffered => EventKind::CounterOffered { promised: Some(Millis(950)), reason: words() },
        Kind::HandedOn => EventKind::HandedOn { to: team(3), reason: words(), reply_by: None },
        Kind::Declined => EventKind::Declined { reason: words(), instead: Some(team(4)) },
        Kind::Working => EventKind::Working,
        Kind::Waiting => EventKind::Waiting {
            on: "the parts".to_owned(),
            on_asker: false,
            until: None,
            why: String::new(),
        },
        Kind::Announced => EventKind::Announced { next_update: Millis(700), note: String::new() },
        Kind::Delivered => EventKind::Delivered { answer: "here".to_owned(), over_open: false, noted: false },
        Kind::Confirmed => {
            EventKind::Confirmed { helped: Some(true), thanks: "thanks".to_owned(), over_open: false }
        }
        Kind::Reopened => EventKind::Reopened { reason: words(), reply_by: None, taken_back: false },
        Kind::Withdrawn => EventKind::Withdrawn { reason: words() },
        Kind::Commented => EventKind::Commented { text: words(), mentions: Vec::new(), answers: false },
        Kind::Other => EventKind::Other { name: "escalated".to_owned() },
        Kind::HandedOver => EventKind::HandedOver { to: Some(person(8)), note: words() },
        Kind::Split => EventKind::Split { into: vec![doc(DocKind::Request, 9)] },
        Kind::Followed => EventKind::Followed { stop: false },
        Kind::Kept => EventKind::Kept { question: "A charger?".to_owned(), answer: "In bay 3".to_owned() },
        Kind::Reworded => {
            EventKind::Reworded { what: Wording::Title, before: words(), after: "later".to_owned() }
        }
        Kind::Refused => EventKind::Refused { reason: words(), reply_by: Some(Millis(990)) },
        Kind::Merged => EventKind::Merged { into: doc(DocKind::Request, 9), reason: words() },
    }
}

pub(super) fn event(name: &str, kind: EventKind, seen: &[&str], at: i64) -> Event {
    Event {
        id: id(name),
        kind,
        seen: seen.iter().map(|name| id(name)).collect(),
        by: person(7),
        device: DeviceId::from_bytes([1; 8]),
        device_time: Millis(at),
        offset: Span::ZERO,
        on_behalf_of: String::new(),
    }
}

/// `"a asked; b accepted after a; c withdrawn after a"`: each event a minute after the one before it in the text.
pub(super) fn story(text: &str) -> Request {
    let events = text.split(';').zip(1..).map(|(line, number)| {
        let mut words = line.split_whitespace();
        let name = words.next().expect("an event has a name");
        let kind = words.next().expect("an event has a kind");
        let seen: Vec<&str> = words.skip(1).collect();
        let kind = Kind::ALL.into_iter().find(|known| format!("{known:?}").eq_ignore_ascii_case(kind));
        event(name, example(kind.expect("a kind that exists")), &seen, number * 60_000)
    });
    request(events.collect())
}

pub(super) fn name(id: EventId) -> String {
    id.as_bytes().iter().take_while(|byte| **byte != 0).map(|byte| *byte as char).collect()
}

/// `"Accepted: b beats c"`, in the order to show; what had effect, remarks and nonsense only where it matters.
pub(super) fn tell(folded: &Folded) -> String {
    let mut told = format!("{:?}", folded.state);
    for effect in &folded.events {
        let what = match effect.outcome {
            Outcome::Effective | Outcome::Remark => continue,
            Outcome::Overruled(winner) => format!("{} overruled by {}", name(effect.id), name(winner)),
            Outcome::CameLate(winner) => format!("{} came late for {}", name(effect.id), name(winner)),
            Outcome::Senseless => format!("{} senseless", name(effect.id)),
        };
        told.push_str(", ");
        told.push_str(&what);
    }
    told
}

/// Folds the story, and its events in reverse: both must be told so.
#[track_caller]
pub(super) fn check(text: &str, expected: &str) -> Folded {
    let request = story(text);
    let folded = fold(&request);
    assert_eq!(tell(&folded), expected, "{text}");
    let mut reversed = request;
    reversed.events.reverse();
    assert_eq!(fold(&reversed), folded, "the order of the list must not matter: {text}");
    folded
}

/// The shortest story that leads into a state; its last event is `z`.
pub(super) fn way_to(state: State) -> &'static str {
    match state {
        State::Unknown => "z commented",
        State::Asked => "z asked",
        State::CounterOffered => "a asked; z counteroffered after a",
        State::HandedOn => "a asked; z handedon after a",
        State::Declined => "a asked; z declined after a",
        State::Accepted => "a asked; z accepted after a",
        State::Working => "a asked; b accepted after a; z working after b",
        State::Waiting => "a asked; b accepted after a; z waiting after b",
        State::Delivered => "a asked; b accepted after a; z delivered after b",
        State::Confirmed => "a asked; b accepted after a; c delivered after b; z confirmed after c",
        State::Reopened => "a asked; b accepted after a; c delivered after b; z reopened after c",
        State::Withdrawn => "a asked; z withdrawn after a",
        State::Merged => "a asked; z merged after a",
    }
}

pub(super) const STATES: [State; 13] = [
    State::Asked,
    State::CounterOffered,
    State::HandedOn,
    State::Declined,
    State::Accepted,
    State::Working,
    State::Waiting,
    State::Delivered,
    State::Confirmed,
    State::Reopened,
    State::Withdrawn,
    State::Merged,
    State::Unknown,
];
