//! What would become of each entry of a file: a dry run that writes nothing.

use super::entry::{Entry, MapFile, Sort};
use super::field::Field;
use super::resolve::{End, Known, plain};
use super::value::{Problem, canonical};
use super::{rows as here, value};
use crate::id::{DocId, DocKind};
use crate::in_order::InOrder as _;
use crate::view::{PartyRow, Rows, ServiceRow};
use std::collections::BTreeMap;

/// One entry of a dry run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The line of the file; 0 if it has none.
    pub line: u64,
    /// What it is about.
    pub sort: Sort,
    /// What it is called.
    pub name: String,
    /// Of a service: who provides it.
    pub provider: String,
    /// Of a service: who is served.
    pub served: String,
    /// What would become of it.
    pub outcome: Outcome,
    /// What it is here; none: it would be new, or it can't be said.
    pub(super) here: Option<DocId>,
    /// Of a new service: its ends.
    pub(super) ends: Option<(End, End)>,
    /// What is said of it, in the one way to say it.
    pub(super) said: BTreeMap<Field, String>,
}

/// What would become of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It would be put on the map.
    New {
        /// No entry is about it: a service names it.
        implied: bool,
    },
    /// Nothing: it is here, and says the same.
    Same,
    /// It is here and says otherwise: a person decides.
    Changed(Vec<Change>),
    /// Nothing: it can't be taken.
    Refused(Refusal),
}

/// A field that would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which.
    pub field: Field,
    /// What it says here; may be empty.
    pub old: String,
    /// What the file says; empty: that there is none.
    pub new: String,
}

/// Why an entry can't be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A value makes no sense.
    Value(Field, Problem),
    /// The same stands above.
    Twice {
        /// The line above.
        line: u64,
    },
    /// Several are called so, and nothing says which is meant.
    Several {
        /// What they are called.
        name: String,
    },
    /// What a party is, and whom a service ties, stays as it was made.
    Fixed(Field),
    /// A service doesn't say who provides it, or who is served.
    NoEnd(Field),
    /// What a service needs can't be taken itself.
    EndRefused {
        /// What that is called.
        name: String,
    },
    /// A party needs no service to itself.
    ItsOwn,
}

/// A dry run under way.
#[derive(Debug, Clone)]
pub struct Planning {
    entries: Vec<Entry>,
    /// Entries that are still to be looked at, the next last: parties first, for services name them.
    left: Vec<usize>,
    known: Known,
    steps: Vec<Step>,
    /// What was met already, with its line.
    met: BTreeMap<DocId, u64>,
    added: BTreeMap<(End, End, String), u64>,
}

impl Planning {
    /// Begins with the map that is here.
    pub fn new(rows: &Rows, file: MapFile) -> Self {
        let of = |sort| {
            let entries = file.entries.iter().enumerate();
            entries.filter(move |(_, entry)| entry.sort == sort).map(|(at, _)| at)
        };
        let mut left: Vec<usize> = of(Sort::Party).chain(of(Sort::Service)).collect();
        left.reverse();
        Self {
            left,
            entries: file.entries,
            known: Known::of(rows),
            steps: Vec::new(),
            met: BTreeMap::new(),
            added: BTreeMap::new(),
        }
    }

    /// Looks at up to so many entries more; says whether some are left.
    pub fn go_on(&mut self, rows: &Rows, entries_max: usize) -> bool {
        for _ in 0..entries_max {
            let Some(entry) = self.left.pop().and_then(|at| self.entries.get_mut(at)) else { return false };
            let entry = std::mem::replace(entry, Entry::new(Sort::Party, 0));
            match entry.sort {
                Sort::Party => self.party(rows, &entry),
                Sort::Service => self.service(rows, &entry),
            }
        }
        !self.left.is_empty()
    }

