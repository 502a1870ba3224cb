//! Lines that break and transactions that don't commit, in the order in which they hurt: most were found by the simulator.

use super::*;
use crate::wire::DocBytes;

/// A document of two changes that another device made: its entries in the log, and the whole.
pub(super) fn foreign_renamed() -> ([Entry; 2], DocBytes) {
    let [(first, _)] = <[_; 1]>::try_from(foreign(1)).unwrap();
    let id = first.doc;
    let mut doc = Doc::load(id, [first.bytes.as_slice()]).unwrap();
    let actor = Actor { device: DeviceId::from_bytes([7; 8]), incarnation: Incarnation::from_bytes([7; 8]) };
    let edit = Edit::ChangeParty { id, field: crate::edit::PartyField::Name("Renamed".into()) };
    let written = crate::doc::write(&mut doc, actor, &[(&edit, stamp())]).unwrap();
    let second = Entry { doc: id, bytes: written.bytes.into(), seal: None };
    let whole = DocBytes { doc: id, heads: doc.heads(), bytes: doc.save().into(), seals: Vec::new() };
    ([first, second], whole)
}

#[test]
fn no_place_covers_a_change_whose_document_has_not_come() {
    // SY3: found by the simulator, seed 51069. The first copy is still coming: a change arrives before the beginning of its document.
    let mut stage = Stage::offline(Place { cursor: Some(cursor(0)), rows_done: true, ..Place::default() });
    stage.connect(cursor(0), false);
    let ([_, second], whole) = foreign_renamed();
    let id = second.doc;
    let commit = |stage: &mut Stage, outputs: &[Output]| {
        let ids: Vec<u64> = writes(outputs).iter().map(|write| write.id).collect();
        ids.into_iter().for_each(|id| drop(stage.tell(Input::Committed(WriteId(id)))));
    };
    let outputs = stage.hear(&range(1, &second));
    assert!(writes(&outputs).iter().all(|write| write.place.is_none()), "its document is asked for first");
    commit(&mut stage, &outputs);

    // The line breaks before the answer: the change comes again.
    stage.tell(Input::Disconnected);
    stage.tell(Input::Nudge);
    let greeted = stage.tell(Input::Connected);
    let asks_from = greeted.iter().find_map(|output| match output {
        Output::Send(frame) => match wire::decode(frame) {
            Ok(FromDevice::Hello(hello)) => Some(hello.cursor),
            _ => None,
        },
        _ => None,
    });
    assert_eq!(asks_from, Some(Some(cursor(0))));
    stage.hear(&FromRelay::Welcome(Welcome {
        version: 1,
        head: cursor(1),
        now: NOW,
        bootstrap: false,
        docs: 1,
        compare: false,
    }));
    let outputs = stage.hear(&range(1, &second));
    commit(&mut stage, &outputs);
    let outputs = stage.hear(&FromRelay::Docs(vec![whole]));
    let places: Vec<_> = writes(&outputs).iter().filter_map(|write| write.place.as_ref()?.cursor).collect();
    assert_eq!(places, [cursor(1)], "with the document");
    assert_eq!(stage.session.rows().party(id).map(|party| party.name.as_str()), Some("Renamed"));
}

#[test]
fn a_row_that_was_not_stored_comes_with_the_document_that_arrives_whole() {
    // SY14: found by the simulator, seed 52434. A row is painted, and the transaction with it does not commit: when the document arrives
    // whole, memory knows its row, and storage does not.
    let mut stage = Stage::offline(Place { cursor: Some(cursor(0)), rows_done: true, ..Place::default() });
    stage.connect(cursor(0), false);
    let ([first, second], whole) = foreign_renamed();
    let outputs = stage.hear(&range(1, &first));
    let stored = writes(&outputs)[0].clone();
    stage.tell(Input::Committed(WriteId(stored.id)));
    let outputs = stage.hear(&range(2, &second));
    stage.tell(Input::NotCommitted(WriteId(writes(&outputs)[0].id), WriteFailure::Full));

    stage.tell(Input::Nudge);
    stage.connect(cursor(2), false);
    let (id, heads) = (whole.doc, whole.heads);
    let last =
        Chunk { rows: Vec::new().into(), row_count: 0, docs: vec![whole], rows_done: true, docs_done: true };
    let outputs = stage.hear(&FromRelay::Chunk(last));
    assert!(outputs.contains(&Output::Read(id)), "what storage has is read first");
    let changes = stored.changes.into_iter().map(|change| change.bytes).collect();
    let outputs = stage.tell(Input::Stored(id, StoredDoc { snapshot: None, changes }));
    let rows: Vec<_> =
        writes(&outputs).iter().flat_map(|write| &write.rows).map(|(_, row)| row.heads).collect();
    assert_eq!(rows, [heads], "the row is stored with the document");
}

