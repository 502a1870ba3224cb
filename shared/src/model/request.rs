//! A request: an ask from one team to another, and everything that happened to it.

use super::{Due, Field, Voice};
use crate::id::{DeviceId, DocId, DocKind, EventId, Millis, Span};
use crate::limits::{MENTIONS_MAX, SPLIT_MAX};
use minicbor::{Decode, Encode};

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
    /// The request that this one blocks; it can be hung under another later, or taken out of its chain.
    pub parent: Field<Option<DocId>>,
    /// When the asker needs it, and how that was computed.
    pub due: Field<Option<Due>>,
    /// Only its two teams may read it.
    pub private: bool,
    /// It is what a customer said: `words` are theirs, and the answer is that it was adopted, or declined and why.
    pub voice: Option<Voice>,
    /// What happened, in no particular order: the fold orders them.
    pub events: Vec<Event>,
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

impl Request {
    /// Whether this may happen to it: it is the same as another request, never as itself; who is mentioned is a person or a team;
    /// it is split into a few others; what few may read isn't kept for all.
    pub fn may_happen(&self, kind: &EventKind) -> bool {
        match kind {
            EventKind::Merged { into, .. } => *into != self.id && into.kind() == DocKind::Request,
            EventKind::Commented { mentions, .. } => {
                let can_hear = |id: &DocId| matches!(id.kind(), DocKind::Person | DocKind::Party);
                mentions.len() <= MENTIONS_MAX && mentions.iter().all(can_hear)
            }
            // What only two teams may read isn't made an answer for everybody.
            EventKind::Kept { .. } => !self.private,
            EventKind::Split { into } => {
                let another = |id: &DocId| *id != self.id && id.kind() == DocKind::Request;
                (1..=SPLIT_MAX).contains(&into.len()) && into.iter().all(another)
            }
            _ => true,
        }
    }
}

/// Whether a request may name another as the one that it blocks. Circles of several are seen by those who have them all.
pub fn may_hang_under(request: DocId, parent: DocId) -> bool {
    request != parent && parent.kind() == DocKind::Request
}

impl Event {
    /// The best estimate of when it happened: the device's clock, corrected by the last known offset.
    pub fn at(&self) -> Millis {
        self.device_time + self.offset
    }
}

/// What is not said isn't written either: frames of before stay what they are.
fn is_unset(flag: &bool) -> bool {
    !flag
}

