//! The command line.

mod backup;
mod devices;
mod doctor;
mod invite;

use crate::config::ServeArgs;
use crate::error::CommandError;
use crate::load::command::LoadCommand;
use crate::store::SqliteStore;
use crate::{logging, serve};
use backup::{Backup, Restore};
use clap::{Args, Parser, Subcommand};
use devices::{Resume, Revoke};
use doctor::Doctor;
use invite::Invite;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Sightline's relay: serves the app, merges what devices write, keeps the workspace's log.
#[derive(Debug, Parser)]
#[command(name = "sightline", version, arg_required_else_help = true)]
#[command(
    after_help = "Everything that the relay keeps is in its data folder: sightline backup copies it, while the relay runs, into one file. \
    Exit codes: 0 done, 1 failed, 2 the command line or a file that it names is wrong; import also knows 3: done, and some rows were reported."
)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the app and the workspace.
    ///
    /// On an empty data folder it prints a one-time set-up link: whoever opens it first becomes the workspace's admin. The relay speaks
    /// plain http to this machine only. For phones on the local network use --lan; on the internet give it a certificate
    /// (--tls-cert, --tls-key), or put a proxy that speaks https in front and name its address with --public-url.
    Serve(Box<ServeArgs>),
    /// Make an invite and print its link and QR code. The relay may be running.
    Invite(Invite),
    /// List the devices that have joined, and the open invites. The relay may be running.
    Devices(Folder),
    /// Revoke a device or an invite, by its id in the list of `sightline devices`. The relay may be running.
    ///
    /// A revoked device is out for good: its sessions and sockets end, and its key opens nothing any more. What it sent before stays.
    Revoke(Revoke),
    /// Let devices in again after a restore. The relay may be running.
    Resume(Resume),
    /// Write the whole workspace into one file. The relay may be running.
    ///
    /// The file is complete, checked and durable once it is there. It doesn't hold the key files of the data folder.
    Backup(Backup),
    /// Make a data folder out of a backup, while no relay uses it.
    ///
    /// The log goes on under a new id, so that every device compares what it has. Nobody is let in until sightline resume.
    Restore(Restore),
    /// Check a data folder, or a backup: is everything in it what the log adds up to? The relay may be running, but for --repair.
    ///
    /// Says each thing that is wrong in one sentence. Exit codes: 0 nothing is wrong, or all was repaired; 1 something is.
    Doctor(Doctor),
    /// Print the version.
    Version,
    #[command(flatten)]
    Load(LoadCommand),
}

/// A command that needs nothing but a data folder.
#[derive(Debug, Args)]
struct Folder {
    /// The relay's data folder.
    #[arg(long, value_name = "DIR", default_value = "./data")]
    data: PathBuf,
}

/// The workspace in a folder.
fn workspace(data: &Path) -> Result<SqliteStore, CommandError> {
    SqliteStore::open_existing(data)?.ok_or_else(|| {
        CommandError::Usage(format!("there is no workspace in {}: run sightline serve first", data.display()))
    })
}

/// Runs a command to its end.
///
/// # Errors
/// One sentence, and the exit code that goes with it.
pub fn run(cli: Cli) -> Result<ExitCode, CommandError> {
    crate::failpoint::prepare();
    match cli.command {
        Command::Serve(args) => {
            logging::start(args.log_json);
            serve::run(args.check()?)?;
        }
        Command::Invite(args) => invite::run(&args)?,
        Command::Devices(folder) => devices::list(&workspace(&folder.data)?)?,
        Command::Revoke(args) => devices::revoke(&args)?,
        Command::Resume(args) => devices::resume(&args)?,
        Command::Backup(args) => backup::make(&args)?,
        Command::Restore(args) => backup::put(&args)?,
        Command::Doctor(args) => return doctor::run(&args),
        Command::Version => println!("sightline {}", env!("CARGO_PKG_VERSION")),
        Command::Load(command) => return command.run(),
    }
    Ok(ExitCode::SUCCESS)
}
