//! The relay as it is shipped, as a process, and a load client in another.

use crate::place;
use crate::step::{cargo_build, listen, program, run, timed};
use crate::trouble::{Done, Trouble};

/// Runs these rows, or all.
pub(super) fn rows(rows: &[String]) -> Done<Vec<String>> {
    let mut build = cargo_build();
    // Together, so that what both need is compiled once.
    build.args([
        "--release",
        "-p",
        "sightline",
        "-p",
        "sightline-kit",
        "--features",
        "sightline-kit/bench",
        "--bins",
    ]);
    timed("relay and load client (release)", || run("cargo build", &mut build))?;
    let built =
        |name: &str| place::target().join("release").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    let said = listen("sync", program(built("load")).args(rows).env("SIGHTLINE_BIN", built("sightline")))?;
    if !said.success {
        return Err(Trouble::new("the bench sync did not finish"));
    }
    Ok(said.lines.into_iter().filter(|line| line.starts_with("{\"bench\"")).collect())
}
