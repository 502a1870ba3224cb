//! Writing: one transaction per [`Write`], all of it or nothing.

use super::{
    CHANGES, HEADS, Idb, IdbError, META, OUTBOX, PAGES, REFUSED, ROWS, SEALS, SNAPSHOTS, clock, commit,
    compact, keys, lead, meta, page, range, read_write, to_bytes,
};
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::Transaction;
use sightline_shared::id::{DocId, HeadsDigest};
use sightline_shared::session::Write;
use sightline_shared::view::{ROW_VERSION, StoredRow};
use sightline_shared::wire::encode;
use std::collections::{HashMap, HashSet};
use wasm_bindgen::JsValue;

impl Idb {
    /// Stores all of it in one transaction, or nothing. Done means committed, as durably as asked.
    ///
    /// # Errors
    /// [`IdbError::Moved`] when another tab changed a row first, [`IdbError::Fenced`] when another tab leads, [`IdbError::Full`], or what
    /// the browser says.
    pub(crate) async fn commit(&self, write: &Write) -> Result<(), IdbError> {
        // A transaction without a request under way commits by itself: whatever takes long comes before it.
        let pages = encode_pages(&write.bulk_rows).await;
        self.attempt(async |database| {
            let transaction = read_write(database, &stores_of(write), write.strict)?;
            if lead::is_fenced(&transaction, write).await? {
                return Err(IdbError::Fenced);
            }
            if !write.rows.is_empty() && moved(&transaction, write).await? {
                return Err(IdbError::Moved);
            }
            put_documents(&transaction, write)?;
            put_seals(&transaction, write)?;
            put_rows(&transaction, write)?;
            replace_pages(&transaction, write, &pages).await?;
            remove_rows(&transaction, write).await?;
            put_queues(&transaction, write)?;
            remove_docs(&transaction, write).await?;
            if let Some(place) = &write.place {
                put(&transaction.object_store(META)?, JsValue::from_str(meta::PLACE), &encode(place))?;
            }
            if let Some(statistics) = &write.statistics {
                put(&transaction.object_store(META)?, JsValue::from_str(meta::STATISTICS), statistics)?;
            }
            commit(transaction).await
        })
        .await
    }
}

/// Only the stores that are written: others stay readable meanwhile.
fn stores_of(write: &Write) -> Vec<&'static str> {
    let changes_rows = !(write.rows.is_empty() && write.bulk_rows.is_empty() && write.rows_remove.is_empty());
    let removes = !write.docs_remove.is_empty();
    let wanted = [
        (META, write.epoch.is_some() || write.place.is_some() || !write.bulk_rows.is_empty()),
        (CHANGES, touches_changes(write) || removes),
        (SNAPSHOTS, !write.snapshots.is_empty() || removes),
        (SEALS, !write.seals.is_empty() || !write.seals_remove.is_empty() || removes),
        (PAGES, !write.bulk_rows.is_empty() || !write.rows_remove.is_empty()),
        (ROWS, changes_rows),
        (HEADS, changes_rows || removes),
        (OUTBOX, !write.outbox_add.is_empty() || !write.outbox_remove.is_empty()),
        (REFUSED, !write.refused_add.is_empty() || !write.refused_remove.is_empty()),
    ];
    let stores: Vec<&str> =
        wanted.into_iter().filter_map(|(store, wanted)| wanted.then_some(store)).collect();
    // A transaction over nothing is refused by browsers; an empty write still wants its answer.
    if stores.is_empty() { vec![META] } else { stores }
}

fn touches_changes(write: &Write) -> bool {
    !(write.changes.is_empty() && write.drop_changes.is_empty() && write.replace_docs.is_empty())
}

/// Whether another tab wrote one of the rows since this tab read it.
async fn moved(transaction: &Transaction<'_>, write: &Write) -> Result<bool, IdbError> {
    let heads = transaction.object_store(HEADS)?;
    let mut asked = Vec::with_capacity(write.rows.len());
    for (expected, row) in &write.rows {
        let request = heads.get::<JsValue, JsValue, _>(keys::doc(row.row.id())).primitive()?;
        asked.push((*expected, row.heads, request));
    }
    for (expected, new, request) in asked {
        let Some(found) = request.await?.as_ref().and_then(to_bytes) else { continue };
        let found = HeadsDigest::from_slice(&found).map_err(|_| IdbError::Corrupt)?;
        // The new heads may be there already: a commit whose word was lost with the connection, tried again.
        if Some(found) != expected && found != new {
            return Ok(true);
        }
    }
    Ok(false)
}

