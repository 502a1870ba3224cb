//! CU11, VI59: who waits for what hangs below a request.

use super::undo::Desk;
use super::*;
use crate::edit::{Ask, Edit, RequestField};
use crate::undo::{Footing, undo_of};

fn named(number: u32, asker: u32, provider: u32, customer: Option<u32>) -> RequestRow {
    RequestRow { customer: customer.map(customer_id), ..request(number, asker, provider) }
}

fn below(number: u32, parent: u32, customer: Option<u32>) -> RequestRow {
    let title = format!("pallet {number}");
    RequestRow { parent: Some(request_id(parent)), title, ..named(number, 2, 3, customer) }
}

fn links(rows: &Rows, customer: u32) -> Vec<(usize, DocId)> {
    let row = rows.customer(customer_id(customer)).expect("a customer");
    customer_answer(rows, row, NOW).links.items.iter().map(|link| (link.depth, link.id)).collect()
}

fn open(rows: &Rows, query: &str) -> usize {
    customers(rows, query, 1).1[0].open
}

#[test]
fn cu11_a_corrected_customer_takes_along_what_hangs_below() {
    let mut rows = company();
    for request in [named(1, 1, 2, Some(2)), below(2, 1, None), below(3, 2, None)] {
        rows.apply(row(request));
    }
    let whole = [(0, request_id(1)), (1, request_id(2)), (2, request_id(3))];
    assert_eq!((links(&rows, 1), links(&rows, 2)), (vec![], whole.to_vec()));
    rows.apply(row(named(1, 1, 2, Some(1))));
    assert_eq!((links(&rows, 1), links(&rows, 2)), (whole.to_vec(), vec![]));
    assert_eq!((open(&rows, "ito"), open(&rows, "baker")), (3, 0));
}

#[test]
fn cu11_a_link_for_another_customer_is_told_to_both() {
    let mut rows = company();
    for request in [named(1, 1, 2, Some(1)), below(2, 1, Some(2)), below(3, 2, None)] {
        rows.apply(row(request));
    }
    assert_eq!(links(&rows, 1), [(0, request_id(1)), (1, request_id(2)), (2, request_id(3))]);
    assert_eq!(
        links(&rows, 2),
        [(0, request_id(2)), (1, request_id(3))],
        "what stands above it is another's"
    );
    assert_eq!((open(&rows, "ito"), open(&rows, "baker")), (1, 2));
}

#[test]
fn cu11_what_hangs_below_is_found_by_who_waits_above_it() {
    let all = [named(1, 1, 2, Some(1)), below(2, 1, None), below(3, 2, None)];
    let found = |rows: &Rows, query: &str| found_requests(rows, query);
    let both = [request_id(2), request_id(3)];
    for prepared in [false, true] {
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let mut rows = company();
            for place in order {
                rows.apply(row(all[place].clone()));
                if prepared {
                    rows.prepare_search(99);
                }
            }
            assert_eq!(found(&rows, "ito pallet"), both, "{order:?}, prepared: {prepared}");
            rows.apply(row(named(1, 1, 2, Some(2))));
            assert_eq!(found(&rows, "ito pallet"), []);
            assert_eq!(found(&rows, "baker pallet"), both);
            // What is open below a closed request still puts its customer first.
            rows.apply(row(RequestRow { state: State::Confirmed, ..named(1, 1, 2, Some(2)) }));
            rows.apply(customer(3, "A Baker", ""));
            rows.prepare_search(99);
            let cards = find(&rows, &tom(), "baker", NOW, None, 9).customers.items;
            assert_eq!(&*cards[0].customer.name, "Baker & Sons");
            rows.remove(request_id(1));
            assert_eq!(found(&rows, "baker pallet"), []);
        }
    }
}

#[test]
fn cu11_who_waits_above_is_not_written_once_more() {
    let mut rows = company();
    rows.apply(duplicate(3, "Ito", 1));
    for request in [named(1, 1, 2, Some(1)), below(2, 1, None), below(4, 1, Some(2))] {
        rows.apply(row(request));
    }
    rows.apply(row(RequestRow { private: true, ..below(3, 1, None) }));
    let written = |parent: u32, customer: Option<u32>| {
        let parent = Some(parent).filter(|parent| *parent > 0).map(request_id);
        customer_to_write(&rows, parent, customer.map(customer_id))
    };
    assert_eq!((written(1, Some(1)), written(2, Some(1)), written(2, Some(3))), (None, None, None));
    assert_eq!(written(2, Some(2)), Some(customer_id(2)), "another one");
    assert_eq!(written(4, Some(1)), Some(customer_id(1)), "another one waits right above");
    assert_eq!(written(0, Some(1)), Some(customer_id(1)), "nothing above it");
    assert_eq!(written(3, Some(1)), Some(customer_id(1)), "who gets it may not read what stands above it");
    assert_eq!((written(1, None), written(9, Some(1))), (None, Some(customer_id(1))));
}

