//! A part of the map: what is around one party, or parties rolled up into groups.

use super::{Graph, Node, NodeKind, Sights};
use crate::id::{DocId, DocKind};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// The most hops that a focus reaches.
pub const HOPS_MAX: u32 = 2;

/// Whoever is at most that many links away from a party, in whatever direction, and its line of sight up to the customer; with all
/// services between them. Empty when the party isn't on the map. The lines of sight are the graph's.
pub fn around(graph: &Graph, sights: &Sights, id: DocId, hops: u32) -> Graph {
    let mut seen = BTreeSet::new();
    if graph.node(id).is_some() {
        seen.insert(id);
    }
    let mut here: Vec<DocId> = seen.iter().copied().collect();
    for _ in 0..hops.min(HOPS_MAX) {
        let next = here.iter().flat_map(|id| graph.served_by(*id).chain(graph.providers_of(*id)));
        here = next.filter(|id| !seen.contains(id)).collect();
        seen.extend(&here);
    }
    if !seen.is_empty() {
        seen.extend(sights.path(id));
    }
    part(graph, |id| seen.contains(&id))
}

fn part(graph: &Graph, is_in: impl Fn(DocId) -> bool) -> Graph {
    let mut part = Graph::default();
    for (id, node) in graph.nodes().filter(|(id, _)| is_in(*id)) {
        part.add_node(id, node.clone());
    }
    for (provider, served, services) in graph.edges() {
        part.add_services(provider, served, services);
    }
    part
}

/// A map in which parties are rolled up into groups.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RolledUp {
    /// Groups, and parties that are in none.
    pub graph: Graph,
    /// Who is in each group, by id.
    pub members: BTreeMap<DocId, Vec<DocId>>,
}

/// Rolls parties up by what `by` says of them (a site, a department): one node for each, equal but for case and outer blanks. Who is
/// in none, paying customers, and whoever would be alone stand for themselves. Services between two groups share one line;
/// those inside one are left out.
pub fn rolled_up(graph: &Graph, by: impl Fn(DocId) -> Option<String>) -> RolledUp {
    let mut groups: BTreeMap<String, Vec<(String, DocId)>> = BTreeMap::new();
    for (id, _) in graph.nodes().filter(|(_, node)| node.kind != NodeKind::Customer) {
        let label = by(id).map(|label| label.trim().to_owned()).filter(|label| !label.is_empty());
        if let Some(label) = label {
            groups.entry(label.to_lowercase()).or_default().push((label, id));
        }
    }
    let mut rolled = RolledUp::default();
    let mut group_of = BTreeMap::new();
    for (key, members) in groups.into_iter().filter(|(_, members)| members.len() > 1) {
        let id = group_id(&key);
        let kinds = members.iter().filter_map(|(_, member)| graph.node(*member)).map(|node| node.kind);
        let kind = kinds.min().unwrap_or(NodeKind::Other);
        // One of the ways in which it is written, whoever was first.
        let name = members.iter().map(|(label, _)| label).min().cloned().unwrap_or_default();
        rolled.graph.add_node(id, Node { name, kind, group: members.len() });
        group_of.extend(members.iter().map(|(_, member)| (*member, id)));
        rolled.members.insert(id, members.into_iter().map(|(_, member)| member).collect());
    }
    for (id, node) in graph.nodes().filter(|(id, _)| !group_of.contains_key(id)) {
        rolled.graph.add_node(id, node.clone());
    }
    let stands_for = |id: DocId| group_of.get(&id).copied().unwrap_or(id);
    for (provider, served, services) in graph.edges() {
        rolled.graph.add_services(stands_for(provider), stands_for(served), services);
    }
    rolled
}

/// The same on every device and in every session, so that a group keeps its place.
fn group_id(key: &str) -> DocId {
    let digest: [u8; 32] = Sha256::new().chain_update(b"group\0").chain_update(key).finalize().into();
    let mut bytes = [0; DocId::LEN];
    for (byte, from) in bytes.iter_mut().zip(digest) {
        *byte = from;
    }
    bytes[0] = DocKind::Party.into();
    DocId::from_bytes(bytes)
}
