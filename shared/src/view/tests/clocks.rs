//! What holds for the clocks of every history, in any hours, zone and moment: VI5, VI29, FO9, CL2, CL9.

use super::*;
use crate::fold::fold;
use crate::id::{Day, DeviceId, EventId};
use crate::model::{Event, EventKind, Request, TeamAway};
use crate::view::clock::{promised_by, stood_still};
use crate::view::{HolidayRow, WorkRow, asker_must_move, derive};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Northern, southern, with half an hour's daylight saving, at midnight, and without any.
const ZONES: [&str; 6] = [
    "Europe/Berlin CET-1CEST,M3.5.0,M10.5.0/3",
    "Australia/Sydney AEST-10AEDT,M10.1.0,M4.1.0/3",
    "America/St_Johns NST3:30NDT,M3.2.0,M11.1.0",
    "Australia/Lord_Howe <+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
    "America/Santiago <-04>4<-03>,M9.1.6/24,M4.1.6/24",
    "Asia/Kolkata IST-5:30",
];

const HOURS: [&str; 6] = [
    "",
    "mo-fr 08:00-17:00",
    "mo-fr 08:00-12:00; mo-fr 13:00-17:30; sa 09:00-12:00",
    "mo-su 22:00-06:00",
    "su 00:00-24:00",
    "mo-su 00:00-24:00",
];

/// 2026 begins.
const YEAR: Millis = Millis(1_767_225_600_000);

fn at(minutes: i64) -> Millis {
    YEAR + Span::minutes(minutes)
}

/// Minutes of a year and a half.
const MINUTES: i64 = 550 * 1_440;

/// Team 3 works in some hours, and is closed and away on some days; service 1 of theirs may have hours of its own.
fn worlds() -> impl Strategy<Value = Rows> {
    let holidays = vec((1..=12_i8, 1..=28_i8), 0..5);
    let away = proptest::option::of((1..=12_i8, 1..=28_i8, 0..10_i32));
    (select(&ZONES[..]), select(&HOURS[..]), select(&HOURS[..]), holidays, away).prop_map(
        |(zone, hours, own, holidays, away)| {
            let day = |(month, day): (i8, i8)| Day::of(2026, month, day).expect("a day");
            let holiday = |date| HolidayRow {
                date: day(date).to_string(),
                name: "closed".into(),
                other_names: Vec::new(),
            };
            let mut holidays: Vec<_> = holidays.into_iter().map(holiday).collect();
            holidays.sort_by(|one, other| one.date.cmp(&other.date));
            holidays.dedup_by(|one, other| one.date == other.date);
            let work = WorkRow { zone: zone.into(), hours: hours.into(), holidays, ..WorkRow::default() };
            let away = away.map(|(month, date, days)| {
                let from = day((month, date));
                let until = from.plus_days(days).expect("a day");
                TeamAway { from, until, stands_in: None, words: String::new() }
            });
            let Row::Party(office) = team(3, "Office") else { unreachable!("a party") };
            let service = match service(1, 3, 2) {
                Row::Service(row) => Row::Service(ServiceRow { hours: own.into(), ..row }),
                other => other,
            };
            [Row::Party(PartyRow { work, away, ..office }), team(2, "Service"), team(4, "Gate"), service]
                .into_iter()
                .collect()
        },
    )
}

/// What somebody does; times are minutes after it is done.
#[derive(Debug, Clone)]
enum Step {
    Accept(Option<i64>),
    Wait(bool, Option<i64>),
    Work,
    Announce(i64),
    HandOver(Option<u32>),
    HandOn(u32, Option<i64>),
    Deliver,
    Reopen,
    Comment,
    Answer,
    Offer,
    Refuse,
}

fn steps() -> impl Strategy<Value = Step> {
    let later = || -1_000..60_000_i64;
    prop_oneof![
        3 => proptest::option::of(later()).prop_map(Step::Accept),
        4 => (any::<bool>(), proptest::option::of(later())).prop_map(|(on, until)| Step::Wait(on, until)),
        2 => Just(Step::Work),
        2 => later().prop_map(Step::Announce),
        1 => proptest::option::of(5..8_u32).prop_map(Step::HandOver),
        1 => (3..5_u32, proptest::option::of(later())).prop_map(|(to, by)| Step::HandOn(to, by)),
        1 => Just(Step::Deliver),
        1 => Just(Step::Reopen),
        1 => Just(Step::Comment),
        2 => Just(Step::Answer),
        1 => Just(Step::Offer),
        1 => Just(Step::Refuse),
    ]
}

