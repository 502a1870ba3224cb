//! CU1: customers who are the same.

use super::*;
use proptest::prelude::*;

/// Mrs Ito (1) asked 20117, her duplicate M. Ito (5) asked 20450.
fn twice_ito() -> Rows {
    let mut rows = company();
    rows.apply(row(RequestRow { customer: Some(customer_id(1)), ..request(1, 1, 2) }));
    rows.apply(row(RequestRow {
        customer: Some(customer_id(5)),
        reference: "20450".into(),
        ..request(2, 1, 2)
    }));
    rows.apply(row(RequestRow { parent: Some(request_id(2)), ..request(3, 2, 3) }));
    rows.apply(duplicate(5, "M. Ito", 1));
    rows
}

#[test]
fn what_a_duplicate_asked_shows_under_the_one_that_it_was_merged_into() {
    // CU1
    let rows = twice_ito();
    let found = find(&rows, &tom(), "20450", NOW, None, 20);
    assert_eq!(found.customers.items[0].customer.name, "Mrs Ito");
    assert_eq!(found.customers.items[0].links.total, 3);
    for query in ["m ito request", "c-88 request 2", "mrs ito request 2"] {
        let found = find(&rows, &tom(), query, NOW, None, 20);
        let names: Vec<_> = found.customers.items.iter().map(|one| &*one.customer.name).collect();
        assert_eq!((names.contains(&"M. Ito"), found.requests.total > 0), (false, true), "{query}");
    }
    let card = &find(&rows, &tom(), "request 3", NOW, None, 20).requests.items[0];
    assert_eq!(labels(&card.card.sight)[0], "Mrs Ito");
    assert_eq!(now_counts(&rows, &tom(), NOW).customers, 1);
    assert_eq!(
        ask_under(&rows, request_id(2), NOW).and_then(|under| under.customer).map(|one| one.id),
        Some(customer_id(1))
    );
    let page = customer_answer(&rows, rows.customer(customer_id(5)).expect("a row"), NOW);
    assert_eq!((page.customer.id, page.duplicates.len()), (customer_id(1), 1));
}

#[test]
fn a_customer_stands_once_in_the_list_with_those_who_are_the_same() {
    // CU1
    let rows = twice_ito();
    let (total, items) = customers(&rows, "", 10);
    assert_eq!(total, 2);
    let names: Vec<_> = items.iter().map(|item| &*item.customer.name).collect();
    assert_eq!(names, ["Baker & Sons", "Mrs Ito"]);
    assert_eq!(
        (items[1].open, &*items[1].duplicates[0].customer.name),
        (3, "M. Ito"),
        "what hangs below, too"
    );
    assert_eq!(customers(&rows, "m.ito", 10).1[0].customer.name, "Mrs Ito");
    assert_eq!(customers(&rows, "c88", 10).0, 0);
    assert_eq!(customers(&rows, "88", 10).0, 1);
    assert_eq!(customers(&rows, "", 1).1.len(), 1);
    assert_eq!(customers(&rows, "a b c d e f g h i", 1).0, 0, "more words than a query has");
}

#[test]
fn separated_again_each_stands_for_itself() {
    // CU1
    let mut rows = twice_ito();
    rows.apply(customer(5, "M. Ito", ""));
    assert_eq!((rows.kept(customer_id(5)), customers(&rows, "ito", 10).0), (customer_id(5), 2));
    assert_eq!(rows.requests_of(customer_id(1)).count(), 1);
}

#[test]
fn a_line_of_merges_is_followed_and_a_circle_shows_under_its_smallest_id() {
    // CU2
    let mut rows = company();
    rows.apply(customer(3, "C", ""));
    rows.apply(duplicate(4, "D", 3));
    rows.apply(duplicate(5, "E", 4));
    assert_eq!(rows.kept(customer_id(5)), customer_id(3));
    rows.apply(duplicate(3, "C", 5));
    rows.apply(duplicate(6, "F", 5));
    for number in 3..=6 {
        assert_eq!(rows.kept(customer_id(number)), customer_id(3), "{number}");
    }
    assert_eq!(rows.duplicates_of(customer_id(3)).len(), 3);
    rows.apply(duplicate(7, "G", 99));
    assert_eq!(rows.kept(customer_id(7)), customer_id(7), "whom it was merged into isn't here yet");
    rows.apply(duplicate(8, "H", 8));
    assert_eq!(rows.kept(customer_id(8)), customer_id(8));
}

#[test]
fn a_line_longer_than_anybody_merges_ends() {
    // CU2
    let mut rows = Rows::default();
    for number in 0..2_000 {
        rows.apply(duplicate(number, "x", number + 1));
    }
    rows.apply(customer(2_000, "x", ""));
    for number in 0..2_000 {
        rows.kept(customer_id(number));
        rows.requests_of(customer_id(number)).count();
    }
}

proptest! {
    /// CU1, CU2: whatever was merged into what, everybody shows under one who stands for themselves, and no request is lost or shown twice.
    #[test]
    fn everybody_shows_under_one(links in proptest::collection::vec(proptest::option::of(0..8_u32), 8)) {
        let mut rows = Rows::default();
        for (number, link) in (0..).zip(&links) {
            rows.apply(match link {
                Some(of) => duplicate(number, "x", *of),
                None => customer(number, "x", ""),
            });
            rows.apply(row(RequestRow { customer: Some(customer_id(number)), ..request(number, 1, 2) }));
        }
        for number in 0..8 {
            let kept = rows.kept(customer_id(number));
            prop_assert_eq!(rows.kept(kept), kept);
        }
        for number in 0..8 {
            let mut apart = rows.clone();
            for id in rows.to_separate(customer_id(number)) {
                let Some(Row::Customer(row)) = rows.get(id) else { unreachable!("a customer") };
                apart.apply(Row::Customer(CustomerRow { merged_into: None, ..row }));
            }
            prop_assert_eq!(apart.kept(customer_id(number)), customer_id(number), "it stands for itself again");
        }
        let (total, items) = customers(&rows, "", 100);
        prop_assert_eq!(total, items.len());
        let mut shown: Vec<_> = items.iter().flat_map(|item| rows.requests_of(item.customer.id)).map(|row| row.id).collect();
        shown.sort_unstable();
        prop_assert_eq!(shown, (0..8).map(request_id).collect::<Vec<_>>());
        prop_assert_eq!(items.iter().map(|item| 1 + item.duplicates.len()).sum::<usize>(), 8);
    }
}
