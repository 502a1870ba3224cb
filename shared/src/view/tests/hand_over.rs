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
