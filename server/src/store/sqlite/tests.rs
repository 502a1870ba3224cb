//! Databases of earlier versions, and crashes while they are brought to this one.

use super::super::fixture::NEW;
use super::super::{AccessStore, LogStore, TokenHash, chain_next, chain_start};
use super::schema::UPGRADES;
use super::{FILE, SCHEMA_VERSION, SqliteStore};
use rusqlite::Connection;
use sightline_shared::id::{ChangeHash, Millis, Seq};
use std::fs;
use std::path::Path;
use std::process::Command;

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

/// RE21: bytes that SQLite takes for a text are read all the same: one such column must not keep everybody from everything.
#[test]
fn bytes_are_read_whatever_sqlite_takes_them_for() {
    let folder = version_1();
    let store = SqliteStore::open(folder.path(), NEW).unwrap();
    let all = |store: &SqliteStore| {
        let docs = store.docs(None, None, usize::MAX).unwrap().items;
        (docs, store.entries(Seq(0), Seq(15), usize::MAX).unwrap())
    };
    let before = all(&store);
    assert_eq!(before.0.len(), 15);
    store.db.execute("UPDATE log SET bytes = CAST(bytes AS TEXT) WHERE seq = 7", []).unwrap();
    assert_eq!(all(&store), before);
}

/// RE16, fault 35: a process that dies at any moment of the way leaves the old version whole, and the next start goes the way again.
#[test]
fn a_death_on_the_way_leaves_the_old_version() {
    let bump = format!("PRAGMA user_version = {SCHEMA_VERSION};");
    let steps = UPGRADES.iter().flat_map(|upgrade| upgrade.split_inclusive(';'));
    let steps: Vec<_> = steps.chain([bump.as_str()]).filter(|step| !step.trim().is_empty()).collect();
    if let Ok(told) = std::env::var(DIES) {
        let (done, folder) = told.split_once(' ').unwrap();
        die_after(&steps[..done.parse().unwrap()], Path::new(folder));
    }
    assert_eq!(steps.len(), 5);
    let mut written = false;
    for done in 1..=steps.len() {
        let folder = version_1();
        let [file, log, _] = SqliteStore::files(folder.path());
        let name = "store::sqlite::tests::a_death_on_the_way_leaves_the_old_version";
        let died = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", name])
            .env(DIES, format!("{done} {}", folder.path().display()))
            .output()
            .unwrap();
        assert!(!died.status.success());
        written |= fs::metadata(log).unwrap().len() > 0;
        let read = Connection::open(file).unwrap();
        assert_eq!(super::schema::version(&read).unwrap(), 1, "after {done} steps");
        drop(read);
        check_upgraded(folder.path());
    }
    assert!(written, "some of what wasn't committed was on the disk");
}

/// Tells a child process after how many steps to die, and where.
const DIES: &str = "SIGHTLINE_TEST_DIES";

fn die_after(steps: &[&str], folder: &Path) -> ! {
    let db = Connection::open(folder.join(FILE)).unwrap();
    db.pragma_update(None, "cache_size", 1).unwrap();
    db.execute_batch("BEGIN IMMEDIATE").unwrap();
    steps.iter().for_each(|step| db.execute_batch(step).unwrap());
    // What isn't committed goes into the write-ahead log, where a death leaves it.
    db.cache_flush().unwrap();
    std::process::abort()
}
