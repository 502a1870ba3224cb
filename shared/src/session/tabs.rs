//! Words from and to the other tabs. Storage is the shared truth: a word only says where to look.

use super::{Hint, OutboxEntry, Output, Session, Waiting};
use crate::id::{DocId, Incarnation, Millis, Span};
use crate::view::{ROW_VERSION, StoredRow};
use rand_core::Rng;

/// What this tab knows of the others.
pub(super) struct Tabs {
    leads: bool,
    /// Batches in storage that wait to be sent, as far as a following tab has heard.
    waiting: usize,
    /// The latest batch that was made or heard of: the next one comes after it.
    latest: Millis,
    /// What the leader last said of its contact.
    live: bool,
    contact: Option<Millis>,
}

impl Tabs {
    pub(super) fn new(waiting: Waiting) -> Self {
        Self { leads: false, waiting: waiting.batches, latest: waiting.latest, live: false, contact: None }
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
        self.leads
    }

    pub(super) fn waiting(&self) -> usize {
        self.waiting
    }

    pub(super) fn one_more_waits(&mut self) {
        self.waiting += 1;
    }

    pub(super) fn leader_is_live(&self) -> bool {
        self.live
    }

    pub(super) fn leaders_contact(&self) -> Option<Millis> {
        self.contact
    }
}

impl Session {
    pub(super) fn lead(&mut self, outbox: Vec<OutboxEntry>, now: Millis) {
        self.tabs.leads = true;
        self.tabs.waiting = 0;
        outbox.iter().for_each(|entry| self.tabs.heard_of(entry.key.made));
        let actions = self.client.lead(outbox, now);
        self.act(actions);
    }

    pub(super) fn follow(&mut self) {
        self.tabs.waiting = self.client.waiting();
        self.tabs.leads = false;
        let actions = self.client.follow();
        self.act(actions);
    }

    /// Says something to the other tabs, if there is anything to say.
    pub(super) fn tell(&mut self, hint: Hint) {
        if hint != Hint::default() {
            self.out.push(Output::Tell(Hint { latest: Some(self.tabs.latest), ..hint }));
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
        if self.tabs.leads {
            for entry in hint.outbox {
                let actions = self.client.push(entry, now);
                self.act(actions);
            }
        } else {
            self.tabs.waiting = (self.tabs.waiting + hint.outbox.len()).saturating_sub(hint.settled.len());
            self.tabs.live = hint.live.unwrap_or(self.tabs.live);
            self.tabs.contact = hint.contact.or(self.tabs.contact);
        }
        for doc in &hint.docs {
            if self.shelf.has(*doc) || self.shelf.is_shown(*doc) {
                self.read(*doc);
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
            let known = self.heads.get(&id);
            let is_older = self.writes.has_row_of(id) || self.writes.is_loose(id);
            if stored.version == ROW_VERSION && known != Some(&stored.heads) && !is_older {
                self.set_row(stored.heads, stored.row);
            }
        }
    }
}
