//! Parties and who serves whom, without everything else that rows say.

use super::NodeKind;
use crate::id::DocId;
use crate::in_order::InOrder as _;
use crate::view::{PartyRow, PartyRowKind, ServiceRow};
use std::collections::BTreeMap;

/// Who serves whom. Retired parties and services are left out, and so are services of a party to itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Graph {
    nodes: BTreeMap<DocId, Node>,
    /// (provider, served) → the services between them.
    edges: BTreeMap<(DocId, DocId), Vec<DocId>>,
    /// (served, provider): the edges the other way round.
    backwards: BTreeMap<DocId, Vec<DocId>>,
}

/// A party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: NodeKind,
    /// How many parties are rolled up in it; 0: it is a party itself.
    pub group: usize,
}

impl Graph {
    /// The graph of these rows.
    pub fn new<'a>(
        parties: impl IntoIterator<Item = &'a PartyRow>,
        services: impl IntoIterator<Item = &'a ServiceRow>,
    ) -> Self {
        let mut graph = Self::default();
        for party in parties.into_iter().filter(|party| !party.retired) {
            graph.add_node(party.id, Node { name: party.name.clone(), kind: kind(party.kind), group: 0 });
        }
        for service in services.into_iter().filter(|service| !service.retired) {
            graph.add_services(service.provider, service.served, &[service.id]);
        }
        graph
    }

    /// A graph of parties and of services as (provider, served, service).
    pub fn from_parts(
        nodes: impl IntoIterator<Item = (DocId, Node)>,
        services: impl IntoIterator<Item = (DocId, DocId, DocId)>,
    ) -> Self {
        let mut graph = Self::default();
        nodes.into_iter().for_each(|(id, node)| graph.add_node(id, node));
        for (provider, served, service) in services {
            graph.add_services(provider, served, &[service]);
        }
        graph
    }

    pub(super) fn add_node(&mut self, id: DocId, node: Node) {
        self.nodes.insert(id, node);
    }

    /// Leaves out what goes to oneself, or to or from somebody who isn't there.
    pub(super) fn add_services(&mut self, provider: DocId, served: DocId, services: &[DocId]) {
        if provider == served || !self.nodes.contains_key(&provider) || !self.nodes.contains_key(&served) {
            return;
        }
        let edge = self.edges.entry((provider, served)).or_insert_with(|| {
            self.backwards.entry(served).or_default().push(provider);
            Vec::new()
        });
        for service in services {
            // By id, whatever the order of rows.
            edge.insert(edge.partition_point(|other| other < service), *service);
        }
    }

    /// A party by id.
    pub fn node(&self, id: DocId) -> Option<&Node> {
        self.nodes.get(&id)
    }

    /// All parties, by id.
    pub fn nodes(&self) -> impl Iterator<Item = (DocId, &Node)> {
        self.nodes.iter().map(|(id, node)| (*id, node))
    }

    /// All edges as (provider, served, services), by their ends' ids.
    pub fn edges(&self) -> impl Iterator<Item = (DocId, DocId, &[DocId])> {
        self.edges.iter().map(|((provider, served), services)| (*provider, *served, &**services))
    }

    /// Whether one party serves another by the map.
    pub fn has_edge(&self, provider: DocId, served: DocId) -> bool {
        self.edges.contains_key(&(provider, served))
    }

    /// Those whom a party serves, by id.
    pub fn served_by(&self, provider: DocId) -> impl Iterator<Item = DocId> {
        let first = (provider, DocId::from_bytes([0; DocId::LEN]));
        let from = self.edges.range(first..).map(|(ends, _)| *ends);
        from.take_while(move |(one, _)| *one == provider).map(|(_, served)| served)
    }

    /// Those who serve a party.
    pub fn providers_of(&self, served: DocId) -> impl Iterator<Item = DocId> {
        self.backwards.get(&served).into_iter().flatten().copied()
    }

    /// Sorts parties by name, then id.
    pub(super) fn sort_by_rank(&self, parties: &mut [DocId]) {
        parties.put_in_order_by(|one, other| self.rank(*one).cmp(&self.rank(*other)));
    }

    /// What decides between parties that are equally good: name, then id.
    pub(super) fn rank(&self, id: DocId) -> (&str, DocId) {
        (self.nodes.get(&id).map_or("", |node| &node.name), id)
    }
}

fn kind(kind: PartyRowKind) -> NodeKind {
    match kind {
        PartyRowKind::PayingCustomer => NodeKind::Customer,
        PartyRowKind::Team => NodeKind::Team,
        PartyRowKind::Partner | PartyRowKind::Vendor | PartyRowKind::Unknown => NodeKind::Other,
    }
}
