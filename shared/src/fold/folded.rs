//! What the fold says of a request.

use super::KeptNow;
use crate::id::{DocId, EventId, Millis};
use crate::view::{Pause, State};

/// A request's status: a function of the set of its events, never of their order in the document, their actors or clocks.
///
/// Moments are event times by [`crate::model::Event::at`], but never before an event that the author had seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    /// Where it stands.
    pub state: State,
    /// When it came into that state.
    pub state_since: Millis,
    /// The team that has it now.
    pub provider: DocId,
    /// The person who accepted it or was handed it; stays named through hand-on and reopening until the next one accepts.
    pub owner: Option<DocId>,
    /// The person who asked.
    pub asked_by: Option<DocId>,
    /// When it was asked.
    pub asked_at: Millis,
    /// Reply promise of the team that has it; none when it promised nothing.
    pub reply_by: Option<Millis>,
    /// First real answer since the ask or the last hand-on: accept, counter-offer, decline, deliver.
    pub answered_at: Option<Millis>,
    /// When it was accepted.
    pub accepted_at: Option<Millis>,
    /// Promised delivery.
    pub promised: Option<Millis>,
    /// When the delivery clock stood still since the promise was given.
    pub pauses: Vec<Pause>,
    /// What figures go by.
    pub measured: Measured,
    /// In its first delivery: when the delivery clock had stood still since the promise of then.
    pub first_pauses: Vec<Pause>,
    /// What was kept as an answer: that which nobody has replaced, of several that were said at once the latest first.
    pub kept: Vec<KeptNow>,
    /// Next update announced, or the end of a wait.
    pub next_update: Option<Millis>,
    /// When that update was announced; none for the end of a wait.
    pub announced_at: Option<Millis>,
    /// In waiting: on whom; else empty.
    pub waiting_on: String,
    /// In waiting: on the asker.
    pub waiting_on_asker: bool,
    /// What was offered instead, while the asker has to say.
    pub offer: Option<Offer>,
    /// In declined: the team that may help instead.
    pub instead: Option<DocId>,
    /// In merged: the request that it is the same as.
    pub merged_into: Option<DocId>,
    /// In confirmed: whether it helped; none when nobody said.
    pub helped: Option<bool>,
    /// Answer, offer or reason that goes with the state; may be empty.
    pub last_words: String,
    /// The event that brought it into its state.
    pub last_event: Option<EventId>,
    /// Effective hand-ons.
    pub hops: u32,
    /// Who had it and lost it to another's doing, each as it happened last, the latest first: not who has it again.
    pub taken: Vec<Taken>,
    /// When anything last happened, comments included.
    pub changed_at: Millis,
    /// Each event with what became of it, in the order to show: causes before consequences.
    pub events: Vec<Effect>,
    /// The events that no other has seen: what a new event names as seen.
    pub frontier: Vec<EventId>,
}

impl Folded {
    /// Whether somebody of the team that has it now has accepted it.
    pub fn is_owned(&self) -> bool {
        self.accepted_at.is_some()
    }
}

/// What figures go by: the first answer of the team that has it to the first promise, and its first delivery. What was given back, or opened
/// again, is neither answered nor delivered anew for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Measured {
    /// The reply promise with which it came to the team; none when nobody promised.
    pub reply_by: Option<Millis>,
    /// The first real answer.
    pub answered_at: Option<Millis>,
    /// The first acceptance.
    pub accepted_at: Option<Millis>,
    /// The first delivery that nobody took back.
    pub delivery: Option<FirstDelivery>,
}

impl Measured {
    /// Before anything happened.
    pub(super) const NOTHING: Self =
        Self { reply_by: None, answered_at: None, accepted_at: None, delivery: None };
}

/// When it was delivered first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstDelivery {
    /// By when that was promised.
    pub promised: Option<Millis>,
    /// When it was.
    pub at: Millis,
}

/// A counter-offer that waits for the asker's word. The asker agrees with `Accepted { owner, promised }` of these values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// Who would own it: the present owner, or else, or where that is nobody of the app, the person who offered.
    pub owner: DocId,
    /// The time offered.
    pub promised: Option<Millis>,
}

/// Somebody had it, and what another did took it from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// Who had it.
    pub from: DocId,
    /// What took it.
    pub event: EventId,
    /// When.
    pub at: Millis,
}

/// What became of one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// The event.
    pub id: EventId,
    /// When it happened, never before an event that its author had seen.
    pub at: Millis,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It did what it says.
    Effective,
    /// It never changes the state (a comment, a newer version's kind).
    Remark,
    /// Another event, written without knowing of it, won by the table of kinds.
    Overruled(EventId),
    /// It was written without knowing that the request had been confirmed.
    CameLate(EventId),
    /// It makes no sense in the state that its author had seen (only a faulty or hostile writer does this).
    Senseless,
}
