//! What somebody hands over who goes home, and to whom.

use super::*;

/// VI23: everything that they have accepted and still have; not what moved on with their name, nor what is closed.
#[test]
fn what_somebody_owns_is_what_they_hand_over() {
    let mut rows = company();
    let owned = |number, state| RequestRow {
        owner: Some(person_id(3)),
        accepted_at: Some(minutes(-30)),
        state,
        ..request(number, 2, 3)
    };
    rows.apply(row(owned(1, State::Working)));
    rows.apply(row(RequestRow { customer: Some(customer_id(1)), ..owned(2, State::Accepted) }));
    rows.apply(row(owned(3, State::Delivered)));
    rows.apply(row(owned(4, State::Confirmed)));
    rows.apply(row(RequestRow { accepted_at: None, ..owned(5, State::HandedOn) }));
    rows.apply(row(RequestRow { owner: Some(person_id(2)), ..owned(6, State::Working) }));
    let mine = super::super::owned(&rows, &tom(), NOW, 2);
    let shown: Vec<DocId> = mine.items.iter().map(|card| card.id).collect();
    assert_eq!(
        (mine.total, shown),
        (3, vec![request_id(2), request_id(3)]),
        "customer work first, then by the clock"
    );
    assert_eq!(owned_count(&rows, &tom()), 3);
}

/// VI23: those of the team, without oneself, by the beginnings of their names.
#[test]
fn colleagues_are_those_of_the_team() {
    let mut rows = company();
    rows.apply(person(4, "Zoë Ruiz", Some(3)));
    rows.apply(person(5, "Ámbar", Some(3)));
    rows.apply(person(6, "Bea", Some(4)));
    let found = |query: &str| {
        colleagues(&rows, &tom(), team_id(3), query, NOW)
            .into_iter()
            .map(|person| person.name)
            .collect::<Vec<_>>()
    };
    assert_eq!(found(""), ["Ámbar", "Zoë Ruiz"]);
    assert_eq!(found("ruiz zo"), ["Zoë Ruiz"]);
    assert_eq!(found("amb"), ["Ámbar"]);
    assert!(found("tom").is_empty() && found("bea").is_empty());
}

/// VI23: the routine work that is theirs and still comes, what is due first.
#[test]
fn routine_work_goes_too() {
    let mut rows = company();
    let mine = |number, open| TaskRow { owner: Some(person_id(3)), ..tasks::task_row(number, open) };
    for one in [
        mine(1, "2026-11-28"),
        mine(2, "2026-11-26"),
        TaskRow { ended: true, ..mine(3, "2026-11-26") },
        TaskRow { open: None, ..mine(4, "2026-11-26") },
        TaskRow { owner: Some(person_id(2)), ..mine(5, "2026-11-26") },
        tasks::task_row(6, "2026-11-26"),
    ] {
        rows.apply(Row::Task(one));
    }
    let today = crate::id::Day::of(2026, 11, 26).expect("a day");
    let owned = owned_tasks(&rows, &tom(), today, 1);
    let names: Vec<_> = owned.items.iter().map(|item| item.task.name.as_str()).collect();
    assert_eq!((owned.total, names), (2, vec!["task 2"]));
    assert_eq!(owned_count(&rows, &tom()), 2);
}
