//! What ends a command, with the exit code that it ends with. HTTP's refusals are in `http::problem`, the store's in `store`.

use crate::store::StoreError;
use std::{io, net::SocketAddr, path::PathBuf, process::ExitCode};

/// Why a command ended. Each is one sentence for the person at the terminal.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The command line contradicts itself or can't be followed.
    #[error("{0}")]
    Usage(String),
    /// The address is taken.
    #[error("another program already listens on {0}: stop it, or choose another port with --port")]
    PortInUse(SocketAddr),
    /// The address can't be listened on.
    #[error("can't listen on {0}: {1}")]
    Listen(SocketAddr, io::Error),
    /// The data folder can't be used.
    #[error("can't use the data folder {0}: {1}")]
    DataFolder(PathBuf, io::Error),
    /// Another relay has the data folder.
    #[error(
        "another sightline process uses the data folder {0}: stop it first, or choose another folder with --data"
    )]
    Locked(PathBuf),
    /// A restore into this folder didn't come to its end.
    #[error(
        "a restore into {0} was cut short, and the old database has its dated name already: run sightline restore again"
    )]
    HalfRestored(PathBuf),
    /// The database lacks what it had durably before.
    #[error(
        "the database in {folder} lacks what it had before (entry {seq} of its log): it was copied without the files beside it, or an older \
         one was put in its place. Put the right files back; or make the most of what is here, by sightline backup into a new file and \
         sightline restore --replace of that file: then devices notice"
    )]
    Behind {
        /// The folder.
        folder: PathBuf,
        /// The last entry that is known to have been there.
        seq: u64,
    },
    /// A backup's or another file can't be used.
    #[error("can't use the file {0}: {1}")]
    File(PathBuf, io::Error),
    /// A copy of a database in use.
    #[error(
        "{0} is a copy of a database in use, and what was beside it is missing, perhaps its newest part: make a backup by sightline backup"
    )]
    LiveCopy(PathBuf),
    /// A backup that can't be trusted.
    #[error("{0} is damaged: {1}")]
    DamagedFile(PathBuf, String),
    /// The store can't be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A certificate or key can't be used.
    #[error("{0}")]
    Tls(String),
    /// The demo can't be filled in.
    #[error("the demo can't be filled in: {0}")]
    Demo(String),
    /// Something else went wrong with a file or a socket.
    #[error("{0}: {1}")]
    Io(&'static str, io::Error),
}

impl CommandError {
    /// 2 for bad usage, 1 for everything else.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(if matches!(self, Self::Usage(_)) { 2 } else { 1 })
    }
}
