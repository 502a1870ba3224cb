//! Tabs that die between storing and telling, and words that come late: storage is asked, and knows.

use super::*;
use crate::edit::PartyField;
use crate::id::Span;

fn rename(stage: &mut Stage, id: DocId, ticket: u64, name: &str) -> Vec<Output> {
    let edit = Edit::ChangeParty { id, field: PartyField::Name(name.into()) };
    stage.tell(Input::Edit { ticket, edits: vec![edit] })
}

/// Another tab of the same device, which has added a team and stored it.
fn other_tab(made: Millis) -> (DocId, Write) {
    let mut other = Stage::live();
    other.session.incarnation = Incarnation::random(&mut other.rng);
    let id = DocId::random(DocKind::Party, &mut other.rng);
    let edit = Edit::AddParty { id, kind: PartyKind::Team, name: "Warehouse".into() };
    let outputs = other.session.handle(Input::Edit { ticket: 1, edits: vec![edit] }, made, &mut other.rng);
    (id, writes(&outputs)[0].clone())
}

/// Storage answers whatever it was asked about the outbox.
fn nothing_waits(stage: &mut Stage) {
    while stage.tell(Input::OutboxRead(Vec::new())).contains(&Output::ReadOutbox) {}
}

fn stored(write: &Write) -> StoredDoc {
    StoredDoc { snapshot: None, changes: write.changes.iter().map(|change| change.bytes.clone()).collect() }
}

#[test]
fn a_batch_that_builds_on_another_tabs_is_made_and_sent_after_it() {
    // SY26: the leader has read the document from storage, and the other tab's word hasn't come. The other clock was ahead.
    let mut stage = Stage::live();
    nothing_waits(&mut stage);
    let (id, theirs) = other_tab(NOW + Span(5_000));
    stage.tell(Input::Show(id));
    stage.tell(Input::Stored(id, stored(&theirs)));
    let outputs = rename(&mut stage, id, 2, "Yard");
    assert!(writes(&outputs).is_empty() && outputs.contains(&Output::ReadOutbox), "{outputs:?}");
    let outputs = stage.tell(Input::OutboxRead(theirs.outbox_add.clone()));
    assert_eq!(pushes(&outputs), 1, "what it builds on goes first");
    let outputs = stage.tell(Input::Stored(id, stored(&theirs)));
    let [mine] = writes(&outputs)[..] else { panic!("one transaction, {outputs:?}") };
    assert!(mine.outbox_add[0].key > theirs.outbox_add[0].key, "also when it has to be sent again");
    let mine = WriteId(mine.id);
    assert_eq!(pushes(&stage.tell(Input::Committed(mine))), 1);
    assert!(!rename(&mut stage, id, 3, "Store").contains(&Output::ReadOutbox), "it builds on this tab's own");
}

#[test]
fn what_a_tab_stored_and_did_not_live_to_tell_is_sent_and_shown() {
    // SY26
    let mut stage = Stage::live();
    nothing_waits(&mut stage);
    let (id, theirs) = other_tab(NOW);
    let later = NOW + Span(crate::limits::OUTBOX_LOOK_MS);
    let outputs = stage.session.handle(Input::Tick, later, &mut stage.rng);
    assert!(outputs.contains(&Output::ReadOutbox), "{outputs:?}");
    let outputs = stage.tell(Input::OutboxRead(theirs.outbox_add.clone()));
    assert_eq!(pushes(&outputs), 1);
    assert!(outputs.contains(&Output::ReadRows(vec![id])), "it may be on no screen yet");
    let told = outputs.iter().find_map(|o| if let Output::Tell(hint) = o { Some(hint) } else { None });
    assert_eq!(
        told.map(|hint| (&hint.docs[..], hint.outbox.len())),
        Some((&[id][..], 1)),
        "nor on another tab's"
    );
}

