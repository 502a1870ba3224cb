//! VI7: who waits at the end.

use super::super::sight::Eyes;
use super::*;

fn sight(rows: &Rows, number: u32) -> Sight {
    Eyes::new(rows, &tom(), NOW).sight(rows.request(request_id(number)).expect("there"))
}

#[test]
fn the_customer_of_the_root_waits_and_the_late_link_shows() {
    // VI7
    let mut rows = company();
    let root = RequestRow { customer: Some(customer_id(1)), asked_at: minutes(-130), ..request(1, 1, 2) };
    let child = RequestRow { parent: Some(request_id(1)), reply_by: Some(minutes(-25)), ..request(2, 2, 3) };
    rows.apply(row(root));
    rows.apply(row(child));
    let sight = sight(&rows, 2);
    assert_eq!(labels(&sight), ["Mrs Ito", "Service", "Warehouse"]);
    assert_eq!((sight.links, sight.since), (2, minutes(-130)));
    assert!(sight.is_customer_work());
    let kinds: Vec<_> = sight.stops.iter().map(|stop| (stop.kind, stop.silent, stop.request)).collect();
    assert_eq!(kinds[0], (StopKind::Customer, false, None));
    assert_eq!(kinds[1], (StopKind::Party, false, Some(request_id(1))));
    assert_eq!(kinds[2], (StopKind::You, true, Some(request_id(2))));
}

#[test]
fn a_team_that_asks_for_a_customer_stands_between() {
    // VI7
    let mut rows = company();
    rows.apply(row(RequestRow { customer: Some(customer_id(2)), ..request(1, 2, 3) }));
    assert_eq!(labels(&sight(&rows, 1)), ["Baker & Sons", "Service", "Warehouse"]);
}

#[test]
fn without_a_customer_the_map_says_whom_it_serves_in_the_end() {
    // VI8
    let mut rows = company();
    rows.apply(row(request(1, 4, 3)));
    let by_map = sight(&rows, 1);
    assert!(matches!(&by_map.waits, Waits::ByMap(party) if party.name == "Customers"));
    assert_eq!(labels(&by_map), ["Customers", "Service", "Billing", "Warehouse"]);
    assert!(!by_map.is_customer_work());
    rows.apply(row(request(2, 9, 3)));
    let lost = sight(&rows, 2);
    assert_eq!((&lost.waits, labels(&lost)), (&Waits::Nobody, vec!["Cleaning", "Warehouse"]));
}

#[test]
fn a_request_to_oneself_is_one_stop() {
    let mut rows = company();
    rows.apply(row(RequestRow { customer: Some(customer_id(1)), ..request(1, 3, 3) }));
    assert_eq!(labels(&sight(&rows, 1)), ["Mrs Ito", "Warehouse"]);
}
