//! What the relay keeps: one log, the documents that it adds up to, and who may come in. One trait for each, small enough to be
//! implemented twice: [`SqliteStore`] on disk and [`MemoryStore`] in tests. The contract suite runs against both.
//!
//! Stores are plain and blocking: the room's own thread writes the log, readers get a store of their own with [`LogStore::another`].

mod access;
mod memory;
mod record;
mod sound;
mod sqlite;

#[cfg(test)]
mod contract;
#[cfg(test)]
mod contract_access;
#[cfg(test)]
pub(crate) mod fixture;

pub use access::{
    By, DeviceRecord, InviteRecord, Joining, NotJoined, NotRevoked, NotSignedIn, Opens, TokenHash,
};
pub use memory::MemoryStore;
pub use record::{Append, DocRecord, DocUpdate, Entries, LogEntry, NewEntry, Page, RowBytes};
pub use sound::sound;
pub use sqlite::{Made, SCHEMA_VERSION, ScannedEntry, SqliteStore, StoredDoc};

use crate::limits::RANGE_BYTES_MAX;
use sha2::{Digest, Sha256};
use sightline_shared::id::{ChainToken, ChangeHash, DeviceId, DocId, LogId, Millis, Seq, WorkspaceId};
use sightline_shared::wire::{Cursor, DocHeads};

/// Why a store failed. Nothing of the call that failed is kept.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Made by a newer version.
    #[error(
        "the database is of version {found}, and this sightline knows versions up to {known}: use a newer sightline"
    )]
    TooNew {
        /// The database's version.
        found: i64,
        /// The newest version that is known.
        known: i64,
    },
    /// SQLite itself is too old to be trusted with a write-ahead log.
    #[error("SQLite {0} has a known fault in its write-ahead log: 3.51.3 or newer is needed")]
    OldSqlite(String),
    /// A database of another program.
    #[error("{0} is not a Sightline database")]
    NotOurs(String),
    /// Somebody else wrote to the log since it was last read.
    #[error("the log was written to by somebody else")]
    Moved,
    /// A change that is in the log already, or another one with the same actor and number.
    #[error("the change is in the log already")]
    Duplicate,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// What is stored can't be what was written.
    #[error("the database is damaged: {0}; sightline doctor tells more")]
    Damaged(&'static str),
    /// The database failed.
    #[error("the database failed: {0}")]
    Broken(String),
}

/// The result of a store's call.
pub type Stored<T> = Result<T, StoreError>;

/// The log and its documents. All calls belong to the store's one workspace.
pub trait LogStore: Send + Sized + 'static {
    /// The same store again, for a reader of its own.
    fn another(&self) -> Stored<Self>;
    /// The log as it stands: its id, its last sequence number and the chain's token there.
    fn head(&self) -> Stored<Cursor>;
    /// The chain's token at a place; none beyond the head. At 0 it is what the log began with, which a restore doesn't change.
    fn chain_at(&self, seq: Seq) -> Stored<Option<ChainToken>>;
    /// Entries in `(after, upto]`, as many as fit into `bytes_max` and at least one. Empty when there are none.
    fn entries(&self, after: Seq, upto: Seq, bytes_max: usize) -> Stored<Entries>;
    /// Where a document's change is; none when it isn't in the log. A hash alone names no change: two documents that begin alike begin
    /// with the same one.
    fn find(&self, doc: DocId, hash: &ChangeHash) -> Stored<Option<Seq>>;
    /// Appends durably: when this returns `Ok`, it survives a power cut.
    fn append(&mut self, step: &Append) -> Stored<()>;
    /// A document; none when it doesn't exist.
    fn doc(&self, doc: DocId) -> Stored<Option<DocRecord>>;
    /// All changes of a document in log order, whatever its snapshot says. This walks through the whole log; a store with an index does better.
    fn replay(&self, doc: DocId) -> Stored<Vec<Vec<u8>>> {
        let head = self.head()?.seq;
        let (mut after, mut changes) = (Seq(0), Vec::new());
        while after < head {
            let read = self.entries(after, head, RANGE_BYTES_MAX)?;
            changes
                .extend(read.entries.into_iter().filter(|entry| entry.doc == doc).map(|entry| entry.bytes));
            after = read.to;
        }
        Ok(changes)
    }
    /// Documents after this one, as many as fit into `bytes_max` and at least one. With `since`, without those of requests that were closed
    /// and in which nothing has happened since then.
    fn docs(
        &self,
        after: Option<DocId>,
        since: Option<Millis>,
        bytes_max: usize,
    ) -> Stored<Page<Vec<(DocId, DocRecord)>>>;
    /// Rows of the documents after the first and up to the second one, as many as fit into `bytes_max` and at least one.
    fn rows(&self, after: Option<DocId>, upto: Option<DocId>, bytes_max: usize) -> Stored<Page<RowBytes>>;
    /// The heads of the documents after this one, of as many as asked for.
    fn heads(&self, after: Option<DocId>, count_max: usize) -> Stored<Page<Vec<DocHeads>>>;
    /// One document's row; none when it doesn't exist.
    fn row(&self, doc: DocId) -> Stored<Option<Vec<u8>>>;
    /// How many documents there are.
    fn doc_count(&self) -> Stored<u64>;
    /// A remark about the store itself; none when it was never made.
    fn remark(&self, key: &str) -> Stored<Option<String>>;
    /// Makes a remark.
    fn set_remark(&mut self, key: &str, value: &str) -> Stored<()>;
}

