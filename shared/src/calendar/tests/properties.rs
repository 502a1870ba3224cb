//! What holds for all hours, zones and moments.

use super::*;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Northern, southern, of half an hour, of half an hour's daylight saving, at midnight, and without any.
const ZONES: [&str; 8] = [
    BERLIN,
    "America/New_York EST5EDT,M3.2.0,M11.1.0",
    "Australia/Sydney AEST-10AEDT,M10.1.0,M4.1.0/3",
    "America/St_Johns NST3:30NDT,M3.2.0,M11.1.0",
    "Australia/Lord_Howe <+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
    "America/Santiago <-04>4<-03>,M9.1.6/24,M4.1.6/24",
    "Asia/Kolkata IST-5:30",
    "America/Phoenix MST7",
];

fn zones() -> impl Strategy<Value = &'static str> {
    select(&ZONES[..])
}

/// Hours in which no window begins or ends between one and four: there a local time may come twice, or not at all.
fn hours() -> impl Strategy<Value = String> {
    let minute = prop_oneof![4 * 60..24 * 60_u16, Just(0_u16)];
    let entry = (0..7_usize, 0..7_usize, minute.clone(), minute).prop_map(|(from, to, begin, end)| {
        let days = ["mo", "tu", "we", "th", "fr", "sa", "su"];
        let time = |minute: u16| format!("{}:{:02}", minute / 60, minute % 60);
        format!("{}-{} {}-{}", days[from], days[to], time(begin), time(end))
    });
    vec(entry, 1..4)
        .prop_map(|entries| entries.join("; "))
        .prop_filter("fits", |text| Week::parse(text).is_ok())
}

fn holidays() -> impl Strategy<Value = Vec<String>> {
    vec((1..=12_u8, 1..=28_u8).prop_map(|(month, day)| format!("2026-{month:02}-{day:02}")), 0..6)
}

fn calendars() -> impl Strategy<Value = Calendar> {
    (zones(), hours(), holidays())
        .prop_map(|(zone, hours, holidays)| Calendar::new(zone, &hours, holidays.iter().map(String::as_str)))
}

/// In 2026, to the second.
fn moments() -> impl Strategy<Value = Millis> {
    (0..365 * 86_400_i64).prop_map(|second| Millis((1_767_225_600 + second) * 1_000))
}

