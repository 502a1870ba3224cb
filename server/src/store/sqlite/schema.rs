//! The tables, and the settings that make a commit durable.

use super::{StoreError, Stored};
use rusqlite::{Connection, TransactionBehavior, params};
use sightline_shared::id::{LogId, WorkspaceId};
use std::path::Path;

/// The version of the tables, kept in `user_version`: [`TABLES`] is version 1, each of [`UPGRADES`] makes the next. A database of a newer
/// version is refused.
pub const SCHEMA_VERSION: i64 = 1 + UPGRADES.len() as i64;
/// "Sigh" in ASCII: tells our files from other programs'.
const APPLICATION_ID: i64 = 0x5369_6768;
/// 3.51.3: older ones can lose a checkpoint of the write-ahead log when two connections meet in it.
const SQLITE_MIN: i32 = 3_051_003;

/// Version 1, as it was released; what came later is in [`UPGRADES`]. A fresh database takes the same way as an old one, so that there is
/// one way only.
const TABLES: &str = "
CREATE TABLE workspace (
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE,
  log BLOB NOT NULL,
  set_up BLOB
);
CREATE TABLE remark (
  ws INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (ws, key)
) WITHOUT ROWID;
CREATE TABLE log (
  ws INTEGER NOT NULL, seq INTEGER NOT NULL, doc BLOB NOT NULL, hash BLOB NOT NULL,
  actor BLOB NOT NULL, actor_seq INTEGER NOT NULL, chain BLOB NOT NULL, received INTEGER NOT NULL, bytes BLOB NOT NULL
);
CREATE UNIQUE INDEX log_seq ON log (ws, seq);
CREATE UNIQUE INDEX log_hash ON log (ws, doc, hash);
CREATE UNIQUE INDEX log_actor ON log (ws, doc, actor, actor_seq);
CREATE INDEX log_doc ON log (ws, doc, seq);
CREATE TABLE doc (
  ws INTEGER NOT NULL, id BLOB NOT NULL, row BLOB NOT NULL, heads BLOB NOT NULL, head_seq INTEGER NOT NULL,
  PRIMARY KEY (ws, id)
) WITHOUT ROWID;
CREATE TABLE snapshot (
  ws INTEGER NOT NULL, doc BLOB NOT NULL, seq INTEGER NOT NULL, bytes BLOB NOT NULL
);
CREATE UNIQUE INDEX snapshot_doc ON snapshot (ws, doc);
CREATE TABLE device (
  ws INTEGER NOT NULL, id BLOB NOT NULL, number INTEGER NOT NULL, person BLOB NOT NULL, team BLOB, name TEXT NOT NULL,
  public_key BLOB NOT NULL, admin INTEGER NOT NULL, joined INTEGER NOT NULL, seen INTEGER,
  PRIMARY KEY (ws, id)
) WITHOUT ROWID;
CREATE TABLE session (
  token BLOB PRIMARY KEY, ws INTEGER NOT NULL, device BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE invite (
  ws INTEGER NOT NULL, id TEXT NOT NULL, token BLOB NOT NULL UNIQUE, team BLOB, admin INTEGER NOT NULL,
  expires INTEGER NOT NULL, uses_left INTEGER NOT NULL,
  PRIMARY KEY (ws, id)
) WITHOUT ROWID;
";

/// What makes each version out of the one before. All that a database needs run in one transaction with the new number: a crash in the
/// middle leaves the old version, whole.
pub(super) const UPGRADES: [&str; 1] = ["
ALTER TABLE workspace ADD COLUMN start BLOB;
UPDATE workspace SET start = log;
ALTER TABLE workspace ADD COLUMN suspended INTEGER;
ALTER TABLE device ADD COLUMN revoked INTEGER;
"];

/// Refuses a SQLite that can lose what it said it kept.
pub(super) fn check_sqlite() -> Stored<()> {
    let number = rusqlite::version_number();
    if number < SQLITE_MIN { Err(StoreError::OldSqlite(rusqlite::version().to_owned())) } else { Ok(()) }
}

/// Refuses a database that is newer, or isn't ours. Writes nothing.
pub(super) fn check(db: &Connection, path: &Path) -> Stored<()> {
    let pragma = |name| db.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let not_ours = || StoreError::NotOurs(path.display().to_string());
    let (application, version) = match (pragma("application_id"), pragma("user_version")) {
        (Ok(application), Ok(version)) => (application, version),
        (Err(e), _) | (_, Err(e)) if e.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => {
            return Err(not_ours());
        }
        (Err(e), _) | (_, Err(e)) => return Err(e.into()),
    };
    // A crash between making the file and its first commit leaves an empty one.
    let empty = application == 0 && version == 0 && tables(db)? == 0;
    if application != APPLICATION_ID && !empty {
        return Err(not_ours());
    }
    if version > SCHEMA_VERSION {
        Err(StoreError::TooNew { found: version, known: SCHEMA_VERSION })
    } else {
        Ok(())
    }
}

/// Makes the tables if there are none, or brings older ones to this version.
pub(super) fn make(db: &mut Connection, (workspace, log): (WorkspaceId, LogId)) -> Stored<()> {
    settle(db)?;
    let step = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if tables(&step)? == 0 {
        step.execute_batch(TABLES)?;
        step.execute(
            "INSERT INTO workspace (uuid, log) VALUES (?, ?)",
            params![workspace.as_bytes(), log.as_bytes()],
        )?;
        step.pragma_update(None, "application_id", APPLICATION_ID)?;
        step.pragma_update(None, "user_version", 1)?;
    }
    let done = usize::try_from(version(&step)? - 1).unwrap_or(0);
    for upgrade in UPGRADES.iter().skip(done) {
        step.execute_batch(upgrade)?;
    }
    step.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    Ok(step.commit()?)
}

/// The version of the tables in this database.
pub(super) fn version(db: &Connection) -> Stored<i64> {
    Ok(db.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// What a connection needs so that a commit survives a power cut.
pub(super) fn settle(db: &Connection) -> Stored<()> {
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.pragma_update(None, "synchronous", "FULL")?;
    Ok(())
}

fn tables(db: &Connection) -> Stored<i64> {
    Ok(db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?)
}
