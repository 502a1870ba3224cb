//! `sim --seeds N [--from S] [--replay SEED]`: runs the simulator and prints what it did. Exit code 1 when a seed failed.

use sightline_tests::sim::{Plan, run};
use std::collections::BTreeMap;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let number = |name: &str| {
        args.iter().position(|arg| arg == name).map(|at| args.get(at + 1).and_then(|n| n.parse::<u64>().ok()))
    };
    let (from, seeds) = match (number("--replay"), number("--seeds"), number("--from")) {
        (Some(Some(seed)), None, None) => (seed, 1),
        (None, Some(Some(seeds)), None) => (0, seeds),
        (None, Some(Some(seeds)), Some(Some(from))) => (from, seeds),
        _ => {
            eprintln!("usage: sim --seeds N [--from S] | --replay SEED [--trace ID]");
            return ExitCode::from(2);
        }
    };
    let trace =
        args.iter().position(|arg| arg == "--trace").and_then(|at| args.get(at + 1)).map(String::as_str);
    let mut faults: BTreeMap<String, u64> = BTreeMap::new();
    let (mut steps, mut changes, mut failed) = (0, 0, 0);
    for seed in from..from + seeds {
        match run(seed, Plan::default(), trace) {
            Ok(report) => {
                steps += report.steps;
                changes += report.changes;
                for (fault, count) in report.faults {
                    *faults.entry(format!("{fault:?}")).or_default() += count;
                }
            }
            Err(what) => {
                failed += 1;
                println!("FAILED {what}");
            }
        }
    }
    println!("{seeds} seeds, {steps} steps, {changes} changes in the logs, {failed} failed");
    for (fault, count) in faults {
        println!("  {fault}: {count}");
    }
    println!("{} passed, {failed} failed", seeds - failed);
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
