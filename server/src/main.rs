//! The binary's commands.

use clap::Parser;
use sightline::command::{self, Cli};
use std::process::ExitCode;

fn main() -> ExitCode {
    match command::run(Cli::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("sightline: {error}");
            error.exit_code()
        }
    }
}
