//! `cargo xtask test`: all checks, counted in one line at the end.

mod parts;
mod tally;

use crate::step::now;
use crate::trouble::{Done, Trouble};
use std::ffi::OsString;
use std::process::ExitCode;
pub(crate) use tally::Tally;

/// A group of checks that can be run alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The rules of the house.
    Tidy,
    /// Format, clippy, unit tests.
    Unit,
    /// The simulator.
    Sim,
    /// The relay as a process, and other tests that cross crates.
    Relay,
    /// The app's ports in a browser.
    Web,
    /// A person's way through the app, in a browser.
    E2e,
}

/// Quick ones first: a mistake shows early.
const ALL: [Part; 6] = [Part::Tidy, Part::Unit, Part::Sim, Part::Relay, Part::Web, Part::E2e];

impl Part {
    fn name(self) -> &'static str {
        match self {
            Self::Tidy => "tidy",
            Self::Unit => "unit",
            Self::Sim => "sim",
            Self::Relay => "relay",
            Self::Web => "web",
            Self::E2e => "e2e",
        }
    }

    fn check(self, tally: &mut Tally, playwright: &[OsString]) -> Done {
        match self {
            Self::Tidy => crate::tidy::check(tally),
            Self::Unit => parts::unit(tally),
            Self::Sim => parts::sim(tally),
            Self::Relay => parts::relay(tally),
            Self::Web => parts::web(tally),
            Self::E2e => parts::e2e(tally, playwright),
        }
    }
}

/// The command with its arguments. What stands after `--` goes to Playwright.
pub(crate) fn run(args: &mut lexopt::Parser) -> Done<ExitCode> {
    let words: Vec<OsString> = args.raw_args()?.collect();
    let mut words = words.split(|word| word == "--");
    let mut parts = Vec::new();
    for name in words.next().unwrap_or_default() {
        match ALL.iter().find(|part| name == part.name()) {
            Some(part) => parts.push(*part),
            None => {
                return Err(Trouble::new(format!(
                    "there is no part {name:?}: unit, sim, web, relay, e2e or tidy"
                )));
            }
        }
    }
    run_parts(if parts.is_empty() { &ALL } else { &parts }, words.next().unwrap_or_default())
}

/// Runs these parts, each to its end whatever the others say, and counts.
pub(crate) fn run_parts(parts: &[Part], playwright: &[OsString]) -> Done<ExitCode> {
    let mut total = Tally::default();
    let mut times = Vec::new();
    for part in parts {
        println!("━━ {}", part.name());
        let start = now();
        let mut tally = Tally::default();
        if let Err(trouble) = part.check(&mut tally, playwright) {
            println!("FAILED {}: {trouble}", part.name());
            tally.failed += 1;
        }
        times.push(format!("{:>6}: {:>6.1} s  {tally}", part.name(), start.elapsed().as_secs_f64()));
        total.add(&tally);
    }
    println!("\n{}\n", times.join("\n"));
    for skip in &total.why_skipped {
        println!("skipped: {skip}");
    }
    for failure in &total.what_failed {
        println!("failed: {failure}");
    }
    println!("{total}");
    Ok(if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
