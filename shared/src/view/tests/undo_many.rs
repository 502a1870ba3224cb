//! KN1: one act on several documents is taken back where nobody has gone on from it.

use super::*;
use crate::edit::{CustomerField, Edit, TaskField};
use crate::id::EventId;
use crate::model::EventKind;
use crate::undo::{Footing, undo_of};

const ME: u32 = 3;

fn given_back(number: u32) -> Edit {
    let event = EventKind::HandedOver { to: None, note: String::new() };
    Edit::Act { request: request_id(number), event, on_behalf_of: String::new() }
}

fn mine(number: u32, state: State) -> RequestRow {
    let last_event = Some(EventId::from_bytes([1; 8]));
    RequestRow {
        owner: Some(person_id(ME)),
        accepted_at: Some(minutes(-30)),
        state,
        last_event,
        ..request(number, 2, 3)
    }
}

/// KN1: what was handed over comes back but for what somebody went on with and what nothing takes back.
#[test]
fn a_hand_over_is_taken_back_but_for_what_somebody_went_on_with() {
    let mut rows = company();
    rows.apply(row(mine(1, State::Working)));
    rows.apply(row(mine(2, State::Accepted)));
    rows.apply(row(mine(3, State::Delivered)));
    let task = TaskRow { owner: Some(person_id(ME)), ..tasks::task_row(7, "2026-11-26") };
    rows.apply(Row::Task(task.clone()));
    let of_task = |owner| Edit::ChangeTask { id: task.id, field: TaskField::Owner(owner) };
    let edits = [given_back(1), given_back(2), given_back(3), of_task(None)];
    let undo = undo_of(&rows, &edits, person_id(ME), "taken back", NOW).expect("all but what was delivered");
    let docs = |edits: &[Edit]| edits.iter().map(Edit::doc).collect::<Vec<_>>();
    assert_eq!(docs(&undo), [task.id, request_id(2), request_id(1), request_id(1)], "one was worked on");
    let footing = Footing::of(&rows, &edits);
    let (possible, stays) = footing.still(&rows, &edits, &undo);
    assert_eq!((possible, stays), (undo.clone(), vec![request_id(3)]));

    let taken = RequestRow { last_event: Some(EventId::from_bytes([2; 8])), ..mine(2, State::Working) };
    rows.apply(row(RequestRow { owner: Some(person_id(2)), ..taken }));
    let (possible, stays) = footing.still(&rows, &edits, &undo);
    assert_eq!(stays, [request_id(2), request_id(3)]);
    assert_eq!(possible[0], of_task(Some(person_id(ME))), "what was done last is taken back first");
    assert_eq!(docs(&possible), [task.id, request_id(1), request_id(1)]);
}

/// KN1: of several teams that were asked, those that nobody has answered for are asked no longer; a customer written down on the way stays.
#[test]
fn of_several_asks_those_that_nobody_took_are_taken_back() {
    let ask =
        |number| Edit::Ask(Box::new(crate::edit::Ask::plain(request_id(number), team_id(2), team_id(3))));
    let id = customer_id(9);
    let new = Edit::AddCustomer { id, name: "Mr Abe".into(), reference: String::new(), segment: None };
    let called = Edit::ChangeCustomer { id, field: CustomerField::Phone("0417".into()) };
    let edits = [new, called, ask(1), ask(2)];
    let mut rows = company();
    let undo = undo_of(&rows, &edits, person_id(2), "taken back", NOW).expect("both");
    for number in [1, 2] {
        rows.apply(row(request(number, 2, 3)));
    }
    let footing = Footing::of(&rows, &edits);
    assert_eq!(footing.still(&rows, &edits, &undo), (undo.clone(), Vec::new()));
    rows.apply(row(mine(1, State::Accepted)));
    let (possible, stays) = footing.still(&rows, &edits, &undo);
    assert_eq!((possible.len(), possible[0].doc(), stays), (1, request_id(2), vec![request_id(1)]));
}

/// KN1: what belongs together is taken back as a whole or not at all.
#[test]
fn what_belongs_together_is_taken_back_whole_or_not_at_all() {
    let mut rows = company();
    for number in [1, 2] {
        rows.apply(row(mine(number, State::Working)));
    }
    let split = EventKind::Split { into: vec![request_id(2)] };
    let split = Edit::Act { request: request_id(1), event: split, on_behalf_of: String::new() };
    let edits = [given_back(2), split];
    let undo = undo_of(&rows, &edits, person_id(ME), "taken back", NOW).expect("the part");
    let footing = Footing::of(&rows, &edits);
    rows.apply(row(RequestRow { last_event: None, ..mine(1, State::Accepted) }));
    assert_eq!(footing.still(&rows, &edits, &undo), (Vec::new(), vec![request_id(1)]));
}
