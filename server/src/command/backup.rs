//! `sightline backup` and `restore`.

use crate::clock;
use crate::error::CommandError;
use crate::keep::{backup, restore};
use clap::Args;
use std::path::PathBuf;

/// What `backup` is told.
#[derive(Debug, Args)]
pub(super) struct Backup {
    /// The file to write; it must not be there.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The relay's data folder.
    #[arg(long, value_name = "DIR", default_value = "./data")]
    data: PathBuf,
}

/// What `restore` is told.
#[derive(Debug, Args)]
pub(super) struct Restore {
    /// A file that `sightline backup` wrote.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The data folder; made when it isn't there.
    #[arg(long, value_name = "DIR", default_value = "./data")]
    data: PathBuf,
    /// Take the place of the database that is there; it is kept beside it, under a dated name.
    #[arg(long)]
    replace: bool,
}

/// Makes a backup and says what it holds.
pub(super) fn make(args: &Backup) -> Result<(), CommandError> {
    let holds = backup::make(&args.data, &args.file)?;
    println!("{}\n{holds}", args.file.display());
    println!(
        "\nIt doesn't hold the key files of the data folder: seal.key, and what is in lan/. Keep a copy of seal.key somewhere else than\n\
         this file: whoever has both can pretend to be this relay."
    );
    Ok(())
}

/// Restores a backup and says what comes next.
pub(super) fn put(args: &Restore) -> Result<(), CommandError> {
    let restored = restore::restore(&args.file, &args.data, args.replace, clock::now())?;
    println!(
        "Restored into {}\n{}\nthe log goes on as: {}",
        args.data.display(),
        restored.holds,
        restored.log
    );
    if let Some(before) = restored.before {
        println!("the database that was there: {}", before.display());
    }
    println!(
        "\nKey files in the folder are as they were. Nobody is let in yet, for a device that was revoked after the backup was made would come in\n\
         again. Look who may, then let them in, before or while the relay runs:\n\n  sightline resume --data {}",
        args.data.display()
    );
    Ok(())
}
