//! The table of kinds: which of two concurrent events has effect, and which event makes sense in which state.
//!
//! docs/STATUS.md shows both tables to people; a test keeps it equal to this code.

use super::Kind;
use crate::view::State;

/// The kinds that change the state, strongest first, each with the reason why it stands above the next one.
///
/// The idea behind the order: what is done outweighs what is wanted; who still needs it outweighs who doesn't; what the asker
/// wants outweighs what the provider plans; and of two plans the one that gives the asker more to hold on to wins.
pub const ORDER: [(Kind, &str); 14] = [
    (
        Kind::Confirmed,
        "the asker has closed it: whatever was written without knowing comes late, and reopening is at hand",
    ),
    (Kind::Delivered, "the answer is there: the asker looks at it before anything else, and can reopen"),
    (Kind::Reopened, "somebody still needs it: closing it over their head would be silence"),
    (Kind::Withdrawn, "nobody needs it any more: a promise to do it would be work for nobody"),
    (Kind::Merged, "the same goes on elsewhere: a promise here would be work done twice"),
    (Kind::Accepted, "somebody owns it now: better for the asker than talk of other times"),
    (
        Kind::HandedOver,
        "whoever had it has gone: their offers and plans would be kept by nobody, and can be made again",
    ),
    (Kind::CounterOffered, "an offer can be held on to; a hand-on starts again elsewhere"),
    (Kind::HandedOn, "it moves on: better than a refusal"),
    (Kind::Declined, "the asker must know that it stops, whatever was being done"),
    (Kind::Refused, "of an offer only: whatever else the provider did meanwhile is their newer answer"),
    (Kind::Waiting, "somebody else has to act: that must not be hidden by work going on"),
    (Kind::Working, "anything that happened is newer than the ask itself"),
    (Kind::Asked, "the beginning"),
];

/// How strong a kind is among concurrent events; greater wins. `None`: it takes no part.
pub fn rank(kind: Kind) -> Option<usize> {
    ORDER.iter().rev().position(|(other, _)| *other == kind)
}

/// Whether an event of this kind makes sense for somebody who sees the request in this state.
///
/// `owned`: somebody has accepted it and still has it.
pub fn makes_sense(state: State, owned: bool, kind: Kind) -> bool {
    use State as S;
    match kind {
        Kind::Asked | Kind::Other => false,
        Kind::Commented | Kind::Followed | Kind::Reworded => true,
        Kind::Confirmed => state == S::Delivered,
        Kind::Refused => state == S::CounterOffered,
        Kind::Kept => matches!(state, S::Delivered | S::Confirmed),
        Kind::Reopened => {
            matches!(state, S::Delivered | S::Confirmed | S::Withdrawn | S::Merged | S::Declined)
        }
        Kind::Working | Kind::Waiting => {
            matches!(state, S::Accepted | S::Working | S::Waiting) || (state == S::Reopened && owned)
        }
        Kind::HandedOver => {
            owned
                && matches!(
                    state,
                    S::CounterOffered | S::Accepted | S::Working | S::Waiting | S::Reopened | S::Delivered
                )
        }
        Kind::Delivered => is_undone(state) || state == S::Delivered,
        Kind::Split | Kind::Announced => is_undone(state) && state != S::Declined,
        Kind::Declined => is_undone(state) && state != S::Declined,
        Kind::Accepted | Kind::CounterOffered | Kind::HandedOn | Kind::Withdrawn | Kind::Merged => {
            is_undone(state)
        }
    }
}

/// Neither done nor closed: there is still something to do or to decide.
fn is_undone(state: State) -> bool {
    !matches!(state, State::Delivered | State::Unknown) && !state.is_closed()
}
