//! A relay whose log doesn't continue what this device knew was restored from a backup, or replaced. Its pages of heads are compared with
//! the rows that are here; what differs is fetched, and what the relay lacks is given back with the seals that prove that it had it.
//!
//! Until all of that is done no place is stored: after a crash, or on another line, the comparison begins anew. Nothing is asked of a
//! person, and nothing of the outbox is sent meanwhile, for it may build on what the relay has lost.

use super::incoming::Incoming;
use super::{Notice, Output, Place, Session, StoredChange, Write, writes::Purpose};
use crate::doc::{Doc, inspect};
use crate::id::{ChangeHash, DocId, Millis};
use crate::in_order::InOrder as _;
use crate::limits::{
    CARRIED_BYTES_MAX, CARRIED_CHANGES_MAX, CARRIED_SEALS_MAX, FETCHES_AHEAD_MAX, READS_AHEAD_MAX,
};
use crate::wire::{Change, Heads, Sealed, Settled};
use rand_core::Rng;
use std::collections::{BTreeMap, HashSet, VecDeque};

/// How far the comparison is.
#[derive(Default)]
pub(super) struct Recovery {
    /// Documents with rows here that no page has reached yet, in their order; none before the first page.
    unreached: Option<VecDeque<DocId>>,
    /// The last page was compared.
    pages_done: bool,
    /// Documents that differ and weren't asked for yet.
    to_fetch: VecDeque<DocId>,
    /// What the relay lacks and wasn't given yet.
    lacking: BTreeMap<DocId, Lacking>,
    /// Documents of which something is on its way to the relay.
    sent: HashSet<DocId>,
    given_back: usize,
    only_here: usize,
}

/// What the relay lacks of one document.
#[derive(Default)]
struct Lacking {
    /// These changes; none: all of them, the relay doesn't have the document.
    only: Option<HashSet<ChangeHash>>,
    /// Changes that another device has given back meanwhile.
    back: HashSet<ChangeHash>,
    seals_asked: bool,
    seals: Option<Vec<Sealed>>,
}

/// What there is to give back of a document.
struct Gift {
    changes: Vec<Change>,
    seals: Vec<Sealed>,
    /// The relay lacks more than the seals cover.
    more: bool,
}

impl Recovery {
    pub(super) fn seals_read(&mut self, doc: DocId, seals: Vec<Sealed>) {
        if let Some(lacking) = self.lacking.get_mut(&doc) {
            lacking.seals = Some(seals);
        }
    }

    fn is_done(&self) -> bool {
        self.pages_done && self.to_fetch.is_empty() && self.lacking.is_empty() && self.sent.is_empty()
    }
}

impl Incoming {
    /// The relay's copy of a document doesn't have these changes.
    pub(super) fn lacks(&mut self, doc: DocId, changes: &[StoredChange]) {
        if let Some(recovery) = self.recovery.as_mut().filter(|_| !changes.is_empty()) {
            let only = Some(changes.iter().map(|change| change.hash).collect());
            recovery.lacking.insert(doc, Lacking { only, ..Lacking::default() });
        }
    }

    /// A document can't be read any more: there is nothing of it to give back.
    pub(super) fn is_damaged(&mut self, doc: DocId) {
        if let Some(recovery) = &mut self.recovery
            && recovery.lacking.remove(&doc).is_some()
        {
            recovery.only_here += 1;
        }
    }

    /// The relay has this change now.
    pub(super) fn came_back(&mut self, doc: DocId, hash: ChangeHash) {
        if let Some(lacking) = self.recovery.as_mut().and_then(|recovery| recovery.lacking.get_mut(&doc)) {
            lacking.back.insert(hash);
        }
    }
}

impl Session {
    /// The bootstrap's rows are complete: what is here, was not among them, doesn't wait to be sent and wasn't sent since.
    pub(super) fn unnamed(&mut self) -> Vec<DocId> {
        let named = std::mem::take(&mut self.incoming.named);
        self.heads.keys().filter(|doc| !named.contains(doc) && !self.is_on_its_way(**doc)).copied().collect()
    }

