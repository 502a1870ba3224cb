//! The command line.

use crate::clock;
use crate::config::ServeArgs;
use crate::error::CommandError;
use crate::http::api::new_invite;
use crate::limits::{INVITE_DAYS_MAX, INVITE_USES_MAX};
use crate::load::command::LoadCommand;
use crate::store::{AccessStore, LogStore, SqliteStore};
use crate::{logging, project, serve, terminal};
use clap::{Args, Parser, Subcommand};
use sightline_shared::id::DocId;
use std::path::PathBuf;
use std::process::ExitCode;

/// Sightline's relay: serves the app, merges what devices write, keeps the workspace's log.
#[derive(Debug, Parser)]
#[command(name = "sightline", version, arg_required_else_help = true)]
#[command(after_help = "Everything that the relay keeps is in its data folder: back that up. \
    Exit codes: 0 done, 1 failed, 2 the command line or a file that it names is wrong; import also knows 3: done, and some rows were reported.")]
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
    Invite(InviteArgs),
    /// Print the version.
    Version,
    #[command(flatten)]
    Load(LoadCommand),
}

#[derive(Debug, Args)]
struct InviteArgs {
    /// The team that those who join belong to, by its name on the map.
    #[arg(long, value_name = "NAME")]
    team: Option<String>,
    /// Days until it stops working.
    #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(u32).range(1..=i64::from(INVITE_DAYS_MAX)))]
    days: u32,
    /// How many devices may use it.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=i64::from(INVITE_USES_MAX)))]
    uses: u32,
    /// Make admins of those who join.
    #[arg(long)]
    admin: bool,
    /// The relay's data folder.
    #[arg(long, value_name = "DIR", default_value = "./data")]
    data: PathBuf,
}

/// Runs a command to its end.
///
/// # Errors
/// One sentence, and the exit code that goes with it.
pub fn run(cli: Cli) -> Result<ExitCode, CommandError> {
    match cli.command {
        Command::Serve(args) => {
            logging::start(args.log_json);
            serve::run(args.check()?)?;
        }
        Command::Invite(args) => invite(&args)?,
        Command::Version => println!("sightline {}", env!("CARGO_PKG_VERSION")),
        Command::Load(command) => return command.run(),
    }
    Ok(ExitCode::SUCCESS)
}

fn invite(args: &InviteArgs) -> Result<(), CommandError> {
    let nothing = || {
        CommandError::Usage(format!(
            "there is no workspace in {}: run sightline serve first",
            args.data.display()
        ))
    };
    let mut store = SqliteStore::open_existing(&args.data)?.ok_or_else(nothing)?;
    let never_served = || {
        CommandError::Usage(
            "this workspace was never served, so its address isn't known: run sightline serve first"
                .to_owned(),
        )
    };
    let base = store.remark(serve::ADDRESS_REMARK)?.ok_or_else(never_served)?;
    let team = args.team.as_deref().map(|name| team_named(&store, name)).transpose()?;
    let (invite, token) = new_invite(team, args.days, args.uses, args.admin).map_err(|_| {
        CommandError::Usage("an invite lasts 1 to 30 days and admits 1 to 100 devices".to_owned())
    })?;
    if !store.add_invite(&invite, clock::now())? {
        return Err(CommandError::Usage("too many invites are open: revoke some first".to_owned()));
    }
    let link = format!("{base}/#join={}", token.reveal());
    println!("{link}\n\n{}", terminal::qr(&link));
    println!("For {} within {}.", terminal::count(args.uses, "device"), terminal::count(args.days, "day"));
    Ok(())
}

fn team_named(store: &SqliteStore, name: &str) -> Result<DocId, CommandError> {
    let teams = project::teams(store)?;
    let fits =
        |team: &&sightline_shared::api::TeamName| team.name.to_lowercase() == name.trim().to_lowercase();
    let mut fitting = teams.iter().filter(fits);
    match (fitting.next(), fitting.next()) {
        (Some(team), None) => Ok(team.id),
        (Some(_), Some(_)) => {
            Err(CommandError::Usage(format!("two teams are called {name:?}: rename one in the app")))
        }
        (None, _) if teams.is_empty() => {
            Err(CommandError::Usage("there are no teams on the map yet".to_owned()))
        }
        (None, _) => {
            let names: Vec<&str> = teams.iter().take(20).map(|team| team.name.as_str()).collect();
            Err(CommandError::Usage(format!("no team is called {name:?}. Teams: {}", names.join(", "))))
        }
    }
}
