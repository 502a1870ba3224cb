//! Reading: what a start needs in one transaction, the rest in slices.

use super::{
    CHANGES, Idb, IdbError, META, OUTBOX, PAGES, REFUSED, ROWS, SEALS, SNAPSHOTS, keys, lead, meta, page,
    range, read_only, to_bytes,
};
use crate::port::clock::Slices;
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use sightline_shared::api::Me;
use sightline_shared::id::{DocId, Seal};
use sightline_shared::session::{Epoch, OutboxEntry, Place, RefusedEntry, StoredDoc, Waiting};
use sightline_shared::view::StoredRow;
use sightline_shared::wire::Sealed;
use std::collections::{BTreeSet, HashMap, HashSet};
use wasm_bindgen::JsValue;

/// Rows that are taken apart between two looks at the clock: 256 at once, a page, held the browser up for 17 ms when the code was cold.
const ROWS_PER_STEP: usize = 32;

/// What a start reads before the first paint.
#[derive(Debug, Default)]
pub(crate) struct Stored {
    /// Who this device is; `None` before it joined.
    pub(crate) me: Option<Me>,
    /// What its person said when joining, if that has not become edits yet.
    pub(crate) joining: Option<meta::Joining>,
    /// How far it has read.
    pub(crate) place: Place,
    /// The rows that the first screen needs, and every row written since the pages were.
    pub(crate) rows: Vec<StoredRow>,
    /// The documents of the latter: they override cold pages too.
    pub(crate) overriding: HashSet<DocId>,
    /// What waits to be sent.
    pub(crate) waiting: Waiting,
    /// Batches that were refused.
    pub(crate) refused: Vec<RefusedEntry>,
    /// The last lead that was counted.
    pub(crate) lead: Epoch,
    /// What the relay had published last.
    pub(crate) statistics: Option<Vec<u8>>,
    /// A record was unreadable: rows may be missing, and the workspace has to be fetched again.
    pub(crate) damaged: bool,
}

impl Idb {
    /// Reads what a start needs, in one transaction.
    ///
    /// # Errors
    /// See [`IdbError`]. Records that can't be read are no error: see [`Stored::damaged`].
    pub(crate) async fn boot(&self) -> Result<Stored, IdbError> {
        let read = self.attempt(async |database| {
            let transaction = read_only(database, &[META, PAGES, ROWS, OUTBOX, REFUSED])?;
            let meta = transaction.object_store(META)?;
            let (below, above) = keys::pages_of(true);
            let get = |name| meta.get::<JsValue, JsValue, _>(JsValue::from_str(name)).primitive();
            // All requests go out before the first is waited for.
            let (me, joining, place) = (get(meta::ME)?, get(meta::JOINING)?, get(meta::PLACE)?);
            let (damaged, lead) = (get(meta::DAMAGED)?, get(lead::EPOCH)?);
            let statistics = get(meta::STATISTICS)?;
            let hot = transaction
                .object_store(PAGES)?
                .get_all::<JsValue>()
                .with_query::<JsValue, _>(range(&below, &above))
                .primitive()?;
            let records = transaction.object_store(ROWS)?.get_all::<JsValue>().primitive()?;
            let batches = transaction.object_store(OUTBOX)?.get_all_keys::<JsValue>().primitive()?;
            let refused = transaction.object_store(REFUSED)?.get_all::<JsValue>().primitive()?;
            let mut stored = Stored {
                me: meta::text(me.await?),
                joining: meta::text(joining.await?),
                ..Stored::default()
            };
            stored.damaged = damaged.await?.is_some();
            stored.lead = lead::epoch_of(lead.await?.as_ref());
            stored.statistics = statistics.await?.as_ref().and_then(to_bytes);
            if let Some(place) = place.await? {
                match decode(&place) {
                    Some(place) => stored.place = place,
                    None => stored.damaged = true,
                }
            }
            let hot: Vec<JsValue> = hot.await?.collect::<Result<_, _>>()?;
            let records: Vec<JsValue> = records.await?.collect::<Result<_, _>>()?;
            for key in batches.await? {
                stored.waiting.batches += 1;
                let key = to_bytes(&key?).unwrap_or_default();
                stored.waiting.changes += keys::changes_in_batch(&key).unwrap_or(1);
                stored.waiting.latest = keys::made_of_batch(&key)
                    .map_or(stored.waiting.latest, |made| made.max(stored.waiting.latest));
            }
            for entry in refused.await? {
                stored.refused.extend(decode::<RefusedEntry>(&entry?));
            }
            Ok((stored, records, hot))
        });
        let (mut stored, records, hot) = read.await?;
        // Once all is read: a transaction that waits for something else ends.
        let mut slices = Slices::begin();
        stored.take_records(&records, &mut slices).await;
        for page in &hot {
            stored.take_page(page, &mut slices).await;
        }
        Ok(stored)
    }

