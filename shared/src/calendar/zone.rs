//! A time zone: its name for people, and the rule that everybody computes with.

use crate::id::{Day, Millis};
use jiff_core::tz::{Offset, posix};
use jiff_core::{Timestamp, civil};

/// A zone as documents write it: `Europe/Berlin CET-1CEST,M3.5.0,M10.5.0/3`. The name is the tz database's, the rule POSIX's: with both in the
/// document nobody needs the database to compute, and everybody comes to the same.
///
/// The rule is today's: moments of years with another one are computed by it, too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    name: String,
    /// None: UTC.
    rule: Option<posix::TimeZone>,
}

impl Default for Zone {
    fn default() -> Self {
        Self { name: "UTC".to_owned(), rule: None }
    }
}

impl Zone {
    /// Reads a zone; `None` when it isn't written so.
    pub fn parse(text: &str) -> Option<Self> {
        let (name, rule) = text.split_once(' ')?;
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"/_+-".contains(&byte);
        if name.is_empty() || !name.bytes().all(is_name) {
            return None;
        }
        Some(Self { name: name.to_owned(), rule: Some(posix::TimeZone::parse(rule).ok()?) })
    }

    /// What people call it: `Europe/Berlin`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The local day of a moment, counted from 1970. None beyond the years that calendars know.
    pub(super) fn day_of(&self, at: Millis) -> Option<i32> {
        let at = Timestamp::from_millisecond(at.0).ok()?;
        let offset = self.rule.as_ref().map_or(Offset::UTC, |rule| rule.to_offset(at));
        Some(offset.to_datetime(at).date().to_unix_epoch_day().day())
    }

    /// The local day of a moment. None beyond the years that calendars know.
    pub fn day(&self, at: Millis) -> Option<Day> {
        Day::of(1970, 1, 1)?.plus_days(self.day_of(at)?)
    }

    /// The moment of a local time. One that daylight saving skips is as long after midnight as if it had not; of one that comes twice it is the
    /// first.
    pub(super) fn moment(&self, date: civil::Date, minute: u16) -> Option<Millis> {
        let time =
            civil::Time::new(i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?, 0, 0).ok()?;
        let local = civil::DateTime::from_parts(date, time);
        let at = match &self.rule {
            Some(rule) => rule.to_ambiguous_timestamp(local).compatible(),
            None => Offset::UTC.to_timestamp(local),
        };
        Some(Millis(at.ok()?.as_millisecond()))
    }
}
