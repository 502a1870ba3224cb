//! VI6, VI25: chains, circles, missing parents, and what a chain waits for.

use super::super::chain::{Above, above, below, critical, customer_of, line_up, root, tree};
use super::*;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn under(number: u32, parent: Option<u32>) -> Row {
    row(RequestRow { parent: parent.map(request_id), ..request(number, 2, 3) })
}

#[test]
fn in_a_circle_the_link_of_the_greatest_id_is_ignored() {
    // VI6
    let rows = Rows::from_iter([under(1, Some(3)), under(2, Some(1)), under(3, Some(2)), under(4, Some(1))]);
    let at = |number| rows.request(request_id(number)).expect("there");
    assert_eq!(above(&rows, at(3)), Above::Circle);
    assert_eq!(above(&rows, at(1)), Above::Parent(request_id(3)));
    for number in 1..=4 {
        assert_eq!(root(&rows, at(number)).id, request_id(3));
    }
    let depths: Vec<_> = tree(&rows, at(3), 100).into_iter().map(|(depth, row)| (depth, row.id)).collect();
    let expected = [(0, 3), (1, 1), (2, 2), (2, 4)].map(|(depth, number)| (depth, request_id(number)));
    assert_eq!(depths, expected);
}

#[test]
fn a_request_that_is_its_own_parent_is_a_root() {
    let rows = Rows::from_iter([under(1, Some(1))]);
    let at = rows.request(request_id(1)).expect("there");
    assert_eq!(above(&rows, at), Above::Circle);
    assert_eq!(tree(&rows, at, 100).len(), 1);
}

#[test]
fn a_parent_that_is_not_here_makes_a_root_for_now() {
    let rows = Rows::from_iter([under(2, Some(1))]);
    assert_eq!(above(&rows, rows.request(request_id(2)).expect("there")), Above::Missing);
}

/// The root by brute force: cut the greatest link of every circle, then walk up.
fn plain_roots(parents: &BTreeMap<u32, Option<u32>>) -> BTreeMap<u32, u32> {
    let mut cut = parents.clone();
    for parent in cut.values_mut() {
        *parent = parent.filter(|parent| parents.contains_key(parent));
    }
    for start in parents.keys() {
        let mut seen = BTreeSet::new();
        let mut at = *start;
        while seen.insert(at) {
            match cut[&at] {
                Some(next) => at = next,
                None => break,
            }
        }
        if let Some(first) = cut[&at] {
            let mut greatest = at;
            let mut step = first;
            while step != at {
                greatest = greatest.max(step);
                step = cut[&step].expect("in the circle");
            }
            cut.insert(greatest, None);
        }
    }
    let walk = |start: u32| std::iter::successors(Some(start), |at| cut[at]).last().expect("itself");
    parents.keys().map(|start| (*start, walk(*start))).collect()
}

proptest! {
    /// VI6
    #[test]
    fn every_request_has_one_root_and_stands_in_its_tree_once(
        parents in proptest::collection::btree_map(0..14_u32, proptest::option::of(0..14_u32), 1..14)
    ) {
        let rows: Rows = parents.iter().map(|(number, parent)| under(*number, *parent)).collect();
        let expected = plain_roots(&parents);
        let mut in_trees = 0;
        for (number, wanted) in &expected {
            let at = rows.request(request_id(*number)).expect("there");
            prop_assert_eq!(root(&rows, at).id, request_id(*wanted));
            prop_assert!(line_up(&rows, at).len() <= parents.len());
            if number == wanted {
                let tree = tree(&rows, at, 100);
                in_trees += tree.len();
                for (depth, row) in &tree {
                    prop_assert_eq!(line_up(&rows, row).len(), depth + 1);
                }
            }
            for child in below(&rows, at) {
                prop_assert_eq!(child.parent, Some(at.id));
            }
            let path = critical(&rows, at);
            prop_assert!(path.first().is_some_and(|first| first.id == at.id) && path.len() <= parents.len());
            prop_assert!(path.windows(2).all(|pair| pair[1].parent == Some(pair[0].id)));
        }
        prop_assert_eq!(in_trees, parents.len());
    }
}

#[test]
fn an_endless_chain_is_followed_only_so_far() {
    let rows: Rows = (0..2_000).map(|number| under(number, Some((number + 1) % 2_000))).collect();
    let at = rows.request(request_id(0)).expect("there");
    assert!(line_up(&rows, at).len() <= CHAIN_LINKS_MAX + 1);
    assert_eq!(customer_of(&rows, at), None);
    assert!(tree(&rows, at, CHAIN_NODES_MAX).len() <= CHAIN_NODES_MAX);
}

