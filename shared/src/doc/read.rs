//! A document, read into plain values.

use super::ReadError;
use super::events::read_events;
use super::fields::{self as of, Entry, Fields};
use super::proposals::read_proposals;
use super::schema::{channel, key, kind, party};
use super::turns::read_turns;
use crate::id::{DeviceId, DocId, DocKind};
use crate::in_order::InOrder as _;
use crate::model::{
    Customer, Event, Field, Model, Party, Person, Promise, Request, Service, Settings, Snippet, Task, Voice,
    Work,
};
use automerge::{ObjId, ROOT, ReadDoc};
use std::collections::HashMap;

/// Reads the document that has this id. Events that are known are taken from there, and added.
pub(super) fn read(
    id: DocId,
    doc: &impl ReadDoc,
    known: Option<&mut HashMap<ObjId, Event>>,
) -> Result<Model, ReadError> {
    let root = Fields::of(doc, ROOT);
    if root.entries().is_empty() {
        return Err(ReadError::Empty);
    }
    let name = kind::name(id.kind()).ok_or(ReadError::UnknownKind(id.kind()))?;
    if root.get(key::KIND, of::text)? != name {
        return Err(ReadError::Bad(key::KIND));
    }
    match id.kind() {
        DocKind::Request => request(id, doc, &root, known).map(Model::Request),
        DocKind::Party => party(id, &root).map(Model::Party),
        DocKind::Service => service(id, &root).map(Model::Service),
        DocKind::Person => person(id, doc, &root).map(Model::Person),
        DocKind::Customer => customer(id, &root).map(Model::Customer),
        DocKind::Settings => Ok(Model::Settings(Settings { name: root.field(key::NAME, of::text)? })),
        DocKind::Task => task(id, doc, &root).map(Model::Task),
        DocKind::Other(_) => Err(ReadError::UnknownKind(id.kind())),
    }
}

fn request<R: ReadDoc>(
    id: DocId,
    doc: &R,
    root: &Fields<'_, R>,
    known: Option<&mut HashMap<ObjId, Event>>,
) -> Result<Request, ReadError> {
    let takes = root.field(key::DUE_TAKES, of::text)?;
    let due = root.field(key::DUE, of::due)?;
    let due = Field {
        value: of::takes_from(due.value, &takes),
        others: due.others.into_iter().map(|due| of::takes_from(due, &takes)).collect(),
    };
    Ok(Request {
        id,
        title: root.field(key::TITLE, of::text)?,
        details: root.field(key::DETAILS, of::text)?,
        asker: root.get(key::ASKER, of::id)?,
        provider: root.get(key::PROVIDER, of::id)?,
        service: root.get(key::SERVICE, of::maybe_id)?,
        customer: root.field(key::CUSTOMER, of::maybe_id)?,
        words: root.field(key::WORDS, of::text)?,
        reference: root.field(key::REFERENCE, of::text)?,
        parent: root.field(key::PARENT, of::maybe_id)?,
        due,
        private: root.get(key::PRIVATE, of::flag)?,
        voice: voice(root)?,
        events: read_events(doc, &root.maps(key::EVENTS)?, known)?,
    })
}

fn voice<R: ReadDoc>(root: &Fields<'_, R>) -> Result<Option<Voice>, ReadError> {
    let heard = root.get(key::VOICE, of::text)?;
    if heard.is_empty() {
        return Ok(None);
    }
    // Entries come in the order of their keys, so both lists are sorted.
    let is_set = |entry: &&Entry| entry.value.as_bool() == Some(true);
    let set = || root.entries().iter().filter(is_set);
    Ok(Some(Voice {
        channel: channel::channel(&heard),
        tags: set().filter_map(|entry| Some(entry.key.strip_prefix(key::TAG)?.to_owned())).collect(),
        about: set().filter_map(|entry| entry.key.strip_prefix(key::ABOUT)?.parse().ok()).collect(),
    }))
}

fn party<R: ReadDoc>(id: DocId, root: &Fields<'_, R>) -> Result<Party, ReadError> {
    Ok(Party {
        id,
        kind: party::kind(&root.get(key::TYPE, of::text)?),
        name: root.field(key::NAME, of::text)?,
        note: root.field(key::NOTE, of::text)?,
        retired: root.get(key::RETIRED, of::flag)?,
        retired_at: root.field(key::RETIRED_AT, of::maybe_moment)?.value,
        steps: root.field(key::STEPS, of::steps)?,
        work: Work {
            zone: root.field(key::ZONE, of::text)?,
            hours: root.field(key::HOURS, of::text)?,
            holidays: root.all(key::HOLIDAY, of::text)?,
        },
        snippets: snippets(root)?,
        site: root.field(key::SITE, of::text)?,
        department: root.field(key::DEPARTMENT, of::text)?,
        at_rings: root.field(key::AT_RINGS, of::spot)?,
        at_layers: root.field(key::AT_LAYERS, of::spot)?,
        merged_into: root.field(key::MERGED_INTO, of::maybe_id)?,
        away: root.field(key::TEAM_AWAY, of::team_away)?,
        put_away: put_away(root)?,
    })
}

