//! The bytes of a file as entries, whatever its format.

use super::backstage::{Catalog, is_entity};
use super::csv::Columns;
use super::entry::{BadFile, Entry, MapFile, Sort};
use super::yaml::{Node, YamlReading};
use super::yaml_read::{entry, lists};
use crate::limits::{
    MAP_FILE_BYTES_MAX, MAP_FILE_LINE_BYTES_MAX, MAP_FILE_PARTIES_MAX, MAP_FILE_SERVICES_MAX,
};
use crate::table::{self, BadTable, Table};
use std::vec::IntoIter;

/// How a map is written as a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Our own YAML.
    Yaml,
    /// One table.
    Csv,
    /// A catalog for Backstage.
    Backstage,
}

/// A file that is being read.
pub struct Reading {
    stage: Stage,
    file: MapFile,
    parties: usize,
    services: usize,
}

enum Stage {
    Table(Box<table::Reading>),
    Lines(Columns, Box<Table>, usize),
    Yaml(Box<YamlReading>),
    Items(IntoIter<(Sort, Node)>),
    Entities(IntoIter<Node>, Box<Catalog>),
    Done,
}

/// Events of YAML that are read for each entry that one asks for: an entry has about that many.
const EVENTS_PER_ENTRY: usize = 16;

impl Reading {
    /// Begins with the bytes of a file, or with what was pasted. What it is shows in its first lines.
    ///
    /// # Errors
    /// [`BadFile`].
    pub fn new(bytes: Vec<u8>) -> Result<Self, BadFile> {
        if bytes.len() > MAP_FILE_BYTES_MAX {
            return Err(BadFile::TooLarge);
        }
        let mut lines = bytes.split(|byte| *byte == b'\n').zip(1..);
        if let Some((_, line)) = lines.find(|(line, _)| line.len() > MAP_FILE_LINE_BYTES_MAX) {
            return Err(BadFile::LongLine { line });
        }
        let text = match std::str::from_utf8(&bytes) {
            Ok(text) => text.trim_start_matches('\u{feff}'),
            Err(error) => {
                let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
                let line = 1 + before.iter().filter(|byte| **byte == b'\n').count() as u64;
                return Err(BadFile::NotText { line });
            }
        };
        let stage = if is_yaml(text) {
            Stage::Yaml(Box::new(YamlReading::new(text.to_owned())))
        } else {
            Stage::Table(Box::new(table::Reading::new(bytes).map_err(bad_table)?))
        };
        Ok(Self { stage, file: MapFile::default(), parties: 0, services: 0 })
    }

    /// Reads about so many entries more; says whether some are left.
    ///
    /// # Errors
    /// [`BadFile`].
    pub fn go_on(&mut self, entries_max: usize) -> Result<bool, BadFile> {
        self.stage = match std::mem::replace(&mut self.stage, Stage::Done) {
            Stage::Table(mut reading) => match reading.go_on(entries_max).map_err(bad_table)? {
                true => Stage::Table(reading),
                false => {
                    let table = reading.done();
                    let first = table.lines().first().ok_or(BadFile::Empty)?;
                    Stage::Lines(Columns::of(first, &mut self.file.remarks)?, Box::new(table), 1)
                }
            },
            Stage::Lines(columns, table, from) => self.lines(columns, table, from, entries_max)?,
            Stage::Yaml(mut reading) => match reading.go_on(entries_max.saturating_mul(EVENTS_PER_ENTRY))? {
                true => Stage::Yaml(reading),
                false => self.documents(reading.done())?,
            },
            Stage::Items(mut items) => {
                for (sort, item) in items.by_ref().take(entries_max) {
                    let entry = entry(sort, item, &mut self.file.remarks)?;
                    self.take(entry)?;
                }
                if items.len() > 0 { Stage::Items(items) } else { Stage::Done }
            }
            Stage::Entities(mut entities, mut catalog) => {
                for entity in entities.by_ref().take(entries_max) {
                    catalog.add(&entity, &mut self.file.remarks);
                }
                if entities.len() > 0 {
                    Stage::Entities(entities, catalog)
                } else {
                    let (entries, dependencies) = catalog.done(&mut self.file.remarks);
                    self.file.dependencies = dependencies;
                    entries.into_iter().try_for_each(|entry| self.take(entry))?;
                    Stage::Done
                }
            }
            Stage::Done => Stage::Done,
        };
        Ok(!matches!(self.stage, Stage::Done))
    }

    /// What was read.
    pub fn done(self) -> MapFile {
        self.file
    }

    fn lines(
        &mut self,
        columns: Columns,
        table: Box<Table>,
        from: usize,
        lines_max: usize,
    ) -> Result<Stage, BadFile> {
        for line in table.lines().iter().skip(from).take(lines_max) {
            if !columns.fits(line) {
                return Err(BadFile::Cells { line: line.number });
            }
            self.take(columns.entry(line))?;
        }
        let next = from.saturating_add(lines_max);
        Ok(if next < table.lines().len() { Stage::Lines(columns, table, next) } else { Stage::Done })
    }

    /// The documents of a YAML file: one of ours, or a catalog's entities.
    fn documents(&mut self, documents: Vec<Node>) -> Result<Stage, BadFile> {
        if documents.is_empty() {
            return Err(BadFile::Empty);
        }
        if documents.iter().any(is_entity) {
            return Ok(Stage::Entities(documents.into_iter(), Box::default()));
        }
        let mut items = Vec::new();
        for document in documents {
            let lists = lists(document, &mut self.file.remarks)?;
            items.extend(lists.ok_or(BadFile::Unknown)?);
        }
        Ok(Stage::Items(items.into_iter()))
    }

    fn take(&mut self, entry: Entry) -> Result<(), BadFile> {
        let (count, max) = match entry.sort {
            Sort::Party => (&mut self.parties, MAP_FILE_PARTIES_MAX),
            Sort::Service => (&mut self.services, MAP_FILE_SERVICES_MAX),
        };
        *count += 1;
        if *count > max {
            return Err(BadFile::TooMany { line: entry.line });
        }
        self.file.entries.push(entry);
        Ok(())
    }
}

fn bad_table(bad: BadTable) -> BadFile {
    match bad {
        BadTable::Empty => BadFile::Empty,
        BadTable::TooLarge => BadFile::TooLarge,
        BadTable::NotText { line } => BadFile::NotText { line },
        bad => BadFile::Table(bad),
    }
}

/// Whether a text begins as YAML does: with a key and a colon, a list, a document's mark or a flow table. Comments are passed over.
fn is_yaml(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let Some(first) = lines.next() else { return false };
    let key = first.split_once(':').map(|(key, rest)| (key.trim_matches(['"', '\'']), rest));
    let is_key = key.is_some_and(|(key, rest)| {
        let plain = key.chars().all(|one| one.is_alphanumeric() || matches!(one, '_' | '-' | '/' | '.'));
        !key.is_empty() && plain && (rest.is_empty() || rest.starts_with([' ', '\t']))
    });
    first == "---"
        || first.starts_with("--- ")
        || first.starts_with("- ")
        || first.starts_with(['{', '%'])
        || is_key
}