#[test]
fn the_chain_waits_for_the_link_that_ends_last() {
    // VI25
    let child = |number, parent: u32, promised: Option<i64>| RequestRow {
        parent: Some(request_id(parent)),
        promised: promised.map(minutes),
        ..request(number, 2, 3)
    };
    let path = |links: &[RequestRow]| {
        let rows: Rows = links.iter().cloned().map(row).collect();
        let root = rows.request(request_id(1)).expect("there");
        critical(&rows, root).into_iter().map(|link| link.id).collect::<Vec<_>>()
    };
    let ids = |numbers: &[u32]| numbers.iter().map(|number| request_id(*number)).collect::<Vec<_>>();
    let root = request(1, 1, 2);
    let (soon, late) = (child(2, 1, Some(10)), child(3, 1, Some(90)));
    assert_eq!(path(&[root.clone(), soon.clone(), late.clone()]), ids(&[1, 3]));
    let unsaid = child(4, 2, None);
    assert_eq!(path(&[root.clone(), soon.clone(), late.clone(), unsaid]), ids(&[1, 3]), "level by level");
    let below_soon = child(7, 2, Some(120));
    assert_eq!(
        path(&[root.clone(), soon.clone(), late.clone(), below_soon.clone()]),
        ids(&[1, 2, 7]),
        "what it waits for itself ends last"
    );
    let over = RequestRow { state: State::Delivered, ..soon.clone() };
    assert_eq!(path(&[root.clone(), over, late.clone(), below_soon]), ids(&[1, 3]), "nobody waits for that");
    let (unsaid, later) = (child(5, 1, None), RequestRow { asked_at: minutes(-5), ..child(6, 1, None) });
    assert_eq!(
        path(&[root.clone(), late.clone(), later, unsaid]),
        ids(&[1, 5]),
        "nobody has said; asked first"
    );
    let done = |link: RequestRow| RequestRow { state: State::Delivered, ..link };
    assert_eq!(path(&[root.clone(), soon.clone(), done(late.clone())]), ids(&[1, 2]));
    assert_eq!(path(&[root.clone(), done(soon.clone()), done(late)]), ids(&[1]), "it is the root's own turn");
    assert!(path(&[done(root), soon]).is_empty(), "over");
}

#[test]
fn of_a_link_that_was_handed_on_it_is_said_how_long_its_team_has_had_it() {
    // VI21
    let mut rows = company();
    let held = |rows: &Rows, row: &RequestRow| {
        let node = crate::view::chain_page::chain_nodes(rows, row, NOW).items.swap_remove(0);
        (node.took, node.held)
    };
    let asked = request(1, 2, 3);
    rows.apply(row(asked.clone()));
    assert_eq!(held(&rows, &asked), (Span::minutes(60), None));
    let handed_on = RequestRow {
        state: State::HandedOn,
        via: vec![team_id(3)],
        handed_at: vec![minutes(-20)],
        ..request(1, 2, 4)
    };
    rows.apply(row(handed_on.clone()));
    assert_eq!(held(&rows, &handed_on), (Span::minutes(60), Some(Span::minutes(20))));
    let delivered = RequestRow { state: State::Delivered, state_since: minutes(-15), ..handed_on };
    rows.apply(row(delivered.clone()));
    assert_eq!(held(&rows, &delivered), (Span::minutes(45), Some(Span::minutes(5))));
}

#[test]
fn vi21_a_link_has_ended_once_nobody_has_to_do_anything_more() {
    let ended = |state| {
        let link = RequestRow { state, state_since: minutes(-20), ..request(1, 2, 3) };
        let rows = Rows::from_iter([row(link.clone())]);
        let node = super::super::chain_page::chain_nodes(&rows, &link, NOW).items.remove(0);
        (node.ended, node.took)
    };
    let over = (true, Span::minutes(40));
    for state in [State::Delivered, State::Declined, State::Confirmed, State::Withdrawn, State::Merged] {
        assert_eq!(ended(state), over, "{state:?}");
    }
    for state in [State::Asked, State::Working, State::Waiting, State::Reopened, State::CounterOffered] {
        assert_eq!(ended(state), (false, Span::minutes(60)), "{state:?}");
    }
}
