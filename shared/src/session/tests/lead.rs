//! Several tabs of a device, and a leader that was frozen while another tab took over.

use super::*;
use crate::wire::DocBytes;

fn sent_batches(outputs: &[Output]) -> usize {
    let is_push = |output: &&Output| matches!(output, Output::Send(frame) if matches!(wire::decode(frame), Ok(FromDevice::Push(_))));
    outputs.iter().filter(is_push).count()
}

fn party(stage: &mut Stage) -> Edit {
    let id = DocId::random(DocKind::Party, &mut stage.rng);
    Edit::AddParty { id, kind: PartyKind::Team, name: "Warehouse".into() }
}

#[test]
fn what_an_earlier_leader_received_is_not_stored_and_it_follows() {
    // SY18: it was frozen, another tab took the lead, and it goes on as if nothing had been.
    let mut stage = Stage::live();
    let [(entry, _)] = <[_; 1]>::try_from(foreign(1)).unwrap();
    let outputs = stage.hear(&range(1, &entry));
    let [write] = writes(&outputs)[..] else { panic!("one transaction, {outputs:?}") };
    assert_eq!((write.epoch, write.place.is_some()), (Some(Epoch(1)), true));
    let outputs = stage.tell(Input::NotCommitted(WriteId(write.id), WriteFailure::Fenced));
    assert!(outputs.contains(&Output::Hangup), "the other tab has the line");
    assert!(!outputs.iter().any(|output| matches!(output, Output::Notice(_))), "nothing is lost");
    assert!(writes(&stage.hear(&range(2, &entry))).is_empty(), "what was still on its way is not taken");

    // The other tab is gone: this one leads again, from what is stored.
    let outputs = stage.tell(Input::Leads(Epoch(3), None, Vec::new()));
    assert!(outputs.contains(&Output::Connect));
    stage.connect(cursor(0), false);
    stage.hear(&range(1, &entry));
    let outputs = stage.tell(Input::Stored(entry.doc, StoredDoc::default()));
    assert_eq!(writes(&outputs)[0].epoch, Some(Epoch(3)));
}

#[test]
fn a_transaction_of_an_earlier_lead_ends_no_later_one() {
    // SY18: the tab lost the lead and has it again before storage answers about the first.
    let mut stage = Stage::live();
    let [(entry, _)] = <[_; 1]>::try_from(foreign(1)).unwrap();
    let outputs = stage.hear(&range(1, &entry));
    let first = WriteId(writes(&outputs)[0].id);
    assert!(stage.tell(Input::Follows).contains(&Output::Hangup));
    stage.tell(Input::Leads(Epoch(3), None, Vec::new()));
    stage.connect(cursor(0), false);
    let outputs = stage.tell(Input::NotCommitted(first, WriteFailure::Fenced));
    assert!(!outputs.contains(&Output::Hangup), "the later lead holds");
    stage.hear(&range(1, &entry));
    let outputs = stage.tell(Input::Stored(entry.doc, StoredDoc::default()));
    assert_eq!(writes(&outputs)[0].epoch, Some(Epoch(3)));
}

#[test]
fn an_edit_on_what_an_earlier_leader_received_only_adds_to_storage() {
    // SY18, SY2: the later leader may have stored a newer whole document; the older one must not take its place.
    let mut stage = Stage::live();
    let [(entry, _)] = <[_; 1]>::try_from(foreign(1)).unwrap();
    let id = entry.doc;
    let doc = Doc::load(id, [entry.bytes.as_slice()]).unwrap();
    let whole = DocBytes { doc: id, heads: doc.heads(), bytes: doc.save().into(), seals: Vec::new() };
    stage.tell(Input::Show(id));
    stage.tell(Input::Stored(id, StoredDoc::default()));
    let outputs = stage.hear(&FromRelay::Docs(vec![whole]));
    let arrived = writes(&outputs)[0].clone();
    assert_eq!((arrived.snapshots.len(), arrived.epoch), (1, Some(Epoch(1))));
    let edit = Edit::ChangeParty { id, field: crate::edit::PartyField::Note("Mine".into()) };
    stage.tell(Input::Edit { ticket: 1, edits: vec![edit] });
    stage.tell(Input::NotCommitted(WriteId(arrived.id), WriteFailure::Fenced));
    let outputs = stage.tell(Input::Stored(id, StoredDoc::default()));
    let [write] = writes(&outputs)[..] else { panic!("one transaction, {outputs:?}") };
    assert_eq!((write.epoch, write.snapshots.len(), write.outbox_add.len()), (None, 0, 1));
    let stored = Doc::load(id, write.changes.iter().map(|change| change.bytes.as_slice())).unwrap();
    assert_eq!(write.rows[0].1.heads, stored.heads(), "the row is of what is stored");
}

