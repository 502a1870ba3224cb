//! The demo is what it says: requests in all states, what customers said, routine work, somebody silent, one team that sees no customer.
use super::*;
use crate::load::testing::{NOW, assert_sensible, filled, request, rows, run};
use crate::store::MemoryStore;
use sightline_shared::map::{Sights, without_path};
use sightline_shared::view::{RequestRow, State, clock};
use std::collections::BTreeSet;

fn demo() -> MemoryStore {
    let mut tally = Tally::default();
    let store = filled(stories(NOW).unwrap().into_iter(), &mut tally);
    assert!(tally.is_clean(), "{tally}");
    store
}

#[test]
fn requests_in_all_states_make_sense() {
    let store = demo();
    let rows = rows(&store);
    assert_eq!(rows.requests().count(), 64);
    let states: BTreeSet<_> = rows.requests().map(|row| row.state).collect();
    assert_eq!(states.len(), 11, "{states:?}");
    assert!(!states.contains(&State::Unknown));
    assert_sensible(&store);
}

#[test]
fn customers_were_heard_and_routine_work_waits_for_mrs_ito() {
    let rows = rows(&demo());
    let adopted: Vec<_> =
        rows.voices().filter_map(|row| row.voice.as_ref()).map(|voice| voice.adopted).collect();
    let count = |wanted| adopted.iter().filter(|adopted| **adopted == wanted).count();
    assert_eq!((count(None), count(Some(true)), count(Some(false))), (2, 1, 1));
    let names = Names::new(&script::company().unwrap());
    let aside: Vec<_> = rows.tasks_aside_for(names.request("ito")).map(|task| task.title.as_str()).collect();
    assert_eq!(aside, ["Count aisle 7"]);
}

#[test]
fn some_are_silent_one_is_disputed_some_were_handed_on_and_one_was_overruled() {
    let rows = rows(&demo());
    let count = |what: fn(&&RequestRow) -> bool| rows.requests().filter(what).count();
    assert!(rows.requests().filter(|row| clock(&rows, row, NOW).silent_since().is_some()).count() >= 3);
    assert_eq!(count(|row| row.disputed), 1);
    assert!(count(|row| row.hops > 0) >= 3);
    assert_eq!(count(|row| row.has_overruled), 1);
}

#[test]
fn every_team_but_cleaning_sees_the_customers() {
    let rows = rows(&demo());
    let graph = rows.graph();
    let lost = without_path(&graph, &Sights::of(&graph));
    let names: Vec<_> = lost.iter().map(|id| rows.named(*id).name).collect();
    assert_eq!(names, ["Cleaning"]);
}

#[test]
fn mrs_itos_chain_has_four_links_and_two_answers_to_come() {
    let store = demo();
    let rows = rows(&store);
    let company = script::company().unwrap();
    let names = Names::new(&company);
    let up =
        |key: &str| std::iter::successors(rows.request(names.request(key)), |row| rows.request(row.parent?));
    assert_eq!(up("ito-lorry").count(), 4);
    assert_eq!(up("ito-lorry").last().map(|root| root.id), Some(names.request("ito")));
    assert_eq!(rows.children(names.request("ito")).count(), 3);
    let root = request(&store, names.request("ito"));
    assert_eq!(root.customer.value, names.customer("Mrs Ito").ok());
    let devices: BTreeSet<_> = root.events.iter().map(|event| event.device).collect();
    assert_eq!(devices.len(), 2, "who did it shows by the device, too");
}

#[test]
fn two_answers_are_kept() {
    let kept = sightline_shared::view::kept_answers(&rows(&demo()), None);
    let said: Vec<_> = kept.iter().map(|one| (&*one.team.name, &*one.by.name)).collect();
    assert_eq!(said, [("Workshop", "Marco Rossi"), ("Technicians", "Ken Tanaka")]);
}

#[test]
fn nothing_happens_before_it_is_asked_or_in_the_future() {
    for story in stories(NOW).unwrap() {
        let times = story.parts.iter().flat_map(|part| &part.edits).map(|(_, stamp)| stamp.device_time);
        assert!(times.clone().all(|at| at <= NOW));
        let apart = story.parts.iter().any(|part| part.apart);
        assert!(apart || times.is_sorted(), "{}", story.doc);
    }
}

#[test]
fn children_are_asked_after_their_parents() {
    let rows = rows(&demo());
    for row in rows.requests() {
        let parent = row.parent.map(|parent| rows.request(parent).unwrap());
        assert!(parent.is_none_or(|parent| parent.asked_at <= row.asked_at), "{}", row.title);
    }
}

#[test]
fn a_workspace_with_anything_in_it_is_left_alone() {
    let mut store = crate::load::testing::store();
    assert!(fill_empty(&mut store, run(1)).unwrap());
    let head = store.head().unwrap();
    assert!(!fill_empty(&mut store, run(2)).unwrap());
    assert_eq!(store.head().unwrap(), head);
}
