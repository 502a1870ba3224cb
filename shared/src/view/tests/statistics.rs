//! The figures that a relay publishes: what counts, and what bytes from outside do.

use super::*;
use crate::limits::{STATISTICS_BYTES_MAX, STATISTICS_WORKS_MAX, TIMING_SAMPLES_MIN};
use crate::view::{Gathered, Kept, Pause, Period, Remains, Spread, WorkFigures};
use proptest::prelude::*;

const AS_OF: Millis = Millis(NOW.0 - NOW.0.rem_euclid(3_600_000));

fn at(minutes: i64) -> Millis {
    AS_OF + Span::minutes(minutes)
}

fn service_id(number: u32) -> DocId {
    id(DocKind::Service, number)
}

fn gathered(rows: &[Row]) -> Statistics {
    let mut gathered = Gathered::new(AS_OF, TIMING_SAMPLES_MIN);
    rows.iter().for_each(|row| gathered.take(row));
    gathered.statistics()
}

/// A request of team 1's that team 2 has: asked before so many minutes, answered, accepted and delivered so long after that.
fn served(number: u32, before: i64, answered: i64, delivered: i64) -> RequestRow {
    RequestRow {
        state: State::Confirmed,
        asked_at: at(-before),
        reply_by: Some(at(30 - before)),
        answered_at: Some(at(answered - before)),
        accepted_at: Some(at(answered - before)),
        promised: Some(at(100 - before)),
        delivered_at: Some(at(delivered - before)),
        changed_at: AS_OF,
        ..request(number, 1, 2)
    }
}

const DAY: i64 = 24 * 60;

#[test]
fn figures_say_how_long_and_how_often_kept() {
    // ST1: five lately, five half a year before, through a service or not.
    let lately = [(10, 60), (20, 90), (30, 100), (31, 101), (40, 200)];
    let mut rows: Vec<Row> = (0..)
        .zip(lately)
        .map(|(number, (answered, delivered))| row(served(number, 5 * DAY, answered, delivered)))
        .collect();
    rows.extend(
        (10..15).map(|number| {
            row(RequestRow { service: Some(service_id(91)), ..served(number, 200 * DAY, 5, 50) })
        }),
    );
    let found = gathered(&rows);
    let share = |kept, of| Some(Kept { kept, of });
    let spread = |samples, median, p90| {
        Some(Spread { samples, median: Span::minutes(median), p90: Span::minutes(p90) })
    };
    let before = Period {
        reply: spread(5, 5, 5),
        delivery: spread(5, 45, 45),
        replies: share(5, 5),
        deliveries: share(5, 5),
    };
    let lately = Period {
        reply: spread(5, 30, 40),
        delivery: spread(5, 70, 160),
        replies: share(3, 5),
        deliveries: share(3, 5),
    };
    let all = WorkFigures { team: team_id(2), service: None, remains: None, lately, before };
    let lately = Period::default();
    let through = WorkFigures { service: Some(service_id(91)), lately, ..all.clone() };
    assert_eq!(found.works(), [all, through]);
    assert_eq!(found.as_of(), AS_OF);
}

#[test]
fn few_cases_private_ones_and_what_comes_later_say_nothing() {
    // ST1
    let enough = |change: fn(RequestRow) -> RequestRow| -> Statistics {
        let rows: Vec<Row> = (0..5).map(|number| row(change(served(number, DAY, 10, 60)))).collect();
        gathered(&rows)
    };
    let lately = |found: &Statistics| found.of(team_id(2), None).map(|work| work.lately);
    assert!(lately(&enough(|row| row)).is_some());
    assert!(gathered(&(0..4).map(|n| row(served(n, DAY, 10, 60))).collect::<Vec<_>>()).is_empty());
    assert!(enough(|row| RequestRow { private: true, ..row }).is_empty());
    assert!(enough(|row| RequestRow { changed_at: at(-400 * DAY), ..row }).is_empty());
    // Answered, but delivered after the moment that the figures are of.
    let later = lately(&enough(|row| RequestRow { delivered_at: Some(at(1)), ..row })).expect("answered");
    assert_eq!((later.reply.map(|reply| reply.samples), later.delivery), (Some(5), None));
    assert_eq!(later.deliveries, None, "closed: it says nothing of a promise");
    // Another team had it first: when this one was asked isn't known, whether it kept its promise is.
    let handed = lately(&enough(|row| RequestRow { hops: 1, ..row })).expect("promised");
    assert_eq!((handed.reply, handed.replies), (None, Some(Kept { kept: 5, of: 5 })));
    // Nobody has answered, and the promise has passed.
    let open = |row| RequestRow { state: State::Asked, answered_at: None, accepted_at: None, ..row };
    let silent = enough(|row| RequestRow { delivered_at: None, promised: None, ..row });
    assert_eq!(lately(&silent).and_then(|lately| lately.delivery), None);
    let rows: Vec<Row> = (0..5)
        .map(|number| {
            row(RequestRow { delivered_at: None, promised: None, ..open(served(number, DAY, 0, 0)) })
        })
        .collect();
    assert_eq!(lately(&gathered(&rows)).and_then(|lately| lately.replies), Some(Kept { kept: 0, of: 5 }));
}

