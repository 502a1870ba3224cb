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
    // A night in which the team doesn't work is no reason to wake anybody. Those who wait go on working, though: they hear by their own hours
    // that a team which is closed, or away for weeks, has left something unanswered.
    let (calendar, of_asker) = (rows.calendar_for(row), rows.calendar(row.asker));
    let moment = |step: &Step| {
        let at = calendar.promised(since, step.after);
        if step.tells == Tells::Above { at.min(of_asker.promised(since, step.after)) } else { at }
    };
    let taken = steps.iter().rposition(|step| moment(step) <= now).map_or(0, |last| last + 1);
    let at = |place: usize| {
        let step = steps.get(place)?;
        Some((whom(rows, row, step.tells, now), moment(step)))
    };
    let told = taken.checked_sub(1).and_then(at);
    Some(Escalation { why, step: taken, of: steps.len(), told, next: at(taken) })
}

/// Whether the steps taken so far tell this person.
pub(super) fn is_told(rows: &Rows, viewer: &Viewer, row: &RequestRow, taken: usize, now: Millis) -> bool {
    let tells = |tells: Tells| match whom(rows, row, tells, now) {
        Tells::Owner => row.is_owned_by(viewer.person),
        Tells::Team => viewer.team == Some(row.provider),
        Tells::Above => {
            let stands_above =
                |link: &RequestRow| link.is_owned_by(viewer.person) || link.asked_by == viewer.person;
            row.asked_by == viewer.person || chain::line_up(rows, row).into_iter().skip(1).any(stands_above)
        }
    };
    steps_of(rows, row).iter().take(taken).any(|step| tells(step.tells))
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
