//! Which tab leads, as storage counts it: a leader that was frozen while another took over finds its number outdated (SY18).

use super::{
    Idb, IdbError, META, OUTBOX, commit, meta, read::decode, read_only, read_write, to_bytes, write::put,
};
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::Transaction;
use sightline_shared::session::{Epoch, OutboxEntry, Place, Write};
use wasm_bindgen::JsValue;

pub(super) const EPOCH: &str = "epoch";

/// A lead, the place as it was then (none if it can't be read), and what waited to be sent.
pub(crate) type Counted = (Epoch, Option<Place>, Vec<OutboxEntry>);

impl Idb {
    /// Counts one more lead, and reads the place and what waits to be sent, oldest first. A disk that is full must not keep anything from being sent: then
    /// this lead has the number of the one before, of which a tab that is frozen could still be left.
    ///
    /// # Errors
    /// See [`IdbError`]; [`IdbError::Corrupt`] when a batch can't be read, so that nothing is skipped in silence.
    pub(crate) async fn take_the_lead(&self) -> Result<Counted, IdbError> {
        match self.count_a_lead().await {
            Err(IdbError::Full) => {
                let (epoch, place) = self.last_lead().await?;
                Ok((epoch, place, self.outbox().await?))
            }
            counted => counted,
        }
    }

    async fn last_lead(&self) -> Result<(Epoch, Option<Place>), IdbError> {
        self.attempt(async |database| {
            let transaction = read_only(database, &[META])?;
            let meta = transaction.object_store(META)?;
            Ok((counted(&meta).await?, place(&meta).await?))
        })
        .await
    }

    async fn count_a_lead(&self) -> Result<Counted, IdbError> {
        self.attempt(async |database| {
            // It need not outlive a power cut: no leader does.
            let transaction = read_write(database, &[META, OUTBOX], false)?;
            let epoch = Epoch(counted(&transaction.object_store(META)?).await?.0.saturating_add(1));
            put(&transaction.object_store(META)?, JsValue::from_str(EPOCH), &epoch.0.to_be_bytes())?;
            let entries = transaction.object_store(OUTBOX)?.get_all::<JsValue>().primitive()?.await?;
            let outbox =
                entries.map(|entry| decode(&entry?).ok_or(IdbError::Corrupt)).collect::<Result<_, _>>()?;
            let place = place(&transaction.object_store(META)?).await?;
            commit(transaction).await?;
            Ok((epoch, place, outbox))
        })
        .await
    }
}

/// Whether another tab has taken the lead since this was received. In the transaction that would store it.
pub(super) async fn is_fenced(transaction: &Transaction<'_>, write: &Write) -> Result<bool, IdbError> {
    match write.epoch {
        Some(epoch) => Ok(counted(&transaction.object_store(META)?).await? != epoch),
        None => Ok(false),
    }
}

async fn place(store: &ObjectStore<'_>) -> Result<Option<Place>, IdbError> {
    let stored: Option<JsValue> = store.get(JsValue::from_str(meta::PLACE)).primitive()?.await?;
    Ok(stored.map_or_else(|| Some(Place::default()), |stored| decode(&stored)))
}

async fn counted(meta: &ObjectStore<'_>) -> Result<Epoch, IdbError> {
    let stored: Option<JsValue> = meta.get(JsValue::from_str(EPOCH)).primitive()?.await?;
    Ok(epoch_of(stored.as_ref()))
}

/// Reads the count.
pub(super) fn epoch_of(stored: Option<&JsValue>) -> Epoch {
    let bytes = stored.and_then(to_bytes).and_then(|bytes| bytes.try_into().ok());
    bytes.map_or_else(Epoch::default, |bytes| Epoch(u64::from_be_bytes(bytes)))
}
