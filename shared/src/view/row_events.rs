//! What a request's row keeps of single events.

use crate::fold::Kind;
use crate::id::{DocId, EventId, Millis};
use crate::model::Wording;
use minicbor::{Decode, Encode};

/// A time in which the delivery clock stood still: the owner waited on the asker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Pause {
    /// Since when.
    #[n(0)]
    pub from: Millis,
    /// Until when, at most; none: until something happens.
    #[n(1)]
    pub to: Option<Millis>,
}

/// A comment, or news announced. Up to version 10 a change of what is asked, too: that was number 4.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct LastSaid {
    /// The event.
    #[n(0)]
    pub event: EventId,
    /// Who said it.
    #[n(1)]
    pub by: DocId,
    /// When.
    #[n(2)]
    pub at: Millis,
    /// When the news come; none of anything else.
    #[n(3)]
    pub news: Option<Millis>,
}

/// What is asked was changed, in one step.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct RewordedRow {
    /// Of the step's events the one of the greatest id.
    #[n(0)]
    pub event: EventId,
    /// Who changed it.
    #[n(1)]
    pub by: DocId,
    /// When.
    #[n(2)]
    pub at: Millis,
    /// The parts that were changed: sorted, each once.
    #[n(3)]
    pub what: Vec<Wording>,
}

/// The first answer of the team that has a request to the first promise with which it came there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct FirstReply {
    /// The promise.
    #[n(0)]
    pub by: Option<Millis>,
    /// The answer.
    #[n(1)]
    pub at: Option<Millis>,
}

/// The first delivery of the team that has a request, with what it is measured by.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
#[cbor(map)]
pub struct FirstDelivery {
    /// When it was accepted first.
    #[n(0)]
    pub accepted: Option<Millis>,
    /// By when it was promised, as it was said.
    #[n(1)]
    pub promised: Option<Millis>,
    /// When it was delivered.
    #[n(2)]
    pub at: Option<Millis>,
    /// When the delivery clock had stood still since that promise.
    #[n(3)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub pauses: Vec<Pause>,
}

/// Somebody without the app who has a request, as whoever asked wrote down.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct OutsideOwner {
    /// Their name, cut to `LINE_CHARS_MAX`.
    #[n(0)]
    pub name: String,
    /// Who wrote it down.
    #[n(1)]
    pub noted_by: DocId,
}

/// Somebody was named in a comment.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Mention {
    /// The comment.
    #[n(0)]
    pub event: EventId,
    /// The person or team that is named.
    #[n(1)]
    pub who: DocId,
    /// Who named them.
    #[n(2)]
    pub by: DocId,
    /// When.
    #[n(3)]
    pub at: Millis,
}

/// Something that somebody did and that has no effect.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Lost {
    /// The event.
    #[n(0)]
    pub event: EventId,
    /// Who did it.
    #[n(1)]
    pub by: DocId,
    /// What they did.
    #[n(2)]
    pub kind: Kind,
    /// When.
    #[n(3)]
    pub at: Millis,
    /// Who did what has effect instead.
    #[n(4)]
    pub winner: DocId,
    /// What that is. Confirmed: the other came late.
    #[n(5)]
    pub won: Kind,
}

/// Somebody had it, and what another did took it from them.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct TakenRow {
    /// What was done.
    #[n(0)]
    pub event: EventId,
    /// Who had it.
    #[n(1)]
    pub from: DocId,
    /// Who did it.
    #[n(2)]
    pub by: DocId,
    /// What they did.
    #[n(3)]
    pub kind: Kind,
    /// When.
    #[n(4)]
    pub at: Millis,
}