proptest! {
    /// CL2: what was walked along once says the same as each walk of its own, also of what lies outside.
    #[test]
    fn a_stretch_says_what_its_calendar_says(
        calendar in calendars(),
        ends in [moments(), moments()],
        asked in vec((moments(), moments()), 1..8),
    ) {
        let worked = calendar.worked(ends[0].min(ends[1]), ends[0].max(ends[1]));
        for (from, to) in asked {
            prop_assert_eq!(worked.between(from, to), calendar.between(from, to));
        }
    }

    /// CL2: no clock runs backward, and no moment is counted twice.
    #[test]
    fn working_time_adds_up(calendar in calendars(), mut at in [moments(), moments(), moments()]) {
        at.sort();
        let [a, b, c] = at;
        let (ab, bc, ac) = (calendar.between(a, b), calendar.between(b, c), calendar.between(a, c));
        prop_assert_eq!(ab.0 + bc.0, ac.0);
        prop_assert!(ab.0 >= 0 && ab <= b - a);
        prop_assert_eq!(calendar.between(b, a), if a == b { ab } else { Span::ZERO });
    }

    /// CL2.
    #[test]
    fn the_moment_after_a_working_time_is_that_far_away(
        calendar in calendars(), from in moments(), minutes in 0..20_000_i64, more in 0..5_000_i64,
    ) {
        let span = Span::minutes(minutes);
        // Who works a minute a week needs longer than anybody looks ahead.
        let Some(later) = calendar.after(from, Span::minutes(minutes + more)) else {
            let far = from + Span::days(WORKING_DAYS_MAX - 2);
            prop_assert!(calendar.between(from, far) < Span::minutes(minutes + more));
            return Ok(());
        };
        let after = calendar.after(from, span).expect("sooner");
        prop_assert!(after >= from);
        prop_assert_eq!(calendar.between(from, after), span);
        prop_assert!(span == Span::ZERO || calendar.between(from, after - Span(1)) < span, "it is the first such moment");
        prop_assert!(later >= after);
        prop_assert_eq!(calendar.after(after, Span::minutes(more)).filter(|_| more > 0).unwrap_or(later), later);
    }

    /// CL2: counted back from the end of a time, it is the same time.
    #[test]
    fn the_moment_before_a_working_time_is_that_far_away(calendar in calendars(), to in moments(), minutes in 0..20_000_i64) {
        let span = Span::minutes(minutes);
        if let Some(before) = calendar.before(to, span) {
            prop_assert!(before <= to);
            prop_assert_eq!(calendar.between(before, to), span);
            prop_assert!(span == Span::ZERO || calendar.between(before + Span(1), to) < span, "it is the last such moment");
        }
    }

    /// CL4.
    #[test]
    fn the_order_of_holidays_makes_no_difference(zone in zones(), hours in hours(), days in holidays(), at in [moments(), moments()]) {
        let one = Calendar::new(zone, &hours, days.iter().map(String::as_str));
        let other = Calendar::new(zone, &hours, days.iter().rev().chain(&days).map(String::as_str));
        prop_assert_eq!(one.between(at[0], at[1]), other.between(at[0], at[1]));
        prop_assert_eq!(one, other);
    }

    /// CL3: counted minute by minute, with the tz database's own offsets.
    #[test]
    fn working_time_is_what_a_count_by_minutes_finds(zone in zones(), hours in hours(), days in holidays(), from in moments(), length in 1..6_000_i64) {
        let calendar = Calendar::new(zone, &hours, days.iter().map(String::as_str));
        let from = Millis(from.0 / 60_000 * 60_000);
        let week = Week::parse(&hours).expect("filtered");
        let counted = (0..length).filter(|minute| works(zone, &week, &days, from + Span::minutes(*minute))).count();
        prop_assert_eq!(calendar.between(from, from + Span::minutes(length)), Span::minutes(i64::try_from(counted).expect("few")));
    }

    /// CL1, CL6: whatever stands in a document, nothing panics and everything ends.
    #[test]
    fn any_text_is_taken(zone in ".{0,40}", rule in "[A-Z<>+-]{1,6}[0-9:+-]{1,4}[A-Z]{0,4}(,[MJ]?[0-9.]{1,7}(/[0-9-]{1,3})?){0,2}", hours in ".{0,60}", day in "[0-9-]{0,11}", at in any::<i64>()) {
        for zone in [zone.clone(), format!("Some/Where {rule}")] {
            let calendar = Calendar::new(&zone, &hours, [day.as_str()]);
            let office = Calendar::new(&zone, OFFICE, [day.as_str()]);
            for calendar in [calendar, office] {
                let at = Millis(at);
                let after = calendar.promised(at, Span::hours(5));
                prop_assert!(after >= at);
                let _ = (calendar.opening(at), calendar.between(at, after), calendar.shift_of(at));
            }
        }
        if let Ok(week) = Week::parse(&hours) {
            prop_assert_eq!(Week::parse(&week.to_string()), Ok(week));
        }
    }

    /// CL1.
    #[test]
    fn hours_read_back_as_they_were(hours in hours()) {
        let week = Week::parse(&hours).expect("filtered");
        let text = week.to_string();
        prop_assert_eq!(Week::parse(&text), Ok(week));
        prop_assert!(text.chars().count() <= crate::limits::LINE_CHARS_MAX);
    }
}

/// Whether somebody works in this minute: today's windows, and those of yesterday that go over midnight.
fn works(zone: &str, week: &Week, holidays: &[String], at: Millis) -> bool {
    let name = zone.split(' ').next().expect("a name");
    let zone = TimeZone::get(name).expect("bundled");
    let local = jiff::Timestamp::from_millisecond(at.0).expect("in range").to_zoned(zone);
    let minute = u16::try_from(i32::from(local.hour()) * 60 + i32::from(local.minute())).expect("of a day");
    let within = |date: jiff::civil::Date, minute: u16| {
        let day = usize::try_from(date.weekday().to_monday_zero_offset()).expect("a weekday");
        let windows = week.windows(day).iter();
        let mut open = windows.map(|window| (window.from..window.to).contains(&minute));
        !holidays.contains(&date.to_string()) && open.any(|open| open)
    };
    let today = local.date();
    within(today, minute) || within(today.yesterday().expect("in range"), minute + 1_440)
}
