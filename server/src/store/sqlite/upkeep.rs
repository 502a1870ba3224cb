//! What an operator's commands need of a database: a look at any file, a copy in one file, SQLite's own checks.

use super::{FILE, SqliteStore, connect, schema};
use crate::store::{StoreError, Stored};
use rusqlite::{Connection, OpenFlags, params};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Lines of SQLite's own check that are read: one is enough to know, a few help.
const INTEGRITY_LINES_MAX: u32 = 20;
/// Where a database's header says how it is written: 1 for one file, 2 for one with a write-ahead log beside it.
const WRITE_VERSION_AT: usize = 18;

impl SqliteStore {
    /// Where the database of a data folder is, and its write-ahead log.
    pub fn files(folder: &Path) -> [PathBuf; 3] {
        ["", "-wal", "-shm"].map(|end| folder.join(format!("{FILE}{end}")))
    }

    /// Whether there is a database in this folder, or a part of one.
    pub fn is_in(folder: &Path) -> bool {
        let [file, log, _] = Self::files(folder);
        file.exists() || log.exists()
    }

    /// Opens any database file of ours for reading, of an earlier version too. Writes nothing into it.
    ///
    /// # Errors
    /// As [`SqliteStore::check`], and when it is empty.
    pub fn open_file(path: &Path) -> Stored<Self> {
        schema::check_sqlite()?;
        let db = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        schema::check(&db, path)?;
        if schema::version(&db)? == 0 {
            return Err(StoreError::NotOurs(path.display().to_string()));
        }
        Self::with(db, path.to_owned())
    }

    /// Opens a folder's database for reading; none when there is none, or a crash came before its first commit.
    ///
    /// # Errors
    /// As [`SqliteStore::check`].
    pub fn look(folder: &Path) -> Stored<Option<Self>> {
        let [path, ..] = Self::files(folder);
        if !path.exists() {
            return Ok(None);
        }
        schema::check_sqlite()?;
        let db = connect(&path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        schema::check(&db, &path)?;
        if schema::version(&db)? == 0 { Ok(None) } else { Self::with(db, path).map(Some) }
    }

    /// Brings what a folder's write-ahead log holds into the database's file, whoever made it.
    ///
    /// # Errors
    /// When SQLite can't: it isn't a database, or is damaged.
    pub fn fold_in(folder: &Path) -> Stored<()> {
        let [path, ..] = Self::files(folder);
        let db = connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        fold(&db)?;
        db.close().map_err(|(_, error)| error.into())
    }

    /// Whether a file is by itself: a database in use keeps its newest part in a second file, and a copy of the first alone lacks it.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn is_by_itself(path: &Path) -> std::io::Result<bool> {
        let mut header = [0; WRITE_VERSION_AT + 1];
        File::open(path)?.read_exact(&mut header)?;
        Ok(header[WRITE_VERSION_AT] == 1)
    }

    /// Copies everything, as it is at this moment, into one file that needs no other. The file must be empty or absent. Others may
    /// read and write meanwhile.
    ///
    /// # Errors
    /// When the database can't be read or the file can't be written.
    pub fn copy_into(&self, file: &Path) -> Stored<()> {
        let name =
            file.to_str().ok_or_else(|| StoreError::Broken("the file's name isn't in Unicode".to_owned()))?;
        self.db.execute("VACUUM INTO ?", params![name])?;
        Ok(())
    }

    /// What SQLite itself finds wrong; nothing when all is well.
    ///
    /// # Errors
    /// When it can't be asked.
    pub fn integrity(&self) -> Stored<Vec<String>> {
        let mut query = self.db.prepare(&format!("PRAGMA integrity_check({INTEGRITY_LINES_MAX})"))?;
        let lines = query.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
        Ok(if lines == ["ok"] { Vec::new() } else { lines })
    }

    /// Makes all indexes anew, from what they are indexes of.
    ///
    /// # Errors
    /// When SQLite can't.
    pub fn reindex(&mut self) -> Stored<()> {
        Ok(self.db.execute_batch("REINDEX")?)
    }

    /// Does several things that all see the database as it is now, whoever writes meanwhile.
    ///
    /// # Errors
    /// When the store fails.
    pub fn standing_still<T>(&mut self, look: impl FnOnce(&mut Self) -> Stored<T>) -> Stored<T> {
        self.db.execute_batch("BEGIN")?;
        let result = look(self);
        // Some errors have ended it already.
        if !self.db.is_autocommit() {
            self.db.execute_batch("ROLLBACK")?;
        }
        result
    }

    /// Brings what the write-ahead log holds into the database's file, so that the file is whole without it, and closes.
    ///
    /// # Errors
    /// When somebody else still reads, or the disk fails.
    pub fn close_whole(self) -> Stored<()> {
        fold(&self.db)?;
        self.db.close().map_err(|(_, error)| error.into())
    }
}

pub(super) fn fold(db: &Connection) -> Stored<()> {
    let busy: i64 = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy == 0 { Ok(()) } else { Err(StoreError::Broken("somebody else reads it".to_owned())) }
}