fn put_away<R: ReadDoc>(root: &Fields<'_, R>) -> Result<Vec<String>, ReadError> {
    let all = root.all(key::PUT_AWAY, of::flag)?;
    Ok(all.into_iter().filter(|(_, set)| set.value).map(|(name, _)| name).collect())
}

/// A key without a name is left alone, like an unknown one.
fn snippets<R: ReadDoc>(root: &Fields<'_, R>) -> Result<Vec<Snippet>, ReadError> {
    let one = |(key, text): (String, Field<String>)| {
        let (language, name) = key.split_once(':')?;
        Some(Snippet { language: language.to_owned(), name: name.to_owned(), text })
    };
    Ok(root.all(key::SNIPPET, of::text)?.into_iter().filter_map(one).collect())
}

fn service<R: ReadDoc>(id: DocId, root: &Fields<'_, R>) -> Result<Service, ReadError> {
    Ok(Service {
        id,
        provider: root.get(key::PROVIDER, of::id)?,
        served: root.get(key::SERVED, of::id)?,
        name: root.field(key::NAME, of::text)?,
        promise: Promise {
            reply_within: root.field(key::REPLY, of::maybe_span)?,
            deliver_within: root.field(key::DELIVER, of::maybe_span)?,
            reconfirm_by: root.field(key::RECONFIRM, of::maybe_moment)?,
        },
        questions: root.field(key::QUESTIONS, of::text)?,
        contact: root.field(key::CONTACT, of::text)?,
        hours: root.field(key::HOURS, of::text)?,
        proposals: read_proposals(root)?,
        retired: root.get(key::RETIRED, of::flag)?,
    })
}

fn person<R: ReadDoc>(id: DocId, doc: &R, root: &Fields<'_, R>) -> Result<Person, ReadError> {
    let mut devices: Vec<(DeviceId, String)> = Vec::new();
    for map in root.maps(key::DEVICES)? {
        for entry in Fields::of(doc, map).entries() {
            // A key that is no device, or a name that is no text, is left alone like any unknown key.
            let Ok(device) = entry.key.parse::<DeviceId>() else { continue };
            let Some(name) = entry.value.as_str() else { continue };
            if devices.iter().all(|(known, _)| *known != device) {
                devices.push((device, name.to_owned()));
            }
        }
    }
    devices.put_in_order_by_key(|(device, _)| *device);
    let filter = |entry: &of::Entry| {
        let name = entry.key.strip_prefix(key::FILTER)?;
        Some((name.to_owned(), entry.value.as_str()?.to_owned()))
    };
    Ok(Person {
        id,
        name: root.field(key::NAME, of::text)?,
        team: root.field(key::TEAM, of::maybe_id)?,
        duty_until: root.field(key::DUTY_UNTIL, of::maybe_moment)?,
        away: root.field(key::AWAY, of::away)?,
        left: root.field(key::LEFT, of::maybe_moment)?,
        devices,
        filters: root.entries().iter().filter_map(filter).collect(),
    })
}

fn customer<R: ReadDoc>(id: DocId, root: &Fields<'_, R>) -> Result<Customer, ReadError> {
    Ok(Customer {
        id,
        name: root.field(key::NAME, of::text)?,
        reference: root.field(key::REFERENCE, of::text)?,
        phone: root.field(key::PHONE, of::text)?,
        segment: root.get(key::SEGMENT, of::maybe_id)?,
        merged_into: root.field(key::MERGED_INTO, of::maybe_id)?,
    })
}

fn task<R: ReadDoc>(id: DocId, doc: &R, root: &Fields<'_, R>) -> Result<Task, ReadError> {
    Ok(Task {
        id,
        title: root.field(key::TITLE, of::text)?,
        note: root.field(key::NOTE, of::text)?,
        team: root.get(key::TEAM, of::id)?,
        owner: root.field(key::OWNER, of::maybe_id)?,
        critical: root.field(key::CRITICAL, of::flag)?,
        schedule: root.field(key::SCHEDULE, of::schedule)?,
        ended: root.get(key::ENDED, of::flag)?,
        given: root.get(key::GIVEN, of::given)?,
        turns: read_turns(doc, &root.maps(key::TURNS)?)?,
    })
}
