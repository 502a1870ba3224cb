//! Many boxes around the centre: a band of circles close to each other, filled from the inside out.

use super::grid::{GAP, Grid, Point};
use super::place::{Spot, on_circle};
use super::tally::sort;
use std::f64::consts::TAU;

/// From one circle of a band to the next: what lies above each other fits.
const LEVEL: f64 = 36.0;
/// From one spot on a circle to the next.
const ASIDE: f64 = 16.0;
/// Spots to either side that are tried, and circles at once.
const ASIDE_MAX: i32 = 10;
const LEVELS: u32 = 8;
/// A circle further out is as good as this far aside.
const LEVEL_COST: f64 = 64.0;

/// Puts every box where it is free next to where it wants to be: the innermost circle, the outermost that was needed, and the centres.
pub(super) fn fill_band(spots: &[Spot], least: f64, inside: &Grid) -> (f64, f64, Vec<Point>) {
    let widest = spots.iter().map(|spot| spot.w).fold(0.0, f64::max);
    // A band in the centre begins where boxes on either side don't meet.
    let inner = least.max((widest + GAP) / 2.0);
    let tries = tries();
    let mut grid = inside.clone();
    let mut outer = inner;
    let mut placed = Vec::with_capacity(spots.len());
    for spot in spots {
        let (radius, at) = first_free(spot, inner, &tries, &grid);
        grid.add(spot.party, (at.0, at.1, spot.w, spot.h));
        outer = outer.max(radius);
        placed.push(at);
    }
    (inner, outer, placed)
}

fn first_free(spot: &Spot, inner: f64, tries: &[(u32, f64)], grid: &Grid) -> (f64, Point) {
    let mut from = inner;
    loop {
        for (level, aside) in tries {
            let radius = from + f64::from(*level) * LEVEL;
            let at = on_circle(radius, spot.angle + (aside / radius).clamp(-TAU / 2.0, TAU / 2.0));
            if grid.is_free((at.0, at.1, spot.w, spot.h)) {
                return (radius, at);
            }
        }
        // Far enough out there is nobody.
        from += f64::from(LEVELS) * LEVEL;
    }
}

/// Circles and how far aside, the best first.
fn tries() -> Vec<(u32, f64)> {
    let aside = |step: i32| f64::from(step) * ASIDE;
    let all = (0..LEVELS).flat_map(|level| (-ASIDE_MAX..=ASIDE_MAX).map(move |step| (level, aside(step))));
    let all: Vec<(u32, f64)> = all.collect();
    let cost = |(level, aside): &(u32, f64)| f64::from(*level) * LEVEL_COST + aside.abs();
    let mut sorted: Vec<(f64, usize)> =
        all.iter().enumerate().map(|(place, one)| (cost(one), place)).collect();
    sort(&mut sorted);
    sorted.into_iter().map(|(_, place)| all[place]).collect()
}
