//! What a connection and its driver tell each other.

use crate::store::{DocRecord, Entries, Page, RowBytes};
use sightline_shared::id::{DocId, Millis, Seq};
use sightline_shared::wire::{Cursor, DocHeads, FromRelay, Push};
use std::sync::Arc;

/// What the driver does next.
#[derive(Debug, PartialEq)]
pub enum Next {
    /// Nothing, until something happens.
    Wait,
    /// Sends this.
    Send(FromRelay),
    /// Sends bytes that hold a frame already.
    SendEncoded(Arc<[u8]>),
    /// Reads this and says [`super::Conn::given`].
    Read(Read),
}

/// What a connection wants to know of the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Read {
    /// Whether this cursor is of the log's history; the head; how many documents there are.
    Place(Option<Cursor>),
    /// Entries in `(after, upto]`: at least one.
    Range {
        /// After this one.
        after: Seq,
        /// Up to this one.
        upto: Seq,
    },
    /// A page of rows.
    Rows {
        /// After this document.
        after: Option<DocId>,
        /// Up to this one.
        upto: Option<DocId>,
    },
    /// A page of heads after this document.
    Heads(Option<DocId>),
    /// A page of documents after this one.
    Docs {
        /// The last one of the page before.
        after: Option<DocId>,
        /// Without those of requests that were closed and have been left alone since then.
        since: Option<Millis>,
    },
    /// These documents; those that don't exist are left out.
    Whole(Vec<DocId>),
    /// A page of the private requests after this one that may be read.
    Granted(Option<DocId>),
}

/// What a read found.
#[derive(Debug)]
pub enum Given {
    /// The place of a cursor.
    Place {
        /// It is of this log's history.
        valid: bool,
        /// The log's head.
        head: Cursor,
        /// How many documents there are.
        docs: u64,
        /// The relay's clock.
        now: Millis,
        /// Behind the cursor something may have let the reader into private requests without any of their entries saying so.
        turned: bool,
    },
    /// A piece of the log.
    Range(Entries),
    /// A piece of the log that is encoded as a frame already, and its last place.
    Encoded(Seq, Arc<[u8]>),
    /// A page of rows.
    Rows(Page<RowBytes>),
    /// A page of heads.
    Heads(Page<Vec<DocHeads>>),
    /// A page of documents.
    Docs(Page<Vec<(DocId, DocRecord)>>),
    /// Documents.
    Whole(Vec<(DocId, DocRecord)>),
    /// A page of private requests.
    Granted(Page<Vec<(DocId, DocRecord)>>),
}

/// What a frame asks of the driver.
#[derive(Debug, PartialEq)]
pub enum Asked {
    /// Nothing more than asking [`super::Conn::next`].
    Nothing,
    /// Hand this to the room; its outcome comes back as [`super::Conn::settled`].
    Admit(Push),
}
