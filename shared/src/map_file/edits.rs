//! The edits of a dry run that a person agreed to.

use super::entry::Sort;
use super::field::Field;
use super::plan::{Change, Outcome, Step};
use super::resolve::End;
use super::value::{read_holidays, read_kind, read_moment, read_span, read_spot, read_steps};
use crate::edit::{Edit, PartyField, ServiceField};
use crate::id::{DocId, DocKind};
use crate::model::{PartyKind, PictureStyle};
use std::collections::BTreeMap;

/// What makes these steps so, by documents: the edits of one belong together. New things always, changes where `takes` says so (by the
/// place of the step). Parties come before the services that tie them.
pub fn edits(
    steps: &[Step],
    takes: impl Fn(usize) -> bool,
    mut new_id: impl FnMut(DocKind) -> DocId,
) -> Vec<Vec<Edit>> {
    let mut ids: BTreeMap<usize, DocId> = BTreeMap::new();
    let mut groups = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let group = match (&step.outcome, step.sort) {
            (Outcome::New { .. }, Sort::Party) => {
                let id = new_id(DocKind::Party);
                ids.insert(at, id);
                new_party(id, step)
            }
            (Outcome::New { .. }, Sort::Service) => new_service(step, &ids, &mut new_id).unwrap_or_default(),
            (Outcome::Changed(changes), _) if takes(at) => changed(step, changes),
            _ => Vec::new(),
        };
        if !group.is_empty() {
            groups.push(group);
        }
    }
    groups
}

fn new_party(id: DocId, step: &Step) -> Vec<Edit> {
    let kind = step.said.get(&Field::Kind).and_then(|kind| read_kind(kind)).unwrap_or(PartyKind::Team);
    let mut edits = vec![Edit::AddParty { id, kind, name: step.name.clone() }];
    let rest = step.said.iter().filter(|(field, _)| !matches!(field, Field::Name | Field::Kind));
    let fields = rest.flat_map(|(field, text)| party(*field, "", text));
    edits.extend(fields.map(|field| Edit::ChangeParty { id, field }));
    edits
}

fn new_service(
    step: &Step,
    ids: &BTreeMap<usize, DocId>,
    new_id: &mut impl FnMut(DocKind) -> DocId,
) -> Option<Vec<Edit>> {
    let end = |end: End| match end {
        End::Here(id) => Some(id),
        End::New(at) => ids.get(&at).copied(),
    };
    let (provider, served) = step.ends.map(|(provider, served)| (end(provider), end(served)))?;
    let (provider, served) = (provider?, served?);
    let id = new_id(DocKind::Service);
    let span = |field| step.said.get(&field).and_then(|text| read_span(text));
    let mut edits = vec![Edit::AddService {
        id,
        provider,
        served,
        name: step.name.clone(),
        reply_within: span(Field::Reply),
        deliver_within: span(Field::Deliver),
    }];
    let ready = [Field::Name, Field::Provider, Field::Serves, Field::Reply, Field::Deliver];
    let rest = step.said.iter().filter(|(field, _)| !ready.contains(field));
    let fields = rest.filter_map(|(field, text)| service(*field, text));
    edits.extend(fields.map(|field| Edit::ChangeService { id, field }));
    Some(edits)
}

fn changed(step: &Step, changes: &[Change]) -> Vec<Edit> {
    let Some(id) = step.here else { return Vec::new() };
    let edits = changes.iter().flat_map(|change| match step.sort {
        Sort::Party => {
            let fields = party(change.field, &change.old, &change.new);
            fields.into_iter().map(|field| Edit::ChangeParty { id, field }).collect::<Vec<_>>()
        }
        Sort::Service => {
            let field = service(change.field, &change.new);
            field.map(|field| Edit::ChangeService { id, field }).into_iter().collect()
        }
    });
    edits.collect()
}

/// A field of a party with its new value, which makes sense.
fn party(field: Field, old: &str, new: &str) -> Vec<PartyField> {
    let text = new.to_owned();
    match field {
        Field::Name => vec![PartyField::Name(text)],
        Field::Note => vec![PartyField::Note(text)],
        Field::Site => vec![PartyField::Site(text)],
        Field::Department => vec![PartyField::Department(text)],
        Field::Hours => vec![PartyField::Hours(text)],
        Field::Zone => vec![PartyField::Zone(text)],
        Field::Silence => read_steps(new).map(PartyField::Steps).into_iter().collect(),
        Field::Holidays => holidays(old, new),
        Field::Rings => vec![PartyField::Place(PictureStyle::Rings, read_spot(new))],
        Field::Layers => vec![PartyField::Place(PictureStyle::Layers, read_spot(new))],
        Field::OnMap => vec![PartyField::Retired(false)],
        _ => Vec::new(),
    }
}

/// Days that go, then days that come or are called otherwise.
fn holidays(old: &str, new: &str) -> Vec<PartyField> {
    let (old, new) = (read_holidays(old).unwrap_or_default(), read_holidays(new).unwrap_or_default());
    let is_gone = |(date, _): &&(String, String)| new.iter().all(|(other, _)| other != date);
    let gone = old.iter().filter(is_gone).map(|(date, _)| PartyField::Holiday(date.clone(), String::new()));
    let come = new.iter().filter(|day| !old.contains(day));
    gone.chain(come.map(|(date, name)| PartyField::Holiday(date.clone(), name.clone()))).collect()
}

/// A field of a service with its new value, which makes sense.
fn service(field: Field, new: &str) -> Option<ServiceField> {
    let span = || if new.is_empty() { None } else { read_span(new) };
    Some(match field {
        Field::Name => ServiceField::Name(new.to_owned()),
        Field::Reply => ServiceField::ReplyWithin(span()),
        Field::Deliver => ServiceField::DeliverWithin(span()),
        Field::Reconfirm => ServiceField::ReconfirmBy(read_moment(new)),
        Field::Questions => ServiceField::Questions(new.to_owned()),
        Field::Contact => ServiceField::Contact(new.to_owned()),
        Field::Hours => ServiceField::Hours(new.to_owned()),
        Field::OnMap => ServiceField::Retired(false),
        _ => return None,
    })
}
