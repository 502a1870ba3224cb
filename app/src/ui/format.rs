//! Moments, lengths and numbers as people read them: the browser's Intl for moments and numbers, our words for lengths.

use super::words::{spoken, t};
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use sightline_shared::id::{Day, Millis, Span};
use std::{cell::RefCell, collections::HashMap};
use wasm_bindgen::{JsCast, JsValue};

/// How a moment is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Style {
    Time,
    Day,
    DayTime,
    DayYear,
    Full,
    Weekday,
    Date,
}

thread_local! {
    /// Making a formatter costs a hundred times more than using it.
    static FORMATTERS: RefCell<HashMap<(&'static str, Style), Function>> = RefCell::new(HashMap::new());
}

/// Makes the formatter that every screen needs: the browser's first takes as long as a screen, for it reads its tables of languages.
pub(crate) fn prepare() {
    drop(formatter(Style::Time));
}

fn formatter(style: Style) -> Function {
    let tag = spoken().tag();
    FORMATTERS.with_borrow_mut(|kept| kept.entry((tag, style)).or_insert_with(|| make(tag, style)).clone())
}

fn make(tag: &str, style: Style) -> Function {
    let fields: &[(&str, &str)] = match style {
        Style::Time => &[("hour", "2-digit"), ("minute", "2-digit"), ("hourCycle", "h23")],
        Style::Day => &[("weekday", "short"), ("day", "numeric"), ("month", "short")],
        Style::DayYear => &[("day", "numeric"), ("month", "short"), ("year", "numeric")],
        Style::DayTime => &[
            ("day", "numeric"),
            ("month", "short"),
            ("hour", "2-digit"),
            ("minute", "2-digit"),
            ("hourCycle", "h23"),
        ],
        Style::Weekday => &[("weekday", "short"), ("timeZone", "UTC")],
        Style::Date => &[("day", "numeric"), ("month", "short"), ("year", "numeric"), ("timeZone", "UTC")],
        Style::Full => &[("dateStyle", "full"), ("timeStyle", "medium"), ("hourCycle", "h23")],
    };
    let options = Object::new();
    for (name, value) in fields {
        // Setting a property of a fresh object can't fail.
        let _ = Reflect::set(&options, &(*name).into(), &(*value).into());
    }
    Intl::DateTimeFormat::new(&Array::of1(&tag.into()), &options).format()
}

fn written(style: Style, at: Millis) -> String {
    let date = Date::new(&JsValue::from_f64(millis(at)));
    formatter(style)
        .call1(&JsValue::UNDEFINED, &date)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a JavaScript date holds fewer milliseconds than an f64 does exactly"
)]
fn millis(at: Millis) -> f64 {
    at.0 as f64
}

fn day_of(at: Millis) -> (u32, u32, u32) {
    let date = Date::new(&JsValue::from_f64(millis(at)));
    (date.get_full_year(), date.get_month(), date.get_date())
}

/// Whether two moments are on the same local day.
pub(crate) fn same_day(one: Millis, other: Millis) -> bool {
    day_of(one) == day_of(other)
}

/// "09:14".
pub(crate) fn time(at: Millis) -> String {
    written(Style::Time, at)
}

/// "Sun 22 Nov".
pub(crate) fn day(at: Millis) -> String {
    written(Style::Day, at)
}

/// "Sun", of the day in UTC.
pub(crate) fn weekday(at: Millis) -> String {
    written(Style::Weekday, at)
}

/// "2026-11-22": the local date, as documents write dates.
pub(crate) fn date(at: Millis) -> String {
    to_field(at).split('T').next().unwrap_or_default().to_owned()
}

/// "25 Dec 2026", of a date as documents write it.
pub(crate) fn written_date(date: &str) -> String {
    from_field(date).map_or_else(|| date.to_owned(), |at| written(Style::Date, at))
}

