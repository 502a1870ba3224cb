//! How a file writes moments: a declared pattern, and the zone that its clocks stood in.

use jiff::civil::{Date, DateTime};
use jiff::fmt::strtime;
use jiff::tz::TimeZone;
use serde::Deserialize;
use sightline_shared::id::Millis;

/// A pattern and a zone.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Written")]
pub struct Dates {
    pattern: String,
    zone: TimeZone,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    /// In strptime's letters: `%d/%m/%Y %H:%M`.
    pattern: String,
    /// `UTC`, or a place such as `Europe/Madrid`: files that name no zone mean some office's wall clock.
    #[serde(default = "utc")]
    zone: String,
}

fn utc() -> String {
    "UTC".to_owned()
}

impl TryFrom<Written> for Dates {
    type Error = String;

    fn try_from(Written { pattern, zone }: Written) -> Result<Self, String> {
        let known = if zone == "UTC" { Ok(TimeZone::UTC) } else { TimeZone::get(&zone) };
        let dates = Self { zone: known.map_err(|_| format!("the zone \"{zone}\" is not known"))?, pattern };
        let noon = jiff::civil::date(2016, 2, 29).at(12, 34, 56, 0);
        let written = strtime::format(&dates.pattern, noon).ok();
        match written.map(|text| dates.read(&text)) {
            Some(Ok(_)) => Ok(dates),
            _ => Err(format!("the pattern \"{}\" doesn't name a moment", dates.pattern)),
        }
    }
}

impl Dates {
    /// A pattern in UTC.
    pub fn of(pattern: &str) -> Self {
        Self { pattern: pattern.to_owned(), zone: TimeZone::UTC }
    }

    /// Reads a moment. A wall-clock time that happened twice is taken as the first; one that never happened as the next that did.
    ///
    /// # Errors
    /// A sentence that names the pattern.
    pub fn read(&self, text: &str) -> Result<Millis, String> {
        let wrong = || format!("\"{text}\" is not a date as {}", self.pattern);
        let moment = strtime::parse(&self.pattern, text)
            .and_then(|read| read.to_datetime().or_else(|_| read.to_date().map(|date| date.at(0, 0, 0, 0))))
            .map_err(|_| wrong())?;
        self.at(moment).ok_or_else(wrong)
    }

    /// Reads what a person types for `--until`: `2016-05-15` (its beginning) or `2016-05-15T14:30`.
    ///
    /// # Errors
    /// A sentence that says what is expected.
    pub fn read_option(&self, text: &str) -> Result<Millis, String> {
        let day = text.parse::<Date>().map(|date| date.at(0, 0, 0, 0));
        let moment = if text.len() > 10 { text.parse::<DateTime>() } else { day };
        moment
            .ok()
            .and_then(|moment| self.at(moment))
            .ok_or_else(|| format!("\"{text}\" is not a date: write 2016-05-15 or 2016-05-15T14:30"))
    }

    fn at(&self, moment: DateTime) -> Option<Millis> {
        let zoned = moment.to_zoned(self.zone.clone()).ok()?;
        Some(Millis(zoned.timestamp().as_millisecond()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_come_first_when_the_pattern_says_so() {
        let dates = Dates::of("%d/%m/%Y %H:%M");
        assert_eq!(dates.read("29/2/2016 01:16"), Ok(Millis(1_456_708_560_000)));
        assert_eq!(dates.read("2/3/2016 1:06"), dates.read("02/03/2016 01:06"));
        assert_eq!(
            dates.read("31/2/2016 01:16"),
            Err("\"31/2/2016 01:16\" is not a date as %d/%m/%Y %H:%M".into())
        );
        assert!(dates.read("29/2/2016 01:16 pm").is_err());
    }

    #[test]
    fn a_zone_moves_the_wall_clock() {
        let madrid = Dates { zone: TimeZone::get("Europe/Madrid").unwrap(), ..Dates::of("%Y-%m-%d %H:%M") };
        let utc = Dates::of("%Y-%m-%d %H:%M");
        assert_eq!(madrid.read("2016-07-01 12:00"), utc.read("2016-07-01 10:00"));
        assert_eq!(madrid.read("2016-03-27 02:30"), utc.read("2016-03-27 01:30"), "an hour that never was");
    }

    #[test]
    fn options_take_a_day_or_a_moment() {
        let dates = Dates::of("%d/%m/%Y %H:%M");
        assert_eq!(dates.read_option("2016-05-15"), dates.read("15/5/2016 00:00"));
        assert_eq!(dates.read_option("2016-05-15T14:30"), dates.read("15/5/2016 14:30"));
        assert!(dates.read_option("15/5/2016").is_err());
    }
}
