//! `cargo xtask shots`: pictures of every screen, for the documents and for looking at.

use crate::build::{self, Flavour};
use crate::place;
use crate::step::{program, run as run_step, timed};
use crate::tools;
use crate::trouble::Done;
use std::process::ExitCode;

/// Takes them from the app as the tests build it, which looks the same, in the demo workspace, and from the imported log when its data is there.
pub(crate) fn run(args: &mut lexopt::Parser) -> Done<ExitCode> {
    if let Some(arg) = args.next()? {
        return Err(arg.unexpected().into());
    }
    let browser = tools::browser()?;
    tools::node_modules()?;
    let assets = build::app(Flavour::Test)?;
    let relay = build::dev_relay()?;
    timed("shots", || {
        let mut node = program("node");
        node.arg("shots.mjs")
            .current_dir(place::e2e())
            .env("CHROME", browser.chrome)
            .env("SIGHTLINE_BIN", relay)
            .env("SIGHTLINE_ASSETS", assets)
            .env("SIGHTLINE_SHOTS", place::root().join("docs").join("shots"));
        run_step("shots", &mut node)
    })?;
    Ok(ExitCode::SUCCESS)
}
