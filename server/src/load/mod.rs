//! Everything that fills a workspace without a device: import from CSV, the seeded generator, the demo.
//!
//! All of it is one idea. A source (a log, a map, a seed, a made-up company) is turned into an iterator of [`Story`]s; a story is
//! everything that happened to one document. The [`writer`] turns a story into automerge changes (one for all that one device
//! wrote in a row), its snapshot and its row, and gives them to the store in batches. Sources know no store and no automerge; the
//! store knows no source.
//!
//! - [`ids`]: identities derived from (import name, external key), so that importing again adds nothing twice.
//! - [`mapping`]: the TOML file that says what a CSV's columns mean.
//! - [`table`]: a CSV as rows with line numbers; what can't be read is reported, never skipped.
//! - [`tally`]: rows in = rows used + rows left out on request + rows reported.
//! - [`requests`], [`map`]: the two kinds of mapping.
//! - [`map_file`]: the map as a file, in and out.
//! - [`generate`], [`demo`]: sources that need no file.
//! - [`stats`]: counts what is there.

pub mod command;
pub mod demo;
pub mod generate;
pub mod ids;
pub mod map;
pub mod map_file;
pub mod mapping;
pub mod requests;
pub mod stats;
pub mod story;
pub mod table;
pub mod tally;
pub mod writer;

#[cfg(test)]
mod real;
#[cfg(test)]
mod real_map;
#[cfg(test)]
mod testing;

pub use story::{Part, Story};
pub use tally::Tally;
