//! `sim --seeds N [--from S] | --replay SEED | --script FILE [--trace ID] [--threads T]`: runs the simulator and prints what it did.
//! Exit code 1 when a seed failed; the shortest script of the first ones that did is printed.

use sightline_tests::sim::script::Script;
use sightline_tests::sim::{Outcome, perform, shrink};
use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::available_parallelism;

/// So many failing scripts are made shorter.
const SHORTENED_MAX: usize = 3;
const USAGE: &str =
    "usage: sim --seeds N [--from S] [--threads T] | --replay SEED [--trace ID] | --script FILE [--trace ID]";

#[derive(Default)]
struct Total {
    steps: u64,
    changes: u64,
    faults: BTreeMap<String, u64>,
    failed: Vec<u64>,
}

impl Total {
    fn add(&mut self, seed: u64, outcome: &Outcome) {
        self.steps += outcome.useful.len() as u64;
        self.changes += outcome.changes;
        for (fault, count) in &outcome.faults {
            *self.faults.entry(format!("{fault:?}")).or_default() += count;
        }
        if let Some(failure) = &outcome.failure {
            println!("FAILED seed {seed}: {}: {}", failure.rule, failure.what);
            self.failed.push(seed);
        }
    }
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let text = |name: &str| args.iter().position(|arg| arg == name).and_then(|at| args.get(at + 1));
    let number = |name: &str| text(name).and_then(|n| n.parse::<u64>().ok());
    let trace = text("--trace").map(String::as_str);
    // A panic is a failure like others, and is told with its seed.
    std::panic::set_hook(Box::new(|_| {}));
    if let Some(file) = text("--script") {
        let script = std::fs::read_to_string(file).map_err(|error| error.to_string());
        return match script.and_then(|text| text.parse::<Script>()) {
            Ok(script) => one(&script, trace),
            Err(why) => {
                eprintln!("{file}: {why}");
                ExitCode::from(2)
            }
        };
    }
    if let Some(seed) = number("--replay") {
        return one(&Script::draw(seed, None), trace);
    }
    let Some(seeds) = number("--seeds") else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let threads =
        number("--threads").unwrap_or_else(|| available_parallelism().map_or(1, |n| n.get() as u64));
    many(number("--from").unwrap_or(0), seeds, threads)
}

fn one(script: &Script, trace: Option<&str>) -> ExitCode {
    let outcome = perform(script, trace);
    let mut total = Total::default();
    total.add(script.seed, &outcome);
    report(1, &total);
    if outcome.failure.is_some() && trace.is_none() {
        shorten(script);
    }
    exit(&total)
}

fn many(from: u64, seeds: u64, threads: u64) -> ExitCode {
    let next = AtomicU64::new(from);
    let total = Mutex::new(Total::default());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= from + seeds {
                        return;
                    }
                    let outcome = perform(&Script::draw(seed, None), None);
                    if let Ok(mut total) = total.lock() {
                        total.add(seed, &outcome);
                    }
                }
            });
        }
    });
    let total = total.into_inner().unwrap_or_default();
    for seed in total.failed.iter().take(SHORTENED_MAX) {
        shorten(&Script::draw(*seed, None));
    }
    report(seeds, &total);
    exit(&total)
}

fn shorten(script: &Script) {
    if let Some((script, failure)) = shrink::shortest(script) {
        println!("# {}: {}\n{script}", failure.rule, failure.what);
    }
}

fn report(seeds: u64, total: &Total) {
    let Total { steps, changes, faults, failed } = total;
    println!("{seeds} seeds, {steps} steps, {changes} changes in the logs, {} failed", failed.len());
    for (fault, count) in faults {
        println!("  {fault}: {count}");
    }
    println!("{} passed, {} failed", seeds - failed.len() as u64, failed.len());
}

fn exit(total: &Total) -> ExitCode {
    if total.failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
