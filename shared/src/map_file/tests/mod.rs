//! MA50 to MA56: the map as a file.

mod backstage;
mod hostile;
mod plan;
mod round;

use super::*;
use crate::doc::{self, Doc};
use crate::edit::{Edit, Stamp};
use crate::id::{Actor, DeviceId, DocId, DocKind, EventId, Incarnation, Millis, Span};
use crate::view::{self, Rows};
use std::collections::BTreeMap;

/// The id of a document of this kind and number.
fn id(kind: DocKind, number: u32) -> DocId {
    DocId::numbered(kind, number)
}

fn party(number: u32) -> DocId {
    id(DocKind::Party, number)
}

fn service(number: u32) -> DocId {
    id(DocKind::Service, number)
}

/// The rows after these edits, as a device derives them.
fn after(edits: &[Edit]) -> Rows {
    let mut docs: BTreeMap<DocId, Vec<&Edit>> = BTreeMap::new();
    for edit in edits {
        docs.entry(edit.doc()).or_default().push(edit);
    }
    let actor = Actor {
        device: DeviceId::from_bytes([1; DeviceId::LEN]),
        incarnation: Incarnation::from_bytes([2; Incarnation::LEN]),
    };
    let stamp = Stamp {
        by: id(DocKind::Person, 1),
        event: EventId::from_bytes([3; EventId::LEN]),
        device_time: Millis(1_000),
        offset: Span::ZERO,
    };
    let row = |(id, edits): (&DocId, &Vec<&Edit>)| {
        let mut doc = Doc::empty(*id);
        let edits: Vec<_> = edits.iter().map(|edit| (*edit, stamp)).collect();
        doc::write(&mut doc, actor, &edits).expect("edits that make sense");
        view::stored(&doc).expect("a row").row
    };
    docs.iter().map(row).collect()
}

fn add(number: u32, kind: crate::model::PartyKind, name: &str) -> Edit {
    Edit::AddParty { id: party(number), kind, name: name.to_owned() }
}

fn serve(number: u32, provider: u32, served: u32, name: &str) -> Edit {
    Edit::AddService {
        id: service(number),
        provider: party(provider),
        served: party(served),
        name: name.to_owned(),
        reply_within: Some(Span::minutes(30)),
        deliver_within: None,
    }
}

fn read(text: &[u8]) -> Result<MapFile, BadFile> {
    let mut reading = Reading::new(text.to_vec())?;
    while reading.go_on(3)? {}
    Ok(reading.done())
}

fn planned(rows: &Rows, file: MapFile) -> Vec<Step> {
    let mut planning = Planning::new(rows, file);
    while planning.go_on(rows, 2) {}
    planning.done()
}

/// The dry run of a text.
fn dry(rows: &Rows, text: &str) -> Vec<Step> {
    planned(rows, read(text.as_bytes()).expect("a map"))
}

/// Names and outcomes of the dry run of a text.
fn outcomes(rows: &Rows, text: &str) -> Vec<(String, Outcome)> {
    dry(rows, text).into_iter().map(|step| (step.name, step.outcome)).collect()
}

/// All edits that a dry run may lead to, with ids from this number on.
fn all_edits(steps: &[Step], from: u32) -> Vec<Edit> {
    let mut next = from;
    let new_id = |kind| {
        next += 1;
        id(kind, next)
    };
    edits(steps, |_| true, new_id).concat()
}
