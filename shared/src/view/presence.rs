//! Who is here: what people say of themselves, and what becomes of requests whose owner isn't. Nothing is written for it: whoever is away
//! still owns what they own, but it shows as silent since they went, so that their team takes it.

use super::{PersonRow, RequestRow, Rows, Viewer, hand_over::owned_counts};
use crate::calendar::Opening;
use crate::id::{DocId, Millis, Span};
use crate::model::Away;

/// Whether somebody is here, as they said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Presence {
    /// They said until when.
    Here {
        /// Until then.
        until: Millis,
    },
    /// They are away.
    Away {
        /// Since then.
        since: Millis,
        /// Until then; none: they didn't say.
        until: Option<Millis>,
        /// Why, or who stands in; may be empty.
        words: String,
    },
    /// Until when they were here is over, and nothing that they did or said since is known.
    ShiftOver {
        /// Since then.
        since: Millis,
    },
    /// They don't work here any more.
    Left {
        /// Since then.
        since: Millis,
    },
    /// They said nothing.
    Unsaid,
}

impl Presence {
    /// Nobody waits for them: they are away, have left, or their shift is over.
    pub fn is_gone(&self) -> bool {
        matches!(self, Self::Away { .. } | Self::Left { .. } | Self::ShiftOver { .. })
    }
}

/// The people of a team who are here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OnDuty {
    /// Its people, without those who left.
    pub people: usize,
    /// Those of them who said that they are here.
    pub here: usize,
    /// Those of them who are away.
    pub away: usize,
    /// Until when all who are here stay.
    pub until: Option<Millis>,
}

/// Screens know the moment to the minute: what a colleague said just now mustn't look like something to come until theirs is over.
const MOMENT_AGE_MAX: Span = Span::minutes(1);

/// Whether somebody is here at this moment. What they did later than the end of their shift says that they are here after all.
pub fn presence(rows: &Rows, person: &PersonRow, now: Millis) -> Presence {
    let has_begun = |from: Millis| from <= now + MOMENT_AGE_MAX;
    if let Some(since) = person.left.filter(|since| has_begun(*since)) {
        return Presence::Left { since };
    }
    let away = person
        .away
        .as_ref()
        .filter(|away| has_begun(away.from) && away.until.is_none_or(|until| now < until));
    if let Some(away) = away {
        return Presence::Away { since: away.from, until: away.until, words: away.words.clone() };
    }
    // Who was away since is back.
    let is_back = |until: Millis| {
        person.away.as_ref().and_then(|away| away.until).is_some_and(|back| until < back && back <= now)
    };
    match person.duty_until {
        Some(until) if now < until => Presence::Here { until },
        Some(until) if rows.did_since(person.id, until) || is_back(until) => Presence::Unsaid,
        Some(since) => Presence::ShiftOver { since },
        None => Presence::Unsaid,
    }
}

/// Who of a team is here.
pub fn on_duty(rows: &Rows, team: DocId, now: Millis) -> OnDuty {
    rows.people_in(team).fold(OnDuty::default(), |mut duty, person| {
        let presence = presence(rows, person, now);
        duty.people += usize::from(!matches!(presence, Presence::Left { .. }));
        duty.away += usize::from(matches!(presence, Presence::Away { .. }));
        if let Presence::Here { until } = presence {
            duty.here += 1;
            duty.until = Some(duty.until.map_or(until, |other| other.min(until)));
        }
        duty
    })
}

/// Since when the owner of a request isn't here, or their team works on after their shift, while the next move is theirs; what they did since then says that they are.
pub(super) fn owner_gone(rows: &Rows, row: &RequestRow, now: Millis) -> Option<Millis> {
    let owner = row.owner.filter(|_| row.accepted_at.is_some() && row.state.waits_on_provider())?;
    let since = match presence(rows, rows.person(owner)?, now) {
        Presence::Away { since, .. } | Presence::Left { since } => since,
        Presence::ShiftOver { since } => works_on_since(rows, row, owner, since, now)?,
        Presence::Here { .. } | Presence::Unsaid => return None,
    };
    (row.moved_at() <= since || row.moved_by() != owner).then(|| since.max(row.moved_at()))
}

/// Where the team closed before somebody's shift was over: whoever comes back with it has so long, once it opens, to be seen.
const SHIFT_BEGINS_WITHIN: Span = Span::minutes(30);

