//! VI26: who hears that a chain has reached its end.

use super::*;
use crate::view::echo;

/// Ana's team asked for Mrs Ito; Warehouse (Tom) and below it Billing answered; the root is confirmed five minutes ago.
fn chain_done(helped: Option<bool>) -> Rows {
    let mut rows = company();
    let root = RequestRow {
        customer: Some(customer_id(1)),
        state: State::Confirmed,
        state_since: minutes(-5),
        owner: Some(person_id(3)),
        last_words: "Thank you!".into(),
        helped,
        ..request(1, 2, 3)
    };
    let billing = RequestRow {
        parent: Some(request_id(1)),
        state: State::Delivered,
        state_since: minutes(-20),
        ..request(2, 3, 4)
    };
    let withdrawn =
        RequestRow { state: State::Withdrawn, ..RequestRow { id: request_id(3), ..billing.clone() } };
    for request in [root, billing, withdrawn] {
        rows.apply(row(request));
    }
    rows
}

fn of(person: u32, team: u32) -> Viewer {
    Viewer { person: person_id(person), team: Some(team_id(team)) }
}

fn heard(rows: &Rows, viewer: &Viewer) -> Vec<Vec<DocId>> {
    let echoes = echoes(rows, viewer, minutes(-60), 10).items;
    echoes.iter().map(|echo| echo.parts.iter().map(|part| part.request.id).collect()).collect()
}

#[test]
fn everybody_who_served_the_chain_hears_of_it_and_of_their_own_part() {
    let rows = chain_done(Some(true));
    assert_eq!(heard(&rows, &tom()), [[request_id(1)]]);
    assert_eq!(heard(&rows, &of(4, 4)), [[request_id(2)]], "the team, where nobody is named");
    assert!(heard(&rows, &of(2, 2)).is_empty(), "who confirmed it knows");
    assert!(heard(&rows, &of(9, 9)).is_empty());
    let Some(Row::Request(billing)) = rows.get(request_id(2)) else { unreachable!("a request") };
    let mut rows = rows;
    rows.apply(row(RequestRow { via: vec![team_id(9)], ..*billing }));
    assert_eq!(heard(&rows, &of(9, 9)), [[request_id(2)]], "who knew who knows has served, too");
    let echo = echoes(&rows, &of(4, 4), minutes(-60), 10).items.remove(0);
    assert_eq!(
        (echo.root, &*echo.reached.who.name, echo.reached.is_customer),
        (request_id(1), "Mrs Ito", true)
    );
    assert_eq!((echo.reached.at, &*echo.reached.thanks), (minutes(-5), "Thank you!"));
}

#[test]
fn a_link_whose_root_is_not_here_says_nothing_of_its_end() {
    let parent = Some(request_id(77));
    let link = RequestRow { parent, state: State::Confirmed, owner: Some(person_id(3)), ..request(1, 2, 3) };
    let rows = Rows::from_iter([row(link)]);
    assert!(echoes(&rows, &tom(), minutes(-90), 10).items.is_empty());
}

#[test]
fn nobody_is_told_that_it_helped_when_it_did_not() {
    let rows = chain_done(Some(false));
    assert!(heard(&rows, &tom()).is_empty() && heard(&rows, &of(4, 4)).is_empty());
    assert_eq!(heard(&chain_done(None), &tom()).len(), 1, "nobody said, and it is done");
}

#[test]
fn what_ended_before_is_not_told_again_and_the_latest_comes_first() {
    let mut rows = chain_done(None);
    let one = |number, ago: i64| {
        let (state, state_since, owner) = (State::Confirmed, minutes(-ago), Some(person_id(3)));
        row(RequestRow { state, state_since, owner, ..request(number, 2, 3) })
    };
    rows.apply(one(10, 2));
    rows.apply(one(11, 61));
    let found = echoes(&rows, &tom(), minutes(-60), 1);
    assert_eq!((found.total, found.items[0].root), (2, request_id(10)));
    assert_eq!(heard(&rows, &tom()), [[request_id(10)], [request_id(1)]]);
}

#[test]
fn vi58_who_served_a_duplicate_hears_that_the_one_that_goes_on_was_confirmed() {
    let mut rows = chain_done(Some(true));
    let merged = |number, into, asker, provider| RequestRow {
        state: State::Merged,
        merged_into: Some(request_id(into)),
        ..request(number, asker, provider)
    };
    let below = |number, parent| RequestRow {
        parent: Some(request_id(parent)),
        state: State::Delivered,
        owner: Some(person_id(9)),
        accepted_at: Some(minutes(-50)),
        ..request(number, 4, 9)
    };
    // Asked twice: once at the root, with an answer below it, and once for a link of the chain, by somebody who had it.
    rows.apply(row(merged(10, 1, 4, 2)));
    rows.apply(row(below(11, 10)));
    let had =
        RequestRow { owner: Some(person_id(8)), accepted_at: Some(minutes(-40)), ..merged(12, 2, 9, 2) };
    rows.apply(row(had));
    assert_eq!(heard(&rows, &of(9, 9)), [[request_id(11)]], "below a duplicate of the root");
    assert_eq!(heard(&rows, &of(8, 2)), [[request_id(12)]], "had it until it was merged");
    assert_eq!(heard(&rows, &of(4, 4)), [[request_id(2)]], "as without them");
    let reached = |number| echo::reached(&rows, rows.request(request_id(number)).expect("a request"));
    for number in [10, 11, 12] {
        assert_eq!(reached(number).map(|reached| reached.who.name), Some("Mrs Ito".to_owned()), "{number}");
    }
    // In a circle of duplicates nobody goes on, and nothing hangs.
    rows.apply(row(merged(1, 10, 2, 3)));
    assert!(heard(&rows, &of(9, 9)).is_empty());
}

/// VI26: an echo is known by the same key everywhere; confirmed anew it is another.
#[test]
fn an_echo_is_seen_once_and_is_another_when_it_is_confirmed_anew() {
    let rows = chain_done(None);
    let keys = |rows: &Rows, viewer: &Viewer| -> Vec<u64> {
        echoes(rows, viewer, minutes(-60), 10).items.iter().map(Echo::key).collect()
    };
    assert_eq!(keys(&rows, &tom()), keys(&rows, &of(4, 4)));
    let Some(Row::Request(root)) = rows.get(request_id(1)) else { unreachable!("a request") };
    let mut again = rows.clone();
    again.apply(row(RequestRow { state_since: minutes(-1), ..*root }));
    assert_ne!(keys(&rows, &tom()), keys(&again, &tom()));
}
