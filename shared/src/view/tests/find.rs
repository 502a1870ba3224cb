//! VI12 to VI15: search and the answer card.

use super::*;

fn found(rows: &Rows, query: &str) -> Found {
    find(rows, &tom(), query, NOW, Some(NOW), 20)
}

fn customers(found: &Found) -> Vec<&str> {
    found.customers.items.iter().map(|answer| &*answer.customer.name).collect()
}

fn world() -> Rows {
    let mut rows = company();
    let for_ito = RequestRow { customer: Some(customer_id(1)), asked_at: minutes(-130), ..request(1, 1, 2) };
    rows.apply(row(RequestRow { title: "Bags of lot 4471".into(), reference: "20117".into(), ..for_ito }));
    let lot = RequestRow { parent: Some(request_id(1)), reply_by: Some(minutes(-25)), ..request(2, 2, 3) };
    rows.apply(row(RequestRow { title: "Which pallet has lot 4471?".into(), ..lot }));
    let fee = RequestRow { parent: Some(request_id(1)), state: State::Delivered, ..request(3, 2, 4) };
    rows.apply(row(RequestRow { title: "Waive the fée".into(), ..fee }));
    let promised = RequestRow { promised: Some(minutes(46)), state: State::Accepted, ..request(4, 2, 4) };
    rows.apply(row(RequestRow { customer: Some(customer_id(1)), ..promised }));
    let before = RequestRow { customer: Some(customer_id(1)), state: State::Confirmed, ..request(5, 1, 2) };
    rows.apply(row(before));
    rows
}

#[test]
fn all_words_must_be_found_whatever_their_case_and_accents() {
    // VI12
    let mut rows = world();
    for prepared in [false, true] {
        for query in ["ITO", "ito 20117", "20117", "c-88", "mrs it", "tó"] {
            assert_eq!(customers(&found(&rows, query)), ["Mrs Ito"], "{query}, prepared: {prepared}");
        }
        assert_eq!(found(&rows, "FEE").requests.total, 1);
        assert_eq!(found(&rows, "lot pallet").requests.total, 1);
        assert_eq!(found(&rows, "lot nothing"), Found { as_of: Some(NOW), ..found(&rows, "zzz") });
        assert_eq!(found(&rows, "ware").parties.items[0].party.name, "Warehouse");
        assert_eq!(found(&rows, " ").customers.total, 0);
        assert!(!rows.prepare_search(1_000));
    }
}

#[test]
fn the_answer_card_says_everything_open_behind_a_customer_in_one_sentence() {
    // VI13
    let answer = found(&world(), "ito").customers.items.remove(0);
    let named = |number, name: &str| Named { id: team_id(number), name: name.into() };
    assert_eq!(answer.sentence.open, 4);
    assert_eq!(answer.sentence.answered, 1);
    assert_eq!(answer.sentence.silent, Some((named(3, "Warehouse"), minutes(-25))));
    assert_eq!(answer.sentence.next, Some((named(4, "Billing"), minutes(46))));
    assert_eq!(answer.sentence.since, Some(minutes(-130)));
    let links: Vec<_> = answer.links.items.iter().map(|link| (link.depth, link.id)).collect();
    assert_eq!(links, [(0, 1), (1, 2), (1, 3), (0, 4)].map(|(depth, number)| (depth, request_id(number))));
    assert_eq!(answer.before.items[0].id, request_id(5));
}

#[test]
fn open_requests_stand_above_closed_ones() {
    // VI14
    let mut rows = company();
    rows.apply(row(RequestRow { state: State::Confirmed, changed_at: NOW, ..request(1, 2, 3) }));
    rows.apply(row(request(2, 2, 3)));
    let ids: Vec<_> = found(&rows, "request").requests.items.iter().map(|card| card.id).collect();
    assert_eq!(ids, [request_id(2), request_id(1)]);
}

#[test]
fn a_changed_text_is_found_and_the_old_one_no_more() {
    // VI15
    let mut rows = world();
    for round in 0..3_000 {
        rows.apply(customer(1, &format!("Name{round}"), ""));
        rows.prepare_search(10);
    }
    assert_eq!(customers(&found(&rows, "name2999")), ["Name2999"]);
    assert_eq!(found(&rows, "name2998").customers.total, 0);
    rows.remove(customer_id(1));
    assert_eq!(found(&rows, "name").customers.total, 0);
}