    /// The keys of the pages that the first screen does not need.
    ///
    /// # Errors
    /// See [`IdbError`].
    pub(crate) async fn cold_pages(&self) -> Result<Vec<JsValue>, IdbError> {
        let (below, above) = keys::pages_of(false);
        self.attempt(async |database| {
            let transaction = read_only(database, &[PAGES])?;
            let pages = transaction.object_store(PAGES)?;
            let keys = pages
                .get_all_keys::<JsValue>()
                .with_query::<JsValue, _>(range(&below, &above))
                .primitive()?
                .await?;
            Ok(keys.collect::<Result<_, _>>()?)
        })
        .await
    }

    /// The rows of one page but those in `overriding`, and whether it could be read. Empty when the page is gone.
    ///
    /// # Errors
    /// See [`IdbError`].
    pub(crate) async fn cold_page(
        &self,
        key: &JsValue,
        overriding: &HashSet<DocId>,
    ) -> Result<(Vec<StoredRow>, bool), IdbError> {
        let page: Option<JsValue> = self
            .attempt(async |database| {
                let transaction = read_only(database, &[PAGES])?;
                Ok(transaction.object_store(PAGES)?.get(key.clone()).primitive()?.await?)
            })
            .await?;
        let Some(page) = page else { return Ok((Vec::new(), true)) };
        let mut stored = Stored { overriding: overriding.clone(), ..Stored::default() };
        stored.take_page(&page, &mut Slices::begin()).await;
        Ok((stored.rows, !stored.damaged))
    }

    /// What storage has of a document; empty when it has nothing.
    ///
    /// # Errors
    /// See [`IdbError`].
    pub(crate) async fn read_doc(&self, doc: DocId) -> Result<StoredDoc, IdbError> {
        self.attempt(async |database| {
            let transaction = read_only(database, &[CHANGES, SNAPSHOTS])?;
            let (changes, snapshots) =
                (transaction.object_store(CHANGES)?, transaction.object_store(SNAPSHOTS)?);
            read_one(&changes, &snapshots, doc).await
        })
        .await
    }

    /// The seals that storage has of a document's changes.
    ///
    /// # Errors
    /// See [`IdbError`].
    pub(crate) async fn read_seals(&self, doc: DocId) -> Result<Vec<Sealed>, IdbError> {
        let (below, above) = keys::changes_of(doc);
        self.attempt(async |database| {
            let transaction = read_only(database, &[SEALS])?;
            let seals = transaction.object_store(SEALS)?;
            let keys = seals
                .get_all_keys::<JsValue>()
                .with_query::<JsValue, _>(range(&below, &above))
                .primitive()?;
            let values =
                seals.get_all::<JsValue>().with_query::<JsValue, _>(range(&below, &above)).primitive()?;
            let mut found = Vec::new();
            for (key, value) in keys.await?.zip(values.await?) {
                let hash = to_bytes(&key?).and_then(|key| keys::hash_of(&key));
                let seal = to_bytes(&value?).and_then(|bytes| Seal::from_slice(&bytes).ok());
                found.extend(hash.zip(seal).map(|(hash, seal)| Sealed { hash, seal }));
            }
            Ok(found)
        })
        .await
    }

    /// All documents that storage has.
    ///
    /// # Errors
    /// See [`IdbError`].
    pub(crate) async fn docs(&self) -> Result<Vec<DocId>, IdbError> {
        self.attempt(async |database| {
            let transaction = read_only(database, &[CHANGES, SNAPSHOTS])?;
            let snapshots = transaction.object_store(SNAPSHOTS)?.get_all_keys::<JsValue>().primitive()?;
            let changes = transaction.object_store(CHANGES)?.get_all_keys::<JsValue>().primitive()?;
            let mut docs = BTreeSet::new();
            for key in snapshots.await?.chain(changes.await?) {
                docs.extend(to_bytes(&key?).and_then(|key| keys::doc_of(&key)));
            }
            Ok(docs.into_iter().collect())
        })
        .await
    }

