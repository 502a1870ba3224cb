//! What would become of each line of a table of customers, and the edits that make it so.

use super::{Columns, Table};
use crate::edit::{CustomerField, Edit};
use crate::id::DocId;
use crate::limits::LINE_CHARS_MAX;
use crate::view::{Rows, plain_words};
use std::collections::BTreeMap;

/// One line of a dry run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The line of the file.
    pub line: u64,
    /// The name that stands there.
    pub name: String,
    /// The customer number that stands there; may be empty.
    pub number: String,
    /// What would become of it.
    pub what: What,
}

/// What would become of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A new customer.
    New {
        /// Somebody of this name is here already, with another number or none.
        like: bool,
    },
    /// Nothing: they are here.
    Known,
    /// The number is here under another name: a person says which name is right.
    Renamed {
        /// The customer.
        id: DocId,
        /// Their name here.
        is: String,
    },
    /// Nothing: it can't be taken.
    Told(Problem),
}

/// Why a line can't be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// It has no name.
    NoName,
    /// The name is longer than [`LINE_CHARS_MAX`].
    LongName,
    /// The number is.
    LongNumber,
    /// A name or number over several lines: most often a quotation mark that nothing closes.
    SeveralLines,
    /// It has not as many cells as the first line.
    Cells {
        /// So many it has.
        has: usize,
        /// So many the first line has.
        wants: usize,
    },
    /// The same number, or the same name without a number, stands above.
    Twice {
        /// The line above.
        line: u64,
    },
}

/// Who has a number.
#[derive(Debug, Clone)]
struct Bearer {
    /// Who stands for them.
    id: DocId,
    /// Their own name.
    name: String,
}

/// The customers who are here, by number and by name.
#[derive(Debug, Clone, Default)]
pub struct Known {
    numbers: BTreeMap<String, Vec<Bearer>>,
    /// Names without case and accents.
    names: BTreeMap<String, DocId>,
}

impl Known {
    /// Those of a workspace.
    pub fn of(rows: &Rows) -> Self {
        let mut known = Self::default();
        for row in rows.customers() {
            let id = rows.kept(row.id);
            known.names.entry(key(&row.name)).or_insert(id);
            if !row.reference.is_empty() {
                let bearer = Bearer { id, name: row.name.clone() };
                known.numbers.entry(row.reference.trim().to_owned()).or_default().push(bearer);
            }
        }
        known
    }

    /// What a name and a number mean here.
    fn meaning(&self, rows: &Rows, name: &str, number: &str) -> What {
        let like = self.names.contains_key(&key(name));
        let Some(bearers) = self.numbers.get(number).filter(|_| !number.is_empty()) else {
            return if like && number.is_empty() { What::Known } else { What::New { like } };
        };
        let shown = |id: DocId| rows.customer(id).map(|row| row.name.clone()).unwrap_or_default();
        if bearers.iter().any(|one| one.name.trim() == name || shown(one.id).trim() == name) {
            return What::Known;
        }
        bearers
            .iter()
            .map(|one| one.id)
            .min()
            .map_or(What::New { like }, |id| What::Renamed { id, is: shown(id) })
    }
}

/// A name as it is compared where there is no number: without case and accents.
fn key(name: &str) -> String {
    let plain = plain_words(name);
    if plain.is_empty() { name.trim().to_owned() } else { plain }
}

/// A dry run under way.
#[derive(Debug, Clone)]
pub struct Planning {
    known: Known,
    columns: Columns,
    next: usize,
    numbers: BTreeMap<String, u64>,
    names: BTreeMap<String, u64>,
    steps: Vec<Step>,
}

impl Planning {
    /// Begins.
    pub fn new(known: Known, columns: Columns) -> Self {
        let next = usize::from(columns.named);
        Self { known, columns, next, numbers: BTreeMap::new(), names: BTreeMap::new(), steps: Vec::new() }
    }

    /// Looks at up to so many lines more; says whether some are left.
    pub fn go_on(&mut self, table: &Table, rows: &Rows, lines_max: usize) -> bool {
        let wants = table.first().len();
        for line in table.lines().iter().skip(self.next).take(lines_max) {
            let cell = |at: Option<usize>| at.and_then(|at| line.cells.get(at)).cloned().unwrap_or_default();
            let (name, number) = (cell(Some(self.columns.name)), cell(self.columns.number));
            let problem = if line.cells.len() == wants {
                problem(&name, &number).or_else(|| self.twice(&name, &number, line.number))
            } else {
                Some(Problem::Cells { has: line.cells.len(), wants })
            };
            let what = problem.map_or_else(|| self.known.meaning(rows, &name, &number), What::Told);
            self.steps.push(Step { line: line.number, name, number, what });
        }
        self.next = self.next.saturating_add(lines_max);
        self.next < table.lines().len()
    }

    /// All steps so far, by line.
    pub fn done(self) -> Vec<Step> {
        self.steps
    }

    fn twice(&mut self, name: &str, number: &str, line: u64) -> Option<Problem> {
        let above = if number.is_empty() {
            self.names.insert(key(name), line)
        } else {
            self.numbers.insert(number.to_owned(), line)
        };
        above.map(|line| Problem::Twice { line })
    }
}

fn problem(name: &str, number: &str) -> Option<Problem> {
    let is_long = |text: &str| text.chars().count() > LINE_CHARS_MAX;
    let breaks = |text: &str| text.contains(['\n', '\r']);
    match () {
        () if name.is_empty() => Some(Problem::NoName),
        () if breaks(name) || breaks(number) => Some(Problem::SeveralLines),
        () if is_long(name) => Some(Problem::LongName),
        () if is_long(number) => Some(Problem::LongNumber),
        () => None,
    }
}

/// The edits of a dry run: new customers, and the names of those lines that `takes` says to take.
pub fn edits(steps: &[Step], takes: impl Fn(u64) -> bool, mut new_id: impl FnMut() -> DocId) -> Vec<Edit> {
    let edit = |step: &Step| match &step.what {
        What::New { .. } => Some(Edit::AddCustomer {
            id: new_id(),
            name: step.name.clone(),
            reference: step.number.clone(),
            segment: None,
        }),
        What::Renamed { id, .. } if takes(step.line) => {
            Some(Edit::ChangeCustomer { id: *id, field: CustomerField::Name(step.name.clone()) })
        }
        _ => None,
    };
    steps.iter().filter_map(edit).collect()
}