fn put_documents(transaction: &Transaction<'_>, write: &Write) -> Result<(), IdbError> {
    if touches_changes(write) {
        let changes = transaction.object_store(CHANGES)?;
        for doc in &write.replace_docs {
            let (below, above) = keys::changes_of(*doc);
            drop(changes.delete::<JsValue, _>(range(&below, &above)).primitive()?);
        }
        for change in &write.changes {
            put(&changes, keys::bytes(&keys::change(change.doc, change.hash)), &change.bytes)?;
        }
        for (doc, hash) in &write.drop_changes {
            drop(changes.delete(keys::bytes(&keys::change(*doc, *hash))).primitive()?);
        }
    }
    if !write.snapshots.is_empty() {
        let snapshots = transaction.object_store(SNAPSHOTS)?;
        for (doc, bytes) in &write.snapshots {
            put(&snapshots, keys::doc(*doc), bytes)?;
        }
    }
    Ok(())
}

fn put_seals(transaction: &Transaction<'_>, write: &Write) -> Result<(), IdbError> {
    if write.seals.is_empty() && write.seals_remove.is_empty() {
        return Ok(());
    }
    let seals = transaction.object_store(SEALS)?;
    for (doc, hash) in &write.seals_remove {
        drop(seals.delete(keys::bytes(&keys::change(*doc, *hash))).primitive()?);
    }
    for (doc, sealed) in &write.seals {
        put(&seals, keys::bytes(&keys::change(*doc, sealed.hash)), sealed.seal.as_bytes())?;
    }
    Ok(())
}

fn put_rows(transaction: &Transaction<'_>, write: &Write) -> Result<(), IdbError> {
    if write.rows.is_empty() {
        return Ok(());
    }
    let (rows, heads) = (transaction.object_store(ROWS)?, transaction.object_store(HEADS)?);
    for (_, row) in &write.rows {
        put(&rows, keys::doc(row.row.id()), &page::row_bytes(row))?;
        put(&heads, keys::doc(row.row.id()), row.heads.as_bytes())?;
    }
    Ok(())
}

/// Puts new pages in place of all old ones. Records of rows that the pages hold too go; those that another tab has moved stay, from
/// where compaction has put them too.
async fn replace_pages(
    transaction: &Transaction<'_>,
    write: &Write,
    pages: &[(Vec<u8>, JsValue)],
) -> Result<(), IdbError> {
    if write.bulk_rows.is_empty() {
        return Ok(());
    }
    let (rows, heads) = (transaction.object_store(ROWS)?, transaction.object_store(HEADS)?);
    let bulk: HashMap<DocId, HeadsDigest> =
        write.bulk_rows.iter().map(|row| (row.row.id(), row.heads)).collect();
    let (names, records) =
        (rows.get_all_keys::<JsValue>().primitive()?, rows.get_all::<JsValue>().primitive()?);
    let mut recorded: HashSet<Vec<u8>> = HashSet::new();
    for (key, record) in names.await?.zip(records.await?) {
        let key = key?;
        recorded.extend(to_bytes(&key));
        let Some(Ok(row)) = to_bytes(&record?).map(|bytes| page::row(&bytes)) else {
            // What can't be read is replaced by what came; what didn't come is found again at the next start.
            let doc = to_bytes(&key).and_then(|key| keys::doc_of(&key)).filter(|doc| bulk.contains_key(doc));
            if let Some(doc) = doc {
                drop(rows.delete(keys::doc(doc)).primitive()?);
                drop(heads.delete(keys::doc(doc)).primitive()?);
            }
            continue;
        };
        if row.version != ROW_VERSION || bulk.get(&row.row.id()) == Some(&row.heads) {
            drop(rows.delete(keys::doc(row.row.id())).primitive()?);
            drop(heads.delete(keys::doc(row.row.id())).primitive()?);
        }
    }
    let store = transaction.object_store(PAGES)?;
    compact::keep_moved(&store, &rows, &heads, &recorded, &bulk).await?;
    drop(transaction.object_store(META)?.delete(JsValue::from_str(meta::DAMAGED)).primitive()?);
    drop(store.clear()?);
    for (key, page) in pages {
        drop(store.put(page.clone()).with_key(keys::bytes(key)).primitive()?);
    }
    Ok(())
}

