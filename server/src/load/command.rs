//! The commands that fill a workspace, and the one that counts what is in it.

use super::map_file::MapCommand;
use super::mapping::Mapping;
use super::story::Story;
use super::table::Table;
use super::writer::{Run, Sink, fill};
use super::{Tally, generate, map, requests, stats};
use crate::clock;
use crate::data::DataFolder;
use crate::error::CommandError;
use crate::store::SqliteStore;
use clap::{Args, Subcommand};
use sightline_shared::id::Incarnation;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Commands that work on a data folder while no relay serves it.
#[derive(Debug, Subcommand)]
pub enum LoadCommand {
    /// Read a CSV file into the workspace, as a mapping file says
    #[command(after_help = IMPORT_CODES)]
    Import(Import),
    /// Fill the workspace with made-up requests, the same for the same seed
    Generate(Generate),
    /// Count what is in the workspace
    Stats(Stats),
    /// The map as a file: out, and in what is new
    #[command(subcommand)]
    Map(MapCommand),
}

/// What the exit codes of `import` mean.
const IMPORT_CODES: &str = "Importing the same file again adds nothing twice. Stop the relay first, it owns the data folder.

Exit codes: 0 every row was used or left out on request; 1 the workspace can't be read or written; 2 the mapping, the CSV or an \
    option can't be used, nothing was written; 3 done, and some rows were reported.";

/// What `import` is told.
#[derive(Debug, Args)]
pub struct Import {
    /// The CSV file, plain or gzipped
    file: PathBuf,
    /// The mapping file: which column is what
    #[arg(long, value_name = "TOML")]
    mapping: PathBuf,
    /// The data folder; made when it isn't there
    #[arg(long, value_name = "DIR", default_value = "./data")]
    data: PathBuf,
    /// Try everything, write nothing
    #[arg(long)]
    dry_run: bool,
    /// Leave out what happened from this moment on (2016-05-15 or 2016-05-15T14:30)
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// Move all times so that the cut (or else the last row) falls on this moment: now, or a date
    #[arg(long, value_name = "now|DATE")]
    shift_to: Option<String>,
    /// Write the summary and every bad row into this file
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Only the first so many requests of an event log
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// What `generate` is told.
#[derive(Debug, Args)]
pub struct Generate {
    /// The same seed gives the same workspace
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many requests
    #[arg(long, default_value_t = 1_000)]
    requests: usize,
    /// How many teams
    #[arg(long, default_value_t = 12)]
    teams: usize,
    /// The shortest chain, in links
    #[arg(long, default_value_t = 2)]
    chain_min: usize,
    /// The longest chain, in links
    #[arg(long, default_value_t = 50)]
    chain_max: usize,
    /// The moment that counts as now: now, or a date; times are relative to it
    #[arg(long, default_value = "now", value_name = "now|DATE")]
    at: String,
    /// The data folder; made when it isn't there
    #[arg(long, value_name = "DIR", default_value = "./data")]
    data: PathBuf,
}

/// What `stats` is told.
#[derive(Debug, Args)]
pub struct Stats {
    /// The data folder
    #[arg(long, value_name = "DIR", default_value = "./data")]
    data: PathBuf,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// The exit code for "done, and some rows were reported".
pub(super) const REPORTED: u8 = 3;

impl LoadCommand {
    /// Runs the command; what it did is printed.
    ///
    /// # Errors
    /// [`CommandError::Usage`] when what it was given can't be used, anything else when the workspace can't be read or written.
    pub fn run(&self) -> Result<ExitCode, CommandError> {
        match self {
            Self::Import(import) => import.run(),
            Self::Generate(generate) => generate.run(),
            Self::Stats(stats) => stats.run(),
            Self::Map(map) => map.run(),
        }
    }
}

/// Rows are read; what they come to is not written yet.
enum Source {
    Requests(Box<requests::Log>),
    Map(Box<map::Drawn>),
}

impl Source {
    fn stories(&self) -> Box<dyn Iterator<Item = Story> + '_> {
        match self {
            Self::Requests(log) => Box::new(log.stories()),
            Self::Map(drawn) => Box::new(drawn.stories()),
        }
    }
}

impl Import {
    fn run(&self) -> Result<ExitCode, CommandError> {
        let mut tally = Tally::default();
        let source = self.read(&mut tally)?;
        if self.dry_run {
            let sink: Sink<'_, SqliteStore> = Sink::DryRun;
            fill(source.stories(), sink, run(), &mut tally)?;
        } else {
            into_store(&self.data, source.stories(), &mut tally)?;
        }
        println!("{}", if self.dry_run { "Dry run: nothing was written." } else { "Imported." });
        print!("{tally}");
        if !self.dry_run {
            println!("To serve it: sightline serve --data {}", self.data.display());
        }
        if let Some(path) = &self.report {
            std::fs::write(path, tally.report_text())
                .map_err(|error| CommandError::Io("the report can't be written", error))?;
        }
        Ok(if tally.is_clean() { ExitCode::SUCCESS } else { ExitCode::from(REPORTED) })
    }

