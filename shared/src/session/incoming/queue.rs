//! What waits to be worked on: one item per frame, in the order of arrival.

use crate::id::{ChangeHash, DocId, Seal};
use crate::session::recovery::Recovery;
use crate::session::{OutboxKey, Place, Write};
use crate::wire::{DocBytes, Heads, Sealed};
use std::collections::{HashSet, VecDeque};

/// What has arrived and isn't stored yet.
#[derive(Default)]
pub(in crate::session) struct Incoming {
    pub(super) queue: VecDeque<Item>,
    /// The last run stopped to let the screen breathe, not because something is missing.
    pub(super) breathing: bool,
    /// Documents whose changes were passed over because their beginning isn't here, or that differ from the relay's: they were asked of
    /// the relay, whole.
    pub(in crate::session) owed: HashSet<DocId>,
    /// Documents whose stored bytes can't be read: asked of the relay whenever there is contact, until they have come.
    pub(in crate::session) damaged: HashSet<DocId>,
    /// Documents whose rows here are others than the relay's, and that the first copy leaves out: not asked for yet.
    pub(in crate::session) differing: VecDeque<DocId>,
    /// Documents whose rows the bootstrap under way has brought.
    pub(in crate::session) named: HashSet<DocId>,
    /// What is here is being compared with the relay: no place covers anything until that is done.
    pub(in crate::session) recovery: Option<Recovery>,
    /// The last place that may not be stored yet, since it covers what is owed (SY3).
    pub(super) held: Option<Place>,
}

/// One frame's worth.
#[derive(Default)]
pub(super) struct Item {
    pub(super) rows: Option<(Vec<u8>, bool)>,
    pub(super) heads: Option<Heads>,
    /// All rows are stored with it.
    pub(super) bulk: bool,
    pub(super) work: VecDeque<(DocId, Work)>,
    /// What is done and not yet handed to storage.
    pub(super) write: Write,
    pub(super) place: Option<Place>,
    pub(super) credit: bool,
    pub(super) fetched: bool,
    /// What was asked, if this is an answer.
    pub(super) asked: Vec<DocId>,
    /// What the relay has, by its word.
    pub(super) acknowledged: Vec<(DocId, ChangeHash)>,
    /// Its refusal was said before.
    pub(super) told: bool,
}

pub(in crate::session) enum Work {
    /// Changes of one document, in log order, with their seals.
    Changes(Vec<(Vec<u8>, Option<Seal>)>),
    /// A whole document.
    Whole(DocBytes),
    /// Changes to take out again: the relay refused them.
    Without(Vec<ChangeHash>),
    /// Nothing: the bootstrap's rows didn't name it.
    Unnamed,
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
    /// Whether the relay's answer to a question for it waits to be worked on.
    pub(in crate::session) fn has_fetched(&self, doc: DocId) -> bool {
        self.queue.iter().any(|item| item.fetched && item.work.iter().any(|(id, _)| *id == doc))
    }

    /// Whether another slice can be done at once.
    pub(in crate::session) fn can_go_on(&self) -> bool {
        self.breathing
    }

    /// The line is gone: what wasn't stored comes again. What was acknowledged stays acknowledged, without a place.
    pub(in crate::session) fn line_lost(&mut self) {
        self.owed.clear();
        self.differing.clear();
        self.recovery = None;
        self.named.clear();
        self.held = None;
        self.queue.retain_mut(|item| {
            item.work.retain(|(_, work)| matches!(work, Work::Without(_)));
            item.rows = None;
            item.heads = None;
            item.acknowledged.clear();
            item.place = None;
            item.credit = false;
            !item.write.outbox_remove.is_empty()
        });
    }

    /// Another tab leads: nothing that came is this tab's to store, acknowledgements included.
    pub(in crate::session) fn stand_down(&mut self) {
        self.line_lost();
        self.queue.clear();
        self.breathing = false;
    }

    /// Whether something that has arrived isn't with storage yet.
    pub(in crate::session) fn is_busy(&self) -> bool {
        !self.queue.is_empty()
    }

    /// Whether what waits here takes this batch out of the outbox.
    pub(in crate::session) fn settles(&self, batch: OutboxKey) -> bool {
        self.queue.iter().any(|item| item.write.outbox_remove.contains(&batch))
    }

    /// Whether the relay's word waits here on this change, or on any of the document: that it has it, or won't. It was sent after whatever
    /// stands before it in the queue, which may not have the change yet, or never.
    pub(in crate::session) fn answers_for(&self, doc: DocId, change: Option<ChangeHash>) -> bool {
        let mut words =
            self.queue.iter().flat_map(|item| item.acknowledged.iter().chain(&item.write.drop_changes));
        words.any(|(id, hash)| *id == doc && change.is_none_or(|change| change == *hash))
    }

    /// Storage answered with the seals of a document.
    pub(in crate::session) fn seals_read(&mut self, doc: DocId, seals: Vec<Sealed>) {
        if let Some(recovery) = &mut self.recovery {
            recovery.seals_read(doc, seals);
        }
    }

    /// A place to store once everything before it is done.
    pub(in crate::session) fn move_to(&mut self, place: Place) {
        self.queue.push_back(Item { place: Some(place), ..Item::default() });
    }

    /// The place to store with what is done; none while something is owed that it covers, nor while a question waits for its answer: an
    /// answer that was lost would be taken from the next one.
    pub(super) fn place_to_store(&mut self, done: Option<Place>, asking: bool) -> Option<Place> {
        self.held = done.or(self.held.take());
        if !asking && self.owed.is_empty() && self.recovery.is_none() { self.held.take() } else { None }
    }
}
