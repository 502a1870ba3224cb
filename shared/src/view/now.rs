//! *Now*: what waits on my team and what it waits for, oldest silence first, customer work above the rest.

use crate::id::{DocId, Millis};
use crate::view::{Clock, Named, NextAct, Section, Side, Sight, State};

/// The *Now* screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Now {
    /// The team whose work this is; none when the viewer is in no team: then it is what they own and asked themselves.
    pub team: Option<Named>,
    /// The figures.
    pub counts: NowCounts,
    /// Our team has it and the next move is ours. Customer work first, then silent, then by the earliest clock.
    pub waits_on_us: Section<Card>,
    /// We asked. First what only we can move on (an offer to answer, a delivery to confirm, a question to answer), then as above.
    pub we_wait_for: Section<Card>,
    /// Our team has it and the asker has to move: we offered, declined, delivered, or wait for them.
    pub asker_to_move: Section<Card>,
}

/// The figures of *Now*. Each open request of the team is in exactly one section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NowCounts {
    /// Different customers behind `waits_on_us`.
    pub customers: usize,
    /// Requests in `waits_on_us` for a customer.
    pub customer_work: usize,
    /// Silent requests in `waits_on_us`.
    pub silent: usize,
    /// Requests in `waits_on_us` that the viewer owns.
    pub mine: usize,
    /// Requests in `we_wait_for` where the next move is ours.
    pub ours_to_move: usize,
    /// Silent requests in `we_wait_for`.
    pub silent_elsewhere: usize,
}

/// A request in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// The request.
    pub id: DocId,
    /// The ask in one line.
    pub title: String,
    /// Order number; may be empty.
    pub reference: String,
    /// Who waits at the end.
    pub sight: Sight,
    /// The team that asked.
    pub asker: Named,
    /// The person who asked.
    pub asked_by: Named,
    /// When it was asked.
    pub asked_at: Millis,
    /// The team that has it now.
    pub provider: Named,
    /// The person who accepted it.
    pub owner: Option<Named>,
    /// The viewer owns it.
    pub mine: bool,
    /// Which end the viewer's team is.
    pub side: Side,
    /// Where it stands.
    pub state: State,
    /// When it came into that state.
    pub state_since: Millis,
    /// Its clock.
    pub clock: Clock,
    /// Hand-ons so far.
    pub hops: u32,
    /// Two people wrote different values into one field.
    pub disputed: bool,
    /// The answer, offer or reason that goes with the state; may be empty.
    pub last_words: String,
    /// What the viewer's team may do next; the first is the one to show large.
    pub acts: Vec<NextAct>,
}
