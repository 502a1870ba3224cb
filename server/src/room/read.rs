//! Answers what a connection wants to know from a store.

use super::gate::Pass;
use super::step::{Given, Read};
use crate::limits::{HEADS_BYTES, PIECE_BYTES_MAX};
use crate::store::{DocRecord, LogStore, Page, Stored, sound};
use sightline_shared::id::{DocId, Millis, Seq};
use sightline_shared::wire::Cursor;

/// Reads what was asked for by a reader, in the largest pieces. `now` is the relay's clock.
///
/// # Errors
/// When the store fails.
pub fn read<S: LogStore>(store: &S, reader: &Pass, wanted: &Read, now: Millis) -> Stored<Given> {
    read_piece(store, reader, wanted, PIECE_BYTES_MAX, now)
}

/// Reads what was asked for and the reader may have, at most so many bytes of it. One item may exceed them by itself; none exceeds a frame.
///
/// # Errors
/// When the store fails.
pub fn read_piece<S: LogStore>(
    store: &S,
    reader: &Pass,
    wanted: &Read,
    bytes_max: usize,
    now: Millis,
) -> Stored<Given> {
    // First the store, then the gate: it knows of everything that was stored.
    let found = find(store, reader, wanted, bytes_max, now)?;
    Ok(reader.through(found))
}

fn find<S: LogStore>(
    store: &S,
    reader: &Pass,
    wanted: &Read,
    bytes_max: usize,
    now: Millis,
) -> Stored<Given> {
    Ok(match wanted {
        Read::Place(cursor) => {
            let head = store.head()?;
            let valid = cursor.map_or(Ok(false), |cursor| is_of_history(store, &head, &cursor))?;
            let behind = cursor.filter(|cursor| valid && cursor.seq < head.seq);
            let turned = behind.map_or(Ok(false), |cursor| turned_since(store, reader, cursor.seq))?;
            Given::Place { valid, head, docs: store.doc_count()?, now, turned }
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
        Read::Granted(after) => Given::Granted(granted(store, reader, *after, bytes_max)?),
    })
}

/// A page of the private requests that the reader may read.
fn granted<S: LogStore>(
    store: &S,
    reader: &Pass,
    after: Option<DocId>,
    bytes_max: usize,
) -> Stored<Page<Vec<(DocId, DocRecord)>>> {
    let (mut items, mut size, mut last, mut done) = (Vec::new(), 0, None, true);
    for id in reader.private_after(after) {
        if size > bytes_max {
            done = false;
            break;
        }
        last = Some(id);
        if let Some(record) = store.doc(id)? {
            size += record.byte_len();
            items.push((id, record));
        }
    }
    Ok(Page { items: whole(store, items)?, last, done })
}

/// Whether, after this place, something was written to a document by which the reader may come to read more, or a request given back.
fn turned_since<S: LogStore>(store: &S, reader: &Pass, after: Seq) -> Stored<bool> {
    if reader.given_back() > after {
        return Ok(true);
    }
    for id in reader.turning() {
        let Some(record) = store.doc(id)? else { continue };
        for tip in &record.tips {
            if store.find(id, tip)?.is_none_or(|at| at > after) {
                return Ok(true);
            }
        }
    }
    Ok(false)
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
