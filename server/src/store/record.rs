//! What goes into the log and what is read from it.

use sightline_shared::id::{Actor, ChainToken, ChangeHash, DocId, HeadsDigest, Millis, Seq};
use sightline_shared::view;

/// One change to append.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// Its document.
    pub doc: DocId,
    /// Its hash; unique in the document.
    pub hash: ChangeHash,
    /// Who wrote it.
    pub actor: Actor,
    /// The actor's own count; unique for (document, actor).
    pub actor_seq: u64,
    /// The bytes as the device sent them.
    pub bytes: Vec<u8>,
    /// The chain's token with this change.
    pub chain: ChainToken,
}

/// What a document looks like after an append.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocUpdate {
    /// The document.
    pub doc: DocId,
    /// Its row: a `StoredRow` in CBOR.
    pub row: Vec<u8>,
    /// The digest of its heads.
    pub heads: HeadsDigest,
    /// Its heads.
    pub tips: Vec<ChangeHash>,
    /// A snapshot that holds everything up to and with this append; none leaves the old one.
    pub snapshot: Option<Vec<u8>>,
}

/// One durable step of the log: all of it or nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Append {
    /// The log's head before; [`StoreError::Moved`] when it is another.
    pub after: Seq,
    /// In log order.
    pub entries: Vec<NewEntry>,
    /// Each touched document, once.
    pub docs: Vec<DocUpdate>,
    /// The relay's clock.
    pub received: Millis,
}

/// One change in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// Its document.
    pub doc: DocId,
    /// Its hash.
    pub hash: ChangeHash,
    /// Its bytes as the device sent them.
    pub bytes: Vec<u8>,
}

/// A piece of the log.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entries {
    /// In log order, without gaps, from right after where it was asked for.
    pub entries: Vec<LogEntry>,
    /// The last entry's place.
    pub to: Seq,
    /// The chain's token there.
    pub chain: ChainToken,
}

/// A document's bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DocRecord {
    /// The digest of its heads.
    pub heads: HeadsDigest,
    /// Its heads. None for a document that was last written by a version that didn't keep them.
    pub tips: Vec<ChangeHash>,
    /// The newest snapshot.
    pub snapshot: Option<Vec<u8>>,
    /// The changes after it, in log order.
    pub changes: Vec<Vec<u8>>,
}

/// A page of documents or rows, in the order of their ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// What was read.
    pub items: T,
    /// The last document of the page; none when it is empty.
    pub last: Option<DocId>,
    /// Nothing comes after it.
    pub done: bool,
}

/// Rows as bytes, one after the other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RowBytes {
    /// CBOR.
    pub bytes: Vec<u8>,
    /// How many.
    pub count: u32,
}

/// Whether a document with this row is wanted by a device that keeps closed requests only if something has happened in them since then.
/// A row that can't be read is of another version, and says nothing.
pub(super) fn is_wanted(row: &[u8], since: Millis) -> bool {
    let rows = view::decode_page(row).unwrap_or_default();
    rows.first().is_none_or(|stored| stored.row.is_wanted(since))
}

impl DocRecord {
    /// Bytes in all.
    pub fn byte_len(&self) -> usize {
        self.snapshot.as_ref().map_or(0, Vec::len) + self.changes.iter().map(Vec::len).sum::<usize>()
    }

    /// All bytes, one after the other: a snapshot, then changes.
    pub fn into_bytes(self) -> Vec<u8> {
        let mut bytes = self.snapshot.unwrap_or_default();
        for change in &self.changes {
            bytes.extend_from_slice(change);
        }
        bytes
    }
}
