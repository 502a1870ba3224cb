//! What the relay has lost is given back: in the stream of batches, but not of the outbox.

use super::{Action, Client, Phase, Push};
use crate::id::{DocId, Millis, Span};
use crate::limits::BATCHES_IN_FLIGHT_MAX;
use crate::session::OutboxEntry;
use crate::wire::{Change, Sealed};
use rand_core::Rng;

/// A batch on its way.
#[derive(Debug)]
pub(super) enum Sent {
    /// Of the outbox: it is sent again until it is settled.
    Own(OutboxEntry),
    /// What the relay had lost of this document. When the line is lost, the comparison begins anew.
    Carried(DocId),
}

impl Sent {
    pub(super) fn own(&self) -> Option<&OutboxEntry> {
        match self {
            Self::Own(entry) => Some(entry),
            Self::Carried(_) => None,
        }
    }
}

impl Client {
    /// Whether a batch that waits to be sent has changes of this document.
    pub fn has_waiting(&self, doc: DocId) -> bool {
        self.queue.iter().chain(self.own_in_flight()).any(|entry| entry.docs.contains(&doc))
    }

    /// The changes of a document that wait to be sent.
    pub fn waiting_changes(&self, doc: DocId) -> impl Iterator<Item = &Change> {
        let batches = self.queue.iter().chain(self.own_in_flight());
        batches.flat_map(|entry| &entry.changes).filter(move |change| change.doc == doc)
    }

    /// Another tab has heard how far the relay's clock is from this device's.
    pub fn set_offset(&mut self, offset: Span) {
        self.place.offset = offset;
    }

    /// Whether another document may be given back now.
    pub fn may_carry(&self) -> bool {
        self.comparing && self.in_flight.len() < BATCHES_IN_FLIGHT_MAX
    }

    /// Gives back changes of a document, in causal order, with seals that cover them. Nothing happens unless [`Client::may_carry`].
    pub fn carry(
        &mut self,
        doc: DocId,
        changes: Vec<Change>,
        seals: Vec<Sealed>,
        now: Millis,
    ) -> Vec<Action> {
        if !self.may_carry() {
            return Vec::new();
        }
        let action = self.send_push(Push { changes, seals, ..Push::default() }, now);
        self.in_flight.push_back((self.next_batch, Sent::Carried(doc)));
        self.next_batch += 1;
        vec![action]
    }

    /// Something is here that the relay may lack: the next connection compares, also after a restart. Nothing is sent before.
    pub fn suspect(&mut self) {
        self.place.suspect = true;
    }

    /// Whether a comparison is due on another connection, and the disk has a place to begin it from.
    pub fn is_suspect(&self) -> bool {
        let is_in_contact = matches!(self.phase, Phase::CatchingUp(_) | Phase::Live);
        self.place.suspect && !self.comparing && is_in_contact && self.stored.cursor.is_some()
    }

    /// Connects again, to compare.
    pub fn compare_anew(&mut self, now: Millis, rng: &mut dyn Rng) -> Vec<Action> {
        self.place.suspect = true;
        self.give_up(now, rng)
    }

    /// The comparison is done: what differed is here, and the relay has back what this device could give. The outbox goes on.
    pub fn compared(&mut self, now: Millis) -> Vec<Action> {
        if !self.comparing {
            return Vec::new();
        }
        self.comparing = false;
        self.place.suspect = false;
        self.may_miss = true;
        self.settle_phase();
        match self.phase {
            Phase::CatchingUp(_) | Phase::Live => self.send_batches(now),
            _ => Vec::new(),
        }
    }
}
