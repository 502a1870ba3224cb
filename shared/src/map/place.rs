//! Boxes on a ring: as near to their wanted angles as they can be without touching.

use super::grid::{GAP, Grid, Point};
use std::f64::consts::TAU;

/// How much a ring grows when its boxes don't fit.
const GROWTH: f64 = 1.06;
/// Rounds in which needed distances and angles settle.
const ROUNDS: usize = 4;

/// A box that looks for its place.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    pub(super) party: usize,
    /// Wanted.
    pub(super) angle: f64,
    pub(super) w: f64,
    pub(super) h: f64,
}

/// The radius of a ring between `least` and `most`, and the centre of each box on it. `spots` by angle. None: it would be larger.
///
/// A single box may stand in the very centre. The ring grows until nothing touches.
pub(super) fn place_ring(spots: &[Spot], least: f64, most: f64, inside: &Grid) -> Option<(f64, Vec<Point>)> {
    if spots.len() == 1 && least <= 0.0 {
        return Some((0.0, vec![(0.0, 0.0)]));
    }
    let mut radius = least.max(1.0);
    while radius <= most {
        for distance in [needed_here, needed_anywhere] {
            if let Some(angles) = settle(spots, radius, distance)
                && let Some(placed) = check(spots, &angles, radius, inside)
            {
                return Some((radius, placed));
            }
        }
        radius = (radius * GROWTH).max(radius + 4.0).round();
    }
    None
}

/// Angles in order, each at least its distance from the one before, as near to the wanted ones as possible. None: no room.
fn settle(spots: &[Spot], radius: f64, distance: fn(&Spot, &Spot, f64, f64) -> f64) -> Option<Vec<f64>> {
    let (spots, turned) = from_widest_gap(spots);
    let wanted: Vec<f64> = spots.iter().map(|spot| spot.angle).collect();
    let mut angles = wanted.clone();
    for _ in 0..ROUNDS {
        let gaps: Vec<f64> = (0..spots.len())
            .map(|place| {
                let next = (place + 1) % spots.len();
                match (spots.get(place), spots.get(next), angles.get(place), angles.get(next)) {
                    (Some(one), Some(other), Some(from), Some(to)) => {
                        distance(one, other, *from, radius).max(distance(one, other, *to, radius))
                    }
                    _ => 0.0,
                }
            })
            .collect();
        if gaps.iter().sum::<f64>() > TAU {
            return None;
        }
        angles = spread(&wanted, &gaps);
    }
    angles.rotate_right(turned);
    Some(angles)
}

/// Turns the circle so that it is cut at the widest gap; angles rise from there on. Also says by how much.
fn from_widest_gap(spots: &[Spot]) -> (Vec<Spot>, usize) {
    let gap = |place: usize| {
        let here = spots.get(place).map_or(0.0, |spot| spot.angle);
        let before = if place == 0 { spots.len() - 1 } else { place - 1 };
        let before = spots.get(before).map_or(0.0, |spot| spot.angle);
        (here - before).rem_euclid(TAU)
    };
    let cut =
        (0..spots.len()).fold(0, |best, place| if gap(place) > gap(best) + 1e-9 { place } else { best });
    let mut turned = spots.to_vec();
    turned.rotate_left(cut);
    let mut last = f64::NEG_INFINITY;
    for spot in &mut turned {
        while spot.angle < last {
            spot.angle += TAU;
        }
        last = spot.angle;
    }
    (turned, cut)
}

