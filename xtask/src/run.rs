//! `cargo xtask run`: from a fresh clone to a relay with the app, in one command.

use crate::build::{self, Flavour};
use crate::place;
use crate::step::program;
use crate::trouble::{Done, Trouble};
use lexopt::ValueExt;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

#[derive(Debug)]
struct Wishes {
    demo: bool,
    dev: bool,
    lan: bool,
    port: u16,
    data: PathBuf,
}

/// Builds what changed and starts the relay. Ends when the relay ends.
pub(crate) fn run(args: &mut lexopt::Parser) -> Done<ExitCode> {
    let wishes = read(args)?;
    let relay = build(wishes.dev)?;
    let mut serve = program(&relay);
    serve.arg("serve").arg("--port").arg(wishes.port.to_string()).arg("--data").arg(&wishes.data);
    if wishes.dev {
        serve.arg("--assets").arg(Flavour::Test.dist());
    }
    if wishes.lan {
        serve.arg("--lan");
    }
    if wishes.demo {
        serve.arg("--demo");
    }
    become_relay(&mut serve)
}

fn read(args: &mut lexopt::Parser) -> Done<Wishes> {
    let mut wishes =
        Wishes { demo: false, dev: false, lan: false, port: 8080, data: place::root().join("data") };
    while let Some(arg) = args.next()? {
        match arg {
            lexopt::Arg::Long("demo") => wishes.demo = true,
            lexopt::Arg::Long("dev") => wishes.dev = true,
            lexopt::Arg::Long("lan") => wishes.lan = true,
            lexopt::Arg::Long("port") => wishes.port = args.value()?.parse()?,
            lexopt::Arg::Long("data") => {
                let data = PathBuf::from(args.value()?);
                wishes.data = std::path::absolute(&data).map_err(|error| {
                    Trouble::new(format!("{} is no folder to keep data in: {error}", data.display()))
                })?;
            }
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(wishes)
}

fn build(dev: bool) -> Done<PathBuf> {
    if dev {
        build::app(Flavour::Test)?;
        return build::dev_relay();
    }
    let dist = build::app(Flavour::Release)?;
    build::release_relay(&dist)
}

/// The relay takes this process's place: Ctrl-C and the exit code are its own.
#[cfg(unix)]
fn become_relay(serve: &mut Command) -> Done<ExitCode> {
    use std::os::unix::process::CommandExt;
    let error = serve.exec();
    Err(Trouble::new(format!("can't start the relay: {error}")))
}

/// The relay runs below this process; Ctrl-C reaches both.
#[cfg(not(unix))]
fn become_relay(serve: &mut Command) -> Done<ExitCode> {
    let ended = serve.status().map_err(|error| Trouble::new(format!("can't start the relay: {error}")))?;
    Ok(if ended.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
