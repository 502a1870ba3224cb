//! MA20 to MA24: what people put somewhere stands there, and what an edit moves.

use super::*;

type AnyPlaces = Vec<(u32, i32, i32)>;

fn any_places() -> impl Strategy<Value = AnyPlaces> {
    proptest::collection::vec((0..30_u32, -400..400_i32, -400..400_i32), 0..12)
}

fn places(all: &AnyPlaces) -> Places {
    all.iter().map(|(number, x, y)| (party_id(*number), (*x, *y))).collect()
}

fn spots(drawing: &Drawing) -> Vec<(DocId, f64, f64)> {
    drawing.nodes.iter().map(|node| (node.id, node.x, node.y)).collect()
}

fn area(node: &DrawnNode) -> (f64, f64, f64, f64) {
    (node.x, node.y, node.w, node.h)
}

proptest! {
    /// MA3, MA20, MA21
    #[test]
    fn what_was_put_somewhere_stands_there_and_others_yield((customers, names, edges) in any_map(30), put in any_places()) {
        let names: Vec<&str> = names.iter().map(|name| &**name).collect();
        let graph = graph(customers, &names, &edges);
        let places = places(&put);
        for style in STYLES {
            let (free, drawing) = (free(&graph, style), layout(&graph, style, &places));
            prop_assert_eq!(drawing.edges.len(), free.edges.len());
            for (place, node) in drawing.nodes.iter().enumerate() {
                prop_assert_eq!(node.placed, places.contains_key(&node.id));
                if let Some((x, y)) = places.get(&node.id) {
                    prop_assert_eq!((node.x, node.y), (f64::from(*x), f64::from(*y)));
                    continue;
                }
                let others = drawing.nodes.iter().enumerate().filter(|(other, _)| *other != place);
                for (_, other) in others {
                    prop_assert!(!touch(area(node), area(other)), "{} and {} touch", node.label, other.label);
                }
                let own = free.node(node.id).expect("drawn");
                let in_the_way = drawing.nodes.iter().any(|other| other.placed && touch(area(own), area(other)));
                prop_assert_eq!((node.x, node.y) == (own.x, own.y), !in_the_way, "{} moved", node.label);
            }
        }
    }

    /// MA22
    #[test]
    fn what_is_let_go_of_touches_nobody((customers, names, edges) in any_map(30), x in -900.0..900.0, y in -900.0..900.0) {
        let names: Vec<&str> = names.iter().map(|name| &**name).collect();
        let drawing = rings(&graph(customers, &names, &edges));
        let (x, y) = free_near(&drawing, party_id(0), x, y);
        let own = drawing.node(party_id(0)).expect("drawn");
        let there = (f64::from(x), f64::from(y), own.w, own.h);
        prop_assert!(drawing.nodes[1..].iter().all(|other| !touch(there, area(other))));
        prop_assert_eq!(free_near(&drawing, party_id(0), f64::from(x), f64::from(y)), (x, y), "it stays there");
    }

    /// MA4, MA23
    #[test]
    fn the_order_of_rows_and_other_names_of_the_same_width_change_nothing((customers, names, edges) in any_map(30)) {
        let shown: Vec<&str> = names.iter().map(|name| &**name).collect();
        let kind = |number| if number < customers { PartyRowKind::PayingCustomer } else { PartyRowKind::Team };
        let parties: Vec<_> = (0..).zip(&shown).map(|(number, name)| party(number, kind(number), name)).collect();
        let services: Vec<_> = (0..).zip(&edges).map(|(number, (one, other))| service(number, *one, *other)).collect();
        let graph = graph(customers, &shown, &edges);
        let turned = Graph::new(parties.iter().rev(), services.iter().rev());
        let mirrored: Vec<String> = names.iter().map(|name| name.chars().rev().collect()).collect();
        let renamed = super::graph(customers, &mirrored.iter().map(|name| &**name).collect::<Vec<_>>(), &edges);
        for style in STYLES {
            let drawing = free(&graph, style);
            prop_assert_eq!(spots(&drawing), spots(&free(&turned, style)));
            let is_cut = names.iter().any(|name| name.chars().count() > LABEL_CHARS_MAX);
            if !is_cut {
                prop_assert_eq!(spots(&drawing), spots(&free(&renamed, style)));
            }
        }
    }

    /// MA24
    #[test]
    fn in_layers_everybody_stands_below_whom_they_serve((customers, names, edges) in any_map(30)) {
        let names: Vec<&str> = names.iter().map(|name| &**name).collect();
        let graph = graph(customers, &names, &edges);
        let drawing = free(&graph, Style::Layers);
        let circles = circles(&graph);
        let in_circle = |one: DocId, other: DocId| circles.iter().any(|circle| circle.contains(&one) && circle.contains(&other));
        let at = |id: DocId| drawing.node(id).expect("drawn");
        for edge in &drawing.edges {
            let (provider, served) = (at(edge.provider), at(edge.served));
            if edge.inward {
                prop_assert!(provider.y > served.y);
            } else {
                let counts = provider.ring != Some(0) && provider.ring.is_some() == served.ring.is_some();
                prop_assert!(!counts || in_circle(edge.provider, edge.served));
            }
        }
        let first = drawing.layers.first().map_or(0.0, |layer| layer.bottom);
        prop_assert!(drawing.nodes.iter().filter(|node| node.ring == Some(0)).all(|node| node.y < first));
        let lost = drawing.layers.iter().find(|layer| layer.dashed).map_or(f64::INFINITY, |layer| layer.top);
        prop_assert!(drawing.nodes.iter().all(|node| (node.y > lost) == node.ring.is_none()));
        prop_assert!(drawing.layers.windows(2).all(|pair| pair[0].bottom < pair[1].top));
    }
}

#[test]
fn far_away_and_in_steps_is_no_different() {
    // MA20
    let graph = graph(1, &["Customers", "Service", "Warehouse"], &[(1, 0), (2, 1)]);
    let places = Places::from([(party_id(2), (i32::MAX, i32::MIN)), (party_id(9), (0, 0))]);
    let drawing = layout(&graph, Style::Layers, &places);
    let far = drawing.node(party_id(2)).expect("drawn");
    assert_eq!((far.x, far.y), (f64::from(i32::MAX), f64::from(i32::MIN)));
    assert_eq!((drawing.nodes.len(), drawing.edges.len()), (3, 2), "who isn't on the map has no place");
    let mut work = Layout::new(&graph, Style::Layers, &places);
    let stepwise = std::iter::repeat_with(|| work.step()).take(100).flatten().next();
    assert_eq!(stepwise, Some(drawing));
}

#[test]
fn wide_layers_are_folded_and_long_lines_have_a_way_of_their_own() {
    // MA3
    let names: Vec<String> = (0..200).map(|number| format!("Department of things no. {number}")).collect();
    let names: Vec<&str> = names.iter().map(|name| &**name).collect();
    let star: Vec<_> = (1..200).map(|number| (number, 0)).collect();
    let star = graph(1, &names, &star);
    let drawing = free(&star, Style::Layers);
    check_picture(&drawing, &star);
    assert!(drawing.bounds.2 < 3.0 * drawing.bounds.3, "{:?}", drawing.bounds);
    assert_eq!(
        free(&graph(1, &names[..3], &[(1, 0), (2, 1), (2, 0)]), Style::Layers).edges[1].points.len(),
        6
    );
}