    /// The stored rows of these documents, as far as they exist.
    ///
    /// # Errors
    /// See [`IdbError`].
    pub(crate) async fn read_rows(&self, docs: &[DocId]) -> Result<Vec<StoredRow>, IdbError> {
        self.attempt(async |database| {
            let transaction = read_only(database, &[ROWS, PAGES])?;
            let rows = transaction.object_store(ROWS)?;
            let requests = docs
                .iter()
                .map(|doc| rows.get::<JsValue, JsValue, _>(keys::doc(*doc)).primitive())
                .collect::<Result<Vec<_>, _>>()?;
            let (mut found, mut missing) = (Vec::new(), HashSet::new());
            for (doc, request) in docs.iter().zip(requests) {
                match request.await?.as_ref().and_then(decode) {
                    Some(row) => found.push(row),
                    None => drop(missing.insert(*doc)),
                }
            }
            if !missing.is_empty() {
                find_in_pages(&transaction.object_store(PAGES)?, &missing, &mut found).await?;
            }
            Ok(found)
        })
        .await
    }

    /// What waits to be sent, oldest first.
    ///
    /// # Errors
    /// See [`IdbError`]; [`IdbError::Corrupt`] when a batch can't be read, so that nothing is skipped in silence.
    pub(crate) async fn outbox(&self) -> Result<Vec<OutboxEntry>, IdbError> {
        self.attempt(async |database| {
            let transaction = read_only(database, &[OUTBOX])?;
            let entries = transaction.object_store(OUTBOX)?.get_all::<JsValue>().primitive()?.await?;
            entries.map(|entry| decode(&entry?).ok_or(IdbError::Corrupt)).collect()
        })
        .await
    }
}

impl Stored {
    async fn take_records(&mut self, records: &[JsValue], slices: &mut Slices) {
        for records in records.chunks(ROWS_PER_STEP) {
            for record in records {
                match decode::<StoredRow>(record) {
                    Some(row) => {
                        self.overriding.insert(row.row.id());
                        self.rows.push(row);
                    }
                    None => self.damaged = true,
                }
            }
            slices.step().await;
        }
    }

    /// Rows that have a record of their own, which is newer, are left out.
    async fn take_page(&mut self, page: &JsValue, slices: &mut Slices) {
        let bytes = to_bytes(page);
        let Some(Ok(rows)) = bytes.as_deref().map(page::read) else {
            self.damaged = true;
            return;
        };
        for rows in rows.chunks(ROWS_PER_STEP) {
            let current = rows.iter().filter(|(doc, _)| !self.overriding.contains(doc));
            for row in current.map(|(_, body)| page::row(body)) {
                match row {
                    Ok(row) => self.rows.push(row),
                    Err(_) => self.damaged = true,
                }
            }
            slices.step().await;
        }
    }
}

async fn read_one(
    changes: &ObjectStore<'_>,
    snapshots: &ObjectStore<'_>,
    doc: DocId,
) -> Result<StoredDoc, IdbError> {
    let (below, above) = keys::changes_of(doc);
    let snapshot = snapshots.get::<JsValue, JsValue, _>(keys::doc(doc)).primitive()?;
    let changes = changes.get_all::<JsValue>().with_query::<JsValue, _>(range(&below, &above)).primitive()?;
    let snapshot = snapshot.await?.as_ref().and_then(to_bytes);
    let changes = changes.await?.filter_map(|change| change.map(|change| to_bytes(&change)).transpose());
    Ok(StoredDoc { snapshot, changes: changes.collect::<Result<_, _>>()? })
}

/// Looks through the pages for rows that have no record of their own.
async fn find_in_pages(
    pages: &ObjectStore<'_>,
    missing: &HashSet<DocId>,
    found: &mut Vec<StoredRow>,
) -> Result<(), IdbError> {
    let keys: Vec<JsValue> = pages.get_all_keys::<JsValue>().primitive()?.await?.collect::<Result<_, _>>()?;
    let mut by_doc: HashMap<DocId, StoredRow> = HashMap::new();
    for key in keys {
        if by_doc.len() == missing.len() {
            break;
        }
        let page: Option<JsValue> = pages.get(key).primitive()?.await?;
        let Some(bytes) = page.as_ref().and_then(to_bytes) else { continue };
        for (doc, body) in page::read(&bytes).unwrap_or_default() {
            if missing.contains(&doc) {
                by_doc.extend(page::row(body).ok().map(|row| (doc, row)));
            }
        }
    }
    found.extend(by_doc.into_values());
    Ok(())
}

pub(super) fn decode<T: for<'b> minicbor::Decode<'b, ()>>(value: &JsValue) -> Option<T> {
    minicbor::decode(&to_bytes(value)?).ok()
}