#[test]
fn what_is_settled_while_storage_is_asked_does_not_wait_again() {
    // SY2, SY26: the answer on its way is older than the settlement.
    let mut stage = Stage::live();
    stage.tell(Input::Follows);
    let (_, theirs) = other_tab(NOW);
    let key = theirs.outbox_add[0].key;
    stage.tell(Input::Told(Hint {
        outbox: theirs.outbox_add.clone(),
        lead: Some(Epoch(2)),
        ..Hint::default()
    }));
    assert_eq!(stage.session.status().to_send, 1);
    stage.tell(Input::Told(Hint {
        settled: vec![key],
        waiting: Some(0),
        lead: Some(Epoch(2)),
        ..Hint::default()
    }));
    stage.tell(Input::OutboxRead(theirs.outbox_add));
    assert_eq!(stage.session.status().to_send, 0);
}

#[test]
fn what_is_settled_between_the_reading_and_the_lead_does_not_wait_again() {
    // SY2, SY18: a lead is said twice, and the outbox that comes with it was read before its batch was acknowledged.
    let mut stage = Stage::live();
    let (_, made) = stage.add_team("Warehouse");
    let write = writes(&made)[0].clone();
    assert_eq!(pushes(&stage.tell(Input::Committed(WriteId(write.id)))), 1);
    let outcome =
        Settled::Accepted(Some(AppendedRange { from: Seq(1), to: Seq(1), chain: ChainToken::default() }));
    let outputs = stage.hear(&FromRelay::Acked(Acked { batch: 0, outcome, seals: Vec::new() }));
    let [settled] = writes(&outputs)[..] else { panic!("one transaction, {outputs:?}") };
    let again = || Input::Leads(Epoch(1), None, write.outbox_add.clone());
    assert_eq!(pushes(&stage.tell(again())), 0, "its acknowledgement is on its way to the disk");
    stage.tell(Input::Committed(WriteId(settled.id)));
    assert_eq!(pushes(&stage.tell(again())), 0, "or was there when this came");
    assert_eq!(stage.session.status().to_send, 0);
}

#[test]
fn a_batch_that_a_dead_leader_settled_waits_no_longer() {
    // SY2, SY26: it died between storing the acknowledgement and telling. The next lead makes every tab look.
    let mut stage = Stage::live();
    stage.tell(Input::Follows);
    nothing_waits(&mut stage);
    let (_, theirs) = other_tab(NOW);
    stage.tell(Input::Told(Hint { outbox: theirs.outbox_add, lead: Some(Epoch(1)), ..Hint::default() }));
    assert_eq!(stage.session.status().to_send, 1);
    let word = Hint { live: Some(true), waiting: Some(0), lead: Some(Epoch(2)), ..Hint::default() };
    let outputs = stage.tell(Input::Told(word));
    assert!(outputs.contains(&Output::ReadOutbox) && outputs.contains(&Output::ReadAllRows), "{outputs:?}");
    nothing_waits(&mut stage);
    assert_eq!(stage.session.status().to_send, 0);
}

#[test]
fn a_new_tab_is_told_at_once_how_the_leader_stands_with_the_relay() {
    // SY26
    let mut leader = Stage::live();
    let outputs = leader.tell(Input::Told(Hint { asks: true, ..Hint::default() }));
    let [word] = &outputs.iter().filter_map(hint_of).collect::<Vec<_>>()[..] else { panic!("{outputs:?}") };
    assert_eq!((word.live, word.contact, word.lead), (Some(true), Some(NOW), Some(Epoch(1))));
    let mut fresh = Stage::offline(Place::default());
    fresh.tell(Input::Follows);
    fresh.tell(Input::Told(word.clone()));
    assert_eq!(fresh.session.status().link, Link::Live);
}

fn hint_of(output: &Output) -> Option<Hint> {
    if let Output::Tell(hint) = output { Some((**hint).clone()) } else { None }
}

