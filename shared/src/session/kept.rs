//! What the relay refused is kept with what its person did, until they do it again, save it or let it go.

use super::edits::Batch;
use super::{EditRefused, Hint, OutboxKey, Output, RefusedEntry, Session, Write, writes::Purpose};
use crate::edit::Edit;
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

/// What a person did, beside the changes that came of it: a change says what became of a document, not what was meant. Encoded apart,
/// so that an entry with an edit that this version doesn't know (an older app after a newer one) is still read, sent and exported.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(transparent)]
pub struct KeptEdits(#[n(0)] ByteVec);

impl Default for KeptEdits {
    fn default() -> Self {
        Self(Vec::new().into())
    }
}

impl KeptEdits {
    /// Keeps these.
    pub fn of(edits: &[Edit]) -> Self {
        Self(minicbor::to_vec(edits).unwrap_or_default().into())
    }

    /// The edits; none if they were kept by a version that didn't keep them, or by one that knows more.
    pub fn read(&self) -> Option<Vec<Edit>> {
        minicbor::decode(&self.0).ok()
    }
}

impl Session {
    /// Takes up batches that the relay refused, here or through another tab.
    pub(super) fn take_refused(&mut self, refused: Vec<RefusedEntry>) {
        for entry in refused {
            if self.is_refused(entry.entry.key) {
                continue;
            }
            self.refused.push(entry.clone());
            self.out.push(Output::Refused(self.refused.clone()));
            self.out.push(Output::Notice(super::Notice::Refused(entry)));
        }
    }

    /// A person has looked at these, in this tab or another.
    pub(super) fn looked_at(&mut self, keys: &[OutboxKey]) {
        let before = self.refused.len();
        self.refused.retain(|refused| !keys.contains(&refused.entry.key));
        if self.refused.len() != before {
            self.out.push(Output::Refused(self.refused.clone()));
        }
    }

    pub(super) fn is_refused(&self, key: OutboxKey) -> bool {
        self.refused.iter().any(|refused| refused.entry.key == key)
    }

    pub(super) fn dismiss(&mut self, key: OutboxKey) {
        self.looked_at(&[key]);
        self.begin(Write { strict: true, refused_remove: vec![key], ..Write::default() }, Purpose::Rederived);
    }

    /// Does a refused batch's edits again, on the documents as they are now. The entry goes in the transaction that stores the new
    /// batch: never both, never neither.
    pub(super) fn redo(&mut self, ticket: u64, key: OutboxKey) {
        let refused = self.refused.iter().find(|refused| refused.entry.key == key);
        match refused.and_then(|refused| refused.entry.edits.read()) {
            Some(edits) => self.take_batch(Batch { ticket, edits, redoes: Some(key) }),
            None => self.out.push(Output::Settled(ticket, Err(EditRefused::Missing))),
        }
    }

    /// What other tabs must hear of a transaction's refused batches.
    pub(super) fn hint_of_refused(write: &mut Write) -> Hint {
        Hint {
            refused: std::mem::take(&mut write.refused_add),
            looked_at: std::mem::take(&mut write.refused_remove),
            ..Hint::default()
        }
    }
}
