//! The relay as it is shipped, as a process, and a load client in another.

use crate::build;
use crate::place;
use crate::step::{cargo_build, listen, program, run, timed};
use crate::trouble::{Done, Trouble};

/// Runs these rows, or all.
pub(super) fn rows(rows: &[String]) -> Done<Vec<String>> {
    let mut client = cargo_build();
    client.args(["--release", "-p", "sightline-kit", "--features", "bench", "--bin", "load"]);
    let relay = build::bare_relay()?;
    timed("load client (release)", || run("cargo build", &mut client))?;
    let load = place::target().join("release").join(format!("load{}", std::env::consts::EXE_SUFFIX));
    let said = listen("sync", program(load).args(rows).env("SIGHTLINE_BIN", relay))?;
    if !said.success {
        return Err(Trouble::new("the bench sync did not finish"));
    }
    Ok(said.lines.into_iter().filter(|line| line.starts_with("{\"bench\"")).collect())
}
