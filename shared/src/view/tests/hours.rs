//! Promises and clocks in a team's working hours.

use super::*;
use crate::fold::fold;
use crate::id::EventId;
use crate::model::{Event, EventKind, Request};
use crate::view::{Pause, WorkRow, delivery_promise, derive, promised_from, request_page};

/// Friday, 27 November 2026, 16:00 in UTC.
const FRIDAY: Millis = Millis(1_795_795_200_000);

fn at(hours: i64) -> Millis {
    FRIDAY + Span::hours(hours)
}

/// Team 3 works from eight to five, team 4 always.
fn rows() -> Rows {
    let Row::Party(office) = team(3, "Office") else { unreachable!("a party") };
    let work = WorkRow { hours: "mo-fr 08:00-17:00".into(), ..WorkRow::default() };
    let within = |number, span| match service(number, 3, 2) {
        Row::Service(row) => Row::Service(ServiceRow { deliver_within: Some(span), ..row }),
        other => other,
    };
    let (fast, slow) = (within(1, Span::hours(2)), within(2, Span::days(1)));
    [Row::Party(PartyRow { work, ..office }), team(4, "Gate"), fast, slow].into_iter().collect()
}

#[test]
fn a_promise_that_is_given_on_friday_evening_is_for_monday() {
    // VI28
    let mut rows = rows();
    assert_eq!(promised_from(&rows, team_id(3), FRIDAY, Span::hours(2)), at(65));
    assert_eq!(promised_from(&rows, team_id(4), FRIDAY, Span::hours(2)), at(2));
    rows.apply(row(request(1, 2, 3)));
    assert_eq!(delivery_promise(&rows, request_id(1), FRIDAY), Some((Span::hours(2), at(65))));
    let through = RequestRow { service: Some(id(DocKind::Service, 2)), ..request(2, 2, 3) };
    rows.apply(row(through));
    assert_eq!(delivery_promise(&rows, request_id(2), FRIDAY), Some((Span::days(1), at(72))));
    rows.apply(row(request(3, 2, 4)));
    assert_eq!(delivery_promise(&rows, request_id(3), FRIDAY), None);
}

fn event(number: u8, seen: Option<u8>, at: Millis, kind: EventKind) -> Event {
    let id = |number| EventId::from_bytes([number; 8]);
    Event {
        id: id(number),
        kind,
        seen: seen.into_iter().map(id).collect(),
        by: person_id(3),
        device: crate::id::DeviceId::default(),
        device_time: at,
        offset: Span::ZERO,
        on_behalf_of: String::new(),
    }
}

fn told(kinds: Vec<(Millis, EventKind)>) -> Request {
    let events = (0..).zip(kinds);
    let events =
        events.map(|(number, (at, kind))| event(number + 1, (number > 0).then_some(number), at, kind));
    Request {
        id: request_id(1),
        title: crate::model::Field::of("Which pallet?".to_owned()),
        details: Default::default(),
        asker: team_id(2),
        provider: team_id(3),
        service: None,
        customer: Default::default(),
        words: Default::default(),
        reference: Default::default(),
        parent: None,
        due: Default::default(),
        private: false,
        voice: None,
        events: events.collect(),
    }
}

fn accepted(promised: Millis) -> EventKind {
    EventKind::Accepted { owner: person_id(3), promised: Some(promised) }
}

fn waiting(until: Option<Millis>) -> EventKind {
    EventKind::Waiting { on: String::new(), on_asker: true, until }
}

fn row_of(request: &Request) -> RequestRow {
    match derive(&crate::model::Model::Request(request.clone())) {
        Row::Request(row) => *row,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_promise_moves_by_the_working_time_in_which_its_clock_stood_still() {
    // VI29: promised for Monday noon, waited from Friday 16:00 to Monday 09:00: two working hours.
    let request = told(vec![
        (at(-6), EventKind::Asked { reply_by: None }),
        (at(-5), accepted(at(68))),
        (FRIDAY, waiting(None)),
        (at(65), EventKind::Working),
    ]);
    let row = row_of(&request);
    assert_eq!(row.pauses, [Pause { from: FRIDAY, to: Some(at(65)) }]);
    let kind = |now| clock(&rows(), &row, now).kind;
    assert_eq!(kind(at(69)), ClockKind::Promised { at: at(70) });
    assert_eq!(kind(at(71)), ClockKind::Late { since: at(70) });
    let page =
        request_page(&rows(), &request, &Viewer { person: person_id(2), team: Some(team_id(2)) }, at(69));
    assert_eq!(page.moved, Some((Span::hours(2), at(70))));
    assert_eq!(page.promised, Some(at(68)), "what was said stays as it was said");
    // From Friday, ten, to Monday, one: seven hours and five.
    assert_eq!(page.worked, Some(Span::hours(12)));
}

#[test]
fn a_wait_that_ran_out_pauses_no_longer_and_a_new_promise_begins_anew() {
    // VI29
    let before = vec![
        (at(-6), EventKind::Asked { reply_by: None }),
        (at(-5), accepted(at(68))),
        (at(-4), waiting(Some(at(-3)))),
    ];
    let ran_out = told(before.clone());
    assert_eq!(row_of(&ran_out).pauses, [Pause { from: at(-4), to: Some(at(-3)) }]);
    let clock_now = clock(&rows(), &row_of(&ran_out), at(90)).kind;
    assert_eq!(clock_now, ClockKind::Silent { since: at(-3) });
    let again = [before.clone(), vec![(at(-1), waiting(None))]].concat();
    let expected = [Pause { from: at(-4), to: Some(at(-3)) }, Pause { from: at(-1), to: None }];
    assert_eq!(row_of(&told(again)).pauses, expected);
    let anew = [before.clone(), vec![(at(-1), accepted(at(70)))]].concat();
    assert_eq!(row_of(&told(anew)).pauses, []);
    // A colleague goes on waiting: that is one pause.
    let over = EventKind::HandedOver { to: Some(person_id(4)), note: String::new() };
    let mut waits = before.clone();
    waits.pop();
    waits.extend([(at(-4), waiting(None)), (at(-3), over), (at(-2), EventKind::Working)]);
    assert_eq!(row_of(&told(waits)).pauses, [Pause { from: at(-4), to: Some(at(-2)) }]);
    // Waiting on anybody else is the team's own time.
    let other = EventKind::Waiting { on: "the carrier".into(), on_asker: false, until: None };
    assert_eq!(row_of(&told([before, vec![(at(-2), other)]].concat())).pauses.len(), 1);
    assert!(fold(&ran_out).pauses.len() == 1);
}
