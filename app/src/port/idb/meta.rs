//! Who this device is: what it needs to know before it can open anything else.

use super::{Idb, IdbError, META, commit, read_write};
use indexed_db_futures::prelude::*;
use sightline_shared::api::Me;
use sightline_shared::id::DocId;
use wasm_bindgen::JsValue;

pub(super) const ME: &str = "me";
pub(super) const PLACE: &str = "place";
pub(super) const JOINING: &str = "joining";
pub(super) const DAMAGED: &str = "damaged";
pub(super) const STATISTICS: &str = "statistics";
const KEYS: &str = "keys";

/// What a person said when they joined, until it has become edits: kept, so that a crash in between loses nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub(crate) struct Joining {
    /// What colleagues call the person.
    pub(crate) person: String,
    /// What to call this device in lists.
    pub(crate) device: String,
    /// The team that they chose.
    pub(crate) team: Option<DocId>,
    /// A team to put on the map; the first admin has none to choose from.
    pub(crate) new_team: Option<String>,
    /// The workspace's name; the first admin gives it.
    pub(crate) workspace: Option<String>,
}

impl Idb {
    /// Stores who this device is, durably.
    ///
    /// # Errors
    /// See [`IdbError`]; then nothing is stored.
    pub(crate) async fn set_me(&self, me: &Me) -> Result<(), IdbError> {
        self.put_meta(&[(ME, to_text(me)?)]).await
    }

    /// Stores the device's key pair and what its person said, durably, before the relay is asked.
    ///
    /// # Errors
    /// See [`IdbError`]; then nothing is stored.
    pub(crate) async fn begin_join(&self, keys: &JsValue, joining: &Joining) -> Result<(), IdbError> {
        self.put_meta(&[(KEYS, keys.clone()), (JOINING, to_text(joining)?)]).await
    }

    /// A page that a start does not read is unreadable: the next start knows, until all rows have been written anew.
    ///
    /// # Errors
    /// See [`IdbError`].
    pub(crate) async fn mark_damaged(&self) -> Result<(), IdbError> {
        self.put_meta(&[(DAMAGED, JsValue::TRUE)]).await
    }

    /// What its person said has become edits.
    ///
    /// # Errors
    /// See [`IdbError`].
    pub(crate) async fn end_join(&self) -> Result<(), IdbError> {
        self.attempt(async |database| {
            let transaction = read_write(database, &[META], true)?;
            drop(transaction.object_store(META)?.delete(JsValue::from_str(JOINING)).primitive()?);
            commit(transaction).await
        })
        .await
    }

    /// Who this device is; `None` before it joined.
    ///
    /// # Errors
    /// See [`IdbError`].
    pub(crate) async fn me(&self) -> Result<Option<Me>, IdbError> {
        Ok(text(self.get_meta(ME).await?))
    }

    /// The device's key pair, as WebCrypto gave it; `None` when it was never stored.
    ///
    /// # Errors
    /// See [`IdbError`].
    pub(crate) async fn keys(&self) -> Result<Option<JsValue>, IdbError> {
        self.get_meta(KEYS).await
    }

    async fn get_meta(&self, name: &str) -> Result<Option<JsValue>, IdbError> {
        self.attempt(async |database| {
            let transaction = super::read_only(database, &[META])?;
            Ok(transaction.object_store(META)?.get(JsValue::from_str(name)).primitive()?.await?)
        })
        .await
    }

    async fn put_meta(&self, values: &[(&str, JsValue)]) -> Result<(), IdbError> {
        self.attempt(async |database| {
            let transaction = read_write(database, &[META], true)?;
            {
                let meta = transaction.object_store(META)?;
                for (name, value) in values {
                    drop(meta.put(value.clone()).with_key(JsValue::from_str(name)).primitive()?);
                }
            }
            commit(transaction).await
        })
        .await
    }
}

/// JSON in a record. A record that can't be read counts as absent: the relay still knows the device by its cookie.
pub(super) fn text<T: serde::de::DeserializeOwned>(value: Option<JsValue>) -> Option<T> {
    serde_json::from_str(&value?.as_string()?).ok()
}

fn to_text<T: serde::Serialize>(value: &T) -> Result<JsValue, IdbError> {
    serde_json::to_string(value).map(|text| JsValue::from_str(&text)).map_err(|_| IdbError::Corrupt)
}
