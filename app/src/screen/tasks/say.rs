//! Routine work in words.

use crate::part::{Icons, Tone};
use crate::ui::{format, words::t};
use icondata_lu as lu;
use sightline_shared::id::Day;
use sightline_shared::model::Every;
use sightline_shared::view::{TaskItem, TaskStanding};

/// How a task stands: colour, icon, words.
pub(crate) fn standing(item: &TaskItem, today: Day) -> (Tone, Icons, String) {
    let due = || item.due.map(|due| format::calendar_day(due, today)).unwrap_or_default();
    match item.standing {
        TaskStanding::Late(days) => (Tone::Late, lu::LuCircleAlert, t!("task-late", count = days)),
        TaskStanding::Due => (Tone::Wait, lu::LuClock, t!("task-due-today")),
        TaskStanding::DueThoughAside => (Tone::Late, lu::LuShieldAlert, t!("task-due-though-aside")),
        TaskStanding::Aside => (Tone::Plain, lu::LuCalendarClock, t!("task-aside-to", day = due())),
        TaskStanding::Coming => (Tone::Plain, lu::LuCalendar, t!("task-due-on", day = due())),
        TaskStanding::Over => (Tone::Done, lu::LuCircleCheck, t!("task-over")),
    }
}

/// "every 2 weeks"; empty for what comes once.
pub(super) fn every(every: Every) -> String {
    match every {
        Every::Once => String::new(),
        Every::Workdays => t!("every-workday"),
        Every::Days(days) if days % 7 == 0 => t!("every-weeks", count = days / 7),
        Every::Days(days) => t!("every-days", count = days),
        Every::Months(months) if months % 12 == 0 => t!("every-years", count = months / 12),
        Every::Months(months) => t!("every-months", count = months),
    }
}
