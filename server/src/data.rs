//! The data folder: one relay at a time.

use crate::clock;
use crate::error::CommandError;
use crate::keep::head::{self, Match};
use crate::project;
use crate::store::SqliteStore;
use sightline_shared::id::{LogId, WorkspaceId};
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

/// A data folder that nobody else writes to as long as this lives.
#[derive(Debug)]
pub struct DataFolder {
    path: PathBuf,
    _lock: File,
}

impl DataFolder {
    /// Takes the folder, making it when it isn't there. A database that can't be used is found before anything is written into it.
    ///
    /// # Errors
    /// When the folder can't be used, is taken, is half restored, or holds a database of a newer version or another program, or one that
    /// lacks what it had before (RE18).
    pub fn claim(path: &Path) -> Result<Self, CommandError> {
        SqliteStore::check(path)?;
        let [database, ..] = SqliteStore::files(path);
        let [restoring, ..] = SqliteStore::files(&Self::staging(path));
        if restoring.exists() && !database.exists() {
            return Err(CommandError::HalfRestored(path.to_owned()));
        }
        let folder = Self::lock(path)?;
        match head::compare(path)? {
            Match::Yes => {}
            Match::Unknown => tracing::warn!(
                "the file that says how far the log had come isn't there any more: if the database was copied while a relay used it, its \
                 newest part may be missing"
            ),
            Match::Behind(seq) => return Err(CommandError::Behind { folder: path.to_owned(), seq: seq.0 }),
        }
        Ok(folder)
    }

    /// Takes the folder, making it when it isn't there, whatever database it holds.
    ///
    /// # Errors
    /// When the folder can't be used or is taken.
    pub fn lock(path: &Path) -> Result<Self, CommandError> {
        let failed = |error| CommandError::DataFolder(path.to_owned(), error);
        fs::create_dir_all(path).map_err(failed)?;
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path.join("lock"))
            .map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path: path.to_owned(), _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(CommandError::Locked(path.to_owned())),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }

    /// Where a database is made ready that will take its place in this folder.
    pub fn staging(path: &Path) -> PathBuf {
        path.join("restoring")
    }

    /// Opens the database in it, or makes it with fresh identities. Its rows are of this version afterwards (RE9).
    ///
    /// # Errors
    /// The store's.
    pub fn store(&self) -> Result<SqliteStore, CommandError> {
        let mut rng = clock::rng();
        let mut store =
            SqliteStore::open(&self.path, (WorkspaceId::random(&mut rng), LogId::random(&mut rng)))?;
        let renewed = project::renew_rows(&mut store)?;
        if renewed > 0 {
            tracing::info!(count = renewed, "rows were derived again");
        }
        head::settle(&self.path, &mut store)?;
        Ok(store)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}
