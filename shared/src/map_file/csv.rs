//! The map as one table, a line for each party and each service: what somebody with a spreadsheet would make.
//!
//! The first line names the columns. A line is a service if its kind says so, or if it has none and names who provides or is served.

use super::entry::{BadFile, Entry, Remark, Sort, What};
use super::field::Field;
use crate::table::{Line, raw_lines};
use crate::view::plain_words;

/// The kind of lines that are services.
const SERVICE: &str = "service";
/// The name of the column of keys.
const KEY: &str = "key";

/// The columns of an exported table, behind the key: the kind first, then what both have, parties have, services have.
const COLUMNS: [Field; 18] = [
    Field::Kind,
    Field::Name,
    Field::Provider,
    Field::Serves,
    Field::Reply,
    Field::Deliver,
    Field::Reconfirm,
    Field::Questions,
    Field::Contact,
    Field::Site,
    Field::Department,
    Field::Note,
    Field::Hours,
    Field::Zone,
    Field::Holidays,
    Field::Silence,
    Field::Rings,
    Field::Layers,
];

/// What the columns of a table hold.
pub(super) struct Columns {
    key: Option<usize>,
    fields: Vec<(usize, Field)>,
    width: usize,
}

impl Columns {
    /// By the names of the first line; those that nobody knows are remarked.
    pub(super) fn of(first: &Line, remarks: &mut Vec<Remark>) -> Result<Self, BadFile> {
        let mut columns = Self { key: None, fields: Vec::new(), width: first.cells.len() };
        for (at, cell) in first.cells.iter().enumerate() {
            let name = unguarded(cell);
            let is_key = ["key", "id", "clave"].contains(&plain_words(&name).as_str());
            match Field::of_column(&name) {
                _ if is_key && columns.key.is_none() => columns.key = Some(at),
                Some(field) if columns.fields.iter().all(|(_, other)| *other != field) => {
                    columns.fields.push((at, field));
                }
                _ if name.is_empty() => {}
                _ => remarks.push(Remark { line: first.number, name, what: What::Unknown }),
            }
        }
        let named = |field| columns.fields.iter().any(|(_, other)| *other == field);
        if named(Field::Name) { Ok(columns) } else { Err(BadFile::NoColumns) }
    }

    /// What a line says.
    pub(super) fn entry(&self, line: &Line) -> Entry {
        let cell = |at: usize| line.cells.get(at).map(|cell| unguarded(cell)).unwrap_or_default();
        let of = |field| self.fields.iter().find(|(_, one)| *one == field).map(|(at, _)| cell(*at));
        let kind = of(Field::Kind).unwrap_or_default();
        let has_end = [Field::Provider, Field::Serves]
            .iter()
            .any(|field| of(*field).is_some_and(|text| !text.is_empty()));
        let is_service = matches!(plain_words(&kind).as_str(), SERVICE | "servicio");
        let sort = if is_service || (kind.is_empty() && has_end) { Sort::Service } else { Sort::Party };
        let mut entry = Entry::new(sort, line.number);
        entry.key = self.key.map(cell).unwrap_or_default();
        for (at, field) in &self.fields {
            if Field::of(sort).contains(field) && *at < line.cells.len() {
                entry.said.insert(*field, cell(*at));
            }
        }
        // A kind that isn't said is a team's, or the one that it has.
        if kind.is_empty() {
            entry.said.remove(&Field::Kind);
        }
        entry
    }

    /// Whether a line has as many cells as the first, or fewer: spreadsheets leave out empty ones at the end.
    pub(super) fn fits(&self, line: &Line) -> bool {
        line.cells.len() <= self.width
    }
}

/// A table of these entries: UTF-8 with the mark of its byte order, commas, lines that end as RFC 4180 says.
pub(super) fn write(entries: &[Entry]) -> Vec<u8> {
    let mut head = vec![KEY.to_owned()];
    head.extend(COLUMNS.iter().map(|field| field.key().to_owned()));
    let lines = entries.iter().map(|entry| {
        let mut cells = vec![guarded(entry.key.trim())];
        cells.extend(COLUMNS.iter().map(|field| match (field, entry.sort) {
            (Field::Kind, Sort::Service) => SERVICE.to_owned(),
            _ => entry.said.get(field).map(|text| guarded(text.trim())).unwrap_or_default(),
        }));
        cells
    });
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    bytes.extend(raw_lines(std::iter::once(head).chain(lines)));
    bytes
}

/// Whether a spreadsheet may take what begins here for a formula, apostrophes before it left out.
fn begins_formula(text: &str, is_first: bool) -> bool {
    let rest = text.trim_start_matches('\'');
    rest.starts_with(['=', '+', '-', '@']) || (is_first && rest.starts_with(['\t', '\r']))
}

/// Behind these characters some spreadsheets begin another cell; see [`crate::table::safe`].
fn begins_cell(before: Option<char>) -> bool {
    before.is_none_or(|before| matches!(before, ';' | '\t' | '\n' | '\r'))
}

/// A cell that no spreadsheet takes for a formula. Unlike [`crate::table::safe`] one more apostrophe is put before those that stand there
/// already, so that [`unguarded`] gives back every text as it was.
fn guarded(text: &str) -> String {
    let mut guarded = String::with_capacity(text.len() + 1);
    let mut before = None;
    for (at, character) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        if begins_cell(before) && begins_formula(rest, before.is_none()) {
            guarded.push('\'');
        }
        guarded.push(character);
        before = Some(character);
    }
    guarded
}

/// A cell without the apostrophes that guard it.
fn unguarded(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut before = None;
    for (at, character) in cell.char_indices() {
        let rest = cell.get(at + character.len_utf8()..).unwrap_or_default();
        let guards = character == '\'' && begins_cell(before) && begins_formula(rest, before.is_none());
        if !guards {
            text.push(character);
        }
        before = Some(character);
    }
    text
}
