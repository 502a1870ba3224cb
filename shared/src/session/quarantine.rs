//! Documents whose bytes have stopped this app before: they are kept as bytes, and nothing of them is parsed until another build tries
//! (SY19).
//!
//! What parses can't be trusted to come back: a panic in wasm ends the session, and so does a tab that hangs or has no memory left. So a
//! [`Witness`] that outlives the session is told of a document before its bytes are touched. The caller finds at the next start what it
//! was told last.

use super::{EditRefused, Output, Session, StoredChange, Write, incoming::Work};
use crate::doc::inspect;
use crate::id::DocId;
use crate::wire::Sealed;
use std::collections::HashSet;

/// Remembers, at once and beyond the end of the session, which document is being worked on.
pub trait Witness: Send {
    /// Work on this document's bytes begins; `None`: all work that had begun has ended well.
    fn at_work(&mut self, doc: Option<DocId>);
}

/// What may not be parsed, and who is told of what is.
#[derive(Default)]
pub(super) struct Quarantine {
    docs: HashSet<DocId>,
    witness: Option<Box<dyn Witness>>,
    at_work: Option<DocId>,
}

impl Quarantine {
    /// Whether its bytes may not be touched.
    pub(super) fn holds(&self, doc: DocId) -> bool {
        self.docs.contains(&doc)
    }

    /// Its bytes are touched now.
    pub(super) fn begin(&mut self, doc: DocId) {
        if self.at_work != Some(doc)
            && let Some(witness) = &mut self.witness
        {
            self.at_work = Some(doc);
            witness.at_work(Some(doc));
        }
    }

    /// Whatever was begun has ended well.
    pub(super) fn end(&mut self) {
        if self.at_work.take().is_some()
            && let Some(witness) = &mut self.witness
        {
            witness.at_work(None);
        }
    }
}

impl Session {
    /// Has this witness told of every document before its bytes are touched, and touches none of `quarantined`.
    pub fn guard(&mut self, witness: Box<dyn Witness>, quarantined: impl IntoIterator<Item = DocId>) {
        self.quarantine.docs.extend(quarantined);
        self.quarantine.witness = Some(witness);
    }

    /// An edit of a quarantined document is refused, with the whole of its batch.
    pub(super) fn refuse_quarantined(&mut self, ticket: u64, docs: &[DocId]) -> bool {
        let held = docs.iter().any(|doc| self.quarantine.holds(*doc));
        if held {
            self.out.push(Output::Settled(ticket, Err(EditRefused::Unreadable)));
        }
        held
    }

    /// Keeps what came for a quarantined document, as bytes: its row stays what it was.
    pub(super) fn keep_unread(&mut self, id: DocId, work: Work, write: &mut Write) {
        match work {
            Work::Changes(changes) => {
                for (bytes, seal) in changes {
                    // Bytes that aren't even one change's can't be named, and so not be kept.
                    let Ok(meta) = inspect(&bytes) else { continue };
                    self.incoming.came_back(id, meta.hash);
                    write.seals.extend(seal.map(|seal| (id, Sealed { hash: meta.hash, seal })));
                    write.changes.push(StoredChange { doc: id, hash: meta.hash, bytes });
                }
            }
            // A relay that has lost something may send less than is here.
            Work::Whole(whole) if self.incoming.recovery.is_none() => {
                write.seals.extend(whole.seals.iter().map(|sealed| (id, *sealed)));
                write.snapshots.push((id, whole.bytes.into()));
            }
            Work::Whole(_) | Work::Without(_) | Work::Unnamed => {}
        }
    }
}
