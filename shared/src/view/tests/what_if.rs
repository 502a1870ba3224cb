//! MA46, MA47: what hangs on a team, and on whom others hang.

use super::*;
use crate::limits::WHAT_IF_CHAINS_PER_STEP;
use crate::map::{Graph, Sights, cut_off, single_points};
use crate::view::{Reckoning, Sliced, what_if};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn what_stands_still_and_who_waits_is_counted_once() {
    // MA46
    let mut rows = company();
    let root = RequestRow { customer: Some(customer_id(1)), state: State::Working, ..request(1, 1, 2) };
    rows.apply(row(root));
    for number in [2, 3] {
        rows.apply(row(RequestRow { parent: Some(request_id(1)), ..request(number, 2, 3) }));
    }
    rows.apply(row(RequestRow { state: State::Delivered, ..request(4, 2, 3) }));
    let found = what_if(&rows, team_id(3), NOW);
    assert_eq!((found.has, found.chains, found.above), (2, 1, 1), "what was delivered isn't theirs to move");
    let names = |all: &[Named]| all.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&found.customers), ["Mrs Ito"]);
    assert_eq!(names(&found.depend), ["Customers", "Service"]);
    assert_eq!(names(&found.cut_off), Vec::<String>::new());
    assert_eq!(names(&what_if(&rows, team_id(2), NOW).cut_off), ["Billing", "Warehouse"]);
    let points = map_page(&rows, &tom(), NOW).single_points;
    assert_eq!(
        points.iter().map(|one| (&*one.team.name, one.cuts_off)).collect::<Vec<_>>(),
        [("Service", 2)]
    );
}

#[test]
fn who_has_done_it_before_stands_in_first() {
    // MA46
    let mut rows = company();
    let got = |number, to| RequestRow { via: vec![team_id(3)], ..request(number, 2, to) };
    rows.apply(row(got(1, 4)));
    rows.apply(row(got(2, 4)));
    let through = Some(id(DocKind::Service, 2));
    rows.apply(row(RequestRow { service: through, delivered_at: Some(minutes(-5)), ..got(3, 9) }));
    let found = what_if(&rows, team_id(3), NOW).substitutes;
    let said: Vec<_> = found.iter().map(|one| (&*one.team.name, one.delivered, one.got)).collect();
    assert_eq!(said, [("Cleaning", 1, 1), ("Billing", 0, 2)]);
    let Row::Party(billing) = team(4, "Billing") else { unreachable!("a team") };
    rows.apply(Row::Party(PartyRow { retired: true, ..billing }));
    assert_eq!(what_if(&rows, team_id(3), NOW).substitutes.len(), 1, "who left helps nobody out");
}

#[test]
fn what_hangs_on_a_team_is_the_same_in_steps_and_at_once() {
    // MA48
    let mut rows = company();
    let count = WHAT_IF_CHAINS_PER_STEP * 2 + 1;
    for number in 1..=u32::try_from(count).expect("few") {
        rows.apply(row(request(number, 2, 3)));
    }
    let mut work = Reckoning::new(&rows, team_id(3), NOW);
    let mut steps = 0;
    while work.go_on(&rows) {
        steps += 1;
    }
    let found = work.found(&rows);
    assert_eq!((found.has, found.chains), (count, count));
    assert!(steps > 3, "chains and what was handed on are steps of their own: {steps}");
    assert_eq!(found, what_if(&rows, team_id(3), NOW));
}

/// Who pays (the first two), and which serves which.
fn maps() -> impl Strategy<Value = Vec<(u32, u32)>> {
    prop::collection::vec((0..9_u32, 0..9_u32), 0..30)
}

fn graph(edges: &[(u32, u32)], without: Option<u32>) -> Graph {
    let there = |number: &u32| Some(*number) != without;
    let parties: Vec<Row> = (0..9)
        .filter(there)
        .map(|number| {
            party(number, "x", if number < 2 { PartyRowKind::PayingCustomer } else { PartyRowKind::Team })
        })
        .collect();
    let services: Vec<Row> =
        (0..).zip(edges).map(|(number, (from, to))| service(number, *from, *to)).collect();
    Rows::from_iter(parties.into_iter().chain(services)).graph()
}

proptest! {
    /// MA47: against looking at the map without each team in turn.
    #[test]
    fn those_are_cut_off_who_see_nobody_without_it(edges in maps()) {
        let whole = graph(&edges, None);
        let before = Sights::of(&whole);
        let mut expected = BTreeMap::new();
        for number in 0..9 {
            let after = Sights::of(&graph(&edges, Some(number)));
            let lost: BTreeSet<DocId> = (0..9)
                .map(team_id)
                .filter(|other| *other != team_id(number) && before.ring(*other).is_some() && after.ring(*other).is_none())
                .collect();
            prop_assert_eq!(&cut_off(&whole, team_id(number)), &lost);
            if number >= 2 && !lost.is_empty() {
                expected.insert(team_id(number), lost.len());
            }
        }
        prop_assert_eq!(single_points(&whole), expected);
    }
}
