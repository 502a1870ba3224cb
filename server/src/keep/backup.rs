//! A workspace in one file, made while the relay serves.

use super::durable::Unfinished;
use super::look::{self, Holds};
use crate::error::CommandError;
use crate::store::SqliteStore;
use std::io;
use std::path::Path;

/// Writes everything that the database holds at this moment into a file that wasn't there. The file appears once it is complete, checked
/// and durable.
///
/// # Errors
/// When there is no workspace, the file is there already, or can't be written; when what was copied is damaged.
pub fn make(data: &Path, file: &Path) -> Result<Holds, CommandError> {
    if !SqliteStore::is_in(data) {
        return Err(CommandError::Usage(format!("there is no workspace in {}", data.display())));
    }
    if file.exists() {
        return Err(taken(file));
    }
    let failed = |error: io::Error| CommandError::File(file.to_owned(), error);
    let [database, ..] = SqliteStore::files(data);
    let store = SqliteStore::open_file(&database)?;
    let copy = Unfinished::beside(file).map_err(failed)?;
    store.copy_into(copy.path())?;
    let holds = look::at_backup(copy.path())?;
    copy.publish().map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => taken(file),
        _ => failed(error),
    })?;
    Ok(holds)
}

fn taken(file: &Path) -> CommandError {
    CommandError::Usage(format!("{} is there already: a backup never overwrites a file", file.display()))
}
