//! Fault 37 on stable Rust: the corpus of `fuzz/`, and changes to it from a seed. A finding of the fuzzer becomes a file of the corpus.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use sightline_tests::fuzz::{TARGETS, Target, corpus, from_seed, run};
use std::path::{Path, PathBuf};

/// Changes to the corpus that every run of the tests tries, for each target.
const SEEDS: u64 = 3_000;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name)
}

fn stored(name: &str) -> Vec<Vec<u8>> {
    let mut files: Vec<_> =
        std::fs::read_dir(folder(name)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| std::fs::read(file).unwrap()).collect()
}

fn target(wanted: Target) {
    let (_, name) = TARGETS.into_iter().find(|(target, _)| *target == wanted).unwrap();
    let stored = stored(name);
    assert!(stored.len() >= 2, "the corpus is there");
    stored.iter().for_each(|bytes| run(wanted, bytes));
    for seed in 0..SEEDS {
        let bytes = from_seed(&stored, seed);
        let outcome = std::panic::catch_unwind(|| run(wanted, &bytes));
        assert!(outcome.is_ok(), "seed {seed} of {name}: {bytes:?}");
    }
}

/// WR4, AD14
#[test]
fn frames_from_outside_harm_nobody() {
    target(Target::Frames);
}

/// AD1, AD2, AD3, AD14
#[test]
fn changes_from_outside_harm_nobody() {
    target(Target::Admission);
}

/// DO13
#[test]
fn documents_from_outside_are_whole_or_nothing() {
    target(Target::Document);
}

/// VI2
#[test]
fn rows_from_outside_are_read_as_they_were_written() {
    target(Target::Rows);
}

#[test]
fn tables_from_outside_lose_no_row() {
    target(Target::Csv);
}

/// Writes what the corpus begins with; findings beside it stay: `cargo test -p sightline-tests --test fuzz -- --ignored`.
#[test]
#[ignore = "writes the corpus"]
fn write_the_corpus() {
    for (target, name) in TARGETS {
        std::fs::create_dir_all(folder(name)).unwrap();
        for (number, bytes) in corpus(target).into_iter().enumerate() {
            std::fs::write(folder(name).join(format!("honest-{number}")), bytes).unwrap();
        }
    }
}