#[test]
fn st7_what_was_given_back_or_opened_again_is_measured_by_the_first_answer_and_delivery() {
    use crate::view::{FirstDelivery, FirstReply};
    let plain = |number| served(number, DAY, 10, 60);
    let whole = |change: fn(RequestRow) -> RequestRow| -> Statistics {
        gathered(&(0..5).map(|number| row(change(plain(number)))).collect::<Vec<_>>())
    };
    let expected = whole(|row| row);
    // Given back after five hours and taken again, then opened again: by what the row says of the present it is late and open.
    let again = whole(|row| RequestRow {
        first_reply: Some(FirstReply { by: row.reply_by, at: row.answered_at }),
        first_delivery: Some(FirstDelivery {
            accepted: row.accepted_at,
            promised: row.promised,
            at: row.delivered_at,
            pauses: Vec::new(),
        }),
        state: State::Reopened,
        reply_by: row.reply_by.map(|at| at + Span::hours(5)),
        answered_at: row.answered_at.map(|at| at + Span::hours(6)),
        accepted_at: row.accepted_at.map(|at| at + Span::hours(6)),
        promised: None,
        delivered_at: None,
        ..row
    });
    assert_eq!(again, expected);
}

#[test]
fn time_is_the_teams_and_stands_still_while_the_asker_is_waited_for() {
    // ST1: it works from eight to nine every day; an hour a day.
    let hours = WorkRow { hours: "08:00-09:00".into(), ..WorkRow::default() };
    let Row::Party(party) = team(2, "Technicians") else { panic!("a party") };
    let calendar = hours.calendar();
    let rows: Vec<Row> = (0..5).map(|number| row(served(number, 10 * DAY, 0, 3 * DAY))).collect();
    let working: Vec<Row> =
        rows.iter().cloned().chain([Row::Party(PartyRow { work: hours, ..party })]).collect();
    let delivery = |rows: &[Row]| gathered(rows).of(team_id(2), None)?.lately.delivery.map(|all| all.median);
    assert_eq!(delivery(&rows), Some(Span::days(3)));
    assert_eq!(delivery(&working), Some(calendar.between(at(-10 * DAY), at(-7 * DAY))));
    let paused: Vec<Row> = (0..5)
        .map(|number| {
            let pause = Pause { from: at(-9 * DAY), to: Some(at(-8 * DAY)) };
            row(RequestRow { pauses: vec![pause], ..served(number, 10 * DAY, 0, 3 * DAY) })
        })
        .collect();
    assert_eq!(delivery(&paused), Some(Span::days(2)));
}

#[test]
fn of_too_many_works_those_with_the_most_cases_are_published() {
    // ST1
    let teams = u32::try_from(STATISTICS_WORKS_MAX).expect("small") + 20;
    let rows: Vec<Row> = (0..teams)
        .flat_map(|team| (0..if team < 20 { 5 } else { 6 }).map(move |n| (team, n)))
        .map(|(team, n)| {
            row(RequestRow { provider: team_id(team + 2), ..served(team * 10 + n, DAY, 10, 60) })
        })
        .collect();
    let found = gathered(&rows);
    assert_eq!(found.works().len(), STATISTICS_WORKS_MAX);
    assert!(found.works().iter().all(|work| work.lately.reply.is_some_and(|reply| reply.samples == 6)));
    assert!(found.works().is_sorted_by_key(|work| (work.team, work.service)));
    assert!(found.to_bytes().len() < STATISTICS_BYTES_MAX);
    assert_eq!(Statistics::read(&found.to_bytes()), Some(found));
}

