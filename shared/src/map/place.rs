//! Boxes on a ring: as near to their wanted angles as they can be without touching.

use crate::id::DocId;
use std::f64::consts::TAU;

/// Free space between two boxes, at least.
pub(super) const GAP: f64 = 8.0;
/// How much a ring grows when its boxes don't fit.
const GROWTH: f64 = 1.06;
/// Rounds in which needed distances and angles settle.
const ROUNDS: usize = 4;

/// A box that looks for its place.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    pub(super) id: DocId,
    /// Wanted.
    pub(super) angle: f64,
    pub(super) w: f64,
    pub(super) h: f64,
}

/// A box as (x, y, w, h) around its centre.
pub(super) type Area = (f64, f64, f64, f64);

/// Whether two boxes come closer than [`GAP`].
pub(super) fn touch(one: Area, other: Area) -> bool {
    (one.0 - other.0).abs() < (one.2 + other.2) / 2.0 + GAP
        && (one.1 - other.1).abs() < (one.3 + other.3) / 2.0 + GAP
}

/// The radius of a ring, at least `least`, and the centre of each box on it. `spots` by angle.
///
/// A single box may stand in the very centre. The ring grows until nothing touches: it always ends, because from some radius on
/// neighbours are further apart than any box is wide.
pub(super) fn place_ring(spots: &[Spot], least: f64, inside: &[Area]) -> (f64, Vec<(DocId, f64, f64)>) {
    if let [only] = spots
        && least <= 0.0
    {
        return (0.0, vec![(only.id, 0.0, 0.0)]);
    }
    let mut radius = least.max(1.0);
    loop {
        for distance in [needed_here, needed_anywhere] {
            if let Some(angles) = settle(spots, radius, distance)
                && let Some(placed) = check(spots, &angles, radius, inside)
            {
                return (radius, placed);
            }
        }
        radius = (radius * GROWTH).max(radius + 4.0);
    }
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

/// Least squares under minimal distances: boxes that would touch form a block, and blocks stand where their members want on
/// average. If the circle is too full for that, everything is spread in proportion to the needed distances.
fn spread(wanted: &[f64], gaps: &[f64]) -> Vec<f64> {
    // Without the distances the order is all that must hold, which pooling neighbours gives.
    let mut offset = 0.0;
    let mut blocks: Vec<(f64, usize)> = Vec::new();
    let mut offsets = Vec::with_capacity(wanted.len());
    for (wanted, gap) in wanted.iter().zip(gaps) {
        offsets.push(offset);
        blocks.push((wanted - offset, 1));
        offset += gap;
        while let [.., (before, many), (last, few)] = blocks[..]
            && before > last
        {
            let count = many + few;
            let mean = (before * many as f64 + last * few as f64) / count as f64;
            blocks.truncate(blocks.len() - 2);
            blocks.push((mean, count));
        }
    }
    let bases = blocks.iter().flat_map(|(base, count)| std::iter::repeat_n(*base, *count));
    let angles: Vec<f64> = bases.zip(&offsets).map(|(base, offset)| base + offset).collect();
    let span = angles.last().unwrap_or(&0.0) - angles.first().unwrap_or(&0.0);
    if span + gaps.last().unwrap_or(&0.0) <= TAU {
        return angles;
    }
    let total: f64 = gaps.iter().sum();
    let middle = (wanted.first().unwrap_or(&0.0) + wanted.last().unwrap_or(&0.0)) / 2.0;
    let start = middle - TAU / 2.0;
    offsets.iter().map(|offset| start + offset * TAU / total.max(f64::MIN_POSITIVE)).collect()
}

/// The angle that two neighbours need where they stand: beside each other at the top, above each other at the sides.
fn needed_here(one: &Spot, other: &Spot, angle: f64, radius: f64) -> f64 {
    let wide = (one.w + other.w) / 2.0 + GAP + 1.0;
    let high = (one.h + other.h) / 2.0 + GAP + 1.0;
    let along = (wide / angle.sin().abs().max(1e-6)).min(high / angle.cos().abs().max(1e-6));
    chord(along, radius)
}

/// The angle that two neighbours need wherever they stand.
fn needed_anywhere(one: &Spot, other: &Spot, _: f64, radius: f64) -> f64 {
    let wide = (one.w + other.w) / 2.0 + GAP + 1.0;
    let high = (one.h + other.h) / 2.0 + GAP + 1.0;
    chord(wide.hypot(high), radius)
}

/// The angle over a chord; more than a full turn when the circle is too small for it.
fn chord(length: f64, radius: f64) -> f64 {
    let half = length / (2.0 * radius);
    if half >= 1.0 { TAU * 1.01 } else { 2.0 * half.asin() }
}

/// The boxes, if none of them touches another or one inside.
fn check(spots: &[Spot], angles: &[f64], radius: f64, inside: &[Area]) -> Option<Vec<(DocId, f64, f64)>> {
    let mut areas: Vec<Area> = inside.to_vec();
    let mut placed = Vec::with_capacity(spots.len());
    for (spot, angle) in spots.iter().zip(angles) {
        let area = (radius * angle.cos(), radius * angle.sin(), spot.w, spot.h);
        if areas.iter().any(|other| touch(area, *other)) {
            return None;
        }
        areas.push(area);
        placed.push((spot.id, area.0, area.1));
    }
    Some(placed)
}
