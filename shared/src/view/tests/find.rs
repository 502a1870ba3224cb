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
        for query in ["ITO", "ito 20117", "20117", "c-88", "mrs it"] {
            assert_eq!(customers(&found(&rows, query)), ["Mrs Ito"], "{query}, prepared: {prepared}");
        }
        assert_eq!(found(&rows, "FEE").requests.total, 1);
        assert_eq!(found(&rows, "arehous").parties.items[0].party.name, "Warehouse", "inside a word");
        assert_eq!(found(&rows, "to").customers.total, 0, "two letters are looked for at a word's beginning");
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
    let why = WhySilent::NoAnswer { due: minutes(-25) };
    let silent = SilentLink { team: named(3, "Warehouse"), since: minutes(-25), why };
    assert_eq!(answer.sentence.silent, Some(silent));
    assert_eq!(answer.sentence.next, Some((named(4, "Billing"), minutes(46))));
    assert_eq!(answer.sentence.since, Some(minutes(-130)));
    let links: Vec<_> = answer.links.items.iter().map(|link| (link.depth, link.id)).collect();
    assert_eq!(links, [(0, 1), (1, 2), (1, 3), (0, 4)].map(|(depth, number)| (depth, request_id(number))));
    assert_eq!(answer.before.items[0].id, request_id(5));
}

#[test]
fn vi48_an_order_without_a_customer_has_an_answer_card_of_its_chain() {
    let mut rows = company();
    rows.apply(row(RequestRow { title: "A new lift".into(), asked_at: minutes(-90), ..request(1, 1, 2) }));
    let below = RequestRow { parent: Some(request_id(1)), promised: Some(minutes(46)), ..request(2, 2, 4) };
    rows.apply(row(RequestRow { reference: "PO-7731".into(), state: State::Accepted, ..below }));
    rows.apply(row(RequestRow { reference: "PO-7732".into(), ..request(3, 1, 2) }));
    for typed in ["PO-7731", "7731 po"] {
        let cards = found(&rows, typed).customers;
        assert_eq!((cards.total, cards.items.len()), (1, 1), "{typed}");
        let card = &cards.items[0];
        assert_eq!((&*card.customer.name, card.customer.id), ("A new lift", request_id(1)));
        assert_eq!((&*card.reference, card.links.total, card.sentence.open), ("PO-7731", 2, 2));
        assert_eq!(
            card.sentence.next.as_ref().map(|(team, at)| (&*team.name, *at)),
            Some(("Billing", minutes(46)))
        );
        assert_eq!(card.sentence.since, Some(minutes(-90)));
    }
    for typed in ["773", "po", "lift", "PO-7739"] {
        assert_eq!(found(&rows, typed).customers.total, 0, "{typed}: not a whole order number");
    }
    assert_eq!(
        found(&rows, &request_id(2).to_string()).customers.items[0].customer.id,
        request_id(1),
        "by its link"
    );
    // A customer above it is who waits.
    rows.apply(row(RequestRow { customer: Some(customer_id(1)), ..request(1, 1, 2) }));
    assert_eq!(customers(&found(&rows, "PO-7731")), ["Mrs Ito"]);
    // Closed, it says so.
    rows.apply(row(RequestRow { reference: "PO-7732".into(), state: State::Confirmed, ..request(3, 1, 2) }));
    let card = found(&rows, "PO-7732").customers.items.remove(0);
    assert_eq!((card.sentence.open, card.links.total, card.before.total), (0, 0, 1));
}

#[test]
fn vi49_a_wait_is_found_by_on_whom_and_by_why() {
    let mut rows = company();
    let waits = RequestRow { state: State::Waiting, waiting_on: "the carrier".into(), ..request(1, 1, 2) };
    rows.apply(row(RequestRow { last_words: "lorry broken down".into(), ..waits.clone() }));
    rows.apply(row(RequestRow { id: request_id(2), last_words: "the carrier".into(), ..waits }));
    for (typed, count) in [("carrier", 2), ("lorry", 1), ("carrier lorry", 1)] {
        assert_eq!(found(&rows, typed).answers.total, count, "{typed}");
    }
    let words = |number| rows.request(request_id(number)).map(|row| row.words_beside().to_owned());
    assert_eq!((words(1), words(2)), (Some("lorry broken down".into()), Some(String::new())));
    let names: Vec<_> = who_is_called(&rows, "ware", 9).into_iter().map(|(one, _)| one.name).collect();
    assert_eq!(names, ["Warehouse"]);
}

