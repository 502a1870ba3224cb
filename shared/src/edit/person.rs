//! What people say of themselves, and admins of them.

use crate::id::{DeviceId, DocId, Millis};
use crate::model::Away;
use minicbor::{Decode, Encode};

/// A field of a person, with its new value.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum PersonField {
    /// What colleagues call them.
    #[n(0)]
    Name(#[n(0)] String),
    /// Their team.
    #[n(1)]
    Team(#[n(0)] Option<DocId>),
    /// What they call one of their devices.
    #[n(2)]
    Device(#[n(0)] DeviceId, #[n(1)] String),
    /// A filter that they keep: its name and its address; none: not any more.
    #[n(7)]
    Filter(#[n(0)] String, #[n(1)] Option<String>),
    /// Until when they are here; none: they say nothing of it.
    #[n(3)]
    DutyUntil(#[n(0)] Option<Millis>),
    /// When they are away; none: they are back.
    #[n(4)]
    Away(#[n(0)] Option<Away>),
    /// Since when they don't work here any more; none: they do.
    #[n(5)]
    Left(#[n(0)] Option<Millis>),
}
