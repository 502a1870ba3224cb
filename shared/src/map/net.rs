//! The map as petgraph's graph, and what its algorithms say about it.

use super::Graph;
use crate::id::DocId;
use petgraph::Undirected;
use petgraph::algo::{articulation_points::articulation_points, kosaraju_scc};
use petgraph::graph::{DiGraph, NodeIndex, UnGraph};
use petgraph::visit::{Dfs, Reversed};
use std::collections::BTreeSet;

impl Graph {
    /// For algorithms: one node for each party, in the order of ids, so that [`Graph::index`] finds it; one edge from provider to
    /// served with the number of services between them.
    pub fn petgraph(&self) -> DiGraph<DocId, usize> {
        let mut net = DiGraph::with_capacity(self.nodes().count(), self.edges().count());
        for (id, _) in self.nodes() {
            net.add_node(id);
        }
        for (provider, served, services) in self.edges() {
            if let (Some(from), Some(to)) = (index(&net, provider), index(&net, served)) {
                net.add_edge(from, to, services.len());
            }
        }
        net
    }

    /// The same without directions: two parties who serve each other have one edge.
    pub fn undirected(&self) -> UnGraph<DocId, usize> {
        let mut net = self.petgraph().into_edge_type::<Undirected>();
        let mut seen = BTreeSet::new();
        net.retain_edges(|net, edge| {
            net.edge_endpoints(edge).is_some_and(|(one, other)| seen.insert((one.min(other), one.max(other))))
        });
        net
    }
}

/// A party's place in a graph whose nodes stand in the order of ids.
pub fn index<E, T: petgraph::EdgeType>(net: &petgraph::Graph<DocId, E, T>, id: DocId) -> Option<NodeIndex> {
    net.raw_nodes().binary_search_by(|node| node.weight.cmp(&id)).ok().map(NodeIndex::new)
}

/// Parties without whom the map falls apart: some of those who are linked now, in whatever direction, would not be. By name.
pub fn cut_points(graph: &Graph) -> Vec<DocId> {
    let net = graph.undirected();
    let mut points: Vec<DocId> =
        articulation_points(&net).into_iter().filter_map(|at| net.node_weight(at)).copied().collect();
    graph.sort_by_rank(&mut points);
    points
}

/// Groups of parties who serve each other in a circle, directly or through others of the group; each by id, all by their first.
pub fn circles(graph: &Graph) -> Vec<Vec<DocId>> {
    let net = graph.petgraph();
    let mut circle_of = vec![None; net.node_count()];
    // Not Tarjan's: petgraph's calls itself once a link, and a map may be a long line.
    let several = kosaraju_scc(&net).into_iter().filter(|members| members.len() > 1);
    for (number, members) in several.enumerate() {
        members.into_iter().for_each(|at| circle_of[at.index()] = Some(number));
    }
    // Walking along the ids puts members and circles into their order.
    let mut circles: Vec<(usize, Vec<DocId>)> = Vec::new();
    for (node, number) in net.raw_nodes().iter().zip(circle_of) {
        let Some(number) = number else { continue };
        match circles.iter_mut().find(|(other, _)| *other == number) {
            Some((_, members)) => members.push(node.weight),
            None => circles.push((number, vec![node.weight])),
        }
    }
    circles.into_iter().map(|(_, members)| members).collect()
}

/// Everybody whose work leads to a party, through any number of links; without the party itself.
pub fn providers_behind(graph: &Graph, id: DocId) -> BTreeSet<DocId> {
    let net = graph.petgraph();
    let Some(start) = index(&net, id) else { return BTreeSet::new() };
    let against = Reversed(&net);
    let mut walk = Dfs::new(against, start);
    let reached = std::iter::from_fn(|| walk.next(against));
    reached.filter_map(|at| net.node_weight(at)).copied().filter(|other| *other != id).collect()
}

/// Everybody to whom a party's work leads, through any number of links; without the party itself.
pub fn served_behind(graph: &Graph, id: DocId) -> BTreeSet<DocId> {
    let net = graph.petgraph();
    let Some(start) = index(&net, id) else { return BTreeSet::new() };
    let mut walk = Dfs::new(&net, start);
    let reached = std::iter::from_fn(|| walk.next(&net));
    reached.filter_map(|at| net.node_weight(at)).copied().filter(|other| *other != id).collect()
}
