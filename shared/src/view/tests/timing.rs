//! How long the work above takes, deadlines that come down from it, and what is said before it is too late.

use super::*;
use crate::limits::TIMING_SAMPLES_MIN;
use crate::model::{Due, TakesFrom};
use crate::view::{Gathered, ask_under, card::Deck};

fn promising(number: u32, provider: u32, served: u32, within: Span) -> Row {
    match service(number, provider, served) {
        Row::Service(row) => Row::Service(ServiceRow { deliver_within: Some(within), ..row }),
        other => other,
    }
}

/// Team 2 answers customers, and asks 3. What it did before: `past` times it answered so many minutes after the last answer from below.
fn rows(past: &[i64]) -> Rows {
    let mut rows = company();
    rows.apply(promising(91, 2, 1, Span::hours(2)));
    rows.apply(promising(92, 3, 2, Span::minutes(30)));
    for (number, took) in (0..).zip(past) {
        let (parent, child) = (200 + number * 2, 201 + number * 2);
        let closed = |number, asker, provider, at| RequestRow {
            state: State::Confirmed,
            delivered_at: Some(at),
            ..request(number, asker, provider)
        };
        rows.apply(row(closed(parent, 1, 2, minutes(-600 + took))));
        let below = closed(child, 2, 3, minutes(-600));
        rows.apply(row(RequestRow { parent: Some(request_id(parent)), ..below }));
    }
    let published = published(&rows);
    rows.set_statistics(Some(published));
    rows
}

/// Request 1, which the team has, needed in so many minutes.
fn needed(minutes_ahead: i64) -> RequestRow {
    RequestRow { due: Some(minutes(minutes_ahead)), state: State::Working, ..request(1, 1, 2) }
}

fn below(number: u32) -> RequestRow {
    RequestRow { parent: Some(request_id(1)), ..request(number, 2, 3) }
}

/// What a relay with these rows publishes.
fn published(rows: &Rows) -> Statistics {
    let mut gathered = Gathered::new(NOW, TIMING_SAMPLES_MIN);
    rows.requests().for_each(|row| gathered.take_request(row));
    rows.parties().for_each(|row| gathered.take_party(row));
    gathered.statistics()
}

fn proposed(rows: &Rows) -> Option<Due> {
    ask_under(rows, request_id(1), NOW).expect("there").proposed
}

#[test]
fn a_deadline_comes_down_less_what_the_work_above_takes() {
    // VI30: five times were enough, and in four of them it took forty minutes or less.
    let past = [10, 40, 20, 30, 300];
    assert_eq!(past.len(), TIMING_SAMPLES_MIN);
    let mut rows_of = rows(&past);
    rows_of.apply(row(needed(240)));
    let takes = Some(TakesFrom::Observed { samples: 5, as_of: NOW });
    let from = Some((minutes(240), Span::minutes(40)));
    assert_eq!(proposed(&rows_of), Some(Due { at: minutes(200), from, takes }));
    // Fewer say nothing: then it is what the map promises, two hours.
    let mut few = rows(&past[1..]);
    few.apply(row(needed(240)));
    let from = Some((minutes(240), Span::hours(2)));
    let takes = Some(TakesFrom::Promise);
    assert_eq!(proposed(&few), Some(Due { at: minutes(120), from, takes }));
    // What is promised sooner than needed counts; what has passed comes down from nowhere.
    few.apply(row(RequestRow { promised: Some(minutes(180)), ..needed(240) }));
    assert_eq!(proposed(&few).map(|due| due.at), Some(minutes(60)));
    few.apply(row(needed(-1)));
    assert_eq!(proposed(&few), None);
    few.apply(row(needed(30)));
    assert_eq!(proposed(&few), None, "nothing is left: it would be late as it is asked");
}

