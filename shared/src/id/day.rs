//! Days of the calendar, as somebody's wall says them.

use jiff_core::civil::Date;
use minicbor::{Decode, Encode};

/// A day of the calendar, in no time zone: what is due "on Friday" is due on everybody's own Friday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// The first day of the calendar.
    pub const FIRST: Self = Self(Date::MIN);

    /// A day by its year, month and day of the month; none if there is no such day.
    pub fn of(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self)
    }

    /// "2026-11-26"; none for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u16>().ok();
        let is_shaped = text.len() == 10
            && text
                .bytes()
                .enumerate()
                .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
        let day = is_shaped.then(|| Some((number(0..4)?, number(5..7)?, number(8..10)?))).flatten();
        day.and_then(|(year, month, day)| {
            Self::of(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
        })
    }

    /// Its date.
    pub fn date(self) -> Date {
        self.0
    }

    /// The days from 1970 to it.
    pub fn number(self) -> i32 {
        self.0.to_unix_epoch_day().day()
    }

    /// So many days later, or earlier; none beyond the calendar's ends.
    pub fn plus_days(self, days: i32) -> Option<Self> {
        self.0.checked_add(days).ok().map(Self)
    }

    /// So many months later; the last day of a month that is too short.
    pub fn plus_months(self, months: i32) -> Option<Self> {
        let months = self.months().checked_add(months)?;
        let year = i16::try_from(months.div_euclid(12)).ok()?;
        let month = i8::try_from(months.rem_euclid(12) + 1).ok()?;
        Date::new_constrain(year, month, self.0.day()).ok().map(Self)
    }

    /// How many days after the other it is.
    pub fn days_after(self, other: Self) -> i32 {
        self.0.since(other.0)
    }

    /// How many months after the other's month its month is.
    pub fn months_after(self, other: Self) -> i32 {
        self.months() - other.months()
    }

    /// Months from the beginning of the year 0.
    fn months(self) -> i32 {
        i32::from(self.0.year()) * 12 + i32::from(self.0.month()) - 1
    }

    /// Monday is 1, Sunday 7.
    pub fn weekday(self) -> i8 {
        self.0.weekday().to_monday_one_offset()
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

/// As the number 20261126: sorts as the days do, and can be read in a dump.
impl<C> Encode<C> for Day {
    fn encode<W: minicbor::encode::Write>(
        &self,
        e: &mut minicbor::Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        let (year, month, day) = (self.0.year(), self.0.month(), self.0.day());
        e.i32(i32::from(year) * 10_000 + i32::from(month) * 100 + i32::from(day))?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Day {
    fn decode(d: &mut minicbor::Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        let number = d.i32()?;
        let part = |divisor: i32, modulus: i32| i8::try_from(number / divisor % modulus).ok();
        i16::try_from(number / 10_000)
            .ok()
            .and_then(|year| Self::of(year, part(100, 100)?, part(1, 100)?))
            .ok_or_else(|| minicbor::decode::Error::message("no such day"))
    }
}

#[cfg(test)]
mod tests {
    use super::Day;
    use proptest::prelude::*;

    #[test]
    fn only_days_that_exist_are_read() {
        for text in
            ["2026-02-29", "2026-13-01", "2026-1-1", "20261126", "2026-11-26T", "+026-11-26", "", "２026-1-1"]
        {
            assert_eq!(Day::read(text), None, "{text}");
        }
        assert_eq!(Day::read("2024-02-29").map(|day| day.to_string()), Some("2024-02-29".to_owned()));
    }

    proptest! {
        #[test]
        fn a_day_reads_back_as_written(days in -700_000..700_000_i32) {
            let first = Day::of(2000, 1, 1).expect("a day");
            let day = first.plus_days(days).expect("within the calendar");
            prop_assert_eq!(day.days_after(first), days);
            if day.date().year() >= 0 {
                prop_assert_eq!(Day::read(&day.to_string()), Some(day));
                let bytes = minicbor::to_vec(day).expect("it encodes");
                prop_assert_eq!(minicbor::decode::<Day>(&bytes).expect("it decodes"), day);
            }
        }
    }
}
