//! Edits of what isn't loaded yet, and the status meanwhile.

use super::repair::whole;
use super::*;
use crate::edit::PartyField;

fn saving(stage: &Stage) -> usize {
    stage.session.status().saving
}

fn rename(stage: &mut Stage, id: DocId) -> Vec<Output> {
    let edit = Edit::ChangeParty { id, field: PartyField::Name("Cold store".into()) };
    stage.tell(Input::Edit { ticket: 7, edits: vec![edit] })
}

#[test]
fn what_waits_for_its_document_is_not_said_to_be_saved() {
    // SY28: a page that was loaded anew at "all sent" took an edit with it.
    let mut stage = Stage::live();
    let [(entry, _)] = <[_; 1]>::try_from(foreign(1)).unwrap();
    let outputs = rename(&mut stage, entry.doc);
    assert!(outputs.contains(&Output::Read(entry.doc)));
    assert_eq!(saving(&stage), 1, "storage is asked");
    let said = |outputs: &[Output]| {
        outputs.iter().any(|one| matches!(one, Output::Status(status) if status.saving == 1))
    };
    assert!(said(&outputs), "and the status line hears of it");
    let stored = StoredDoc { snapshot: None, changes: vec![entry.bytes.to_vec()] };
    let outputs = stage.tell(Input::Stored(entry.doc, stored));
    assert!(outputs.contains(&Output::Settled(7, Ok(()))));
    assert_eq!(saving(&stage), 1, "made, and on its way to the disk");
    stage.tell(Input::Committed(WriteId(writes(&outputs)[0].id)));
    assert_eq!(saving(&stage), 0);
}

#[test]
fn what_needs_a_document_of_the_relay_waits_for_it_or_is_refused() {
    // SY28
    let live = Place { cursor: Some(cursor(0)), rows_done: true, docs_done: true, ..Place::default() };
    let mut stage = Stage::offline(live);
    let [(entry, _)] = <[_; 1]>::try_from(foreign(1)).unwrap();
    rename(&mut stage, entry.doc);
    let outputs = stage.tell(Input::Stored(entry.doc, StoredDoc::default()));
    assert!(outputs.contains(&Output::Settled(7, Err(EditRefused::Missing))), "there is nobody to ask");
    assert_eq!(saving(&stage), 0);
    stage.tell(Input::Nudge);
    stage.connect(cursor(0), false);
    rename(&mut stage, entry.doc);
    assert_eq!(saving(&stage), 1, "the relay is asked");
    let outputs = stage.hear(&FromRelay::Docs(vec![whole(&entry)]));
    assert_eq!(saving(&stage), 1, "what came is stored before it is built on");
    let outputs = stage.tell(Input::Committed(WriteId(writes(&outputs)[0].id)));
    assert!(outputs.contains(&Output::Settled(7, Ok(()))), "{outputs:?}");
    assert_eq!(saving(&stage), 1, "on its way to the disk");
}
