//! Answers what a connection wants to know from a store.

use super::step::{Given, Read};
use crate::limits::{HEADS_BYTES, PIECE_BYTES_MAX};
use crate::store::{DocRecord, LogStore, Stored, sound};
use sightline_shared::id::{DocId, Millis};
use sightline_shared::wire::Cursor;

/// Reads what was asked for, in the largest pieces. `now` is the relay's clock.
///
/// # Errors
/// When the store fails.
pub fn read<S: LogStore>(store: &S, wanted: &Read, now: Millis) -> Stored<Given> {
    read_piece(store, wanted, PIECE_BYTES_MAX, now)
}

/// Reads what was asked for, at most so many bytes of it. One item may exceed them by itself; none exceeds a frame.
///
/// # Errors
/// When the store fails.
pub fn read_piece<S: LogStore>(store: &S, wanted: &Read, bytes_max: usize, now: Millis) -> Stored<Given> {
    Ok(match wanted {
        Read::Place(cursor) => {
            let head = store.head()?;
            let valid = cursor.map_or(Ok(false), |cursor| is_of_history(store, &head, &cursor))?;
            Given::Place { valid, head, docs: store.doc_count()?, now }
        }
        Read::Range { after, upto } => Given::Range(store.entries(*after, *upto, bytes_max)?),
        Read::Rows { after, upto } => Given::Rows(store.rows(*after, *upto, bytes_max)?),
        Read::Heads(after) => Given::Heads(store.heads(*after, (bytes_max / HEADS_BYTES).max(1))?),
        Read::Docs { after, since } => {
            let mut page = store.docs(*after, *since, bytes_max)?;
            page.items = whole(store, page.items)?;
            Given::Docs(page)
        }
        Read::Whole(docs) => {
            let mut found = Vec::new();
            for doc in docs {
                found.extend(store.doc(*doc)?.map(|record| (*doc, record)));
            }
            Given::Whole(whole(store, found)?)
        }
    })
}

/// Without documents that are damaged: a device takes a document that it knows by its heads without reading it (RE21).
fn whole<S: LogStore>(store: &S, docs: Vec<(DocId, DocRecord)>) -> Stored<Vec<(DocId, DocRecord)>> {
    let mut whole = Vec::with_capacity(docs.len());
    for (doc, record) in docs {
        whole.extend(sound(store, doc, record)?.map(|record| (doc, record)));
    }
    Ok(whole)
}

/// Whether everything that the cursor covers is what this log holds (RE5): a relay that was restored from a backup, and even moved past
/// the cursor since, has another chain there.
fn is_of_history<S: LogStore>(store: &S, head: &Cursor, cursor: &Cursor) -> Stored<bool> {
    let chain = store.chain_at(cursor.seq)?;
    let fits = sightline_shared::mutant!(ChainIgnored, chain.is_some(), chain == Some(cursor.chain));
    Ok(cursor.log == head.log && cursor.seq <= head.seq && fits)
}