/// "Spanish", of a language's tag; the tag itself where the browser knows no name for it.
pub(crate) fn language(tag: &str) -> String {
    let options = Object::new();
    let _ = Reflect::set(&options, &"type".into(), &"language".into());
    let names = Intl::DisplayNames::new(&Array::of1(&spoken().tag().into()), &options);
    // Throws for what is no tag: documents hold only what is one.
    let known = Reflect::get(&names, &"of".into()).ok().and_then(|of| of.dyn_into::<Function>().ok());
    let name = known.and_then(|of| of.call1(&names, &tag.into()).ok()).and_then(|name| name.as_string());
    let name = name.unwrap_or_else(|| tag.to_owned());
    // Some languages write their names small: here they stand at a line's beginning.
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// "Sunday, 22 November 2026 at 09:14:05".
pub(crate) fn full(at: Millis) -> String {
    written(Style::Full, at)
}

/// "09:14" today, "tomorrow 09:14", "22 Nov, 09:14" on other days.
pub(crate) fn moment(at: Millis, now: Millis) -> String {
    if same_day(at, now) {
        time(at)
    } else if same_day(at, now + Span::days(1)) {
        t!("time-tomorrow", time = time(at))
    } else if same_day(at, now - Span::days(1)) {
        t!("time-yesterday", time = time(at))
    } else {
        written(Style::DayTime, at)
    }
}

/// "25 min", "2 h 10 min", "3 days": two units at most, never negative.
pub(crate) fn span(span: Span) -> String {
    let minutes = span.0.max(0) / 60_000;
    let (days, hours, minutes) = (minutes / 1_440, minutes / 60 % 24, minutes % 60);
    match (days, hours, minutes) {
        (0, 0, 0) => t!("span-now"),
        (0, 0, minutes) => t!("span-minutes", minutes = minutes),
        (0, hours, 0) => t!("span-hours", hours = hours),
        (0, hours, minutes) => t!("span-hours-minutes", hours = hours, minutes = minutes),
        (1, hours @ 1.., _) => t!("span-day-hours", hours = hours),
        (days, ..) => t!("span-days", days = days),
    }
}

/// A number with the language's separators.
pub(crate) fn number(value: usize) -> String {
    u32::try_from(value).map_or_else(
        |_| value.to_string(),
        |value| {
            let text = js_sys::Number::from(value).to_locale_string(spoken().tag());
            text.into()
        },
    )
}

/// "1.4 MB".
pub(crate) fn bytes(value: f64) -> String {
    let (value, unit) = if value < 1e6 {
        (value / 1e3, "kilobyte")
    } else if value < 1e9 {
        (value / 1e6, "megabyte")
    } else {
        (value / 1e9, "gigabyte")
    };
    let options = Object::new();
    for (name, value) in
        [("style", JsValue::from("unit")), ("unit", unit.into()), ("maximumFractionDigits", 1.into())]
    {
        let _ = Reflect::set(&options, &name.into(), &value);
    }
    let format = Intl::NumberFormat::new(&Array::of1(&spoken().tag().into()), &options);
    format
        .format()
        .call1(&JsValue::UNDEFINED, &value.into())
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// "2026-11-25T22:15:00+01:00": the local time, with its distance to UTC.
pub(crate) fn iso(at: Millis) -> String {
    // JavaScript's dates end a hundred million days from 1970: beyond it the number says more than an exception.
    const DATES_END: i64 = 8_640_000_000_000_000;
    const DAY: i64 = 86_400_000;
    if at.0.saturating_abs() > DATES_END - DAY {
        return at.0.to_string();
    }
    #[expect(clippy::cast_possible_truncation, reason = "minutes of less than a day")]
    let east = -(Date::new(&JsValue::from_f64(millis(at))).get_timezone_offset() as i64);
    let local = Date::new(&JsValue::from_f64(millis(at + Span::minutes(east)))).to_iso_string();
    let text = String::from(local);
    let text = text.split('.').next().unwrap_or_default();
    let sign = if east < 0 { '-' } else { '+' };
    format!("{text}{sign}{:02}:{:02}", east.abs() / 60, east.abs() % 60)
}

/// What a `datetime-local` field holds for this moment: local time, to the minute.
pub(crate) fn to_field(at: Millis) -> String {
    let date = Date::new(&JsValue::from_f64(millis(at)));
    let (year, month, day) = (date.get_full_year(), date.get_month() + 1, date.get_date());
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}", date.get_hours(), date.get_minutes())
}

/// The moment that a `datetime-local` field holds; none when it is empty or no moment.
pub(crate) fn from_field(text: &str) -> Option<Millis> {
    let at = Date::parse(text);
    #[expect(clippy::cast_possible_truncation, reason = "a date's milliseconds are whole and below 2^53")]
    at.is_finite().then_some(Millis(at as i64))
}

/// The end of the local day, so many days from `now`: 17:00, when most people still read it.
pub(crate) fn end_of_day(now: Millis, days: u32) -> Millis {
    day_at(now, days, 17)
}

/// The first moment of the local day, so many days from `now`.
pub(crate) fn start_of_day(now: Millis, days: u32) -> Millis {
    day_at(now, days, 0)
}

fn day_at(now: Millis, days: u32, hour: u32) -> Millis {
    let date = Date::new(&JsValue::from_f64(millis(now)));
    date.set_date(date.get_date() + days);
    date.set_hours(hour);
    date.set_minutes(0);
    date.set_seconds(0);
    date.set_milliseconds(0);
    #[expect(clippy::cast_possible_truncation, reason = "a date's milliseconds are whole and below 2^53")]
    Millis(date.get_time() as i64)
}

/// The shift that a moment falls into, from its first moment to the next one's, in local time. Where nothing is known of a team's hours
/// shifts change at 06:00, 14:00 and 22:00.
pub(crate) fn shift(at: Millis) -> (Millis, Millis) {
    let hour = Date::new(&JsValue::from_f64(millis(at))).get_hours();
    // Setting an hour beyond the day's moves to the day after or before.
    let at_hour = |hour: i32| {
        let date = Date::new(&JsValue::from_f64(millis(at)));
        date.set_hours(0);
        date.set_minutes(0);
        date.set_seconds(0);
        date.set_milliseconds(0);
        let days = hour.div_euclid(24);
        date.set_date(date.get_date().wrapping_add_signed(days));
        date.set_hours(hour.rem_euclid(24).unsigned_abs());
        #[expect(clippy::cast_possible_truncation, reason = "a date's milliseconds are whole and below 2^53")]
        Millis(date.get_time() as i64)
    };
    match hour {
        ..6 => (at_hour(-2), at_hour(6)),
        6..14 => (at_hour(6), at_hour(14)),
        14..22 => (at_hour(14), at_hour(22)),
        _ => (at_hour(22), at_hour(30)),
    }
}

/// The local day of this moment.
pub(crate) fn today(now: Millis) -> Day {
    let (year, month, day) = day_of(now);
    let small = || {
        let (month, day) = (i8::try_from(month + 1).ok()?, i8::try_from(day).ok()?);
        Day::of(i16::try_from(year).ok()?, month, day)
    };
    // A clock beyond the calendar's end: nothing is due then.
    small().unwrap_or(Day::FIRST)
}

/// "today", "tomorrow", "yesterday", "Fri 27 Nov", "27 Nov 2027".
pub(crate) fn calendar_day(day: Day, today: Day) -> String {
    match day.days_after(today) {
        0 => t!("day-today"),
        1 => t!("day-tomorrow"),
        -1 => t!("day-yesterday"),
        _ => {
            let date = day.date();
            let month = u32::try_from(date.month()).unwrap_or(1) - 1;
            let day_of_month = u32::try_from(date.day()).unwrap_or(1);
            let noon = Date::new_with_year_month_day(0, 0, 1);
            noon.set_hours(12);
            // Two digits of a year would be taken for the last century's.
            noon.set_full_year_with_month_date(
                u32::try_from(date.year()).unwrap_or(0),
                month as i32,
                day_of_month as i32,
            );
            let style = if date.year() == today.date().year() { Style::Day } else { Style::DayYear };
            #[expect(
                clippy::cast_possible_truncation,
                reason = "a date's milliseconds are whole and below 2^53"
            )]
            written(style, Millis(noon.get_time() as i64))
        }
    }
}

/// Puts a text on the clipboard. Fails silently where the browser forbids it: the text stays selectable.
pub(crate) fn copy(text: &str) {
    let clipboard = leptos::prelude::window().navigator().clipboard();
    let _ = clipboard.write_text(text).unchecked_into::<JsValue>();
}