#[test]
fn what_was_published_holds_until_the_next_whatever_comes_and_however_late_it_is() {
    // VI30, ST6: equal figures and rows show equal deadlines, on every device.
    let mut rows = rows(&[10, 20, 30, 40, 50]);
    rows.apply(row(needed(2_400)));
    let takes = |rows: &Rows, now| ask_under(rows, request_id(1), now).expect("there").proposed;
    let at_first = takes(&rows, NOW);
    assert!(matches!(
        at_first.and_then(|due| due.takes),
        Some(TakesFrom::Observed { samples: 5, as_of: NOW })
    ));
    for number in 500..520 {
        let closed = RequestRow { delivered_at: Some(NOW), ..request(number, 1, 2) };
        rows.apply(row(RequestRow { state: State::Confirmed, ..closed }));
    }
    assert_eq!(takes(&rows, minutes(60)), at_first);
    // Without figures, as before the first contact, it is what the map promises.
    rows.set_statistics(None);
    let promised = takes(&rows, NOW).and_then(|due| due.takes);
    assert_eq!(promised, Some(TakesFrom::Promise));
}

fn risk(rows: &Rows, number: u32) -> Option<Risk> {
    let viewer = Viewer { person: person_id(2), team: Some(team_id(2)) };
    Deck::new(rows, &viewer, NOW).card(rows.request(request_id(number)).expect("there")).risk
}

#[test]
fn what_remains_and_does_not_fit_is_said_before_it_is_late() {
    // VI31
    let mut rows = rows(&[10, 20, 30, 40, 300]);
    rows.apply(row(needed(120)));
    rows.apply(row(RequestRow { promised: Some(minutes(60)), state: State::Accepted, ..below(2) }));
    assert_eq!(risk(&rows, 1), None, "60 and 40 minutes fit");
    let later = RequestRow { promised: Some(minutes(90)), state: State::Accepted, ..below(2) };
    rows.apply(row(later.clone()));
    let takes = Takes { span: Span::minutes(40), from: TakesFrom::Observed { samples: 5, as_of: NOW } };
    let below_it = Some(request_id(2));
    let (due, ends, takes) = (minutes(120), minutes(130), Some(takes));
    let expected = Risk { due, ends, below: below_it, is_offer: false, takes };
    assert_eq!(risk(&rows, 1), Some(expected));
    // Once it is late it is late; what is delivered or waits for the asker is neither.
    rows.apply(row(needed(-5)));
    assert_eq!(risk(&rows, 1), None);
    rows.apply(row(RequestRow { state: State::Delivered, ..needed(120) }));
    assert_eq!(risk(&rows, 1), None);
    // An answer from below takes nothing any more.
    rows.apply(row(needed(120)));
    rows.apply(row(RequestRow { state: State::Delivered, ..later }));
    assert_eq!(risk(&rows, 1), None);
    // Nobody has said when: as long as the map promises, from now on.
    rows.apply(row(below(3)));
    assert_eq!(risk(&rows, 1), None, "30 and 40 minutes");
    rows.apply(row(RequestRow { due: Some(minutes(20)), ..below(3) }));
    assert_eq!(risk(&rows, 3).map(|risk| risk.ends), Some(minutes(30)));
}

#[test]
fn what_is_offered_below_shows_above_with_what_it_does_to_the_promise() {
    // VI31
    let mut rows = rows(&[]);
    let promised = RequestRow { promised: Some(minutes(180)), state: State::Accepted, ..needed(300) };
    rows.apply(row(promised));
    let offer = RequestRow { state: State::CounterOffered, offered: Some(minutes(100)), ..below(2) };
    rows.apply(row(offer.clone()));
    let takes = Some(Takes { span: Span::hours(2), from: TakesFrom::Promise });
    let (due, ends) = (minutes(180), minutes(220));
    let expected = Risk { due, ends, below: Some(request_id(2)), is_offer: true, takes };
    assert_eq!(risk(&rows, 1), Some(expected), "100 minutes, and two hours by the map");
    rows.apply(row(RequestRow { offered: Some(minutes(50)), ..offer }));
    assert_eq!(risk(&rows, 1), None);
}
