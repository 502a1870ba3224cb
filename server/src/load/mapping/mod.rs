//! The mapping file: a TOML text that says what a CSV's columns mean. docs/IMPORT.md describes it for people.

mod dates;
mod map;
mod requests;
mod target;
mod template;
mod within;

pub use dates::Dates;
pub use map::{EdgeRule, MapMapping, MapParty, MapPartyKind, Only};
pub use requests::{Columns, PromiseRule, RequestsMapping, ServiceRule};
pub use target::Target;
pub use template::Template;
pub use within::Within;

use serde::Deserialize;
use std::path::{Path, PathBuf};

/// Why a mapping file can't be used.
#[derive(Debug, thiserror::Error)]
pub enum BadMapping {
    /// It can't be read.
    #[error("{path}: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// It isn't TOML, or says something that no mapping says.
    #[error("{path}, line {line}, column {column}: {reason}")]
    Wrong {
        /// The file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong.
        reason: String,
    },
    /// Each part is well formed, but together they make no sense.
    #[error("{path}: {reason}")]
    Senseless {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
}

/// A mapping file, read.
#[derive(Debug, Clone, PartialEq)]
pub enum Mapping {
    /// An event log: one row is the state of a request after one update.
    Requests(Box<RequestsMapping>),
    /// A map: one row is a team, or a team that another one needs.
    Map(Box<MapMapping>),
}

#[derive(Deserialize)]
struct Head {
    kind: Kind,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Requests,
    Map,
}

impl Mapping {
    /// Reads a mapping file.
    ///
    /// # Errors
    /// With line and column, when it can't be used.
    pub fn open(path: &Path) -> Result<Self, BadMapping> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| BadMapping::Unreadable { path: path.to_owned(), source })?;
        Self::parse(path, &text)
    }

    /// Reads a mapping from its text; `path` is its name in sentences.
    ///
    /// # Errors
    /// With line and column, when it can't be used.
    pub fn parse(path: &Path, text: &str) -> Result<Self, BadMapping> {
        let wrong = |error: toml::de::Error| {
            let (line, column) = place(text, error.span().map_or(0, |span| span.start));
            BadMapping::Wrong { path: path.to_owned(), line, column, reason: one_line(error.message()) }
        };
        let senseless = |reason| BadMapping::Senseless { path: path.to_owned(), reason };
        match toml::from_str::<Head>(text).map_err(wrong)?.kind {
            Kind::Requests => {
                let mapping: RequestsMapping = toml::from_str(text).map_err(wrong)?;
                mapping.check().map_err(senseless)?;
                Ok(Self::Requests(Box::new(mapping)))
            }
            Kind::Map => {
                let mapping: MapMapping = toml::from_str(text).map_err(wrong)?;
                mapping.check().map_err(senseless)?;
                Ok(Self::Map(Box::new(mapping)))
            }
        }
    }

    /// The import's name: part of every identity.
    pub fn name(&self) -> &str {
        match self {
            Self::Requests(mapping) => &mapping.name,
            Self::Map(mapping) => &mapping.name,
        }
    }

    /// How the file writes dates; a map has none.
    pub fn dates(&self) -> Option<&Dates> {
        match self {
            Self::Requests(mapping) => Some(&mapping.dates),
            Self::Map(_) => None,
        }
    }
}

/// Tells an unknown cell: empty, or one of the marks.
pub(super) fn is_unknown(marks: &[String], cell: &str) -> bool {
    cell.is_empty() || marks.iter().any(|mark| mark == cell)
}

fn place(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        Mapping::parse(Path::new("m.toml"), text).unwrap_err().to_string()
    }

    const LOG: &str = include_str!("../fixtures/log.toml");

    #[test]
    fn the_fixture_is_a_mapping() {
        let Mapping::Requests(mapping) = Mapping::parse(Path::new("m.toml"), LOG).unwrap() else { panic!() };
        assert_eq!(mapping.name, "desk");
        assert_eq!(mapping.states["stuck"], Target::Waiting { on: "a vendor".into(), on_asker: false });
    }

    #[test]
    fn wrong_files_say_where() {
        assert_eq!(
            error("kind = \"request\""),
            "m.toml, line 1, column 8: unknown variant `request`, expected `requests` or `map`"
        );
        assert!(error("kind = ").starts_with("m.toml, line 1, column "), "{}", error("kind = "));
        let typo = error(&LOG.replace("state = ", "sate = "));
        assert!(typo.contains("unknown field `sate`"), "{typo}");
        let state = error(&LOG.replace("\"waiting: a vendor\"", "\"stuck\""));
        assert!(
            state.starts_with("m.toml, line 34, column 9: ") && state.contains("\"stuck\" is no state"),
            "{state}"
        );
    }

    #[test]
    fn senseless_files_say_why() {
        assert!(error(&LOG.replace("%d/%m/%Y %H:%M", "%d/%m %Q")).contains("pattern"));
        assert!(error(&LOG.replace("zone = \"UTC\"", "zone = \"Mars/Base\"")).contains("zone"));
        assert!(error(&LOG.replace("name = \"desk\"", "name = \"\"")).contains("name"));
        assert!(error(&LOG.replace("{topic}", "{topic")).contains("never closes"));
    }
}
