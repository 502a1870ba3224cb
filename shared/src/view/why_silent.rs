//! Since when a request is silent, and why: one rule for lists, the radar, the answer card and whoever is told.

use super::clock::unanswered;
use super::presence::owner_gone;
use super::{Presence, RequestRow, Rows, State, presence};
use crate::id::{DocId, Millis, Span};
use crate::limits::UNPROMISED_SILENT_AFTER;

/// Why a request is silent. Moments are UTC; the screen words them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WhySilent {
    /// Its first real answer was due then: as its team promised, or as for every voice.
    NoAnswer {
        /// The moment.
        due: Millis,
    },
    /// Its team announced news for then.
    NoNews {
        /// The moment.
        announced: Millis,
    },
    /// It waits for somebody, and that was to be over by now.
    WaitOver {
        /// Since when it waits.
        since: Millis,
    },
    /// Nobody promised an answer, and none has come for [`UNPROMISED_SILENT_AFTER`].
    NotPromised {
        /// When it came there.
        since: Millis,
    },
    /// Somebody took it, and named no time for as long.
    NoTime {
        /// When it was taken.
        taken: Millis,
    },
    /// It was opened again, and nobody has answered for as long.
    Reopened {
        /// When.
        at: Millis,
    },
    /// Who had it gave it back to the team, and nobody has taken it.
    GivenBack {
        /// When.
        at: Millis,
    },
    /// Its owner is away, and nobody else has taken it.
    OwnerAway {
        /// Since when.
        since: Millis,
    },
    /// Its owner's shift is over, their team works on, and nobody else has taken it.
    ShiftOver {
        /// Since when.
        since: Millis,
    },
    /// Its owner has left, and nobody else has taken it.
    OwnerLeft,
    /// Its team has left the map, and nobody has taken it.
    TeamGone,
}

/// News that are announced before there is an answer hold silence off for so long, at most: a chain must not wait for "next year".
const NEWS_BEFORE_ANSWER_MAX: Span = Span::days(1);

/// Until when news that are announced at this moment hold silence off, at most: a working day from then, or from the reply promise where
/// that is later. None where somebody has answered, who may name any moment.
fn news_hold_until(rows: &Rows, row: &RequestRow, announced: Millis) -> Option<Millis> {
    let from = unanswered(row).map_or(announced, |reply| reply.max(announced));
    row.answered_at.is_none().then(|| rows.calendar_for(row).promised(from, NEWS_BEFORE_ANSWER_MAX))
}

/// The latest moment for which news of a request can be announced now; none where any can.
pub fn news_until(rows: &Rows, request: DocId, now: Millis) -> Option<Millis> {
    news_hold_until(rows, rows.request(request)?, now)
}

/// Since when a request is silent, without the rest of what its clock says.
pub(super) fn silence(rows: &Rows, row: &RequestRow, now: Millis) -> Option<Millis> {
    why_silent(rows, row, now).map(|(since, _)| since)
}

/// Since when a request is silent, and why. Where the provider has nothing to do it never is. Who announced news has spoken: until then it is
/// not silent, and from then on that is what was missed.
pub(super) fn why_silent(rows: &Rows, row: &RequestRow, now: Millis) -> Option<(Millis, WhySilent)> {
    if row.state.is_closed() || row.state.waits_on_asker() {
        return None;
    }
    // Whoever went without handing it over doesn't answer for it; nor does a team that has left the map.
    let stranded = rows.stranded_since(row).map(|since| (since, WhySilent::TeamGone));
    [unsaid(rows, row), gone(rows, row, now), stranded]
        .into_iter()
        .flatten()
        .min()
        .filter(|(since, _)| *since < now)
}

/// From when on what its team said, or should have said, is missed.
fn unsaid(rows: &Rows, row: &RequestRow) -> Option<(Millis, WhySilent)> {
    let due = unanswered(row);
    let Some(news) = row.next_update else {
        return due.map(|due| (due, no_answer(row, due))).or_else(|| unpromised(rows, row));
    };
    let announced = match row.state {
        State::Waiting => WhySilent::WaitOver { since: row.state_since },
        _ => WhySilent::NoNews { announced: news },
    };
    // Of a wait it is the end, which nobody announced.
    let latest = row.announced_at.and_then(|said| news_hold_until(rows, row, said));
    let Some(latest) = latest.filter(|latest| *latest < news) else { return Some((news, announced)) };
    let unanswered = due.map(|due| no_answer(row, due)).or_else(|| unpromised(rows, row).map(|(_, why)| why));
    Some((latest, unanswered.unwrap_or(announced)))
}

/// What was given back to the team is due in the same moment.
fn no_answer(row: &RequestRow, due: Millis) -> WhySilent {
    if row.was_given_back() {
        WhySilent::GivenBack { at: row.moved_at() }
    } else {
        WhySilent::NoAnswer { due }
    }
}

/// When that falls silent for which nobody said any time: an ask without an answer, or work that somebody took without a promise and that
/// nobody needs by any moment. Counted from when it came there, or to its owner, in working time of whoever has it.
fn unpromised(rows: &Rows, row: &RequestRow) -> Option<(Millis, WhySilent)> {
    let waits =
        row.answered_at.is_none() && matches!(row.state, State::Asked | State::HandedOn | State::Reopened);
    let drifts = row.promised.is_none()
        && row.due.is_none()
        && matches!(row.state, State::Accepted | State::Working | State::Reopened);
    let since = row.state_since.max(row.moved_at());
    let why = match row.accepted_at.filter(|_| drifts) {
        _ if row.state == State::Reopened => WhySilent::Reopened { at: row.state_since },
        Some(taken) => WhySilent::NoTime { taken: taken_again(row).unwrap_or(taken) },
        None => WhySilent::NotPromised { since },
    };
    let after = || rows.calendar_for(row).promised(since, UNPROMISED_SILENT_AFTER);
    (waits || drifts && row.accepted_at.is_some()).then(|| (after(), why))
}

/// When its owner went on with what was opened again: what they had promised before that is over.
fn taken_again(row: &RequestRow) -> Option<Millis> {
    let spoke = row.answered_at.filter(|at| Some(*at) > row.accepted_at);
    let delivered = row.first_delivery().at.filter(|at| Some(*at) >= row.accepted_at);
    spoke.or_else(|| delivered.map(|at| at.max(row.state_since)))
}

fn gone(rows: &Rows, row: &RequestRow, now: Millis) -> Option<(Millis, WhySilent)> {
    let since = owner_gone(rows, row, now)?;
    match presence(rows, rows.person(row.owner?)?, now) {
        Presence::Away { since: away, .. } => Some((since, WhySilent::OwnerAway { since: away })),
        Presence::ShiftOver { since: over } => Some((since, WhySilent::ShiftOver { since: over })),
        Presence::Left { .. } => Some((since, WhySilent::OwnerLeft)),
        Presence::Here { .. } | Presence::Unsaid => None,
    }
}
