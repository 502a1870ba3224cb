//! The demo: a made-up company that sells kitchens, on the day when Mrs Ito's oven trips the fuse.
//!
//! All moments are relative to the moment at which it is filled in, so that the day is always today.

mod routine;
mod script;
mod tell;
#[cfg(test)]
mod tests;

use super::ids::Namer;
use super::story::{Part, Pen, Story};
use super::tally::Tally;
use super::writer::{Run, Sink, fill};
use crate::store::{LogStore, StoreError};
use sightline_shared::edit::{CustomerField, Edit, PartyField, PersonField, ServiceField};
use sightline_shared::id::{DocId, DocKind, Millis, Span};
use std::collections::HashMap;

/// The demo's own files contradict themselves. Tests see to it that they don't.
#[derive(Debug, thiserror::Error)]
#[error("the demo's texts can't be used: {0}")]
pub struct BadDemo(String);

/// Why the demo was not filled in.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// Its texts are wrong.
    #[error(transparent)]
    Texts(#[from] BadDemo),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The company is older than every request.
const AGE: Span = Span::days(90);

/// Fills an empty workspace. One with anything in it is left alone: `false`.
///
/// # Errors
/// When the store fails.
pub fn fill_empty<S: LogStore>(store: &mut S, run: Run) -> Result<bool, DemoError> {
    if store.doc_count()? > 0 {
        return Ok(false);
    }
    let stories = stories(run.now)?;
    fill(stories.into_iter(), Sink::Store(store), run, &mut Tally::default())?;
    Ok(true)
}

/// The stories, in an order in which everything that is named comes before it is named.
///
/// # Errors
/// When the demo's texts contradict themselves.
pub fn stories(now: Millis) -> Result<Vec<Story>, BadDemo> {
    let company = script::company()?;
    let names = Names::new(&company);
    let mut stories = names.company(&company, now - AGE)?;
    for request in script::requests()? {
        stories.push(tell::request(&names, &request, now)?);
    }
    let founder = company.person.first().map_or("", |person| &person.name);
    stories.extend(routine::stories(&names, founder, now - AGE, now)?);
    Ok(stories)
}

/// Everything that texts may name, with its identity.
struct Names {
    namer: Namer,
    teams: HashMap<String, DocId>,
    people: HashMap<String, DocId>,
    customers: HashMap<String, DocId>,
    /// The team of each person.
    belongs: HashMap<DocId, DocId>,
    /// The service from provider to served, with its reply promise.
    services: HashMap<(DocId, DocId), (DocId, Span)>,
}

impl Names {
    fn new(company: &script::Company) -> Self {
        let namer = Namer::new("demo");
        let ids = |kind, names: Vec<&String>| -> HashMap<String, DocId> {
            names.into_iter().map(|name| (name.clone(), namer.doc(kind, name))).collect()
        };
        let teams = ids(DocKind::Party, company.party.iter().map(|party| &party.name).collect());
        let people = ids(DocKind::Person, company.person.iter().map(|person| &person.name).collect());
        let customers =
            ids(DocKind::Customer, company.customer.iter().map(|customer| &customer.name).collect());
        let belongs = company
            .person
            .iter()
            .filter_map(|person| Some((*people.get(&person.name)?, *teams.get(&person.team)?)))
            .collect();
        let services = company
            .service
            .iter()
            .filter_map(|service| {
                let pair = (*teams.get(&service.by)?, *teams.get(&service.r#for)?);
                let id = namer.doc(DocKind::Service, &format!("{}\n{}", service.by, service.r#for));
                Some((pair, (id, service.reply.0)))
            })
            .collect();
        Self { namer, teams, people, customers, belongs, services }
    }

    fn team(&self, name: &str) -> Result<DocId, BadDemo> {
        self.teams.get(name).copied().ok_or_else(|| BadDemo(format!("no team is called {name}")))
    }

    fn person(&self, name: &str) -> Result<DocId, BadDemo> {
        self.people.get(name).copied().ok_or_else(|| BadDemo(format!("nobody is called {name}")))
    }

    fn customer(&self, name: &str) -> Result<DocId, BadDemo> {
        self.customers.get(name).copied().ok_or_else(|| BadDemo(format!("no customer is called {name}")))
    }

    fn request(&self, key: &str) -> DocId {
        self.namer.doc(DocKind::Request, key)
    }

    fn company(&self, company: &script::Company, at: Millis) -> Result<Vec<Story>, BadDemo> {
        let founder = company.person.first().map_or("", |person| &person.name);
        let by = self.person(founder)?;
        let told = |doc, edits: Vec<Edit>| {
            let mut pen = Pen::new(&self.namer, doc);
            for edit in edits {
                pen.write(edit, by, at);
            }
            Story { doc, parts: vec![self.part(founder, false, &mut pen)], rows: Vec::new() }
        };
        let mut stories =
            vec![told(DocId::SETTINGS, vec![Edit::NameWorkspace { name: company.workspace.clone() }])];
        for party in &company.party {
            let id = self.team(&party.name)?;
            let add = Edit::AddParty { id, kind: party.is.into(), name: party.name.clone() };
            let note = Edit::ChangeParty { id, field: PartyField::Note(party.note.clone()) };
            let work = [PartyField::Zone(company.zone.clone()), PartyField::Hours(party.hours.clone())];
            let work = work.map(|field| Edit::ChangeParty { id, field }).into_iter();
            let work = work.filter(|_| !party.hours.is_empty());
            let snippets = company
                .snippet
                .iter()
                .filter(|one| one.team == party.name)
                .map(|one| PartyField::Snippet(one.language.clone(), one.name.clone(), one.text.clone()));
            let snippets = snippets.map(|field| Edit::ChangeParty { id, field });
            stories.push(told(id, [add, note].into_iter().chain(work).chain(snippets).collect()));
        }
        for service in &company.service {
            let (provider, served) = (self.team(&service.by)?, self.team(&service.r#for)?);
            let Some((id, reply)) = self.services.get(&(provider, served)).copied() else { continue };
            let deliver_within = Some(service.deliver.0);
            let name = service.name.clone();
            let add =
                Edit::AddService { id, provider, served, name, reply_within: Some(reply), deliver_within };
            let questions =
                Edit::ChangeService { id, field: ServiceField::Questions(service.questions.clone()) };
            let asks = !service.questions.is_empty();
            stories.push(told(id, std::iter::once(add).chain(asks.then_some(questions)).collect()));
        }
        for person in &company.person {
            let id = self.person(&person.name)?;
            let add = Edit::AddPerson { id, name: person.name.clone(), team: Some(self.team(&person.team)?) };
            let device = PersonField::Device(self.namer.device(&person.name), person.device.clone());
            stories.push(told(id, vec![add, Edit::ChangePerson { id, field: device }]));
        }
        let segment = company.party.first().map(|party| self.team(&party.name)).transpose()?;
        for customer in &company.customer {
            let id = self.customer(&customer.name)?;
            let (name, reference) = (customer.name.clone(), customer.reference.clone());
            let add = Edit::AddCustomer { id, name, reference, segment };
            let phone = customer.phone.clone().map(CustomerField::Phone);
            let phone = phone.map(|field| Edit::ChangeCustomer { id, field });
            stories.push(told(id, [add].into_iter().chain(phone).collect()));
        }
        Ok(stories)
    }

    /// What a person's device wrote since the pen was last emptied.
    fn part(&self, person: &str, apart: bool, pen: &mut Pen<'_>) -> Part {
        Part { device: self.namer.device(person), apart, edits: pen.take() }
    }
}
