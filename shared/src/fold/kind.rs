//! The kinds of events without their content, and their names in documents.

use crate::model::EventKind;
use minicbor::{Decode, Encode};

/// What happened, without the details. Rows name it: numbers are never re-used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum Kind {
    /// [`EventKind::Asked`].
    #[n(0)]
    Asked,
    /// [`EventKind::Accepted`].
    #[n(1)]
    Accepted,
    /// [`EventKind::CounterOffered`].
    #[n(2)]
    CounterOffered,
    /// [`EventKind::HandedOn`].
    #[n(3)]
    HandedOn,
    /// [`EventKind::Declined`].
    #[n(4)]
    Declined,
    /// [`EventKind::Working`].
    #[n(5)]
    Working,
    /// [`EventKind::Waiting`].
    #[n(6)]
    Waiting,
    /// [`EventKind::Announced`].
    #[n(7)]
    Announced,
    /// [`EventKind::Delivered`].
    #[n(8)]
    Delivered,
    /// [`EventKind::Confirmed`].
    #[n(9)]
    Confirmed,
    /// [`EventKind::Reopened`].
    #[n(10)]
    Reopened,
    /// [`EventKind::Withdrawn`].
    #[n(11)]
    Withdrawn,
    /// [`EventKind::Commented`].
    #[n(12)]
    Commented,
    /// [`EventKind::Other`].
    #[n(13)]
    Other,
    /// [`EventKind::HandedOver`].
    #[n(14)]
    HandedOver,
    /// [`EventKind::Merged`].
    #[n(15)]
    Merged,
    /// [`EventKind::Followed`].
    #[n(16)]
    Followed,
    /// [`EventKind::Split`].
    #[n(17)]
    Split,
    /// [`EventKind::Kept`].
    #[n(18)]
    Kept,
    /// [`EventKind::Refused`].
    #[n(19)]
    Refused,
    /// [`EventKind::Reworded`].
    #[n(20)]
    Reworded,
}

impl Kind {
    /// Every kind, in the order of [`EventKind`].
    pub const ALL: [Self; 21] = [
        Self::Asked,
        Self::Accepted,
        Self::CounterOffered,
        Self::HandedOn,
        Self::Declined,
        Self::Working,
        Self::Waiting,
        Self::Announced,
        Self::Delivered,
        Self::Confirmed,
        Self::Reopened,
        Self::Withdrawn,
        Self::Commented,
        Self::Other,
        Self::HandedOver,
        Self::Merged,
        Self::Followed,
        Self::Split,
        Self::Kept,
        Self::Refused,
        Self::Reworded,
    ];

    /// Whether it says something and does nothing, whatever else happens.
    pub const fn is_remark(self) -> bool {
        matches!(self, Self::Commented | Self::Followed | Self::Reworded)
    }

    /// Whether it can bring a request into another state. Announcements, remarks and unknown kinds can't.
    pub const fn changes_state(self) -> bool {
        !matches!(
            self,
            Self::Announced
                | Self::Commented
                | Self::Followed
                | Self::Split
                | Self::Kept
                | Self::Reworded
                | Self::Other
        )
    }
}

impl From<&EventKind> for Kind {
    fn from(kind: &EventKind) -> Self {
        match kind {
            EventKind::Asked { .. } => Self::Asked,
            EventKind::Accepted { .. } => Self::Accepted,
            EventKind::CounterOffered { .. } => Self::CounterOffered,
            EventKind::HandedOn { .. } => Self::HandedOn,
            EventKind::Declined { .. } => Self::Declined,
            EventKind::Working => Self::Working,
            EventKind::Waiting { .. } => Self::Waiting,
            EventKind::Announced { .. } => Self::Announced,
            EventKind::Delivered { .. } => Self::Delivered,
            EventKind::Confirmed { .. } => Self::Confirmed,
            EventKind::Reopened { .. } => Self::Reopened,
            EventKind::Withdrawn { .. } => Self::Withdrawn,
            EventKind::Commented { .. } => Self::Commented,
            EventKind::Other { .. } => Self::Other,
            EventKind::HandedOver { .. } => Self::HandedOver,
            EventKind::Merged { .. } => Self::Merged,
            EventKind::Followed { .. } => Self::Followed,
            EventKind::Split { .. } => Self::Split,
            EventKind::Kept { .. } => Self::Kept,
            EventKind::Refused { .. } => Self::Refused,
            EventKind::Reworded { .. } => Self::Reworded,
        }
    }
}