/// Since when a team works on without an owner whose shift is over; none while it doesn't. A night in which nobody works is no silence,
/// and nor is what a team does of which there is nobody else and of which nobody knows when it works.
fn works_on_since(rows: &Rows, row: &RequestRow, owner: DocId, ended: Millis, now: Millis) -> Option<Millis> {
    let team = row.provider;
    // Of a team whose shifts are all over this looks at nobody: that is asked of each open request.
    let later = rows.indexes().duties.after(team, now).filter(|person| *person != owner);
    let is_here = |person: &PersonRow| matches!(presence(rows, person, now), Presence::Here { .. });
    if later.filter_map(|person| rows.person(person)).any(is_here) {
        return Some(ended);
    }
    let calendar = rows.calendar_for(row);
    if calendar.is_always() {
        let works = |person: &PersonRow| !presence(rows, person, now).is_gone();
        let mut others = rows.people_in(team).filter(|person| person.id != owner);
        return others.any(works).then_some(ended);
    }
    if !calendar.is_open(now) {
        return None;
    }
    match calendar.opening(ended) {
        Opening::Always | Opening::Open { .. } => Some(ended),
        Opening::Closed { opens } => {
            opens.map(|opens| opens + SHIFT_BEGINS_WITHIN).filter(|since| *since <= now)
        }
    }
}

/// From so long before the end of a shift on its person is asked what becomes of their work.
const SHIFT_ENDS_WITHIN: Span = Span::minutes(30);

/// For so long after it the question stands, whatever they did meanwhile: handing over the first is no answer for the rest.
const SHIFT_ASKED_FOR: Span = Span::hours(12);

/// That one's own shift ends, while one still owns something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShiftEnds {
    /// When.
    pub at: Millis,
    /// It has.
    pub is_over: bool,
    /// The requests that one owns.
    pub requests: usize,
    /// The tasks that one owns.
    pub tasks: usize,
}

/// Whether the viewer's shift ends soon, or has, over what they own.
pub fn shift_ends(rows: &Rows, viewer: &Viewer, now: Millis) -> Option<ShiftEnds> {
    let person = rows.person(viewer.person)?;
    let at = person.duty_until.filter(|until| *until <= now + SHIFT_ENDS_WITHIN)?;
    let asks = match presence(rows, person, now) {
        Presence::Here { .. } | Presence::ShiftOver { .. } => true,
        Presence::Unsaid => now <= at + SHIFT_ASKED_FOR,
        Presence::Away { .. } | Presence::Left { .. } => false,
    };
    let (requests, tasks) = owned_counts(rows, viewer);
    (asks && requests + tasks > 0).then_some(ShiftEnds { at, is_over: at <= now, requests, tasks })
}

/// What somebody says of themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfMyself {
    /// They are here until then.
    Here(Millis),
    /// They are away, or will be.
    Away(Away),
    /// What they said of now they say no longer.
    NotNow,
    /// They won't be away as they had said.
    NotAway,
}

/// The absence that somebody said and that has not begun.
pub fn planned_away(person: &PersonRow, now: Millis) -> Option<&Away> {
    person.away.as_ref().filter(|away| away.from > now + MOMENT_AGE_MAX)
}

/// What is left of an absence for somebody who is here until then.
fn away_after(away: Away, until: Millis) -> Option<Away> {
    let is_left = away.until.is_none_or(|back| until < back);
    is_left.then(|| Away { from: away.from.max(until), ..away })
}

/// Until when somebody is here and when they are away, once they have said this: what is to come and what is now don't take each other's
/// place unless they contradict each other.
pub fn with_said(person: &PersonRow, said: OfMyself, now: Millis) -> (Option<Millis>, Option<Away>) {
    let planned = planned_away(person, now).cloned();
    match said {
        OfMyself::Here(until) => (Some(until), planned.and_then(|away| away_after(away, until))),
        OfMyself::Away(away) => {
            let until = person.duty_until.filter(|_| away.from > now + MOMENT_AGE_MAX);
            (until.map(|until| until.min(away.from)), Some(away))
        }
        OfMyself::NotNow => (None, planned),
        OfMyself::NotAway => (person.duty_until, None),
    }
}

/// The absence, present or to come, that stands no longer once somebody has said this of themselves: they have one at a time (CL13).
pub fn absence_replaced(person: &PersonRow, said: OfMyself, now: Millis) -> Option<Away> {
    let stands = person.away.as_ref().filter(|away| away.until.is_none_or(|until| now < until))?;
    let (_, left) = with_said(person, said, now);
    (left.as_ref() != Some(stands)).then(|| stands.clone())
}
