//! What happens to trunk's output before it is served: smaller wasm, the service worker's list, brotli beside each file.

use super::{Flavour, keeps_names};
use crate::place;
use crate::step::{program, run, timed};
use crate::trouble::{About, Done, Trouble};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Browsers since 2023 have these. `--all-features` would also write compact imports, which Chromium refuses.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];
/// A large function with one caller stays a function: inlined it leaves the file smaller by itself, and 10 KB larger once it is packed.
const INLINED_MAX: &str = "--one-caller-inline-max-function-size=30";
/// The service worker, and where its list of files goes.
const WORKER: &str = "sw.js";
const PLACEHOLDER: &str = "/*build*/ null /*build*/";
/// Files that are never served from the service worker's store: it doesn't keep itself.
const NOT_KEPT: [&str; 2] = [WORKER, "sw-off.js"];
/// Smaller files than this gain nothing from being packed.
const PACKED_BYTES_MIN: u64 = 512;

/// Makes the folder ready to be served.
pub(super) fn finish(dist: &Path, flavour: Flavour, optimiser: Option<&Path>) -> Done {
    for stale in place::files(dist, &|_| false)?.iter().filter(|path| has_extension(path, &["br"])) {
        fs::remove_file(stale).about("remove", stale)?;
    }
    if let Some(optimiser) = optimiser {
        for wasm in place::files(dist, &|_| false)?.iter().filter(|path| has_extension(path, &["wasm"])) {
            timed("wasm-opt", || optimise(optimiser, wasm))?;
        }
    }
    precache(dist)?;
    timed("brotli", || pack(dist, flavour))
}

fn optimise(optimiser: &Path, wasm: &Path) -> Done {
    let smaller = wasm.with_extension("opt");
    let mut smallest = program(optimiser);
    smallest.args([INLINED_MAX, "-Oz"]).args(WASM_FEATURES);
    if keeps_names() {
        smallest.arg("-g");
    }
    run("wasm-opt", smallest.arg(wasm).arg("-o").arg(&smaller))?;
    fs::rename(&smaller, wasm).about("replace", wasm)
}

/// Gives the service worker the list of one whole build: every file with its hash, so that it takes all of them or none. "/" is the page.
fn precache(dist: &Path) -> Done {
    let worker = dist.join(WORKER);
    let text = fs::read_to_string(&worker).about("read", &worker)?;
    if !text.contains(PLACEHOLDER) {
        return Err(Trouble::new(format!("{} has no {PLACEHOLDER} for the list of files", worker.display())));
    }
    let mut files = Vec::new();
    for file in place::files(dist, &|_| false)? {
        let name = file.strip_prefix(dist).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        if NOT_KEPT.contains(&name.as_str()) {
            continue;
        }
        let bytes = fs::read(&file).about("read", &file)?;
        let address = if name == "index.html" { "" } else { &name };
        // File names of a build hold nothing that JSON would escape.
        files.push(format!("\"/{address}\": \"{}\"", hex(&Sha256::digest(&bytes))));
    }
    let files = files.join(", ");
    let id = hex(&Sha256::digest(files.as_bytes()));
    let build = format!("{{ \"id\": \"{}\", \"files\": {{ {files} }} }}", id.get(..16).unwrap_or(&id));
    fs::write(&worker, text.replacen(PLACEHOLDER, &build, 1)).about("write", &worker)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn pack(dist: &Path, flavour: Flavour) -> Done {
    // Tests talk to loopback: there the time to pack is worth more than the bytes.
    let quality = if flavour == Flavour::Release { 11 } else { 1 };
    for file in place::files(dist, &|_| false)? {
        let large = fs::metadata(&file).about("read", &file)?.len() >= PACKED_BYTES_MIN;
        if large
            && has_extension(
                &file,
                &["html", "js", "css", "wasm", "svg", "json", "webmanifest", "txt", "ftl"],
            )
        {
            let bytes = fs::read(&file).about("read", &file)?;
            let packed = packed_name(&file);
            fs::write(&packed, brotli(&bytes, quality)?).about("write", &packed)?;
        }
    }
    Ok(())
}

fn packed_name(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".br");
    PathBuf::from(name)
}

fn brotli(bytes: &[u8], quality: i32) -> Done<Vec<u8>> {
    let params =
        brotli::enc::BrotliEncoderParams { quality, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &params)
        .map_err(|error| Trouble::new(format!("brotli failed: {error}")))?;
    Ok(packed)
}

/// Whether the name ends in one of these.
fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension().is_some_and(|extension| extensions.iter().any(|one| extension == *one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packing_keeps_the_file_and_names_the_copy_after_it() {
        assert_eq!(packed_name(Path::new("a/app.wasm")), Path::new("a/app.wasm.br"));
        let text = "the same words ".repeat(200);
        let packed = brotli(text.as_bytes(), 11).unwrap();
        assert!(packed.len() < text.len() / 10);
    }

    #[test]
    fn hashes_are_lower_case_hex() {
        assert_eq!(hex(&[0, 171, 255]), "00abff");
    }
}
