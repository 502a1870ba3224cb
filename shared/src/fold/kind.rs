//! The kinds of events without their content, and their names in documents.

use crate::model::EventKind;

/// What happened, without the details.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// [`EventKind::Asked`].
    Asked,
    /// [`EventKind::Accepted`].
    Accepted,
    /// [`EventKind::CounterOffered`].
    CounterOffered,
    /// [`EventKind::HandedOn`].
    HandedOn,
    /// [`EventKind::Declined`].
    Declined,
    /// [`EventKind::Working`].
    Working,
    /// [`EventKind::Waiting`].
    Waiting,
    /// [`EventKind::Announced`].
    Announced,
    /// [`EventKind::Delivered`].
    Delivered,
    /// [`EventKind::Confirmed`].
    Confirmed,
    /// [`EventKind::Reopened`].
    Reopened,
    /// [`EventKind::Withdrawn`].
    Withdrawn,
    /// [`EventKind::Commented`].
    Commented,
    /// [`EventKind::Other`].
    Other,
    /// [`EventKind::HandedOver`].
    HandedOver,
}

impl Kind {
    /// Every kind, in the order of [`EventKind`].
    pub const ALL: [Self; 15] = [
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
    ];

    /// Whether it can bring a request into another state. Announcements, remarks and unknown kinds can't.
    pub const fn changes_state(self) -> bool {
        !matches!(self, Self::Announced | Self::Commented | Self::Other)
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
        }
    }
}
