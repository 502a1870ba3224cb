//! Private requests that a reader may read since they came into another team, since teams were merged, or since a request came back: none of
//! their entries says so, and the device has none of those that lie behind its place. They are sent whole, all that the reader may read
//! (PR5): which of them the device has already, nobody knows, and it takes nothing twice.
//!
//! The log waits at the commit that lets the reader in until all of it was sent: a device whose place is beyond that commit has it,
//! and one that went away before greets from a place that shows that it hasn't.

use super::step::Read;
use sightline_shared::id::{DocId, Seq};

/// What one connection was granted, and what is still to come.
#[derive(Debug, Default)]
pub(super) struct Grant {
    /// Up to here it has been taken care of whatever lets the reader in.
    upto: Seq,
    going: Option<Going>,
    /// What let the reader in while it goes: afterwards all is sent once more. Not at once, or who turns often enough keeps it from ever
    /// ending.
    again: Option<Seq>,
}

#[derive(Debug, Clone, Copy)]
struct Going {
    /// The commit that waits for it.
    before: Seq,
    /// Where the sending goes on.
    after: Option<DocId>,
}

impl Grant {
    /// A connection that begins at this place of a log that ends at `head`. `turned`: something has let the reader in since the device was
    /// here.
    pub(super) fn since(place: Seq, head: Seq, turned: bool) -> Self {
        let going = turned.then_some(Going { before: Seq(place.0 + 1), after: None });
        Self { upto: head, going, again: None }
    }

    /// The last commit that has let the reader in is this one.
    pub(super) fn turned(&mut self, at: Seq) {
        if at <= self.upto {
            return;
        }
        self.upto = at;
        match self.going {
            None => self.going = Some(Going { before: at, after: None }),
            Some(_) => self.again = self.again.or(Some(at)),
        }
    }

    /// The first place of the log that waits.
    pub(super) fn holds(&self) -> Option<Seq> {
        self.going.map(|going| going.before)
    }

    /// What to read next.
    pub(super) fn next(&self) -> Option<Read> {
        self.going.map(|going| Read::Granted(going.after))
    }

    /// A page was read.
    pub(super) fn given(&mut self, last: Option<DocId>, done: bool) {
        let Some(going) = &mut self.going else { return };
        going.after = last;
        if done {
            self.going = self.again.take().map(|before| Going { before, after: None });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// PR5: who turns often doesn't keep it from ending, and is sent all once more.
    #[test]
    fn a_turn_in_the_middle_does_not_begin_anew() {
        let doc = DocId::from_bytes([7; 16]);
        let mut grant = Grant::since(Seq(2), Seq(4), false);
        grant.turned(Seq(4));
        assert!(grant.next().is_none() && grant.holds().is_none());
        grant.turned(Seq(5));
        grant.given(Some(doc), false);
        grant.turned(Seq(7));
        grant.turned(Seq(9));
        assert!(matches!(grant.next(), Some(Read::Granted(Some(after))) if after == doc));
        assert_eq!(grant.holds(), Some(Seq(5)));
        grant.given(Some(doc), true);
        assert!(matches!(grant.next(), Some(Read::Granted(None))));
        assert_eq!(grant.holds(), Some(Seq(7)));
        grant.given(Some(doc), true);
        assert!(grant.next().is_none() && grant.holds().is_none());
    }
}
