//! How far the first copy of the workspace is, as the status line says it.

use super::repair::whole;
use super::*;

fn copying(stage: &Stage) -> Option<(u64, u64)> {
    stage.session.status().progress
}

fn chunk(docs: Vec<wire::DocBytes>, docs_done: bool) -> FromRelay {
    let rows = encode_page(&[]).into();
    FromRelay::Chunk(Chunk { rows, row_count: 0, docs, rows_done: true, docs_done })
}

/// Everything that these began is on the disk, and what that began.
fn commit(stage: &mut Stage, outputs: &[Output]) -> Vec<Output> {
    let began: Vec<u64> = writes(outputs).iter().map(|write| write.id).collect();
    began.into_iter().flat_map(|id| stage.tell(Input::Committed(WriteId(id)))).collect()
}

/// A device that has the rows of a workspace of one document, and waits for that.
fn before_the_document() -> Stage {
    let mut stage = Stage::offline(Place::default());
    stage.connect(cursor(1), true);
    let outputs = stage.hear(&chunk(Vec::new(), false));
    commit(&mut stage, &outputs);
    stage
}

#[test]
fn a_document_that_has_come_and_is_not_stored_is_not_counted() {
    // SY29: found by a story. The relay stopped right after "all sent", and the device had rows without documents.
    let mut stage = before_the_document();
    let [(entry, _)] = <[_; 1]>::try_from(foreign(1)).unwrap();
    assert_eq!((stage.session.status().link, copying(&stage)), (Link::Live, Some((0, 1))));
    let outputs = stage.hear(&chunk(vec![whole(&entry)], true));
    assert_eq!(copying(&stage), Some((0, 1)), "it is on its way to the disk");
    commit(&mut stage, &outputs);
    assert_eq!(copying(&stage), None);
}

#[test]
fn what_came_to_an_empty_relay_meanwhile_counts() {
    // SY29: found by a script of the simulator; the relay had been restored without anything.
    let mut stage = Stage::offline(Place::default());
    stage.tell(Input::Connected);
    let welcome = Welcome { version: 1, head: cursor(1), now: NOW, bootstrap: true, docs: 0, compare: false };
    stage.hear(&FromRelay::Welcome(welcome));
    let outputs = stage.hear(&chunk(Vec::new(), false));
    commit(&mut stage, &outputs);
    assert_eq!(copying(&stage), None, "there is nothing");
    let [(entry, _)] = <[_; 1]>::try_from(foreign(1)).unwrap();
    let outputs = stage.hear(&chunk(vec![whole(&entry)], true));
    assert_eq!(copying(&stage), Some((0, 1)));
    commit(&mut stage, &outputs);
    assert_eq!(copying(&stage), None);
}

#[test]
fn what_had_come_is_fetched_again_when_the_line_breaks_before_it_is_stored() {
    // SY29, SY3
    let mut stage = before_the_document();
    let [(entry, _)] = <[_; 1]>::try_from(foreign(1)).unwrap();
    stage.hear(&chunk(vec![whole(&entry)], true));
    stage.tell(Input::Disconnected);
    assert_eq!(copying(&stage), Some((0, 1)));
}

#[test]
fn a_choice_that_changes_nothing_brings_back_no_older_place() {
    // SY29, SY24: it stored the place again that the disk had, over a newer one on its way there.
    let mut stage = before_the_document();
    let [(entry, _)] = <[_; 1]>::try_from(foreign(1)).unwrap();
    let outputs = stage.hear(&chunk(vec![whole(&entry)], true));
    let chosen = stage.tell(Input::Keep(Keep { window: None }));
    commit(&mut stage, &outputs);
    commit(&mut stage, &chosen);
    assert_eq!(copying(&stage), None);
}

#[test]
fn another_tab_says_how_far_the_leader_is() {
    // SY29: a tab that was opened meanwhile went on saying what the disk had when it was opened.
    let mut leader = before_the_document();
    let began = Place { docs_total: 9, docs_taken: 3, rows_done: true, ..Place::default() };
    let mut other = Stage::offline(began);
    other.tell(Input::Follows);
    assert_eq!(copying(&other), Some((3, 9)), "until the leader has spoken");
    let [(entry, _)] = <[_; 1]>::try_from(foreign(1)).unwrap();
    let mut hear = |outputs: &[Output]| {
        for output in outputs {
            if let Output::Tell(word) = output {
                other.tell(Input::Told((**word).clone()));
            }
        }
        copying(&other)
    };
    let outputs = leader.tell(Input::Told(Hint { asks: true, ..Hint::default() }));
    assert_eq!(hear(&outputs), Some((0, 1)));
    let outputs = leader.hear(&chunk(vec![whole(&entry)], true));
    let outputs = commit(&mut leader, &outputs);
    assert_eq!(hear(&outputs), None);
}
