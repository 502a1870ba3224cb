//! Which layer everybody is in: below all whom they serve. What closes a circle doesn't count.

use super::plan::Plan;
use petgraph::algo::{kosaraju_scc, toposort};
use petgraph::visit::{EdgeFiltered, EdgeRef};

/// Layers by party.
#[derive(Debug, Clone)]
pub(super) struct Depths {
    pub(super) of: Vec<usize>,
    circle_of: Vec<usize>,
    /// The first layer of those without a path to a paying customer.
    pub(super) lost_from: usize,
}

impl Depths {
    /// Paying customers at the top, everybody else as far up as is below all whom they serve; those without a path below all others.
    pub(super) fn of(plan: &Plan) -> Self {
        let mut circle_of = vec![0; plan.len()];
        // Not Tarjan's: petgraph's calls itself once a link, and a map may be a long line.
        for (number, circle) in kosaraju_scc(plan.net()).into_iter().enumerate() {
            circle.into_iter().for_each(|at| circle_of[at.index()] = number);
        }
        let mut depths = Self { of: vec![0; plan.len()], circle_of, lost_from: 0 };
        let upward = EdgeFiltered::from_fn(plan.net(), |edge| {
            depths.is_upward(plan, (edge.source().index(), edge.target().index()))
        });
        // Providers come before those whom they serve; a circle can't be left.
        let sorted = toposort(&upward, None).unwrap_or_default();
        let mut of = vec![0; plan.len()];
        for party in sorted.iter().rev().map(|at| at.index()) {
            let above = plan.served(party).filter(|served| depths.is_upward(plan, (party, *served)));
            of[party] = above.map(|served| of[served] + 1).max().unwrap_or(0);
        }
        let sees = |party: &usize| plan.ring(*party).is_some();
        depths.lost_from = (0..plan.len()).filter(sees).map(|party| of[party] + 1).max().unwrap_or(0);
        for party in (0..plan.len()).filter(|party| !sees(party)) {
            of[party] += depths.lost_from;
        }
        depths.of = of;
        depths
    }

    /// Whether a service leads up: all do but those of a paying customer, those to whoever has no path from whoever has one, and in a
    /// circle those to whoever is further from the customer (equally far: to the greater id).
    pub(super) fn is_upward(&self, plan: &Plan, (provider, served): (usize, usize)) -> bool {
        let (below, above) = (plan.ring(provider), plan.ring(served));
        let rank = |ring: Option<u32>, party: usize| (ring.unwrap_or(u32::MAX), party);
        below != Some(0)
            && below.is_some() == above.is_some()
            && (self.circle_of[provider] != self.circle_of[served]
                || rank(above, served) < rank(below, provider))
    }

    /// How many layers there are.
    pub(super) fn count(&self) -> usize {
        self.of.iter().max().map_or(0, |depth| depth + 1)
    }
}
