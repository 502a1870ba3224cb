//! What every storage under a session must do: one story per promise, told to the browser's IndexedDB and to the simulator's disk alike, so
//! that what the simulator proves holds in a browser.

mod pictures;
mod promises;
mod texts;

pub use pictures::{PICTURES, pictures};
pub use texts::{TEXTS, texts};

use crate::id::DocId;
use crate::session::{Epoch, OutboxEntry, Place, RefusedEntry, StoredDoc, Write, WriteFailure};
use crate::view::StoredRow;
use crate::wire::Sealed;

/// Everything that can be seen of a storage but its documents.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Seen {
    /// All rows, in the order of their documents' ids.
    pub rows: Vec<StoredRow>,
    /// What waits to be sent, in the order of its keys.
    pub outbox: Vec<OutboxEntry>,
    /// What was refused, in the order of its keys.
    pub refused: Vec<RefusedEntry>,
    /// The place in the log.
    pub place: Place,
    /// What the relay has published.
    pub statistics: Option<Vec<u8>>,
}

/// A storage under a session. Another tab of the same device has the same one.
#[expect(async_fn_in_trait, reason = "the callers are tests, of one thread")]
pub trait Storage {
    /// Runs one transaction.
    ///
    /// # Errors
    /// Why nothing of it is stored.
    async fn commit(&mut self, write: &Write) -> Result<(), WriteFailure>;

    /// A tab leads from now on.
    async fn take_the_lead(&mut self) -> Epoch;

    /// Everything but the documents.
    async fn see(&mut self) -> Seen;

    /// What there is of a document.
    async fn doc(&mut self, doc: DocId) -> StoredDoc;

    /// The seals of a document.
    async fn seals(&mut self, doc: DocId) -> Vec<Sealed>;
}

/// Tells every story to a storage of its own, which `fresh` makes under that name. Answers how many there were.
///
/// # Errors
/// The first promise that wasn't kept, in words.
pub async fn check<S: Storage>(fresh: impl AsyncFn(&'static str) -> S) -> Result<usize, String> {
    promises::all(fresh).await
}
