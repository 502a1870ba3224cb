//! MA1 to MA6: the line of sight against brute force, and the geometry of the picture.

mod net;
mod parts;
mod places;

use super::grid::{GAP, touch};
use super::*;
use crate::id::{DocId, DocKind};
use crate::view::{PartyRow, PartyRowKind, ServiceRow};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn id(kind: DocKind, number: u32) -> DocId {
    DocId::numbered(kind, number)
}

fn party_id(number: u32) -> DocId {
    id(DocKind::Party, number)
}

fn party(number: u32, kind: PartyRowKind, name: &str) -> PartyRow {
    PartyRow { id: party_id(number), kind, name: name.into(), ..PartyRow::default() }
}

fn service(number: u32, provider: u32, served: u32) -> ServiceRow {
    ServiceRow {
        id: id(DocKind::Service, number),
        provider: party_id(provider),
        served: party_id(served),
        ..ServiceRow::default()
    }
}

/// Parties by number, the first `customers` of them paying; edges as (provider, served).
fn graph(customers: u32, names: &[&str], edges: &[(u32, u32)]) -> Graph {
    let kind = |number| if number < customers { PartyRowKind::PayingCustomer } else { PartyRowKind::Team };
    let parties: Vec<_> = (0..).zip(names).map(|(number, name)| party(number, kind(number), name)).collect();
    let services: Vec<_> =
        (0..).zip(edges).map(|(number, (one, other))| service(number, *one, *other)).collect();
    Graph::new(&parties, &services)
}

#[test]
fn among_equally_short_ways_the_first_name_wins() {
    // MA2
    let edges = [(1, 0), (2, 0), (3, 1), (3, 2)];
    let sights = Sights::of(&graph(1, &["Customers", "Sales", "Drivers", "Workshop"], &edges));
    assert_eq!(sights.path(party_id(3)), [3, 2, 0].map(party_id), "Drivers come before Sales");
}

#[test]
fn retired_parties_and_services_to_oneself_are_not_on_the_map() {
    // MA1
    let mut gone = party(1, PartyRowKind::Team, "Gone");
    gone.retired = true;
    let parties =
        [party(0, PartyRowKind::PayingCustomer, "Customers"), gone, party(2, PartyRowKind::Team, "Team")];
    let mut old = service(9, 2, 0);
    old.retired = true;
    let graph = Graph::new(&parties, &[service(1, 1, 0), service(2, 2, 1), service(3, 2, 2), old]);
    assert_eq!((graph.nodes().count(), graph.edges().count()), (2, 0));
    assert_eq!(without_path(&graph, &Sights::of(&graph)), [party_id(2)]);
}

/// The distance to the nearest of the customers, by relaxing every edge until nothing changes.
fn plain_rings(customers: u32, count: u32, edges: &[(u32, u32)]) -> Vec<Option<u32>> {
    let mut rings: Vec<Option<u32>> = (0..count).map(|number| (number < customers).then_some(0)).collect();
    for _ in 0..count {
        for (provider, served) in edges {
            let through = rings[*served as usize].map(|ring| ring + 1);
            let ring = &mut rings[*provider as usize];
            *ring = [*ring, through].into_iter().flatten().min();
        }
    }
    rings
}

fn any_map(nodes_max: u32) -> impl Strategy<Value = (u32, Vec<String>, Vec<(u32, u32)>)> {
    (1..=nodes_max).prop_flat_map(|count| {
        let names = proptest::collection::vec("[A-Z][a-z ]{0,30}|[倉-庫]{1,9}", count as usize);
        let edges = proptest::collection::vec((0..count, 0..count), 0..(count as usize * 2));
        (0..4_u32.min(count + 1), names, edges)
    })
}

/// Nobody has put anything anywhere.
fn free(graph: &Graph, style: Style) -> Drawing {
    layout(graph, style, &Places::new())
}

fn rings(graph: &Graph) -> Drawing {
    free(graph, Style::Rings)
}

const STYLES: [Style; 2] = [Style::Rings, Style::Layers];

fn check_picture(drawing: &Drawing, graph: &Graph) {
    assert_eq!(drawing.nodes.len(), graph.nodes().count());
    assert_eq!(drawing.edges.len(), graph.edges().count());
    let ids: BTreeSet<_> = drawing.nodes.iter().map(|node| node.id).collect();
    assert_eq!(ids.len(), drawing.nodes.len(), "every party once");
    for (place, one) in drawing.nodes.iter().enumerate() {
        for other in &drawing.nodes[place + 1..] {
            let area = |node: &DrawnNode| (node.x, node.y, node.w, node.h);
            assert!(!touch(area(one), area(other)), "{} and {} touch", one.label, other.label);
        }
    }
    let (left, top, width, height) = drawing.bounds;
    for node in &drawing.nodes {
        assert!(node.x - node.w / 2.0 >= left + GAP && node.x + node.w / 2.0 <= left + width - GAP);
        assert!(node.y - node.h / 2.0 >= top + GAP && node.y + node.h / 2.0 <= top + height - GAP);
    }
    for edge in &drawing.edges {
        assert!(
            edge.points.len() >= 2
                && edge.points.iter().all(|point| point.0.is_finite() && point.1.is_finite())
        );
    }
    assert!(drawing.rings.windows(2).all(|pair| pair[0].radius < pair[1].radius));
}

