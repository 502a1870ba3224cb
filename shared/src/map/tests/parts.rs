//! MA25, MA26: a focus, and parties rolled up.

use super::*;
use std::collections::BTreeMap;

proptest! {
    /// MA25
    #[test]
    fn a_focus_holds_its_neighbours_and_the_way_to_the_customer((customers, names, edges) in any_map(24), hops in 1..=2_u32) {
        let names: Vec<&str> = names.iter().map(|name| &**name).collect();
        let graph = graph(customers, &names, &edges);
        let sights = Sights::of(&graph);
        let focus = around(&graph, &Sights::of(&graph), party_id(0), hops);
        let mut near = BTreeSet::from([party_id(0)]);
        for _ in 0..hops {
            let ends = graph.edges().filter(|(one, other, _)| near.contains(one) || near.contains(other));
            let next: Vec<_> = ends.flat_map(|(one, other, _)| [one, other]).collect();
            near.extend(next);
        }
        near.extend(sights.path(party_id(0)));
        prop_assert_eq!(focus.nodes().map(|(id, _)| id).collect::<BTreeSet<_>>(), near.clone());
        let inside = graph.edges().filter(|(one, other, _)| near.contains(one) && near.contains(other));
        prop_assert!(inside.eq(focus.edges()));
        prop_assert_eq!(Sights::of(&focus).path(party_id(0)), sights.path(party_id(0)));
    }

    /// MA26
    #[test]
    fn rolling_up_loses_nobody_and_keeps_services_between((customers, names, edges) in any_map(24)) {
        let names: Vec<&str> = names.iter().map(|name| &**name).collect();
        let graph = graph(customers, &names, &edges);
        let site = |id: DocId| match id.to_bytes()[15] % 4 {
            0 => None,
            1 => Some("  ".to_owned()),
            2 => Some("North ".to_owned()),
            _ if id.to_bytes()[15] % 8 == 3 => Some("SOUTH".to_owned()),
            _ => Some("South".to_owned()),
        };
        let rolled = rolled_up(&graph, site);
        let mut stands_for: BTreeMap<DocId, DocId> = graph.nodes().map(|(id, _)| (id, id)).collect();
        for (group, members) in &rolled.members {
            prop_assert_eq!(rolled.graph.node(*group).map(|node| node.group), Some(members.len()));
            prop_assert!(members.len() > 1);
            stands_for.extend(members.iter().map(|member| (*member, *group)));
        }
        let nodes: BTreeSet<DocId> = stands_for.values().copied().collect();
        prop_assert_eq!(rolled.graph.nodes().map(|(id, _)| id).collect::<BTreeSet<_>>(), nodes);
        let mut plain: BTreeMap<(DocId, DocId), BTreeSet<DocId>> = BTreeMap::new();
        for (one, other, services) in graph.edges() {
            let ends = (stands_for[&one], stands_for[&other]);
            if ends.0 != ends.1 {
                plain.entry(ends).or_default().extend(services);
            }
        }
        let found = rolled.graph.edges().map(|(one, other, services)| ((one, other), services.iter().copied().collect()));
        prop_assert_eq!(found.collect::<BTreeMap<_, BTreeSet<_>>>(), plain);
        STYLES.iter().for_each(|style| check_picture(&free(&rolled.graph, *style), &rolled.graph));
    }
}

#[test]
fn a_group_says_how_many_it_is_and_keeps_its_id() {
    // MA26
    let names = ["Customers", "Yard", "Dock", "Office"];
    let before = graph(1, &names[..3], &[(1, 0), (2, 1)]);
    let after = graph(1, &names, &[(1, 0), (2, 1), (3, 0), (3, 2)]);
    let north = |_: DocId| Some("North".to_owned());
    let (before, after) = (rolled_up(&before, north), rolled_up(&after, north));
    assert!(before.members.keys().eq(after.members.keys()), "the id depends on the label only");
    let drawing = rings(&after.graph);
    let labels: Vec<_> = drawing.nodes.iter().map(|node| (&*node.label, node.group)).collect();
    assert!(labels.contains(&("North · 3", 3)), "{labels:?}");
    assert!(labels.contains(&("Customers", 0)), "customers stand for themselves: {labels:?}");
    assert_eq!(drawing.edges.len(), 1, "one line for the two services");
    assert_eq!(drawing.edges[0].services.len(), 2);
}

#[test]
fn nobody_is_around_who_is_not_on_the_map() {
    // MA25
    let graph = graph(1, &["Customers"], &[]);
    assert_eq!(around(&graph, &Sights::of(&graph), party_id(7), 2), Graph::default());
}
