//! What storage has waiting to be sent. The tabs tell each other, but a tab may die between storing and telling, and another's word may
//! come late: storage is asked then, and knows.

use super::{Hint, OutboxEntry, OutboxKey, Output, Session};
use crate::id::{ChangeHash, DocId, Millis, Span};
use crate::limits::{OUTBOX_LOOK_MS, SETTLED_KEPT_MAX};
use std::collections::HashSet;

/// What this tab knows of the outbox in storage, beside what it was told.
#[derive(Default)]
pub(super) struct Outbox {
    /// The question on its way.
    asked: Option<Question>,
    /// Asked once more as soon as that one is answered: its answer may be older than what these are about.
    next: Option<HashSet<ChangeHash>>,
    /// Changes of other tabs whose batches are known here, or were settled.
    known: HashSet<ChangeHash>,
    looked_at: Option<Millis>,
    /// Batches that were settled lately: a word that comes late may still say that they wait.
    settled: HashSet<OutboxKey>,
}

/// A look into the outbox.
#[derive(Default)]
struct Question {
    /// The changes that it is about.
    about: HashSet<ChangeHash>,
    /// What this tab took to be waiting when it asked.
    before: HashSet<OutboxKey>,
    /// Settled since, in another tab: the answer may still have them.
    settled: HashSet<OutboxKey>,
}

impl Outbox {
    /// This batch doesn't wait any more.
    pub(super) fn is_settled(&mut self, batch: OutboxKey) {
        if self.settled.len() >= SETTLED_KEPT_MAX {
            self.settled.clear();
        }
        self.settled.insert(batch);
        if let Some(question) = &mut self.asked {
            question.settled.insert(batch);
        }
    }

    pub(super) fn was_settled(&self, batch: OutboxKey) -> bool {
        self.settled.contains(&batch)
    }
}

impl Session {
    /// Whether every batch that an edit of these documents would build on is known here. If not, storage is asked: a batch must be sent
    /// after those that it builds on, and comes after them by its key.
    pub(super) fn knows_batches_below(&mut self, docs: &[DocId]) -> bool {
        let mut unknown = HashSet::new();
        for id in docs {
            let Some(doc) = self.shelf.get(*id) else { continue };
            let heads = doc.heads_of(self.me.device).into_iter();
            let of_others = heads.filter(|(_, incarnation)| *incarnation != self.incarnation);
            unknown.extend(of_others.map(|(hash, _)| hash).filter(|hash| !self.outbox.known.contains(hash)));
        }
        if !unknown.is_empty() {
            self.look_into_outbox(unknown);
            return false;
        }
        true
    }

    /// Asks storage what waits to be sent.
    pub(super) fn look_into_outbox(&mut self, about: HashSet<ChangeHash>) {
        match &self.outbox.asked {
            Some(question) if !about.is_empty() && about.is_subset(&question.about) => {}
            Some(_) => self.outbox.next.get_or_insert_default().extend(about),
            None => {
                let before = self.tabs.unsettled().clone();
                self.outbox.asked = Some(Question { about, before, settled: HashSet::new() });
                self.out.push(Output::ReadOutbox);
            }
        }
    }

    /// The leader looks now and then: another tab may have died before it told.
    pub(super) fn look_after_others(&mut self, now: Millis) {
        let is_long_ago = |at: Millis| now < at || now - at >= Span(OUTBOX_LOOK_MS);
        if self.outbox.looked_at.is_none_or(is_long_ago) {
            self.look_after_others_now(now);
        }
    }

    /// [`Session::look_after_others`], whenever that was last.
    pub(super) fn look_after_others_now(&mut self, now: Millis) {
        if self.tabs.leads() {
            self.outbox.looked_at = Some(now);
            self.look_into_outbox(HashSet::new());
        }
    }

    /// Storage answered with what waits to be sent.
    pub(super) fn outbox_read(&mut self, mut entries: Vec<OutboxEntry>, now: Millis) {
        let Some(question) = self.outbox.asked.take() else { return };
        // What is settled, and not yet or only just stored as settled, doesn't wait any more.
        entries.retain(|entry| !question.settled.contains(&entry.key) && !self.is_being_settled(entry.key));
        let fresh = self.tabs.set_unsettled(&question.before, &entries);
        let builds_on_it = !question.about.is_empty();
        self.outbox.known.extend(question.about);
        if self.tabs.leads() {
            for entry in entries {
                let actions = self.client.push(entry, now);
                self.act(actions);
            }
        }
        if !fresh.is_empty() {
            let docs: Vec<DocId> = fresh.iter().flat_map(|entry| entry.docs.iter().copied()).collect();
            self.look_at(docs.clone());
            // Before any word of what builds on it. A new tab that only looks has nothing to tell.
            if self.tabs.leads() || builds_on_it {
                self.tell(Hint { docs, outbox: fresh, ..Hint::default() });
            }
        }
        if let Some(about) = self.outbox.next.take() {
            self.look_into_outbox(about);
        }
    }

    /// Whether its acknowledgement is here, and not stored yet.
    pub(super) fn is_being_settled(&self, batch: OutboxKey) -> bool {
        self.writes.settles(batch) || self.incoming.settles(batch)
    }
}