proptest! {
    /// MA2
    #[test]
    fn the_line_of_sight_is_the_shortest_way((customers, names, edges) in any_map(24)) {
        let names: Vec<&str> = names.iter().map(|name| &**name).collect();
        let sights = Sights::of(&graph(customers, &names, &edges));
        let rings = plain_rings(customers, names.len() as u32, &edges);
        for (number, ring) in (0..).zip(&rings) {
            prop_assert_eq!(sights.ring(party_id(number)), *ring);
            let path = sights.path(party_id(number));
            prop_assert_eq!(path.len(), ring.map_or(0, |ring| ring as usize + 1));
            for step in path.windows(2) {
                let is_edge = |(one, other): &(u32, u32)| party_id(*one) == step[0] && party_id(*other) == step[1];
                prop_assert!(edges.iter().any(is_edge));
            }
        }
    }

    /// MA3, MA4
    #[test]
    fn boxes_never_touch_and_equal_maps_give_equal_pictures((customers, names, edges) in any_map(60)) {
        let names: Vec<&str> = names.iter().map(|name| &**name).collect();
        let graph = graph(customers, &names, &edges);
        for style in STYLES {
            let drawing = free(&graph, style);
            check_picture(&drawing, &graph);
            prop_assert_eq!(&drawing, &free(&graph, style));
        }
    }
}

#[test]
fn a_hundred_and_fifty_parties_fit_in_any_shape() {
    // MA3
    let names: Vec<String> = (0..150).map(|number| format!("Department of things no. {number}")).collect();
    let names: Vec<&str> = names.iter().map(|name| &**name).collect();
    let star: Vec<_> = (1..150).map(|number| (number, 0)).collect();
    let line: Vec<_> = (1..150).map(|number| (number, number - 1)).collect();
    let tree: Vec<_> = (1..150).map(|number| (number, number / 3)).collect();
    for edges in [star, line, tree, Vec::new()] {
        let graph = graph(1, &names, &edges);
        STYLES.iter().for_each(|style| check_picture(&free(&graph, *style), &graph));
    }
}

#[test]
fn the_only_customer_stands_in_the_centre_and_the_lost_on_a_dashed_ring() {
    // MA5
    let graph = graph(1, &["Customers", "Service", "Warehouse", "Cleaning"], &[(1, 0), (2, 1)]);
    let drawing = rings(&graph);
    let at = |number| drawing.nodes.iter().find(|node| node.id == party_id(number)).expect("drawn");
    assert_eq!((at(0).x, at(0).y), (0.0, 0.0));
    assert_eq!(drawing.rings.iter().map(|ring| ring.dashed).collect::<Vec<_>>(), [false, false, true]);
    assert!(at(3).x.hypot(at(3).y) > at(2).x.hypot(at(2).y));
    assert!(drawing.edges.iter().all(|edge| edge.inward));
}

#[test]
fn the_empty_map_is_an_empty_picture() {
    assert!(rings(&Graph::default()).nodes.is_empty());
}

#[test]
fn a_map_without_side_lines_is_drawn_without_crossings() {
    // MA6
    let names: Vec<String> = (0..40).map(|number| format!("Team {number}")).collect();
    let names: Vec<&str> = names.iter().map(|name| &**name).collect();
    let tree: Vec<_> = (1..40).map(|number| (number, number / 3)).collect();
    assert_eq!(rings(&graph(1, &names, &tree)).crossings(), 0);
    // So few that no layer is folded.
    assert_eq!(free(&graph(1, &names[..20], &tree[..19]), Style::Layers).crossings(), 0);
}

#[test]
fn a_new_team_keeps_the_order_of_the_others() {
    // MA4
    let edges = [(1, 0), (2, 0), (3, 1), (4, 1), (5, 2), (6, 2)];
    let names =
        ["Customers", "Service", "Sales", "Warehouse", "Billing", "Carrier desk", "Returns", "Workshop"];
    let order = |drawing: &Drawing| {
        let mut outer: Vec<_> = drawing.nodes.iter().filter(|node| node.ring == Some(2)).collect();
        outer.retain(|node| node.id != party_id(7));
        outer.sort_by(|one, other| (one.x.atan2(-one.y)).total_cmp(&other.x.atan2(-other.y)));
        outer.into_iter().map(|node| node.label.clone()).collect::<Vec<_>>()
    };
    let before = order(&rings(&graph(1, &names[..7], &edges)));
    let mut more = edges.to_vec();
    more.push((7, 1));
    let mut after = order(&rings(&graph(1, &names, &more)));
    let turn = after.iter().position(|name| *name == before[0]).expect("still there");
    after.rotate_left(turn);
    assert_eq!(after, before);
}

#[test]
fn lines_of_who_is_looked_at_lie_above_and_no_line_hides_another() {
    // MA65
    use crate::view::Severity;
    let look = |severity, is_far| LineLook { severity, is_far, is_sideways: false, is_stale: false };
    let [late, wait, done, calm] = [Severity::Late, Severity::Wait, Severity::Done, Severity::Calm];
    let mut looks = vec![look(calm, false), look(late, false), look(late, true), look(done, false)];
    looks.push(look(wait, false));
    looks.sort();
    let order: Vec<_> = looks.iter().map(|look| (look.is_far, look.severity)).collect();
    assert_eq!(order, [(true, late), (false, late), (false, wait), (false, done), (false, calm)]);
}

#[test]
fn a_cut_label_says_what_is_cut_off() {
    // MA65
    let name = "govuk-publishing-content-reuse-dev";
    let cut = "govuk-publishing-conten…";
    assert_eq!(label_parts(cut, name), ("govuk-publishing-conten", "t-reuse-dev", "…"));
    let of_five = format!("{cut} · 5");
    assert_eq!(label_parts(&of_five, name), ("govuk-publishing-conten", "t-reuse-dev", "… · 5"));
    for whole in ["Yard", "A … B"] {
        assert_eq!(label_parts(whole, whole), (whole, "", ""));
    }
    assert_eq!(label_parts("Yard · 2", "Yard"), ("Yard · 2", "", ""));
}