impl Step {
    fn event(&self, now: Millis) -> EventKind {
        let after = |minutes: i64| now + Span::minutes(minutes);
        let words = || "said".to_owned();
        match *self {
            Self::Accept(promised) => {
                EventKind::Accepted { owner: person_id(3), promised: promised.map(after) }
            }
            Self::Wait(on_asker, until) => {
                EventKind::Waiting { on: words(), on_asker, until: until.map(after), why: String::new() }
            }
            Self::Work => EventKind::Working,
            Self::Announce(next) => EventKind::Announced { next_update: after(next), note: String::new() },
            Self::HandOver(to) => EventKind::HandedOver { to: to.map(person_id), note: words() },
            Self::HandOn(to, by) => {
                EventKind::HandedOn { to: team_id(to), reason: words(), reply_by: by.map(after) }
            }
            Self::Deliver => EventKind::Delivered { answer: words(), over_open: false, noted: false },
            Self::Reopen => {
                EventKind::Reopened { reason: words(), reply_by: Some(after(60)), taken_back: false }
            }
            Self::Comment => EventKind::Commented { text: words(), mentions: Vec::new(), answers: false },
            Self::Answer => EventKind::Commented { text: words(), mentions: Vec::new(), answers: true },
            Self::Refuse => EventKind::Refused { reason: words(), reply_by: Some(after(30)) },
            Self::Offer => EventKind::CounterOffered { promised: Some(after(600)), reason: words() },
        }
    }
}

fn ask(service: bool, events: Vec<Event>) -> Request {
    Request { service: service.then(|| id(DocKind::Service, 1)), ..history::plain(events) }
}

fn event(number: u32, kind: EventKind, seen: Vec<EventId>, at: Millis, jump: Span) -> Event {
    let mut bytes = [0; EventId::LEN];
    bytes[..4].copy_from_slice(&number.wrapping_mul(2_654_435_761).to_be_bytes());
    bytes[4..].copy_from_slice(&number.to_be_bytes());
    Event {
        id: EventId::from_bytes(bytes),
        kind,
        seen,
        by: person_id(3),
        device: DeviceId::from_bytes([1; 8]),
        // A clock that is wrong and known to be so.
        device_time: at + jump,
        offset: Span(-jump.0),
        on_behalf_of: String::new(),
    }
}

/// Histories that begin some day: most events see the last one, some an older; some devices' clocks jump.
fn histories() -> impl Strategy<Value = Request> {
    let step = (steps(), 0..20_000_i64, proptest::option::weighted(0.2, any::<Index>()), -9..9_i64);
    let wrong = proptest::option::weighted(0.1, -400_000..400_000_i64);
    let reply = proptest::option::of(0..3_000_i64);
    (0..MINUTES / 2, reply, any::<bool>(), vec((step, wrong), 0..14)).prop_map(
        |(begin, reply, service, steps)| {
            let mut now = at(begin);
            let asked = EventKind::Asked { reply_by: reply.map(|reply| now + Span::minutes(reply)) };
            let mut events = vec![event(1, asked, Vec::new(), now, Span::ZERO)];
            for (number, ((step, later, seen, jump), wrong)) in (2..).zip(steps) {
                now = now + Span::minutes(later);
                let place = seen.map_or(events.len() - 1, |index| index.index(events.len()));
                let seen = vec![events[place].id];
                let stamped = now + Span::minutes(wrong.unwrap_or_default());
                events.push(event(number, step.event(now), seen, stamped, Span::days(jump * 365)));
            }
            ask(service, events)
        },
    )
}

/// Its row among the others.
fn row_of(rows: &mut Rows, request: &Request) -> RequestRow {
    let row = derive::request_row(request, &fold(request));
    rows.apply(Row::Request(Box::new(row.clone())));
    row
}

fn moments() -> impl Strategy<Value = Vec<Millis>> {
    vec((0..2 * MINUTES).prop_map(at), 2..8).prop_map(|mut moments| {
        moments.sort();
        moments
    })
}

fn is_late(rows: &Rows, row: &RequestRow, now: Millis) -> bool {
    clock(rows, row, now).severity == Severity::Late
}

