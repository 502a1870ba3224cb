//! The schema as other automerge readers see it, and what newer versions may have added to it.

use super::*;
use crate::fold::{Outcome, fold};
use crate::model::{Step, Tells};
use crate::view::State;
use automerge::transaction::Transactable;
use automerge::{ObjType, ROOT, ReadDoc, ScalarValue, Value};

fn scalar(doc: &Doc, key: &str) -> ScalarValue {
    match doc.automerge.get(ROOT, key).expect("readable") {
        Some((Value::Scalar(scalar), _)) => scalar.into_owned(),
        other => panic!("{key}: {other:?}"),
    }
}

#[test]
fn do14_a_request_is_readable_without_us() {
    let doc = with(&Edit::Ask(Box::new(Ask { private: true, ..ask() })));
    let keys: Vec<String> = doc.automerge.keys(ROOT).collect();
    let expected = [
        "asker",
        "customer",
        "details",
        "due",
        "events",
        "kind",
        "parent",
        "private",
        "provider",
        "reference",
        "service",
        "title",
        "v",
        "words",
    ];
    assert_eq!(keys, expected);
    assert_eq!(scalar(&doc, "kind"), ScalarValue::from("request"));
    assert_eq!(scalar(&doc, "v"), ScalarValue::from(1_i64));
    assert_eq!(scalar(&doc, "title"), ScalarValue::from("A charger for bay 4"));
    assert_eq!(scalar(&doc, "asker"), ScalarValue::from(team(1).to_bytes().to_vec()));
    assert_eq!(scalar(&doc, "due"), ScalarValue::from("1700100000000 1700103600000 3600000"));
    let (_, events) = doc.automerge.get(ROOT, "events").expect("readable").expect("there");
    let (_, event) =
        doc.automerge.get(&events, stamp(1).event.to_string()).expect("readable").expect("there");
    let keys: Vec<String> = doc.automerge.keys(&event).collect();
    assert_eq!(keys, ["at", "by", "kind", "offset", "reply_by"]);
}

/// Writes behind our back, as a newer version or a faulty one would.
fn newer(doc: &mut Doc, write: impl FnOnce(&mut automerge::transaction::Transaction<'_>)) {
    doc.automerge.set_actor(automerge::ActorId::from(&actor(9).to_bytes()[..]));
    let mut tx = doc.automerge.transaction();
    write(&mut tx);
    tx.commit();
}

#[test]
fn do15_unknown_keys_are_left_alone() {
    let mut doc = with(&asking());
    let before = request_of(&doc);
    newer(&mut doc, |tx| {
        tx.put(ROOT, "priority", 3_i64).expect("written");
        tx.put_object(ROOT, "photos", ObjType::List).expect("written");
    });
    assert_eq!(request_of(&doc), before);
    edit(&mut doc, 1, 2, &titling("still there?"));
    assert_eq!(scalar(&doc, "priority"), ScalarValue::from(3_i64));
}

#[test]
fn do15_an_unknown_kind_of_event_is_kept_as_a_remark() {
    let mut doc = with(&asking());
    newer(&mut doc, |tx| {
        let (_, events) = tx.get(ROOT, "events").expect("readable").expect("there");
        let event = tx.put_object(&events, "00000000000000ff", ObjType::Map).expect("written");
        tx.put(&event, "kind", "escalated").expect("written");
        tx.put(&event, "by", person(9).to_bytes().to_vec()).expect("written");
        tx.put(&event, "at", ScalarValue::Timestamp(5)).expect("written");
        tx.put(&event, "seen", stamp(1).event.as_bytes().to_vec()).expect("written");
        tx.put(&events, "a note to all events", "not an event").expect("written");
    });
    let request = request_of(&doc);
    assert_eq!(request.events[0].kind, EventKind::Other { name: "escalated".to_owned() });
    let folded = fold(&request);
    assert_eq!((folded.state, folded.events.len()), (State::Asked, 2));
    assert!(folded.events.iter().any(|effect| effect.outcome == Outcome::Remark));
}

#[test]
fn do15_an_unknown_kind_of_party_is_read() {
    let mut doc =
        with(&Edit::AddParty { id: team(1), kind: PartyKind::Vendor, name: "Bolt & Co".to_owned() });
    newer(&mut doc, |tx| tx.put(ROOT, "type", "regulator").expect("written"));
    assert!(matches!(doc.read(), Ok(Model::Party(party)) if party.kind == PartyKind::Unknown));
}

#[test]
fn do16_what_makes_no_sense_is_named() {
    let spoil = |key: &'static str, value: ScalarValue| {
        let mut doc = with(&asking());
        newer(&mut doc, |tx| tx.put(ROOT, key, value).expect("written"));
        doc.read().map(|_| ())
    };
    assert_eq!(spoil("title", ScalarValue::from(7_i64)), Err(ReadError::Bad("title")));
    assert_eq!(spoil("asker", ScalarValue::Null), Err(ReadError::Bad("asker")));
    assert_eq!(spoil("provider", ScalarValue::from(vec![1_u8])), Err(ReadError::Bad("provider")));
    assert_eq!(spoil("kind", ScalarValue::from("party")), Err(ReadError::Bad("kind")));
    assert_eq!(spoil("events", ScalarValue::from("none")), Err(ReadError::Bad("events")));
    assert_eq!(spoil("due", ScalarValue::from("tomorrow")), Err(ReadError::Bad("due")));
    assert_eq!(spoil("details", ScalarValue::Null), Ok(()));
}

#[test]
fn do16_a_kind_of_a_newer_version_is_kept_as_bytes() {
    let id = doc_id(DocKind::Other(42), 1);
    let request = with(&asking());
    let doc = Doc::load(id, [&request.save()[..]]).expect("bytes are bytes");
    assert_eq!(doc.read(), Err(ReadError::UnknownKind(DocKind::Other(42))));
    assert_eq!(doc.heads(), request.heads());
}

#[test]
fn do15_whom_only_a_newer_version_tells_is_left_out_of_the_steps() {
    let mut doc = with(&Edit::AddParty { id: team(1), kind: PartyKind::Team, name: "Yard".to_owned() });
    let said = |doc: &Doc| match doc.read() {
        Ok(Model::Party(party)) => Ok(party.steps.value),
        other => Err(other.err()),
    };
    newer(&mut doc, |tx| tx.put(ROOT, "steps", "60000 owner 120000 director 180000 above").expect("written"));
    let step = |after, tells| Step { after: Span(after), tells };
    assert_eq!(said(&doc), Ok(vec![step(60_000, Tells::Owner), step(180_000, Tells::Above)]));
    for wrong in ["60000", "soon owner", &"1 director ".repeat(100)] {
        newer(&mut doc, |tx| tx.put(ROOT, "steps", wrong).expect("written"));
        assert_eq!(said(&doc), Err(Some(ReadError::Bad("steps"))), "{wrong}");
    }
}
