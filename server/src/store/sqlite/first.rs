//! A database is made under another name and takes its own when it is whole: a power cut on the way leaves nothing that a start would stumble over (RE32).

use super::{FILE, Stored, connect, schema, upkeep};
use crate::failpoint;
use crate::store::StoreError;
use rusqlite::OpenFlags;
use sightline_shared::id::{LogId, WorkspaceId};
use std::fs::{self, File};
use std::io;
use std::path::Path;

/// Makes the database in this folder, which has none.
pub(super) fn make(folder: &Path, new: (WorkspaceId, LogId)) -> Stored<()> {
    let unfinished = folder.join(format!("{FILE}.new"));
    for end in ["", "-wal", "-shm", "-journal"] {
        match fs::remove_file(folder.join(format!("{FILE}.new{end}"))) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(&error)),
            _ => {}
        }
    }
    let mut db = connect(&unfinished, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    schema::make(&mut db, new)?;
    upkeep::fold(&db)?;
    // The last connection takes the write-ahead log away.
    db.close().map_err(|(_, error)| StoreError::from(error))?;
    failpoint::reach("made")?;
    take_name(folder, &unfinished).map_err(|error| failed(&error))
}

fn take_name(folder: &Path, unfinished: &Path) -> io::Result<()> {
    // Some systems sync only what is open for writing.
    File::options().read(true).write(true).open(unfinished)?.sync_all()?;
    fs::rename(unfinished, folder.join(FILE))?;
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    Ok(())
}

fn failed(error: &io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::StorageFull => StoreError::Full,
        _ => StoreError::Broken(format!("the database can't be made: {error}")),
    }
}
