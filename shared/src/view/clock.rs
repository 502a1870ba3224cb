//! Which of a request's clocks to show, and how serious it is.

use super::why_silent::why_silent;
use super::{Pause, RequestRow, Rows, State, WhySilent};
use crate::calendar::Calendar;
use crate::id::{DocId, Millis, Span};

/// The one clock that says most about a request right now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// What it measures.
    pub kind: ClockKind,
    /// How to draw it.
    pub severity: Severity,
}

/// How serious a clock is: a signal colour, always with an icon and a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Done, or delivered and to be confirmed.
    Done,
    /// Nothing was promised for any moment.
    Calm,
    /// A moment is promised, or somebody is waited for.
    Wait,
    /// Silent, or past a promise.
    Late,
}

/// What was to happen by a moment that has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Missed {
    /// Delivery, as its team promised.
    Promised,
    /// The first real answer; news are announced meanwhile.
    Reply,
    /// Nothing that anybody promised: its asker needed it.
    Needed,
}

/// What a clock measures. Moments are UTC; the screen words them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClockKind {
    /// Nobody has said what was to be said, since then.
    Silent {
        /// The moment from which on it is.
        since: Millis,
        /// Why.
        why: WhySilent,
    },
    /// Past its promised or needed time, or past its reply promise with news announced, but not silent.
    Late {
        /// The moment that passed.
        since: Millis,
        /// What was to happen by then.
        missed: Missed,
    },
    /// The first real answer is promised for then.
    ReplyDue {
        /// The moment.
        at: Millis,
    },
    /// Delivery is promised for then.
    Promised {
        /// The moment.
        at: Millis,
    },
    /// The owner announced news for then.
    NextUpdate {
        /// The moment.
        at: Millis,
    },
    /// The owner waits for somebody.
    WaitingOn {
        /// For whom, in the owner's words; may be empty.
        on: String,
        /// It is the asker who is waited on: the delivery clock stands still.
        on_asker: bool,
        /// Until when at the latest.
        until: Option<Millis>,
    },
    /// Nothing is promised; the asker needs it then.
    Due {
        /// The moment.
        at: Millis,
    },
    /// The provider offered something else: the asker has to say.
    Offered {
        /// When it was offered.
        since: Millis,
        /// The time that is offered.
        promised: Option<Millis>,
    },
    /// Delivered: the asker has to confirm.
    Delivered {
        /// When.
        since: Millis,
    },
    /// The provider won't: the asker has to go elsewhere.
    Declined {
        /// When.
        since: Millis,
    },
    /// Confirmed by the asker.
    Done {
        /// When.
        at: Millis,
    },
    /// Not needed any more.
    Withdrawn {
        /// When.
        at: Millis,
    },
    /// The same as another request, which goes on.
    Merged {
        /// When that was said.
        at: Millis,
    },
    /// No clock runs: nobody promised or needs it by any moment.
    None,
}

impl Clock {
    /// When it points: the moment that passed or that comes; none when there is no moment.
    pub fn at(&self) -> Option<Millis> {
        match self.kind {
            ClockKind::Silent { since, .. }
            | ClockKind::Late { since, .. }
            | ClockKind::Offered { since, .. }
            | ClockKind::Delivered { since }
            | ClockKind::Declined { since } => Some(since),
            ClockKind::ReplyDue { at }
            | ClockKind::Promised { at }
            | ClockKind::NextUpdate { at }
            | ClockKind::Due { at }
            | ClockKind::Done { at }
            | ClockKind::Withdrawn { at }
            | ClockKind::Merged { at } => Some(at),
            ClockKind::WaitingOn { until, .. } => until,
            ClockKind::None => None,
        }
    }

    /// Silent, and since when.
    pub fn silent_since(&self) -> Option<Millis> {
        if let ClockKind::Silent { since, .. } = self.kind { Some(since) } else { None }
    }

    /// Late without being silent, and since when.
    pub fn late_since(&self) -> Option<Millis> {
        if let ClockKind::Late { since, .. } = self.kind { Some(since) } else { None }
    }
}

/// The clock of a request. A moment has passed only once it lies before `now`.
///
/// `rows` say in which hours the team works: a promise moves by the working time in which its clock stood still.
pub fn clock(rows: &Rows, row: &RequestRow, now: Millis) -> Clock {
    let silent = why_silent(rows, row, now).map(|(since, why)| ClockKind::Silent { since, why });
    let kind = silent.or_else(|| closing_clock(row)).unwrap_or_else(|| {
        late(rows, row, now)
            .map(|(since, missed)| ClockKind::Late { since, missed })
            .unwrap_or_else(|| running_clock(rows, row, now))
    });
    let severity = match kind {
        ClockKind::Silent { .. } | ClockKind::Late { .. } => Severity::Late,
        ClockKind::Delivered { .. } | ClockKind::Done { .. } => Severity::Done,
        ClockKind::Withdrawn { .. } | ClockKind::Merged { .. } | ClockKind::None => Severity::Calm,
        _ => Severity::Wait,
    };
    Clock { kind, severity }
}

/// The reply promise that still waits for its answer.
pub(super) fn unanswered(row: &RequestRow) -> Option<Millis> {
    row.reply_by.filter(|_| row.answered_at.is_none())
}

/// Whether the next move is the asker's: something to answer, to confirm, or a question that the owner waits on.
pub fn asker_must_move(row: &RequestRow, now: Millis) -> bool {
    row.state.waits_on_asker() || stands_still(row, now)
}

