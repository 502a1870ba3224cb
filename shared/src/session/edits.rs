//! A person's edits become changes: all of a batch or nothing.

use super::{
    EditRefused, KeptEdits, OutboxEntry, OutboxKey, Output, Session, StoredChange, Write, incoming::heads_of,
    writes::Purpose,
};
use crate::doc::{self, Doc};
use crate::edit::{Edit, RequestField, Stamp};
use crate::id::{DocId, EventId, HeadsDigest, Millis};
use crate::limits::{BATCH_BYTES_MAX, BATCH_CHANGES_MAX, OUTBOX_CHANGES_MAX};
use crate::model::EventKind;
use crate::view;
use crate::wire::Change;
use rand_core::Rng;
use std::collections::{HashSet, VecDeque};

/// Edits that wait for their documents.
#[derive(Default)]
pub(super) struct Edits {
    waiting: VecDeque<Batch>,
    /// How many batches this tab has made: its part of the outbox key.
    made: u64,
}

pub(super) struct Batch {
    pub(super) ticket: u64,
    pub(super) edits: Vec<Edit>,
    /// The refused batch that this one does again.
    pub(super) redoes: Option<OutboxKey>,
}

impl Batch {
    /// The documents that it changes, each once, in the order of their first edit.
    fn docs(&self) -> Vec<DocId> {
        let mut seen = HashSet::new();
        self.edits.iter().map(Edit::doc).filter(|doc| seen.insert(*doc)).collect()
    }

    /// Whether its first edit of this document makes it.
    fn creates(&self, doc: DocId) -> bool {
        self.edits.iter().find(|edit| edit.doc() == doc).is_some_and(Edit::creates)
    }
}

/// A document with the change that an edit made to a copy of it.
struct Drafted {
    before: Option<HeadsDigest>,
    doc: Doc,
    change: StoredChange,
}

impl Session {
    /// Takes a person's edits, to be run once their documents are here.
    pub(super) fn take_batch(&mut self, batch: Batch) {
        let refused = if batch.edits.is_empty() {
            Some(EditRefused::Missing)
        } else if batch.edits.len() > BATCH_CHANGES_MAX || self.waiting_to_be_sent() >= OUTBOX_CHANGES_MAX {
            Some(EditRefused::OutboxFull)
        } else {
            None
        };
        match refused {
            Some(why) => self.out.push(Output::Settled(batch.ticket, Err(why))),
            None => self.edits.waiting.push_back(batch),
        }
    }

    /// Runs every batch whose documents are here. Batches on the same document keep their order; others may overtake.
    pub(super) fn run_edits(&mut self, now: Millis, rng: &mut dyn Rng) {
        let mut blocked: HashSet<DocId> = HashSet::new();
        let mut waiting = VecDeque::new();
        while let Some(batch) = self.edits.waiting.pop_front() {
            let docs = batch.docs();
            if self.refuse_quarantined(batch.ticket, &docs) {
                continue;
            }
            let missing = docs.iter().any(|doc| blocked.contains(doc))
                || !self.bring(&batch, &docs)
                || !self.knows_batches_below(&docs);
            if missing && docs.iter().any(|doc| self.is_nowhere(*doc)) {
                self.out.push(Output::Settled(batch.ticket, Err(EditRefused::Missing)));
            } else if missing {
                blocked.extend(docs);
                waiting.push_back(batch);
            } else {
                let outcome = self.run_batch(&batch, &docs, now, rng);
                self.out.push(Output::Settled(batch.ticket, outcome));
            }
        }
        self.edits.waiting = waiting;
    }

    /// Whether all documents of a batch are loaded or about to be created; asks for those that are not.
    fn bring(&mut self, batch: &Batch, docs: &[DocId]) -> bool {
        let mut here = true;
        for id in docs {
            // The settings document has a fixed id, so the first edit of it may also be its creation.
            let may_begin =
                *id == DocId::SETTINGS && self.shelf.is_absent(*id) && !self.heads.contains_key(id);
            if (self.shelf.has(*id) && !self.shelf.is_reading(*id)) || batch.creates(*id) || may_begin {
                continue;
            }
            here = false;
            if self.shelf.is_absent(*id) {
                if !self.shelf.is_gone(*id) {
                    self.fetch(*id);
                }
            } else {
                self.read(*id);
            }
        }
        here
    }

