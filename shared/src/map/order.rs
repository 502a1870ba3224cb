//! Who stands beside whom in a layer: in a few sweeps everybody moves to the mean of their neighbours, and the order with the fewest
//! crossings is kept.
//!
//! A line over several layers runs through a place of its own in each layer between. Lines to the same party share these places: they
//! join on the way.

use super::depth::Depths;
use super::plan::Plan;
use super::tally::inversions;
use std::collections::BTreeMap;

/// Places for lines, at most. Longer lines than fit have none: they run straight.
const TRUNKS_MAX: usize = 20_000;

/// What stands in layers: parties first, by number, then places of lines.
#[derive(Debug, Clone)]
pub(super) struct Order {
    /// Items of each layer, from left to right.
    pub(super) layers: Vec<Vec<usize>>,
    /// Neighbours in the layer above, by item.
    pub(super) above: Vec<Vec<usize>>,
    /// Neighbours in the layer below.
    pub(super) below: Vec<Vec<usize>>,
    /// The place of the line to a party in a layer.
    pub(super) trunks: BTreeMap<(usize, usize), usize>,
    /// Where items stand, as a share of their layer.
    at: Vec<f64>,
}

impl Order {
    /// Everybody below the mean of those whom they serve; those who are equal by id.
    pub(super) fn new(plan: &Plan, depths: &Depths) -> Self {
        let count = depths.count();
        let mut order = Self {
            layers: vec![Vec::new(); count],
            above: vec![Vec::new(); plan.len()],
            below: Vec::new(),
            trunks: BTreeMap::new(),
            at: Vec::new(),
        };
        for (party, depth) in depths.of.iter().enumerate() {
            order.layers[*depth].push(party);
        }
        let mut lines: Vec<(usize, usize)> =
            plan.edges.iter().map(|edge| edge.ends).filter(|ends| depths.is_upward(plan, *ends)).collect();
        let span = |(provider, served): &(usize, usize)| depths.of[*provider] - depths.of[*served];
        lines.sort_by_key(|ends| (span(ends), *ends));
        for (provider, served) in lines {
            order.add_line(depths, provider, served);
        }
        order.below = vec![Vec::new(); order.above.len()];
        for (item, above) in order.above.iter().enumerate() {
            above.iter().for_each(|other| order.below[*other].push(item));
        }
        order.at = vec![0.5; order.above.len()];
        for layer in 0..count {
            order.sort(layer, false);
        }
        order
    }

    fn add_line(&mut self, depths: &Depths, provider: usize, served: usize) {
        let (from, to) = (depths.of[provider], depths.of[served]);
        if self.trunks.len() + (from - to) > TRUNKS_MAX {
            return;
        }
        let mut above = served;
        for layer in to + 1..from {
            let next = self.above.len();
            let trunk = *self.trunks.entry((served, layer)).or_insert(next);
            if trunk == next {
                self.above.push(vec![above]);
                self.layers[layer].push(trunk);
            }
            above = trunk;
        }
        self.above[provider].push(above);
    }

    /// Whether an item is the place of a line.
    pub(super) fn is_trunk(&self, plan: &Plan, item: usize) -> bool {
        item >= plan.len()
    }

    /// From the bottom up and down again.
    pub(super) fn sweep(&mut self) {
        for layer in (0..self.layers.len()).rev() {
            self.sort(layer, true);
        }
        for layer in 0..self.layers.len() {
            self.sort(layer, false);
        }
    }

    fn sort(&mut self, layer: usize, by_below: bool) {
        let side = if by_below { &self.below } else { &self.above };
        let wanted = |item: usize| {
            let others = &side[item];
            let sum: f64 = others.iter().map(|other| self.at[*other]).sum();
            if others.is_empty() { self.at[item] } else { sum / others.len() as f64 }
        };
        let mut sorted: Vec<(f64, usize)> =
            self.layers[layer].iter().map(|item| (wanted(*item), *item)).collect();
        // Who wants the same keeps the order.
        sorted.sort_by(|one, other| one.0.total_cmp(&other.0));
        let len = sorted.len() as f64;
        for (place, (_, item)) in sorted.iter().enumerate() {
            self.at[*item] = (place as f64 + 0.5) / len;
        }
        self.layers[layer] = sorted.into_iter().map(|(_, item)| item).collect();
    }

    /// How many pairs of lines cross between one layer and the next.
    pub(super) fn crossings(&self) -> usize {
        let lines = |layer: &Vec<usize>| {
            let ends = layer.iter().flat_map(|item| self.above[*item].iter().map(|above| (*item, *above)));
            ends.map(|(item, above)| (self.at[item], self.at[above])).collect()
        };
        self.layers.iter().map(|layer| inversions(lines(layer))).sum()
    }
}
