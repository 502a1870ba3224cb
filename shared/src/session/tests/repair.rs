//! Stored documents that can't be read.

use super::*;
use crate::wire::DocBytes;

fn damaged() -> StoredDoc {
    StoredDoc { snapshot: None, changes: vec![b"no change".to_vec()] }
}

fn fetched(outputs: &[Output]) -> Vec<DocId> {
    let fetches = outputs.iter().filter_map(|output| match output {
        Output::Send(frame) => match wire::decode(frame) {
            Ok(FromDevice::Fetch(docs)) => Some(docs),
            _ => None,
        },
        _ => None,
    });
    fetches.flatten().collect()
}

pub(super) fn whole(entry: &Entry) -> DocBytes {
    let doc = Doc::load(entry.doc, [&entry.bytes[..]]).unwrap();
    DocBytes { doc: entry.doc, heads: doc.heads(), bytes: doc.save().into(), seals: Vec::new() }
}

#[test]
fn a_damaged_document_is_fetched_once_there_is_contact_and_takes_the_place_of_the_damage() {
    // SY25
    let live = Place { cursor: Some(cursor(0)), rows_done: true, docs_done: true, ..Place::default() };
    let mut stage = Stage::offline(live);
    let [(entry, _)] = <[_; 1]>::try_from(foreign(1)).unwrap();
    let id = entry.doc;
    stage.tell(Input::Show(id));
    let outputs = stage.tell(Input::Stored(id, damaged()));
    assert!(outputs.contains(&Output::Notice(Notice::SetAside(id))));
    assert_eq!(fetched(&outputs), [], "there is nobody to ask");
    let again = stage.tell(Input::Stored(id, damaged()));
    assert!(!again.contains(&Output::Notice(Notice::SetAside(id))), "a person hears of it once: {again:?}");
    stage.tell(Input::Nudge);
    assert_eq!(fetched(&stage.connect(cursor(0), false)), [id]);
    let outputs = stage.hear(&FromRelay::Docs(vec![whole(&entry)]));
    assert!(!outputs.contains(&Output::Read(id)), "what can't be read isn't read again");
    let [write] = writes(&outputs)[..] else { panic!("one transaction, {outputs:?}") };
    assert_eq!((&write.replace_docs[..], write.snapshots.len(), write.rows.len()), (&[id][..], 1, 1));
    assert!(outputs.iter().any(|output| matches!(output, Output::Shown(shown, Some(_)) if *shown == id)));
    assert_eq!(fetched(&stage.tell(Input::Tick)), [], "once");
}

#[test]
fn what_waits_to_be_sent_goes_into_the_fetched_document() {
    // SY25: the outbox has the edit, and the document that it was made in can't be read.
    let mut stage = Stage::live();
    let [(entry, _)] = <[_; 1]>::try_from(foreign(1)).unwrap();
    let id = entry.doc;
    let outputs = stage.hear(&range(1, &entry));
    stage.tell(Input::Committed(WriteId(writes(&outputs)[0].id)));
    stage.tell(Input::Disconnected);
    let edit = Edit::ChangeParty { id, field: crate::edit::PartyField::Name("Mine".into()) };
    let outputs = stage.tell(Input::Edit { ticket: 1, edits: vec![edit] });
    let edited = writes(&outputs)[0].clone();

    let live = Place { cursor: Some(cursor(1)), rows_done: true, docs_done: true, ..Place::default() };
    let mut again = Stage::offline_with(live, vec![edited.rows[0].1.clone()]);
    again.tell(Input::Leads(Epoch(2), None, edited.outbox_add.clone()));
    again.connect(cursor(1), false);
    let outputs = again.tell(Input::Show(id));
    assert!(outputs.contains(&Output::Read(id)));
    assert_eq!(fetched(&again.tell(Input::Stored(id, damaged()))), [id]);
    let outputs = again.hear(&FromRelay::Docs(vec![whole(&entry)]));
    let [write] = writes(&outputs)[..] else { panic!("one transaction, {outputs:?}") };
    assert_eq!((&write.replace_docs[..], &write.changes[..]), (&[id][..], &edited.changes[..]));
    assert_eq!(write.rows[0].1, edited.rows[0].1, "the row is the edited one");
}

#[test]
fn a_following_tab_asks_the_leader() {
    // SY25
    let mut stage = Stage::live();
    stage.tell(Input::Follows);
    let id = DocId::random(DocKind::Party, &mut stage.rng);
    let outputs = stage.tell(Input::Stored(id, damaged()));
    let hint = outputs.iter().find_map(|output| match output {
        Output::Tell(hint) => Some((**hint).clone()),
        _ => None,
    });
    let hint = hint.unwrap();
    assert_eq!(hint.damaged, [id]);
    let mut leader = Stage::live();
    assert_eq!(fetched(&leader.tell(Input::Told(hint))), [id]);
}

#[test]
fn what_a_tab_finds_damaged_before_it_leads_it_fetches_once_it_does() {
    // SY25: found by the story of fault 4. A start reads before it leads.
    let mut stage = Stage::live();
    stage.tell(Input::Follows);
    let id = DocId::random(DocKind::Party, &mut stage.rng);
    stage.tell(Input::Stored(id, damaged()));
    stage.tell(Input::Leads(Epoch(2), None, Vec::new()));
    assert_eq!(fetched(&stage.connect(cursor(0), false)), [id]);
}
