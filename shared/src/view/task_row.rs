//! The row of a task.

use crate::id::{Day, DocId, EventId, Millis};
use crate::in_order::InOrder as _;
use crate::model::{Given, Schedule, Task};
use crate::task::{Aside, Done, standing};
use minicbor::{Decode, Encode};

/// A task in a list.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct TaskRow {
    /// Its document.
    #[n(0)]
    pub id: DocId,
    /// What is to be done.
    #[n(1)]
    pub title: String,
    /// How; may be empty.
    #[n(2)]
    pub note: String,
    /// The team that does it.
    #[n(3)]
    pub team: DocId,
    /// Who does it; none: whoever is there.
    #[n(4)]
    pub owner: Option<DocId>,
    /// Put off, it still shows as due.
    #[n(5)]
    pub critical: bool,
    /// When it is due.
    #[n(6)]
    pub schedule: Schedule,
    /// Nobody does it any more.
    #[n(7)]
    pub ended: bool,
    /// The day of its schedule that is open.
    #[n(8)]
    pub open: Option<Day>,
    /// Why it is due later than that.
    #[n(9)]
    pub aside: Option<AsideRow>,
    /// The last time that it was done.
    #[n(10)]
    pub done: Option<DoneRow>,
    /// Two people wrote different values into one field.
    #[n(11)]
    pub disputed: bool,
    /// Titles that others gave it at the same time.
    #[n(12)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub other_titles: Vec<String>,
    /// Schedules that others gave it at the same time.
    #[n(13)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub other_schedules: Vec<Schedule>,
    /// Somebody else gave it to its owner.
    #[n(14)]
    pub given: Option<Given>,
}

/// A task that was put off.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct AsideRow {
    /// The turn that says so.
    #[n(0)]
    pub turn: EventId,
    /// The day on which it is due now.
    #[n(1)]
    pub to: Day,
    /// What was more important.
    #[n(2)]
    pub request: DocId,
    /// What else was said; may be empty.
    #[n(3)]
    pub reason: String,
    /// Who put it off.
    #[n(4)]
    pub by: DocId,
    /// When.
    #[n(5)]
    pub at: Millis,
}

/// A task that was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct DoneRow {
    /// The turn that says so.
    #[n(0)]
    pub turn: EventId,
    /// For which day of the schedule.
    #[n(1)]
    pub day: Day,
    /// Who did it.
    #[n(2)]
    pub by: DocId,
    /// When.
    #[n(3)]
    pub at: Millis,
}

/// The row of a task.
pub(super) fn task_row(task: &Task) -> TaskRow {
    let standing = standing(task);
    TaskRow {
        id: task.id,
        title: super::derive::line(&task.title.value),
        note: task.note.value.clone(),
        team: task.team,
        owner: task.owner.value,
        critical: task.critical.value,
        schedule: task.schedule.value,
        ended: task.ended,
        open: standing.open,
        aside: standing.aside.map(aside_row),
        done: standing.done.map(done_row),
        disputed: task.title.is_disputed()
            || task.note.is_disputed()
            || task.owner.is_disputed()
            || task.critical.is_disputed()
            || task.schedule.is_disputed(),
        other_titles: super::derive::other_lines(&task.title),
        other_schedules: sorted(task.schedule.others.clone()),
        // What an older version wrote since names another owner.
        given: task.given.filter(|given| task.owner.value == Some(given.to)),
    }
}

/// Other values in a fixed order: a document gives them in none.
fn sorted(mut schedules: Vec<Schedule>) -> Vec<Schedule> {
    schedules.put_in_order();
    schedules
}

fn aside_row(aside: Aside) -> AsideRow {
    let Aside { turn, to, request, reason, by, at } = aside;
    AsideRow { turn, to, request, reason: super::derive::line(&reason), by, at }
}

fn done_row(done: Done) -> DoneRow {
    let Done { turn, day, by, at } = done;
    DoneRow { turn, day, by, at }
}