/// As near to the wanted angles as the distances allow; if the circle is too full for that, spread in proportion to them.
fn spread(wanted: &[f64], gaps: &[f64]) -> Vec<f64> {
    // The distance of each from the one before; the last one's lies across the cut.
    let before: Vec<f64> = [0.0].into_iter().chain(gaps.iter().copied()).take(wanted.len()).collect();
    let angles = pool(wanted, &vec![1.0; wanted.len()], &before, (f64::MIN, f64::MAX));
    let span = angles.last().unwrap_or(&0.0) - angles.first().unwrap_or(&0.0);
    if span + gaps.last().unwrap_or(&0.0) <= TAU {
        return angles;
    }
    let total: f64 = gaps.iter().sum();
    let middle = (wanted.first().unwrap_or(&0.0) + wanted.last().unwrap_or(&0.0)) / 2.0;
    let start = middle - TAU / 2.0;
    let mut offset = 0.0;
    let offsets = before.iter().map(|gap| {
        offset += gap;
        offset
    });
    offsets.map(|offset| start + offset * TAU / total.max(f64::MIN_POSITIVE)).collect()
}

/// Least squares under minimal distances, each from the one before: what would come too close forms a block, and blocks stand where
/// their members want on average. `bounds`: the first one's least place, and the greatest that leaves room for all others.
pub(super) fn pool(wanted: &[f64], weights: &[f64], before: &[f64], (least, most): (f64, f64)) -> Vec<f64> {
    // Without the distances the order is all that must hold, which pooling neighbours gives.
    let mut offset = 0.0;
    let mut blocks: Vec<(f64, f64, usize)> = Vec::new();
    let mut offsets = Vec::with_capacity(wanted.len());
    for ((wanted, weight), gap) in wanted.iter().zip(weights).zip(before) {
        offset += gap;
        offsets.push(offset);
        blocks.push((wanted - offset, *weight, 1));
        while let [.., (before, heavy, many), (last, light, few)] = blocks[..]
            && before > last
        {
            let weight = heavy + light;
            blocks.truncate(blocks.len() - 2);
            blocks.push(((before * heavy + last * light) / weight, weight, many + few));
        }
    }
    let bases =
        blocks.iter().flat_map(|(base, _, count)| std::iter::repeat_n(base.clamp(least, most), *count));
    bases.zip(&offsets).map(|(base, offset)| base + offset).collect()
}

/// The angle that two neighbours need where they stand: beside each other at the top, above each other at the sides.
fn needed_here(one: &Spot, other: &Spot, angle: f64, radius: f64) -> f64 {
    let wide = (one.w + other.w) / 2.0 + GAP + 1.0;
    let high = (one.h + other.h) / 2.0 + GAP + 1.0;
    let along = (wide / libm::sin(angle).abs().max(1e-6)).min(high / libm::cos(angle).abs().max(1e-6));
    chord(along, radius)
}

/// The angle that two neighbours need wherever they stand.
fn needed_anywhere(one: &Spot, other: &Spot, _: f64, radius: f64) -> f64 {
    let wide = (one.w + other.w) / 2.0 + GAP + 1.0;
    let high = (one.h + other.h) / 2.0 + GAP + 1.0;
    chord((wide * wide + high * high).sqrt(), radius)
}

/// The angle over a chord; more than a full turn when the circle is too small for it.
fn chord(length: f64, radius: f64) -> f64 {
    let half = length / (2.0 * radius);
    if half >= 1.0 { TAU * 1.01 } else { 2.0 * libm::asin(half) }
}

/// The boxes, if none of them touches another or one inside.
fn check(spots: &[Spot], angles: &[f64], radius: f64, inside: &Grid) -> Option<Vec<Point>> {
    let mut here = Grid::default();
    let mut placed = Vec::with_capacity(spots.len());
    for (spot, angle) in spots.iter().zip(angles) {
        let (x, y) = on_circle(radius, *angle);
        let area = (x, y, spot.w, spot.h);
        if !inside.is_free(area) || !here.is_free(area) {
            return None;
        }
        here.add(spot.party, area);
        placed.push((x, y));
    }
    Some(placed)
}

/// A point on a circle, in whole numbers.
pub(super) fn on_circle(radius: f64, angle: f64) -> Point {
    let (sin, cos) = libm::sincos(angle);
    ((radius * cos).round(), (radius * sin).round())
}
