//! What the gate knows at a start: read out of the store's rows, and of the changes of what has been with several teams or people.

use super::{Gate, Known, Private};
use crate::limits::{GATE_REPLAY_CHANGES_MAX, STATISTICS_ROWS_BYTES_MAX};
use crate::store::{LogStore, Page, RowBytes, Stored};
use sightline_shared::doc::{Applied, Doc};
use sightline_shared::id::{DocId, DocKind, Seq};
use sightline_shared::view::{Row, StoredRow, decode_page, stored};
use std::sync::{Arc, RwLock};

impl Gate {
    /// What a store's rows say.
    ///
    /// # Errors
    /// When the store fails.
    pub fn of<S: LogStore>(store: &S) -> Stored<Self> {
        let mut known = Known::default();
        let mut after = None;
        loop {
            let page = store.rows(after, None, STATISTICS_ROWS_BYTES_MAX)?;
            match all_of(&page) {
                Some(rows) => {
                    for StoredRow { row, .. } in rows {
                        read_request(store, &mut known, &row)?;
                        known.take(&row, Seq(0));
                    }
                }
                None => one_by_one(store, &mut known, after, page.last)?,
            }
            after = page.last;
            if page.done || after.is_none() {
                break;
            }
        }
        known.settle(Seq(0));
        known.moved.clear();
        Ok(Self(Arc::new(RwLock::new(known))))
    }
}

/// The rows of a page, if all of them can be read.
fn all_of(page: &Page<RowBytes>) -> Option<Vec<StoredRow>> {
    let rows = decode_page(&page.items.bytes).ok()?;
    (u32::try_from(rows.len()) == Ok(page.items.count)).then_some(rows)
}

/// Reads rows among which some can't be read: their documents say what they are, and a request of which that can't be read either is kept
/// from everybody.
fn one_by_one<S: LogStore>(
    store: &S,
    known: &mut Known,
    mut after: Option<DocId>,
    last: Option<DocId>,
) -> Stored<()> {
    while after != last {
        let page = store.rows(after, last, 1)?;
        let Some(id) = page.last else { break };
        let row = match all_of(&page).and_then(|rows| rows.into_iter().next()) {
            Some(stored) => Some(stored.row),
            None => rebuilt(store, id)?,
        };
        match row {
            Some(row) => {
                read_request(store, known, &row)?;
                known.take(&row, Seq(0));
            }
            None if id.kind() == DocKind::Request => {
                known.private.insert(id, Private::default());
            }
            None => {}
        }
        after = Some(id);
    }
    Ok(())
}

/// A document's row, made anew.
fn rebuilt<S: LogStore>(store: &S, id: DocId) -> Stored<Option<Row>> {
    let changes = store.replay(id)?;
    let doc = Doc::load(id, changes.iter().map(Vec::as_slice));
    Ok(doc.and_then(|doc| stored(&doc)).ok().map(|stored| stored.row))
}

/// A private request that may have been with other teams or people before: its changes say until where each may read.
fn read_request<S: LogStore>(store: &S, known: &mut Known, row: &Row) -> Stored<()> {
    let Row::Request(row) = row else { return Ok(()) };
    let never_moved = row.via.is_empty() && row.owner.is_none() && !row.has_overruled;
    if !row.private || never_moved {
        return Ok(());
    }
    let changes = store.replay(row.id)?;
    // Each change is folded with all before it. Of a request that somebody has written full, those that had it are sent nothing more.
    if changes.len() > GATE_REPLAY_CHANGES_MAX {
        return Ok(());
    }
    let mut doc = Doc::empty(row.id);
    let mut request = Private::default();
    for bytes in changes {
        let Ok(Applied::New(hash)) = doc.apply(&bytes) else { continue };
        let Ok(StoredRow { row: Row::Request(then), .. }) = stored(&doc) else { continue };
        let at = store.find(row.id, &hash)?.unwrap_or_default();
        let again = request.take(&then, at);
        for who in again {
            let last = known.again.entry(who).or_default();
            *last = at.max(*last);
        }
    }
    known.private.insert(row.id, request);
    Ok(())
}
