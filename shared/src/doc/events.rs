//! Events of a request: one nested map each, written once.

use super::ReadError;
use super::fields::{self as of, Fields};
use super::schema::{event as key, happened, wording};
use crate::id::{Actor, DeviceId, DocId, EventId, Millis};
use crate::in_order::InOrder as _;
use crate::model::{Event, EventKind};
use automerge::transaction::{Transactable, Transaction};
use automerge::{AutomergeError, ObjId, ObjType, ReadDoc, ScalarValue, Value};
use std::collections::HashMap;

/// Reads the events of all these maps, sorted by id. Of two maps under one id, the one that automerge shows is read. Events that are known
/// are taken from there, and added.
pub(super) fn read_events(
    doc: &impl ReadDoc,
    maps: &[ObjId],
    mut known: Option<&mut HashMap<ObjId, Event>>,
) -> Result<Vec<Event>, ReadError> {
    let mut events: Vec<Event> = Vec::new();
    for map in maps {
        for entry in Fields::of(doc, map.clone()).entries() {
            // Whatever else a newer version may keep here is left alone.
            let Ok(id) = entry.key.parse::<EventId>() else { continue };
            if !matches!(entry.value, Value::Object(ObjType::Map)) {
                continue;
            }
            if let Some(event) = known.as_ref().and_then(|known| known.get(&entry.id)) {
                events.push(event.clone());
                continue;
            }
            let event = read_event(doc, id, &entry.id)?;
            if let Some(known) = &mut known {
                known.insert(entry.id.clone(), event.clone());
            }
            events.push(event);
        }
    }
    // The sort is stable: of the same event in two maps, the one in the map that automerge shows stays.
    events.put_in_order_by_key(|event| event.id);
    events.dedup_by_key(|event| event.id);
    Ok(events)
}

fn read_event(doc: &impl ReadDoc, id: EventId, map: &ObjId) -> Result<Event, ReadError> {
    let fields = Fields::of(doc, map.clone());
    let seen = fields.get(key::SEEN, of::bytes)?;
    if seen.len() % EventId::LEN != 0 {
        return Err(ReadError::Bad(key::SEEN));
    }
    Ok(Event {
        id,
        kind: read_kind(&fields)?,
        seen: seen.chunks_exact(EventId::LEN).filter_map(|id| EventId::from_slice(id).ok()).collect(),
        by: fields.get(key::BY, of::id)?,
        device: author(map).ok_or(ReadError::Bad(key::BY))?,
        device_time: fields.get(key::AT, of::moment)?,
        offset: fields.get(key::OFFSET, of::span)?,
        on_behalf_of: fields.get(key::FOR, of::text)?,
    })
}

/// The device that wrote this object: from the actor in its id.
pub(super) fn author(object: &ObjId) -> Option<DeviceId> {
    if let ObjId::Id(_, actor, _) = object {
        Actor::from_slice(actor.to_bytes()).ok().map(|actor| actor.device)
    } else {
        None
    }
}

