//! What people want of routine work.

use crate::id::DocId;
use crate::model::Schedule;
use minicbor::{Decode, Encode};

/// Routine work that is written down.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct NewTask {
    /// The new document.
    #[n(0)]
    pub id: DocId,
    /// What is to be done, in one line.
    #[n(1)]
    pub title: String,
    /// How; may be empty.
    #[n(2)]
    pub note: String,
    /// The team that does it.
    #[n(3)]
    pub team: DocId,
    /// Who does it; none: whoever is there.
    #[n(4)]
    pub owner: Option<DocId>,
    /// Put off, it still shows as due.
    #[n(5)]
    pub critical: bool,
    /// When it is due.
    #[n(6)]
    pub schedule: Schedule,
}

/// A field of a task, with its new value.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum TaskField {
    /// What is to be done, in one line.
    #[n(0)]
    Title(#[n(0)] String),
    /// How.
    #[n(1)]
    Note(#[n(0)] String),
    /// Who does it.
    #[n(2)]
    Owner(#[n(0)] Option<DocId>),
    /// Put off, it still shows as due.
    #[n(3)]
    Critical(#[n(0)] bool),
    /// When it is due.
    #[n(4)]
    Schedule(#[n(0)] Schedule),
    /// Nobody does it any more, or somebody does again.
    #[n(5)]
    Ended(#[n(0)] bool),
}
