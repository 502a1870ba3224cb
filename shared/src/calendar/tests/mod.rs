//! Hours, zones, holidays, and what is counted with them.

mod hours;
mod properties;

use super::*;
use jiff::civil::date;
use jiff::tz::TimeZone;

const BERLIN: &str = "Europe/Berlin CET-1CEST,M3.5.0,M10.5.0/3";
const OFFICE: &str = "mo-fr 08:00-17:00";

fn berlin(hours: &str) -> Calendar {
    Calendar::new(BERLIN, hours, [])
}

/// A local time in Berlin, by the tz database and not by the rule.
fn at(year: i16, month: i8, day: i8, hour: i8, minute: i8) -> Millis {
    let zone = TimeZone::get("Europe/Berlin").expect("bundled");
    let local = date(year, month, day).at(hour, minute, 0, 0);
    Millis(local.to_zoned(zone).expect("in range").timestamp().as_millisecond())
}

/// CL2.
#[test]
fn two_working_hours_on_friday_afternoon_are_over_on_monday_morning() {
    let office = berlin(OFFICE);
    let friday = at(2026, 11, 27, 16, 0);
    assert_eq!(office.after(friday, Span::hours(2)), Some(at(2026, 11, 30, 9, 0)));
    assert_eq!(office.between(friday, at(2026, 11, 30, 9, 0)), Span::hours(2));
    assert_eq!(office.before(at(2026, 11, 30, 9, 0), Span::hours(2)), Some(friday));
    assert_eq!(office.before(at(2026, 11, 30, 9, 0), Span::hours(900)), Some(at(2026, 7, 13, 9, 0)));
    // Who is asked at night begins in the morning; what is over at closing time isn't over the next morning only.
    assert_eq!(office.after(at(2026, 11, 27, 22, 0), Span::hours(9)), Some(at(2026, 11, 30, 17, 0)));
}

/// CL4.
#[test]
fn what_begins_on_a_holiday_is_no_working_time_and_a_night_before_it_goes_on() {
    let holidays = ["2026-12-25", "2026-12-26"];
    let office = Calendar::new(BERLIN, OFFICE, holidays);
    assert_eq!(office.after(at(2026, 12, 24, 16, 0), Span::hours(2)), Some(at(2026, 12, 28, 9, 0)));
    let night = Calendar::new(BERLIN, "22:00-06:00", holidays);
    let worked = night.between(at(2026, 12, 24, 12, 0), at(2026, 12, 28, 12, 0));
    assert_eq!(worked, Span::hours(16), "the night to the 25th and that to the 28th");
}

/// CL5.
#[test]
fn days_of_a_promise_are_days_of_the_team() {
    let office = berlin(OFFICE);
    let friday = at(2026, 11, 27, 15, 0);
    assert_eq!(office.working(Span::days(2)), Span::hours(18));
    assert_eq!(office.promised(friday, Span::days(1)), at(2026, 11, 30, 15, 0));
    assert_eq!(
        office.promised(friday, Span::hours(25)),
        office.after(friday, Span::hours(25)).expect("works")
    );
    assert_eq!(Calendar::default().promised(friday, Span::days(1)), friday + Span::days(1));
}

/// CL6.
#[test]
fn a_team_that_never_works_is_not_let_off_and_nothing_hangs() {
    // Somebody closes all days of the ten years that are looked through.
    let first = date(2026, 1, 1);
    let all: Vec<String> = (0..5_000).map(|day| (first + jiff::Span::new().days(day)).to_string()).collect();
    let never = Calendar::new(BERLIN, OFFICE, all.iter().map(String::as_str));
    let now = at(2026, 11, 27, 16, 0);
    assert_eq!(never.after(now, Span::minutes(1)), None);
    assert_eq!(never.promised(now, Span::hours(3)), now + Span::hours(3));
    assert_eq!(never.opening(now), Opening::Closed { opens: None });
    assert_eq!(never.between(now, now + Span::days(1_000)), Span::ZERO);
    // Moments that no calendar knows, of clocks that are wrong by an age.
    let office = berlin(OFFICE);
    for far in [Millis(i64::MIN), Millis(i64::MAX), Millis(1 << 55)] {
        assert_eq!(office.between(far, far + Span::hours(1)), Span::ZERO);
        assert_eq!(office.promised(far, Span::hours(1)), far + Span::hours(1));
    }
    assert!(office.between(Millis(i64::MIN), Millis(i64::MAX)) >= Span::ZERO);
    assert!(office.between(now, Millis(i64::MAX)) > Span::days(365));
}

/// CL7.
#[test]
fn how_a_team_stands_now() {
    let office = berlin("mo-fr 08:00-12:00, 13:00-17:00");
    let until = |hour| Opening::Open { until: Some(at(2026, 11, 27, hour, 0)) };
    assert_eq!(office.opening(at(2026, 11, 27, 8, 0)), until(12));
    assert_eq!(office.opening(at(2026, 11, 27, 11, 59)), until(12));
    let lunch = Opening::Closed { opens: Some(at(2026, 11, 27, 13, 0)) };
    assert_eq!(office.opening(at(2026, 11, 27, 12, 0)), lunch);
    let weekend = Opening::Closed { opens: Some(at(2026, 11, 30, 8, 0)) };
    assert_eq!(office.opening(at(2026, 11, 27, 17, 0)), weekend);
    assert_eq!(Calendar::default().opening(Millis(0)), Opening::Always);
    // Around the clock, but for the Sunday: it closes on Saturday at midnight.
    let most = berlin("mo-sa 00:00-24:00");
    assert_eq!(most.opening(at(2026, 11, 25, 9, 0)), Opening::Open { until: Some(at(2026, 11, 29, 0, 0)) });
    assert_eq!(berlin("00:00-24:00").opening(at(2026, 11, 25, 9, 0)), Opening::Open { until: None });
}

/// CL7.
#[test]
fn the_shift_of_a_moment_is_the_one_it_falls_into_or_follows() {
    let shifts = berlin("06:00-14:00, 15:00-22:00");
    let early = Some((at(2026, 11, 27, 6, 0), at(2026, 11, 27, 14, 0)));
    assert_eq!(shifts.shift_of(at(2026, 11, 27, 6, 0)), early);
    assert_eq!(shifts.shift_of(at(2026, 11, 27, 14, 30)), early);
    let late = Some((at(2026, 11, 27, 15, 0), at(2026, 11, 27, 22, 0)));
    assert_eq!(shifts.shift_of(at(2026, 11, 28, 3, 0)), late);
    assert_eq!(Calendar::default().shift_of(Millis(0)), None);
}

/// CL2, CL3: two weeks before a minute past midnight it was eleven in the evening, an hour having been skipped since.
#[test]
fn a_look_back_over_a_change_of_the_clocks_misses_nothing() {
    let night = berlin("00:00-04:00");
    let to = at(2026, 4, 5, 0, 1);
    assert_eq!(night.before(to, Span::minutes(1)), Some(at(2026, 4, 5, 0, 0)));
    assert_eq!(night.shift_of(to), Some((at(2026, 4, 5, 0, 0), at(2026, 4, 5, 4, 0))));
}

/// CL3.
#[test]
fn a_night_in_which_the_clocks_are_set_is_as_long_as_it_is() {
    let night = berlin("22:00-06:00");
    let spring = night.between(at(2026, 3, 28, 12, 0), at(2026, 3, 29, 12, 0));
    let autumn = night.between(at(2026, 10, 24, 12, 0), at(2026, 10, 25, 12, 0));
    assert_eq!((spring, autumn), (Span::hours(7), Span::hours(9)));
}
