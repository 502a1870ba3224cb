//! What a file says, whatever its format.

use super::field::Field;
use crate::table::BadTable;
use std::collections::BTreeMap;

/// What an entry is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// A party.
    Party,
    /// A service.
    Service,
}

/// One party or service of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is about.
    pub sort: Sort,
    /// The line of the file on which it begins, from 1; 0 for what was never in one.
    pub line: u64,
    /// What the file calls it among its entries: the id of a document, or a word of whoever wrote it. Empty: its name does.
    pub key: String,
    /// What is said of it. What isn't said stays as it is; an empty text says that there is none.
    pub said: BTreeMap<Field, String>,
}

impl Entry {
    /// An entry about which nothing is said yet.
    pub(super) fn new(sort: Sort, line: u64) -> Self {
        Self { sort, line, key: String::new(), said: BTreeMap::new() }
    }

    /// What is said of a field; empty if nothing is.
    pub fn text(&self, field: Field) -> &str {
        self.said.get(&field).map_or("", |text| text.trim())
    }
}

/// A whole file, understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MapFile {
    /// Its parties and services, as they stand.
    pub entries: Vec<Entry>,
    /// What was left out, and what was made of it.
    pub remarks: Vec<Remark>,
    /// Dependencies between the components of two teams, as a catalog names them.
    pub dependencies: usize,
}

/// Something of a file that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Where.
    pub line: u64,
    /// What it is called there.
    pub name: String,
    /// Why.
    pub what: What,
}

/// Why something was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Nobody here knows a field or column of this name.
    Unknown,
    /// An entity of a catalog that says nothing of a map.
    Kind,
    /// A component that no team owns.
    NoOwner,
    /// A dependency on something that the file doesn't have, or that no team owns.
    NoProvider,
    /// A dependency within one team: there is nothing to draw.
    Within,
}

/// Why a file can't be used. Nothing was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadFile {
    /// There is nothing in it.
    #[error("there is nothing in it")]
    Empty,
    /// More bytes than [`crate::limits::MAP_FILE_BYTES_MAX`].
    #[error("it has more than {} bytes", crate::limits::MAP_FILE_BYTES_MAX)]
    TooLarge,
    /// A line with more bytes than [`crate::limits::MAP_FILE_LINE_BYTES_MAX`].
    #[error("line {line} has more than {} bytes", crate::limits::MAP_FILE_LINE_BYTES_MAX)]
    LongLine {
        /// The line.
        line: u64,
    },
    /// It is in another encoding, or no text at all.
    #[error("line {line} is not UTF-8 text")]
    NotText {
        /// The first line that isn't.
        line: u64,
    },
    /// It is no YAML from here on.
    #[error("line {line}, column {column} can't be read as YAML; {read} entries stand above it")]
    Syntax {
        /// The line.
        line: u64,
        /// The column, from 1.
        column: u64,
        /// So many entries, or documents of a catalog, were whole before.
        read: usize,
    },
    /// Something else stands where a list, a table of fields or a text belongs.
    #[error("line {line}, column {column}: {wants} belongs here")]
    Shape {
        /// The line.
        line: u64,
        /// The column, from 1.
        column: u64,
        /// What belongs there.
        wants: Wants,
    },
    /// Deeper than [`crate::limits::YAML_DEPTH_MAX`].
    #[error("line {line} goes deeper than {} levels", crate::limits::YAML_DEPTH_MAX)]
    TooDeep {
        /// The line.
        line: u64,
    },
    /// More values than [`crate::limits::YAML_NODES_MAX`], counting each use of an alias.
    #[error("by line {line} there are more than {} values", crate::limits::YAML_NODES_MAX)]
    TooMuch {
        /// The line.
        line: u64,
    },
    /// Nothing in it is known.
    #[error("it has neither parties nor services nor a catalog's entities")]
    Unknown,
    /// Its first line names no column that is known.
    #[error("its first line names no columns of a map")]
    NoColumns,
    /// A line with more cells than the first: most often a comma that should stand between quotation marks.
    #[error("line {line} has more cells than the first line")]
    Cells {
        /// The line.
        line: u64,
    },
    /// More parties than [`crate::limits::MAP_FILE_PARTIES_MAX`], or services than [`crate::limits::MAP_FILE_SERVICES_MAX`].
    #[error("line {line}: there are more parties or services than a map may have")]
    TooMany {
        /// The line.
        line: u64,
    },
    /// It can't be read as a table.
    #[error(transparent)]
    Table(#[from] BadTable),
}

/// What belongs at a place of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wants {
    /// A list.
    List,
    /// Names with their values.
    Fields,
    /// A text.
    Text,
}

impl std::fmt::Display for Wants {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::List => "a list",
            Self::Fields => "a table of fields",
            Self::Text => "a text",
        })
    }
}
