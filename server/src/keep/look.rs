//! What a backup's file holds, and whether it can be trusted.

use super::doctor::log;
use crate::error::CommandError;
use crate::store::{LogStore, SqliteStore, StoreError};
use sightline_shared::id::LogId;
use std::fmt;
use std::path::Path;

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holds {
    /// Documents.
    pub docs: u64,
    /// Entries of the log.
    pub entries: u64,
    /// The log's id.
    pub log: LogId,
    /// The file's size.
    pub bytes: u64,
}

impl fmt::Display for Holds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { docs, entries, log, bytes } = self;
        write!(f, "documents: {docs}\nlog entries: {entries}\nlog: {log}\nbytes: {bytes}")
    }
}

/// Looks at a backup without writing to it: it must be ours, not newer, by itself, and sound as far as SQLite and the log's chain can tell.
///
/// # Errors
/// What it isn't.
pub fn at_backup(file: &Path) -> Result<Holds, CommandError> {
    let failed = |error| CommandError::File(file.to_owned(), error);
    let bytes = file.metadata().map_err(failed)?.len();
    if bytes == 0 {
        return Err(StoreError::NotOurs(file.display().to_string()).into());
    }
    let store = SqliteStore::open_file(file)?;
    if !SqliteStore::is_by_itself(file).map_err(failed)? {
        return Err(CommandError::LiveCopy(file.to_owned()));
    }
    if let Some(first) = store.integrity()?.into_iter().next() {
        return Err(CommandError::DamagedFile(file.to_owned(), first));
    }
    if let Some(first) = log::check(&store)?.first() {
        return Err(CommandError::DamagedFile(file.to_owned(), first.to_string()));
    }
    let head = store.head()?;
    Ok(Holds { docs: store.doc_count()?, entries: head.seq.0, log: head.log, bytes })
}
