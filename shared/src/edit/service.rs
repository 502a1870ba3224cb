//! What people say of a service.

use crate::id::{Millis, Span};
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
}