    /// Whether something of this document is being stored, waits to be sent, or was settled behind what is being worked on.
    fn is_on_its_way(&self, doc: DocId) -> bool {
        self.client.has_waiting(doc)
            || self.shelf.is_being_written(doc)
            || self.incoming.answers_for(doc, None)
    }

    /// Storage was asked for a document that the bootstrap hasn't named, and whether another tab's batch of it waits. If none does, its bytes
    /// were the relay's once, and it has lost them. A row alone is left of a bootstrap that broke off, of another life of the log.
    pub(super) fn take_unnamed(&mut self, doc: DocId) {
        if !self.shelf.has(doc) {
            self.forget_row(doc);
        } else if !self.is_on_its_way(doc) {
            self.client.suspect();
        }
    }

    /// The relay's copy of a document, outside of a comparison, doesn't have these. If they don't wait to be sent, they were acknowledged
    /// before it was made.
    pub(super) fn suspect_unless_waiting(&mut self, only_here: &[StoredChange]) {
        let waits = |change: &StoredChange| {
            let mut waiting = self.client.waiting_changes(change.doc);
            waiting.any(|other| inspect(&other.bytes).is_ok_and(|meta| meta.hash == change.hash))
                || self.shelf.is_being_written(change.doc)
                || self.incoming.answers_for(change.doc, Some(change.hash))
        };
        if self.incoming.recovery.is_none() && !only_here.iter().all(waits) {
            self.client.suspect();
        }
    }

    /// Whether everything that has come is stored, with a place to compare from.
    fn may_compare_anew(&self) -> bool {
        self.client.is_suspect() && !self.incoming.is_busy() && !self.writes.relay_waits()
    }

    /// Compares a page with the rows that are here.
    pub(super) fn compare(&mut self, page: &Heads) {
        let same: HashSet<DocId> = page
            .docs
            .iter()
            .filter(|theirs| self.has_row_with(theirs.doc, theirs.heads))
            .map(|theirs| theirs.doc)
            .collect();
        let Some(recovery) = &mut self.incoming.recovery else { return };
        let unreached = recovery.unreached.get_or_insert_with(|| {
            let mut all: Vec<DocId> = self.heads.keys().copied().collect();
            all.put_in_order();
            all.into()
        });
        for theirs in &page.docs {
            while let Some(ours) = unreached.pop_front_if(|ours| *ours <= theirs.doc) {
                if ours < theirs.doc {
                    recovery.lacking.insert(ours, Lacking::default());
                }
            }
            if !same.contains(&theirs.doc) {
                recovery.to_fetch.push_back(theirs.doc);
            }
        }
        if page.done {
            recovery.lacking.extend(unreached.drain(..).map(|doc| (doc, Lacking::default())));
            recovery.pages_done = true;
        }
    }

    /// Asks for what differs and gives back what is lacking, as much as is good at once; ends the comparison when nothing is left.
    pub(super) fn run_recovery(&mut self, now: Millis, rng: &mut dyn Rng) {
        if self.may_compare_anew() {
            let actions = self.client.compare_anew(now, rng);
            self.act(actions);
        }
        self.fetch_next();
        self.give_back_next(now);
        let is_done = self.incoming.recovery.as_ref().is_some_and(Recovery::is_done);
        if is_done && self.incoming.owed.is_empty() && self.client.fetches() == 0 {
            self.end_recovery(now);
            self.run_incoming(now, rng);
        }
    }

    fn fetch_next(&mut self) {
        let next = |incoming: &mut Incoming| {
            let differs = incoming.recovery.as_mut().and_then(|recovery| recovery.to_fetch.pop_front());
            differs.or_else(|| incoming.differing.pop_front())
        };
        while self.client.fetches() < FETCHES_AHEAD_MAX
            && let Some(doc) = next(&mut self.incoming)
        {
            self.incoming.owed.insert(doc);
            self.fetch(doc);
        }
    }

    fn give_back_next(&mut self, now: Millis) {
        let Some(recovery) = &self.incoming.recovery else { return };
        let next: Vec<DocId> = recovery.lacking.keys().take(READS_AHEAD_MAX).copied().collect();
        for doc in next {
            if self.client.may_carry() && self.is_at_hand(doc) {
                self.give_back(doc, now);
            }
        }
    }

