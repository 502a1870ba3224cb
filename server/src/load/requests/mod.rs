//! An event log becomes stories: rows are grouped by request, teams, people, services and customers are learned from them.

mod case;
mod learn;
mod read;
#[cfg(test)]
mod tests;

pub use read::{Cut, read};

use super::ids::Namer;
use super::mapping::RequestsMapping;
use super::story::{Pen, Story};
use learn::Learned;
use sightline_shared::edit::{Edit, PersonField, Stamp};
use sightline_shared::id::{DeviceId, DocId, DocKind, Millis, Span};
use sightline_shared::model::PartyKind;
use std::sync::Arc;

/// A cell's text. Equal cells share it: a log says the same few words over and over.
type Word = Arc<str>;

/// An event log, read and cut; nothing of it is written yet.
pub struct Log {
    mapping: RequestsMapping,
    namer: Namer,
    device: DeviceId,
    slots: read::Slots,
    cases: Vec<Case>,
    learned: Learned,
    /// When everything that has no time of its own is said to be written: the beginning of the log.
    begin: Millis,
}

/// The rows of one request, in time order.
struct Case {
    key: Word,
    rows: Vec<LogRow>,
    asked_at: Millis,
    title: String,
    details: String,
    reference: String,
}

/// A row that could be understood.
struct LogRow {
    row: usize,
    at: Millis,
    order: i64,
    asked_at: Option<Millis>,
    /// By slot; none for unknown.
    cells: Box<[Option<Word>]>,
}

impl Log {
    /// The stories, in an order in which everything that is named comes before it is named.
    pub fn stories(&self) -> impl Iterator<Item = Story> + '_ {
        std::iter::once(self.importer_story())
            .chain(self.parties())
            .chain(self.services())
            .chain(self.people())
            .chain(self.customers())
            .chain(self.cases.iter().map(|case| self.request(case)))
    }

    /// Moves every moment by this much.
    pub fn shift(&mut self, by: Span) {
        self.begin = self.begin + by;
        for case in &mut self.cases {
            case.asked_at = case.asked_at + by;
            for row in &mut case.rows {
                row.at = row.at + by;
            }
        }
    }

    /// The last moment of the log.
    pub fn end(&self) -> Option<Millis> {
        self.cases.iter().filter_map(|case| case.rows.last()).map(|row| row.at).max()
    }

    fn id(&self, kind: DocKind, name: &str) -> DocId {
        self.namer.doc(kind, name)
    }

    fn team(&self, name: &str) -> DocId {
        self.id(DocKind::Party, name)
    }

    fn service_id(&self, provider: &str, served: &str) -> DocId {
        self.id(DocKind::Service, &format!("{provider}\n{served}"))
    }

    /// The person who stands for the import itself.
    fn importer(&self) -> DocId {
        self.id(DocKind::Person, "\nimport")
    }

    fn told(&self, doc: DocId, edits: Vec<Edit>) -> Story {
        let mut pen = Pen::new(&self.namer, doc);
        for edit in edits {
            pen.write(edit, self.importer(), self.begin);
        }
        self.story(doc, pen.take())
    }

    fn story(&self, doc: DocId, edits: Vec<(Edit, Stamp)>) -> Story {
        Story::by_one(doc, self.device, edits)
    }

    fn importer_story(&self) -> Story {
        let id = self.importer();
        let name = clipped_line(&format!("Import \"{}\"", self.mapping.name));
        let device = PersonField::Device(self.device, "Import".to_owned());
        self.told(
            id,
            vec![Edit::AddPerson { id, name, team: None }, Edit::ChangePerson { id, field: device }],
        )
    }

    fn parties(&self) -> impl Iterator<Item = Story> + '_ {
        let asker = &self.mapping.asker;
        let ends =
            [(asker.customers.as_str(), PartyKind::PayingCustomer), (asker.name.as_str(), PartyKind::Team)];
        let teams = self.learned.teams().map(|team| (team, PartyKind::Team));
        ends.into_iter().chain(teams).map(|(name, kind)| {
            let id = self.team(name);
            self.told(id, vec![Edit::AddParty { id, kind, name: clipped_line(name) }])
        })
    }

    fn services(&self) -> impl Iterator<Item = Story> + '_ {
        let asker = &self.mapping.asker;
        let rule = &self.mapping.service;
        let front = self.service(&asker.name, &asker.customers, asker.service.clone(), None, None);
        let learned = self.learned.services(rule).map(move |(team, name)| {
            let promise = (rule.reply_within, rule.deliver_within);
            self.service(
                team,
                &asker.name,
                name,
                promise.0.map(|within| within.0),
                promise.1.map(|within| within.0),
            )
        });
        std::iter::once(front).chain(learned)
    }

    fn service(
        &self,
        provider: &str,
        served: &str,
        name: String,
        reply_within: Option<Span>,
        deliver_within: Option<Span>,
    ) -> Story {
        let id = self.service_id(provider, served);
        let (provider, served) = (self.team(provider), self.team(served));
        let name = clipped_line(&name);
        self.told(id, vec![Edit::AddService { id, provider, served, name, reply_within, deliver_within }])
    }

    fn people(&self) -> impl Iterator<Item = Story> + '_ {
        self.learned.people().map(|(name, team)| {
            let id = self.id(DocKind::Person, name);
            let team = team.map(|team| self.team(team));
            self.told(id, vec![Edit::AddPerson { id, name: clipped_line(name), team }])
        })
    }

    fn customers(&self) -> impl Iterator<Item = Story> + '_ {
        let segment = Some(self.team(&self.mapping.asker.customers));
        self.learned.customers().map(move |name| {
            let id = self.id(DocKind::Customer, name);
            let edit = Edit::AddCustomer { id, name: clipped_line(name), reference: String::new(), segment };
            self.told(id, vec![edit])
        })
    }
}

/// A one-line text within its limit; what is cut is marked.
fn clipped_line(text: &str) -> String {
    super::story::clipped(text, sightline_shared::limits::LINE_CHARS_MAX)
}
