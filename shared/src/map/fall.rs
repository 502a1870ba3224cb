//! Who loses sight of the paying customer without whom: by petgraph's dominators, looked at from those who pay.

use super::{Graph, NodeKind, index};
use crate::id::DocId;
use petgraph::algo::dominators::{Dominators, simple_fast};
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::{BTreeMap, BTreeSet};

/// Edges from served to provider, and one node more from which all who pay are reached.
fn from_those_who_pay(graph: &Graph) -> (DiGraph<DocId, usize>, Dominators<NodeIndex>) {
    let mut net = graph.petgraph();
    net.reverse();
    let customers: Vec<NodeIndex> = graph
        .nodes()
        .filter(|(_, node)| node.kind == NodeKind::Customer)
        .filter_map(|(id, _)| index(&net, id))
        .collect();
    // Nobody's id: it stands behind all others, and is never looked up.
    let all = net.add_node(DocId::SETTINGS);
    for customer in customers {
        net.add_edge(all, customer, 0);
    }
    let dominators = simple_fast(&net, all);
    (net, dominators)
}

/// Parties that have a line of sight, and would have none if this one weren't there; without the party itself.
pub fn cut_off(graph: &Graph, party: DocId) -> BTreeSet<DocId> {
    let (net, dominators) = from_those_who_pay(graph);
    let Some(at) = index_of(graph, &net, party) else { return BTreeSet::new() };
    let behind = |node: &NodeIndex| {
        *node != at && dominators.strict_dominators(*node).is_some_and(|mut above| above.any(|one| one == at))
    };
    net.node_indices().filter(behind).filter_map(|node| net.node_weight(node)).copied().collect()
}

/// Teams and others, but those who pay, without whom somebody else would have no line of sight, each with how many.
pub fn single_points(graph: &Graph) -> BTreeMap<DocId, usize> {
    let (net, dominators) = from_those_who_pay(graph);
    let mut points: BTreeMap<DocId, usize> = BTreeMap::new();
    for (id, _) in graph.nodes() {
        let Some(above) = index_of(graph, &net, id).and_then(|at| dominators.strict_dominators(at)) else {
            continue;
        };
        for point in above.filter_map(|one| net.node_weight(one)) {
            *points.entry(*point).or_default() += 1;
        }
    }
    points.retain(|id, _| graph.node(*id).is_some_and(|node| node.kind != NodeKind::Customer));
    points
}

/// All nodes but the last stand in the order of ids.
fn index_of(graph: &Graph, net: &DiGraph<DocId, usize>, id: DocId) -> Option<NodeIndex> {
    graph.node(id)?;
    let nodes = net.raw_nodes();
    let known = nodes.get(..nodes.len().saturating_sub(1))?;
    known.binary_search_by(|node| node.weight.cmp(&id)).ok().map(NodeIndex::new)
}
