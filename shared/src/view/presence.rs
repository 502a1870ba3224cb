//! Who is here: what people say of themselves, and what becomes of requests whose owner isn't. Nothing is written for it: whoever is away
//! still owns what they own, but it shows as silent since they went, so that their team takes it.

use super::{PersonRow, RequestRow, Rows};
use crate::id::{DocId, Millis, Span};

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
    /// They don't work here any more.
    Left {
        /// Since then.
        since: Millis,
    },
    /// They said nothing.
    Unsaid,
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

/// Whether somebody is here at this moment.
pub fn presence(person: &PersonRow, now: Millis) -> Presence {
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
    person.duty_until.filter(|until| now < *until).map_or(Presence::Unsaid, |until| Presence::Here { until })
}

/// Who of a team is here.
pub fn on_duty(rows: &Rows, team: DocId, now: Millis) -> OnDuty {
    rows.people_in(team).fold(OnDuty::default(), |mut duty, person| {
        let presence = presence(person, now);
        duty.people += usize::from(!matches!(presence, Presence::Left { .. }));
        duty.away += usize::from(matches!(presence, Presence::Away { .. }));
        if let Presence::Here { until } = presence {
            duty.here += 1;
            duty.until = Some(duty.until.map_or(until, |other| other.min(until)));
        }
        duty
    })
}

/// Since when the owner of a request isn't here while the next move is theirs; what they did since then says that they are.
pub(super) fn owner_gone(rows: &Rows, row: &RequestRow, now: Millis) -> Option<Millis> {
    let owner = row.owner.filter(|_| row.accepted_at.is_some() && row.state.waits_on_provider())?;
    let (Presence::Away { since, .. } | Presence::Left { since }) = presence(rows.person(owner)?, now) else {
        return None;
    };
    (row.moved_at() <= since || row.moved_by() != owner).then(|| since.max(row.moved_at()))
}
