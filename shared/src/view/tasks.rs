//! Routine work: what of it is due, what was set aside and for whom, what comes.

use super::task_days::{due, standing};
use super::{Named, Presence, Rows, Section, TaskRow, chain, presence};
use crate::id::{Day, DocId, EventId, Millis, Span};
use crate::in_order::InOrder as _;
use crate::model::Schedule;

/// For so long a task that was done is shown among what is done: a shift and the talk at its end.
const JUST_DONE: Span = Span::hours(12);

/// A task, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskItem {
    /// The task, with its title.
    pub task: Named,
    /// How; may be empty.
    pub note: String,
    /// Who does it.
    pub owner: Option<Named>,
    /// Where they are, if not here: then it is whoever's is there. Only in [`Tasks`].
    pub owner_gone: Option<Presence>,
    /// Put off, it still shows as due.
    pub critical: bool,
    /// When it is due, and again.
    pub schedule: Schedule,
    /// The day of its schedule that is open.
    pub open: Option<Day>,
    /// The day on which it is due: later than `open` when it was set aside, or when its team doesn't work on that day.
    pub due: Option<Day>,
    /// How it stands today.
    pub standing: TaskStanding,
    /// Why it was put off.
    pub aside: Option<SetAside>,
    /// The last time that it was done.
    pub done: Option<JustDone>,
    /// Nobody does it any more.
    pub ended: bool,
    /// Two people wrote different values into one field: writing it anew settles it.
    pub disputed: bool,
    /// Titles that others gave it at the same time.
    pub other_titles: Vec<String>,
    /// Schedules that others gave it at the same time.
    pub other_schedules: Vec<Schedule>,
}

/// How a task stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TaskStanding {
    /// Since so many days on which its team works, at least one. What was set aside is never late before its new day.
    Late(i32),
    /// Today.
    Due,
    /// Set aside to a later day, but people may get hurt: it shows as due.
    DueThoughAside,
    /// Set aside to a later day.
    Aside,
    /// Later.
    Coming,
    /// Nothing comes any more.
    Over,
}

/// Why a task was put off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// The turn that says so.
    pub turn: EventId,
    /// The day on which it is due now.
    pub to: Day,
    /// What was more important.
    pub request: Named,
    /// That request is closed: nothing keeps the task from being done.
    pub request_closed: bool,
    /// The customer who waits at the end of that request's chain.
    pub customer: Option<Named>,
    /// What else was said; may be empty.
    pub reason: String,
    /// Who put it off.
    pub by: Named,
    /// When.
    pub at: Millis,
}

/// The last time that a task was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JustDone {
    /// The turn that says so.
    pub turn: EventId,
    /// For which day of the schedule.
    pub day: Day,
    /// Who did it.
    pub by: Named,
    /// When.
    pub at: Millis,
}

/// A team's routine work.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tasks {
    /// Late or due: what may hurt people first, then what is due for longest.
    pub due: Vec<TaskItem>,
    /// Set aside, the first to be due again first; what may hurt people stands in `due`, too.
    pub aside: Vec<TaskItem>,
    /// What comes, the next first.
    pub coming: Vec<TaskItem>,
    /// What was done in the last hours, the latest first.
    pub done: Vec<TaskItem>,
    /// What nobody does any more, or was to be done once and is.
    pub over: Section<TaskItem>,
}

/// A team's routine work in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TaskCounts {
    /// Tasks of any kind.
    pub all: usize,
    /// Due today or late.
    pub due: usize,
    /// Of these, late.
    pub late: usize,
    /// Set aside for requests.
    pub aside: usize,
}

