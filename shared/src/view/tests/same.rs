//! Requests that are the same: VI36 what the duplicate shows, VI37 circles, VI38 what is refused.

use super::*;
use crate::fold::NextAct;
use proptest::prelude::*;

fn merged(number: u32, into: u32) -> RequestRow {
    RequestRow {
        state: State::Merged,
        merged_into: Some(request_id(into)),
        state_since: minutes(-9),
        changed_at: minutes(-9),
        ..request(number, 2, 3)
    }
}

/// Billing's request for the same, which the warehouse has: 7 goes on.
fn goes_on(state: State) -> RequestRow {
    RequestRow {
        state,
        asked_by: person_id(4),
        state_since: minutes(-2),
        changed_at: minutes(-2),
        ..request(7, 4, 3)
    }
}

fn ana() -> Viewer {
    Viewer { person: person_id(2), team: Some(team_id(2)) }
}

#[test]
fn vi36_who_asked_twice_waits_for_the_one_that_goes_on() {
    let mut rows = company();
    for one in [merged(1, 2), merged(2, 7), goes_on(State::Accepted)] {
        rows.apply(row(one));
    }
    assert_eq!(
        rows.followed(request_id(1)).map(|row| row.id),
        Some(request_id(7)),
        "on from one to the next"
    );
    let same: Vec<DocId> = rows.same_as(request_id(7)).map(|row| row.id).collect();
    assert_eq!(same, [request_id(2), request_id(1)]);
    let waited: Vec<DocId> =
        now(&rows, &ana(), NOW, 9).we_wait_for.items.iter().map(|card| card.id).collect();
    assert_eq!(waited, [request_id(7)], "once, though it was asked twice");
    let told = |rows: &Rows| -> Vec<(DocId, What)> {
        notices(rows, &ana(), NOW).into_iter().map(|one| (one.request.id, one.what)).collect()
    };
    rows.apply(row(goes_on(State::Delivered)));
    assert_eq!(told(&rows)[0], (request_id(7), What::Turned(State::Delivered)));
    rows.apply(row(goes_on(State::Confirmed)));
    assert_eq!(told(&rows)[0], (request_id(7), What::Turned(State::Confirmed)));
    assert!(now(&rows, &ana(), NOW, 9).we_wait_for.items.is_empty());
}

#[test]
fn vi36_a_parent_waits_for_what_goes_on_for_its_child() {
    let below = |other: Option<State>| {
        let mut rows = company();
        rows.apply(row(request(5, 1, 2)));
        rows.apply(row(RequestRow { parent: Some(request_id(5)), ..merged(1, 7) }));
        if let Some(state) = other {
            rows.apply(row(goes_on(state)));
        }
        let card = now(&rows, &ana(), NOW, 9).waits_on_us.items.remove(0);
        (card.below.all, card.below.answered, card.below.open)
    };
    assert_eq!(below(Some(State::Working)), (1, 0, 1));
    assert_eq!(below(Some(State::Delivered)), (1, 1, 1));
    assert_eq!(below(Some(State::Confirmed)), (1, 1, 0));
    assert_eq!(below(Some(State::Withdrawn)), (0, 0, 0));
    assert_eq!(below(None), (1, 0, 1), "what isn't here never shows as done");
}

#[test]
fn vi37_in_a_circle_the_smallest_goes_on_and_can_be_opened_again() {
    let mut rows = company();
    rows.apply(row(merged(2, 3)));
    rows.apply(row(RequestRow { reply_by: Some(minutes(-30)), ..merged(3, 1) }));
    assert!(rows.open().next().is_none());
    assert!(rows.apply(row(merged(1, 2))));
    let open: Vec<(DocId, State)> = rows.open().map(|row| (row.id, row.state)).collect();
    assert_eq!(open, [(request_id(1), State::Reopened)]);
    assert_eq!(rows.followed(request_id(2)).map(|row| row.id), Some(request_id(1)));
    assert_eq!(rows.followed(request_id(1)), None);
    let tom = now(&rows, &tom(), NOW, 9).waits_on_us;
    assert_eq!(tom.items[0].acts, [NextAct::Comment, NextAct::Reopen], "what its document allows");
    assert!(!rows.apply(row(merged(1, 2))), "nothing new");
    let Some(Row::Request(written)) = rows.get(request_id(1)) else { unreachable!("a request") };
    assert_eq!(written.state, State::Merged, "what is written stays");
    // Opened again, it goes on by itself; the others follow it.
    rows.apply(row(RequestRow { state: State::Accepted, merged_into: None, ..merged(1, 2) }));
    assert_eq!(rows.request(request_id(1)).map(|row| row.state), Some(State::Accepted));
    assert_eq!(rows.followed(request_id(3)).map(|row| row.id), Some(request_id(1)));
    assert!(rows.remove(request_id(1)));
    assert_eq!(rows.followed(request_id(3)), None);
}

