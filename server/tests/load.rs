//! The commands that fill a workspace, as a person runs them: exit codes, sentences, and what is there afterwards.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that can't go on has failed")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/load/fixtures").join(name)
}

fn sightline(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sightline")).args(arguments).current_dir(folder).output().unwrap()
}

fn import(folder: &Path, csv: &Path, more: &[&str]) -> Output {
    let mapping = fixture("log.toml");
    let arguments =
        ["import", "--mapping", mapping.to_str().unwrap(), "--data", "here", csv.to_str().unwrap()];
    sightline(&[&arguments[..], more].concat(), folder)
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn complained(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn stats(folder: &Path) -> serde_json::Value {
    let output = sightline(&["stats", "--data", "here", "--json"], folder);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", complained(&output)))
}

/// The fixture without its bad rows.
fn good_rows(folder: &Path) -> PathBuf {
    let all = std::fs::read_to_string(fixture("log.csv")).unwrap();
    let good: Vec<_> = all.lines().take(15).collect();
    let path = folder.join("good.csv");
    std::fs::write(&path, good.join("\n")).unwrap();
    path
}

#[test]
fn a_dry_run_reports_bad_rows_by_line_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let output = import(folder.path(), &fixture("log.csv"), &["--dry-run", "--report", "report.txt"]);
    assert_eq!(output.status.code(), Some(3), "{}", complained(&output));
    let said = said(&output);
    assert!(
        said.starts_with(
            "Dry run: nothing was written.\n22 rows in = 18 used + 0 left out on request + 4 reported\n"
        ),
        "{said}"
    );
    assert!(said.contains("line 20: changed: \"31/2/2024 12:00\" is not a date"), "{said}");
    let report = std::fs::read_to_string(folder.path().join("report.txt")).unwrap();
    assert!(report.contains("line 22: has 6 cells where the header has 13"), "{report}");
    assert!(!folder.path().join("here").exists());
}

#[test]
fn a_clean_import_ends_well_and_a_second_one_adds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let csv = good_rows(folder.path());
    let first = import(folder.path(), &csv, &[]);
    assert_eq!(first.status.code(), Some(0), "{}", complained(&first));
    let before = stats(folder.path());
    assert_eq!(before["kinds"]["requests"], 2);
    let second = import(folder.path(), &csv, &[]);
    assert_eq!(second.status.code(), Some(0));
    assert!(said(&second).contains("documents that were already there: "), "{}", said(&second));
    assert_eq!(stats(folder.path()), before);
}

#[test]
fn what_can_not_be_used_is_named_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let check = |output: Output, sentence: &str| {
        assert_eq!(output.status.code(), Some(2), "{}", complained(&output));
        assert!(complained(&output).contains(sentence), "{}", complained(&output));
        assert!(!folder.path().join("here").exists());
    };
    let csv = fixture("log.csv");
    check(import(folder.path(), Path::new("no.csv"), &[]), "no.csv: ");
    check(import(folder.path(), &fixture("log.toml"), &[]), "there is no column \"case\"");
    check(import(folder.path(), &csv, &["--until", "15/5/2016"]), "--until: \"15/5/2016\" is not a date");
    let bad = folder.path().join("bad.toml");
    std::fs::write(&bad, "kind = \"requests\"\nname = 3\n").unwrap();
    let arguments = ["import", "--mapping", "bad.toml", "--data", "here", csv.to_str().unwrap()];
    check(sightline(&arguments, folder.path()), "bad.toml, line 2, column 8: ");
    check(sightline(&["stats", "--data", "here"], folder.path()), "there is no workspace in here");
    check(sightline(&["generate", "--teams", "1", "--data", "here"], folder.path()), "--teams");
}

#[test]
fn a_folder_that_another_process_has_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let csv = good_rows(folder.path());
    assert_eq!(import(folder.path(), &csv, &["--limit", "1"]).status.code(), Some(0));
    let before = stats(folder.path());
    let taken = sightline::data::DataFolder::claim(&folder.path().join("here")).unwrap();
    let output = import(folder.path(), &csv, &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        complained(&output).contains("another sightline process uses the data folder"),
        "{}",
        complained(&output)
    );
    drop(taken);
    assert_eq!(stats(folder.path()), before);
}

#[test]
fn the_same_seed_generates_the_same_workspace() {
    let generate = |seed: &str| {
        let folder = tempfile::tempdir().unwrap();
        let sizes = ["--requests", "60", "--teams", "5", "--chain-max", "20", "--at", "2026-03-01"];
        let output =
            sightline(&[&["generate", "--seed", seed, "--data", "here"], &sizes[..]].concat(), folder.path());
        assert_eq!(output.status.code(), Some(0), "{}", complained(&output));
        stats(folder.path())
    };
    let seven = generate("7");
    assert_eq!(seven, generate("7"));
    assert_eq!(seven["kinds"]["requests"], 60);
    assert_eq!(seven["longest_chain"], 20);
}
