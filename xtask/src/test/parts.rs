//! The parts of the test command, except tidy.

use super::Tally;
use crate::build::{self, FAILPOINTS, Flavour, NATIVE};
use crate::place;
use crate::step::{cargo, listen, ok, program, timed, web_cargo};
use crate::tools;
use crate::trouble::{Done, Trouble};
use std::ffi::OsString;

/// Seeds of the simulator in a full run. More: `cargo xtask sim --seeds N`.
const SEEDS: &str = "300";

/// Format, clippy for both worlds, unit tests, doc tests.
pub(super) fn unit(tally: &mut Tally) -> Done {
    timed("format", || {
        let same = ok("cargo fmt", cargo().args(["fmt", "--all", "--check"]))?;
        tally.check("cargo fmt --all --check", same);
        Ok(())
    })?;
    timed("clippy (native)", || {
        let mut clippy = cargo();
        clippy
            .args(["clippy", "--quiet", "--locked", "--all-targets"])
            .args(NATIVE)
            .args(FAILPOINTS)
            .args(["-p", "xtask", "--", "-D", "warnings"]);
        tally.check("clippy on the native crates", ok("cargo clippy", &mut clippy)?);
        Ok(())
    })?;
    timed("clippy (app)", || {
        tools::for_web()?;
        let mut clippy = web_cargo();
        clippy.args(["clippy", "--quiet", "--locked", "--all-targets", "--target", "wasm32-unknown-unknown"]);
        clippy.args(["--profile", Flavour::Test.profile(), "-p", "sightline-app", "--", "-D", "warnings"]);
        tally.check("clippy on the app", ok("cargo clippy", &mut clippy)?);
        Ok(())
    })?;
    build::dev_relay()?;
    timed("unit tests", || native_tests(tally, &UNIT))?;
    timed("doc tests", || doc_tests(tally))?;
    timed("tests of these commands", || {
        let said = listen("cargo test", cargo().args(["test", "--quiet", "--locked", "-p", "xtask"]))?;
        tally.take("tests of the commands", &said);
        Ok(())
    })
}

/// The simulator over a fixed range of seeds, the same everywhere, and its own tests.
pub(super) fn sim(tally: &mut Tally) -> Done {
    let simulator = crate::sim::simulator()?;
    timed("simulator", || {
        let said = listen("the simulator", program(simulator).args(["--seeds", SEEDS]))?;
        tally.take("the simulator", &said);
        Ok(())
    })?;
    timed("tests that cross crates", || native_tests(tally, &CROSSING))?;
    timed("the simulator finds mistakes", || native_tests(tally, &MISTAKES))
}

/// The relay as a process.
pub(super) fn relay(tally: &mut Tally) -> Done {
    build::dev_relay()?;
    timed("relay tests", || native_tests(tally, &RELAY))
}

/// The app's own tests, in a headless browser.
pub(super) fn web(tally: &mut Tally) -> Done {
    let tools = tools::for_web()?;
    let browser = tools::browser()?;
    let driver = browser.driver.ok_or_else(|| {
        Trouble::new(
            "chromedriver is missing: install the package chromium-driver, or set CHROMEDRIVER to its path",
        )
    })?;
    timed("app tests in the browser", || {
        let mut tests = web_cargo();
        tests
            .args([
                "test",
                "--locked",
                "--target",
                "wasm32-unknown-unknown",
                "--profile",
                Flavour::Test.profile(),
                "-p",
                "sightline-app",
            ])
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", tools.bin.join("wasm-bindgen-test-runner"))
            .env("CHROMEDRIVER", driver)
            .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
        tally.take("app tests in the browser", &listen("app tests", &mut tests)?);
        Ok(())
    })
}

/// Playwright, with these arguments of its own.
pub(super) fn e2e(tally: &mut Tally, args: &[OsString]) -> Done {
    let browser = tools::browser()?;
    timed("packages of the browser tests", tools::node_modules)?;
    let assets = build::app(Flavour::Test)?;
    let relay = build::dev_relay()?;
    timed("end to end", || {
        let mut playwright = program("npx");
        playwright
            .args(["--no-install", "playwright", "test"])
            .args(args)
            .current_dir(place::e2e())
            .env("CHROME", browser.chrome)
            .env("SIGHTLINE_BIN", relay)
            .env("SIGHTLINE_ASSETS", assets);
        tally.take("end to end", &listen("playwright", &mut playwright)?);
        Ok(())
    })
}

/// Which of the native tests. Plain `cargo test`, since a test that skips itself says so on standard output, which other runners keep
/// to themselves.
struct Native {
    what: &'static str,
    chosen: &'static [&'static str],
}

const UNIT: Native =
    Native { what: "unit tests", chosen: &["-p", "sightline-shared", "-p", "sightline", "--lib", "--bins"] };
const CROSSING: Native = Native {
    what: "tests that cross crates",
    chosen: &["-p", "sightline-tests", "--lib", "--bins", "--tests"],
};
/// Built apart, with mistakes that nothing else has (shared/src/mutant.rs).
const MISTAKES: Native = Native {
    what: "mistakes for the simulator to find",
    chosen: &["-p", "sightline-tests", "--features", "mutants", "--test", "mutants"],
};
const RELAY: Native = Native { what: "relay tests", chosen: &["-p", "sightline", "--test", "*"] };

fn native_tests(tally: &mut Tally, native: &Native) -> Done {
    let mut tests = cargo();
    tests.args(["test", "--quiet", "--locked", "--no-fail-fast"]).args(native.chosen).args(FAILPOINTS);
    let said = listen(native.what, &mut tests)?;
    tally.take(native.what, &said);
    Ok(())
}

fn doc_tests(tally: &mut Tally) -> Done {
    let said = listen(
        "doc tests",
        cargo().args(["test", "--quiet", "--locked", "--doc"]).args(NATIVE).args(FAILPOINTS),
    )?;
    tally.take("doc tests", &said);
    Ok(())
}
