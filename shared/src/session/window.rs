//! What a device keeps of closed requests: all of their documents, or those in which something happened lately. Rows are always kept, so
//! lists, search and chains are whole; a document that isn't here comes when somebody opens it and there is contact.

use super::{Hint, Session, StoredChange, Write, writes::Purpose};
use crate::doc::Doc;
use crate::id::{DocId, HeadsDigest, Millis, Span};
use crate::limits::{TRIM_DOCS_MAX, TRIM_EVERY};
use crate::sync::Phase;
use crate::view::Row;
use minicbor::{Decode, Encode};
use rand_core::Rng;
use std::collections::VecDeque;

/// How much a person wants to be kept on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Encode, Decode)]
#[cbor(map)]
pub struct Keep {
    /// Documents of closed requests in which something happened within this span; none: everything.
    #[n(0)]
    pub window: Option<Span>,
}

/// Documents on their way out.
#[derive(Default)]
pub(super) struct Trim {
    docs: VecDeque<DocId>,
    /// The moment to note as trimmed up to, once they are gone.
    upto: Option<Millis>,
}

impl Session {
    /// A person chose how much is kept. Only the tab that holds the socket changes the place; the others hear of it.
    pub(super) fn keep(&mut self, keep: Keep, now: Millis, rng: &mut dyn Rng) {
        // With nothing chosen anew there is nothing to store: the place that the disk has may be older than one on its way there.
        if self.tabs.leads() && self.client.place().window != keep.window {
            let actions = self.client.keep(keep, now, rng);
            self.act(actions);
            self.trim = Trim::default();
            let place = self.client.stored_place().clone();
            self.begin(Write { strict: true, place: Some(place), ..Write::default() }, Purpose::Rederived);
        }
        self.tell(Hint { keep: Some(keep), ..Hint::default() });
    }

    /// Another tab's person chose, or the leader did what they chose.
    pub(super) fn told_to_keep(&mut self, keep: Keep, now: Millis, rng: &mut dyn Rng) {
        // What is so already isn't said again: two tabs that both think that they lead would say it for ever.
        if self.tabs.leads() && self.client.place().window != keep.window {
            self.keep(keep, now, rng);
        } else if !self.tabs.leads() {
            self.client.note_keep(keep);
        }
    }

    /// Takes documents out of storage that fell out of the window, once a day. By the relay's clock: a device's own may be years ahead.
    pub(super) fn run_trim(&mut self, now: Millis) {
        if self.client.phase() != Phase::Live || self.incoming.is_busy() || self.writes.is_trimming() {
            return;
        }
        if self.trim.upto.is_none() {
            self.plan_trim(now);
        }
        let Some(upto) = self.trim.upto else { return };
        let mut docs_remove = Vec::new();
        while docs_remove.len() < TRIM_DOCS_MAX
            && let Some(doc) = self.trim.docs.pop_front()
        {
            docs_remove.extend(self.heads.get(&doc).filter(|_| self.may_go(doc)).map(|heads| (doc, *heads)));
        }
        if docs_remove.is_empty() {
            self.trim.upto = None;
            self.client.trimmed(upto);
            self.incoming.move_to(self.client.place().clone());
        } else {
            self.begin(Write { docs_remove, ..Write::default() }, Purpose::Trimmed);
        }
    }

    fn plan_trim(&mut self, now: Millis) {
        let place = self.client.place();
        let Some(window) = place.window.filter(|_| place.docs_done && self.rows_loaded) else { return };
        let now = now + place.offset;
        let since = now - window;
        if place.trimmed.is_some_and(|upto| since - upto < TRIM_EVERY) {
            return;
        }
        let from = place.trimmed.unwrap_or(Millis(i64::MIN));
        let old = self.rows.requests().filter(|row| row.state.is_closed());
        let old = old.filter(|row| row.changed_at >= from && row.changed_at < since);
        self.trim = Trim { docs: old.map(|row| row.id).collect(), upto: Some(since) };
    }

    /// Nobody looks at it, and nothing of it is on its way anywhere.
    fn may_go(&self, doc: DocId) -> bool {
        let is_closed = self.rows.get(doc).is_some_and(|row| !Row::is_hot(&row));
        is_closed
            && !self.shelf.is_shown(doc)
            && !self.shelf.is_being_written(doc)
            && !self.client.has_waiting(doc)
            && !self.is_fetching(doc)
            && !self.writes.is_ahead(doc)
            && !self.writes.is_loose(doc)
    }

    /// Documents are out of storage. One that somebody has begun to look at or to change meanwhile goes back in, whole.
    pub(super) fn trimmed(&mut self, docs: &[(DocId, HeadsDigest)]) {
        let mut write = Write::default();
        for (id, _) in docs {
            let is_used = self.shelf.is_shown(*id) || self.shelf.is_being_written(*id);
            match self.shelf.get(*id).filter(|_| is_used) {
                Some(doc) => write.changes.extend(all_of(*id, doc)),
                None => self.shelf.forget(*id),
            }
        }
        if !write.changes.is_empty() {
            self.begin(write, Purpose::Rederived);
        }
    }

    /// Another tab took documents out. Those that are loaded here go back in, whole: an edit may have been made on one in that moment,
    /// and a change without what it builds on can't be read. One that is older here than what was taken out, and has no edit under way, is
    /// let go of, too: put back, it would stand for all that there is. Who looks at it has it fetched.
    pub(super) fn told_trimmed(&mut self, docs: &[DocId], heads: &[HeadsDigest]) {
        let (mut changes, mut older) = (Vec::new(), Vec::new());
        for (at, id) in docs.iter().enumerate() {
            let edited = self.shelf.is_being_written(*id) || self.writes.is_ahead(*id);
            let Some(doc) = self.shelf.get(*id) else { continue };
            match edited || heads.get(at).is_none_or(|heads| *heads == doc.heads()) {
                true => changes.extend(all_of(*id, doc)),
                false => older.push(*id),
            }
        }
        for id in &older {
            self.shelf.forget(*id);
            if self.shelf.is_shown(*id) {
                self.repair(*id);
            }
        }
        self.look_at(older);
        if !changes.is_empty() {
            self.begin(Write { changes, ..Write::default() }, Purpose::Rederived);
        }
    }
}

/// Everything of a document as single changes: what another tab puts back of it at the same moment stays beside them, where one snapshot
/// would take the other's place.
fn all_of(id: DocId, doc: &Doc) -> impl Iterator<Item = StoredChange> {
    doc.changes().into_iter().map(move |(hash, bytes)| StoredChange { doc: id, hash, bytes })
}
