//! The tools that a build needs: found, or installed where a second run and a fresh clone find them.

use crate::place;
use crate::step::{ask, cargo, now, ok, on_path, program};
use crate::trouble::{About, Done, Trouble};
use std::ffi::OsString;
use std::path::PathBuf;
use std::{env, fs};

/// Newer releases of trunk want a newer compiler than rust-toolchain.toml names.
const TRUNK: &str = "0.21.14";
/// The npm package that carries wasm-opt. Debian's is too old.
const BINARYEN: &str = "132.0.0";

/// Everything that a build of the app needs.
pub(crate) struct Tools {
    /// The trunk program.
    pub(crate) trunk: PathBuf,
    /// The folder with wasm-bindgen and its test runner.
    pub(crate) bin: PathBuf,
    /// What was installed, as a line to compare: another version builds anew.
    pub(crate) versions: String,
}

impl Tools {
    /// PATH with these tools first.
    pub(crate) fn path(&self) -> Done<OsString> {
        let rest = env::var_os("PATH").unwrap_or_default();
        let all = std::iter::once(self.bin.clone()).chain(env::split_paths(&rest));
        env::join_paths(all).map_err(|error| Trouble::new(format!("PATH can't be extended: {error}")))
    }
}

/// Finds or installs the wasm target, wasm-bindgen and trunk.
pub(crate) fn for_web() -> Done<Tools> {
    wasm_target()?;
    let bindgen = bindgen_version()?;
    let home = place::tools()?;
    let bin = home.join("bin");
    install("wasm-bindgen-cli", "wasm-bindgen", &bindgen)?;
    install("trunk", "trunk", TRUNK)?;
    Ok(Tools { trunk: bin.join("trunk"), bin, versions: format!("trunk {TRUNK}, wasm-bindgen {bindgen}") })
}

/// wasm-opt, by way of npm; none, with a sentence, where that isn't possible.
pub(crate) fn wasm_opt() -> Done<Option<PathBuf>> {
    let home = place::tools()?.join(format!("binaryen-{BINARYEN}"));
    let program_path = home.join("node_modules").join(".bin").join("wasm-opt");
    if program_path.exists() {
        return Ok(Some(program_path));
    }
    if !on_path("npm") {
        println!(
            "npm is missing, so the app is not optimised for size: install Node.js for a smaller download."
        );
        return Ok(None);
    }
    println!("installing wasm-opt (npm's binaryen {BINARYEN})");
    fs::create_dir_all(&home).about("create", &home)?;
    let mut npm = program("npm");
    npm.args(["install", "--no-fund", "--no-audit", "--loglevel=error", "--prefix"])
        .arg(&home)
        .arg(format!("binaryen@{BINARYEN}"));
    if ok("npm install binaryen", &mut npm)? && program_path.exists() {
        return Ok(Some(program_path));
    }
    println!("npm could not install binaryen {BINARYEN}, so the app is not optimised for size.");
    Ok(None)
}

fn wasm_target() -> Done {
    const TARGET: &str = "wasm32-unknown-unknown";
    let installed = ask(program("rustc").args(["--print", "target-libdir", "--target", TARGET]))
        .is_some_and(|dir| PathBuf::from(dir).is_dir());
    if installed
        || ok("rustup target add", program("rustup").args(["target", "add", TARGET])).unwrap_or(false)
    {
        return Ok(());
    }
    Err(Trouble::new(format!(
        "the compiler's target {TARGET} is missing and could not be added: run `rustup target add {TARGET}`"
    )))
}

/// The version in Cargo.lock: the tool must be exactly the library's.
fn bindgen_version() -> Done<String> {
    let path = place::root().join("Cargo.lock");
    let lock = fs::read_to_string(&path).about("read", &path)?;
    version_in(&lock, "wasm-bindgen").ok_or_else(|| Trouble::new("Cargo.lock names no wasm-bindgen"))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let (_, rest) = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    Some(rest.split('"').next()?.to_owned())
}

