//! What an app build depends on, as a text to compare. Times and sizes suffice: a changed file has one of them changed.

use crate::place;
use crate::trouble::{About, Done};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

const FOLDERS: [&str; 4] = ["app", "shared", "public", "xtask/src/build"];
const FILES: [&str; 6] =
    ["Cargo.lock", "Cargo.toml", "index.html", "Trunk.toml", ".cargo/config.toml", "rust-toolchain.toml"];

/// One line per input; `note` is what else matters.
pub(super) fn of_app(note: &str) -> Done<String> {
    let root = place::root();
    let mut inputs: Vec<PathBuf> =
        FILES.iter().map(|file| root.join(file)).filter(|file| file.is_file()).collect();
    for folder in FOLDERS.iter().map(|folder| root.join(folder)).filter(|folder| folder.is_dir()) {
        inputs.extend(place::files(&folder, &is_no_input)?);
    }
    let mut print = format!("{note}\n");
    for input in inputs {
        let about = fs::metadata(&input).about("read", &input)?;
        let changed =
            about.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
        let name = input.strip_prefix(&root).unwrap_or(&input).display();
        // Writing to a String can't fail.
        let _ = writeln!(print, "{name} {} {}", about.len(), changed.as_nanos());
    }
    Ok(print)
}

fn is_no_input(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') || name == "target" || name == "tests"
}
