//! The store on disk: one SQLite file, written through a write-ahead log and synced before anything is acknowledged.
//!
//! Every key carries the workspace's number, so that a file can hold several; today each holds one.

mod access;
mod first;
mod log;
mod scan;
mod schema;
#[cfg(test)]
mod tests;
mod upkeep;

pub use scan::{Made, ScannedEntry, StoredDoc};
pub use schema::SCHEMA_VERSION;

use super::{StoreError, Stored};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension};
use sightline_shared::id::{ChainToken, DocId, LogId, WorkspaceId};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The database's name in the data folder.
const FILE: &str = "sightline.db";
/// How long a writer waits for another one (a command beside the relay).
const BUSY_TIME_MAX: Duration = Duration::from_secs(10);
/// Prepared statements kept per connection.
const STATEMENTS_MAX: usize = 48;

/// A store on disk.
#[derive(Debug)]
pub struct SqliteStore {
    db: Connection,
    path: PathBuf,
    /// The workspace's number in this file.
    ws: i64,
    workspace: WorkspaceId,
    log_id: LogId,
    /// The chain's token before the first change.
    start: ChainToken,
}

impl SqliteStore {
    /// Whether the database in this folder, if there is one, can be used. Looks without write access: a database that isn't ours, or is
    /// newer, must stay as it is to the byte.
    ///
    /// # Errors
    /// [`StoreError::TooNew`], [`StoreError::NotOurs`] and [`StoreError::OldSqlite`].
    pub fn check(folder: &Path) -> Stored<()> {
        schema::check_sqlite()?;
        let path = folder.join(FILE);
        if path.exists() {
            schema::check(&connect(&path, OpenFlags::SQLITE_OPEN_READ_ONLY)?, &path)
        } else {
            Ok(())
        }
    }

    /// Opens the database in this folder, or makes it there with these identities.
    ///
    /// # Errors
    /// As [`SqliteStore::check`], before anything is written.
    pub fn open(folder: &Path, new: (WorkspaceId, LogId)) -> Stored<Self> {
        Self::check(folder)?;
        let path = folder.join(FILE);
        if !path.exists() {
            first::make(folder, new)?;
        }
        let mut db = connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        schema::make(&mut db, new)?;
        Self::with(db, path)
    }

    /// Opens the database in this folder; none when there is none.
    ///
    /// # Errors
    /// As [`SqliteStore::open`].
    pub fn open_existing(folder: &Path) -> Stored<Option<Self>> {
        if !folder.join(FILE).exists() {
            return Ok(None);
        }
        Self::open(folder, (WorkspaceId::default(), LogId::default())).map(Some)
    }

    fn with(db: Connection, path: PathBuf) -> Stored<Self> {
        db.pragma_update(None, "foreign_keys", "ON")?;
        db.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
        // Only files that are looked at without write access may still be of version 1, whose logs begin at their id.
        let start = if schema::version(&db)? < 2 { "log" } else { "start" };
        let query = format!("SELECT id, uuid, log, {start} FROM workspace ORDER BY id LIMIT 1");
        let found = db
            .query_row(&query, [], |row| {
                Ok((row.get(0)?, row.get::<_, [u8; 16]>(1)?, row.get::<_, [u8; 16]>(2)?, row.get(3)?))
            })
            .optional()?;
        let (ws, workspace, log, start) = found.ok_or(StoreError::Damaged("it holds no workspace"))?;
        Ok(Self {
            db,
            path,
            ws,
            workspace: WorkspaceId::from_bytes(workspace),
            log_id: LogId::from_bytes(log),
            start: ChainToken::from_bytes(start),
        })
    }

    /// Another connection to the same file.
    ///
    /// # Errors
    /// When the file can't be opened any more.
    pub fn reopen(&self) -> Stored<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
        let db = connect(&self.path, flags)?;
        schema::settle(&db)?;
        Self::with(db, self.path.clone())
    }
}

fn connect(path: &Path, flags: OpenFlags) -> Stored<Connection> {
    let db = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    db.busy_timeout(BUSY_TIME_MAX)?;
    // Our keys leave nothing to choose from: without this, a statement is compiled anew whenever another value is bound to it.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(db)
}

/// Reads a document's id from a column.
fn doc_id(bytes: &[u8]) -> Stored<DocId> {
    DocId::from_slice(bytes).map_err(|_| StoreError::Damaged("an id has a wrong length"))
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error::{FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType};
        if let FromSqlConversionFailure(..) | IntegralValueOutOfRange(..) | InvalidColumnType(..) = error {
            return Self::Damaged("a column holds something else than was written");
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::NotADatabase) => Self::Damaged("the file is not a database"),
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged("SQLite reports corruption"),
            Some(ErrorCode::ConstraintViolation) => Self::Duplicate,
            _ => Self::Broken(error.to_string()),
        }
    }
}
