//! What a device keeps of requests that only some may read, and what is asked below them.

use super::*;
use crate::edit::Edit;
use crate::model::EventKind;
use crate::undo::undo_of;

fn private(number: u32, asker: u32, provider: u32) -> RequestRow {
    RequestRow { private: true, reply_by: Some(minutes(-30)), ..request(number, asker, provider) }
}

#[test]
fn pr7_what_is_no_longer_sent_here_is_not_on_the_radar() {
    let mut rows = company();
    rows.apply(row(private(1, 2, 3)));
    rows.apply(row(private(2, 2, 4)));
    rows.apply(row(RequestRow { asked_by: person_id(3), ..private(3, 2, 4) }));
    let owned = RequestRow { owner: Some(person_id(3)), accepted_at: Some(NOW), ..private(4, 2, 4) };
    let hears = |row: &RequestRow| tom().hears_of(row);
    assert_eq!([1, 2, 3].map(|n| rows.request(request_id(n)).is_some_and(hears)), [true, false, true]);
    assert!(hears(&owned) && !hears(&RequestRow { accepted_at: None, ..owned.clone() }));
    assert!(hears(&RequestRow { private: false, ..private(2, 2, 4) }));
    let radar = |team| {
        let silences = silences(&rows, &tom(), team, NOW, 10);
        silences.items.into_iter().map(|chain| chain.root).collect::<Vec<_>>()
    };
    assert_eq!(radar(None), [request_id(1), request_id(3)]);
    assert_eq!(radar(Some(team_id(4))), [request_id(3)]);
}

#[test]
fn pr8_what_is_asked_below_it_or_split_from_it_begins_as_private() {
    let mut rows = company();
    rows.apply(row(private(1, 2, 3)));
    rows.apply(row(RequestRow { parent: Some(request_id(1)), ..request(2, 3, 4) }));
    rows.apply(row(request(3, 2, 3)));
    let begins = |n| ask_under(&rows, request_id(n), NOW).map(|under| under.private);
    assert_eq!([1, 2, 3].map(begins), [Some(true), Some(true), Some(false)]);
    assert_eq!(ask_beside(&rows, request_id(1), NOW).map(|beside| beside.private), Some(true));
}

#[test]
fn pr8_who_hands_it_on_takes_that_back_only_if_they_asked_it() {
    let mut rows = company();
    rows.apply(row(private(1, 2, 3)));
    rows.apply(row(request(2, 2, 3)));
    let may_undo = |n, by| {
        let event = EventKind::HandedOn { to: team_id(4), reason: "they know".into(), reply_by: None };
        let edit = Edit::Act { request: request_id(n), event, on_behalf_of: String::new() };
        undo_of(&rows, &[edit], person_id(by), "taken back", NOW).is_some()
    };
    assert_eq!([may_undo(1, 3), may_undo(1, 2), may_undo(2, 3)], [false, true, true]);
}

#[test]
fn pr7_nothing_is_offered_of_it_and_it_takes_no_others_down() {
    let mut rows = company();
    rows.apply(row(private(1, 2, 4)));
    rows.apply(row(private(2, 2, 3)));
    let deck = card::Deck::new(&rows, &tom(), NOW);
    let acts = |n| rows.request(request_id(n)).map(|row| deck.card(row).acts.len());
    assert_eq!(acts(1), Some(0));
    assert!(acts(2) > Some(0));
    let chosen = [1, 2].map(request_id);
    let sorted = many(&rows, &tom(), &chosen, NextAct::Comment, NOW);
    assert_eq!(sorted.can.iter().map(|one| one.id).collect::<Vec<_>>(), [request_id(2)]);
    assert_eq!(sorted.cannot.into_iter().map(|(_, why)| why).collect::<Vec<_>>(), [Why::OutOfSight]);
}
