//! The days of a schedule.

use crate::id::Day;
use crate::model::{Every, Schedule};

const SATURDAY: i8 = 6;

impl Schedule {
    /// The first day on which it is due; none if the calendar ends before.
    pub fn first(&self) -> Option<Day> {
        match self.every {
            Every::Workdays => workday(self.start),
            _ => Some(self.start),
        }
    }

    /// The first of its days after `day`; none when it doesn't come again, or not before the calendar ends.
    pub fn next_after(&self, day: Day) -> Option<Day> {
        let first = self.first()?;
        if day < first {
            return Some(first);
        }
        match self.every {
            Every::Once => None,
            Every::Workdays => workday(day.plus_days(1)?),
            Every::Days(every) => {
                let every = i32::from(every.max(1));
                let steps = day.days_after(first) / every + 1;
                first.plus_days(steps.checked_mul(every)?)
            }
            Every::Months(every) => {
                // A day of a month that was cut short may lie before or after: never more than one step.
                let every = i32::from(every.max(1));
                let steps = day.months_after(first) / every;
                let at = |steps: i32| first.plus_months(steps.checked_mul(every)?);
                at(steps).filter(|at| *at > day).or_else(|| at(steps + 1))
            }
        }
    }

    /// The last of its days that isn't after `day`; none when there is none.
    pub fn last_until(&self, day: Day) -> Option<Day> {
        let first = self.first().filter(|first| *first <= day)?;
        match self.every {
            Every::Once => Some(first),
            Every::Workdays => {
                let over = i32::from((day.weekday() - SATURDAY + 1).max(0));
                day.plus_days(-over).filter(|day| *day >= first)
            }
            Every::Days(every) => {
                let every = i32::from(every.max(1));
                first.plus_days(day.days_after(first) / every * every)
            }
            Every::Months(every) => {
                let every = i32::from(every.max(1));
                let steps = day.months_after(first) / every;
                let at = |steps: i32| first.plus_months(steps * every);
                at(steps).filter(|at| *at <= day).or_else(|| at(steps - 1)).filter(|at| *at >= first)
            }
        }
    }
}

/// This day, or the Monday after it.
fn workday(day: Day) -> Option<Day> {
    match day.weekday() {
        SATURDAY => day.plus_days(2),
        weekday if weekday > SATURDAY => day.plus_days(1),
        _ => Some(day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        Day::read(text).expect("a day")
    }

    #[test]
    fn days_come_as_people_mean_them() {
        let cases = [
            ("2026-01-31", Every::Months(1), ["2026-02-28", "2026-03-31", "2026-04-30"]),
            ("2024-02-29", Every::Months(12), ["2025-02-28", "2026-02-28", "2027-02-28"]),
            ("2026-11-27", Every::Workdays, ["2026-11-30", "2026-12-01", "2026-12-02"]),
            ("2026-11-28", Every::Workdays, ["2026-12-01", "2026-12-02", "2026-12-03"]),
            ("2026-11-26", Every::Days(14), ["2026-12-10", "2026-12-24", "2027-01-07"]),
        ];
        for (start, every, expected) in cases {
            let schedule = Schedule { start: day(start), every };
            let mut at = schedule.first().expect("a day");
            for next in expected {
                at = schedule.next_after(at).expect("it comes again");
                assert_eq!(at, day(next), "{start} {every:?}");
            }
        }
        let once = Schedule { start: day("2026-11-26"), every: Every::Once };
        assert_eq!(once.next_after(day("2026-11-26")), None);
    }

    fn every() -> impl Strategy<Value = Every> {
        prop_oneof![
            Just(Every::Once),
            Just(Every::Workdays),
            (1..400_u16).prop_map(Every::Days),
            (1..40_u16).prop_map(Every::Months),
        ]
    }

    proptest! {
        /// Against walking day by day.
        #[test]
        fn neighbours_are_the_nearest_days(start in 0..2_000_i32, every in every(), at in -50..3_000_i32) {
            let epoch = day("2020-01-01");
            let schedule = Schedule { start: epoch.plus_days(start).expect("a day"), every };
            let at = epoch.plus_days(at).expect("a day");
            let days = || std::iter::successors(schedule.first(), |day| schedule.next_after(*day));
            let beyond = at.plus_days(400 * 31).expect("a day");
            prop_assert_eq!(schedule.next_after(at), days().take_while(|day| *day <= beyond).find(|day| *day > at));
            prop_assert_eq!(schedule.last_until(at), days().take_while(|day| *day <= at).last());
            for (one, next) in days().zip(days().skip(1)).take(20) {
                prop_assert!(one < next);
            }
        }
    }
}