#[test]
fn vi38_a_request_is_not_merged_into_its_own_chain_nor_into_what_follows_it() {
    let mut rows = company();
    let child =
        |number, parent: u32| row(RequestRow { parent: Some(request_id(parent)), ..request(number, 2, 3) });
    for one in [
        row(request(1, 1, 2)),
        child(2, 1),
        child(3, 2),
        child(4, 1),
        row(goes_on(State::Asked)),
        row(merged(8, 7)),
    ] {
        rows.apply(one);
    }
    let may = |one, other| may_merge(&rows, request_id(one), request_id(other));
    assert!(may(3, 7) && may(7, 3));
    assert!(may(2, 4), "two children of one may be the same");
    assert!(!may(3, 1) && !may(1, 3) && !may(2, 2), "above, below, itself");
    assert!(!may(3, 8), "that one doesn't go on itself");
    assert!(!may(7, 8), "it follows this one");
}

#[test]
fn vi38_the_same_customers_requests_are_offered_first() {
    let mut rows = company();
    let for_ito = |number| RequestRow { customer: Some(customer_id(1)), ..request(number, 1, 2) };
    for one in [for_ito(1), for_ito(2), RequestRow { title: "request of Billing".into(), ..request(3, 4, 3) }]
    {
        rows.apply(row(one));
    }
    rows.apply(row(RequestRow { state: State::Confirmed, ..for_ito(4) }));
    assert_eq!(merge_candidates(&rows, request_id(1), "", 9), [request_id(2)]);
    assert_eq!(merge_candidates(&rows, request_id(1), "request", 9), [request_id(2), request_id(3)]);
    assert_eq!(merge_candidates(&rows, request_id(1), "billing", 9), [request_id(3)]);
    assert_eq!(merge_candidates(&rows, request_id(1), "request", 1), [request_id(2)]);
}

proptest! {
    /// VI37: whatever comes in whichever order, the same rows show the same, and no circle closes all of its requests.
    #[test]
    fn circles_are_repaired_alike_in_every_order(
        links in proptest::collection::vec((0..7_u32, proptest::option::of(0..7_u32)), 1..20),
        order in any::<prop::sample::Index>(),
    ) {
        let all: Vec<Row> = links.iter().map(|(number, into)| {
            let into = into.filter(|into| into != number);
            row(into.map_or_else(|| request(*number, 2, 3), |into| merged(*number, into)))
        }).collect();
        let rows: Rows = all.iter().cloned().collect();
        // The last word on each, in another order.
        let mut last: Vec<Row> = (0..7).filter_map(|number| rows.get(request_id(number))).collect();
        let turn = order.index(last.len());
        last.rotate_left(turn);
        prop_assert_eq!(&rows, &last.into_iter().collect::<Rows>());
        for number in 0..7 {
            let Some(row) = rows.request(request_id(number)) else { continue };
            let mut at = row;
            for _ in 0..7 {
                let next = at.merged_into.filter(|_| at.state == State::Merged).and_then(|into| rows.request(into));
                at = next.unwrap_or(at);
            }
            let lost = at.state == State::Merged && at.merged_into.is_some_and(|into| rows.request(into).is_some());
            prop_assert!(!lost, "{number} leads nowhere");
        }
    }
}

/// VI36: whoever has the customer on the phone hears of the one that goes on, also when it is another customer's.
#[test]
fn vi36_the_answer_card_speaks_of_the_one_that_goes_on() {
    let mut rows = company();
    let duplicate = RequestRow { customer: Some(customer_id(1)), ..merged(1, 7) };
    let other = RequestRow { reply_by: Some(minutes(-30)), ..goes_on(State::Asked) };
    rows.apply(row(duplicate));
    rows.apply(row(other));
    let card = |rows: &Rows| customer_answer(rows, rows.customer(customer_id(1)).expect("she is here"), NOW);
    let told = card(&rows).sentence;
    assert_eq!((told.open, told.silent.map(|silent| silent.since)), (1, Some(minutes(-30))));
    rows.apply(row(goes_on(State::Confirmed)));
    assert_eq!((card(&rows).sentence.open, card(&rows).before.total), (0, 1));
}

/// Whatever the order in which circles and what search has read came, the same is found in the same order.
#[test]
fn vi37_a_circle_is_found_alike_by_everybody() {
    let both = [merged(1, 2), merged(2, 1)];
    let mut early = company();
    early.apply(row(both[0].clone()));
    while early.prepare_search(100) {}
    early.apply(row(both[1].clone()));
    while early.prepare_search(100) {}
    let mut late = company();
    for one in both {
        late.apply(row(one));
    }
    late.apply(row(goes_on(State::Confirmed)));
    early.apply(row(goes_on(State::Confirmed)));
    while late.prepare_search(100) {}
    while early.prepare_search(100) {}
    assert_eq!(found_requests(&early, "request"), found_requests(&late, "request"));
}
