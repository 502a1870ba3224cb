//! The project's commands. `cargo xtask help` lists them.
//!
//! Everything that a command needs and that is missing is installed by the command, or one sentence says what to run.

mod bench;
mod build;
mod place;
mod run;
mod shots;
mod sim;
mod step;
mod test;
mod tidy;
mod tools;
mod trouble;
mod zones;

use std::process::ExitCode;
use trouble::{Done, Trouble};

const HELP: &str = "\
cargo xtask COMMAND

  run [--demo] [--port N] [--data DIR] [--dev] [--lan]
        Builds the app and the relay, and starts the relay (http://localhost:8080, data in ./data).
        --demo fills a demo workspace first; --dev builds fast instead of small; --lan serves phones on the local network.
  test [unit|sim|web|relay|e2e|tidy]... [-- ARGS-OF-PLAYWRIGHT]
        Everything, or the parts that are named. The last line counts: N passed, N failed, N skipped.
  sim --seeds N [--from S] | --replay SEED
        The simulator: many devices, faults, one seed each.
  bench [start|requests|size|import|map|learn|sync [W1|W2|W3|W4|W5|W6|W7|W8|actors]...]...
        Measures; the figures are also in target/bench/NAME.jsonl.
  shots
        Pictures of every screen at 390 and 1280 px, light and dark, into docs/shots.
  zones
        Writes the list of time zones that the app offers, out of the tz database.
  tidy
        The rules of the house, as in `test tidy`.
";

fn main() -> ExitCode {
    match dispatch() {
        Ok(code) => code,
        Err(trouble) => {
            eprintln!("xtask: {trouble}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch() -> Done<ExitCode> {
    if std::env::args().take_while(|arg| arg != "--").any(|arg| arg == "--help" || arg == "-h") {
        print!("{HELP}");
        return Ok(ExitCode::SUCCESS);
    }
    let mut args = lexopt::Parser::from_env();
    let Some(command) = args.next()? else {
        print!("{HELP}");
        return Ok(ExitCode::from(2));
    };
    let lexopt::Arg::Value(command) = command else {
        print!("{HELP}");
        return Ok(ExitCode::SUCCESS);
    };
    match command.to_string_lossy().as_ref() {
        "run" => run::run(&mut args),
        "test" => test::run(&mut args),
        "sim" => sim::run(args),
        "bench" => bench::run(&mut args),
        "shots" => shots::run(&mut args),
        "zones" => zones::run(&mut args),
        "tidy" => test::run_parts(&[test::Part::Tidy], &[]),
        "help" => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        other => Err(Trouble::new(format!("there is no command {other:?}; `cargo xtask help` lists them"))),
    }
}
