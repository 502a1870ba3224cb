//! Private requests that a reader may read since they came into another team, or since teams were merged: none of their entries says so, and
//! the device has none of those that lie behind its place. They are sent whole, all that the reader may read (PR5): which of them the device
//! has already, nobody knows, and it takes nothing twice.

use super::step::Read;
use sightline_shared::id::{DocId, Seq};

/// What one connection was granted, and what is still to come.
#[derive(Debug, Default)]
pub(super) struct Grant {
    /// Up to here it has been taken care of whatever lets the reader in.
    upto: Seq,
    /// Where the sending goes on.
    going: Option<Option<DocId>>,
}

impl Grant {
    /// A connection that begins at this place of the log. `turned`: something has let the reader in since the device was here.
    pub(super) fn since(head: Seq, turned: bool) -> Self {
        Self { upto: head, going: turned.then_some(None) }
    }

    /// The last commit that has let the reader in is this one.
    pub(super) fn turned(&mut self, at: Seq) {
        if at > self.upto {
            (self.upto, self.going) = (at, Some(None));
        }
    }

    /// What to read next.
    pub(super) fn next(&self) -> Option<Read> {
        self.going.map(Read::Granted)
    }

    /// A page was read.
    pub(super) fn given(&mut self, last: Option<DocId>, done: bool) {
        self.going = if done { None } else { Some(last) };
    }
}
