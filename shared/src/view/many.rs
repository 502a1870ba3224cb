//! One act on several requests at once: which can be done, and why the others can't.

use super::card::{acts, gone, side, standing};
use super::{Below, Named, Rows, Side, State, Viewer};
use crate::fold::NextAct;
use crate::id::{DocId, Millis};

/// Requests that are acted on at once, at most: they are one batch.
pub const MANY_MAX: usize = 200;

/// The acts that make sense for many at once.
pub const ACTS_FOR_MANY: [NextAct; 6] = [
    NextAct::Accept,
    NextAct::HandOver,
    NextAct::Announce,
    NextAct::Confirm,
    NextAct::Withdraw,
    NextAct::Comment,
];

/// What an act would do to those that were chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Many {
    /// It can be done.
    pub can: Vec<Named>,
    /// It can't, and why.
    pub cannot: Vec<(Named, Why)>,
}

/// Why an act can't be done to one of many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It makes no sense where the request stands, for this side.
    Stands(State),
    /// The viewer has it already.
    Mine,
    /// Somebody else has it, who is here: nobody's work is taken without a look at it.
    NotMine,
    /// Something below it is open: that is looked at one by one.
    OpenBelow,
    /// It is what a customer said, and nobody has answered: closing it needs words of its own.
    Voice,
    /// It isn't here any more, or there are too many.
    Gone,
    /// Only two teams may read it, and the viewer is in neither any more: the relay would refuse all of it.
    OutOfSight,
}

/// Sorts what was chosen by whether this act can be done to it, in the order chosen.
pub fn many(rows: &Rows, viewer: &Viewer, chosen: &[DocId], act: NextAct, now: Millis) -> Many {
    let mut many = Many::default();
    for (place, id) in chosen.iter().enumerate() {
        match why_not(rows, viewer, *id, act, now).or((place >= MANY_MAX).then_some(Why::Gone)) {
            Some(why) => many.cannot.push((rows.named(*id), why)),
            None => many.can.push(rows.named(*id)),
        }
    }
    many
}

/// What stays chosen, in the order chosen, where a list shows only these: nothing is done to what nobody sees.
pub fn still_shown(chosen: &[DocId], shown: &[DocId]) -> Vec<DocId> {
    chosen.iter().filter(|id| shown.contains(id)).copied().collect()
}

/// Whether an act can be done to one request that somebody has before them: there taking over is one's own decision.
pub fn is_possible_for_one(rows: &Rows, viewer: &Viewer, id: DocId, act: NextAct, now: Millis) -> bool {
    match why_not(rows, viewer, id, act, now) {
        None => true,
        Some(why) => act == NextAct::Accept && why == Why::NotMine,
    }
}

fn why_not(rows: &Rows, viewer: &Viewer, id: DocId, act: NextAct, now: Millis) -> Option<Why> {
    let Some(row) = rows.request(id) else { return Some(Why::Gone) };
    let mine = row.is_owned_by(viewer.person);
    if !viewer.hears_of(row) {
        return Some(Why::OutOfSight);
    }
    let stands = side(rows, viewer, row);
    if !acts(&standing(row), stands).contains(&act) {
        return Some(Why::Stands(row.state));
    }
    if stands == Side::Asker && act.is_noted_by_asker() {
        // Whom it is written down for is said one by one.
        return Some(Why::Stands(row.state));
    }
    let is_here = || gone(rows, row, now).is_none();
    match act {
        // What they had promised is over once it was opened again.
        NextAct::Accept if mine && row.state != State::Reopened => Some(Why::Mine),
        NextAct::Accept if !mine && row.accepted_at.is_some() && row.owner.is_some() && is_here() => {
            Some(Why::NotMine)
        }
        NextAct::HandOver if !mine && is_here() => Some(Why::NotMine),
        NextAct::Announce if row.accepted_at.is_some() && !mine => Some(Why::NotMine),
        NextAct::Withdraw if row.voice.as_ref().is_some_and(|voice| voice.adopted.is_none()) => {
            Some(Why::Voice)
        }
        NextAct::Confirm | NextAct::Withdraw if Below::of(rows, row).open > 0 => Some(Why::OpenBelow),
        _ => None,
    }
}
