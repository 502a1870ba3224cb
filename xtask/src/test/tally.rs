//! Counting what passed, out of what the test runners print.

use crate::step::Said;
use std::fmt;

/// How many checks passed, failed and could not be made.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Checks that held.
    pub(crate) passed: u64,
    /// Checks that didn't.
    pub(crate) failed: u64,
    /// Checks that could not be made here. Never counted as passed.
    pub(crate) skipped: u64,
    /// A word for each skip that says why.
    pub(crate) why_skipped: Vec<String>,
    /// Names of checks of our own that failed.
    pub(crate) what_failed: Vec<String>,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

/// The begin of a line by which a test says that it could not be made here.
const SKIP: &str = "skipped: ";

impl Tally {
    /// Adds another count to this one.
    pub(crate) fn add(&mut self, other: &Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
        self.why_skipped.extend_from_slice(&other.why_skipped);
        self.what_failed.extend_from_slice(&other.what_failed);
    }

    /// Counts one check.
    pub(crate) fn check(&mut self, what: &str, held: bool) {
        if held {
            self.passed += 1;
        } else {
            println!("FAILED {what}");
            self.failed += 1;
            self.what_failed.push(what.to_owned());
        }
    }

    /// Counts one check that could not be made.
    pub(crate) fn skip(&mut self, why: impl Into<String>) {
        self.skipped += 1;
        self.why_skipped.push(why.into());
    }

    /// Counts what a test runner said. One that failed without counting a failure (it didn't compile) counts as one.
    pub(crate) fn take(&mut self, what: &str, said: &Said) {
        let mut counted = Self::default();
        for line in &said.lines {
            counted.line(line.trim());
        }
        if !said.success && counted.failed == 0 {
            counted.failed = 1;
        }
        let unexplained =
            counted.skipped.saturating_sub(u64::try_from(counted.why_skipped.len()).unwrap_or(0));
        if unexplained > 0 {
            counted
                .why_skipped
                .push(format!("{unexplained} of the {what}, which are run on request or say why above"));
        }
        if counted.failed > 0 {
            self.what_failed.push(what.to_owned());
        }
        self.add(&counted);
    }

    fn line(&mut self, line: &str) {
        if let Some(why) = line.strip_prefix(SKIP) {
            // The runner took the test for passed, since it returned without a complaint.
            self.passed = self.passed.saturating_sub(1);
            self.skip(why);
        } else if let Some(counts) = line.strip_prefix("test result: ") {
            let counts = counts.trim_start_matches("ok. ").trim_start_matches("FAILED. ");
            self.words(counts, &["passed"], &["failed"], &["ignored"], ';');
        } else if line.chars().next().is_some_and(|first| first.is_ascii_digit()) {
            // Playwright's closing lines, one count each, and the simulator's.
            let counts = line.split(" (").next().unwrap_or(line);
            self.words(
                counts,
                &["passed", "flaky"],
                &["failed", "interrupted", "did not run"],
                &["skipped"],
                ',',
            );
        }
    }

    fn words(&mut self, counts: &str, passed: &[&str], failed: &[&str], skipped: &[&str], separator: char) {
        for count in counts.split(separator) {
            let count = count.split(" (").next().unwrap_or(count).trim();
            let Some((number, word)) = count.split_once(' ') else { continue };
            let Ok(number) = number.parse::<u64>() else { continue };
            if passed.contains(&word) {
                self.passed += number;
            } else if failed.contains(&word) {
                self.failed += number;
            } else if skipped.contains(&word) {
                self.skipped += number;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(lines: &[&str], success: bool) -> (u64, u64, u64) {
        let mut tally = Tally::default();
        tally.take("x", &Said { lines: lines.iter().map(|line| (*line).to_owned()).collect(), success });
        (tally.passed, tally.failed, tally.skipped)
    }

    #[test]
    fn each_runner_is_understood() {
        assert_eq!(
            count(&["test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out"], true),
            (5, 0, 1)
        );
        assert_eq!(
            count(&["test result: FAILED. 5 passed; 2 failed; 0 ignored; 0 measured"], false),
            (5, 2, 0)
        );
        assert_eq!(
            count(&["  2 failed", "  1 skipped", "  3 did not run", "  17 passed (1.2m)"], false),
            (17, 5, 1)
        );
        assert_eq!(
            count(&["40 seeds, 900 steps, 80 changes in the logs, 1 failed", "39 passed, 1 failed"], false).0,
            39
        );
    }

    #[test]
    fn a_run_that_dies_counts_as_a_failure() {
        assert_eq!(count(&["error: could not compile"], false), (0, 1, 0));
    }

    #[test]
    fn a_skip_is_not_a_pass() {
        let lines = ["skipped: no data", "test result: ok. 1 passed; 0 failed; 0 ignored"];
        assert_eq!(count(&[lines[1], lines[0]], true), (0, 0, 1));
    }
}
