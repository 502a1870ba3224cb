//! Angles around the centre: a wedge for each branch of the map, then a few sweeps towards the neighbours.

use super::layout::Members;
use super::{Graph, Sights};
use crate::id::DocId;
use std::collections::BTreeMap;
use std::f64::consts::{PI, TAU};

/// Where the first branch begins: straight up, as on a clock.
const TOP: f64 = -PI / 2.0;
/// How much the next party on the line of sight weighs among the neighbours.
const NEXT_WEIGHT: f64 = 3.0;

/// An angle for every party, in radians; 0 is right, a quarter turn down.
#[derive(Debug, Clone, Default)]
pub(super) struct Angles(BTreeMap<DocId, f64>);

impl Angles {
    pub(super) fn of(&self, id: DocId) -> f64 {
        self.0.get(&id).copied().unwrap_or(TOP)
    }

    /// Pulls every party towards the mean direction of its neighbours, ring by ring from the inside out, and spreads each ring
    /// again in the new order.
    pub(super) fn sweep(&mut self, graph: &Graph, sights: &Sights, rings: &[Members]) {
        for ring in rings {
            let wanted = ring.ids.iter().map(|id| (*id, self.pull(graph, sights, *id)));
            let mut wanted: Vec<(DocId, f64)> = wanted.collect();
            wanted.sort_by(|one, other| one.1.total_cmp(&other.1).then_with(|| one.0.cmp(&other.0)));
            // The same angles in another order: who moves takes the place of another, so the spread stays.
            let mut places: Vec<f64> = ring.ids.iter().map(|id| self.of(*id)).collect();
            places.sort_by(f64::total_cmp);
            for ((id, _), place) in wanted.into_iter().zip(places) {
                self.0.insert(id, place);
            }
        }
    }

    fn pull(&self, graph: &Graph, sights: &Sights, id: DocId) -> f64 {
        let next = sights.next(id);
        let served = graph.edges().filter(|(provider, ..)| *provider == id).map(|(_, served, _)| served);
        let (mut x, mut y) = (0.0, 0.0);
        for other in served.chain(graph.providers_of(id)) {
            // The centre has no direction.
            if sights.ring(other) != Some(0) {
                let weight = if next == Some(other) { NEXT_WEIGHT } else { 1.0 };
                x += weight * self.of(other).cos();
                y += weight * self.of(other).sin();
            }
        }
        if x.hypot(y) < 1e-9 { self.of(id) } else { y.atan2(x) }
    }

    /// How many pairs of lines cross, when every ring is one unit from the next.
    pub(super) fn crossings(&self, graph: &Graph, sights: &Sights) -> usize {
        let outside = f64::from(sights.last_ring()) + 1.0;
        let at = |id: DocId| {
            let radius = sights.ring(id).map_or(outside, f64::from);
            (radius * self.of(id).cos(), radius * self.of(id).sin())
        };
        let lines: Vec<_> = graph.edges().map(|(one, other, _)| (one, other, at(one), at(other))).collect();
        let mut crossings = 0;
        for (place, one) in lines.iter().enumerate() {
            for other in lines.iter().skip(place + 1) {
                let shares_end = one.0 == other.0 || one.0 == other.1 || one.1 == other.0 || one.1 == other.1;
                crossings += usize::from(!shares_end && cross(one.2, one.3, other.2, other.3));
            }
        }
        crossings
    }
}

type Point = (f64, f64);

fn turn(a: Point, b: Point, c: Point) -> f64 {
    (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0)
}

fn cross(a: Point, b: Point, c: Point, d: Point) -> bool {
    turn(a, b, c) * turn(a, b, d) < 0.0 && turn(c, d, a) * turn(c, d, b) < 0.0
}

/// A wedge for each branch, as wide as the parties at its end need; inside a wedge branches stand by name. Parties without a path
/// stand evenly on their own ring.
pub(super) fn wedges(graph: &Graph, sights: &Sights, rings: &[Members]) -> Angles {
    let mut branches: BTreeMap<DocId, Vec<DocId>> = BTreeMap::new();
    for ring in rings {
        for id in &ring.ids {
            if let Some(next) = sights.next(*id) {
                branches.entry(next).or_default().push(*id);
            }
        }
    }
    for branch in branches.values_mut() {
        branch.sort_by_key(|id| graph.rank(*id));
    }
    let weights = weights(rings, &branches);
    let mut angles = Angles::default();
    for ring in rings {
        let mut tops: Vec<DocId> = ring.ids.iter().copied().filter(|id| sights.next(*id).is_none()).collect();
        tops.sort_by_key(|id| graph.rank(*id));
        share_out(&tops, TOP, TAU, &weights, &branches, &mut angles);
    }
    angles
}

/// How many parties a branch ends in; at least one.
fn weights(rings: &[Members], branches: &BTreeMap<DocId, Vec<DocId>>) -> BTreeMap<DocId, f64> {
    let mut weights: BTreeMap<DocId, f64> = BTreeMap::new();
    // From the outside in, so that every branch finds the weights of its own branches.
    for id in rings.iter().rev().flat_map(|ring| &ring.ids) {
        let below = branches.get(id).into_iter().flatten();
        let sum: f64 = below.map(|below| weights.get(below).copied().unwrap_or(1.0)).sum();
        weights.insert(*id, sum.max(1.0));
    }
    weights
}

/// Shares a wedge out among branches, and theirs among their branches; without recursion, because a map may be a long line.
fn share_out(
    tops: &[DocId],
    from: f64,
    width: f64,
    weights: &BTreeMap<DocId, f64>,
    branches: &BTreeMap<DocId, Vec<DocId>>,
    angles: &mut Angles,
) {
    let mut ahead = vec![(tops.to_vec(), from, width)];
    while let Some((ids, mut from, width)) = ahead.pop() {
        let weight = |id: &DocId| weights.get(id).copied().unwrap_or(1.0);
        let total: f64 = ids.iter().map(weight).sum();
        for id in &ids {
            let part = width * weight(id) / total;
            angles.0.insert(*id, from + part / 2.0);
            if let Some(branch) = branches.get(id) {
                ahead.push((branch.clone(), from, part));
            }
            from += part;
        }
    }
}
