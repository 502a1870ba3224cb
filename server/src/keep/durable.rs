//! Files that are there as a whole, or not at all, also after a power cut.

use crate::clock;
use sightline_shared::id::Incarnation;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file under a name of its own until it is complete; removed when dropped before that.
#[derive(Debug)]
pub struct Unfinished {
    path: PathBuf,
    target: PathBuf,
}

impl Unfinished {
    /// Makes an empty file beside the target, for its owner's eyes only.
    ///
    /// # Errors
    /// When it can't be made.
    pub fn beside(target: &Path) -> io::Result<Self> {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let path = target.with_file_name(format!(".{name}.{}.part", Incarnation::random(&mut clock::rng())));
        drop(owners_only(&path)?);
        Ok(Self { path, target: target.to_owned() })
    }

    /// Where it is for now.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Makes it durable under its target's name, in the place of what was there.
    ///
    /// # Errors
    /// When the disk fails; the target is then as it was.
    pub fn replace(self) -> io::Result<()> {
        sync(&self.path)?;
        fs::rename(&self.path, &self.target)?;
        sync_folder_of(&self.target)
    }

    /// Makes it durable under its target's name, if that is still free.
    ///
    /// # Errors
    /// `AlreadyExists`, or when the disk fails.
    pub fn publish(self) -> io::Result<()> {
        sync(&self.path)?;
        // Unlike a rename, a second name never takes the place of a file that somebody made meanwhile.
        match fs::hard_link(&self.path, &self.target) {
            Ok(()) => fs::remove_file(&self.path)?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
            // Some file systems (FAT) know one name a file.
            Err(_) if !self.target.exists() => fs::rename(&self.path, &self.target)?,
            Err(error) => return Err(error),
        }
        sync_folder_of(&self.target)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Once it has its name it isn't here any more.
        let _ = fs::remove_file(&self.path);
    }
}

/// Writes a small file as a whole.
///
/// # Errors
/// When the disk fails; what was there before is then still there.
pub fn write(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let file = Unfinished::beside(target)?;
    File::options().write(true).open(file.path())?.write_all(bytes)?;
    file.replace()
}

/// Makes a file's content durable.
///
/// # Errors
/// When the disk fails.
pub fn sync(file: &Path) -> io::Result<()> {
    // Some systems sync only what is open for writing.
    File::options().read(true).write(true).open(file)?.sync_all()
}

/// Makes the names in this file's folder durable.
///
/// # Errors
/// When the disk fails.
pub fn sync_folder_of(file: &Path) -> io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    // Elsewhere folders can't be opened, and names are durable with their files.
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// Makes a file that only its owner may read: it will hold hashes of secrets, and people's words.
///
/// # Errors
/// `AlreadyExists`, or when it can't be made.
pub fn owners_only(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
