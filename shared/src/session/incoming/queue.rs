//! What waits to be worked on: one item per frame, in the order of arrival.

use crate::id::{ChangeHash, DocId};
use crate::session::{Place, Write};
use crate::wire::DocBytes;
use std::collections::{HashSet, VecDeque};

/// What has arrived and isn't stored yet.
#[derive(Default)]
pub(in crate::session) struct Incoming {
    pub(super) queue: VecDeque<Item>,
    /// Documents asked of the relay, one list per question, oldest first.
    pub(super) fetches: VecDeque<Vec<DocId>>,
    /// The last run stopped to let the screen breathe, not because something is missing.
    pub(super) breathing: bool,
    /// Documents whose changes were passed over because their beginning isn't here: they were asked of the relay, whole.
    pub(super) owed: HashSet<DocId>,
    /// The last place that may not be stored yet, since it covers what is owed (SY3).
    pub(super) held: Option<Place>,
}

/// One frame's worth.
#[derive(Default)]
pub(super) struct Item {
    pub(super) rows: Option<(Vec<u8>, bool)>,
    pub(super) work: VecDeque<(DocId, Work)>,
    /// What is done and not yet handed to storage.
    pub(super) write: Write,
    pub(super) place: Option<Place>,
    pub(super) credit: bool,
    pub(super) fetched: bool,
    /// What was asked, if this is an answer.
    pub(super) asked: Vec<DocId>,
    /// Its refusal was said before.
    pub(super) told: bool,
}

pub(super) enum Work {
    /// Changes of one document, in log order.
    Changes(Vec<Vec<u8>>),
    /// A whole document.
    Whole(DocBytes),
    /// Changes to take out again: the relay refused them.
    Without(Vec<ChangeHash>),
}

impl Item {
    /// Plans to take the refused changes out of their documents.
    pub(super) fn take_out(&mut self) {
        for (doc, hash) in &self.write.drop_changes {
            match self.work.iter_mut().find(|(other, _)| other == doc) {
                Some((_, Work::Without(hashes))) => hashes.push(*hash),
                _ => self.work.push_back((*doc, Work::Without(vec![*hash]))),
            }
        }
    }
}

impl Incoming {
    /// Whether it was asked of the relay and not yet answered.
    pub(in crate::session) fn is_fetching(&self, doc: DocId) -> bool {
        self.fetches.iter().flatten().any(|id| *id == doc)
            || self.queue.iter().any(|item| item.fetched && item.work.iter().any(|(id, _)| *id == doc))
    }

    /// Whether another slice can be done at once.
    pub(in crate::session) fn can_go_on(&self) -> bool {
        self.breathing
    }

    /// The line is gone: what wasn't stored comes again. What was acknowledged stays acknowledged, without a place.
    pub(in crate::session) fn line_lost(&mut self) {
        self.fetches.clear();
        self.owed.clear();
        self.held = None;
        self.queue.retain_mut(|item| {
            item.work.retain(|(_, work)| matches!(work, Work::Without(_)));
            item.rows = None;
            item.place = None;
            item.credit = false;
            !item.write.outbox_remove.is_empty()
        });
    }

    /// The place to store with what is done; none while something is owed that it covers.
    pub(super) fn place_to_store(&mut self, done: Option<Place>) -> Option<Place> {
        self.held = done.or(self.held.take());
        if self.owed.is_empty() { self.held.take() } else { None }
    }
}
