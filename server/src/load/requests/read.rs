//! Rows are read, understood, grouped by request, sorted and cut.

use super::learn::Learned;
use super::{Case, Log, LogRow, Word};
use crate::load::ids::Namer;
use crate::load::mapping::{RequestsMapping, Template};
use crate::load::story::clipped;
use crate::load::table::{BadTable, Table};
use crate::load::tally::Tally;
use sightline_shared::id::Millis;
use sightline_shared::limits::{LINE_CHARS_MAX, TEXT_CHARS_MAX};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What of a log is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cut {
    /// Only updates before this moment.
    pub until: Option<Millis>,
    /// Only so many requests, the first ones of the file.
    pub limit: Option<usize>,
}

/// Where in a [`LogRow`]'s cells each thing is.
pub(super) struct Slots {
    columns: Vec<(String, usize)>,
    pub(super) request: usize,
    pub(super) at: usize,
    pub(super) state: usize,
    pub(super) provider: usize,
    pub(super) order: Option<usize>,
    pub(super) asked_at: Option<usize>,
    pub(super) asked_by: Option<usize>,
    pub(super) owner: Option<usize>,
    pub(super) author: Option<usize>,
    pub(super) customer: Option<usize>,
    pub(super) promise: Option<usize>,
    pub(super) named_after: Option<usize>,
    pub(super) remarks: Vec<usize>,
}

impl Slots {
    fn new(table: &Table, mapping: &RequestsMapping) -> Result<Self, BadTable> {
        let mut columns = Vec::new();
        let mut slot = |name: &str| -> Result<usize, BadTable> {
            if let Some(at) = columns.iter().position(|(known, _): &(String, usize)| known == name) {
                return Ok(at);
            }
            columns.push((name.to_owned(), table.column(name)?));
            Ok(columns.len() - 1)
        };
        let names = &mapping.columns;
        let (request, at) = (slot(&names.request)?, slot(&names.at)?);
        let (state, provider) = (slot(&names.state)?, slot(&names.provider)?);
        let mut maybe = |name: &Option<String>| name.as_deref().map(&mut slot).transpose();
        let (order, asked_at, asked_by) =
            (maybe(&names.order)?, maybe(&names.asked_at)?, maybe(&names.asked_by)?);
        let (owner, author) = (maybe(&names.owner)?, maybe(&names.author)?);
        let (customer, promise) = (maybe(&names.customer)?, maybe(&names.promise)?);
        let named_after = maybe(&mapping.service.named_after)?;
        let remarks = mapping.remarks.iter().map(|name| slot(name)).collect::<Result<_, _>>()?;
        let texts = &mapping.texts;
        for column in [&texts.title, &texts.details, &texts.reference].into_iter().flat_map(Template::columns)
        {
            slot(column)?;
        }
        Ok(Self {
            columns,
            request,
            at,
            state,
            provider,
            order,
            asked_at,
            asked_by,
            owner,
            author,
            customer,
            promise,
            named_after,
            remarks,
        })
    }

    /// A column's name.
    pub(super) fn name(&self, slot: usize) -> &str {
        self.columns.get(slot).map_or("", |(name, _)| name)
    }

    fn named(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|(known, _)| known == name)
    }
}

impl LogRow {
    /// A cell; none when it is unknown or the mapping names no such column.
    pub(super) fn get(&self, slot: impl Into<Option<usize>>) -> Option<&Word> {
        self.cells.get(slot.into()?)?.as_ref()
    }
}

/// Reads a whole log. Each row is used, left out on request or reported.
///
/// # Errors
/// When the file as a whole can't be read, or has no column that the mapping names.
pub fn read(
    table: &mut Table,
    mapping: RequestsMapping,
    cut: Cut,
    tally: &mut Tally,
) -> Result<Log, BadTable> {
    let namer = Namer::new(&mapping.name);
    let slots = Slots::new(table, &mapping)?;
    let mut reader = Reader { mapping: &mapping, slots: &slots, words: HashSet::new() };
    let mut groups: HashMap<Word, usize> = HashMap::new();
    let mut cases: Vec<Case> = Vec::new();
    while let Some(raw) = table.next_row()? {
        let row = tally.row(raw.line);
        match raw.cells.and_then(|cells| reader.row(row, &cells, tally)) {
            Err(reason) => tally.report(row, reason),
            Ok((_, log_row)) if cut.until.is_some_and(|until| log_row.at >= until) => {
                tally.leave_out(row, "after the cut");
            }
            Ok((key, log_row)) => {
                let at = *groups.entry(key.clone()).or_insert_with(|| {
                    cases.push(Case::new(key));
                    cases.len() - 1
                });
                if let Some(case) = cases.get_mut(at) {
                    case.rows.push(log_row);
                }
            }
        }
    }
    drop_surplus(&mut cases, cut.limit, tally);
    for case in &mut cases {
        case.settle(&mapping, &slots, tally);
    }
    cases.sort_by_key(|case| case.asked_at);
    let begin = cases.first().map_or(Millis(0), |case| case.asked_at);
    let learned = Learned::from(&mapping, &slots, &cases, tally);
    let device = namer.device("import");
    Ok(Log { namer, device, slots, cases, learned, begin, mapping })
}

