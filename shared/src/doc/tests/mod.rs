//! Documents: what is written is read again, by everybody, whatever the way it took.

mod again;
mod bytes;
mod concurrent;
mod converge;
mod counters;
mod edits;
mod interleave;
mod kept;
mod map;
mod measure;
mod pairs;
mod policy;
mod proposals;
mod schema;
mod snippets;
mod team_away;
mod voices;
mod wording;
mod work;

use super::*;
use crate::edit::{Ask, Edit, RequestField, Stamp};
use crate::fold::Kind;
use crate::id::{Actor, DeviceId, DocKind, EventId, Incarnation, Millis, Span};
use crate::model::{Due, EventKind, PartyKind, Request, Wording};

pub(super) fn doc_id(kind: DocKind, number: u8) -> DocId {
    let mut bytes = [number; DocId::LEN];
    bytes[0] = kind.into();
    DocId::from_bytes(bytes)
}

pub(super) const REQUEST: DocId = DocId::from_bytes([1; 16]);

pub(super) fn team(number: u8) -> DocId {
    doc_id(DocKind::Party, number)
}

pub(super) fn person(number: u8) -> DocId {
    doc_id(DocKind::Person, number)
}

pub(super) fn device(number: u8) -> DeviceId {
    DeviceId::from_bytes([number; 8])
}

pub(super) fn actor(number: u8) -> Actor {
    Actor { device: device(number), incarnation: Incarnation::from_bytes([number; 8]) }
}

/// The number makes the event's id; person and device 1.
pub(super) fn stamp(number: u64) -> Stamp {
    stamp_of(1, number)
}

pub(super) fn stamp_of(who: u8, number: u64) -> Stamp {
    Stamp {
        by: person(who),
        event: EventId::from_bytes((u64::from(who) << 32 | number).to_be_bytes()),
        device_time: Millis(1_700_000_000_000 + i64::try_from(number).expect("small") * 60_000),
        offset: Span(-250),
    }
}

pub(super) fn ask() -> Ask {
    Ask {
        id: REQUEST,
        title: "A charger for bay 4".to_owned(),
        details: "The one in bay 4 is dead since this morning.".to_owned(),
        asker: team(1),
        provider: team(2),
        service: Some(doc_id(DocKind::Service, 3)),
        customer: Some(doc_id(DocKind::Customer, 4)),
        words: "My order hasn't moved".to_owned(),
        reference: "SO-1187".to_owned(),
        parent: Some(doc_id(DocKind::Request, 9)),
        due: Some(Due {
            at: Millis(1_700_100_000_000),
            from: Some((Millis(1_700_103_600_000), Span::hours(1))),
            takes: None,
        }),
        reply_by: Some(Millis(1_700_003_600_000)),
        private: false,
        voice: None,
    }
}

pub(super) fn asking() -> Edit {
    Edit::Ask(Box::new(ask()))
}

pub(super) fn act(event: EventKind) -> Edit {
    Edit::Act { request: REQUEST, event, on_behalf_of: String::new() }
}

/// An event of this kind by this person; `other` makes them differ.
pub(super) fn some_event(kind: Kind, who: u8, other: u8) -> EventKind {
    let words = format!("because {other}");
    let at = Millis(1_700_000_000_000 + i64::from(other) * 600_000);
    let some = other.is_multiple_of(2);
    let colleague = person(1 + other % 4);
    match kind {
        Kind::Accepted => EventKind::Accepted {
            owner: if some { person(who) } else { colleague },
            promised: (!other.is_multiple_of(3)).then_some(at),
        },
        Kind::CounterOffered => EventKind::CounterOffered { promised: some.then_some(at), reason: words },
        Kind::HandedOn => EventKind::HandedOn { to: team(2 + other % 2), reason: words, reply_by: None },
        Kind::Declined => EventKind::Declined { reason: words, instead: some.then(|| team(3)) },
        Kind::Working => EventKind::Working,
        Kind::Waiting => EventKind::Waiting {
            on: words,
            on_asker: some,
            until: (!other.is_multiple_of(3)).then_some(at),
            why: String::new(),
        },
        Kind::Announced => EventKind::Announced { next_update: at, note: words },
        Kind::Delivered => EventKind::Delivered { answer: words, over_open: false, noted: false },
        Kind::Confirmed => {
            EventKind::Confirmed { helped: some.then_some(true), thanks: words, over_open: false }
        }
        Kind::Reopened => EventKind::Reopened { reason: words, reply_by: None, taken_back: false },
        Kind::Withdrawn => EventKind::Withdrawn { reason: words },
        Kind::Commented => EventKind::Commented { text: words, mentions: Vec::new(), answers: false },
        Kind::Split => {
            EventKind::Split { into: vec![doc_id(DocKind::Request, 8), doc_id(DocKind::Request, 9)] }
        }
        Kind::Followed => EventKind::Followed { stop: some },
        Kind::Kept if some => EventKind::Kept { question: String::new(), answer: String::new() },
        Kind::Kept => EventKind::Kept { question: format!("Why {other}?"), answer: words },
        Kind::Reworded => EventKind::Reworded { what: Wording::Due, before: words, after: String::new() },
        Kind::Refused => EventKind::Refused { reason: words, reply_by: some.then_some(at) },
        Kind::Merged => EventKind::Merged { into: doc_id(DocKind::Request, 9), reason: words },
        Kind::HandedOver => EventKind::HandedOver { to: some.then_some(colleague), note: words },
        Kind::Asked | Kind::Other => panic!("never possible after the ask"),
    }
}

pub(super) fn accepting(who: u8) -> Edit {
    act(EventKind::Accepted { owner: person(who), promised: Some(Millis(1_700_050_000_000)) })
}

pub(super) fn commenting(text: &str) -> Edit {
    act(EventKind::Commented { text: text.to_owned(), mentions: Vec::new(), answers: false })
}

pub(super) fn titling(text: &str) -> Edit {
    Edit::Reword { request: REQUEST, field: RequestField::Title(text.to_owned()) }
}

/// A document with this edit written by device and person 1.
pub(super) fn with(edit: &Edit) -> Doc {
    let mut doc = Doc::empty(edit.doc());
    write(&mut doc, actor(1), &[(edit, stamp(1))]).expect("a good edit");
    doc
}

/// Writes one edit as this device and person.
#[track_caller]
pub(super) fn edit(doc: &mut Doc, who: u8, number: u64, edit: &Edit) -> Written {
    write(doc, actor(who), &[(edit, stamp_of(who, number))]).expect("a good edit")
}

#[track_caller]
pub(super) fn request_of(doc: &Doc) -> Request {
    match doc.read() {
        Ok(Model::Request(request)) => request,
        other => panic!("not a request: {other:?}"),
    }
}

/// Both get what the other has.
pub(super) fn exchange(one: &mut Doc, other: &mut Doc) {
    let (from_one, from_other) = (one.changes(), other.changes());
    for (to, changes) in [(one, from_other), (other, from_one)] {
        for (_, bytes) in changes {
            to.apply(&bytes).expect("a change of our own");
        }
    }
}
