//! `cargo xtask sim`: the simulator, with its arguments passed on.

use crate::build;
use crate::place;
use crate::step::{ok, program};
use crate::trouble::Done;
use std::path::PathBuf;
use std::process::ExitCode;

/// Builds the simulator. Answers where it is.
pub(crate) fn simulator() -> Done<PathBuf> {
    build::dev_relay()?;
    Ok(place::target().join("debug").join(format!("sim{}", std::env::consts::EXE_SUFFIX)))
}

/// The command; the simulator knows its own arguments.
pub(crate) fn run(mut args: lexopt::Parser) -> Done<ExitCode> {
    let rest: Vec<_> = args.raw_args()?.collect();
    let held = ok("the simulator", program(simulator()?).args(rest))?;
    Ok(if held { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
