//! What people say of a service.

use crate::id::{DocId, Millis, Span};
use crate::model::{Offer, Verdict};
use minicbor::{Decode, Encode};

/// A field of a service, with its new value.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum ServiceField {
    /// What is provided.
    #[n(0)]
    Name(#[n(0)] String),
    /// Reply promise.
    #[n(1)]
    ReplyWithin(#[n(0)] Option<Span>),
    /// Delivery promise.
    #[n(2)]
    DeliverWithin(#[n(0)] Option<Span>),
    /// When both ends look at it again.
    #[n(3)]
    ReconfirmBy(#[n(0)] Option<Millis>),
    /// What the asker must say.
    #[n(4)]
    Questions(#[n(0)] String),
    /// Gone from the map, or back.
    #[n(5)]
    Retired(#[n(0)] bool),
    /// Whom to call when it can't wait.
    #[n(6)]
    Contact(#[n(0)] String),
    /// When it is given; empty: whenever its team works.
    #[n(7)]
    Hours(#[n(0)] String),
    /// Whoever edits proposes this promise; none: nothing any more.
    #[n(15)]
    Proposed(#[n(0)] Option<Box<Offer>>),
    /// What is said to this person's proposal; none: nothing any more.
    #[n(16)]
    Answered(#[n(0)] DocId, #[n(1)] Option<Box<Answering>>),
}

/// What is said to a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Answering {
    /// The proposal's moment: of the same person there may be a later one by now.
    #[n(0)]
    pub to: Millis,
    /// Yes or no.
    #[n(1)]
    pub verdict: Verdict,
    /// Why.
    #[n(2)]
    pub words: String,
}
