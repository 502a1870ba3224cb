//! Who stands beside whom in a layer: in a few sweeps everybody moves to the mean of their neighbours, and the order with the fewest
//! crossings is kept.
//!
//! A line over several layers runs through a place of its own in each layer between. Lines to the same party share these places: they
//! join on the way.

use super::depth::Depths;
use super::plan::Plan;
use super::tally::{inversions, sort};

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
    /// The places of the line to a party, from the layer below it downwards.
    trunks: Vec<Vec<usize>>,
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
            trunks: vec![Vec::new(); plan.len()],
            at: Vec::new(),
        };
        for (party, depth) in depths.of.iter().enumerate() {
            order.layers[*depth].push(party);
        }
        let upward = plan.edges.iter().enumerate().filter(|(_, edge)| depths.is_upward(plan, edge.ends));
        let span = |(provider, served): (usize, usize)| depths.of[provider] - depths.of[served];
        let mut lines: Vec<(f64, usize)> =
            upward.map(|(line, edge)| (span(edge.ends) as f64, line)).collect();
        sort(&mut lines);
        for (_, line) in lines {
            order.add_line(depths, plan.len(), plan.edges[line].ends);
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

    fn add_line(&mut self, depths: &Depths, parties: usize, (provider, served): (usize, usize)) {
        let (from, to) = (depths.of[provider], depths.of[served]);
        if self.above.len() - parties + (from - to) > TRUNKS_MAX {
            return;
        }
        let mut above = served;
        for layer in to + 1..from {
            above = self.trunk(layer - to, served).unwrap_or_else(|| {
                let trunk = self.above.len();
                self.above.push(vec![above]);
                self.layers[layer].push(trunk);
                self.trunks[served].push(trunk);
                trunk
            });
        }
        self.above[provider].push(above);
    }

    /// The place of the line to a party, that many layers below it.
    pub(super) fn trunk(&self, below: usize, served: usize) -> Option<usize> {
        self.trunks[served].get(below.checked_sub(1)?).copied()
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
        let items = std::mem::take(&mut self.layers[layer]);
        // Who wants the same keeps the order.
        let mut sorted: Vec<(f64, usize)> =
            items.iter().enumerate().map(|(place, item)| (wanted(*item), place)).collect();
        sort(&mut sorted);
        let len = sorted.len() as f64;
        for (place, (_, before)) in sorted.iter().enumerate() {
            self.at[items[*before]] = (place as f64 + 0.5) / len;
            self.layers[layer].push(items[*before]);
        }
    }

    /// Swaps neighbours wherever that saves crossings, once from left to right in each layer.
    pub(super) fn swap(&mut self) {
        for layer in 0..self.layers.len() {
            for place in 1..self.layers[layer].len() {
                let (one, other) = (self.layers[layer][place - 1], self.layers[layer][place]);
                let crossings = |left: usize, right: usize| {
                    let sides = [&self.above, &self.below];
                    sides.iter().map(|side| self.crossings_of(&side[left], &side[right])).sum::<usize>()
                };
                if crossings(other, one) < crossings(one, other) {
                    self.layers[layer].swap(place - 1, place);
                    self.at.swap(one, other);
                }
            }
        }
    }

    /// How many lines of two items beside each other cross, by the other ends of the left one's and of the right one's.
    fn crossings_of(&self, left: &[usize], right: &[usize]) -> usize {
        let before = |one: usize| right.iter().filter(|other| self.at[**other] < self.at[one]).count();
        left.iter().map(|one| before(*one)).sum()
    }

    /// How many pairs of lines cross between one layer and the next.
    pub(super) fn crossings(&self) -> usize {
        let lines = |layer: &Vec<usize>| -> Vec<(f64, f64)> {
            let ends = layer.iter().flat_map(|item| self.above[*item].iter().map(|above| (*item, *above)));
            ends.map(|(item, above)| (self.at[item], self.at[above])).collect()
        };
        self.layers.iter().map(|layer| inversions(&lines(layer))).sum()
    }
}
