//! The log's last place that is known to be durable, kept outside of the database (RE18).
//!
//! A database is several files, and people copy one of them; a disk may give back an older state. The database itself can't know. What is
//! written here is always behind what the database has durably: a database that doesn't have it has lost something.

use super::durable;
use crate::error::CommandError;
use crate::store::{LogStore, SqliteStore, Stored};
use sightline_shared::id::{ChainToken, LogId, Seq};
use sightline_shared::wire::Cursor;
use std::io;
use std::path::{Path, PathBuf};

/// Its name sorts behind the database's files: who copies a folder in the order of its names copies it last.
const FILE: &str = "sightline.head";
/// The remark of a database that has one beside it.
const REMARK: &str = "head-kept";

/// Keeps it.
#[derive(Debug, Clone)]
pub struct HeadKeeper {
    folder: PathBuf,
    kept: Option<Cursor>,
}

impl HeadKeeper {
    /// Keeps it in this folder, where nothing is known yet to be written.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), kept: None }
    }

    /// Whether this place stands there.
    pub fn has(&self, head: Cursor) -> bool {
        self.kept == Some(head)
    }

    /// Writes down a place that is durable; nothing when it stands there already.
    ///
    /// # Errors
    /// When the disk fails; what stood there is then still true.
    pub fn keep(&mut self, head: Cursor) -> io::Result<()> {
        if !self.has(head) {
            write(&self.folder, head)?;
            self.kept = Some(head);
        }
        Ok(())
    }
}

/// Writes the place of this store down, and into the store that it is.
///
/// # Errors
/// When the disk or the store fails.
pub fn settle(folder: &Path, store: &mut SqliteStore) -> Result<(), CommandError> {
    write(folder, store.head()?).map_err(|error| CommandError::DataFolder(folder.to_owned(), error))?;
    if store.remark(REMARK)?.is_none() {
        store.set_remark(REMARK, "1")?;
    }
    Ok(())
}

fn write(folder: &Path, head: Cursor) -> io::Result<()> {
    let Cursor { log, seq, chain } = head;
    durable::write(&folder.join(FILE), format!("{log} {} {chain}\n", seq.0).as_bytes())
}

/// Takes it away: what comes into the folder next is another log.
///
/// # Errors
/// When the disk fails.
pub fn forget(folder: &Path) -> io::Result<()> {
    match std::fs::remove_file(folder.join(FILE)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => durable::sync_folder_of(&folder.join(FILE)),
    }
}

/// What the folder says about its database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// The database has what was kept, or nothing was kept ever.
    Yes,
    /// The database was beside such a file once, and the file isn't here, or can't be read: nothing can be said.
    Unknown,
    /// The database lacks what was durable.
    Behind(Seq),
}

/// Compares a folder's database with what was kept. Writes nothing.
///
/// # Errors
/// When the database can't be read.
pub fn compare(folder: &Path) -> Stored<Match> {
    let kept = std::fs::read_to_string(folder.join(FILE)).ok();
    let place = kept.as_deref().and_then(read);
    let store = SqliteStore::look(folder)?;
    Ok(match (place, store) {
        (Some(place), Some(store)) if has(&store, &place)? => Match::Yes,
        (Some(place), _) => Match::Behind(place.seq),
        (None, Some(store)) if kept.is_some() || store.remark(REMARK)?.is_some() => Match::Unknown,
        (None, _) => Match::Yes,
    })
}

fn has(store: &SqliteStore, place: &Cursor) -> Stored<bool> {
    Ok(store.head()?.log == place.log && store.chain_at(place.seq)? == Some(place.chain))
}

fn read(text: &str) -> Option<Cursor> {
    let mut words = text.split_whitespace();
    let log: LogId = words.next()?.parse().ok()?;
    let seq = Seq(words.next()?.parse().ok()?);
    let chain: ChainToken = words.next()?.parse().ok()?;
    words.next().is_none().then_some(Cursor { log, seq, chain })
}
