//! Where things are.

use crate::trouble::{About, Done, Trouble};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The repository.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Cargo's target folder for native crates.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// Cargo's target folder for wasm, apart so that both can be built at once and neither rebuilds the other's.
pub(crate) fn web_target() -> PathBuf {
    target().join("web")
}

/// The relay as the tests use it.
pub(crate) fn dev_relay() -> PathBuf {
    target().join("debug").join(format!("sightline{}", env::consts::EXE_SUFFIX))
}

/// The end-to-end tests, with their package.json.
pub(crate) fn e2e() -> PathBuf {
    root().join("tests").join("e2e")
}

/// The folder that keeps tools between runs and clones.
pub(crate) fn tools() -> Done<PathBuf> {
    let cache =
        match (env::var_os("XDG_CACHE_HOME"), env::var_os("HOME").or_else(|| env::var_os("USERPROFILE"))) {
            (Some(cache), _) if !cache.is_empty() => PathBuf::from(cache),
            (_, Some(home)) => Path::new(&home).join(".cache"),
            _ => return Err(Trouble::new("there is no home folder to keep tools in: set XDG_CACHE_HOME")),
        };
    Ok(cache.join("sightline").join("tools"))
}

/// All files below `folder`, with `skip` deciding which folders and files to leave out. Sorted.
pub(crate) fn files(folder: &Path, skip: &dyn Fn(&Path) -> bool) -> Done<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).about("list", &folder)? {
            let path = entry.about("list", &folder)?.path();
            if skip(&path) {
                continue;
            }
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

/// The files that the repository holds or would hold, as paths below its root: what git knows and doesn't ignore.
pub(crate) fn listed() -> Done<Vec<PathBuf>> {
    let output = std::process::Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        .current_dir(root())
        .output()
        .map_err(|error| Trouble::new(format!("can't start git: {error}")))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut files: Vec<PathBuf> = text
        .split('\0')
        .filter(|path| !path.is_empty())
        .map(PathBuf::from)
        .filter(|path| root().join(path).is_file())
        .collect();
    files.sort();
    files.dedup();
    Ok(files)
}
