//! Requests made of what happened to them, as documents have it.

use super::*;
use crate::fold::fold;
use crate::id::{DeviceId, EventId};
use crate::model::{Event, EventKind, Field, Request, Voice};
use crate::view::derive;

/// Ana of Service asks the Warehouse; then this happens at these minutes, each after the one before, by Tom.
pub(super) fn told(asked: i64, reply_by: Option<i64>, then: &[(i64, EventKind)]) -> Request {
    let ask = EventKind::Asked { reply_by: reply_by.map(minutes) };
    let all = std::iter::once((asked, ask)).chain(then.iter().cloned());
    let mut events: Vec<Event> = Vec::new();
    for (number, (at, kind)) in (1..).zip(all) {
        events.push(Event {
            id: EventId::from_bytes([number; EventId::LEN]),
            kind,
            seen: events.last().map(|event| event.id).into_iter().collect(),
            by: if number == 1 { person_id(2) } else { person_id(3) },
            device: DeviceId::from_bytes([1; 8]),
            device_time: minutes(at),
            offset: Span::ZERO,
            on_behalf_of: String::new(),
        });
    }
    plain(events)
}

/// What Service asks the warehouse, with nothing but what every ask has and what happened to it.
pub(super) fn plain(events: Vec<Event>) -> Request {
    Request {
        id: request_id(1),
        title: Field::of("Which charger fits the pallet truck?".to_owned()),
        details: Field::default(),
        asker: team_id(2),
        provider: team_id(3),
        service: None,
        customer: Field::default(),
        words: Field::default(),
        reference: Field::default(),
        parent: Default::default(),
        due: Field::default(),
        private: false,
        voice: None,
        events,
    }
}

/// The same, as a customer's voice.
pub(super) fn voiced(then: &[(i64, EventKind)]) -> Request {
    let voice = Voice { channel: crate::model::Channel::Call, tags: Vec::new(), about: Vec::new() };
    Request { voice: Some(voice), ..told(-100, None, then) }
}

pub(super) fn row_of(request: &Request) -> RequestRow {
    derive::request_row(request, &fold(request))
}

#[test]
fn kn16_what_was_answered_before_is_what_was_delivered() {
    let accepted = (-90, EventKind::Accepted { owner: person_id(3), promised: Some(minutes(30)) });
    let delivered = |at, answer: &str| {
        (at, EventKind::Delivered { answer: answer.to_owned(), over_open: false, noted: false })
    };
    let said = |at, text: &str| {
        (at, EventKind::Commented { text: text.to_owned(), mentions: Vec::new(), answers: false })
    };
    let news = (-80, EventKind::Announced { next_update: minutes(-70), note: "I look at it".to_owned() });
    let reopened =
        (-60, EventKind::Reopened { reason: "It doesn’t fit".to_owned(), reply_by: None, taken_back: false });
    let confirmed = (
        -10,
        EventKind::Confirmed {
            helped: Some(true),
            thanks: "On my way, thanks!".to_owned(),
            over_open: false,
        },
    );
    let before = |then: &[(i64, EventKind)]| {
        let rows = Rows::from_iter([row(row_of(&told(-100, None, then)))]);
        let found = answered_before(&rows, "which charger fits the truck", None);
        found.into_iter().map(|one| one.answer).collect::<Vec<_>>()
    };
    let again = [
        accepted.clone(),
        news.clone(),
        delivered(-70, "The red one"),
        reopened,
        delivered(-50, "The blue one, in bay 4"),
        said(-40, "I’ll fetch it"),
    ];
    let is = ["The blue one, in bay 4"];
    assert_eq!(before(&again), is);
    let closed = [again.as_slice(), &[confirmed.clone(), said(-5, "Fits.")]].concat();
    assert_eq!(before(&closed), is, "neither comments nor thanks");
    let wordless = [accepted, news, delivered(-50, ""), said(-40, "On my way"), confirmed];
    assert!(before(&wordless).is_empty(), "nothing was said that answers it");
}