/// What can happen to a request.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum EventKind {
    /// It was asked. Always the first event. `reply_by` is the reply promise, computed when asked.
    #[n(0)]
    #[cbor(map)]
    Asked {
        /// When the first real answer is promised, if the service promises one.
        #[n(0)]
        reply_by: Option<Millis>,
    },
    /// Somebody of the provider took it: they are the owner and say when.
    #[n(1)]
    #[cbor(map)]
    Accepted {
        /// The owner from now on; the party itself where that is somebody without the app, for whom it was written down.
        #[n(0)]
        owner: DocId,
        /// When it will be delivered.
        #[n(1)]
        promised: Option<Millis>,
    },
    /// The provider offers another time or another thing.
    #[n(2)]
    #[cbor(map)]
    CounterOffered {
        /// The time offered.
        #[n(0)]
        promised: Option<Millis>,
        /// What is offered, and why.
        #[n(1)]
        reason: String,
    },
    /// "I don't know, but X does."
    #[n(3)]
    #[cbor(map)]
    HandedOn {
        /// The team that has it now.
        #[n(0)]
        to: DocId,
        /// Why them.
        #[n(1)]
        reason: String,
        /// Their reply promise, computed when it was handed on, if a service of theirs for the asker promises one.
        #[n(2)]
        reply_by: Option<Millis>,
    },
    /// The provider won't; says why and where to go next.
    #[n(4)]
    #[cbor(map)]
    Declined {
        /// Why.
        #[n(0)]
        reason: String,
        /// A team that may help.
        #[n(1)]
        instead: Option<DocId>,
    },
    /// The owner works on it.
    #[n(5)]
    Working,
    /// The owner can't go on until somebody else did something.
    #[n(6)]
    #[cbor(map)]
    Waiting {
        /// On whom, in words.
        #[n(0)]
        on: String,
        /// Whether it is the asker who is waited on: only that pauses the delivery clock.
        #[n(1)]
        on_asker: bool,
        /// Until when at the latest; the clock runs again after it.
        #[n(2)]
        until: Option<Millis>,
        /// Why; may be empty.
        #[n(3)]
        #[cbor(default, skip_if = "String::is_empty")]
        why: String,
    },
    /// The owner says when there will be news; until then it isn't silent.
    #[n(7)]
    #[cbor(map)]
    Announced {
        /// When the next update comes.
        #[n(0)]
        next_update: Millis,
        /// What there is to say meanwhile; may be empty.
        #[n(1)]
        note: String,
    },
    /// It's done, says the owner.
    #[n(8)]
    #[cbor(map)]
    Delivered {
        /// The answer; may be empty.
        #[n(0)]
        answer: String,
        /// Something right below it isn't answered, as its author knew.
        #[n(1)]
        #[cbor(default)]
        over_open: bool,
        /// Whoever asked wrote it down for whoever gave it, who is named on it: it makes nobody the owner.
        #[n(2)]
        #[cbor(default, skip_if = "is_unset")]
        noted: bool,
    },
    /// It helped, says the asker.
    #[n(9)]
    #[cbor(map)]
    Confirmed {
        /// Whether it helped; none when nobody said.
        #[n(0)]
        helped: Option<bool>,
        /// Thanks; may be empty.
        #[n(1)]
        thanks: String,
        /// Something right below it is still open, as its author knew.
        #[n(2)]
        #[cbor(default)]
        over_open: bool,
    },
    /// It isn't done after all.
    #[n(10)]
    #[cbor(map)]
    Reopened {
        /// What is missing.
        #[n(0)]
        reason: String,
        /// When whoever has it is promised to say something to that, computed when it was opened again.
        #[n(1)]
        #[cbor(default)]
        reply_by: Option<Millis>,
        /// It takes back what its author had just done: what was promised before goes on.
        #[n(2)]
        #[cbor(default, skip_if = "is_unset")]
        taken_back: bool,
    },
    /// The asker doesn't need it any more.
    #[n(11)]
    #[cbor(map)]
    Withdrawn {
        /// Why; may be empty.
        #[n(0)]
        reason: String,
    },
    /// Somebody said something. Never changes the state.
    #[n(12)]
    #[cbor(map)]
    Commented {
        /// What was said.
        #[n(0)]
        text: String,
        /// The people and teams that it names: they hear of it.
        #[n(1)]
        #[cbor(default, skip_if = "Vec::is_empty")]
        mentions: Vec<DocId>,
        /// The asker gives what the owner waits for: the wait that its author had seen is over, if it still goes on.
        #[n(2)]
        #[cbor(default, skip_if = "is_unset")]
        answers: bool,
    },
    /// A kind that a newer version knows: shown as such, never changes the state.
    #[n(13)]
    #[cbor(map)]
    Other {
        /// Its name in the document.
        #[n(0)]
        name: String,
    },
    /// Its owner can't go on with it: a colleague owns it from now on, or it is back with the team until somebody accepts it.
    #[n(14)]
    #[cbor(map)]
    HandedOver {
        /// The owner from now on; none: nobody, until somebody of the team accepts it.
        #[n(0)]
        to: Option<DocId>,
        /// What the next one should know; may be empty.
        #[n(1)]
        note: String,
    },
    /// It is the same as another request, which goes on; both stay.
    #[n(15)]
    #[cbor(map)]
    Merged {
        /// The other.
        #[n(0)]
        into: DocId,
        /// Why; may be empty.
        #[n(1)]
        reason: String,
    },
    /// Somebody wants to hear of its turns, or does so no longer. Never changes the state.
    #[n(16)]
    #[cbor(map)]
    Followed {
        /// No longer.
        #[n(0)]
        stop: bool,
    },
    /// Some of what it asks is asked by requests of their own from now on; it goes on with what remains. Never changes the state.
    #[n(17)]
    #[cbor(map)]
    Split {
        /// Those requests, made in the same step.
        #[n(0)]
        into: Vec<DocId>,
    },
    /// What was answered is kept for whoever asks the like. Never changes the state. The latest holds; without words it was taken back.
    #[n(21)]
    #[cbor(map)]
    Kept {
        /// What it answers, in one line.
        #[n(0)]
        question: String,
        /// The answer, as it can be used again.
        #[n(1)]
        answer: String,
    },
    /// The asker says no to a counter-offer: what was asked, and what was promised before, stands.
    #[n(22)]
    #[cbor(map)]
    Refused {
        /// Why.
        #[n(0)]
        reason: String,
        /// When they are promised another answer, computed when it was refused; of no meaning while somebody owns it.
        #[n(1)]
        reply_by: Option<Millis>,
    },
    /// What is asked was changed, in the same step as the field itself. Never changes the state.
    #[n(23)]
    #[cbor(map)]
    Reworded {
        /// Which part of it.
        #[n(0)]
        what: Wording,
        /// What stood there: of texts the beginning, of documents the id, of a moment its milliseconds; empty for none.
        #[n(1)]
        before: String,
        /// What stands there now, likewise.
        #[n(2)]
        after: String,
    },
}

/// A part of what is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum Wording {
    /// The ask in one line.
    #[n(0)]
    Title,
    /// What the provider should know.
    #[n(1)]
    Details,
    /// The customer's own words.
    #[n(2)]
    Words,
    /// Order number.
    #[n(3)]
    Reference,
    /// Who waits.
    #[n(4)]
    Customer,
    /// What it hangs under.
    #[n(5)]
    Parent,
    /// When it is needed.
    #[n(6)]
    Due,
}

impl Wording {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Title, Self::Details, Self::Words, Self::Reference, Self::Customer, Self::Parent, Self::Due];
}