/// Waiting on the asker, and the wait has not run out: only then does the delivery clock stand still. News that are announced meanwhile
/// neither end the wait nor make it longer, so it is the pause that says until when.
fn stands_still(row: &RequestRow, now: Millis) -> bool {
    let waits = || row.pauses.last().is_some_and(|pause| pause.to.is_none_or(|until| until >= now));
    row.state == State::Waiting && row.waiting_on_asker && waits()
}

/// The clock where the provider has nothing to do: it never counts as silent or late.
fn closing_clock(row: &RequestRow) -> Option<ClockKind> {
    let since = row.state_since;
    Some(match row.state {
        State::Confirmed => ClockKind::Done { at: since },
        State::Withdrawn => ClockKind::Withdrawn { at: since },
        State::Merged => ClockKind::Merged { at: since },
        State::Delivered => ClockKind::Delivered { since },
        State::Declined => ClockKind::Declined { since },
        State::CounterOffered => ClockKind::Offered { since, promised: row.offered },
        _ => return None,
    })
}

/// When delivery is promised: as it was said, and as much working time later as the clock has stood still since.
pub fn promised_by(rows: &Rows, row: &RequestRow, now: Millis) -> Option<Millis> {
    Some(moved_by_pauses(rows.calendar_for(row), row.promised?, &row.pauses, now))
}

/// A promise, as much working time later as its clock stood still.
pub(super) fn moved_by_pauses(
    calendar: &Calendar,
    promised: Millis,
    pauses: &[Pause],
    now: Millis,
) -> Millis {
    if pauses.is_empty() {
        return promised;
    }
    let stood = pauses_until(calendar, pauses, now);
    calendar.after(promised, stood).unwrap_or(promised + stood)
}

/// Pauses are counted day by day, and clocks may say anything: of one promise so much counts, from its first pause on. Counted back from now, what
/// stood still would run backward.
const PAUSES_COUNTED_MAX: Span = Span::days(400);

/// The working time in which the delivery clock has stood still since the promise was given.
pub(super) fn stood_still(rows: &Rows, row: &RequestRow, now: Millis) -> Span {
    pauses_until(rows.calendar_for(row), &row.pauses, now)
}

/// The working time of pauses until a moment.
pub(super) fn pauses_until(calendar: &Calendar, pauses: &[Pause], now: Millis) -> Span {
    let mut left = PAUSES_COUNTED_MAX;
    let each = pauses.iter().map(|pause| {
        let to = pause.to.map_or(now, |to| to.min(now)).min(pause.from + left).max(pause.from);
        left = Span(left.0 - (to - pause.from).0);
        calendar.between(pause.from, to)
    });
    Span(each.map(|span| span.0).sum())
}

/// The first moment that has passed, and what was to happen by then.
fn late(rows: &Rows, row: &RequestRow, now: Millis) -> Option<(Millis, Missed)> {
    if stands_still(row, now) {
        return None;
    }
    let moments = [
        (promised_by(rows, row, now), Missed::Promised),
        (unanswered(row), Missed::Reply),
        (row.due, Missed::Needed),
    ];
    moments.into_iter().filter_map(|(at, missed)| Some((at?, missed))).filter(|(at, _)| *at < now).min()
}

/// The earliest moment ahead that the team of a request gave, whatever was missed before: announced news, the promised time, the first
/// answer. None while only the asker can move: what they need is no promise, and neither is the end of a wait on them, nor one that
/// nobody named.
pub(super) fn promise_ahead(rows: &Rows, row: &RequestRow, now: Millis) -> Option<Millis> {
    if !row.state.waits_on_provider() {
        return None;
    }
    let is_no_news = row.waits_by_rule() || row.waiting_on_asker && row.next_update == row.waits_until();
    let news = row.next_update.filter(|_| !is_no_news);
    // While its clock stands still a promise moves: nobody can say where to.
    let promised = promised_by(rows, row, now).filter(|_| !stands_still(row, now));
    [news, promised, unanswered(row)].into_iter().flatten().filter(|at| *at >= now).min()
}

fn running_clock(rows: &Rows, row: &RequestRow, now: Millis) -> ClockKind {
    if row.state == State::Waiting {
        let on_asker = row.waiting_on_asker;
        return ClockKind::WaitingOn { on: row.waiting_on.clone(), on_asker, until: row.waits_until() };
    }
    if let Some(at) = unanswered(row) {
        return ClockKind::ReplyDue { at };
    }
    match (row.next_update, promised_by(rows, row, now), row.due) {
        (Some(at), None, _) => ClockKind::NextUpdate { at },
        (Some(at), Some(promised), _) if at < promised => ClockKind::NextUpdate { at },
        (_, Some(at), _) => ClockKind::Promised { at },
        (None, None, Some(at)) => ClockKind::Due { at },
        (None, None, None) => ClockKind::None,
    }
}

/// What stands first in a list: customer work, then silence (the oldest first), then what has all its answers from below, then the earliest
/// clock, then the oldest ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Urgency {
    routine: bool,
    class: u8,
    at: Millis,
    id: DocId,
}

impl Urgency {
    pub(super) fn of(row: &RequestRow, clock: &Clock, customer_work: bool) -> Self {
        let (class, at) = match (clock.silent_since(), clock.at()) {
            (Some(since), _) => (0, since),
            (None, Some(at)) => (2, at),
            (None, None) => (3, row.asked_at),
        };
        Self { routine: !customer_work, class, at, id: row.id }
    }

    /// All that it waited for from below is here: right after what is silent, for whoever waits above needs only this link.
    pub(super) fn answered_below(self) -> Self {
        Self { class: self.class.min(1), ..self }
    }
}
