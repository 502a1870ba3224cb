//! The days of routine work: on which a team works, when a task is due by them, and how late it is.

use super::task_row::TaskRow;
use super::{Rows, TaskStanding};
use crate::id::{Day, DocId};
use crate::model::Every;

/// So many days are looked at one by one: whoever is away or late for longer is so by plain days.
const DAYS_LOOKED_AT_MAX: i32 = 400;

impl Rows {
    /// Whether a team works on a day: by the days of its week, and unless it is a holiday of theirs or they are away.
    pub fn works_on(&self, team: DocId, day: Day) -> bool {
        let Some(row) = self.party(team) else { return true };
        let date = day.to_string();
        let is_holiday =
            row.work.holidays.iter().any(|holiday| holiday.date == date && !holiday.name.trim().is_empty());
        let away = row.away.as_ref().filter(|away| away.fits(row.id));
        let is_away = away.is_some_and(|away| away.from <= day && day <= away.until);
        !is_holiday && !is_away && self.calendar(team).has_hours_on(day)
    }

    /// The first day from this one on, within [`DAYS_LOOKED_AT_MAX`], on which a team works.
    fn first_at_work(&self, team: DocId, from: Day) -> Option<Day> {
        let mut days = (0..DAYS_LOOKED_AT_MAX).map_while(|days| from.plus_days(days));
        days.find(|day| self.works_on(team, *day))
    }
}

/// When it is due: what is for workdays only, and not put off, on none on which its team doesn't work.
pub(super) fn due(rows: &Rows, row: &TaskRow) -> Option<Day> {
    let open = row.open?;
    match &row.aside {
        Some(aside) => Some(aside.to),
        None if row.schedule.every == Every::Workdays => rows.first_at_work(row.team, open).or(Some(open)),
        None => Some(open),
    }
}

/// How it stands today. Late are days on which the team works: the first of them from the one on which it is due is its day.
pub(super) fn standing(rows: &Rows, row: &TaskRow, today: Day) -> TaskStanding {
    let (Some(open), Some(due)) = (row.open, due(rows, row)) else { return TaskStanding::Over };
    if due <= today {
        return match late(rows, row.team, due, today) {
            0 => TaskStanding::Due,
            days => TaskStanding::Late(days),
        };
    }
    match row.aside {
        None => TaskStanding::Coming,
        Some(_) if row.critical && open <= today => TaskStanding::DueThoughAside,
        Some(_) => TaskStanding::Aside,
    }
}

fn late(rows: &Rows, team: DocId, due: Day, today: Day) -> i32 {
    let span = today.days_after(due);
    if span > DAYS_LOOKED_AT_MAX {
        return span;
    }
    let days = (0..=span).filter_map(|days| due.plus_days(days));
    let worked = days.filter(|day| rows.works_on(team, *day)).count();
    i32::try_from(worked).unwrap_or(span).saturating_sub(1).max(0)
}
