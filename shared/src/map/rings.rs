//! Rings around the paying customer: everybody on the ring of their distance, near those whom they serve.
//!
//! Angles come from a tree (every party under one that it serves), are pulled towards all neighbours in a few sweeps, and the sweep
//! with the fewest crossings is kept. Then the rings are filled from the inside out. Few boxes stand on one circle, which grows until
//! they fit; many fill a band.

use super::Ring;
use super::angles::Angles;
use super::band::fill_band;
use super::grid::{Grid, Point};
use super::label::NODE_HEIGHT;
use super::place::{Spot, place_ring};
use super::plan::{Base, Line, Plan};
use super::tally::sort;

/// How far a ring lies from the one inside it, at least.
const RING_STEP: f64 = 68.0;
/// A circle grows by at most this before its boxes are put into a band instead, and the first ones by as much as this radius.
const CIRCLE_GROWTH: f64 = 120.0;
const CIRCLE_MAX: f64 = 480.0;
const SWEEPS: usize = 6;

/// Rings in the making.
#[derive(Debug, Clone)]
pub(super) struct Work {
    rings: Vec<Members>,
    angles: Angles,
    sweeps: usize,
    best: (usize, Angles),
    /// Rings that are filled, and how far out they reach.
    filled: usize,
    reach: f64,
    grid: Grid,
    base: Base,
}

/// The parties of one ring.
#[derive(Debug, Clone)]
pub(super) struct Members {
    /// Links to the customer; none: no path.
    pub(super) number: Option<u32>,
    pub(super) parties: Vec<usize>,
}

impl Work {
    pub(super) fn new(plan: &Plan) -> Self {
        let rings = members(plan);
        let angles = Angles::by_branches(plan, &rings);
        let best = (angles.crossings(plan), angles.clone());
        let base = Base { spots: vec![(0.0, 0.0); plan.len()], ..Base::default() };
        Self { rings, angles, sweeps: 0, best, filled: 0, reach: 0.0, grid: Grid::default(), base }
    }

    pub(super) fn step(&mut self, plan: &Plan) -> Option<Base> {
        if self.sweeps < SWEEPS && self.best.0 > 0 {
            self.sweeps += 1;
            self.angles.sweep(plan, &self.rings);
            let crossings = self.angles.crossings(plan);
            if crossings < self.best.0 {
                self.best = (crossings, self.angles.clone());
            }
            return None;
        }
        if self.filled < self.rings.len() {
            self.fill(plan);
            return None;
        }
        self.base.lines = plan.edges.iter().map(|edge| line(plan, edge.ends)).collect();
        Some(std::mem::take(&mut self.base))
    }

    fn fill(&mut self, plan: &Plan) {
        let Some(ring) = self.rings.get(self.filled) else { return };
        let least = if self.filled == 0 { 0.0 } else { self.reach + RING_STEP };
        let spots = spots(plan, ring, &self.best.1);
        let most = CIRCLE_MAX.max(least + CIRCLE_GROWTH);
        let (inner, outer, placed) = place_ring(&spots, least, most, &self.grid)
            .map_or_else(|| fill_band(&spots, least, &self.grid), |(at, placed)| (at, at, placed));
        if outer > 0.0 {
            let (radius, width) = ((inner + outer) / 2.0, outer - inner);
            self.base.rings.push(Ring { radius, width, dashed: ring.number.is_none() });
        }
        self.reach = outer;
        for (spot, at) in spots.iter().zip(placed) {
            self.put(plan, spot.party, at);
        }
        self.filled += 1;
    }

    fn put(&mut self, plan: &Plan, party: usize, (x, y): Point) {
        self.base.spots[party] = (x, y);
        self.grid.add(party, (x, y, plan.parties[party].width, NODE_HEIGHT));
    }
}

/// Parties by ring, from the inside out, those without a path last; empty rings are left out.
fn members(plan: &Plan) -> Vec<Members> {
    let last = plan.parties.iter().filter_map(|party| party.ring).max().unwrap_or(0);
    let number = |ring: u32| (ring <= last).then_some(ring);
    let mut rings: Vec<Members> =
        (0..=last + 1).map(|ring| Members { number: number(ring), parties: Vec::new() }).collect();
    for party in 0..plan.len() {
        rings[plan.ring(party).unwrap_or(last + 1) as usize].parties.push(party);
    }
    rings.retain(|ring| !ring.parties.is_empty());
    rings
}

/// By angle.
fn spots(plan: &Plan, ring: &Members, angles: &Angles) -> Vec<Spot> {
    let mut sorted: Vec<(f64, usize)> =
        ring.parties.iter().map(|party| (angles.of(*party), *party)).collect();
    sort(&mut sorted);
    let spot =
        |(angle, party): (f64, usize)| Spot { party, angle, w: plan.parties[party].width, h: NODE_HEIGHT };
    sorted.into_iter().map(spot).collect()
}

fn line(plan: &Plan, (provider, served): (usize, usize)) -> Line {
    let inward = match (plan.ring(provider), plan.ring(served)) {
        (Some(outer), Some(inner)) => outer == inner + 1,
        _ => false,
    };
    Line { inward, through: Vec::new() }
}
