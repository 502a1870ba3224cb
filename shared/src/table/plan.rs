//! What would become of each line of a table of customers, and the edits that make it so.

use super::{Columns, Table};
use crate::edit::{CustomerField, Edit};
use crate::id::DocId;
use crate::limits::{LINE_CHARS_MAX, PHONE_CHARS_MAX};
use crate::view::{PhoneLines, Rows, phone_numbers, plain_words};
use std::collections::{BTreeMap, BTreeSet};

/// One line of a dry run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The line of the file.
    pub line: u64,
    /// The name that stands there.
    pub name: String,
    /// The customer number that stands there; may be empty.
    pub number: String,
    /// The telephone numbers that stand there; empty where a cell has none.
    pub phone: String,
    /// What would become of it.
    pub what: What,
    /// Somebody who is here without a telephone number, and gets this one.
    pub gains: Option<DocId>,
}

/// Somebody who is here already and might be the same as one who is new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Like {
    /// Nobody.
    Nobody,
    /// Somebody of this name, with another number or none.
    Name,
    /// Somebody with this telephone number: their name.
    Phone(String),
}

/// What would become of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A new customer.
    New {
        /// Who is here already and might be the same.
        like: Like,
    },
    /// Nothing: they are here.
    Known,
    /// The number is here under another name: a person says which name is right.
    Renamed {
        /// The customer.
        id: DocId,
        /// Their name here.
        is: String,
        /// Their telephone number here, where the file has another: who takes the name takes that, too.
        phone: Option<String>,
    },
    /// They are here with another telephone number: a person says which is right.
    OtherPhone {
        /// The customer.
        id: DocId,
        /// Their number here.
        is: String,
        /// Only the name says that it is them: it may be somebody else of that name.
        by_name: bool,
    },
    /// Several of this name are here, none with this telephone number: a person says whether it is one more.
    Namesake,
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
    /// The telephone numbers are longer than [`PHONE_CHARS_MAX`].
    LongPhone,
    /// A name or number over several lines: most often a quotation mark that nothing closes.
    SeveralLines,
    /// It has not as many cells as the first line.
    Cells {
        /// So many it has.
        has: usize,
        /// So many the first line has.
        wants: usize,
    },
    /// The same number stands above; or, without one, the same name, with no other telephone number.
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

/// Who of those who are here is meant by a line with a telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meant {
    /// Nobody for sure.
    Nobody,
    /// They, who have a number.
    By(DocId),
    /// They, who have none and get this one.
    Gains(DocId),
}

/// The customers who are here, by number and by name.
#[derive(Debug, Clone, Default)]
pub struct Known {
    numbers: BTreeMap<String, Vec<Bearer>>,
    /// Names without case and accents.
    names: BTreeMap<String, BTreeSet<DocId>>,
}

impl Known {
    /// Those of a workspace.
    pub fn of(rows: &Rows) -> Self {
        let mut known = Self::default();
        for row in rows.customers() {
            let id = rows.kept(row.id);
            known.names.entry(key(&row.name)).or_default().insert(id);
            if !row.reference.is_empty() {
                let bearer = Bearer { id, name: row.name.clone() };
                known.numbers.entry(row.reference.trim().to_owned()).or_default().push(bearer);
            }
        }
        known
    }

    /// What a name and a number mean here, and who may be meant of those who are here.
    fn meaning(&self, rows: &Rows, name: &str, number: &str) -> (What, BTreeSet<DocId>) {
        let named = self.names.get(&key(name)).cloned().unwrap_or_default();
        let like = if named.is_empty() { Like::Nobody } else { Like::Name };
        let new = || (What::New { like }, BTreeSet::new());
        let Some(bearers) = self.numbers.get(number).filter(|_| !number.is_empty()) else {
            return if !named.is_empty() && number.is_empty() { (What::Known, named) } else { new() };
        };
        let shown = |id: DocId| rows.customer(id).map(|row| row.name.clone()).unwrap_or_default();
        let same = bearers.iter().filter(|one| one.name.trim() == name || shown(one.id).trim() == name);
        if let Some(id) = same.map(|one| one.id).min() {
            return (What::Known, BTreeSet::from([id]));
        }
        let least = bearers.iter().map(|one| one.id).min();
        least.map_or_else(new, |id| (What::Renamed { id, is: shown(id), phone: None }, BTreeSet::from([id])))
    }

