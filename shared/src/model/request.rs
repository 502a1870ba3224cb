//! A request: an ask from one team to another, and everything that happened to it.

use super::Field;
use crate::id::{DeviceId, DocId, EventId, Millis, Span};

/// An ask from one team to another, as its document says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Its document.
    pub id: DocId,
    /// The ask in one line.
    pub title: Field<String>,
    /// What the provider should know; may be empty.
    pub details: Field<String>,
    /// The team that asks.
    pub asker: DocId,
    /// The team that was asked first. Hand-ons move the request: see the fold.
    pub provider: DocId,
    /// The service of the map that it goes through.
    pub service: Option<DocId>,
    /// The paying customer who waits at the end of the chain.
    pub customer: Field<Option<DocId>>,
    /// The customer's own words; may be empty.
    pub words: Field<String>,
    /// An order number or another name that the customer knows; may be empty.
    pub reference: Field<String>,
    /// The request that this one blocks.
    pub parent: Option<DocId>,
    /// When the asker needs it, and how that was computed.
    pub due: Field<Option<Due>>,
    /// Only its two teams may read it.
    pub private: bool,
    /// What happened, in no particular order: the fold orders them.
    pub events: Vec<Event>,
}

/// When something is needed: computed once, when asked, and kept with its inputs so that the arithmetic can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The moment.
    pub at: Millis,
    /// The parent's due moment that it comes from, and what the work above takes; none when a person chose it.
    pub from: Option<(Millis, Span)>,
}

/// One thing that happened to a request. Written once, never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its random identity.
    pub id: EventId,
    /// What happened.
    pub kind: EventKind,
    /// The latest events that its author had seen (the frontier, not all of them). Empty only for the first.
    pub seen: Vec<EventId>,
    /// Who did it.
    pub by: DocId,
    /// The device that wrote it; from the actor, so it can't be claimed.
    pub device: DeviceId,
    /// The device's own clock.
    pub device_time: Millis,
    /// What the device last knew of its distance from the relay's clock; added to `device_time`.
    pub offset: Span,
    /// The person without the app on whose behalf it was recorded (an answer got by phone); may be empty.
    pub on_behalf_of: String,
}

impl Event {
    /// The best estimate of when it happened: the device's clock, corrected by the last known offset.
    pub fn at(&self) -> Millis {
        self.device_time + self.offset
    }
}

/// What can happen to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventKind {
    /// It was asked. Always the first event. `reply_by` is the reply promise, computed when asked.
    Asked {
        /// When the first real answer is promised, if the service promises one.
        reply_by: Option<Millis>,
    },
    /// Somebody of the provider took it: they are the owner and say when.
    Accepted {
        /// The owner from now on.
        owner: DocId,
        /// When it will be delivered.
        promised: Option<Millis>,
    },
    /// The provider offers another time or another thing.
    CounterOffered {
        /// The time offered.
        promised: Option<Millis>,
        /// What is offered, and why.
        reason: String,
    },
    /// "I don't know, but X does."
    HandedOn {
        /// The team that has it now.
        to: DocId,
        /// Why them.
        reason: String,
    },
    /// The provider won't; says why and where to go next.
    Declined {
        /// Why.
        reason: String,
        /// A team that may help.
        instead: Option<DocId>,
    },
    /// The owner works on it.
    Working,
    /// The owner can't go on until somebody else did something.
    Waiting {
        /// On whom, in words.
        on: String,
        /// Whether it is the asker who is waited on: only that pauses the delivery clock.
        on_asker: bool,
        /// Until when at the latest; the clock runs again after it.
        until: Option<Millis>,
    },
    /// The owner says when there will be news; until then it isn't silent.
    Announced {
        /// When the next update comes.
        next_update: Millis,
        /// What there is to say meanwhile; may be empty.
        note: String,
    },
    /// It's done, says the owner.
    Delivered {
        /// The answer; may be empty.
        answer: String,
    },
    /// It helped, says the asker.
    Confirmed {
        /// Whether it helped; none when nobody said.
        helped: Option<bool>,
        /// Thanks; may be empty.
        thanks: String,
    },
    /// It isn't done after all.
    Reopened {
        /// What is missing.
        reason: String,
    },
    /// The asker doesn't need it any more.
    Withdrawn {
        /// Why; may be empty.
        reason: String,
    },
    /// Somebody said something. Never changes the state.
    Commented {
        /// What was said.
        text: String,
    },
    /// A kind that a newer version knows: shown as such, never changes the state.
    Other {
        /// Its name in the document.
        name: String,
    },
}
