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

#[test]
fn the_leader_compares_a_row_of_another_tab_with_its_document() {
    // SY14, SY15: found by the simulator, seed 8705. Another tab began the settings anew, before it heard of the first copy's rows: storage had
    // no heads to compare with, and the row stayed behind its document.
    let mut stage = Stage::live();
    let ([first, second], whole) = super::broken::foreign_renamed();
    let id = first.doc;
    let row_of = |bytes: &[u8]| view::stored(&Doc::load(id, [bytes]).unwrap()).unwrap();
    let (theirs, right) = (row_of(&first.bytes), row_of(&whole.bytes));
    stage.tell(hint(vec![id]));
    let outputs = stage.tell(Input::RowsRead(RowsAsked::These(vec![id]), vec![theirs.clone()]));
    assert!(outputs.contains(&Output::Read(id)), "{outputs:?}");
    let changes = vec![first.bytes.to_vec(), second.bytes.to_vec()];
    let outputs = stage.tell(Input::Stored(id, StoredDoc { snapshot: None, changes }));
    let [write] = writes(&outputs)[..] else { panic!("one transaction, {outputs:?}") };
    assert_eq!(write.rows, [(Some(theirs.heads), right.clone())]);
    assert_eq!(stage.session.rows().get(id), Some(right.row));
}

#[test]
fn a_row_that_another_tab_moved_while_a_first_copy_brought_an_older_one_is_shown_in_the_end() {
    // SY14, SY15: found by the simulator, seed 3393. Storage keeps the other tab's row when the first copy's rows are stored.
    let mut stage = Stage::offline(Place::default());
    stage.connect(cursor(1), true);
    let ([first, _], whole) = super::broken::foreign_renamed();
    let older = view::stored(&Doc::load(first.doc, [&first.bytes[..]]).unwrap()).unwrap();
    let moved = view::stored(&Doc::load(first.doc, [&whole.bytes[..]]).unwrap()).unwrap();
    let chunk = |rows: &[StoredRow], rows_done| {
        let row_count = u32::try_from(rows.len()).unwrap();
        Chunk { rows: encode_page(rows).into(), row_count, docs: Vec::new(), rows_done, docs_done: false }
    };
    let outputs = stage.hear(&FromRelay::Chunk(chunk(&[older], false)));
    stage.tell(Input::Committed(WriteId(writes(&outputs)[0].id)));
    stage.tell(hint(vec![first.doc]));
    let asked = || RowsAsked::These(vec![first.doc]);
    stage.tell(Input::RowsRead(asked(), vec![moved.clone()]));
    let outputs = stage.hear(&FromRelay::Chunk(chunk(&[], true)));
    let [bulk] = writes(&outputs)[..] else { panic!("one transaction, {outputs:?}") };
    let outputs = stage.tell(Input::Committed(WriteId(bulk.id)));
    assert!(outputs.contains(&Output::ReadRows(vec![first.doc])), "{outputs:?}");
    stage.tell(Input::RowsRead(asked(), vec![moved.clone()]));
    assert_eq!(stage.session.rows().get(first.doc), Some(moved.row));
}

#[test]
fn a_bootstrap_beside_another_tabs_row_is_stored_in_the_end() {
    // SY14: found by the simulator. Storage has a row that another tab wrote, without the document's bytes: they are still on their way.
    // A transaction that expects no row, or the heads of what was read, was refused for ever.
    let mut stage = Stage::offline(Place { cursor: Some(cursor(0)), rows_done: true, ..Place::default() });
    stage.connect(cursor(0), false);
    let ([first, _], whole) = super::broken::foreign_renamed();
    let id = first.doc;
    let theirs = view::stored(&Doc::load(id, [&first.bytes[..]]).unwrap()).unwrap();
    let outputs = stage.hear(&FromRelay::Chunk(Chunk {
        rows: Vec::new().into(),
        row_count: 0,
        docs: vec![whole.clone()],
        rows_done: true,
        docs_done: true,
    }));
    let [write] = writes(&outputs)[..] else { panic!("one transaction, {outputs:?}") };
    assert_eq!(write.rows[0].0, None, "this tab knows of no row");
    let outputs = stage.tell(Input::NotCommitted(WriteId(write.id), WriteFailure::Moved));
    assert!(
        outputs.contains(&Output::ReadRows(vec![id])) && outputs.contains(&Output::Read(id)),
        "{outputs:?}"
    );
    stage.tell(Input::RowsRead(RowsAsked::These(vec![id]), vec![theirs.clone()]));
    let outputs = stage.tell(Input::Stored(id, StoredDoc::default()));
    let [again] = writes(&outputs)[..] else { panic!("one transaction, {outputs:?}") };
    let expected = (again.rows[0].0, again.rows[0].1.heads);
    assert_eq!(expected, (Some(theirs.heads), whole.heads), "it replaces the row that is there");
}