proptest! {
    /// VI29: the time that stood still grows with the hour, by no more than the working time that passed; a promise never moves back.
    #[test]
    fn vi29_what_stood_still_never_shrinks_and_counts_no_moment_twice(
        mut rows in worlds(), request in histories(), moments in moments(),
    ) {
        let row = row_of(&mut rows, &request);
        for pair in moments.windows(2) {
            let [early, late] = [pair[0], pair[1]];
            let (before, after) = (stood_still(&rows, &row, early), stood_still(&rows, &row, late));
            prop_assert!(before <= after, "{before:?} then {after:?}");
            prop_assert!(after.0 - before.0 <= rows.calendar_for(&row).between(early, late).0);
            prop_assert!(promised_by(&rows, &row, early) <= promised_by(&rows, &row, late));
        }
    }

    /// VI29: pauses follow on each other, and what ran and what stood still are together all the working time there was.
    #[test]
    fn vi29_what_ran_and_what_stood_still_are_the_whole(
        mut rows in worlds(), request in histories(), now in (0..MINUTES).prop_map(at),
    ) {
        let row = row_of(&mut rows, &request);
        let calendar = rows.calendar_for(&row);
        let mut ran = Span::ZERO;
        let mut from = row.asked_at;
        for pause in &row.pauses {
            let to = pause.to.expect("each wait runs out").min(now);
            prop_assert!(pause.from >= from, "{:?}", row.pauses);
            ran = Span(ran.0 + calendar.between(from, pause.from.min(now)).0);
            from = from.max(to);
        }
        ran = Span(ran.0 + calendar.between(from, now).0);
        let whole = calendar.between(row.asked_at, now);
        prop_assert_eq!(ran.0 + stood_still(&rows, &row, now).0, whole.0);
    }

    /// VI5, VI29: the clock stands still where a pause says so, and nowhere else.
    #[test]
    fn vi5_a_clock_stands_still_just_as_long_as_its_promise_moves(
        mut rows in worlds(), request in histories(), moments in moments(),
    ) {
        let row = row_of(&mut rows, &request);
        let near = row.pauses.iter().flat_map(|pause| {
            [pause.from + Span(1), pause.to.expect("each wait runs out"), pause.to.expect("so") + Span(1)]
        });
        for now in moments.into_iter().chain(near).filter(|now| *now > row.changed_at) {
            let paused = row.pauses.iter().any(|pause| pause.from < now && pause.to.is_none_or(|to| now <= to));
            let stands = asker_must_move(&row, now) && !row.state.waits_on_asker();
            prop_assert_eq!(stands, paused, "{:?} at {:?}", row, now);
        }
    }

    /// VI3, VI4: nobody is late, then in time, then late again for one promise, but while it stands still.
    #[test]
    fn vi4_late_once_is_late_until_something_happens(
        mut rows in worlds(), request in histories(), moments in moments(),
    ) {
        let row = row_of(&mut rows, &request);
        let runs = |now: &Millis| !asker_must_move(&row, *now);
        let late: Vec<bool> = moments.iter().filter(|now| runs(now)).map(|now| is_late(&rows, &row, *now)).collect();
        prop_assert!(late.is_sorted(), "{late:?} for {row:?}");
    }

    /// FO16: however the events lie in the document, the clocks are the same.
    #[test]
    fn fo16_the_order_of_the_list_makes_no_difference_to_clocks(
        rows in worlds(),
        (request, shuffled) in histories().prop_flat_map(|request| {
            (Just(request.clone()), Just(request.events).prop_shuffle())
        }),
        now in (0..2 * MINUTES).prop_map(at),
    ) {
        let (mut one, mut other) = (rows.clone(), rows);
        let row = row_of(&mut one, &request);
        let same = row_of(&mut other, &Request { events: shuffled, ..request });
        prop_assert_eq!(&row, &same);
        prop_assert_eq!(clock(&one, &row, now), clock(&other, &same, now));
    }

    /// VI29: whoever is waited for longer makes nothing later that would not have been late without.
    #[test]
    fn vi29_a_longer_wait_makes_nothing_late(
        mut rows in worlds(), begin in 0..MINUTES / 2, promised in 1..30_000_i64, waits in [1..9_000_i64, 1..9_000_i64],
        after in 1..20_000_i64, now in 0..60_000_i64,
    ) {
        let begin = at(begin);
        let [short, long] = [waits[0].min(waits[1]), waits[0].max(waits[1])];
        let row = |rows: &mut Rows, wait: i64| {
            let told = [
                (EventKind::Asked { reply_by: None }, 0),
                (Step::Accept(Some(promised)).event(begin), 1),
                (Step::Wait(true, Some(wait)).event(begin + Span::minutes(after)), after),
                (EventKind::Working, after + 9_000),
            ];
            let mut events: Vec<Event> = Vec::new();
            for (number, (kind, later)) in (1..).zip(told) {
                let seen = events.last().map(|event| event.id).into_iter().collect();
                events.push(event(number, kind, seen, begin + Span::minutes(later), Span::ZERO));
            }
            row_of(rows, &ask(false, events))
        };
        let (one, other) = (row(&mut rows, short), row(&mut rows, long));
        let now = begin + Span::minutes(after + 9_000 + now);
        prop_assert!(promised_by(&rows, &one, now) <= promised_by(&rows, &other, now));
        prop_assert!(is_late(&rows, &one, now) || !is_late(&rows, &other, now));
    }

    /// VI21: who has had it how long: what a link took is its own time and that of those below it, each minute once.
    #[test]
    fn vi21_a_link_s_time_is_its_own_and_that_of_those_below_it(
        below in vec((0..300_i64, proptest::option::of(0..300_i64)), 0..6), now in 1..300_i64,
    ) {
        let mut rows = company();
        let parent = RequestRow { asked_at: at(0), ..request(1, 1, 2) };
        rows.apply(row(parent.clone()));
        let mut busy = vec![false; usize::try_from(now).expect("few")];
        for (number, (from, ends)) in (2..).zip(&below) {
            let ended = ends.map(|ends| from + ends);
            let state = if ended.is_some() { State::Delivered } else { State::Asked };
            let state_since = at(ended.unwrap_or(*from));
            let child = RequestRow { parent: Some(parent.id), asked_at: at(*from), state, state_since, ..request(number, 2, 3) };
            rows.apply(row(child));
            for minute in *from..ended.unwrap_or(now).min(now) {
                busy[usize::try_from(minute).expect("few")] = true;
            }
        }
        let nodes = super::super::chain_page::chain_nodes(&rows, &parent, at(now));
        let node = nodes.items.iter().find(|node| node.id == parent.id).expect("there");
        let own = busy.iter().filter(|busy| !**busy).count();
        prop_assert_eq!(node.took, Span::minutes(now));
        prop_assert_eq!(node.own, Span::minutes(i64::try_from(own).expect("few")));
    }
}