/// Who may come in.
pub trait AccessStore: Send + 'static {
    /// The workspace.
    fn workspace(&self) -> Stored<WorkspaceId>;
    /// Makes this the only set-up link that works.
    fn offer_set_up(&mut self, token: TokenHash) -> Stored<()>;
    /// What a token opens now. Redeems nothing.
    fn opens(&self, token: TokenHash, now: Millis) -> Stored<Opens>;
    /// Redeems a token: takes one use of it, adds the device and its session, all or nothing. `Err` inside says why it can't.
    fn join(&mut self, joining: &Joining) -> Stored<Result<DeviceRecord, NotJoined>>;
    /// Adds a session to the device that has this key, and notes that it was heard of. If it has `SESSIONS_PER_DEVICE_MAX`, those end.
    /// `Err` inside says why it can't; nothing changes then.
    fn sign_in(
        &mut self,
        public_key: &[u8],
        session: TokenHash,
        now: Millis,
    ) -> Stored<Result<DeviceRecord, NotSignedIn>>;
    /// The device of a session that was used within `SESSION_SECONDS_MAX`.
    fn session(&self, token: TokenHash, now: Millis) -> Stored<Option<DeviceRecord>>;
    /// Notes that a device was heard of. `false`: it was revoked, or never joined.
    fn note_seen(&mut self, device: DeviceId, now: Millis) -> Stored<bool>;
    /// All devices, revoked ones too, in the order in which they joined.
    fn devices(&self) -> Stored<Vec<DeviceRecord>>;
    /// Revokes a device for good: its sessions end, and its key opens nothing any more. What it wrote stays, and so do the invites that
    /// it made. Once more changes nothing. `Err` inside says why it can't.
    fn revoke(&mut self, device: DeviceId, by: By, now: Millis) -> Stored<Result<DeviceRecord, NotRevoked>>;
    /// Takes back revocations that were made after the backup that this comes from. A device that isn't here is noted as revoked, so that
    /// its papers don't bring it back. Answers those that could come in until now.
    fn take_revocations(&mut self, revoked: &[(DeviceId, Millis)]) -> Stored<Vec<DeviceId>>;
    /// Notes that all this was restored from a backup: the log goes on under this id, the set-up link is gone, and nobody may be let in
    /// until [`AccessStore::resume`].
    fn restored(&mut self, log: LogId, now: Millis) -> Stored<()>;
    /// Since when nobody may be let in; none in ordinary life.
    fn suspended(&self) -> Stored<Option<Millis>>;
    /// Lets devices in again.
    fn resume(&mut self) -> Stored<()>;
    /// Adds an invite. `false`: there are `INVITES_MAX` already.
    fn add_invite(&mut self, invite: &InviteRecord, now: Millis) -> Stored<bool>;
    /// Invites that still work, in the order in which they expire.
    fn invites(&self, now: Millis) -> Stored<Vec<InviteRecord>>;
    /// Revokes an invite. `false`: there is none of this name.
    fn revoke_invite(&mut self, id: &str) -> Stored<bool>;
}

/// The chain's token after one more change (RE2).
pub fn chain_next(before: ChainToken, hash: &ChangeHash) -> ChainToken {
    let digest: [u8; 32] =
        Sha256::new().chain_update(before.as_bytes()).chain_update(hash.as_bytes()).finalize().into();
    let mut token = [0; ChainToken::LEN];
    token.copy_from_slice(&digest[..ChainToken::LEN]);
    ChainToken::from_bytes(token)
}

/// The chain's token before the first change of a log that begins now. It is stored: a restored log has another id, and the same tokens.
pub fn chain_start(log: LogId) -> ChainToken {
    ChainToken::from_bytes(*log.as_bytes())
}