#[test]
fn an_edit_takes_with_it_what_it_was_made_on() {
    // SY2: found by the simulator, seed 51618. What arrived could not be stored, and an edit on top of it waits for storage.
    let mut stage = Stage::live();
    let ([first, _], _) = foreign_renamed();
    let id = first.doc;
    let outputs = stage.hear(&range(1, &first));
    let arrived = WriteId(writes(&outputs)[0].id);
    let edit = Edit::ChangeParty { id, field: crate::edit::PartyField::Note("Mine".into()) };
    assert!(writes(&stage.tell(Input::Edit { ticket: 1, edits: vec![edit] })).is_empty());
    let outputs = stage.tell(Input::NotCommitted(arrived, WriteFailure::Full));
    assert!(outputs.contains(&Output::Read(id)));
    let outputs = stage.tell(Input::Stored(id, StoredDoc::default()));
    let [write] = writes(&outputs)[..] else { panic!("one transaction, {outputs:?}") };
    assert_eq!((write.changes.len(), write.outbox_add.len()), (2, 1));
    let stored = Doc::load(id, write.changes.iter().map(|change| change.bytes.as_slice())).unwrap();
    assert_eq!(write.rows[0].1.heads, stored.heads(), "the row is of what is stored");
}

#[test]
fn what_a_broken_line_did_not_answer_is_asked_again_on_the_next() {
    // SY6. Otherwise a document counts as being fetched for ever, and a later answer is taken for this question's.
    let mut stage = Stage::live();
    let doc = DocId::random(DocKind::Request, &mut stage.rng);
    let fetches = |outputs: &[Output]| {
        let is_fetch = |output: &&Output| matches!(output, Output::Send(frame) if matches!(wire::decode(frame), Ok(FromDevice::Fetch(_))));
        outputs.iter().filter(is_fetch).count()
    };
    stage.tell(Input::Show(doc));
    assert_eq!(fetches(&stage.tell(Input::Stored(doc, StoredDoc::default()))), 1);
    stage.tell(Input::Hide(doc));
    stage.tell(Input::Disconnected);
    stage.tell(Input::Nudge);
    stage.connect(cursor(0), false);
    stage.tell(Input::Show(doc));
    assert_eq!(fetches(&stage.tell(Input::Stored(doc, StoredDoc::default()))), 1);
}

#[test]
fn a_clock_that_was_set_back_makes_no_wait_endless() {
    // SY11, SY12: the heartbeat, and what the disk did not take.
    let mut stage = Stage::live();
    let (_, made) = stage.add_team("Warehouse");
    let id = WriteId(writes(&made)[0].id);
    let earlier = NOW - crate::id::Span::days(3_650);
    let outputs = stage.session.handle(Input::NotCommitted(id, WriteFailure::Full), earlier, &mut stage.rng);
    let soon = earlier + crate::id::Span::minutes(1);
    let is_soon = |output: &Output| matches!(output, Output::WakeAt(at) if *at <= soon);
    assert!(outputs.iter().any(is_soon), "the heartbeat: {outputs:?}");
    stage.tell(Input::Tick);
    let outputs = stage.session.handle(Input::Nudge, earlier, &mut stage.rng);
    assert!(!writes(&outputs).is_empty() || outputs.iter().any(is_soon), "{outputs:?}");
}
