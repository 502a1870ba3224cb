//! Dates as documents write them: `2026-12-25`.

use jiff_core::civil;

/// A date: year, month, day.
pub type Date = (i16, i8, i8);

/// Reads `2026-12-25`; `None` when it isn't written so, or no date.
pub fn parse_date(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if parts.next().is_some() || !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
        return None;
    }
    let date = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    civil::Date::new(date.0, date.1, date.2).ok().map(|_| date)
}

/// The days from 1970 to it.
pub(super) fn day_number(text: &str) -> Option<i32> {
    let (year, month, day) = parse_date(text)?;
    civil::Date::new(year, month, day).ok().map(|date| date.to_unix_epoch_day().day())
}
