//! Databases of earlier versions, and crashes while they are brought to this one.

use super::super::fixture::NEW;
use super::super::{AccessStore, LogStore, TokenHash, chain_next, chain_start};
use super::schema::UPGRADES;
use super::{FILE, SCHEMA_VERSION, SqliteStore};
use rusqlite::Connection;
use sightline_shared::id::{ChangeHash, Millis, Seq};
use std::fs;
use std::path::Path;

const VERSION_1: &str = include_str!("../fixtures/version-1.sql");

/// A folder with the stored database of version 1.
fn version_1() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let db = Connection::open(folder.path().join(FILE)).unwrap();
    db.pragma_update(None, "journal_mode", "WAL").unwrap();
    db.execute_batch(VERSION_1).unwrap();
    folder
}

fn check_upgraded(folder: &Path) {
    let store = SqliteStore::open(folder, NEW).unwrap();
    assert_eq!(super::schema::version(&store.db).unwrap(), SCHEMA_VERSION);
    let head = store.head().unwrap();
    assert_ne!(head.log, NEW.1, "it keeps its identities");
    assert_eq!((head.seq, store.doc_count().unwrap()), (Seq(15), 15));
    assert_eq!(store.chain_at(Seq(0)).unwrap(), Some(chain_start(head.log)));
    let first: [u8; 32] =
        store.db.query_row("SELECT hash FROM log WHERE seq = 1", [], |row| row.get(0)).unwrap();
    let after_first = chain_next(chain_start(head.log), &ChangeHash::from_bytes(first));
    assert_eq!(store.chain_at(Seq(1)).unwrap(), Some(after_first), "the chain goes on from its start");
    assert_eq!(store.suspended().unwrap(), None);
    let device = store.session(TokenHash::of("session 1"), Millis(3_000)).unwrap().unwrap();
    assert_eq!((device.name.as_str(), device.admin, device.revoked), ("Ana's phone", true, None));
    assert_eq!(store.invites(Millis(0)).unwrap()[0].uses_left, 3);
}

/// RE16: a database of an earlier version is brought to this one, with everything that it holds.
#[test]
fn an_older_database_is_brought_to_this_version() {
    let folder = version_1();
    check_upgraded(folder.path());
    check_upgraded(folder.path());
}

/// RE16, fault 35: a crash at any moment of the way leaves the old version whole, and the next start goes the way again. What a crash leaves
/// is what the files hold at that moment.
#[test]
fn a_crash_on_the_way_leaves_the_old_version() {
    let folder = version_1();
    let db = Connection::open(folder.path().join(FILE)).unwrap();
    // No memory for what isn't committed: it goes into the write-ahead log, where a crash leaves it.
    db.pragma_update(None, "cache_size", 1).unwrap();
    db.execute_batch("BEGIN IMMEDIATE").unwrap();
    let steps = UPGRADES.iter().flat_map(|upgrade| upgrade.split_inclusive(';'));
    let bump = format!("PRAGMA user_version = {SCHEMA_VERSION};");
    let wal = folder.path().join(format!("{FILE}-wal"));
    let before = fs::metadata(&wal).unwrap().len();
    let mut crashes = 0;
    for step in steps.chain([bump.as_str()]).filter(|step| !step.trim().is_empty()) {
        db.execute_batch(step).unwrap();
        db.cache_flush().unwrap();
        let crashed = copied(folder.path());
        let read = Connection::open(crashed.path().join(FILE)).unwrap();
        assert_eq!(super::schema::version(&read).unwrap(), 1, "after {step}");
        drop(read);
        check_upgraded(crashed.path());
        crashes += 1;
    }
    assert_eq!(crashes, 5);
    assert!(fs::metadata(&wal).unwrap().len() > before, "what wasn't committed was written");
    db.execute_batch("COMMIT").unwrap();
    check_upgraded(copied(folder.path()).path());
}

/// The database's files as they are now; not its locks.
fn copied(folder: &Path) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for name in [FILE.to_owned(), format!("{FILE}-wal")] {
        fs::copy(folder.join(&name), copy.path().join(&name)).unwrap();
    }
    copy
}
