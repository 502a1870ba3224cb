//! `sightline doctor`.

use crate::clock;
use crate::error::CommandError;
use crate::keep::doctor::{self, Finding};
use crate::terminal;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

/// What `doctor` is told.
#[derive(Debug, Args)]
pub(super) struct Doctor {
    /// The relay's data folder.
    #[arg(long, value_name = "DIR", default_value = "./data")]
    data: PathBuf,
    /// Look at a backup's file instead.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["data", "repair"])]
    file: Option<PathBuf>,
    /// Make anew what follows from the log. Stop the relay first.
    #[arg(long)]
    repair: bool,
}

/// Looks, and says each thing that is wrong.
pub(super) fn run(args: &Doctor) -> Result<ExitCode, CommandError> {
    let began = clock::now();
    let (mut could, mut never) = (0_u64, 0_u64);
    let mut tell = |finding: &Finding, repaired: bool| {
        println!(
            "{}{}",
            terminal::printable(&finding.to_string()),
            if repaired { " (repaired)" } else { "" }
        );
        could += u64::from(!repaired && finding.is_repairable());
        never += u64::from(!repaired && !finding.is_repairable());
    };
    let report = match &args.file {
        Some(file) => doctor::look_at_file(file, &mut tell)?,
        None if args.repair => doctor::repair(&args.data, &mut tell)?,
        None => doctor::look(&args.data, &mut tell)?,
    };
    let milliseconds = (clock::now() - began).0;
    println!("documents: {}\nlog entries: {}\nlog: {}", report.docs, report.entries, report.log);
    println!("findings: {}, of these repaired: {}", report.found, report.repaired);
    println!("seconds: {}.{}", milliseconds / 1_000, milliseconds % 1_000 / 100);
    if could > 0 {
        println!("\nsightline doctor --repair puts {could} of these right.");
    }
    if never > 0 {
        println!(
            "\n{never} can't be repaired from what is here: restore a backup by sightline restore --replace; devices give back what it lacks."
        );
    }
    Ok(if report.left() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
