//! The working times of a calendar, one after the other.

use super::Calendar;
use super::hours::Window;
use crate::id::Millis;
use jiff_core::civil::UnixEpochDay;

/// Days before a moment on which something may have begun that still goes on: one for what goes over midnight, and one for where daylight
/// saving moves midnight itself.
const DAYS_BEFORE: i32 = 2;

/// The working times that end after a moment, in order and apart from each other. The first may have begun before it.
pub(super) struct Shifts<'a> {
    calendar: &'a Calendar,
    /// The day that comes next, and the first that doesn't come any more.
    day: i32,
    end: i32,
    /// What is left of the day before, latest first.
    ahead: Vec<(Millis, Millis)>,
    /// Up to here everything was told.
    told: Millis,
}

impl Calendar {
    /// Those within so many days.
    pub(super) fn shifts(&self, from: Millis, days_max: i64) -> Shifts<'_> {
        let day = self.zone.day_of(from);
        let days = i32::try_from(days_max).unwrap_or(i32::MAX);
        // Beyond the years that calendars know nobody works.
        let (day, end) =
            day.map_or((0, 0), |day| (day.saturating_sub(DAYS_BEFORE), day.saturating_add(days)));
        Shifts { calendar: self, day, end, ahead: Vec::new(), told: Millis(i64::MIN) }.after(from)
    }

    /// What begins on a day, latest first.
    fn begins_on(&self, day: i32) -> Vec<(Millis, Millis)> {
        let Ok(date) = UnixEpochDay::new(day) else { return Vec::new() };
        let weekday = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
        if self.holidays.contains(&day) {
            return Vec::new();
        }
        let moment = |minute: u16| {
            let date = date.checked_add(i32::from(minute / 1_440)).ok()?;
            self.zone.moment(date.to_date(), minute % 1_440)
        };
        let shift = |window: &Window| Some((moment(window.from)?, moment(window.to)?));
        self.week.windows(weekday).iter().rev().filter_map(shift).collect()
    }
}

impl Shifts<'_> {
    /// Without those that end by then.
    fn after(mut self, from: Millis) -> Self {
        while let Some((begins, ends)) = self.next() {
            if ends > from {
                self.ahead.push((begins, ends));
                self.told = begins;
                break;
            }
        }
        self
    }
}

impl Iterator for Shifts<'_> {
    type Item = (Millis, Millis);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            while let Some((begins, ends)) = self.ahead.pop() {
                let begins = begins.max(self.told);
                if begins < ends {
                    self.told = ends;
                    return Some((begins, ends));
                }
            }
            if self.day >= self.end {
                return None;
            }
            self.ahead = self.calendar.begins_on(self.day);
            self.day += 1;
        }
    }
}
