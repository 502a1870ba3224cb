//! Escalation: the longer a request stays silent, the more people are told. Worked out from its row, the steps of the team that has it and
//! the time: nothing is written, and nobody has to be online for it.

use super::presence::owner_gone;
use super::why_silent::why_silent;
use super::{RequestRow, Rows, Viewer, WhySilent, chain};
use crate::id::Millis;
use crate::model::{DEFAULT_STEPS, Step, Tells};

/// How far the escalation of a silent request has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Escalation {
    /// Why the request is silent.
    pub why: WhySilent,
    /// Steps that were taken: 0 before the first.
    pub step: usize,
    /// Steps that the team has.
    pub of: usize,
    /// Who was told by the last one, and when.
    pub told: Option<(Tells, Millis)>,
    /// Who will be told next, and when.
    pub next: Option<(Tells, Millis)>,
}

/// How far it has come; none while the request isn't silent.
pub fn escalation(rows: &Rows, row: &RequestRow, now: Millis) -> Option<Escalation> {
    let (since, why) = why_silent(rows, row, now)?;
    let steps = steps_of(rows, row);
    let moment = |step: &Step| moment(rows, row, since, step);
    let taken = steps.iter().rposition(|step| moment(step) <= now).map_or(0, |last| last + 1);
    let at = |place: usize| {
        let step = steps.get(place)?;
        Some((whom(rows, row, step.tells, now), moment(step)))
    };
    let told = taken.checked_sub(1).and_then(at);
    Some(Escalation { why, step: taken, of: steps.len(), told, next: at(taken) })
}

/// When a step of a silence is taken. A night in which the team doesn't work is no reason to wake anybody. Those who wait go on working,
/// though: they hear by their own hours that a team which is closed, or away for weeks, has left something unanswered.
fn moment(rows: &Rows, row: &RequestRow, since: Millis, step: &Step) -> Millis {
    let at = rows.calendar_for(row).promised(since, step.after);
    if step.tells == Tells::Above { at.min(rows.calendar(row.asker).promised(since, step.after)) } else { at }
}

/// When this person was told last: by the step that tells them, or one after it. A step counts from its own moment on, whatever others
/// were taken before because those whom they tell are at work.
pub(super) fn told_at(rows: &Rows, viewer: &Viewer, row: &RequestRow, now: Millis) -> Option<Millis> {
    let (since, _) = why_silent(rows, row, now)?;
    let tells = |tells: Tells| match whom(rows, row, tells, now) {
        Tells::Owner => row.is_owned_by(viewer.person),
        Tells::Team => viewer.team == Some(row.provider),
        Tells::Above => {
            let stands_above =
                |link: &RequestRow| link.is_owned_by(viewer.person) || link.asked_by == viewer.person;
            row.asked_by == viewer.person || chain::line_up(rows, row).into_iter().skip(1).any(stands_above)
        }
    };
    let steps = steps_of(rows, row).iter().map(|step| (step, moment(rows, row, since, step)));
    let taken = steps.filter(|(_, at)| *at <= now).skip_while(|(step, _)| !tells(step.tells));
    taken.map(|(_, at)| at).max()
}

/// What nobody owns, or somebody who isn't here, is the whole team's.
fn whom(rows: &Rows, row: &RequestRow, tells: Tells, now: Millis) -> Tells {
    let owned = row.accepted_at.is_some()
        && row.owner.is_some()
        && row.outside.is_none()
        && owner_gone(rows, row, now).is_none();
    if tells == Tells::Owner && !owned { Tells::Team } else { tells }
}

fn steps_of<'a>(rows: &'a Rows, row: &RequestRow) -> &'a [Step] {
    let own = rows.party(row.provider).map(|team| &*team.steps).unwrap_or_default();
    if own.is_empty() { &DEFAULT_STEPS } else { own }
}