fn figures(team: u32, p80: i64) -> WorkFigures {
    let remains = Some(Remains { samples: 7, p80: Span(p80) });
    let (lately, before) = (Period::default(), Period::default());
    WorkFigures { team: team_id(team), service: None, remains, lately, before }
}

#[test]
fn bytes_are_frozen_and_what_a_newer_version_adds_is_left_out() {
    // WR1, WR2
    let all = Statistics::new(Millis(1_700_000_000_000), vec![figures(2, 60_000)]);
    let golden = "a2001b0000018bcfe56800018"; // the beginning; the rest follows from the derive
    let hex: String = all.to_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(hex.starts_with(golden), "{hex}");
    let mut newer = all.to_bytes();
    newer[0] = 0xa3;
    newer.extend([0x18, 99, 0x61, b'x']);
    assert_eq!(Statistics::read(&newer), Some(all));
}

#[test]
fn what_makes_no_sense_is_left_out_or_refused() {
    // ST5
    let of = |works: Vec<WorkFigures>| Statistics::new(Millis(0), works);
    let read = |all: &Statistics| Statistics::read(&all.to_bytes());
    let bad = [figures(1, -1), figures(2, 5), figures(3, i64::MAX)];
    assert_eq!(read(&of(bad.to_vec())), Some(of(vec![figures(2, 5)])));
    let kept = Some(Kept { kept: 9, of: 5 });
    let lately = Period { replies: kept, ..Period::default() };
    assert_eq!(read(&of(vec![WorkFigures { lately, remains: None, ..figures(1, 1) }])), Some(of(vec![])));
    assert_eq!(read(&Statistics::new(Millis(i64::MIN), vec![figures(2, 5)])), None);
    let bytes = of(vec![figures(2, 5)]).to_bytes();
    for end in 0..bytes.len() {
        assert_eq!(Statistics::read(&bytes[..end]), None, "cut at {end}");
    }
    assert_eq!(Statistics::read(&[bytes, vec![0]].concat()), None);
    assert_eq!(Statistics::read(&vec![0xa0; STATISTICS_BYTES_MAX + 1]), None);
}

proptest! {
    /// ST1: equal rows give equal bytes, in whatever order they come; what was published reads as it was.
    #[test]
    fn the_order_of_rows_makes_no_difference(
        cases in prop::collection::vec((0..40u32, 0..500_000i64, 0..300i64, 0..3_000i64, 0..4u32), 0..60),
        seed in any::<u64>(),
    ) {
        let rows: Vec<Row> = cases.iter().map(|(number, before, answered, delivered, parent)| {
            let parent = (*parent > 0).then(|| request_id(number / parent));
            let service = (number % 3 == 0).then(|| service_id(91));
            let provider = team_id(2 + number % 2);
            row(RequestRow { parent, service, provider, ..served(*number, *before, *answered, *delivered) })
        }).collect();
        // A row comes once: the last of an id stands.
        let all: std::collections::BTreeMap<_, _> = rows.into_iter().map(|row| (row.id(), row)).collect();
        let mut rows: Vec<Row> = all.into_values().collect();
        let found = gathered(&rows);
        rows.sort_by_key(|row| u128::from_be_bytes(row.id().to_bytes()).wrapping_mul(u128::from(seed | 1)));
        prop_assert_eq!(gathered(&rows).to_bytes(), found.to_bytes());
        prop_assert_eq!(Statistics::read(&found.to_bytes()), Some(found));
    }

    /// ST5: no bytes harm a device, and what is read reads again as itself.
    #[test]
    fn no_bytes_harm_a_device(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Some(read) = Statistics::read(&bytes) {
            prop_assert_eq!(Statistics::read(&read.to_bytes()), Some(read));
        }
    }
}
