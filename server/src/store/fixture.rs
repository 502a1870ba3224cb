//! Entries that only a store would take (their bytes are no changes), and a way to tell one story to every store.

use super::{DocUpdate, MemoryStore, NewEntry, SqliteStore, chain_next};
use sightline_shared::id::{
    Actor, ChangeHash, DeviceId, DocId, HeadsDigest, Incarnation, LogId, WorkspaceId,
};
use sightline_shared::wire::Cursor;
use tempfile::TempDir;

pub(crate) const NEW: (WorkspaceId, LogId) = (WorkspaceId::from_bytes([8; 16]), LogId::from_bytes([9; 16]));

pub(crate) fn memory() -> ((), MemoryStore) {
    ((), MemoryStore::new(NEW.0, NEW.1))
}

pub(crate) fn sqlite() -> (TempDir, SqliteStore) {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path(), NEW).unwrap();
    (folder, store)
}

pub(crate) fn doc(kind: u8, n: u8) -> DocId {
    let mut bytes = [n; 16];
    bytes[0] = kind;
    DocId::from_bytes(bytes)
}

pub(crate) fn entry(head: &Cursor, doc: DocId, n: u8) -> NewEntry {
    let hash = ChangeHash::from_bytes([n; 32]);
    NewEntry {
        doc,
        hash,
        actor: Actor { device: DeviceId::from_bytes([1; 8]), incarnation: Incarnation::from_bytes([2; 8]) },
        actor_seq: u64::from(n),
        bytes: vec![n; 10],
        chain: chain_next(head.chain, &hash),
    }
}

pub(crate) fn update(doc: DocId, n: u8) -> DocUpdate {
    DocUpdate {
        doc,
        row: vec![n; 5],
        heads: HeadsDigest::from_bytes([n; 16]),
        tips: vec![ChangeHash::from_bytes([n; 32])],
        snapshot: None,
    }
}

/// Turns each story into one test per store.
macro_rules! stores {
    ($($(#[$doc:meta])* fn $name:ident($store:ident) $body:block)*) => { $(
        $(#[$doc])*
        #[allow(unused_mut, reason = "not every story writes")]
        mod $name {
            use super::*;

            #[test]
            fn in_memory() {
                let (_folder, mut $store) = crate::store::fixture::memory();
                $body
            }

            #[test]
            fn in_sqlite() {
                let (_folder, mut $store) = crate::store::fixture::sqlite();
                $body
            }
        }
    )* };
}
pub(crate) use stores;