    /// All steps: parties first.
    pub fn done(mut self) -> Vec<Step> {
        // Parties that only services name come behind those services; a stable sort brings them before.
        let is_late = |step: &Step| step.sort == Sort::Service;
        if self.steps.is_sorted_by_key(is_late) {
            return self.steps;
        }
        let mut order: Vec<usize> = (0..self.steps.len()).collect();
        order.put_in_order_by_key(|at| self.steps.get(*at).is_some_and(is_late));
        let mut places = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            if let Some(place) = places.get_mut(*old) {
                *place = new;
            }
        }
        for step in &mut self.steps {
            if let Some((provider, served)) = &mut step.ends {
                provider.moved(&places);
                served.moved(&places);
            }
        }
        self.steps.put_in_order_by_key(is_late);
        self.steps
    }

    fn party(&mut self, rows: &Rows, entry: &Entry) {
        let mut step = new_step(entry);
        let found = self.known.of_entry(rows, entry, &step.name);
        step.here = found.clone().unwrap_or_default();
        let row = step.here.and_then(|id| rows.party(id));
        if step.name.is_empty() {
            step.name = row.map(|row| row.name.clone()).unwrap_or_default();
        }
        step.outcome = found
            .and_then(|here| self.once(here, entry))
            .and_then(|()| compared(row, entry))
            .unwrap_or_else(Outcome::Refused);
        finish(&mut step, entry);
        self.known.name_entry(entry, &step.name, self.steps.len());
        self.steps.push(step);
    }

    /// Whether this is the first entry about something.
    fn once(&mut self, here: Option<DocId>, entry: &Entry) -> Result<(), Refusal> {
        if let Some(line) = self.known.line_of(entry) {
            return Err(Refusal::Twice { line });
        }
        let above = here.and_then(|id| self.met.insert(id, entry.line));
        above.map_or(Ok(()), |line| Err(Refusal::Twice { line }))
    }

    fn service(&mut self, rows: &Rows, entry: &Entry) {
        let mut step = new_step(entry);
        let of_key = entry.key.parse::<DocId>().ok().filter(|id| id.kind() == DocKind::Service);
        let by_key = of_key.and_then(|id| rows.service(id));
        let outcome = match by_key {
            Some(row) => self.known_service(rows, entry, row, &mut step),
            None => self.tied(rows, entry, &mut step),
        };
        step.outcome = outcome.unwrap_or_else(Outcome::Refused);
        finish(&mut step, entry);
        self.steps.push(step);
    }

    /// A service that is here.
    fn known_service(
        &mut self,
        rows: &Rows,
        entry: &Entry,
        row: &ServiceRow,
        step: &mut Step,
    ) -> Result<Outcome, Refusal> {
        step.here = Some(row.id);
        (step.provider, step.served) = (rows.named(row.provider).name, rows.named(row.served).name);
        if step.name.is_empty() {
            step.name.clone_from(&row.name);
        }
        if let Some(line) = self.met.insert(row.id, entry.line) {
            return Err(Refusal::Twice { line });
        }
        for (field, id) in [(Field::Provider, row.provider), (Field::Serves, row.served)] {
            let text = entry.text(field);
            let is_so = text.is_empty()
                || self.known.end(rows, &self.steps, text).is_ok_and(|end| end == Some(End::Here(id)));
            if !is_so {
                return Err(Refusal::Fixed(field));
            }
        }
        changes(&here::service(row), row.retired, entry)
    }

    /// A service by what it ties: one that is here, or a new one.
    fn tied(&mut self, rows: &Rows, entry: &Entry, step: &mut Step) -> Result<Outcome, Refusal> {
        let texts = [Field::Provider, Field::Serves].map(|field| entry.text(field).to_owned());
        let [provider, served] = &texts;
        (step.provider, step.served) = (self.called(rows, provider), self.called(rows, served));
        let lacking = [(Field::Provider, provider), (Field::Serves, served)];
        if let Some((field, _)) = lacking.iter().find(|(_, text)| text.is_empty()) {
            return Err(Refusal::NoEnd(*field));
        }
        let ends = (self.known.end(rows, &self.steps, provider)?, self.known.end(rows, &self.steps, served)?);
        if let (Some(End::Here(provider)), Some(End::Here(served))) = ends {
            let wanted = plain(&step.name);
            let same = |row: &&ServiceRow| row.served == served && !row.retired && plain(&row.name) == wanted;
            let mut found = rows.services_of(provider).filter(same);
            if let Some(row) = found.next() {
                if found.next().is_some() {
                    return Err(Refusal::Several { name: step.name.clone() });
                }
                return self.known_service(rows, entry, row, step);
            }
        }
        check_new(entry, &step.name)?;
        if provider == served || (ends.0.is_some() && ends.0 == ends.1) {
            return Err(Refusal::ItsOwn);
        }
        for text in [provider, served] {
            canonical(Field::Name, text).map_err(|problem| Refusal::Value(Field::Name, problem))?;
        }
        let mut end = |end: Option<End>, text: &str| end.unwrap_or_else(|| self.imply(text, entry.line));
        let ends = (end(ends.0, provider), end(ends.1, served));
        step.ends = Some(ends);
        let above = self.added.insert((ends.0, ends.1, plain(&step.name)), entry.line);
        above.map_or(Ok(Outcome::New { implied: false }), |line| Err(Refusal::Twice { line }))
    }

    /// A team that only a service names.
    fn imply(&mut self, name: &str, line: u64) -> End {
        let mut entry = Entry::new(Sort::Party, line);
        entry.said.insert(Field::Name, name.to_owned());
        let mut step = new_step(&entry);
        step.outcome = Outcome::New { implied: true };
        finish(&mut step, &entry);
        let at = self.steps.len();
        self.known.name_entry(&entry, name, at);
        self.steps.push(step);
        End::New(at)
    }

    /// What people read where a service names one of its ends.
    fn called(&self, rows: &Rows, text: &str) -> String {
        match self.known.end(rows, &self.steps, text) {
            Ok(Some(End::Here(id))) => rows.named(id).name,
            Ok(Some(End::New(at))) => self.steps.get(at).map_or(text, |step| &step.name).to_owned(),
            _ => text.to_owned(),
        }
    }
}

