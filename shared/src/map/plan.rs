//! The map by numbers: parties in the order of their ids, what their boxes say and measure, who serves whom.

use super::label::{NODE_HEIGHT, label, width};
use super::{DrawnNode, Graph, NodeKind, Sights};
use crate::id::DocId;
use petgraph::Direction::{Incoming, Outgoing};
use petgraph::graph::{DiGraph, NodeIndex};

#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub(super) parties: Vec<Party>,
    pub(super) edges: Vec<Edge>,
    net: DiGraph<DocId, usize>,
}

#[derive(Debug, Clone)]
pub(super) struct Party {
    pub(super) id: DocId,
    pub(super) label: String,
    pub(super) width: f64,
    /// Links to the nearest paying customer; none without a path.
    pub(super) ring: Option<u32>,
    kind: NodeKind,
    group: usize,
}

/// Ends by number, provider first.
#[derive(Debug, Clone)]
pub(super) struct Edge {
    pub(super) ends: (usize, usize),
    pub(super) services: Vec<DocId>,
}

impl Plan {
    pub(super) fn of(graph: &Graph) -> Self {
        let sights = Sights::of(graph);
        let party = |(id, node): (DocId, &super::Node)| {
            let label = label(node);
            let width = width(&label);
            Party { id, label, width, ring: sights.ring(id), kind: node.kind, group: node.group }
        };
        let parties: Vec<Party> = graph.nodes().map(party).collect();
        let number = |id: DocId| parties.binary_search_by(|party| party.id.cmp(&id)).ok();
        let edge = |(provider, served, services): (DocId, DocId, &[DocId])| {
            Some(Edge { ends: (number(provider)?, number(served)?), services: services.to_vec() })
        };
        let edges = graph.edges().filter_map(edge).collect();
        Self { edges, net: graph.petgraph(), parties }
    }

    pub(super) fn len(&self) -> usize {
        self.parties.len()
    }

    pub(super) fn ring(&self, party: usize) -> Option<u32> {
        self.parties[party].ring
    }

    pub(super) fn net(&self) -> &DiGraph<DocId, usize> {
        &self.net
    }

    /// Whom a party serves.
    pub(super) fn served(&self, party: usize) -> impl Iterator<Item = usize> {
        self.net.neighbors_directed(NodeIndex::new(party), Outgoing).map(NodeIndex::index)
    }

    /// Who serves a party.
    pub(super) fn providers(&self, party: usize) -> impl Iterator<Item = usize> {
        self.net.neighbors_directed(NodeIndex::new(party), Incoming).map(NodeIndex::index)
    }

    pub(super) fn node(&self, party: usize, (x, y): (f64, f64), placed: bool) -> DrawnNode {
        let Party { id, label, width, ring, kind, group } = self.parties[party].clone();
        DrawnNode { id, label, x, y, w: width, h: NODE_HEIGHT, ring, kind, group, placed }
    }
}

/// Where parties stand as long as nobody has put anything anywhere, and what is drawn behind them.
#[derive(Debug, Clone, Default)]
pub(super) struct Base {
    /// By the party's number: whole numbers.
    pub(super) spots: Vec<(f64, f64)>,
    pub(super) rings: Vec<super::Ring>,
    pub(super) layers: Vec<super::Layer>,
    /// By the edge's number.
    pub(super) lines: Vec<Line>,
}

/// How a line runs, before it is drawn.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub(super) inward: bool,
    /// Points that it runs through on its way from provider to served.
    pub(super) through: Vec<(f64, f64)>,
}