fn drop_surplus(cases: &mut Vec<Case>, limit: Option<usize>, tally: &mut Tally) {
    if let Some(limit) = limit
        && limit < cases.len()
    {
        for row in cases.split_off(limit).iter().flat_map(|case| &case.rows) {
            tally.leave_out(row.row, "beyond the limit");
        }
    }
}

/// What rows are read with.
struct Reader<'a> {
    mapping: &'a RequestsMapping,
    slots: &'a Slots,
    words: HashSet<Word>,
}

impl Reader<'_> {
    fn row(&mut self, row: usize, cells: &[String], tally: &mut Tally) -> Result<(Word, LogRow), String> {
        let kept: Box<[_]> = self
            .slots
            .columns
            .iter()
            .map(|(_, at)| self.word(cells.get(*at).map_or("", String::as_str), row, tally))
            .collect();
        let mut log_row = LogRow { row, at: Millis(0), order: 0, asked_at: None, cells: kept };
        let unknown = |slot| format!("the column \"{}\" is unknown", self.slots.name(slot));
        let key = log_row.get(self.slots.request).ok_or_else(|| unknown(self.slots.request))?.clone();
        log_row.at = self.moment(&log_row, self.slots.at)?.ok_or_else(|| unknown(self.slots.at))?;
        log_row.asked_at = match self.slots.asked_at {
            Some(slot) => self.moment(&log_row, slot)?,
            None => None,
        };
        log_row.order = self.order(&log_row)?;
        let state = log_row.get(self.slots.state).ok_or_else(|| unknown(self.slots.state))?;
        if !self.mapping.states.contains_key(&**state) {
            let column = self.slots.name(self.slots.state);
            return Err(format!("the mapping doesn't say what the {column} \"{state}\" means"));
        }
        Ok((key, log_row))
    }

    /// A cell as it is kept: trimmed, doubled spaces made single, none for unknown.
    fn word(&mut self, cell: &str, row: usize, tally: &mut Tally) -> Option<Word> {
        let mut cell = std::borrow::Cow::Borrowed(cell.trim());
        if cell.contains("  ") {
            tally.note("rows with doubled spaces, made single", Some(row));
            cell = cell.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ").into();
        }
        if crate::load::mapping::is_unknown(&self.mapping.unknown, &cell) {
            return None;
        }
        if let Some(word) = self.words.get(&*cell) {
            return Some(word.clone());
        }
        let word: Word = Arc::from(&*cell);
        self.words.insert(word.clone());
        Some(word)
    }

    fn moment(&self, row: &LogRow, slot: usize) -> Result<Option<Millis>, String> {
        row.get(slot)
            .map(|cell| {
                self.mapping.dates.read(cell).map_err(|why| format!("{}: {why}", self.slots.name(slot)))
            })
            .transpose()
    }

    fn order(&self, row: &LogRow) -> Result<i64, String> {
        let Some((slot, cell)) = self.slots.order.and_then(|slot| Some((slot, row.get(slot)?))) else {
            return Ok(0);
        };
        cell.parse().map_err(|_| format!("{}: \"{cell}\" is not a whole number", self.slots.name(slot)))
    }
}

impl Case {
    fn new(key: Word) -> Self {
        let (title, details, reference) = Default::default();
        Self { key, rows: Vec::new(), asked_at: Millis(0), title, details, reference }
    }

    /// Sorts the rows and says what the request says of itself.
    fn settle(&mut self, mapping: &RequestsMapping, slots: &Slots, tally: &mut Tally) {
        let first = self.rows.first().map(|row| row.row);
        if !self.rows.is_sorted_by_key(|row| row.at) {
            tally.note("requests whose rows were out of time order, sorted", first);
        }
        self.rows.sort_by_key(|row| (row.at, row.order, row.row));
        let Some(start) = self.rows.first().map(|row| row.at) else { return };
        let asked_at = self.rows.iter().find_map(|row| row.asked_at).unwrap_or(start);
        if asked_at > start {
            tally.note("requests asked after their first update; the update's time is taken", first);
        }
        self.asked_at = asked_at.min(start);
        let callers: HashSet<_> = self.rows.iter().filter_map(|row| row.get(slots.customer)).collect();
        if callers.len() > 1 {
            tally.note("requests whose customer changes; the first known one is taken", first);
        }
        let cell = |name: &str| {
            let slot = slots.named(name)?;
            self.rows.iter().find_map(|row| row.get(slot)).map(|word| &**word)
        };
        let texts = &mapping.texts;
        let title = match texts.title.fill(" · ", cell) {
            title if title.is_empty() => self.key.to_string(),
            title => title,
        };
        let (details, reference) = (texts.details.fill("\n", cell), texts.reference.fill(" ", cell));
        self.title = clipped(&title, LINE_CHARS_MAX);
        self.details = clipped(&details, TEXT_CHARS_MAX);
        self.reference = clipped(&reference, LINE_CHARS_MAX);
        if (&self.title, &self.details, &self.reference) != (&title, &details, &reference) {
            tally.note("requests whose texts were longer than is kept, clipped", first);
        }
    }
}