fn new_step(entry: &Entry) -> Step {
    let name = entry.text(Field::Name);
    let is_id = entry.key.parse::<DocId>().is_ok();
    let name = if name.is_empty() && !is_id { entry.key.trim() } else { name };
    Step {
        line: entry.line,
        sort: entry.sort,
        name: name.to_owned(),
        provider: String::new(),
        served: String::new(),
        outcome: Outcome::Same,
        here: None,
        ends: None,
        said: BTreeMap::new(),
    }
}

/// What a new document will say, or what a known one would; the name at least.
fn finish(step: &mut Step, entry: &Entry) {
    if matches!(step.outcome, Outcome::New { .. }) {
        let said =
            entry.said.iter().filter_map(|(field, text)| Some((*field, canonical(*field, text).ok()?)));
        step.said = said.filter(|(_, text)| !text.is_empty()).collect();
        step.said.insert(Field::Name, step.name.clone());
    }
}

/// What would become of a party.
fn compared(row: Option<&PartyRow>, entry: &Entry) -> Result<Outcome, Refusal> {
    match row {
        Some(row) => changes(&here::party(row), row.retired, entry),
        None => {
            let name = new_step(entry).name;
            check_new(entry, &name).map(|()| Outcome::New { implied: false })
        }
    }
}

/// Whether everything that is said of something new makes sense.
fn check_new(entry: &Entry, name: &str) -> Result<(), Refusal> {
    let refused = |field| move |problem| Refusal::Value(field, problem);
    canonical(Field::Name, name).map_err(refused(Field::Name))?;
    let fields = entry.said.iter().filter(|(field, _)| **field != Field::Name);
    fields
        .into_iter()
        .try_for_each(|(field, text)| canonical(*field, text).map(drop).map_err(refused(*field)))
}

/// Field by field what the file says otherwise.
fn changes(old: &BTreeMap<Field, String>, retired: bool, entry: &Entry) -> Result<Outcome, Refusal> {
    let mut changes = Vec::new();
    if retired {
        changes.push(Change { field: Field::OnMap, old: String::new(), new: Field::OnMap.key().to_owned() });
    }
    for (field, text) in &entry.said {
        let is_end = matches!(field, Field::Provider | Field::Serves);
        let Some(old) = old.get(field).filter(|_| !is_end) else { continue };
        if value::is_same(text, old) {
            continue;
        }
        let new = canonical(*field, text).map_err(|problem| Refusal::Value(*field, problem))?;
        if new == *old || canonical(*field, old).is_ok_and(|old| old == new) {
            continue;
        }
        if *field == Field::Kind {
            return Err(Refusal::Fixed(Field::Kind));
        }
        changes.push(Change { field: *field, old: old.clone(), new });
    }
    Ok(if changes.is_empty() { Outcome::Same } else { Outcome::Changed(changes) })
}
