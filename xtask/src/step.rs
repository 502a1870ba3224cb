//! Running other programs, with their output passed through, and telling how long each step took.

use crate::place;
use crate::trouble::{Done, Trouble};
use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::process::{Command, Stdio};
use std::time::Instant;

/// A program to run in the repository's root, without standard input.
pub(crate) fn program(name: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(place::root()).stdin(Stdio::null());
    command
}

/// Cargo, as this process was started by it.
pub(crate) fn cargo() -> Command {
    let mut command = program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // Said for this package by the cargo that started us; they are none of a child's business.
    for name in ["CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "CARGO_PKG_NAME", "CARGO_PKG_VERSION"] {
        command.env_remove(name);
    }
    command
}

/// `cargo build`, which tells a person what it compiles and leaves logs short.
pub(crate) fn cargo_build() -> Command {
    let mut build = cargo();
    build.args(["build", "--locked"]);
    if !std::io::stderr().is_terminal() {
        build.arg("--quiet");
    }
    build
}

/// Cargo for the wasm crates, in their own target folder.
pub(crate) fn web_cargo() -> Command {
    let mut command = cargo();
    command.env("CARGO_TARGET_DIR", place::web_target());
    command
}

/// Runs it, with its output shown.
///
/// # Errors
/// When it can't be started or ends with a failure.
pub(crate) fn run(what: &str, command: &mut Command) -> Done {
    if ok(what, command)? { Ok(()) } else { Err(Trouble::new(format!("{what} failed"))) }
}

/// Runs it, with its output shown; answers whether it succeeded.
pub(crate) fn ok(what: &str, command: &mut Command) -> Done<bool> {
    Ok(status(what, command)?.success())
}

fn status(what: &str, command: &mut Command) -> Done<std::process::ExitStatus> {
    command.status().map_err(|error| cant_start(what, command, &error))
}

fn cant_start(what: &str, command: &Command, error: &std::io::Error) -> Trouble {
    Trouble::new(format!("{what}: can't start {}: {error}", command.get_program().to_string_lossy()))
}

/// What a program said, on both of its outputs, and whether it succeeded.
pub(crate) struct Said {
    /// Every line, standard output and standard error in the order of arrival.
    pub(crate) lines: Vec<String>,
    /// Whether it ended well.
    pub(crate) success: bool,
}

/// Runs it, passes its output on line by line, and keeps it.
pub(crate) fn listen(what: &str, command: &mut Command) -> Done<Said> {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| cant_start(what, command, &error))?;
    let (send, lines) = std::sync::mpsc::channel();
    let outputs: [Option<Box<dyn Read + Send>>; 2] = [
        child.stdout.take().map(|out| Box::new(out) as _),
        child.stderr.take().map(|err| Box::new(err) as _),
    ];
    for output in outputs.into_iter().flatten() {
        let send = send.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
                if send.send(String::from_utf8_lossy(&line).trim_end().to_owned()).is_err() {
                    return;
                }
            }
        });
    }
    drop(send);
    let mut said = Vec::new();
    for line in lines {
        // A closed pipe on our own side is no reason to stop the tests.
        let _ = writeln!(std::io::stdout(), "{line}");
        said.push(line);
    }
    let status = child.wait().map_err(|error| cant_start(what, command, &error))?;
    Ok(Said { lines: said, success: status.success() })
}

/// Runs it quietly; its standard output when it ended well.
pub(crate) fn ask(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether this program is on PATH.
pub(crate) fn on_path(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .any(|dir| dir.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)).is_file())
}

/// Does a step and tells how long it took.
pub(crate) fn timed<T>(what: &str, work: impl FnOnce() -> Done<T>) -> Done<T> {
    println!("── {what}");
    let start = now();
    let done = work();
    println!("── {what}: {:.1} s", start.elapsed().as_secs_f64());
    done
}

/// The clock by which steps are timed.
#[expect(clippy::disallowed_methods, reason = "a command may look at the clock; the core may not")]
pub(crate) fn now() -> Instant {
    Instant::now()
}
