//! Transactions that another tab overtook.

use super::Purpose;
use crate::doc::Doc;
use crate::id::{DocId, HeadsDigest};
use crate::in_order::InOrder as _;
use crate::session::Write;
use crate::session::incoming::heads_of;
use crate::view;
use std::collections::{HashMap, HashSet};

/// They are tried again together and in their order, once everything that they touch was read
/// again: a change may build on one in an earlier transaction.
#[derive(Default)]
pub(super) struct Moved {
    pub(super) writes: Vec<(Write, Purpose)>,
    pub(super) unread: HashSet<DocId>,
    /// What storage has of the documents.
    pub(super) stored: HashMap<DocId, Doc>,
    /// The heads of their rows in storage, where those are not the documents': another tab's row may have outlived a bootstrap.
    pub(super) rows: HashMap<DocId, HeadsDigest>,
}

impl Moved {
    /// Takes the transactions, each with rows derived from exactly what storage will hold after it.
    pub(super) fn take(&mut self) -> Vec<(Write, Purpose)> {
        let mut writes = std::mem::take(&mut self.writes);
        writes.put_in_order_by_key(|(write, _)| write.id);
        for (write, _) in &mut writes {
            let (changes, snapshots) = (&write.changes, &write.snapshots);
            for (before, row) in &mut write.rows {
                let id = row.row.id();
                let Some(doc) = self.stored.get_mut(&id) else { continue };
                let of_doc =
                    changes.iter().filter(|change| change.doc == id).map(|change| change.bytes.as_slice());
                let of_doc = of_doc
                    .chain(snapshots.iter().filter(|(doc, _)| *doc == id).map(|(_, bytes)| bytes.as_slice()));
                *before = self.rows.remove(&id).or_else(|| heads_of(doc));
                if doc.absorb(of_doc).is_ok()
                    && let Ok(derived) = view::stored(doc)
                {
                    *row = derived;
                }
            }
        }
        self.stored.clear();
        self.rows.clear();
        writes
    }
}
