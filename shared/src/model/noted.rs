//! What whoever asked writes down for somebody without the app.

use super::EventKind;
use crate::id::DocKind;

impl EventKind {
    /// Whether it says of itself that it was written down for somebody else, who has to be named with it: an answer that makes nobody the owner,
    /// or an acceptance whose owner is nobody of the app, so that the party stands in for them.
    pub fn is_noted(&self) -> bool {
        match self {
            Self::Delivered { noted, .. } => *noted,
            Self::Accepted { owner, .. } => owner.kind() == DocKind::Party,
            _ => false,
        }
    }
}
