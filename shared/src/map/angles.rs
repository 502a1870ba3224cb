//! Angles around the centre: a wedge for each branch of the map, then a few sweeps towards the neighbours.

use super::plan::Plan;
use super::rings::Members;
use super::tally::{inversions, sort};
use std::f64::consts::{PI, TAU};

/// Where the first branch begins: straight up, as on a clock.
const TOP: f64 = -PI / 2.0;
/// How much the next party on the way to the customer weighs among the neighbours.
const NEXT_WEIGHT: f64 = 3.0;

/// An angle for every party, in radians; 0 is right, a quarter turn down.
#[derive(Debug, Clone, Default)]
pub(super) struct Angles {
    at: Vec<f64>,
    /// The party above in the tree: of those one ring further in whom it serves, the one with the smallest id.
    above: Vec<Option<usize>>,
}

impl Angles {
    pub(super) fn of(&self, party: usize) -> f64 {
        self.at[party]
    }

    /// A wedge for each branch, as wide as the parties at its end need. Parties without a path stand evenly on their own ring.
    pub(super) fn by_branches(plan: &Plan, rings: &[Members]) -> Self {
        let above: Vec<Option<usize>> = (0..plan.len()).map(|party| above(plan, party)).collect();
        let mut branches: Vec<Vec<usize>> = vec![Vec::new(); plan.len()];
        for (party, above) in above.iter().enumerate() {
            if let Some(above) = above {
                branches[*above].push(party);
            }
        }
        let weights = weights(rings, &branches);
        let mut angles = Self { at: vec![TOP; plan.len()], above };
        for ring in rings {
            let tops = ring.parties.iter().copied().filter(|party| angles.above[*party].is_none());
            let tops: Vec<usize> = tops.collect();
            share_out(&tops, &weights, &branches, &mut angles.at);
        }
        angles
    }

    /// Pulls every party towards the mean direction of its neighbours, ring by ring from the inside out, and spreads each ring
    /// again in the new order.
    pub(super) fn sweep(&mut self, plan: &Plan, rings: &[Members]) {
        for ring in rings {
            let wanted = ring.parties.iter().map(|party| (self.pull(plan, *party), *party));
            let mut wanted: Vec<(f64, usize)> = wanted.collect();
            sort(&mut wanted);
            // The same angles in another order: who moves takes the place of another, so the spread stays.
            let mut places: Vec<(f64, usize)> =
                ring.parties.iter().map(|party| (self.of(*party), *party)).collect();
            sort(&mut places);
            for ((_, party), (place, _)) in wanted.into_iter().zip(places) {
                self.at[party] = place;
            }
        }
    }

    fn pull(&self, plan: &Plan, party: usize) -> f64 {
        let (mut x, mut y) = (0.0, 0.0);
        for other in plan.served(party).chain(plan.providers(party)) {
            // The centre has no direction.
            if plan.ring(other) != Some(0) {
                let weight = if self.above[party] == Some(other) { NEXT_WEIGHT } else { 1.0 };
                let (sin, cos) = libm::sincos(self.of(other));
                x += weight * cos;
                y += weight * sin;
            }
        }
        if x.abs() + y.abs() < 1e-9 { self.of(party) } else { forward(libm::atan2(y, x)) }
    }

    /// About how many pairs of lines from one ring to the next cross.
    pub(super) fn crossings(&self, plan: &Plan) -> usize {
        let mut pairs: Vec<Vec<(f64, f64)>> = Vec::new();
        for (one, other) in plan.edges.iter().map(|edge| edge.ends) {
            if let (Some(ring), Some(next)) = (plan.ring(one), plan.ring(other))
                && ring.abs_diff(next) == 1
            {
                let (outer, inner) = if ring > next { (one, other) } else { (other, one) };
                let between = ring.min(next) as usize;
                if pairs.len() <= between {
                    pairs.resize(between + 1, Vec::new());
                }
                pairs[between].push((self.of(outer), self.of(inner)));
            }
        }
        // Lines to a single centre don't cross, and the few between two rings of one party neither.
        pairs.iter().map(|lines| crossings_around(lines)).sum()
    }
}

/// Lines between two circles cross when their ends stand in another order. Around the circle: each line once more, a turn further.
fn crossings_around(lines: &[(f64, f64)]) -> usize {
    let near = |(outer, inner): &(f64, f64)| {
        let turns = ((outer - inner) / TAU).round();
        (*outer, inner + turns * TAU)
    };
    let once: Vec<(f64, f64)> = lines.iter().map(near).collect();
    let further = once.iter().map(|(outer, inner)| (outer + TAU, inner + TAU));
    let twice: Vec<(f64, f64)> = once.iter().copied().chain(further).collect();
    // Each pair of the first turn is there in the second, too.
    inversions(&twice).saturating_sub(inversions(&once))
}

/// From the top once around.
fn forward(angle: f64) -> f64 {
    if angle < TOP { angle + TAU } else { angle }
}

fn above(plan: &Plan, party: usize) -> Option<usize> {
    let inside = plan.ring(party)?.checked_sub(1)?;
    plan.served(party).filter(|served| plan.ring(*served) == Some(inside)).min()
}

/// How many parties a branch ends in, roughly: so that one more seldom moves the wedges of others.
fn weights(rings: &[Members], branches: &[Vec<usize>]) -> Vec<f64> {
    let mut weights = vec![1.0; branches.len()];
    // From the outside in, so that every branch finds the weights of its own branches.
    for party in rings.iter().rev().flat_map(|ring| &ring.parties) {
        let sum: f64 = branches[*party].iter().map(|below| weights[*below]).sum();
        weights[*party] = roughly(sum.max(1.0));
    }
    weights
}

/// Rounded up to 1, 2, 3, 4, 6, 8, 12, 16 …
fn roughly(weight: f64) -> f64 {
    let mut power = 1.0;
    while power * 2.0 < weight {
        power *= 2.0;
    }
    [power, power * 1.5, power * 2.0].into_iter().find(|step| *step >= weight).unwrap_or(weight)
}

/// Shares a turn out among branches, and theirs among their branches; without recursion, because a map may be a long line.
fn share_out(tops: &[usize], weights: &[f64], branches: &[Vec<usize>], angles: &mut [f64]) {
    let mut ahead = vec![(tops, TOP, TAU)];
    while let Some((parties, mut from, width)) = ahead.pop() {
        let total: f64 = parties.iter().map(|party| weights[*party]).sum();
        for party in parties {
            let part = width * weights[*party] / total;
            angles[*party] = from + part / 2.0;
            ahead.push((&branches[*party], from, part));
            from += part;
        }
    }
}
