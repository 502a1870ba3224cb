//! The map's picture: rings around the paying customer, each party near the one that it serves.
//!
//! Angles come from a tree (every party under the next one on its line of sight), are pulled towards all its neighbours in a few
//! sweeps, and the sweep with the fewest crossings is kept. Then the rings are filled from the inside out; a ring whose boxes don't
//! fit grows. Equal maps give equal pictures.

use super::angles::{Angles, wedges};
use super::place::{GAP, Spot, place_ring};
use super::route::route;
use super::{Drawing, DrawnEdge, DrawnNode, Graph, Ring, Sights};
use crate::id::DocId;
use std::collections::BTreeMap;

/// The height of a node's box.
pub const NODE_HEIGHT: f64 = 26.0;
/// Characters of a label that are drawn; the rest is an ellipsis, the full name stands in the list beside the picture.
pub const LABEL_CHARS_MAX: usize = 24;
/// How far a ring lies from the one inside it, at least.
const RING_STEP: f64 = 68.0;
/// Free space around the picture.
const MARGIN: f64 = 16.0;
/// Text is about this wide per character, wide scripts twice.
const CHAR_WIDTH: f64 = 6.8;
const SWEEPS: usize = 6;

/// The picture of a map.
pub fn layout(graph: &Graph) -> Drawing {
    let sights = Sights::of(graph);
    let rings = rings(graph, &sights);
    let angles = best_angles(graph, &sights, &rings);
    let mut nodes: Vec<DrawnNode> = Vec::new();
    let mut circles = Vec::new();
    let mut radius = 0.0;
    for ring in &rings {
        let spots = spots(graph, ring, &angles);
        let least = if nodes.is_empty() { 0.0 } else { radius + RING_STEP };
        let (at, placed) = place_ring(&spots, least, &boxes(&nodes));
        radius = at;
        if radius > 0.0 {
            circles.push(Ring { radius, dashed: ring.number.is_none() });
        }
        nodes.extend(placed.into_iter().filter_map(|(id, x, y)| node(graph, &sights, id, x, y)));
    }
    let edges = edges(graph, &sights, &nodes);
    let bounds = bounds(&nodes, &circles);
    Drawing { nodes, edges, rings: circles, bounds }
}

/// The parties of one ring.
pub(super) struct Members {
    /// Links to the customer; none: no path.
    number: Option<u32>,
    pub(super) ids: Vec<DocId>,
}

/// Parties by ring, from the inside out, those without a path last; empty rings are left out.
fn rings(graph: &Graph, sights: &Sights) -> Vec<Members> {
    let mut rings: BTreeMap<u32, Vec<DocId>> = BTreeMap::new();
    for (id, _) in graph.nodes() {
        rings.entry(sights.ring(id).unwrap_or(u32::MAX)).or_default().push(id);
    }
    let number = |ring: u32| (ring != u32::MAX).then_some(ring);
    rings.into_iter().map(|(ring, ids)| Members { number: number(ring), ids }).collect()
}

/// The angles with the fewest crossings among a few sweeps; the first of equals.
fn best_angles(graph: &Graph, sights: &Sights, rings: &[Members]) -> Angles {
    let mut angles = wedges(graph, sights, rings);
    let mut best = (angles.crossings(graph, sights), angles.clone());
    for _ in 0..SWEEPS {
        if best.0 == 0 {
            break;
        }
        angles.sweep(graph, sights, rings);
        let crossings = angles.crossings(graph, sights);
        if crossings < best.0 {
            best = (crossings, angles.clone());
        }
    }
    best.1
}

fn spots(graph: &Graph, ring: &Members, angles: &Angles) -> Vec<Spot> {
    let mut spots: Vec<Spot> = ring
        .ids
        .iter()
        .map(|id| Spot { id: *id, angle: angles.of(*id), w: width(&label(graph, *id)), h: NODE_HEIGHT })
        .collect();
    spots.sort_by(|one, other| one.angle.total_cmp(&other.angle).then_with(|| one.id.cmp(&other.id)));
    spots
}

fn node(graph: &Graph, sights: &Sights, id: DocId, x: f64, y: f64) -> Option<DrawnNode> {
    let label = label(graph, id);
    let w = width(&label);
    Some(DrawnNode { id, w, label, x, y, h: NODE_HEIGHT, ring: sights.ring(id), kind: graph.node(id)?.kind })
}

fn label(graph: &Graph, id: DocId) -> String {
    let name = graph.node(id).map_or("", |node| &node.name);
    if name.chars().count() <= LABEL_CHARS_MAX {
        return name.to_owned();
    }
    let mut label: String = name.chars().take(LABEL_CHARS_MAX - 1).collect();
    label.truncate(label.trim_end().len());
    label.push('…');
    label
}

fn width(label: &str) -> f64 {
    let units: f64 = label.chars().map(|letter| if letter >= '\u{1100}' { 1.8 } else { 1.0 }).sum();
    (units * CHAR_WIDTH + 22.0).max(40.0)
}

/// Boxes as (x, y, w, h) around their centres.
pub(super) fn boxes(nodes: &[DrawnNode]) -> Vec<(f64, f64, f64, f64)> {
    nodes.iter().map(|node| (node.x, node.y, node.w, node.h)).collect()
}

fn edges(graph: &Graph, sights: &Sights, nodes: &[DrawnNode]) -> Vec<DrawnEdge> {
    let by_id: BTreeMap<DocId, &DrawnNode> = nodes.iter().map(|node| (node.id, node)).collect();
    graph
        .edges()
        .filter_map(|(provider, served, services)| {
            let points = route(by_id.get(&provider)?, by_id.get(&served)?, nodes);
            let inward = match (sights.ring(provider), sights.ring(served)) {
                (Some(outer), Some(inner)) => outer == inner + 1,
                _ => false,
            };
            Some(DrawnEdge { provider, served, services: services.to_vec(), points, inward })
        })
        .collect()
}

fn bounds(nodes: &[DrawnNode], rings: &[Ring]) -> (f64, f64, f64, f64) {
    let radius = rings.last().map_or(0.0, |ring| ring.radius);
    let (mut left, mut top, mut right, mut bottom) = (-radius, -radius, radius, radius);
    for node in nodes {
        left = left.min(node.x - node.w / 2.0);
        right = right.max(node.x + node.w / 2.0);
        top = top.min(node.y - node.h / 2.0);
        bottom = bottom.max(node.y + node.h / 2.0);
    }
    let margin = MARGIN + GAP;
    (left - margin, top - margin, right - left + 2.0 * margin, bottom - top + 2.0 * margin)
}