    /// The same, with the telephone number, and who is meant.
    fn meaning_with(&self, rows: &Rows, name: &str, number: &str, phone: &str) -> (What, Meant) {
        let (what, meant) = self.meaning(rows, name, number);
        if phone.is_empty() {
            return (what, Meant::Nobody);
        }
        if let Some(id) = meant.iter().find(|id| rows.has_phone(**id, phone)) {
            return (what, Meant::By(*id));
        }
        if meant.len() > 1 {
            // Of several of one name nobody can tell whose it is.
            return (What::Namesake, Meant::Nobody);
        }
        let Some(id) = meant.first().copied() else {
            let is_alone = what == What::New { like: Like::Nobody };
            let like = rows
                .who_has_phone(phone)
                .into_iter()
                .next()
                .filter(|_| is_alone)
                .map(|one| Like::Phone(one.name));
            return (like.map_or(what, |like| What::New { like }), Meant::Nobody);
        };
        let Some(other) = rows.phones_of(id).into_iter().next() else { return (what, Meant::Gains(id)) };
        let what = match what {
            What::Renamed { id, is, .. } => What::Renamed { id, is, phone: Some(other) },
            What::Known => What::OtherPhone { id, is: other, by_name: number.is_empty() },
            what => what,
        };
        (what, Meant::By(id))
    }
}

/// A name as it is compared where there is no number: without case and accents.
fn key(name: &str) -> String {
    let plain = plain_words(name);
    if plain.is_empty() { name.trim().to_owned() } else { plain }
}

/// The lines above of one name. A file may have nothing else: none of them is looked at one by one.
#[derive(Debug, Clone, Default)]
struct Above {
    last: Option<u64>,
    /// The last one without a telephone number.
    without: Option<u64>,
    phones: PhoneLines,
}

impl Above {
    /// Takes a line; says which one above it is the same. Two people of one name are told apart by their telephone numbers, where both
    /// have one.
    fn put(&mut self, phone: &str, line: u64) -> Option<u64> {
        let last = self.last.replace(line);
        if phone.is_empty() {
            self.without = Some(line);
            return last;
        }
        self.phones.put(phone, line).max(self.without)
    }
}

/// A dry run under way.
#[derive(Debug, Clone)]
pub struct Planning {
    known: Known,
    columns: Columns,
    next: usize,
    numbers: BTreeMap<String, u64>,
    /// By name, where there is no number: the lines above.
    names: BTreeMap<String, Above>,
    /// Who is here under a name that stood above with a telephone number: another number is somebody else's.
    meant: BTreeSet<DocId>,
    steps: Vec<Step>,
}

impl Planning {
    /// Begins.
    pub fn new(known: Known, columns: Columns) -> Self {
        let next = usize::from(columns.named);
        Self {
            known,
            columns,
            next,
            numbers: BTreeMap::new(),
            names: BTreeMap::new(),
            meant: BTreeSet::new(),
            steps: Vec::new(),
        }
    }

    /// Looks at up to so many lines more; says whether some are left.
    pub fn go_on(&mut self, table: &Table, rows: &Rows, lines_max: usize) -> bool {
        let wants = table.first().len();
        for line in table.lines().iter().skip(self.next).take(lines_max) {
            let cell = |at: Option<usize>| at.and_then(|at| line.cells.get(at)).cloned().unwrap_or_default();
            let (name, number) = (cell(Some(self.columns.name)), cell(self.columns.number));
            let phone = said(&cell(self.columns.phone));
            let problem = if line.cells.len() == wants {
                problem(&name, &number, &phone).or_else(|| self.twice((&name, &number, &phone), line.number))
            } else {
                Some(Problem::Cells { has: line.cells.len(), wants })
            };
            let (what, gains) = match problem {
                Some(problem) => (What::Told(problem), None),
                None => self.what(rows, (&name, &number, &phone)),
            };
            self.steps.push(Step { line: line.number, name, number, phone, what, gains });
        }
        self.next = self.next.saturating_add(lines_max);
        self.next < table.lines().len()
    }

