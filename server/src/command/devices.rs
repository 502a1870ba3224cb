//! `sightline devices`, `revoke` and `resume`: who may come in, as the operator sees it.

use super::workspace;
use crate::error::CommandError;
use crate::store::{AccessStore, By, DeviceRecord, InviteRecord, LogStore, SqliteStore, Stored};
use crate::{clock, project, terminal};
use clap::Args;
use sightline_shared::id::DocId;
use std::path::PathBuf;

/// What `revoke` is told.
#[derive(Debug, Args)]
pub(super) struct Revoke {
    /// The device's or the invite's id.
    #[arg(value_name = "ID")]
    id: String,
    /// The relay's data folder.
    #[arg(long, value_name = "DIR", default_value = "./data")]
    data: PathBuf,
}

/// What `resume` is told.
#[derive(Debug, Args)]
pub(super) struct Resume {
    /// Everybody in the list may come in: resume.
    #[arg(long)]
    yes: bool,
    /// The relay's data folder.
    #[arg(long, value_name = "DIR", default_value = "./data")]
    data: PathBuf,
}

/// Prints who has joined, and who may still join.
pub(super) fn list(store: &SqliteStore) -> Result<(), CommandError> {
    let devices = store.devices()?;
    println!("{}:", terminal::count(devices.len(), "device"));
    for device in &devices {
        println!("  {}", device_line(store, device)?);
    }
    let invites = store.invites(clock::now())?;
    println!("{}:", terminal::count(invites.len(), "open invite"));
    for invite in &invites {
        println!("  {}", invite_line(store, invite)?);
    }
    Ok(())
}

/// Revokes a device, or else an invite.
pub(super) fn revoke(args: &Revoke) -> Result<(), CommandError> {
    let mut store = workspace(&args.data)?;
    let device = args.id.parse().ok();
    let revoked = device.map(|device| store.revoke(device, By::Operator, clock::now())).transpose()?;
    if let Some(Ok(device)) = revoked {
        println!("Revoked: {}", device_line(&store, &device)?);
        println!("It is out within a second. To come back it needs a new invite, and joins as a new device.");
        return Ok(());
    }
    if store.revoke_invite(&args.id)? {
        println!("Revoked: invite {}", args.id);
        return Ok(());
    }
    Err(CommandError::Usage(format!(
        "there is no device and no invite {}: sightline devices lists them",
        terminal::printable(&args.id)
    )))
}

/// Lists who may come in; with `--yes` lets them.
pub(super) fn resume(args: &Resume) -> Result<(), CommandError> {
    let mut store = workspace(&args.data)?;
    let Some(since) = store.suspended()? else {
        println!("This workspace isn't suspended: its devices may come in.");
        return Ok(());
    };
    if args.yes {
        store.resume()?;
        println!("Resumed: devices come back by themselves within a minute.");
        return Ok(());
    }
    println!("Restored on {}; nobody is let in until you resume.\n", terminal::moment(since));
    list(&store)?;
    println!(
        "\nThese are the devices and invites as the backup knew them. Those that were revoked after it was made are in the list again:\n\
         revoke them now, by sightline revoke ID. Then run sightline resume --yes."
    );
    Ok(())
}

fn device_line(store: &SqliteStore, device: &DeviceRecord) -> Stored<String> {
    let mut parts = vec![
        device.id.to_string(),
        terminal::printable(&device.name),
        named(store, device.person, "a person without a name")?,
        device.team.map_or(Ok("no team".to_owned()), |team| named(store, team, "a team without a name"))?,
        format!("joined {}", terminal::moment(device.joined)),
    ];
    parts.extend(device.seen.map(|seen| format!("heard of {}", terminal::moment(seen))));
    parts.extend(device.admin.then(|| "admin".to_owned()));
    parts.extend(device.revoked.map(|revoked| format!("REVOKED {}", terminal::moment(revoked))));
    Ok(parts.join(" · "))
}

fn invite_line(store: &SqliteStore, invite: &InviteRecord) -> Stored<String> {
    let mut parts = vec![
        invite.id.clone(),
        invite.team.map_or(Ok("any team".to_owned()), |team| named(store, team, "a team without a name"))?,
        format!("for {}", terminal::count(invite.uses_left, "device")),
        format!("until {}", terminal::moment(invite.expires)),
    ];
    parts.extend(invite.admin.then(|| "makes admins".to_owned()));
    Ok(parts.join(" · "))
}

/// What the rows call a person or a team.
fn named<S: LogStore>(store: &S, doc: DocId, or: &str) -> Stored<String> {
    let name = project::name(store, doc)?.filter(|name| !name.trim().is_empty());
    Ok(name.map_or_else(|| or.to_owned(), |name| terminal::printable(&name)))
}