fn read_kind<R: ReadDoc>(fields: &Fields<'_, R>) -> Result<EventKind, ReadError> {
    let name = fields.get(key::KIND, of::text)?;
    Ok(match name.as_str() {
        happened::ASKED => EventKind::Asked { reply_by: fields.get(key::REPLY_BY, of::maybe_moment)? },
        happened::ACCEPTED => EventKind::Accepted {
            owner: fields.get(key::OWNER, of::id)?,
            promised: fields.get(key::PROMISED, of::maybe_moment)?,
        },
        happened::COUNTER_OFFERED => EventKind::CounterOffered {
            promised: fields.get(key::PROMISED, of::maybe_moment)?,
            reason: fields.get(key::REASON, of::text)?,
        },
        happened::HANDED_ON => EventKind::HandedOn {
            to: fields.get(key::TO, of::id)?,
            reason: fields.get(key::REASON, of::text)?,
            reply_by: fields.get(key::REPLY_BY, of::maybe_moment)?,
        },
        happened::HANDED_OVER => EventKind::HandedOver {
            to: fields.get(key::TO, of::maybe_id)?,
            note: fields.get(key::NOTE, of::text)?,
        },
        happened::DECLINED => EventKind::Declined {
            reason: fields.get(key::REASON, of::text)?,
            instead: fields.get(key::INSTEAD, of::maybe_id)?,
        },
        happened::WORKING => EventKind::Working,
        happened::WAITING => EventKind::Waiting {
            on: fields.get(key::ON, of::text)?,
            on_asker: fields.get(key::ON_ASKER, of::flag)?,
            until: fields.get(key::UNTIL, of::maybe_moment)?,
            why: fields.get(key::WHY, of::text)?,
        },
        happened::ANNOUNCED => EventKind::Announced {
            next_update: fields.get(key::NEXT_UPDATE, of::moment)?,
            note: fields.get(key::NOTE, of::text)?,
        },
        happened::DELIVERED => EventKind::Delivered {
            answer: fields.get(key::ANSWER, of::text)?,
            over_open: fields.get(key::OVER_OPEN, of::flag)?,
            noted: fields.get(key::NOTED, of::flag)?,
        },
        happened::CONFIRMED => EventKind::Confirmed {
            helped: fields.get(key::HELPED, of::maybe_flag)?,
            thanks: fields.get(key::THANKS, of::text)?,
            over_open: fields.get(key::OVER_OPEN, of::flag)?,
        },
        happened::REOPENED => EventKind::Reopened {
            reason: fields.get(key::REASON, of::text)?,
            reply_by: fields.get(key::REPLY_BY, of::maybe_moment)?,
            taken_back: fields.get(key::TAKEN_BACK, of::flag)?,
        },
        happened::WITHDRAWN => EventKind::Withdrawn { reason: fields.get(key::REASON, of::text)? },
        happened::MERGED => EventKind::Merged {
            into: fields.get(key::INTO, of::id)?,
            reason: fields.get(key::REASON, of::text)?,
        },
        happened::COMMENTED => EventKind::Commented {
            text: fields.get(key::TEXT, of::text)?,
            mentions: ids(&fields.get(key::MENTIONS, of::bytes)?, key::MENTIONS)?,
            answers: fields.get(key::ANSWERS, of::flag)?,
        },
        happened::SPLIT => EventKind::Split { into: ids(&fields.get(key::INTO, of::bytes)?, key::INTO)? },
        happened::KEPT => EventKind::Kept {
            question: fields.get(key::QUESTION, of::text)?,
            answer: fields.get(key::ANSWER, of::text)?,
        },
        happened::REFUSED => EventKind::Refused {
            reason: fields.get(key::REASON, of::text)?,
            reply_by: fields.get(key::REPLY_BY, of::maybe_moment)?,
        },
        happened::REWORDED => match wording::read(&fields.get(key::WHAT, of::text)?) {
            Some(what) => EventKind::Reworded {
                what,
                before: fields.get(key::BEFORE, of::text)?,
                after: fields.get(key::AFTER, of::text)?,
            },
            // A part that only a newer version knows.
            None => EventKind::Other { name },
        },
        happened::FOLLOWED => EventKind::Followed { stop: fields.get(key::STOP, of::flag)? },
        _ => EventKind::Other { name },
    })
}

/// Ids one after the other.
fn ids(bytes: &[u8], key: &'static str) -> Result<Vec<DocId>, ReadError> {
    let ids: Result<_, _> = bytes.chunks(DocId::LEN).map(DocId::from_slice).collect();
    ids.map_err(|_| ReadError::Bad(key))
}

/// Writes an event into the map of events.
pub(super) fn write_event(
    tx: &mut Transaction<'_>,
    events: &ObjId,
    event: &Event,
) -> Result<(), AutomergeError> {
    let map = tx.put_object(events, event.id.to_string(), ObjType::Map)?;
    let mut put = |key: &str, value: ScalarValue| tx.put(&map, key, value);
    put(key::KIND, kind_name(&event.kind).into())?;
    put(key::BY, event.by.to_bytes().to_vec().into())?;
    put(key::AT, moment(event.device_time))?;
    if !event.seen.is_empty() {
        let seen: Vec<u8> = event.seen.iter().flat_map(|id| *id.as_bytes()).collect();
        put(key::SEEN, seen.into())?;
    }
    if event.offset.0 != 0 {
        put(key::OFFSET, event.offset.0.into())?;
    }
    if !event.on_behalf_of.is_empty() {
        put(key::FOR, event.on_behalf_of.as_str().into())?;
    }
    content(&event.kind).into_iter().try_for_each(|(key, value)| put(key, value))
}