/// A debug build of a tool does the same work and is ready several times sooner.
fn install(package: &str, name: &str, version: &str) -> Done {
    let home = place::tools()?;
    let tool = home.join("bin").join(name);
    let found = ask(program(&tool).arg("--version"));
    if found.is_some_and(|said| said.split_whitespace().nth(1) == Some(version)) {
        return Ok(());
    }
    println!("installing {package} {version} (once; takes a few minutes)");
    let start = now();
    let mut install = cargo();
    install
        .args(["install", "--quiet", "--locked", "--debug", "--force", "--root"])
        .arg(&home)
        .args(["--version", version, package])
        .env("CARGO_TARGET_DIR", home.join("build"));
    let installed = ok("cargo install", &mut install)?;
    println!("{package}: {:.0} s", start.elapsed().as_secs_f64());
    if installed {
        // Kept until the end so that an interrupted installation goes on where it was.
        let _ = fs::remove_dir_all(home.join("build"));
        return Ok(());
    }
    Err(Trouble::new(format!(
        "{package} {version} is missing and could not be installed: run `cargo install --locked --root {} --version {version} {package}`",
        home.display()
    )))
}

/// Node and npm, which the end-to-end tests need.
pub(crate) fn node_modules() -> Done {
    if !on_path("npm") {
        return Err(Trouble::new("npm is missing: install Node.js 20 or newer"));
    }
    let folder = place::e2e();
    let lock = folder.join("package-lock.json");
    let stamp = folder.join("node_modules").join(".installed");
    let wanted = fs::read_to_string(&lock).about("read", &lock)?;
    if fs::read_to_string(&stamp).is_ok_and(|have| have == wanted) {
        return Ok(());
    }
    let mut npm = program("npm");
    npm.args(["ci", "--no-fund", "--no-audit", "--loglevel=error"])
        .current_dir(&folder)
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    if !ok("npm ci", &mut npm)? {
        return Err(Trouble::new(
            "the browser tests' packages could not be installed: run `npm ci` in tests/e2e",
        ));
    }
    fs::write(&stamp, wanted).about("write", &stamp)
}

/// A browser and its driver.
pub(crate) struct Browser {
    /// Chromium or Chrome.
    pub(crate) chrome: PathBuf,
    /// Its WebDriver, where there is one.
    pub(crate) driver: Option<PathBuf>,
}

/// Chromium: from CHROME, from PATH, or from Debian's packages when that is allowed.
pub(crate) fn browser() -> Done<Browser> {
    if find_browser().is_none_or(|browser| browser.driver.is_none()) && may_apt() {
        println!("installing chromium and chromium-driver");
        let apt = |args: &[&str]| {
            ok("apt-get", program("apt-get").args(args).env("DEBIAN_FRONTEND", "noninteractive"))
        };
        let _ = apt(&["update", "-qq"])?;
        let _ = apt(&["install", "-y", "-qq", "--no-install-recommends", "chromium", "chromium-driver"])?;
    }
    find_browser().ok_or_else(|| {
        Trouble::new("no Chromium was found: install the packages chromium and chromium-driver, or set CHROME to a Chrome's path")
    })
}

fn find_browser() -> Option<Browser> {
    let by_env = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_file());
    let chrome = by_env("CHROME").or_else(|| {
        ["chromium", "google-chrome", "google-chrome-stable", "chromium-browser"]
            .iter()
            .find_map(|name| which(name))
    })?;
    Some(Browser { chrome, driver: by_env("CHROMEDRIVER").or_else(|| which("chromedriver")) })
}

fn which(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|dir| dir.join(name)).find(|file| file.is_file())
}

fn may_apt() -> bool {
    cfg!(target_os = "linux") && on_path("apt-get") && ask(program("id").arg("-u")).as_deref() == Some("0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_files_version_is_the_packages_own() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.129"));
        assert_eq!(version_in(lock, "trunk"), None);
    }
}
