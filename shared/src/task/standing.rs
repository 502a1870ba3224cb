//! How a task stands: from its schedule and its turns, whatever their order. Two who act at once need no winner: what is done is done, and of
//! two days to which a task was put off the earlier one holds.

use crate::id::{Day, DocId, EventId, Millis};
use crate::model::{Task, Turn, TurnKind};
use std::collections::{BTreeMap, BTreeSet};

/// How a task stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// The day of its schedule that is open, the earliest that nobody has done; none when nothing comes.
    pub open: Option<Day>,
    /// Why it is due later than that.
    pub aside: Option<Aside>,
    /// The last time that it was done.
    pub done: Option<Done>,
}

impl Standing {
    /// The day on which it is due.
    pub fn due(&self) -> Option<Day> {
        self.aside.as_ref().map(|aside| aside.to).or(self.open)
    }
}

/// A task that was put off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// The turn that says so.
    pub turn: EventId,
    /// The day on which it is due now.
    pub to: Day,
    /// What was more important.
    pub request: DocId,
    /// What else was said; may be empty.
    pub reason: String,
    /// Who put it off.
    pub by: DocId,
    /// When.
    pub at: Millis,
}

/// A task that was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    /// The turn that says so.
    pub turn: EventId,
    /// For which day of the schedule.
    pub day: Day,
    /// Who did it.
    pub by: DocId,
    /// When.
    pub at: Millis,
}

/// How a task stands.
pub fn standing(task: &Task) -> Standing {
    let taken_back: BTreeSet<EventId> = task.turns.iter().filter_map(takes_back).collect();
    let holds = |turn: &&Turn| !taken_back.contains(&turn.id);
    let done =
        task.turns.iter().filter(holds).filter_map(done).max_by_key(|done| (done.day, done.at, done.turn));
    let schedule = task.schedule.value;
    let open = match done {
        _ if task.ended => None,
        Some(done) => schedule.next_after(done.day),
        None => schedule.first(),
    };
    let mut standing = Standing { open, aside: None, done };
    let put_off = put_off(task.turns.iter().filter(holds));
    // Each is due later than the one before: this ends.
    while let Some(aside) = standing.due().and_then(|due| put_off.get(&due)) {
        standing.aside = Some(aside.clone());
    }
    standing
}

fn takes_back(turn: &Turn) -> Option<EventId> {
    // A turn can't be taken back by itself, and taking back isn't taken back: doing it again says the same.
    if let TurnKind::TakenBack { turn: other } = turn.kind { Some(other) } else { None }
}

fn done(turn: &Turn) -> Option<Done> {
    let TurnKind::Done { day } = turn.kind else { return None };
    Some(Done { turn: turn.id, day, by: turn.by, at: turn.at() })
}

/// By the day from which it was put off: the earliest day to which it was.
fn put_off<'a>(turns: impl Iterator<Item = &'a Turn>) -> BTreeMap<Day, Aside> {
    let mut earliest: BTreeMap<Day, Aside> = BTreeMap::new();
    for turn in turns {
        let TurnKind::SetAside { from, to, request, reason } = &turn.kind else { continue };
        let is_first = earliest.get(from).is_none_or(|other| (*to, turn.id) < (other.to, other.turn));
        if to > from && is_first {
            let (to, request, reason) = (*to, *request, reason.clone());
            let aside = Aside { turn: turn.id, to, request, reason, by: turn.by, at: turn.at() };
            earliest.insert(*from, aside);
        }
    }
    earliest
}

/// Whether this can happen to a task as it stands: what is shown can be done, put off further, or taken back.
pub fn is_possible(task: &Task, kind: &TurnKind) -> bool {
    let standing = standing(task);
    match kind {
        TurnKind::Done { day } => standing.open.is_some_and(|open| open <= *day),
        TurnKind::SetAside { from, to, .. } => standing.due() == Some(*from) && to > from,
        TurnKind::TakenBack { turn } => {
            let shown = standing.done.map(|done| done.turn).into_iter();
            shown.chain(standing.aside.map(|aside| aside.turn)).any(|shown| shown == *turn)
        }
        TurnKind::Other { .. } => false,
    }
}