#[test]
fn what_another_tab_stored_while_this_one_became_the_leader_is_sent() {
    // SY18: its word came before this tab led, and after this tab had read what waits.
    let mut stage = Stage::live();
    let mut other = Stage::offline(Place::default());
    let edit = party(&mut other);
    let outputs = other.tell(Input::Edit { ticket: 1, edits: vec![edit] });
    let entry = writes(&outputs)[0].outbox_add[0].clone();
    assert_eq!(sent_batches(&stage.tell(Input::Leads(Epoch(1), None, vec![entry.clone()]))), 1);
    assert_eq!(sent_batches(&stage.tell(Input::Leads(Epoch(1), None, vec![entry]))), 0, "once");
}

#[test]
fn a_document_that_another_tab_stores_while_it_is_being_read_is_read_again() {
    // SY14: the answer on its way may be older than that.
    let mut stage = Stage::live();
    let doc = DocId::random(DocKind::Party, &mut stage.rng);
    assert!(stage.tell(Input::Show(doc)).contains(&Output::Read(doc)));
    let hint = Hint { docs: vec![doc], ..Hint::default() };
    assert!(!stage.tell(Input::Told(hint.clone())).contains(&Output::Read(doc)), "one question at a time");
    assert!(stage.tell(Input::Stored(doc, StoredDoc::default())).contains(&Output::Read(doc)));
    assert!(!stage.tell(Input::Stored(doc, StoredDoc::default())).contains(&Output::Read(doc)), "once");
}

#[test]
fn a_following_tab_never_counts_another_tabs_batch_as_its_own() {
    // SY2: it said "all sent" when a batch of the leader's own was settled, while its own still waited.
    let mut stage = Stage::live();
    stage.tell(Input::Follows);
    let edit = party(&mut stage);
    let outputs = stage.tell(Input::Edit { ticket: 1, edits: vec![edit] });
    let write = writes(&outputs)[0].clone();
    stage.tell(Input::Committed(WriteId(write.id)));
    assert_eq!(stage.session.status().to_send, 1);
    let leaders = OutboxKey { number: 77, ..write.outbox_add[0].key };
    let word = |settled, waiting| Input::Told(Hint { settled, waiting: Some(waiting), ..Hint::default() });
    stage.tell(word(vec![leaders], 0));
    assert_eq!(stage.session.status().to_send, 1, "the leader hasn't heard of it");
    stage.tell(word(vec![write.outbox_add[0].key], 3));
    assert_eq!(stage.session.status().to_send, 3, "what the leader knows of");
    stage.tell(word(Vec::new(), 0));
    assert_eq!(stage.session.status().to_send, 0);
}

#[test]
fn a_shown_document_that_the_first_copy_brings_after_its_row_is_shown() {
    // SY9: storage was asked before there was contact, and had nothing; then the row came, and then the bytes that go with it.
    let mut stage = Stage::offline(Place::default());
    let (entry, row) = foreign(1).remove(0);
    let id = entry.doc;
    stage.tell(Input::Show(id));
    stage.tell(Input::Stored(id, StoredDoc::default()));
    stage.connect(cursor(1), true);
    let rows = Chunk {
        rows: encode_page(std::slice::from_ref(&row)).into(),
        row_count: 1,
        docs: Vec::new(),
        rows_done: true,
        docs_done: false,
    };
    let outputs = stage.hear(&FromRelay::Chunk(rows));
    writes(&outputs)
        .iter()
        .map(|write| WriteId(write.id))
        .for_each(|id| drop(stage.tell(Input::Committed(id))));
    let bytes = Doc::load(id, [&entry.bytes[..]]).unwrap().save().into();
    let whole = DocBytes { doc: id, heads: row.heads, bytes, seals: Vec::new() };
    let last =
        Chunk { rows: Vec::new().into(), row_count: 0, docs: vec![whole], rows_done: true, docs_done: true };
    let outputs = stage.hear(&FromRelay::Chunk(last));
    assert!(
        outputs.iter().any(|output| matches!(output, Output::Shown(shown, Some(_)) if *shown == id)),
        "{outputs:?}"
    );
}

#[test]
fn a_thawed_leader_shows_what_the_others_wrote_meanwhile() {
    // SY18: found by the story of fault 10. What it was about to store is fenced; what storage has instead is shown.
    let mut stage = Stage::live();
    // Their words may not have reached a tab that was frozen.
    let ([first, second], _) = super::broken::foreign_renamed();
    let id = first.doc;
    stage.tell(Input::Show(id));
    stage.tell(Input::Stored(id, StoredDoc::default()));
    let outputs = stage.hear(&range(1, &first));
    let mine = WriteId(writes(&outputs)[0].id);
    let outputs = stage.tell(Input::NotCommitted(mine, WriteFailure::Fenced));
    assert!(outputs.contains(&Output::Read(id)) && outputs.contains(&Output::ReadAllRows), "{outputs:?}");
    let changes = vec![first.bytes.to_vec(), second.bytes.to_vec()];
    let shown = stage.tell(Input::Stored(id, StoredDoc { snapshot: None, changes }));
    assert!(shown.iter().any(|output| matches!(output, Output::Shown(of, Some(_)) if *of == id)));
    assert_eq!(stage.session.rows().party(id).map(|party| party.name.as_str()), Some("Renamed"));
}
