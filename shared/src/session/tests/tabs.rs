//! Several tabs over one storage.

use super::*;

fn hint(docs: Vec<DocId>) -> Input {
    Input::Told(Hint { docs, ..Hint::default() })
}

#[test]
fn a_row_that_is_on_its_way_to_the_disk_is_not_replaced_by_the_one_that_was_there_before() {
    // SY14
    let mut stage = Stage::live();
    let (id, made) = stage.add_team("Warehouse");
    let created = writes(&made)[0].clone();
    stage.tell(Input::Committed(WriteId(created.id)));
    stage.tell(hint(vec![id]));
    let changes = created.changes.iter().map(|change| change.bytes.clone()).collect();
    stage.tell(Input::Stored(id, StoredDoc { snapshot: None, changes }));
    let field = crate::edit::PartyField::Name("Store".into());
    let renamed = stage.tell(Input::Edit { ticket: 2, edits: vec![Edit::ChangeParty { id, field }] });
    let [renamed] = writes(&renamed)[..] else { panic!("one transaction") };
    let name = |stage: &Stage| stage.session.rows().parties().next().map(|row| row.name.clone());
    // Storage answers what it was asked before the second transaction, and then runs that.
    stage.tell(Input::RowsRead(RowsAsked::These(vec![id]), vec![created.rows[0].1.clone()]));
    stage.tell(Input::Committed(WriteId(renamed.id)));
    assert_eq!(name(&stage).as_deref(), Some("Store"));
}

#[test]
fn an_edit_waits_for_what_another_tab_has_stored() {
    // SY14: what is loaded is known to be older than storage; storage may have no heads to compare with, when its row came in bulk.
    let mut stage = Stage::live();
    let (id, made) = stage.add_team("Warehouse");
    let created = writes(&made)[0].clone();
    stage.tell(Input::Committed(WriteId(created.id)));
    stage.tell(hint(vec![id]));
    let field = crate::edit::PartyField::Name("Store".into());
    let outputs = stage.tell(Input::Edit { ticket: 2, edits: vec![Edit::ChangeParty { id, field }] });
    assert!(writes(&outputs).is_empty(), "{outputs:?}");
    let changes = created.changes.iter().map(|change| change.bytes.clone()).collect();
    let outputs = stage.tell(Input::Stored(id, StoredDoc { snapshot: None, changes }));
    assert_eq!(writes(&outputs).len(), 1);
}

#[test]
fn a_row_that_an_older_one_has_replaced_in_storage_is_derived_and_stored_again() {
    // SY14, SY15: another tab, which had not heard of the last change, edited; storage had no heads to compare with.
    let mut stage = Stage::live();
    let ([first, second], whole) = super::broken::foreign_renamed();
    let id = first.doc;
    let bytes = [first.bytes.to_vec(), second.bytes.to_vec()];
    stage.tell(Input::Show(id));
    stage.tell(Input::Stored(id, StoredDoc { snapshot: None, changes: bytes.to_vec() }));
    let older = view::stored(&Doc::load(id, [&bytes[0][..]]).unwrap()).unwrap();
    let outputs = stage.tell(Input::RowsRead(RowsAsked::These(vec![id]), vec![older.clone()]));
    assert!(
        outputs.contains(&Output::Read(id)),
        "the row may also be newer than what is loaded: {outputs:?}"
    );
    let outputs = stage.tell(Input::Stored(id, StoredDoc { snapshot: None, changes: bytes.to_vec() }));
    let [write] = writes(&outputs)[..] else { panic!("one transaction, {outputs:?}") };
    assert_eq!(
        write.rows.iter().map(|(before, row)| (*before, row.heads)).collect::<Vec<_>>(),
        [(Some(older.heads), whole.heads)]
    );
    assert_eq!(stage.session.rows().party(id).map(|party| party.name.as_str()), Some("Renamed"));
}
