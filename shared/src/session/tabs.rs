//! Words from and to the other tabs. Storage is the shared truth: a word only says where to look.

use super::{Epoch, Hint, OutboxEntry, OutboxKey, Output, Session, Waiting};
use crate::id::{DocId, Incarnation, Millis, Span};
use crate::view::{ROW_VERSION, StoredRow};
use rand_core::Rng;
use std::collections::HashSet;

/// What this tab knows of the others.
pub(super) struct Tabs {
    /// The lead that this tab has, as far as it knows.
    epoch: Option<Epoch>,
    /// How many batches wait to be sent: as storage had them at the start, then as the leader says.
    waiting: usize,
    /// Batches of this tab and others that were heard of and aren't settled. The leader may not know of them yet.
    unsettled: HashSet<OutboxKey>,
    /// The latest batch that was made or heard of: the next one comes after it.
    latest: Millis,
    /// What the leader last said of its contact.
    live: bool,
    contact: Option<Millis>,
}

impl Tabs {
    pub(super) fn new(waiting: Waiting) -> Self {
        Self {
            epoch: None,
            waiting: waiting.batches,
            unsettled: HashSet::new(),
            latest: waiting.latest,
            live: false,
            contact: None,
        }
    }

    /// When the next batch is made: now, but after every batch that was heard of.
    pub(super) fn make(&mut self, now: Millis) -> Millis {
        self.latest = now.max(self.latest + Span(1));
        self.latest
    }

    fn heard_of(&mut self, made: Millis) {
        self.latest = self.latest.max(made);
    }

    pub(super) fn leads(&self) -> bool {
        self.epoch.is_some()
    }

    /// What only the leader may store carries this.
    pub(super) fn epoch(&self) -> Option<Epoch> {
        self.epoch
    }

    pub(super) fn waiting(&self) -> usize {
        self.waiting.max(self.unsettled.len())
    }

    /// One more batch waits, or not any more. Every tab counts each once, whoever made it and whoever leads.
    pub(super) fn waits(&mut self, batch: OutboxKey) {
        self.unsettled.insert(batch);
    }

    pub(super) fn is_settled(&mut self, batch: OutboxKey) {
        if !self.unsettled.remove(&batch) {
            self.waiting = self.waiting.saturating_sub(1);
        }
    }

    pub(super) fn leader_is_live(&self) -> bool {
        self.live
    }

    pub(super) fn leaders_contact(&self) -> Option<Millis> {
        self.contact
    }
}

impl Session {
    pub(super) fn lead(&mut self, epoch: Epoch, outbox: Vec<OutboxEntry>, now: Millis) {
        let before = self.tabs.epoch.replace(epoch);
        outbox.iter().for_each(|entry| self.tabs.heard_of(entry.key.made));
        let actions = if before == Some(epoch) {
            outbox.into_iter().flat_map(|entry| self.client.push(entry, now)).collect()
        } else {
            self.client.lead(outbox, now)
        };
        self.act(actions);
    }

    /// Another tab leads, or may. What came and isn't stored comes to that one too, and is not this tab's to store any more (SY18).
    pub(super) fn follow(&mut self) {
        if self.tabs.leads() {
            self.tabs.waiting = self.client.waiting();
        }
        self.tabs.epoch = None;
        self.tabs.live = false;
        let actions = self.client.follow();
        self.act(actions);
        self.incoming.stand_down();
        self.writes.stand_down();
        self.look_anew();
    }

    /// Words of other tabs may have been missed while this one was frozen: storage has it all.
    fn look_anew(&mut self) {
        for doc in self.shelf.in_use() {
            self.read_anew(doc);
        }
        self.out.push(Output::ReadAllRows);
    }

    /// Says something to the other tabs, if there is anything to say.
    pub(super) fn tell(&mut self, hint: Hint) {
        if hint != Hint::default() {
            let waiting = self.tabs.leads().then(|| u64::try_from(self.client.waiting()).unwrap_or(u64::MAX));
            self.out.push(Output::Tell(Hint { latest: Some(self.tabs.latest), waiting, ..hint }));
        }
    }

    pub(super) fn told(&mut self, hint: Hint, now: Millis, rng: &mut dyn Rng) {
        hint.latest.into_iter().for_each(|made| self.tabs.heard_of(made));
        if !hint.dropped.is_empty() {
            // What this tab writes next must not build on the refused change.
            self.incarnation = Incarnation::random(rng);
        }
        for doc in &hint.dropped {
            self.shelf.forget(*doc);
            self.forget_row(*doc);
        }
        self.take_refused(hint.refused);
        self.looked_at(&hint.looked_at);
        self.told_trimmed(&hint.trimmed);
        if let Some(keep) = hint.keep {
            self.told_to_keep(keep, now, rng);
        }
        hint.outbox.iter().for_each(|entry| self.tabs.waits(entry.key));
        hint.settled.iter().for_each(|batch| self.tabs.is_settled(*batch));
        if self.tabs.leads() {
            for entry in hint.outbox {
                let actions = self.client.push(entry, now);
                self.act(actions);
            }
        } else {
            if let Some(waiting) = hint.waiting {
                self.tabs.waiting = usize::try_from(waiting).unwrap_or(usize::MAX);
            }
            self.tabs.live = hint.live.unwrap_or(self.tabs.live);
            self.tabs.contact = hint.contact.or(self.tabs.contact);
        }
        if self.tabs.leads() {
            hint.damaged.iter().for_each(|doc| self.repair(*doc));
        }
        for doc in &hint.docs {
            if self.shelf.has(*doc) || self.shelf.is_shown(*doc) {
                self.read_anew(*doc);
            } else {
                self.shelf.forget(*doc);
            }
        }
        if hint.all_rows {
            self.out.push(Output::ReadAllRows);
        } else if !hint.docs.is_empty() {
            self.out.push(Output::ReadRows(hint.docs));
        }
    }

    /// A document is not there any more, as far as this tab knows.
    pub(super) fn forget_row(&mut self, doc: DocId) {
        self.heads.remove(&doc);
        self.rows.remove(doc);
        self.painted.push(doc);
    }

    /// Rows that another tab stored. A row of this tab's own that isn't stored yet stays: either it replaces what was read, or it is
    /// refused as moved and derived again.
    pub(super) fn rows_read(&mut self, rows: Vec<StoredRow>) {
        for stored in rows {
            let id = stored.row.id();
            self.writes.row_read(id, stored.heads);
            let known = self.heads.get(&id);
            let is_older = self.writes.has_row_of(id) || self.writes.is_loose(id);
            if stored.version == ROW_VERSION && known != Some(&stored.heads) && !is_older {
                self.set_row(stored.heads, stored.row);
            }
        }
    }
}
