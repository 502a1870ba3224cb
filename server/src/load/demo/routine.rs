//! The demo's routine work: what teams do by themselves, some of it set aside for Mrs Ito.

use super::script::Moment;
use super::{BadDemo, Names};
use crate::load::story::{Pen, Story};
use serde::Deserialize;
use sightline_shared::edit::{Edit, NewTask};
use sightline_shared::id::{Day, DocKind, Millis};
use sightline_shared::model::{Every, Schedule, TurnKind};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Routine {
    task: Vec<Task>,
}

/// A task; days are counted from today.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Task {
    team: String,
    title: String,
    #[serde(default)]
    note: String,
    every: Comes,
    start: i32,
    #[serde(default)]
    critical: bool,
    #[serde(default)]
    done: Vec<Done>,
    aside: Option<Aside>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Comes {
    Day,
    Workday,
    Week,
    Month,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Done {
    day: i32,
    by: String,
    ago: Moment,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Aside {
    to: i32,
    r#for: String,
    by: String,
    ago: Moment,
    text: String,
}

/// Tells all routine work.
///
/// # Errors
/// When it names somebody who isn't there, or a day that can't be.
pub(super) fn stories(
    names: &Names,
    founder: &str,
    began: Millis,
    now: Millis,
) -> Result<Vec<Story>, BadDemo> {
    let routine: Routine =
        toml::from_str(include_str!("routine.toml")).map_err(|error| BadDemo(error.to_string()))?;
    routine.task.iter().map(|task| story(names, founder, task, began, now)).collect()
}

fn story(names: &Names, founder: &str, task: &Task, began: Millis, now: Millis) -> Result<Story, BadDemo> {
    let id = names.namer.doc(DocKind::Task, &task.title);
    let day = |days| day(now, days);
    let schedule = Schedule { start: day(task.start)?, every: every(task.every) };
    let mut pen = Pen::new(&names.namer, id);
    let new = NewTask {
        id,
        title: task.title.clone(),
        note: task.note.clone(),
        team: names.team(&task.team)?,
        owner: None,
        critical: task.critical,
        schedule,
    };
    pen.write(Edit::AddTask(Box::new(new)), names.person(founder)?, began);
    let mut parts = vec![names.part(founder, false, &mut pen)];
    let mut turn = |by: &str, turn: TurnKind, at: Millis| -> Result<(), BadDemo> {
        pen.write(Edit::Turn { task: id, turn }, names.person(by)?, at);
        parts.push(names.part(by, false, &mut pen));
        Ok(())
    };
    for done in &task.done {
        turn(&done.by, TurnKind::Done { day: day(done.day)? }, now - done.ago.0)?;
    }
    if let Some(aside) = &task.aside {
        let (to, request) = (day(aside.to)?, names.request(&aside.r#for));
        let kind = TurnKind::SetAside { from: schedule.start, to, request, reason: aside.text.clone() };
        turn(&aside.by, kind, now - aside.ago.0)?;
    }
    Ok(Story { doc: id, parts, rows: Vec::new() })
}

fn every(comes: Comes) -> Every {
    match comes {
        Comes::Day => Every::Days(1),
        Comes::Workday => Every::Workdays,
        Comes::Week => Every::Days(7),
        Comes::Month => Every::Months(1),
    }
}

/// So many days from today, as the relay's own clock has it.
fn day(now: Millis, days: i32) -> Result<Day, BadDemo> {
    let today = jiff::Timestamp::from_millisecond(now.0)
        .map_err(|error| BadDemo(error.to_string()))?
        .to_zoned(jiff::tz::TimeZone::system())
        .date();
    Day::of(today.year(), today.month(), today.day())
        .and_then(|today| today.plus_days(days))
        .ok_or_else(|| BadDemo(format!("there is no day {days} days from now")))
}
