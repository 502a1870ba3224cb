//! What a person, or the caller, has to hear: refusals, failures, and what must not happen in silence.

use super::io::RefusedEntry;
use crate::id::DocId;

/// Why a transaction did not commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriteFailure {
    /// Another tab wrote one of the rows first: read again and derive again.
    Moved,
    /// The disk is full or the quota used up.
    Full,
    /// Storage can't be reached.
    Broken,
    /// Another tab has taken the lead since this one received it: the new leader gets it from the relay.
    Fenced,
}

/// Why an edit was refused on this device, with nothing changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EditRefused {
    /// A text is longer than its limit, or empty where it may not be.
    #[error("a text is empty or too long")]
    BadText,
    /// This device doesn't have the document.
    #[error("this device doesn't have the document yet")]
    Missing,
    /// The step makes no sense in the request's state (somebody else was first).
    #[error("this step is no longer possible")]
    NotNow,
    /// This person may not.
    #[error("this person may not do this")]
    NotAllowed,
    /// The document can't be read; it is set aside.
    #[error("the document can't be read")]
    Unreadable,
    /// Too much waits to be sent.
    #[error("too much waits to be sent")]
    OutboxFull,
    /// It would be done over something below it that is open, and the edit doesn't say that its author knows.
    #[error("something below it is still open")]
    OpenBelow,
    /// It would wait for itself, over whatever many others.
    #[error("it would wait for itself")]
    Circle,
    /// Only two teams may read it, and theirs is neither of them any more.
    #[error("only two other teams may read it")]
    OutOfSight,
    /// The document would grow too large.
    #[error("the document would grow too large")]
    TooLarge,
}

impl From<crate::doc::EditError> for EditRefused {
    fn from(error: crate::doc::EditError) -> Self {
        use crate::doc::EditError as E;
        match error {
            E::BadText => Self::BadText,
            E::Missing => Self::Missing,
            E::NotNow => Self::NotNow,
            E::NotAllowed => Self::NotAllowed,
            E::Unreadable => Self::Unreadable,
            E::TooLarge => Self::TooLarge,
        }
    }
}

/// Something that a person must hear of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The relay refused a batch; it is kept under "refused".
    Refused(RefusedEntry),
    /// Edits could not be stored on this device.
    NotSaved(WriteFailure),
    /// A stored document can't be read; it was set aside and is fetched again.
    SetAside(DocId),
    /// A document has stopped the app before, and is left alone until another build tries.
    Quarantined(DocId),
    /// The storage of this device was cleared, and with it so many edits that nobody else has.
    Cleared {
        /// Edits, as a person counts them.
        edits: usize,
    },
    /// The relay's log is another one than before (a restored backup): everything is compared again.
    NewLog,
    /// Everything was compared with a relay that didn't continue what this device knew.
    Compared {
        /// Documents of which the relay had lost something, and has it back from this device.
        given_back: usize,
        /// Documents of which this device has something that the relay has lost and didn't take.
        only_here: usize,
    },
}
