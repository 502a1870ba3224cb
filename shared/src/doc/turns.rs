//! Turns of a task: one nested map each, written once.

use super::ReadError;
use super::events::author;
use super::fields::{self as of, Fields};
use super::schema::{turn as key, turned};
use crate::id::EventId;
use crate::in_order::InOrder as _;
use crate::model::{Turn, TurnKind};
use automerge::transaction::{Transactable, Transaction};
use automerge::{AutomergeError, ObjId, ObjType, ReadDoc, ScalarValue, Value};

/// Reads the turns of all these maps, sorted by id.
pub(super) fn read_turns(doc: &impl ReadDoc, maps: &[ObjId]) -> Result<Vec<Turn>, ReadError> {
    let mut turns: Vec<Turn> = Vec::new();
    for map in maps {
        for entry in Fields::of(doc, map.clone()).entries() {
            // Whatever else a newer version may keep here is left alone.
            let Ok(id) = entry.key.parse::<EventId>() else { continue };
            if matches!(entry.value, Value::Object(ObjType::Map)) {
                turns.push(read_turn(doc, id, &entry.id)?);
            }
        }
    }
    // The sort is stable: of the same turn in two maps, the one in the map that automerge shows stays.
    turns.put_in_order_by_key(|turn| turn.id);
    turns.dedup_by_key(|turn| turn.id);
    Ok(turns)
}

fn read_turn(doc: &impl ReadDoc, id: EventId, map: &ObjId) -> Result<Turn, ReadError> {
    let fields = Fields::of(doc, map.clone());
    let name = fields.get(key::KIND, of::text)?;
    let kind = match name.as_str() {
        turned::DONE => TurnKind::Done { day: fields.get(key::DAY, of::day)? },
        turned::SET_ASIDE => TurnKind::SetAside {
            from: fields.get(key::FROM, of::day)?,
            to: fields.get(key::TO, of::day)?,
            request: fields.get(key::REQUEST, of::id)?,
            reason: fields.get(key::REASON, of::text)?,
        },
        turned::TAKEN_BACK => {
            let bytes = fields.get(key::TURN, of::bytes)?;
            TurnKind::TakenBack { turn: EventId::from_slice(&bytes).map_err(|_| ReadError::Bad(key::TURN))? }
        }
        _ => TurnKind::Other { name },
    };
    Ok(Turn {
        id,
        kind,
        by: fields.get(key::BY, of::id)?,
        device: author(map).ok_or(ReadError::Bad(key::BY))?,
        device_time: fields.get(key::AT, of::moment)?,
        offset: fields.get(key::OFFSET, of::span)?,
    })
}

/// Writes a turn into the map of turns.
pub(super) fn write_turn(tx: &mut Transaction<'_>, turns: &ObjId, turn: &Turn) -> Result<(), AutomergeError> {
    let map = tx.put_object(turns, turn.id.to_string(), ObjType::Map)?;
    let mut put = |key: &str, value: ScalarValue| tx.put(&map, key, value);
    put(key::BY, turn.by.to_bytes().to_vec().into())?;
    put(key::AT, ScalarValue::Timestamp(turn.device_time.0))?;
    if turn.offset.0 != 0 {
        put(key::OFFSET, turn.offset.0.into())?;
    }
    match &turn.kind {
        TurnKind::Done { day } => {
            put(key::KIND, turned::DONE.into())?;
            put(key::DAY, day.to_string().into())
        }
        TurnKind::SetAside { from, to, request, reason } => {
            put(key::KIND, turned::SET_ASIDE.into())?;
            put(key::FROM, from.to_string().into())?;
            put(key::TO, to.to_string().into())?;
            put(key::REQUEST, request.to_bytes().to_vec().into())?;
            if reason.is_empty() { Ok(()) } else { put(key::REASON, reason.as_str().into()) }
        }
        TurnKind::TakenBack { turn } => {
            put(key::KIND, turned::TAKEN_BACK.into())?;
            put(key::TURN, turn.as_bytes().to_vec().into())
        }
        TurnKind::Other { name } => put(key::KIND, name.as_str().into()),
    }
}
