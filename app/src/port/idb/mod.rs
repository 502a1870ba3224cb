//! IndexedDB: what this device keeps. The one truth that all tabs share.
//!
//! | store | key | value |
//! |---|---|---|
//! | `meta` | a name | who this device is, its key pair, its place in the log, a join under way, how many tabs have led |
//! | `changes` | document, hash | a change's bytes |
//! | `snapshots` | document | a whole document's bytes |
//! | `seals` | document, hash | the relay's word that it has had a change; since version 2 |
//! | `pages` | hot or cold, number | up to 256 rows |
//! | `rows` | document | a row written since the pages were; it overrides them |
//! | `heads` | document | the heads of a row written one by one; never read at a start |
//! | `outbox` | made, incarnation, number, count | a batch that waits to be sent |
//! | `refused` | made, incarnation, number | a batch that the relay refused |

mod compact;
mod error;
mod keys;
mod lead;
mod meta;
pub(crate) mod page;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub(crate) use error::IdbError;
pub(crate) use meta::Joining;
pub(crate) use read::Stored;

use super::{clock, js};
use indexed_db_futures::KeyRange;
use indexed_db_futures::database::Database;
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{
    Transaction, TransactionDurability, TransactionMode, TransactionOptions,
};
use sightline_shared::id::Span;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// The database that every tab of this origin shares.
pub(crate) const NAME: &str = "sightline";
/// The layout above. A newer one is never opened by this version.
const VERSION: u8 = 2;
/// How often a lost connection is made again before a person is told.
const REOPEN_MAX: u32 = 3;
/// The first wait before that; it doubles.
const REOPEN_FIRST_MS: i64 = 50;
/// When opening takes longer than this, a person is told that another tab may be in the way: browsers don't always say so.
const BLOCKED_AFTER: Span = Span(2_000);

const META: &str = "meta";
const CHANGES: &str = "changes";
const SNAPSHOTS: &str = "snapshots";
const SEALS: &str = "seals";
const PAGES: &str = "pages";
const ROWS: &str = "rows";
const HEADS: &str = "heads";
const OUTBOX: &str = "outbox";
const REFUSED: &str = "refused";
const STORES: [&str; 9] = [META, CHANGES, SNAPSHOTS, SEALS, PAGES, ROWS, HEADS, OUTBOX, REFUSED];

/// A connection to this device's storage, made again when the browser drops it.
pub(crate) struct Idb {
    name: String,
    database: Rc<RefCell<Option<Database>>>,
    taken_over: Rc<Cell<bool>>,
    events: Rc<dyn Fn(Event)>,
}

/// What storage says unasked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Event {
    /// Opening takes long: another tab may hold an older version open. Opening goes on.
    Slow,
    /// Another tab wants the storage, to open it in a newer version or to delete it: this tab has let go and can't store anything any more.
    TakenOver,
}

impl Idb {
    /// Opens the database, and creates its stores the first time.
    ///
    /// # Errors
    /// [`IdbError::Absent`], [`IdbError::TooNew`] or what the browser says.
    pub(crate) async fn open(name: &str, events: impl Fn(Event) + 'static) -> Result<Self, IdbError> {
        let idb = Self {
            name: name.to_owned(),
            database: Rc::default(),
            taken_over: Rc::default(),
            events: Rc::new(events),
        };
        idb.connection().await?;
        Ok(idb)
    }

    /// The open connection, made again if the browser dropped it.
    async fn connection(&self) -> Result<Database, IdbError> {
        if self.taken_over.get() {
            return Err(IdbError::TakenOver);
        }
        if let Some(database) = self.database.borrow().as_ref() {
            return Ok(database.clone());
        }
        let slow = clock::Timer::default();
        let events = Rc::clone(&self.events);
        slow.set(BLOCKED_AFTER, move || events(Event::Slow));
        let database = Database::open(self.name.as_str())
            .with_version(VERSION)
            .with_on_upgrade_needed(|_, database| create_stores(&database))
            .await?;
        self.listen(&database);
        self.database.replace(Some(database.clone()));
        Ok(database)
    }