    /// What no document can see by itself, as far as this device knows: a request isn't merged into its own chain, nor in a circle; nor
    /// is it delivered or closed over what is open below it, unless its author knows; and to a private one that isn't sent here any more
    /// nothing is done: the relay would refuse it.
    fn fits(&self, edit: &Edit) -> Result<(), EditRefused> {
        if self.is_out_of_sight(edit.doc()) {
            return Err(EditRefused::OutOfSight);
        }
        if let Edit::Reword { request, field: RequestField::Parent(Some(under)) } = edit
            && !view::may_hang(&self.rows, *request, *under)
        {
            return Err(EditRefused::Circle);
        }
        let Edit::Act { request, event, .. } = edit else { return Ok(()) };
        let below = || view::below(&self.rows, *request);
        match event {
            EventKind::Merged { into, .. } if !view::may_merge(&self.rows, *request, *into) => {
                Err(EditRefused::NotAllowed)
            }
            EventKind::Delivered { over_open: false, .. } if below().unanswered() > 0 => {
                Err(EditRefused::OpenBelow)
            }
            EventKind::Confirmed { over_open: false, .. } if below().open > 0 => Err(EditRefused::OpenBelow),
            _ => Ok(()),
        }
    }

    /// A private request that its person may not read any more. Of a person whose row isn't here nothing is known.
    fn is_out_of_sight(&self, doc: DocId) -> bool {
        let (Some(row), Some(me)) = (self.rows.request(doc), self.rows.person(self.me.person)) else {
            return false;
        };
        !view::Viewer { person: self.me.person, team: me.team }.hears_of(row)
    }

    /// Edits that are not made yet, since not all that they change is loaded.
    pub(super) fn unmade(&self) -> usize {
        self.edits.waiting.len()
    }

    /// Neither this device nor, as far as can be known now, the relay has it.
    fn is_nowhere(&self, doc: DocId) -> bool {
        self.shelf.is_absent(doc) && !self.is_fetching(doc)
    }

    fn run_batch(
        &mut self,
        batch: &Batch,
        docs: &[DocId],
        now: Millis,
        rng: &mut dyn Rng,
    ) -> Result<(), EditRefused> {
        if batch.redoes.is_some_and(|key| !self.is_refused(key)) {
            // It was done again or let go meanwhile.
            return Err(EditRefused::Missing);
        }
        batch.edits.iter().try_for_each(|edit| self.fits(edit))?;
        let drafted =
            docs.iter().map(|id| self.draft(*id, &batch.edits, now, rng)).collect::<Result<Vec<_>, _>>()?;
        if drafted.iter().map(|draft| draft.change.bytes.len()).sum::<usize>() > BATCH_BYTES_MAX {
            return Err(EditRefused::TooLarge);
        }
        self.edits.made += 1;
        let mut write = Write { strict: true, ..Write::default() };
        let key =
            OutboxKey { made: self.tabs.make(now), incarnation: self.incarnation, number: self.edits.made };
        let edits = KeptEdits::of(&batch.edits);
        let mut entry = OutboxEntry { key, changes: Vec::new(), docs: docs.to_vec(), edits };
        for Drafted { before, doc, change } in drafted {
            let id = doc.id();
            let row = view::stored(&doc).map_err(|_| EditRefused::Unreadable)?;
            self.shelf.put(doc);
            write.rows.push((before, row.clone()));
            self.set_row(row.heads, row.row);
            entry.changes.push(Change { doc: id, bytes: change.bytes.clone().into() });
            write.changes.push(change);
        }
        crate::mutant!(SentBeforeStored, {
            let early = self.client.push(entry.clone(), now);
            self.act(early);
        });
        write.outbox_add.push(entry);
        if let Some(key) = batch.redoes {
            write.refused_remove.push(key);
            self.looked_at(&[key]);
        }
        self.begin(write, Purpose::OwnEdit);
        Ok(())
    }

    /// Makes one document's change on a copy, so that nothing has happened when another document of the batch refuses.
    fn draft(
        &mut self,
        id: DocId,
        edits: &[Edit],
        now: Millis,
        rng: &mut dyn Rng,
    ) -> Result<Drafted, EditRefused> {
        let (who, actor) = (self.who(), self.actor());
        self.quarantine.begin(id);
        let offset = self.client.place().offset;
        let mut doc = self.shelf.get(id).map_or_else(|| Doc::empty(id), |doc| doc.clone());
        let heads = heads_of(&doc);
        let before = doc.read().ok();
        let stamped: Vec<(&Edit, Stamp)> = edits
            .iter()
            .filter(|edit| edit.doc() == id)
            .map(|edit| {
                (edit, Stamp { by: who.person, event: EventId::random(rng), device_time: now, offset })
            })
            .collect();
        let written = doc::write(&mut doc, actor, &stamped)?;
        let after = doc.read().map_err(|_| EditRefused::Unreadable)?;
        doc::allowed(before.as_ref(), &after, &who).map_err(|_| EditRefused::NotAllowed)?;
        Ok(Drafted {
            before: heads,
            change: StoredChange { doc: id, hash: written.hash, bytes: written.bytes },
            doc,
        })
    }

    fn waiting_to_be_sent(&self) -> usize {
        self.client.waiting().max(self.tabs.waiting())
    }
}
