//! A data folder out of a backup.
//!
//! The database is made ready beside its place and moved there as the last step, so that whatever happens on the way there is either the old
//! database or the new one, or a folder that says that it is half restored (RE19).

use super::look::{self, Holds};
use super::{durable, head};
use crate::clock;
use crate::data::DataFolder;
use crate::error::CommandError;
use crate::store::{AccessStore, SqliteStore, StoreError};
use crate::terminal;
use sightline_shared::id::{LogId, Millis, WorkspaceId};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// What the backup held.
    pub holds: Holds,
    /// The id under which the log goes on.
    pub log: LogId,
    /// Where the database is now that was there before.
    pub before: Option<PathBuf>,
}

/// Puts a backup into a folder without a database; with `replace` in the place of the one that is there, which is kept beside it.
///
/// # Errors
/// When the file is no backup that can be trusted, the folder is in use, or has a database; nothing is written then.
pub fn restore(file: &Path, data: &Path, replace: bool, now: Millis) -> Result<Restored, CommandError> {
    if !file.is_file() {
        return Err(CommandError::Usage(format!("there is no file {}", file.display())));
    }
    let holds = look::at_backup(file)?;
    if SqliteStore::is_in(data) && !replace {
        return Err(CommandError::Usage(format!(
            "{} has a database: with --replace the backup takes its place, and it is kept beside it",
            data.display()
        )));
    }
    let folder = DataFolder::lock(data)?;
    let failed = |error| CommandError::DataFolder(data.to_owned(), error);
    let staging = DataFolder::staging(data);
    clear(&staging).map_err(failed)?;
    let log = make_ready(file, &staging, now).map_err(|error| match error {
        NotReady::Disk(error) => failed(error),
        NotReady::Store(error) => error.into(),
    })?;
    let before = set_aside(data, now).map_err(failed)?;
    let put = || {
        head::forget(data)?;
        let [from, ..] = SqliteStore::files(&staging);
        let [to, ..] = SqliteStore::files(data);
        fs::rename(from, &to)?;
        durable::sync_folder_of(&to)?;
        clear(&staging)
    };
    put().map_err(failed)?;
    folder.store()?;
    Ok(Restored { holds, log, before })
}

/// Why the new database isn't ready.
enum NotReady {
    Disk(io::Error),
    Store(StoreError),
}

impl From<io::Error> for NotReady {
    fn from(error: io::Error) -> Self {
        Self::Disk(error)
    }
}

impl From<StoreError> for NotReady {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// The backup's copy, of this version, under a new log id, suspended, and in one durable file.
fn make_ready(file: &Path, staging: &Path, now: Millis) -> Result<LogId, NotReady> {
    fs::create_dir_all(staging)?;
    let [database, ..] = SqliteStore::files(staging);
    io::copy(&mut fs::File::open(file)?, &mut durable::owners_only(&database)?)?;
    let log = LogId::random(&mut clock::rng());
    let mut store = SqliteStore::open(staging, (WorkspaceId::default(), log))?;
    store.restored(log, now)?;
    store.close_whole()?;
    durable::sync(&database)?;
    durable::sync_folder_of(&database)?;
    Ok(log)
}

/// Gives the folder's database a dated name. A write-ahead log belongs to its database, and under its old name would be taken for the new
/// one's: what it holds is brought into the database first, and if SQLite can't, it goes with it.
fn set_aside(data: &Path, now: Millis) -> io::Result<Option<PathBuf>> {
    if !SqliteStore::is_in(data) {
        return Ok(None);
    }
    if let Err(error) = SqliteStore::fold_in(data) {
        tracing::warn!(%error, "the old database is kept as it is");
    }
    let day = terminal::compact(now);
    let mut names = (1..).map(|n| {
        let again = if n == 1 { String::new() } else { format!("-{n}") };
        ["", "-wal", "-shm"].map(|end| data.join(format!("sightline-until-{day}{again}.db{end}")))
    });
    let free = names.find(|names| names.iter().all(|path| !path.exists())).unwrap_or_default();
    for (from, to) in SqliteStore::files(data).iter().zip(&free) {
        if from.exists() {
            fs::rename(from, to)?;
        }
    }
    let [database, ..] = free;
    durable::sync_folder_of(&database)?;
    Ok(Some(database))
}

fn clear(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