    /// All steps so far, by line.
    pub fn done(self) -> Vec<Step> {
        self.steps
    }

    /// What becomes of a line that can be taken, and who gets its telephone number, being here without one.
    fn what(&mut self, rows: &Rows, (name, number, phone): (&str, &str, &str)) -> (What, Option<DocId>) {
        let (what, meant) = self.known.meaning_with(rows, name, number, phone);
        let (Meant::By(id) | Meant::Gains(id)) = meant else { return (what, None) };
        if number.is_empty() && !self.meant.insert(id) {
            return (What::Namesake, None);
        }
        (what, Some(id).filter(|_| matches!(meant, Meant::Gains(_))))
    }

    fn twice(&mut self, (name, number, phone): (&str, &str, &str), line: u64) -> Option<Problem> {
        let above = if number.is_empty() {
            self.names.entry(key(name)).or_default().put(phone, line)
        } else {
            self.numbers.insert(number.to_owned(), line)
        };
        above.map(|line| Problem::Twice { line })
    }
}

/// A cell with telephone numbers, without the apostrophe that keeps a spreadsheet from computing it; nothing where it has no number.
fn said(cell: &str) -> String {
    let text = cell.strip_prefix('\'').unwrap_or(cell).trim();
    if phone_numbers(text).is_empty() { String::new() } else { text.to_owned() }
}

fn problem(name: &str, number: &str, phone: &str) -> Option<Problem> {
    let is_long = |text: &str| text.chars().count() > LINE_CHARS_MAX;
    let breaks = |text: &str| text.contains(['\n', '\r']);
    match () {
        () if name.is_empty() => Some(Problem::NoName),
        () if breaks(name) || breaks(number) || breaks(phone) => Some(Problem::SeveralLines),
        () if is_long(name) => Some(Problem::LongName),
        () if is_long(number) => Some(Problem::LongNumber),
        () if phone.chars().count() > PHONE_CHARS_MAX => Some(Problem::LongPhone),
        () => None,
    }
}

/// What a person says of a line that is theirs to decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Says {
    /// The file is right.
    File,
    /// It is somebody else than who is here: somebody new.
    SomebodyElse,
}

/// The edits of a dry run, those of one customer together: new customers, telephone numbers of those who had none, and what a person `says`
/// of lines that are theirs to decide; what they say nothing of stays as it is here.
pub fn edits(
    steps: &[Step],
    says: impl Fn(u64) -> Option<Says>,
    mut new_id: impl FnMut() -> DocId,
) -> Vec<Vec<Edit>> {
    let mut edits_of = |step: &Step| {
        let change = |id: DocId, field: CustomerField| Edit::ChangeCustomer { id, field };
        let phone = |id: DocId| change(id, CustomerField::Phone(step.phone.clone()));
        let gained = step.gains.map(phone);
        let mut add = || {
            let (id, name, reference) = (new_id(), step.name.clone(), step.number.clone());
            let add = Edit::AddCustomer { id, name, reference, segment: None };
            let phone = (!step.phone.is_empty()).then(|| phone(id));
            [add].into_iter().chain(phone).collect()
        };
        match &step.what {
            What::New { .. } => add(),
            What::OtherPhone { by_name: true, .. } | What::Namesake
                if says(step.line) == Some(Says::SomebodyElse) =>
            {
                add()
            }
            What::Renamed { id, phone: other, .. } if says(step.line) == Some(Says::File) => {
                let name = change(*id, CustomerField::Name(step.name.clone()));
                [name].into_iter().chain(gained).chain(other.as_ref().map(|_| phone(*id))).collect()
            }
            What::OtherPhone { id, .. } if says(step.line) == Some(Says::File) => vec![phone(*id)],
            What::Known => gained.into_iter().collect(),
            _ => Vec::new(),
        }
    };
    steps.iter().map(&mut edits_of).filter(|edits: &Vec<Edit>| !edits.is_empty()).collect()
}
