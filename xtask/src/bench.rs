//! `cargo xtask bench`: figures on this machine, printed and as JSON lines in target/bench/NAME.jsonl.

mod sync;

use crate::build::{self, Flavour};
use crate::place;
use crate::step::{cargo, listen, program, timed};
use crate::tools;
use crate::trouble::{About, Done, Trouble};
use std::fs;
use std::process::ExitCode;

const ALL: [&str; 7] = ["size", "import", "start", "requests", "map", "learn", "sync"];

/// Runs the named ones, or all.
pub(crate) fn run(args: &mut lexopt::Parser) -> Done<ExitCode> {
    let (mut names, mut rows) = (Vec::new(), Vec::new());
    while let Some(arg) = args.next()? {
        let lexopt::Arg::Value(name) = arg else { return Err(arg.unexpected().into()) };
        let name = name.to_string_lossy().into_owned();
        match ALL.iter().find(|known| **known == name) {
            Some(known) => names.push(*known),
            // What follows `sync` are its rows.
            None if names.last() == Some(&"sync") => rows.push(name),
            None => {
                return Err(Trouble::new(format!("there is no bench {name:?}: {}", ALL.join(", "))));
            }
        }
    }
    for name in if names.is_empty() { &ALL[..] } else { &names } {
        let lines = timed(&format!("bench {name}"), || match *name {
            "size" => size(),
            "map" => map(),
            "sync" => sync::rows(&rows),
            _ => script(name),
        })?;
        keep(name, &lines)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What a first visit downloads, as served: html, js, wasm and css after brotli.
fn size() -> Done<Vec<String>> {
    let dist = build::app(Flavour::Release)?;
    let mut lines = Vec::new();
    let mut total = 0;
    for kind in ["html", "js", "wasm", "css"] {
        let mut bytes = 0;
        for file in place::files(&dist, &|_| false)? {
            if file.extension().is_some_and(|extension| extension == kind) {
                let mut packed = file.as_os_str().to_owned();
                packed.push(".br");
                // What is too small to be packed is served as it is.
                let served = fs::metadata(&packed).or_else(|_| fs::metadata(&file)).about("read", &file)?;
                bytes += served.len();
            }
        }
        total += bytes;
        lines.push(figure("size", kind, bytes));
    }
    lines.push(figure("size", "first visit", total));
    Ok(lines)
}

fn figure(bench: &str, metric: &str, bytes: u64) -> String {
    println!("{bench}: {metric} {bytes} bytes");
    format!(r#"{{"bench":"{bench}","metric":"{metric}","value":{bytes},"unit":"bytes"}}"#)
}

/// The map's pictures: natively in shared/examples/map.rs, then in a browser as the others.
fn map() -> Done<Vec<String>> {
    let mut example = cargo();
    example.args(["run", "--release", "--locked", "-p", "sightline-shared", "--example", "map"]);
    let said = listen("map", &mut example)?;
    if !said.success {
        return Err(Trouble::new("the bench map did not finish"));
    }
    let mut lines = figures(said.lines);
    lines.extend(script("map")?);
    Ok(lines)
}

/// The lines that are figures.
fn figures(lines: Vec<String>) -> Vec<String> {
    lines.into_iter().filter(|line| line.starts_with("{\"bench\"")).collect()
}

/// The others drive a relay and a browser: tests/e2e/bench/NAME.mjs. It prints figures, and the same as JSON lines.
fn script(name: &str) -> Done<Vec<String>> {
    let browser = tools::browser()?;
    tools::node_modules()?;
    let dist = build::app(Flavour::Release)?;
    let relay = build::release_relay(&dist)?;
    let mut node = program("node");
    node.arg(format!("bench/{name}.mjs"))
        .current_dir(place::e2e())
        .env("CHROME", browser.chrome)
        .env("SIGHTLINE_BIN", relay)
        .env("SIGHTLINE_ASSETS", dist);
    let said = listen(name, &mut node)?;
    if !said.success {
        return Err(Trouble::new(format!("the bench {name} did not finish")));
    }
    Ok(figures(said.lines))
}

fn keep(name: &str, lines: &[String]) -> Done {
    let folder = place::target().join("bench");
    fs::create_dir_all(&folder).about("create", &folder)?;
    let file = folder.join(format!("{name}.jsonl"));
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    fs::write(&file, text).about("write", &file)?;
    println!("written to {}", file.strip_prefix(place::root()).unwrap_or(&file).display());
    Ok(())
}