#[test]
fn vi59_a_filter_goes_by_who_waits_above_and_by_who_has_to_move_now() {
    let mut rows = company();
    for request in [named(1, 1, 2, Some(1)), below(2, 1, None), below(3, 1, Some(2))] {
        rows.apply(row(request));
    }
    let ids = |rows: &Rows, filter: Filter| {
        let mut ids = filtered_ids(rows, &tom(), &filter, NOW);
        ids.sort();
        ids
    };
    let of = |customer| Filter { customer: Some(customer_id(customer)), ..Filter::default() };
    assert_eq!(ids(&rows, of(1)), [request_id(1), request_id(2)]);
    assert_eq!(ids(&rows, of(2)), [request_id(3)]);
    assert_eq!(ids(&rows, Filter { text: "pallet".into(), ..of(1) }), [request_id(2)]);
    let waits = |number, until| RequestRow {
        state: State::Waiting,
        waiting_on_asker: true,
        next_update: Some(minutes(until)),
        pauses: vec![Pause { from: minutes(-30), to: Some(minutes(until)) }],
        ..request(number, 2, 3)
    };
    rows.apply(row(waits(4, 20)));
    rows.apply(row(waits(5, -1)));
    rows.apply(row(RequestRow { state: State::Delivered, ..request(6, 2, 3) }));
    let with_asker = Filter { state: Some(StateIs::WithAsker), ..Filter::default() };
    assert_eq!(
        ids(&rows, with_asker),
        [request_id(4), request_id(6)],
        "a wait that ran out is its team's to move"
    );
}

#[test]
fn cu11_whoever_is_taken_out_of_a_chain_keeps_the_customer_of_it() {
    let with = |above: RequestRow, hung: RequestRow| {
        let mut rows = company();
        for one in [above, hung] {
            rows.apply(row(one));
        }
        customer_to_keep(&rows, request_id(2))
    };
    let kept = Some(customer_id(1));
    let root = || named(1, 1, 2, Some(1));
    let private = |of: RequestRow| RequestRow { private: true, ..of };
    assert_eq!(with(root(), below(2, 1, None)), kept);
    assert_eq!(with(root(), below(2, 1, Some(2))), None, "who is named there stays");
    assert_eq!(with(named(1, 1, 2, None), below(2, 1, None)), None);
    assert_eq!(with(private(root()), below(2, 1, None)), None, "everybody would read it");
    assert_eq!(with(private(root()), private(below(2, 1, None))), kept);
}

#[test]
fn cu11_taken_back_it_hangs_there_and_names_nobody_again() {
    let mut desk = Desk::of(request_id(2));
    let ask = Ask { parent: Some(request_id(1)), ..Ask::plain(request_id(2), team_id(2), team_id(3)) };
    desk.write(&[Edit::Ask(Box::new(ask))]).expect("an ask");
    let rows = |desk: &Desk| {
        let mut rows = desk.rows();
        rows.apply(row(named(1, 1, 2, Some(1))));
        rows
    };
    let said = |rows: &Rows| {
        let row = rows.request(request_id(2)).expect("a request");
        (row.parent, row.customer, customer_of(rows, row))
    };
    let before = rows(&desk);
    let worded = |field| Edit::Reword { request: request_id(2), field };
    let customer = RequestField::Customer(customer_to_keep(&before, request_id(2)));
    let free = [worded(customer), worded(RequestField::Parent(None))];
    let undo = undo_of(&before, &free, person_id(3), "taken back", NOW).expect("undo");
    desk.write(&free).expect("out of its chain");
    let after = rows(&desk);
    assert_eq!(said(&after), (None, Some(customer_id(1)), Some(customer_id(1))));
    assert!(Footing::of(&after, &free).holds(&rows(&desk), &free));
    desk.write(&undo).expect("taken back");
    assert_eq!(said(&rows(&desk)), (Some(request_id(1)), None, Some(customer_id(1))));
}

#[test]
fn whoever_asked_asks_further_teams_for_what_they_serve_and_not_in_the_others_name() {
    let mut rows = company();
    // Customers asked Service; Service asked Warehouse for it, and Billing for something by itself.
    for request in [named(1, 1, 2, Some(1)), below(2, 1, None), named(3, 2, 4, None)] {
        rows.apply(row(request));
    }
    let of = |team: u32, number| {
        let viewer = Viewer { person: person_id(team), team: Some(team_id(team)) };
        asks_under(&rows, &viewer, request_id(number))
    };
    assert_eq!(of(3, 2), Some(request_id(2)), "who has it asks for what it needs");
    assert_eq!(of(2, 2), Some(request_id(1)), "who asked it, for what they serve themselves");
    assert_eq!(of(2, 3), None, "they serve nothing with it");
    assert_eq!(of(4, 2), Some(request_id(2)), "in the name of who has it, and the form says so");
}
