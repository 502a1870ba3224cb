//! Why a document can't be read, and why an edit can't be written.

use crate::id::DocKind;

/// Bytes that don't make a readable document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Bytes that automerge doesn't read, or whose checksum is wrong.
    #[error("the bytes are damaged")]
    Damaged,
    /// Two different changes with the same actor and number: one of them has to go.
    #[error("two different changes have the same actor and number")]
    ActorReused,
    /// No change has been applied yet (or all wait for others).
    #[error("the document is empty")]
    Empty,
    /// A kind of document that a newer version knows.
    #[error("this version doesn't know documents of this kind ({0:?})")]
    UnknownKind(DocKind),
    /// A key is missing, or has a value of another type.
    #[error("the document doesn't make sense at `{0}`")]
    Bad(&'static str),
}

/// Why an edit was not written; nothing changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// A text is longer than its limit, or empty where it may not be.
    #[error("a text is empty or too long")]
    BadText,
    /// The document that it changes has no content here.
    #[error("the document isn't here")]
    Missing,
    /// The step makes no sense in the document's state; also: creating what exists.
    #[error("this step is not possible now")]
    NotNow,
    /// It contradicts itself: edits of several documents, a document of another kind, a request that is its own parent.
    #[error("the edit contradicts itself")]
    NotAllowed,
    /// The document can't be read.
    #[error("the document can't be read")]
    Unreadable,
    /// The document would grow past `DOC_BYTES_MAX` or `EVENTS_MAX`.
    #[error("the document would grow too large")]
    TooLarge,
}