#[test]
fn a_row_that_another_tab_took_out_is_shown_no_longer() {
    // SY15, SY26
    let mut stage = Stage::live();
    let (_, row) = foreign(1).remove(0);
    let id = row.row.id();
    stage.tell(Input::RowsRead(RowsAsked::These(vec![id]), vec![row.clone()]));
    stage.tell(Input::RowsRead(RowsAsked::These(vec![id]), Vec::new()));
    assert!(stage.session.rows().get(id).is_none(), "told, and read again");
    stage.tell(Input::RowsRead(RowsAsked::These(vec![id]), vec![row]));
    let damaged = stage.tell(Input::RowsRead(RowsAsked::All { last: true, whole: false }, Vec::new()));
    assert!(damaged.is_empty(), "what couldn't be read isn't gone");
    let all = stage.tell(Input::RowsRead(RowsAsked::All { last: true, whole: true }, Vec::new()));
    assert_eq!(all, [Output::ReadRows(vec![id])], "it may have come while all were read");
}

#[test]
fn a_new_leader_goes_on_from_where_the_last_one_was() {
    // SY18, SY3: what the last one stored with that place, documents of a first copy among it, is what this one has; and only that.
    let mut stage = Stage::offline(Place { rows_done: true, docs_done: true, ..Place::default() });
    stage.tell(Input::Follows);
    let place = Place { cursor: Some(cursor(7)), rows_done: true, window: Some(Span(9)), ..Place::default() };
    let outputs = stage.tell(Input::Leads(Epoch(3), Some(place), Vec::new()));
    assert!(outputs.contains(&Output::ReadAllRows), "rows of that place come from storage");
    let outputs = stage.tell(Input::Connected);
    let hello = outputs.iter().find_map(|output| match output {
        Output::Send(frame) => wire::decode::<FromDevice>(frame).ok(),
        _ => None,
    });
    let Some(FromDevice::Hello(hello)) = hello else { panic!("{outputs:?}") };
    assert_eq!((hello.cursor, hello.wants_docs, hello.keeps), (Some(cursor(7)), true, Some(Span(9))));
}

#[test]
fn rows_that_an_earlier_leader_had_not_stored_follow_storage() {
    // SY14: they came with a first copy, and the lead was lost before the last of them.
    let mut stage = Stage::offline(Place::default());
    stage.connect(cursor(1), true);
    let (_, row) = foreign(1).remove(0);
    let id = row.row.id();
    stage.hear(&FromRelay::Chunk(Chunk {
        rows: encode_page(std::slice::from_ref(&row)).into(),
        row_count: 1,
        docs: Vec::new(),
        rows_done: false,
        docs_done: false,
    }));
    assert!(stage.session.rows().get(id).is_some());
    stage.tell(Input::Follows);
    let (_, whole) = super::broken::foreign_renamed();
    let renamed = view::stored(&Doc::load(id, [&whole.bytes[..]]).unwrap()).unwrap();
    stage.tell(Input::RowsRead(RowsAsked::These(vec![id]), vec![renamed.clone()]));
    assert_eq!(stage.session.rows().get(id), Some(renamed.row));
}

#[test]
fn a_word_that_comes_late_does_not_send_a_settled_batch_again() {
    // SY6, SY26: found by the simulator, seed 9954. Its document may have been trimmed since.
    let mut stage = Stage::live();
    let (_, theirs) = other_tab(NOW);
    let entry = theirs.outbox_add[0].clone();
    let word = || Input::Told(Hint { outbox: vec![entry.clone()], ..Hint::default() });
    assert_eq!(pushes(&stage.tell(word())), 1);
    let range = AppendedRange { from: Seq(1), to: Seq(1), chain: ChainToken::default() };
    let outcome = Settled::Accepted(Some(range));
    let outputs = stage.hear(&FromRelay::Acked(Acked { batch: 0, outcome, seals: Vec::new() }));
    stage.tell(Input::Committed(WriteId(writes(&outputs)[0].id)));
    assert_eq!(pushes(&stage.tell(word())), 0);
    assert_eq!(stage.session.status().to_send, 0);
}
