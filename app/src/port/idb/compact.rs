//! Compaction: rows that were written one by one move into pages. Only the leading tab does it, in one transaction, so that a row
//! that another tab writes meanwhile is either moved or stays.

use super::{Idb, IdbError, PAGES, ROWS, commit, keys, page, read_write, to_bytes, write::put};
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use sightline_shared::id::{DocId, HeadsDigest};
use sightline_shared::view::{ROW_VERSION, StoredRow};
use std::collections::{HashMap, HashSet};
use wasm_bindgen::JsValue;

/// With more row records than this a start would notice them.
const RECORDS_MAX: u32 = 512;
/// Row records that are read at once: taking these apart holds a screen up for less than a frame or two.
const READ_MAX: u32 = 256;
/// How often one transaction reads: each looks through all pages, so few move many.
const READS_MAX: u32 = 8;
/// A page with fewer rows than this is dissolved into new ones.
const ROWS_MIN: usize = page::ROWS_MAX / 4;

/// Rows that move, already sorted.
#[derive(Default)]
struct Moving {
    hot: Vec<page::RawRow>,
    cold: Vec<page::RawRow>,
}

impl Idb {
    /// Moves row records into pages when there are many. Answers how many it moved.
    ///
    /// # Errors
    /// See [`IdbError`]; then nothing changed.
    pub(crate) async fn compact_rows(&self) -> Result<usize, IdbError> {
        self.attempt(async |database| {
            let transaction = read_write(database, &[PAGES, ROWS], false)?;
            let (rows, pages) = (transaction.object_store(ROWS)?, transaction.object_store(PAGES)?);
            if rows.count().primitive()?.await? <= RECORDS_MAX {
                return Ok(0);
            }
            let mut moving = Moving::default();
            let mut moved = HashSet::new();
            for _ in 0..READS_MAX {
                // What was taken is gone by then: the first ones are others each time.
                let records = rows.get_all::<JsValue>().with_limit(READ_MAX).primitive()?.await?;
                let before = moved.len();
                for record in records {
                    let Some(bytes) = to_bytes(&record?) else { continue };
                    // A record that can't be read stays where it is: a start finds it and has it fetched again.
                    let Ok(row) = page::row(&bytes) else { continue };
                    let doc = row.row.id();
                    if !moved.insert(doc) {
                        continue;
                    }
                    drop(rows.delete(keys::doc(doc)).primitive()?);
                    moving.push(row.row.is_hot(), (doc, bytes));
                }
                if moved.len() == before {
                    break;
                }
            }
            rewrite(&pages, &moved, moving).await?;
            drop((rows, pages));
            commit(transaction).await?;
            Ok(moved.len())
        })
        .await
    }
}

impl Moving {
    fn push(&mut self, hot: bool, row: page::RawRow) {
        if hot { self.hot.push(row) } else { self.cold.push(row) }
    }
}

/// Takes the rows of these documents out of every page.
pub(super) async fn remove(pages: &ObjectStore<'_>, docs: &HashSet<DocId>) -> Result<(), IdbError> {
    rewrite(pages, docs, Moving::default()).await
}

/// All pages are about to be replaced by these rows: what another tab has moved, and compaction has put into a page since, gets its record
/// back. Heads of any other row in the old pages go with it: nobody could store the new one's next state beside them.
pub(super) async fn keep_moved(
    pages: &ObjectStore<'_>,
    rows: &ObjectStore<'_>,
    heads: &ObjectStore<'_>,
    recorded: &HashSet<Vec<u8>>,
    bulk: &HashMap<DocId, HeadsDigest>,
) -> Result<(), IdbError> {
    let (names, digests) =
        (heads.get_all_keys::<JsValue>().primitive()?, heads.get_all::<JsValue>().primitive()?);
    let mut moved = HashMap::new();
    for (key, digest) in names.await?.zip(digests.await?) {
        let (key, digest) = (key?, digest?);
        let Some((doc, digest)) = to_bytes(&key).zip(to_bytes(&digest)) else { continue };
        if recorded.contains(&doc) {
            continue;
        }
        drop(heads.delete(key).primitive()?);
        let new = keys::doc_of(&doc).and_then(|doc| bulk.get(&doc));
        if new.is_none_or(|new| new.as_bytes()[..] != digest[..]) {
            moved.insert(doc, digest);
        }
    }
    if moved.is_empty() {
        return Ok(());
    }
    for page in pages.get_all::<JsValue>().primitive()?.await? {
        let Some(bytes) = to_bytes(&page?) else { continue };
        for (doc, body) in page::read(&bytes).unwrap_or_default() {
            let Some(digest) = moved.get(&doc.to_bytes()[..]) else { continue };
            let is_it =
                |row: &StoredRow| row.version == ROW_VERSION && row.heads.as_bytes()[..] == digest[..];
            if page::row(body).is_ok_and(|row| is_it(&row)) {
                put(rows, keys::doc(doc), body)?;
                put(heads, keys::doc(doc), digest)?;
            }
        }
    }
    Ok(())
}

async fn rewrite(
    pages: &ObjectStore<'_>,
    moved: &HashSet<DocId>,
    mut moving: Moving,
) -> Result<(), IdbError> {
    for hot in [true, false] {
        let next = thin_out(pages, hot, moved, &mut moving).await?;
        let rows = if hot { &moving.hot } else { &moving.cold };
        for (number, rows) in (next..).zip(rows.chunks(page::ROWS_MAX)) {
            put(pages, keys::bytes(&keys::page(hot, number)), &page::write(rows))?;
        }
    }
    Ok(())
}

/// Takes the moved rows out of the pages that still have an older state of them. Answers the first free page number.
async fn thin_out(
    pages: &ObjectStore<'_>,
    hot: bool,
    moved: &HashSet<DocId>,
    moving: &mut Moving,
) -> Result<u32, IdbError> {
    let (below, above) = keys::pages_of(hot);
    let found = pages
        .get_all_keys::<JsValue>()
        .with_query::<JsValue, _>(super::range(&below, &above))
        .primitive()?
        .await?;
    let mut next = 1;
    for key in found.collect::<Result<Vec<_>, _>>()? {
        next = number_of(&key).map_or(next, |number| next.max(number.saturating_add(1)));
        let page: Option<JsValue> = pages.get(key.clone()).primitive()?.await?;
        let Some(bytes) = page.as_ref().and_then(to_bytes) else { continue };
        // A page that can't be read stays where it is: a start finds it and has it fetched again.
        let Ok(rows) = page::read(&bytes) else { continue };
        let kept: Vec<page::RawRow> = rows
            .iter()
            .filter(|(doc, _)| !moved.contains(doc))
            .map(|(doc, body)| (*doc, body.to_vec()))
            .collect();
        if kept.len() < ROWS_MIN {
            kept.into_iter().for_each(|row| moving.push(hot, row));
            drop(pages.delete(key).primitive()?);
        } else if kept.len() < rows.len() {
            put(pages, key, &page::write(&kept))?;
        }
    }
    Ok(next)
}

fn number_of(key: &JsValue) -> Option<u32> {
    let number: [u8; 4] = to_bytes(key)?.get(1..)?.try_into().ok()?;
    Some(u32::from_be_bytes(number))
}