/// Removes the rows of documents that a refused change had created.
async fn remove_rows(transaction: &Transaction<'_>, write: &Write) -> Result<(), IdbError> {
    if write.rows_remove.is_empty() {
        return Ok(());
    }
    let (rows, heads) = (transaction.object_store(ROWS)?, transaction.object_store(HEADS)?);
    for doc in &write.rows_remove {
        drop(rows.delete(keys::doc(*doc)).primitive()?);
        drop(heads.delete(keys::doc(*doc)).primitive()?);
    }
    compact::remove(&transaction.object_store(PAGES)?, &write.rows_remove.iter().copied().collect()).await
}

/// Forgets documents but for their rows. One that another tab has moved stays.
async fn remove_docs(transaction: &Transaction<'_>, write: &Write) -> Result<(), IdbError> {
    if write.docs_remove.is_empty() {
        return Ok(());
    }
    let heads = transaction.object_store(HEADS)?;
    let (changes, seals) = (transaction.object_store(CHANGES)?, transaction.object_store(SEALS)?);
    let snapshots = transaction.object_store(SNAPSHOTS)?;
    for (doc, expected) in &write.docs_remove {
        let found = heads.get::<JsValue, JsValue, _>(keys::doc(*doc)).primitive()?.await?;
        if found.as_ref().and_then(to_bytes).is_some_and(|found| found != expected.as_bytes()) {
            continue;
        }
        let (below, above) = keys::changes_of(*doc);
        drop(changes.delete::<JsValue, _>(range(&below, &above)).primitive()?);
        drop(seals.delete::<JsValue, _>(range(&below, &above)).primitive()?);
        drop(snapshots.delete(keys::doc(*doc)).primitive()?);
        // Whoever takes the document again derives its row from what comes, not from what was here.
        drop(heads.delete(keys::doc(*doc)).primitive()?);
    }
    Ok(())
}

fn put_queues(transaction: &Transaction<'_>, write: &Write) -> Result<(), IdbError> {
    if !write.outbox_add.is_empty() || !write.outbox_remove.is_empty() {
        let outbox = transaction.object_store(OUTBOX)?;
        for entry in &write.outbox_add {
            put(&outbox, keys::bytes(&keys::batch(entry.key, entry.changes.len())), &encode(entry))?;
        }
        for key in &write.outbox_remove {
            let (below, above) = keys::batches_of(*key);
            drop(outbox.delete::<JsValue, _>(range(&below, &above)).primitive()?);
        }
    }
    if !write.refused_add.is_empty() || !write.refused_remove.is_empty() {
        let refused = transaction.object_store(REFUSED)?;
        for entry in &write.refused_add {
            put(&refused, keys::bytes(&keys::outbox(entry.entry.key)), &encode(entry))?;
        }
        for key in &write.refused_remove {
            drop(refused.delete(keys::bytes(&keys::outbox(*key))).primitive()?);
        }
    }
    Ok(())
}

/// Asks for a put. Whether it succeeded is the transaction's word.
pub(super) fn put(store: &ObjectStore<'_>, key: JsValue, value: &[u8]) -> Result<(), IdbError> {
    drop(store.put(keys::bytes(value)).with_key(key).primitive()?);
    Ok(())
}

/// Sorts rows into hot and cold pages; lets the screen breathe after each.
async fn encode_pages(rows: &[StoredRow]) -> Vec<(Vec<u8>, JsValue)> {
    let mut pages = Vec::new();
    for hot in [true, false] {
        let rows: Vec<&StoredRow> = rows.iter().filter(|row| row.row.is_hot() == hot).collect();
        for (number, rows) in (1..).zip(rows.chunks(page::ROWS_MAX)) {
            let raw: Vec<page::RawRow> =
                rows.iter().map(|row| (row.row.id(), page::row_bytes(row))).collect();
            pages.push((keys::page(hot, number), keys::bytes(&page::write(&raw))));
            clock::breathe().await;
        }
    }
    pages
}