/// A team's routine work, as it stands today.
pub fn tasks(rows: &Rows, team: DocId, today: Day, now: Millis, over_max: usize) -> Tasks {
    let mut tasks = Tasks::default();
    let mut over = Vec::new();
    let item = |row| TaskItem { owner_gone: owner_gone(rows, row, now), ..task_item(rows, row, today) };
    for item in rows.tasks_of(team).map(item) {
        if item.done.as_ref().is_some_and(|done| now - done.at <= JUST_DONE) {
            tasks.done.push(item.clone());
        }
        match item.standing {
            TaskStanding::Late(_) | TaskStanding::Due => tasks.due.push(item),
            TaskStanding::DueThoughAside => {
                tasks.aside.push(item.clone());
                tasks.due.push(item);
            }
            TaskStanding::Aside => tasks.aside.push(item),
            TaskStanding::Coming => tasks.coming.push(item),
            TaskStanding::Over => over.push(item),
        }
    }
    tasks.due.put_in_order_by_key(|item| (!item.critical, item.open, item.task.id));
    tasks.aside.put_in_order_by_key(|item| (item.due, item.task.id));
    tasks.coming.put_in_order_by_key(|item| (item.due, item.task.id));
    tasks
        .done
        .put_in_order_by_key(|item| std::cmp::Reverse(item.done.as_ref().map(|done| (done.at, done.turn))));
    let total = over.len();
    over.truncate(over_max);
    tasks.over = Section { total, items: over };
    tasks
}

/// The figures alone, for *Now*.
pub fn task_counts(rows: &Rows, team: DocId, today: Day) -> TaskCounts {
    let mut counts = TaskCounts::default();
    for row in rows.tasks_of(team) {
        counts.all += 1;
        let standing = standing(rows, row, today);
        counts.aside += usize::from(matches!(standing, TaskStanding::Aside | TaskStanding::DueThoughAside));
        counts.late += usize::from(matches!(standing, TaskStanding::Late(_)));
        let is_due =
            matches!(standing, TaskStanding::Late(_) | TaskStanding::Due | TaskStanding::DueThoughAside);
        counts.due += usize::from(is_due);
    }
    counts
}

/// What any team has set aside for this request, the first to be due again first.
pub fn set_aside_for(rows: &Rows, request: DocId, today: Day) -> Vec<(Named, TaskItem)> {
    let mut items: Vec<_> = rows
        .tasks_aside_for(request)
        .map(|row| (rows.named(row.team), task_item(rows, row, today)))
        .filter(|(_, item)| matches!(item.standing, TaskStanding::Aside | TaskStanding::DueThoughAside))
        .collect();
    items.put_in_order_by_key(|(_, item)| (item.due, item.task.id));
    items
}

/// One task, as lists show it.
pub fn task(rows: &Rows, id: DocId, today: Day) -> Option<TaskItem> {
    rows.task(id).map(|row| task_item(rows, row, today))
}

/// The day from which it is put off: as it was said, whether the team works on it or not.
pub fn day_to_put_off(item: &TaskItem) -> Option<Day> {
    item.aside.as_ref().map(|aside| aside.to).or(item.open)
}

/// The day that doing it now stands for: the last of its schedule until today, so that what was missed doesn't pile up.
pub fn day_to_do(item: &TaskItem, today: Day) -> Option<Day> {
    let open = item.open?;
    Some(item.schedule.last_until(today).map_or(open, |last| last.max(open)))
}

fn owner_gone(rows: &Rows, row: &TaskRow, now: Millis) -> Option<Presence> {
    let owner = rows.person(row.owner?)?;
    Some(presence(rows, owner, now)).filter(Presence::is_gone)
}

pub(super) fn task_item(rows: &Rows, row: &TaskRow, today: Day) -> TaskItem {
    let aside = row.aside.as_ref().map(|aside| {
        let request = rows.request(aside.request);
        SetAside {
            turn: aside.turn,
            to: aside.to,
            request: rows.named(aside.request),
            request_closed: request.is_some_and(|request| request.state.is_closed()),
            customer: request.and_then(|row| chain::customer_of(rows, row)).map(|id| rows.named(id)),
            reason: aside.reason.clone(),
            by: rows.named(aside.by),
            at: aside.at,
        }
    });
    let done = row.done.map(|done| JustDone {
        turn: done.turn,
        day: done.day,
        by: rows.named(done.by),
        at: done.at,
    });
    TaskItem {
        task: Named { id: row.id, name: row.title.clone() },
        note: row.note.clone(),
        owner: row.owner.map(|owner| rows.named(owner)),
        owner_gone: None,
        critical: row.critical,
        schedule: row.schedule,
        open: row.open,
        due: due(rows, row),
        standing: standing(rows, row, today),
        aside,
        done,
        ended: row.ended,
        disputed: row.disputed,
        other_titles: row.other_titles.clone(),
        other_schedules: row.other_schedules.clone(),
    }
}