#[test]
fn open_requests_stand_above_closed_ones() {
    // VI14
    let mut rows = company();
    rows.apply(row(RequestRow { state: State::Confirmed, changed_at: NOW, ..request(1, 2, 3) }));
    rows.apply(row(request(2, 2, 3)));
    let ids: Vec<_> = found(&rows, "request").requests.items.iter().map(|hit| hit.card.id).collect();
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

fn ids(hits: &Section<Hit>) -> Vec<DocId> {
    hits.items.iter().map(|hit| hit.card.id).collect()
}

fn told(pieces: &[Piece]) -> String {
    let told = |piece: &Piece| if piece.found { format!("[{}]", piece.text) } else { piece.text.clone() };
    pieces.iter().map(told).collect()
}

/// One request that was answered, one that was only talked of, and one that asks the same.
fn answered() -> Rows {
    let mut rows = company();
    let pallet = RequestRow { state: State::Confirmed, title: "Lot 4471?".into(), ..request(1, 2, 3) };
    rows.apply(row(RequestRow { last_words: "It stands on pallet 12 in bay 4".into(), ..pallet }));
    let fee = RequestRow { said: "ask billing\nno pallets for them".into(), ..request(2, 2, 4) };
    rows.apply(row(fee));
    rows.apply(row(RequestRow { title: "Which pallet?".into(), ..request(3, 2, 3) }));
    rows
}

#[test]
fn vi40_what_was_answered_and_said_is_found_below_what_was_asked() {
    let mut rows = answered();
    for prepared in [false, true] {
        let found = found(&rows, "pallet");
        assert_eq!(ids(&found.requests), [request_id(3)], "prepared: {prepared}");
        assert_eq!(ids(&found.answers), [request_id(2), request_id(1)], "prepared: {prepared}");
        assert_eq!(told(&found.answers.items[0].excerpt), "no [pallets] for them");
        assert_eq!(told(&found.answers.items[1].excerpt), "It stands on [pallet] 12 in bay 4");
        assert!(found.answers.items.iter().all(|hit| hit.said));
        assert_eq!(told(&found.requests.items[0].title), "Which [pallet]?");
        let both = super::find(&rows, &tom(), "4471 bay", NOW, None, 9);
        assert_eq!(told(&both.answers.items[0].title), "Lot [4471]?");
        assert_eq!(told(&both.answers.items[0].excerpt), "It stands on pallet 12 in [bay] 4");
        assert_eq!(found_requests(&rows, "pallet"), [request_id(3), request_id(2), request_id(1)]);
        rows.prepare_search(100);
    }
}

#[test]
fn vi41_what_is_spelt_nearly_so_stands_below_what_is_spelt_so() {
    let mut rows = answered();
    rows.apply(row(RequestRow {
        title: "A pallat of salt".into(),
        changed_at: minutes(9),
        ..request(4, 2, 3)
    }));
    rows.prepare_search(100);
    let nearly = found(&rows, "pallt");
    assert_eq!(ids(&nearly.requests), [request_id(4), request_id(3)]);
    assert_eq!(ids(&nearly.answers), [request_id(2), request_id(1)]);
    assert!(nearly.near);
    assert_eq!(told(&nearly.requests.items[1].title), "Which [pallet]?");
    let first = found(&rows, "pallet");
    assert_eq!((ids(&first.requests), first.near), (vec![request_id(3), request_id(4)], true));
    assert_eq!(found(&rows, "4472").requests.total, 0, "another number");
    for number in 10..20 {
        rows.apply(row(RequestRow { title: "A pallet".into(), ..request(number, 2, 3) }));
    }
    let enough = found(&rows, "pallet");
    assert_eq!((enough.requests.total, enough.near), (11, false));
}

#[test]
fn vi43_search_says_how_far_it_has_read() {
    let mut rows: Rows = (0..500).map(|number| row(request(number, 1, 2))).collect();
    let begun = found(&rows, "request");
    assert_eq!((begun.requests.total, begun.reading), (0, Some((0, 500))));
    rows.prepare_search(490);
    let most = found(&rows, "request");
    assert_eq!((most.requests.total, most.reading), (500, None), "the last few are read at once");
    rows.apply(row(RequestRow { title: "Just asked".into(), ..request(900, 1, 2) }));
    assert_eq!(found(&rows, "just asked").requests.total, 1);
}

#[test]
fn vi44_several_customers_show_a_few_links_each_and_one_shows_all() {
    let mut rows = company();
    for number in 0..20 {
        let customer = Some(customer_id(1 + number % 2));
        rows.apply(row(RequestRow { customer, ..request(number, 1, 2) }));
    }
    rows.apply(customer(1, "Same name", "1001"));
    rows.apply(customer(2, "Same name", "1002"));
    let links = |query: &str| -> Vec<(usize, usize)> {
        let found = found(&rows, query).customers.items;
        found.iter().map(|answer| (answer.links.items.len(), answer.links.total)).collect()
    };
    assert_eq!(links("same"), [(4, 10), (4, 10)]);
    assert_eq!(links("1002"), [(10, 10)]);
}

#[test]
fn vi47_a_request_is_found_by_its_link_with_the_card_of_who_waits() {
    let mut rows = company();
    rows.apply(row(RequestRow { customer: Some(customer_id(1)), ..request(1, 2, 3) }));
    rows.apply(row(RequestRow { parent: Some(request_id(1)), ..request(2, 3, 4) }));
    let id = request_id(2);
    for text in
        [format!("{id}"), format!(" https://relay.example/now/{id}/?q=x#top "), format!("/radar/{id}")]
    {
        let found = found(&rows, &text);
        assert_eq!((ids(&found.requests), found.requests.total), (vec![id], 1), "{text}");
        assert_eq!(customers(&found), ["Mrs Ito"]);
        assert_eq!(found_requests(&rows, &text), [id]);
    }
    let other = request_id(9);
    assert_eq!(found(&rows, &format!("/now/{other}")).requests.total, 0, "not here");
}
