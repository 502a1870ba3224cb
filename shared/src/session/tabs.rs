//! Words from and to the other tabs. Storage is the shared truth: a word only says where to look.

use super::{
    Epoch, Hint, OutboxEntry, OutboxKey, Output, Place, RowsAsked, Session, Waiting, Write, writes::Purpose,
};
use crate::id::{DocId, HeadsDigest, Incarnation, Millis, Span};
use crate::view::{self, ROW_VERSION, StoredRow};
use rand_core::Rng;
use std::collections::{HashMap, HashSet};

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
    /// How far the leader's copy of the workspace is; `None` until it has said so.
    progress: Option<Option<(u64, u64)>>,
    /// The last lead that was heard of.
    lead: Epoch,
    /// Another tab was heard of.
    has_company: bool,
    /// Rows that a reading of all rows under way has brought.
    seen: HashSet<DocId>,
    /// Rows in storage that aren't of the loaded document, by their heads: the document is being read once more.
    doubtful: HashMap<DocId, HeadsDigest>,
    /// Rows that storage had otherwise than the first copy under way has them, when they were read.
    passed_over: HashSet<DocId>,
    /// Readings of rows that aren't answered: of all of them, and of some that another tab stored.
    readings: usize,
}

impl Tabs {
    pub(super) fn new(waiting: Waiting, lead: Epoch) -> Self {
        Self {
            epoch: None,
            waiting: waiting.batches,
            unsettled: HashSet::new(),
            latest: waiting.latest,
            live: false,
            contact: None,
            progress: None,
            lead,
            has_company: false,
            seen: HashSet::new(),
            doubtful: HashMap::new(),
            passed_over: HashSet::new(),
            readings: 0,
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

    /// Storage may have rows that this tab hasn't heard of, or knows to be newer than its own.
    pub(super) fn is_reading_rows(&self) -> bool {
        self.readings > 0
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

    /// The batches that this tab takes to be waiting.
    pub(super) fn unsettled(&self) -> &HashSet<OutboxKey> {
        &self.unsettled
    }

    /// These wait, as storage says, and of others only what came up after it was asked; `before`: what was there then. Answers those that
    /// weren't heard of.
    pub(super) fn set_unsettled(
        &mut self,
        before: &HashSet<OutboxKey>,
        entries: &[OutboxEntry],
    ) -> Vec<OutboxEntry> {
        let stored: HashSet<OutboxKey> = entries.iter().map(|entry| entry.key).collect();
        entries.iter().for_each(|entry| self.heard_of(entry.key.made));
        let fresh = entries.iter().filter(|entry| !self.unsettled.contains(&entry.key)).cloned().collect();
        self.unsettled.retain(|key| !before.contains(key) || stored.contains(key));
        self.unsettled.extend(stored);
        self.waiting = 0;
        fresh
    }

    pub(super) fn leader_is_live(&self) -> bool {
        self.live
    }

    pub(super) fn leaders_contact(&self) -> Option<Millis> {
        self.contact
    }

    pub(super) fn leaders_progress(&self) -> Option<Option<(u64, u64)>> {
        self.progress
    }
}

impl Session {
    pub(super) fn lead(
        &mut self,
        epoch: Epoch,
        place: Option<Place>,
        mut outbox: Vec<OutboxEntry>,
        now: Millis,
    ) {
        let before = self.tabs.epoch.replace(epoch);
        // Settled after the outbox was read. What a lead before this one was about to settle is refused as fenced, and waits.
        let is_again = before == Some(epoch);
        let is_settled = |key| self.outbox.was_settled(key) || (is_again && self.is_being_settled(key));
        outbox.retain(|entry| !is_settled(entry.key));
        let was_waiting = self.tabs.unsettled.clone();
        let fresh = self.tabs.set_unsettled(&was_waiting, &outbox);
        // A tab that stored one of these may have died before it told.
        let docs: Vec<DocId> = fresh.into_iter().flat_map(|entry| entry.docs).collect();
        self.look_at(docs);
        let actions = if is_again {
            outbox.into_iter().flat_map(|entry| self.client.push(entry, now)).collect()
        } else {
            // The others hear of the new lead, and this tab may have missed the last words of the old one.
            self.said = None;
            let has_moved = place.as_ref().is_some_and(|place| place != self.client.stored_place());
            if self.tabs.has_company || has_moved || epoch.0 > self.tabs.lead.0.saturating_add(1) {
                self.look_anew();
            }
            place.into_iter().for_each(|place| self.client.go_on_from(place));
            self.client.lead(outbox, now)
        };
        self.tabs.lead = epoch;
        self.act(actions);
    }

    /// Another tab leads than the one that did when this one was opened, or since: the last words of that one may never have come.
    fn hear_of_lead(&mut self, lead: Epoch) {
        if lead > self.tabs.lead {
            self.tabs.lead = lead;
            self.look_anew();
        }
    }

    /// Another tab leads, or may. What came and isn't stored comes to that one too, and is not this tab's to store any more (SY18).
    pub(super) fn follow(&mut self) {
        self.tabs.has_company = true;
        if self.tabs.leads() {
            self.tabs.waiting = self.client.waiting();
        }
        self.tabs.epoch = None;
        (self.tabs.live, self.tabs.progress) = (false, None);
        let actions = self.client.follow();
        self.act(actions);
        self.incoming.stand_down();
        self.writes.stand_down();
        self.look_anew();
        // Storage has no word for what the relay has published since: the leader does.
        self.tell(Hint { asks: true, ..Hint::default() });
    }

    /// Words of other tabs may have been missed while this one was frozen: storage has it all.
    fn look_anew(&mut self) {
        for doc in self.shelf.in_use() {
            self.read_anew(doc);
        }
        self.read_all_rows();
        self.look_into_outbox(HashSet::new());
    }

    fn read_all_rows(&mut self) {
        self.tabs.readings += 1;
        self.out.push(Output::ReadAllRows);
    }

    /// Says something to the other tabs, if there is anything to say.
    pub(super) fn tell(&mut self, hint: Hint) {
        if hint != Hint::default() {
            let waiting = self.tabs.leads().then(|| u64::try_from(self.client.waiting()).unwrap_or(u64::MAX));
            let lead = self.tabs.epoch;
            self.out.push(Output::Tell(Box::new(Hint {
                latest: Some(self.tabs.latest),
                waiting,
                lead,
                ..hint
            })));
        }
    }

    pub(super) fn told(&mut self, mut hint: Hint, now: Millis, rng: &mut dyn Rng) {
        self.tabs.has_company = true;
        hint.outbox.retain(|entry| !self.outbox.was_settled(entry.key));
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
        self.told_trimmed(&hint.trimmed, &hint.trimmed_heads);
        if let Some(keep) = hint.keep {
            self.told_to_keep(keep, now, rng);
        }
        hint.outbox.iter().for_each(|entry| self.tabs.waits(entry.key));
        self.settled(&hint.settled);
        if self.tabs.leads() {
            for entry in hint.outbox {
                let actions = self.client.push(entry, now);
                self.act(actions);
            }
        } else if hint.lead.is_none_or(|lead| lead >= self.tabs.lead) {
            if let Some(waiting) = hint.waiting {
                self.tabs.waiting = usize::try_from(waiting).unwrap_or(usize::MAX);
            }
            if let Some(live) = hint.live {
                (self.tabs.live, self.tabs.progress) = (live, Some(hint.progress));
            }
            self.tabs.contact = hint.contact.or(self.tabs.contact);
            hint.offset.into_iter().for_each(|offset| self.client.set_offset(offset));
            hint.statistics.into_iter().for_each(|bytes| self.take_statistics(bytes.into()));
        }
        if self.tabs.leads() {
            hint.damaged.iter().for_each(|doc| self.repair(*doc));
        }
        hint.lead.into_iter().for_each(|lead| self.hear_of_lead(lead));
        if hint.asks && self.tabs.leads() {
            self.say_contact();
            self.say_statistics();
        }
        if hint.all_rows {
            self.read_all_rows();
        }
        self.look_at(hint.docs);
    }

    /// These batches don't wait any more.
    pub(super) fn settled(&mut self, batches: &[OutboxKey]) {
        for batch in batches {
            self.tabs.is_settled(*batch);
            self.outbox.is_settled(*batch);
        }
    }

    /// Another tab has stored these.
    pub(super) fn look_at(&mut self, docs: Vec<DocId>) {
        for doc in &docs {
            if self.shelf.has(*doc) || self.shelf.is_shown(*doc) {
                self.read_anew(*doc);
            } else {
                self.shelf.forget(*doc);
            }
        }
        if !docs.is_empty() {
            self.read_rows(docs);
        }
    }

    /// Asks storage for these rows.
    pub(super) fn read_rows(&mut self, docs: Vec<DocId>) {
        self.tabs.readings += 1;
        self.out.push(Output::ReadRows(docs));
    }

    /// A document is not there any more, as far as this tab knows.
    pub(super) fn forget_row(&mut self, doc: DocId) {
        self.heads.remove(&doc);
        self.rows.remove(doc);
        self.painted.push(doc);
    }

    /// Rows that another tab stored. A row of this tab's own that isn't stored yet stays: either it replaces what was read, or it is
    /// refused as moved and derived again.
    pub(super) fn rows_read(&mut self, asked: RowsAsked, rows: Vec<StoredRow>) {
        let came: HashSet<DocId> = rows.iter().map(|stored| stored.row.id()).collect();
        let doubts = matches!(asked, RowsAsked::These(_)) && self.tabs.leads();
        self.take_read_rows(rows, doubts);
        match asked {
            RowsAsked::These(asked) => {
                self.tabs.readings = self.tabs.readings.saturating_sub(1);
                self.rows_are_gone(asked.iter().filter(|id| !came.contains(id)));
            }
            RowsAsked::All { last, whole } => {
                self.tabs.seen.extend(came);
                if last {
                    self.all_rows_read(whole);
                }
            }
        }
    }

    fn all_rows_read(&mut self, whole: bool) {
        self.tabs.readings = self.tabs.readings.saturating_sub(1);
        let seen = std::mem::take(&mut self.tabs.seen);
        let gone: Vec<DocId> = self.heads.keys().filter(|id| !seen.contains(id)).copied().collect();
        if whole && !gone.is_empty() {
            // Unless they were stored while the slices came.
            self.read_rows(gone);
        }
    }

    /// Another tab has taken these rows out: their documents were refused, or are nowhere.
    fn rows_are_gone<'a>(&mut self, gone: impl Iterator<Item = &'a DocId>) {
        for id in gone {
            let is_kept = self.is_being_stored(*id) || self.shelf.has(*id);
            if self.heads.contains_key(id) && !is_kept {
                self.forget_row(*id);
            }
        }
    }

    /// Whether this tab is about to store a row. What it had received as the leader and not stored isn't its own to store any more.
    fn is_being_stored(&self, id: DocId) -> bool {
        self.writes.has_row_of(id) || (self.tabs.leads() && self.writes.is_loose(id))
    }

    /// All rows of the first copy are stored, but for those that another tab has moved: these are what storage has.
    pub(super) fn look_at_passed_over(&mut self) {
        let passed_over = std::mem::take(&mut self.tabs.passed_over);
        self.look_at(passed_over.into_iter().collect());
    }

    /// A document was read after its row. If the row is still of other heads, a tab that had not heard of the others' changes has put it
    /// over theirs: storage compares no heads with a row that came in bulk.
    pub(super) fn mend_row(&mut self, id: DocId) {
        let Some(heads) = self.tabs.doubtful.remove(&id).filter(|heads| self.shelf.differs(id, *heads))
        else {
            return;
        };
        if let Some(row) = self.shelf.get(id).and_then(|doc| view::stored(doc).ok()) {
            self.begin(Write { rows: vec![(Some(heads), row)], ..Write::default() }, Purpose::Rederived);
        }
    }

    /// Compares a row that was read with its document, once that is read too: see [`Session::mend_row`]. The leader does so with every row
    /// that another tab stored, since a document that isn't loaded may hold more than that tab knew of.
    fn doubt(&mut self, id: DocId, heads: HeadsDigest) {
        if !self.quarantine.holds(id) {
            self.tabs.doubtful.insert(id, heads);
            self.read_anew(id);
        }
    }

    /// `doubts`: each row is compared with its document, also if that isn't loaded.
    fn take_read_rows(&mut self, rows: Vec<StoredRow>, doubts: bool) {
        for stored in rows {
            let id = stored.row.id();
            self.writes.row_read(id, stored.heads);
            let known = self.heads.get(&id).copied();
            let is_older = self.is_being_stored(id);
            if !is_older {
                self.writes.row_is_stored(id);
            } else if known != Some(stored.heads) {
                self.tabs.passed_over.insert(id);
            }
            if !is_older && (self.shelf.differs(id, stored.heads) || (doubts && !self.shelf.has(id))) {
                self.doubt(id, stored.heads);
            }
            if stored.version == ROW_VERSION && known != Some(stored.heads) && !is_older {
                self.set_row(stored.heads, stored.row);
            }
        }
    }
}
