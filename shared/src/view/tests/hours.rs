//! Promises and clocks in a team's working hours.

use super::*;
use crate::fold::fold;
use crate::id::{Day, EventId};
use crate::model::{Event, EventKind, Request, TeamAway};
use crate::view::{
    Gathered, HolidayRow, Pause, WorkRow, delivery_promise, derive, promised_from, request_page,
};

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
    assert_eq!(promised_from(&rows, (team_id(3), None), FRIDAY, Span::hours(2)), at(65));
    assert_eq!(promised_from(&rows, (team_id(4), None), FRIDAY, Span::hours(2)), at(2));
    rows.apply(row(request(1, 2, 3)));
    assert_eq!(delivery_promise(&rows, request_id(1), FRIDAY), Some((Span::hours(2), at(65))));
    let through = RequestRow { service: Some(id(DocKind::Service, 2)), ..request(2, 2, 3) };
    rows.apply(row(through));
    assert_eq!(delivery_promise(&rows, request_id(2), FRIDAY), Some((Span::days(1), at(72))));
    rows.apply(row(request(3, 2, 4)));
    assert_eq!(delivery_promise(&rows, request_id(3), FRIDAY), None);
}

/// The same, but one service of the office's is given at weekends, too, and one day and night.
fn with_own_hours() -> Rows {
    let mut rows = rows();
    for (number, hours) in [(1, "mo-su 08:00-20:00"), (2, "mo-su 00:00-24:00")] {
        let Some(own) = rows.service(id(DocKind::Service, number)).cloned() else {
            unreachable!("a service")
        };
        rows.apply(Row::Service(ServiceRow { hours: hours.into(), ..own }));
    }
    rows
}

fn through(number: u32, service: u32) -> RequestRow {
    RequestRow { service: Some(id(DocKind::Service, service)), ..request(number, 2, 3) }
}

#[test]
fn a_service_with_hours_of_its_own_is_promised_and_measured_in_them() {
    // CL9
    let mut rows = with_own_hours();
    let service = |number| Some(id(DocKind::Service, number));
    let within = Span::hours(6);
    assert_eq!(promised_from(&rows, (team_id(3), None), FRIDAY, within), at(69));
    assert_eq!(promised_from(&rows, (team_id(3), service(1)), FRIDAY, within), at(18));
    assert_eq!(promised_from(&rows, (team_id(3), service(2)), FRIDAY, within), at(6));
    // Through a service that another team gives, the hours are those of the team that has it.
    assert_eq!(promised_from(&rows, (team_id(4), service(1)), FRIDAY, within), at(6));

    let pauses = vec![Pause { from: at(-1), to: Some(at(15)) }];
    let stood = |row: &RequestRow, rows: &Rows| crate::view::clock::stood_still(rows, row, at(20));
    for (service, stood_for) in [(None, 2), (Some(1), 5), (Some(2), 16)] {
        let row = RequestRow {
            service: service.map(|number| id(DocKind::Service, number)),
            pauses: pauses.clone(),
            ..request(1, 2, 3)
        };
        assert_eq!(stood(&row, &rows), Span::hours(stood_for), "{service:?}");
    }

    // Handed on, it is the other team's; back in the team's own hours, the same as all its work.
    let handed = RequestRow { provider: team_id(4), ..through(2, 1) };
    assert_eq!(rows.worked_in(&handed), team_id(4));
    assert_eq!(rows.worked_in(&through(2, 1)), id(DocKind::Service, 1));
    let Some(own) = rows.service(id(DocKind::Service, 1)).cloned() else { unreachable!("a service") };
    rows.apply(Row::Service(ServiceRow { hours: String::new(), ..own }));
    assert_eq!(promised_from(&rows, (team_id(3), service(1)), FRIDAY, within), at(69));
}

#[test]
fn a_service_with_hours_of_its_own_is_closed_with_its_team() {
    // CL9: holidays and absences are the team's, and follow when they change after the service did.
    let mut rows = with_own_hours();
    let through = through(1, 2);
    assert_eq!(rows.calendar_for(&through).promised(FRIDAY, Span::hours(9)), at(9));
    let Some(office) = rows.party(team_id(3)).cloned() else { unreachable!("a party") };
    let saturday = HolidayRow { date: "2026-11-28".into(), name: "Move".into(), other_names: Vec::new() };
    let work = WorkRow { holidays: vec![saturday], ..office.work.clone() };
    rows.apply(Row::Party(PartyRow { work, ..office.clone() }));
    assert_eq!(rows.calendar_for(&through).promised(FRIDAY, Span::hours(9)), at(33));
    let sunday = Day::read("2026-11-29").expect("a day");
    let away = TeamAway { from: sunday, until: sunday, stands_in: None, words: String::new() };
    rows.apply(Row::Party(PartyRow { away: Some(away), ..office }));
    assert_eq!(rows.calendar_for(&through).promised(FRIDAY, Span::hours(33)), at(57));
}

#[test]
fn what_the_relay_publishes_of_a_service_counts_in_its_own_hours() {
    // CL9, ST1
    let mut rows = with_own_hours();
    for number in 1..=6 {
        let (asked, answered) = (at(0), at(15));
        let answered = Some(answered);
        let row = |number, service| RequestRow {
            asked_at: asked,
            answered_at: answered,
            changed_at: at(15),
            ..through(number, service)
        };
        rows.apply(Row::Request(Box::new(row(number, 1))));
        rows.apply(Row::Request(Box::new(row(number + 10, 2))));
    }
    let mut gathered = Gathered::new(at(16), 5);
    let requests = rows.requests().map(|row| Row::Request(Box::new(row.clone())));
    let services = rows.services().map(|row| Row::Service(row.clone()));
    let parties = rows.parties().map(|row| Row::Party(row.clone()));
    requests.chain(services).chain(parties).for_each(|row| gathered.take(&row));
    let statistics = gathered.statistics();
    let median = |service| {
        let found = statistics.works().iter().find(|one| one.service == Some(id(DocKind::Service, service)));
        found.and_then(|one| one.lately.reply).map(|reply| reply.median)
    };
    assert_eq!((median(1), median(2)), (Some(Span::hours(4)), Some(Span::hours(15))));
    let all = statistics.works().iter().find(|one| one.service.is_none());
    assert!(all.is_none(), "what was done in other hours says nothing of the team's: {all:?}");
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
        parent: Default::default(),
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
    EventKind::Waiting { on: String::new(), on_asker: true, until, why: String::new() }
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
    assert_eq!(kind(at(71)), ClockKind::Late { since: at(70), missed: Missed::Promised });
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
    let clock_now = clock(&rows(), &row_of(&ran_out), at(90));
    assert_eq!(clock_now.silent_since(), Some(at(-3)));
    let again = [before.clone(), vec![(at(-1), waiting(None))]].concat();
    let expected = [
        Pause { from: at(-4), to: Some(at(-3)) },
        Pause { from: at(-1), to: Some(at(-1) + crate::limits::WAIT_MAX) },
    ];
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
    let other =
        EventKind::Waiting { on: "the carrier".into(), on_asker: false, until: None, why: String::new() };
    assert_eq!(row_of(&told([before, vec![(at(-2), other)]].concat())).pauses.len(), 1);
    assert!(fold(&ran_out).pauses.len() == 1);
}