/// VI5: news that are announced while waiting on the asker neither end the wait nor make it longer.
#[test]
fn vi5_news_meanwhile_leave_a_wait_as_long_as_it_is() {
    let mut rows = company();
    for news in [5, 500] {
        let told = [
            (EventKind::Asked { reply_by: None }, 0),
            (Step::Accept(Some(200)).event(at(0)), 1),
            (Step::Wait(true, Some(60)).event(at(10)), 10),
            (Step::Announce(news).event(at(20)), 20),
        ];
        let mut events: Vec<Event> = Vec::new();
        for (number, (kind, minute)) in (1..).zip(told) {
            let seen = events.last().map(|event| event.id).into_iter().collect();
            events.push(event(number, kind, seen, at(minute), Span::ZERO));
        }
        let row = row_of(&mut rows, &ask(false, events));
        assert!(asker_must_move(&row, at(70)) && !asker_must_move(&row, at(71)), "news after {news} minutes");
        assert_eq!(promised_by(&rows, &row, at(71)), Some(at(260)), "an hour later than promised");
    }
}

/// VI29: one wait more never moves a promise back, however many there were.
#[test]
fn vi29_one_wait_more_never_moves_a_promise_back() {
    let rows = company();
    let waits = i64::try_from(crate::limits::PAUSES_KEPT_MAX).expect("few") + 2;
    let asked = EventKind::Asked { reply_by: None };
    let mut events = vec![event(1, asked, Vec::new(), at(0), Span::ZERO)];
    let mut told = |kind: EventKind, minute: i64| {
        let number = u32::try_from(events.len()).expect("few") + 1;
        let seen = events.last().map(|event| event.id).into_iter().collect();
        events.push(event(number, kind, seen, at(minute), Span::ZERO));
        let row = row_of(&mut rows.clone(), &ask(false, events.clone()));
        promised_by(&rows, &row, at(100_000))
    };
    let mut promised = vec![told(Step::Accept(Some(100_000)).event(at(0)), 1)];
    for wait in 1..=waits {
        told(Step::Wait(true, Some(50)).event(at(wait * 100)), wait * 100);
        promised.push(told(EventKind::Working, wait * 100 + 30));
    }
    assert!(promised.is_sorted(), "{promised:?}");
}