    fn read(&self, tally: &mut Tally) -> Result<Source, CommandError> {
        let unusable = |error: &dyn std::fmt::Display| CommandError::Usage(error.to_string());
        let mapping = Mapping::open(&self.mapping).map_err(|error| unusable(&error))?;
        let moment = |option: &str, text: &str| match mapping.dates() {
            Some(dates) => {
                dates.read_option(text).map_err(|why| CommandError::Usage(format!("{option}: {why}")))
            }
            None => Err(CommandError::Usage(format!(
                "{option} is for event logs; {} maps no dates",
                self.mapping.display()
            ))),
        };
        let until = self.until.as_deref().map(|text| moment("--until", text)).transpose()?;
        let shift_to = match self.shift_to.as_deref() {
            Some("now") => Some(clock::now()),
            Some(text) => Some(moment("--shift-to", text)?),
            None => None,
        };
        let mut table = Table::open(&self.file).map_err(|error| unusable(&error))?;
        match mapping {
            Mapping::Requests(mapping) => {
                let cut = requests::Cut { until, limit: self.limit };
                let mut log =
                    requests::read(&mut table, *mapping, cut, tally).map_err(|error| unusable(&error))?;
                if let (Some(to), Some(from)) = (shift_to, until.or_else(|| log.end())) {
                    log.shift(to - from);
                }
                Ok(Source::Requests(Box::new(log)))
            }
            Mapping::Map(mapping) => map::read(&mut table, *mapping, clock::now(), tally)
                .map(|drawn| Source::Map(Box::new(drawn)))
                .map_err(|error| unusable(&error)),
        }
    }
}

impl Generate {
    fn run(&self) -> Result<ExitCode, CommandError> {
        let now = match self.at.as_str() {
            "now" => clock::now(),
            text => super::mapping::Dates::of("%Y-%m-%d")
                .read_option(text)
                .map_err(|why| CommandError::Usage(format!("--at: {why}")))?,
        };
        let size = generate::Size {
            requests: self.requests,
            teams: self.teams,
            chain_min: self.chain_min,
            chain_max: self.chain_max,
        };
        let generated = generate::Generated::new(self.seed, size, now).map_err(CommandError::Usage)?;
        let mut tally = Tally::default();
        into_store(&self.data, generated.stories(), &mut tally)?;
        print!("Generated from seed {}.\n{}", self.seed, tally.figures_text());
        Ok(if tally.is_clean() { ExitCode::SUCCESS } else { ExitCode::from(REPORTED) })
    }
}

impl Stats {
    fn run(&self) -> Result<ExitCode, CommandError> {
        let nothing = || CommandError::Usage(format!("there is no workspace in {}", self.data.display()));
        let store = SqliteStore::open_existing(&self.data)?.ok_or_else(nothing)?;
        let counts = stats::count(&store, clock::now())?;
        match self.json {
            true => println!("{}", counts.json()),
            false => print!("{counts}"),
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn run() -> Run {
    Run { incarnation: Incarnation::random(&mut clock::rng()), now: clock::now() }
}

pub(super) fn into_store(
    folder: &Path,
    stories: impl Iterator<Item = Story>,
    tally: &mut Tally,
) -> Result<(), CommandError> {
    let folder = DataFolder::claim(folder)?;
    let mut store = folder.store()?;
    Ok(fill(stories, Sink::Store(&mut store), run(), tally)?)
}
