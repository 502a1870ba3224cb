//! One request in full: line of sight, what is asked, the next action, the chain, the timeline and the history.

use crate::id::{DeviceId, DocId, EventId, Millis, Span};
use crate::model::{Due, EventKind, Field};
use crate::view::{Clock, Named, NextAct, Section, Side, Sight, State};

/// The *Request* screen.
#[derive(Debug, Clone, PartialEq)]
pub struct RequestPage {
    /// The request.
    pub id: DocId,
    /// Who waits at the end.
    pub sight: Sight,
    /// The ask in one line, with what others wrote at the same time.
    pub title: Field<String>,
    /// What the provider should know; may be empty.
    pub details: Field<String>,
    /// The customer's own words; may be empty.
    pub words: Field<String>,
    /// Order number; may be empty.
    pub reference: Field<String>,
    /// When the asker needs it, with the arithmetic.
    pub due: Field<Option<Due>>,
    /// The customer, as this request itself says.
    pub customer: Field<Option<Named>>,
    /// The service that it goes through.
    pub service: Option<Named>,
    /// The team that asked.
    pub asker: Named,
    /// The person who asked; none when the document doesn't say.
    pub asked_by: Option<Named>,
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
    /// When the first real answer was promised.
    pub reply_by: Option<Millis>,
    /// When it came.
    pub answered_at: Option<Millis>,
    /// When it was accepted.
    pub accepted_at: Option<Millis>,
    /// When delivery is promised.
    pub promised: Option<Millis>,
    /// The next update announced, or the end of a wait.
    pub next_update: Option<Millis>,
    /// The answer, offer or reason that goes with the state; may be empty.
    pub last_words: String,
    /// Hand-ons so far.
    pub hops: u32,
    /// Only its two teams may read it.
    pub private: bool,
    /// What the viewer's team may do next; the first is the one to show large.
    pub acts: Vec<NextAct>,
    /// Requests right below this one that are still open: a parent isn't confirmed over them without saying so.
    pub open_below: usize,
    /// The whole chain in tree order: the root first, children by the time they were asked.
    pub chain: Section<ChainNode>,
    /// Everything that happened, causes before consequences. The timeline shows it; the history adds device and outcome.
    pub moments: Vec<Moment>,
}

/// A request in a chain.
#[derive(Debug, Clone, PartialEq)]
pub struct ChainNode {
    /// The request.
    pub id: DocId,
    /// Links below the root.
    pub depth: usize,
    /// The ask in one line.
    pub title: String,
    /// The team that asked.
    pub asker: Named,
    /// The team that has it.
    pub team: Named,
    /// The person who accepted it.
    pub owner: Option<Named>,
    /// Where it stands.
    pub state: State,
    /// When it came into that state.
    pub state_since: Millis,
    /// Its clock.
    pub clock: Clock,
    /// When it was asked.
    pub asked_at: Millis,
    /// From the ask to its end (delivered, declined, confirmed, withdrawn), or to now.
    pub took: Span,
    /// The part of `took` in which no open child had it: the time that this link itself answers for.
    pub own: Span,
    /// `took` as a share of the longest in the chain, 0 to 1.
    pub share: f64,
    /// The answer, offer or reason that goes with the state; may be empty.
    pub last_words: String,
    /// This is the request that the screen shows.
    pub is_this: bool,
    /// Its parent link closes a circle and is ignored, so it stands as a root. Shown, so that somebody can mend it.
    pub parent_ignored: bool,
    /// It names a parent that isn't on this device.
    pub parent_missing: bool,
}

/// Something that happened to a request.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// The event.
    pub event: EventId,
    /// What happened, with the words that were said.
    pub kind: EventKind,
    /// The person or team that `kind` speaks of (owner, team handed to, team to go to instead).
    pub about: Option<Named>,
    /// Who did it.
    pub by: Named,
    /// The person without the app on whose behalf it was recorded; may be empty.
    pub on_behalf_of: String,
    /// When, by the device's clock and its last known offset.
    pub at: Millis,
    /// The device that wrote it.
    pub device: DeviceId,
    /// What its person calls it; empty when they don't.
    pub device_name: String,
    /// What became of it.
    pub became: Became,
}

/// What became of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Became {
    /// It did what it says.
    Effective,
    /// It never changes the state.
    Remark,
    /// Somebody did something at the same time that weighs more.
    Overruled {
        /// The event that won.
        event: EventId,
        /// Its author.
        by: Named,
    },
    /// It was written without knowing that the request had been confirmed.
    CameLate {
        /// The confirmation.
        event: EventId,
        /// Its author.
        by: Named,
    },
    /// It makes no sense in the state that its author had seen.
    Senseless,
}
