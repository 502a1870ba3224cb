//! The line of sight by the map: from every party the shortest path to a paying customer, and how long it is.

use super::{Graph, NodeKind};
use crate::id::DocId;
use std::collections::BTreeMap;

/// Every party's distance from the nearest paying customer, and its next step towards them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sights {
    steps: BTreeMap<DocId, Step>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    ring: u32,
    next: Option<DocId>,
}

impl Sights {
    /// Looks from all paying customers at once, ring by ring. Among steps that are equally short, the party whose name comes first
    /// is taken, then the one with the smaller id.
    pub fn of(graph: &Graph) -> Self {
        let mut steps = BTreeMap::new();
        let customers = graph.nodes().filter(|(_, node)| node.kind == NodeKind::Customer);
        let mut here: Vec<DocId> = customers.map(|(id, _)| id).collect();
        steps.extend(here.iter().map(|id| (*id, Step { ring: 0, next: None })));
        for ring in 1.. {
            if here.is_empty() {
                break;
            }
            here = Self::next_ring(graph, &mut steps, here, ring);
        }
        Self { steps }
    }

    fn next_ring(
        graph: &Graph,
        steps: &mut BTreeMap<DocId, Step>,
        mut here: Vec<DocId>,
        ring: u32,
    ) -> Vec<DocId> {
        graph.sort_by_rank(&mut here);
        let mut found = Vec::new();
        for next in here {
            for id in graph.providers_of(next) {
                steps.entry(id).or_insert_with(|| {
                    found.push(id);
                    Step { ring, next: Some(next) }
                });
            }
        }
        found
    }

    /// Links to the nearest paying customer: 0 for paying customers, none without a path.
    pub fn ring(&self, id: DocId) -> Option<u32> {
        self.steps.get(&id).map(|step| step.ring)
    }

    /// The party that comes next on the way to the customer.
    pub fn next(&self, id: DocId) -> Option<DocId> {
        self.steps.get(&id)?.next
    }

    /// The shortest path to a paying customer, the party itself first; empty when there is none.
    pub fn path(&self, id: DocId) -> Vec<DocId> {
        if !self.steps.contains_key(&id) {
            return Vec::new();
        }
        std::iter::successors(Some(id), |at| self.next(*at)).collect()
    }

    /// The largest ring that holds anybody.
    pub fn last_ring(&self) -> u32 {
        self.steps.values().map(|step| step.ring).max().unwrap_or(0)
    }
}
