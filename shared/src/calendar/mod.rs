//! A team's working hours and holidays: how much of a time is working time, and when a working time is over.
//!
//! Everything is computed from texts that stand in the team's document: the hours of a week, the zone with its rule, and the holidays. So
//! every device and the relay come to the same, whatever they know of time zones themselves. The arithmetic of dates and of daylight
//! saving is `jiff-core`'s.

mod hours;
mod shifts;
mod worked;
mod zone;

pub use hours::{HoursError, Week};
pub use worked::Worked;
pub use zone::Zone;

use crate::id::{Day, Millis, Span};
use crate::limits::{CLOSING_DAYS_MAX, WORKING_DAYS_MAX};
use std::collections::BTreeSet;

/// Days that a look back takes more: the last one itself, and one because it begins on the day before where an hour was skipped since.
const DAYS_BESIDE: i64 = 2;

/// When a team works. The default works always.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendar {
    week: Week,
    zone: Zone,
    /// Days, counted from 1970. What begins on one of them is no working time; a night shift that began before goes on.
    holidays: BTreeSet<i32>,
}

/// How a team stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// It works always.
    Always,
    /// It works; until then, if that is near enough to be found.
    Open {
        /// When it closes.
        until: Option<Millis>,
    },
    /// It doesn't work; from then on it does, if that is near enough to be found.
    Closed {
        /// When it opens.
        opens: Option<Millis>,
    },
}

impl Calendar {
    /// From what a team's document says. Texts that make no sense here, as a newer version's, count as not said.
    pub fn new<'a>(zone: &str, hours: &str, holidays: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            week: Week::parse(hours).unwrap_or_default(),
            zone: Zone::parse(zone).unwrap_or_default(),
            holidays: holidays.into_iter().filter_map(Day::read).map(Day::number).collect(),
        }
    }

    /// Whether it works at every moment, so that working time is simply time.
    pub fn is_always(&self) -> bool {
        self.week.is_always()
    }

    /// The working time between two moments; none when they are the wrong way round. Of what lies further apart than
    /// [`WORKING_DAYS_MAX`] days only so much is counted.
    pub fn between(&self, from: Millis, to: Millis) -> Span {
        if self.is_always() {
            return Span((to - from).0.max(0));
        }
        let shifts = self.shifts(from, WORKING_DAYS_MAX).take_while(|(begins, _)| *begins < to);
        Span(shifts.map(|(begins, ends)| (ends.min(to) - begins.max(from)).0.max(0)).sum())
    }

    /// The first moment at which so much working time has passed; the same moment for no time at all. A team that doesn't work so much within
    /// [`WORKING_DAYS_MAX`] days has no such moment.
    pub fn after(&self, from: Millis, span: Span) -> Option<Millis> {
        if self.is_always() || span.0 <= 0 {
            return Some(from + Span(span.0.max(0)));
        }
        let mut left = span.0;
        for (begins, ends) in self.shifts(from, WORKING_DAYS_MAX) {
            let begins = begins.max(from);
            let length = (ends - begins).0.max(0);
            if left <= length {
                return Some(begins + Span(left));
            }
            left -= length;
        }
        None
    }

    /// The last moment from which on so much working time passes until then; the same moment for no time at all. None when the team doesn't work
    /// so much in the [`WORKING_DAYS_MAX`] days before.
    pub fn before(&self, to: Millis, span: Span) -> Option<Millis> {
        if self.is_always() || span.0 <= 0 {
            return Some(to - Span(span.0.max(0)));
        }
        [CLOSING_DAYS_MAX, WORKING_DAYS_MAX].into_iter().find_map(|days| {
            let shifts = self.shifts(to - Span::days(days), days + DAYS_BESIDE);
            let shifts: Vec<_> = shifts.take_while(|(begins, _)| *begins < to).collect();
            let mut left = span.0;
            shifts.into_iter().rev().find_map(|(begins, ends)| {
                let ends = ends.min(to);
                let length = (ends - begins).0;
                if left <= length {
                    return Some(ends - Span(left));
                }
                left -= length;
                None
            })
        })
    }

    /// When a promise that runs from this moment is over. Whole days are days of the team's own: see [`Calendar::working`]. A team that never
    /// works isn't let off: then it is simply time.
    pub fn promised(&self, from: Millis, within: Span) -> Millis {
        self.after(from, self.working(within)).unwrap_or(from + within)
    }

    /// A promised length as working time. Who says "2 days" means two of the days that the team works, not 48 hours at work: a day is then what
    /// the team works on average on the days on which it does.
    pub fn working(&self, within: Span) -> Span {
        const DAY: i64 = Span::days(1).0;
        if self.is_always() || within.0 < DAY || within.0 % DAY != 0 {
            return within;
        }
        Span((within.0 / DAY).saturating_mul(self.week.day().0))
    }

    /// Whether anything of this day is working time by the hours of its week and its holidays.
    pub fn has_hours_on(&self, day: Day) -> bool {
        let weekday = usize::from(day.weekday().unsigned_abs().saturating_sub(1));
        let has_hours = self.is_always() || !self.week.windows(weekday).is_empty();
        has_hours && !self.holidays.contains(&day.number())
    }

    /// How it stands at this moment.
    pub fn opening(&self, at: Millis) -> Opening {
        if self.is_always() {
            return Opening::Always;
        }
        let mut shifts = self.shifts(at, WORKING_DAYS_MAX);
        let Some((begins, ends)) = shifts.next() else { return Opening::Closed { opens: None } };
        if at < begins {
            return Opening::Closed { opens: Some(begins) };
        }
        // Shifts that follow on each other are one.
        let far = at + Span::days(CLOSING_DAYS_MAX);
        let mut until = ends;
        for (begins, ends) in shifts.take_while(|(begins, _)| *begins < far) {
            if begins > until {
                break;
            }
            until = ends;
        }
        Opening::Open { until: Some(until).filter(|until| *until < far) }
    }

    /// Whether it works at this moment.
    pub fn is_open(&self, at: Millis) -> bool {
        !matches!(self.opening(at), Opening::Closed { .. })
    }

    /// The shift that a moment falls into or follows: its beginning and its end. None for a team that works always, or has not worked for long.
    pub fn shift_of(&self, at: Millis) -> Option<(Millis, Millis)> {
        if self.is_always() {
            return None;
        }
        let before = at - Span::days(CLOSING_DAYS_MAX);
        self.shifts(before, CLOSING_DAYS_MAX + DAYS_BESIDE).take_while(|(begins, _)| *begins <= at).last()
    }
}

#[cfg(test)]
mod tests;
