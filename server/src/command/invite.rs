//! `sightline invite`.

use super::workspace;
use crate::clock;
use crate::error::CommandError;
use crate::http::api::new_invite;
use crate::limits::{INVITE_DAYS_MAX, INVITE_USES_MAX};
use crate::store::{AccessStore, LogStore, SqliteStore};
use crate::{project, serve, terminal};
use clap::Args;
use sightline_shared::id::DocId;
use std::path::PathBuf;

/// What `invite` is told.
#[derive(Debug, Args)]
pub(super) struct Invite {
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

pub(super) fn run(args: &Invite) -> Result<(), CommandError> {
    let mut store = workspace(&args.data)?;
    if store.suspended()?.is_some() {
        return Err(CommandError::Usage(
            "this workspace was restored from a backup and is suspended: run sightline resume first"
                .to_owned(),
        ));
    }
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