/// The keys that this kind has beside those of every event. What is empty is not written.
fn content(kind: &EventKind) -> Vec<(&'static str, ScalarValue)> {
    let mut content = Vec::new();
    let mut put = |key, value: Option<ScalarValue>| content.extend(value.map(|value| (key, value)));
    match kind {
        EventKind::Asked { reply_by } => put(key::REPLY_BY, reply_by.map(moment)),
        EventKind::Accepted { owner, promised } => {
            put(key::OWNER, Some(owner.to_bytes().to_vec().into()));
            put(key::PROMISED, promised.map(moment));
        }
        EventKind::CounterOffered { promised, reason } => {
            put(key::PROMISED, promised.map(moment));
            put(key::REASON, words(reason));
        }
        EventKind::HandedOn { to, reason, reply_by } => {
            put(key::TO, Some(to.to_bytes().to_vec().into()));
            put(key::REASON, words(reason));
            put(key::REPLY_BY, reply_by.map(moment));
        }
        EventKind::Refused { reason, reply_by } => {
            put(key::REASON, words(reason));
            put(key::REPLY_BY, reply_by.map(moment));
        }
        EventKind::HandedOver { to, note } => {
            put(key::TO, to.map(|person| person.to_bytes().to_vec().into()));
            put(key::NOTE, words(note));
        }
        EventKind::Declined { reason, instead } => {
            put(key::REASON, words(reason));
            put(key::INSTEAD, instead.map(|team| team.to_bytes().to_vec().into()));
        }
        EventKind::Waiting { on, on_asker, until, why } => {
            put(key::WHY, words(why));
            put(key::ON, words(on));
            put(key::ON_ASKER, on_asker.then_some(true.into()));
            put(key::UNTIL, until.map(moment));
        }
        EventKind::Announced { next_update, note } => {
            put(key::NEXT_UPDATE, Some(moment(*next_update)));
            put(key::NOTE, words(note));
        }
        EventKind::Delivered { answer, over_open, noted } => {
            put(key::NOTED, noted.then_some(true.into()));
            put(key::ANSWER, words(answer));
            put(key::OVER_OPEN, over_open.then_some(true.into()));
        }
        EventKind::Confirmed { helped, thanks, over_open } => {
            put(key::OVER_OPEN, over_open.then_some(true.into()));
            put(key::HELPED, helped.map(Into::into));
            put(key::THANKS, words(thanks));
        }
        EventKind::Withdrawn { reason } => put(key::REASON, words(reason)),
        EventKind::Reopened { reason, reply_by, taken_back } => {
            put(key::REASON, words(reason));
            put(key::REPLY_BY, reply_by.map(moment));
            put(key::TAKEN_BACK, taken_back.then_some(true.into()));
        }
        EventKind::Merged { into, reason } => {
            put(key::INTO, Some(into.to_bytes().to_vec().into()));
            put(key::REASON, words(reason));
        }
        EventKind::Commented { text, mentions, answers } => {
            put(key::TEXT, words(text));
            put(key::ANSWERS, answers.then_some(true.into()));
            let ids: Vec<u8> = mentions.iter().flat_map(|id| id.to_bytes()).collect();
            put(key::MENTIONS, (!ids.is_empty()).then(|| ids.into()));
        }
        EventKind::Split { into } => {
            let ids: Vec<u8> = into.iter().flat_map(|id| id.to_bytes()).collect();
            put(key::INTO, Some(ids.into()));
        }
        EventKind::Kept { question, answer } => {
            put(key::QUESTION, words(question));
            put(key::ANSWER, words(answer));
        }
        EventKind::Reworded { what, before, after } => {
            put(key::WHAT, Some(wording::name(*what).into()));
            put(key::BEFORE, words(before));
            put(key::AFTER, words(after));
        }
        EventKind::Followed { stop } => put(key::STOP, stop.then_some(true.into())),
        EventKind::Working | EventKind::Other { .. } => {}
    }
    content
}

fn kind_name(kind: &EventKind) -> &str {
    match kind {
        EventKind::Asked { .. } => happened::ASKED,
        EventKind::Accepted { .. } => happened::ACCEPTED,
        EventKind::CounterOffered { .. } => happened::COUNTER_OFFERED,
        EventKind::HandedOn { .. } => happened::HANDED_ON,
        EventKind::HandedOver { .. } => happened::HANDED_OVER,
        EventKind::Declined { .. } => happened::DECLINED,
        EventKind::Working => happened::WORKING,
        EventKind::Waiting { .. } => happened::WAITING,
        EventKind::Announced { .. } => happened::ANNOUNCED,
        EventKind::Delivered { .. } => happened::DELIVERED,
        EventKind::Confirmed { .. } => happened::CONFIRMED,
        EventKind::Reopened { .. } => happened::REOPENED,
        EventKind::Withdrawn { .. } => happened::WITHDRAWN,
        EventKind::Commented { .. } => happened::COMMENTED,
        EventKind::Merged { .. } => happened::MERGED,
        EventKind::Followed { .. } => happened::FOLLOWED,
        EventKind::Split { .. } => happened::SPLIT,
        EventKind::Kept { .. } => happened::KEPT,
        EventKind::Refused { .. } => happened::REFUSED,
        EventKind::Reworded { .. } => happened::REWORDED,
        EventKind::Other { name } => name,
    }
}

fn moment(at: Millis) -> ScalarValue {
    ScalarValue::Timestamp(at.0)
}

fn words(text: &str) -> Option<ScalarValue> {
    (!text.is_empty()).then(|| text.into())
}
