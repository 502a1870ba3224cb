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
    let field = crate::edit::PartyField::Name("Store".into());
    let renamed = stage.tell(Input::Edit { ticket: 2, edits: vec![Edit::ChangeParty { id, field }] });
    let [renamed] = writes(&renamed)[..] else { panic!("one transaction") };
    let name = |stage: &Stage| stage.session.rows().parties().next().map(|row| row.name.clone());
    // Storage answers what it was asked before the second transaction, and then runs that.
    stage.tell(Input::RowsRead(vec![created.rows[0].1.clone()]));
    stage.tell(Input::Committed(WriteId(renamed.id)));
    assert_eq!(name(&stage).as_deref(), Some("Store"));
}
