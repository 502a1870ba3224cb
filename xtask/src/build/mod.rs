//! Builds the app with trunk and the relay with cargo, and skips what hasn't changed.

mod dist;
mod fingerprint;

use crate::place;
use crate::step::{cargo_build, program, run, timed};
use crate::tools::{self, Tools};
use crate::trouble::{About, Done, Trouble};
use std::fs;
use std::path::PathBuf;

/// How the app is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavour {
    /// What is shipped: size first.
    Release,
    /// What tests use: built fast.
    Test,
}

impl Flavour {
    /// The cargo profile.
    pub(crate) fn profile(self) -> &'static str {
        match self {
            Self::Release => "web-release",
            Self::Test => "web-test",
        }
    }

    /// Where the built app is.
    pub(crate) fn dist(self) -> PathBuf {
        match self {
            Self::Release => place::root().join("dist"),
            Self::Test => place::target().join("dist-test"),
        }
    }
}

/// The crates that are built for this machine. Always named together, so that cargo gives their dependencies one set of features
/// and compiles them once.
pub(crate) const NATIVE: [&str; 8] =
    ["-p", "sightline-shared", "-p", "sightline", "-p", "sightline-kit", "-p", "sightline-tests"];

/// Tests make the relay die at named places; what is shipped has none. Always given with [`NATIVE`], for the same reason.
pub(crate) const FAILPOINTS: [&str; 2] = ["--features", "sightline/failpoints"];

/// Builds the app unless nothing changed since the last time. Answers where it is.
pub(crate) fn app(flavour: Flavour) -> Done<PathBuf> {
    let dist = flavour.dist();
    let tools = tools::for_web()?;
    let optimiser = if flavour == Flavour::Release { tools::wasm_opt()? } else { None };
    let note = format!(
        "{}, {}, optimised: {}, names: {}",
        flavour.profile(),
        tools.versions,
        optimiser.is_some(),
        keeps_names()
    );
    let stamp = place::web_target().join(format!("{}.fingerprint", flavour.profile()));
    let print = fingerprint::of_app(&note)?;
    if dist.join("index.html").is_file() && fs::read_to_string(&stamp).is_ok_and(|last| last == print) {
        return Ok(dist);
    }
    // Gone first: an interrupted build is never taken for a finished one.
    let _ = fs::remove_file(&stamp);
    timed(&format!("app ({})", flavour.profile()), || {
        trunk(flavour, &tools)?;
        dist::finish(&dist, flavour, optimiser.as_deref())
    })?;
    fs::write(&stamp, print).about("write", &stamp)?;
    Ok(dist)
}

/// Whether the shipped build keeps the names of its functions, for the browser's profiler. They are half of the file.
pub(super) fn keeps_names() -> bool {
    std::env::var_os("SIGHTLINE_NAMES").is_some()
}

fn trunk(flavour: Flavour, tools: &Tools) -> Done {
    let dist = flavour.dist();
    fs::create_dir_all(&dist).about("create", &dist)?;
    let mut trunk = program(&tools.trunk);
    trunk
        .args([
            "build",
            "--offline",
            "true",
            "--locked",
            "true",
            "--skip-version-check",
            "--cargo-profile",
            flavour.profile(),
        ])
        .arg("--dist")
        .arg(&dist)
        .env("CARGO_TARGET_DIR", place::web_target())
        .env("PATH", tools.path()?)
        // trunk takes "true" and "false" for it and nothing else.
        .env_remove("NO_COLOR")
        // Its own stack tells nothing about the app.
        .env_remove("RUST_BACKTRACE");
    if keeps_names() {
        trunk.env("CARGO_PROFILE_WEB_RELEASE_STRIP", "none");
    }
    run("trunk build", &mut trunk)
}

/// Builds the relay that is shipped, with the app inside. Answers where it is.
pub(crate) fn release_relay(dist: &std::path::Path) -> Done<PathBuf> {
    let mut build = cargo_build();
    build.args(["--release", "-p", "sightline", "--bins"]).env("SIGHTLINE_DIST", dist);
    timed("relay (release)", || run("cargo build", &mut build))?;
    let relay = place::target().join("release").join(format!("sightline{}", std::env::consts::EXE_SUFFIX));
    exists(relay)
}

/// Builds the relay, and the tests beside it, as the tests use them. Answers where the relay is.
pub(crate) fn dev_relay() -> Done<PathBuf> {
    let mut build = cargo_build();
    build.args(["--lib", "--bins", "--tests"]).args(NATIVE).args(FAILPOINTS);
    timed("relay and tests (dev)", || run("cargo build", &mut build))?;
    exists(place::dev_relay())
}

fn exists(relay: PathBuf) -> Done<PathBuf> {
    if relay.is_file() { Ok(relay) } else { Err(Trouble::new(format!("cargo built no {}", relay.display()))) }
}