    /// Lets go when a newer version wants in, and forgets a connection that the browser closed.
    fn listen(&self, database: &Database) {
        let (slot, taken_over, events) =
            (Rc::downgrade(&self.database), Rc::clone(&self.taken_over), Rc::clone(&self.events));
        let raw = database.as_sys().clone();
        js::listen(database.as_sys(), "versionchange", move |_| {
            raw.close();
            taken_over.set(true);
            if let Some(slot) = slot.upgrade() {
                slot.replace(None);
            }
            events(Event::TakenOver);
        });
        let slot = Rc::downgrade(&self.database);
        js::listen(database.as_sys(), "close", move |_| {
            if let Some(slot) = slot.upgrade() {
                slot.replace(None);
            }
        });
    }

    /// Does work on a connection; if the connection is lost under it, does it again on a new one.
    async fn attempt<T>(&self, work: impl AsyncFn(&Database) -> Result<T, IdbError>) -> Result<T, IdbError> {
        let mut tries = 0;
        loop {
            let result = match self.connection().await {
                Ok(database) => work(&database).await,
                Err(error) => Err(error),
            };
            if result.as_ref().err() != Some(&IdbError::Lost) || tries == REOPEN_MAX {
                return result;
            }
            self.database.replace(None);
            clock::sleep(Span(REOPEN_FIRST_MS << tries)).await;
            tries += 1;
        }
    }

    /// Deletes everything that this device keeps, and lets go for good; other tabs are told to let go, too.
    ///
    /// # Errors
    /// See [`IdbError`].
    pub(crate) async fn delete(&self) -> Result<(), IdbError> {
        self.taken_over.set(true);
        if let Some(database) = self.database.replace(None) {
            database.close();
        }
        Database::delete_by_name(&self.name)?.await?;
        Ok(())
    }

    /// Closes the connection; it is opened again by the next work.
    #[cfg(test)]
    fn close(&self) {
        if let Some(database) = self.database.replace(None) {
            database.close();
        }
    }
}

/// Creates the stores that an older version, or no version, has made.
fn create_stores(database: &Database) -> indexed_db_futures::Result<()> {
    let made: Vec<String> = database.object_store_names().collect();
    for name in STORES.iter().filter(|name| made.iter().all(|made| made != *name)) {
        database.create_object_store(*name).build()?;
    }
    Ok(())
}

fn read_only<'a>(database: &'a Database, stores: &[&str]) -> Result<Transaction<'a>, IdbError> {
    Ok(database.transaction(stores).with_mode(TransactionMode::Readonly).build()?)
}

fn read_write<'a>(
    database: &'a Database,
    stores: &[&str],
    strict: bool,
) -> Result<Transaction<'a>, IdbError> {
    let durability = if strict { TransactionDurability::Strict } else { TransactionDurability::Relaxed };
    Ok(database
        .transaction(stores)
        .with_mode(TransactionMode::Readwrite)
        .with_options(TransactionOptions::new().with_durability(durability))
        .build()?)
}

/// Commits, and waits for the transaction's own word: a request's success is not the commit, and a full disk fails only the commit.
async fn commit(transaction: Transaction<'_>) -> Result<(), IdbError> {
    let raw = transaction.as_sys().clone();
    match transaction.commit().await {
        Ok(()) => Ok(()),
        Err(_) => Err(raw.error().map_or(IdbError::Lost, IdbError::from)),
    }
}

fn range(below: &[u8], above: &[u8]) -> KeyRange<JsValue> {
    KeyRange::Bound(keys::bytes(below), false, keys::bytes(above), false)
}

/// The bytes of a stored value or key.
fn to_bytes(value: &JsValue) -> Option<Vec<u8>> {
    use wasm_bindgen::JsCast;
    if let Some(array) = value.dyn_ref::<js_sys::Uint8Array>() {
        return Some(array.to_vec());
    }
    // Keys come back as plain buffers.
    value.dyn_ref::<js_sys::ArrayBuffer>().map(|buffer| js_sys::Uint8Array::new(buffer).to_vec())
}