    /// Whether a document and its seals are loaded; if not, storage is asked.
    fn is_at_hand(&mut self, doc: DocId) -> bool {
        let Some(recovery) = &mut self.incoming.recovery else { return false };
        let Some(lacking) = recovery.lacking.get_mut(&doc) else { return false };
        if !std::mem::replace(&mut lacking.seals_asked, true) {
            self.out.push(Output::ReadSeals(doc));
        }
        let sealed = lacking.seals.is_some();
        let loaded = self.shelf.has(doc) || self.shelf.is_absent(doc);
        if !loaded {
            self.read(doc);
        }
        sealed && loaded
    }

    fn give_back(&mut self, doc: DocId, now: Millis) {
        let Some(recovery) = &mut self.incoming.recovery else { return };
        let Some(lacking) = recovery.lacking.remove(&doc) else { return };
        let Some(loaded) = self.shelf.get(doc) else {
            // The first copy had brought its row only, and neither end has the document now: nobody can show what it was.
            recovery.only_here += 1;
            self.forget_row(doc);
            self.begin(Write { rows_remove: vec![doc], ..Write::default() }, Purpose::Rederived);
            return;
        };
        let gift = gift(loaded, &lacking);
        let bytes: usize = gift.changes.iter().map(|change| change.bytes.len()).sum();
        let too_large = bytes > CARRIED_BYTES_MAX
            || gift.changes.len() > CARRIED_CHANGES_MAX
            || gift.seals.len() > CARRIED_SEALS_MAX;
        // What isn't sealed was never acknowledged: the outbox has it, or a transaction under way.
        let waits = self.client.has_waiting(doc) || self.shelf.is_being_written(doc);
        recovery.only_here += usize::from(too_large || (gift.more && !waits));
        if !too_large && !gift.changes.is_empty() {
            recovery.sent.insert(doc);
            let actions = self.client.carry(doc, gift.changes, gift.seals, now);
            self.act(actions);
        }
    }

    /// The relay took back what it had lost of a document, or didn't.
    pub(super) fn given_back(&mut self, doc: DocId, outcome: &Settled, place: Place) {
        if let Some(recovery) = &mut self.incoming.recovery {
            recovery.sent.remove(&doc);
            match outcome {
                Settled::Accepted(_) => recovery.given_back += 1,
                Settled::Refused(_) => recovery.only_here += 1,
            }
        }
        self.incoming.move_to(place);
    }

    fn end_recovery(&mut self, now: Millis) {
        let Some(recovery) = self.incoming.recovery.take() else { return };
        let Recovery { given_back, only_here, .. } = recovery;
        let actions = self.client.compared(now);
        self.act(actions);
        self.out.push(Output::Notice(Notice::Compared { given_back, only_here }));
        self.incoming.move_to(self.client.place().clone());
    }
}

/// What the relay lacks and the seals cover, in causal order: a change is covered if it is sealed, or a covered one builds on it.
fn gift(doc: &Doc, lacking: &Lacking) -> Gift {
    let is_lacking = |hash: &ChangeHash| {
        lacking.only.as_ref().is_none_or(|only| only.contains(hash)) && !lacking.back.contains(hash)
    };
    let mut gift = Gift { changes: Vec::new(), seals: Vec::new(), more: false };
    let seals = lacking.seals.iter().flatten();
    gift.seals.extend(seals.filter(|sealed| is_lacking(&sealed.hash) && doc.contains(sealed.hash)));
    let mut covered: HashSet<ChangeHash> = gift.seals.iter().map(|sealed| sealed.hash).collect();
    for (hash, bytes) in doc.changes().into_iter().rev().filter(|(hash, _)| is_lacking(hash)) {
        if covered.contains(&hash) {
            covered.extend(doc.deps(hash));
            gift.changes.push(Change { doc: doc.id(), bytes: bytes.into() });
        } else {
            gift.more = true;
        }
    }
    gift.changes.reverse();
    gift
}
