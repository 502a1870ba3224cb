//! Lines between boxes: straight, or bent once where a straight one would run through somebody else's box.

use super::DrawnNode;
use super::grid::{Area, Grid, Point};

/// How far a line bends aside, tried in this order, as a share of its length.
const BENDS: [f64; 8] = [0.12, -0.12, 0.22, -0.22, 0.34, -0.34, 0.5, -0.5];
/// Points at which a bent line is tested and drawn.
const STEPS: usize = 16;
/// Longer lines run straight, behind whatever is in their way: a bend would go around too much.
const BENT_MAX: f64 = 1_200.0;

/// The points of the line from one box to another, each with its number: through some points if that is free, else by itself.
pub(super) fn route(
    from: (usize, &DrawnNode),
    to: (usize, &DrawnNode),
    through: &[Point],
    grid: &Grid,
) -> Vec<Point> {
    let own = (from.0, to.0);
    let (from, to) = (from.1, to.1);
    if let (Some(first), Some(last)) = (through.first(), through.last()) {
        let ends = (clip(from, *first), clip(to, *last));
        let line: Vec<Point> = [ends.0].into_iter().chain(through.iter().copied()).chain([ends.1]).collect();
        if is_free(&line, own, grid) {
            return rounded(line);
        }
    }
    let straight = vec![clip(from, (to.x, to.y)), clip(to, (from.x, from.y))];
    let is_long = distance((from.x, from.y), (to.x, to.y)) > BENT_MAX;
    if is_long || is_free(&straight, own, grid) {
        return rounded(straight);
    }
    let bent = BENDS.iter().map(|bend| curve(from, to, *bend)).find(|line| is_free(line, own, grid));
    rounded(bent.unwrap_or(straight))
}

fn distance(one: Point, other: Point) -> f64 {
    let (dx, dy) = (one.0 - other.0, one.1 - other.1);
    (dx * dx + dy * dy).sqrt()
}

fn rounded(mut line: Vec<Point>) -> Vec<Point> {
    let tenth = |length: f64| (length * 10.0).round() / 10.0;
    line.iter_mut().for_each(|(x, y)| (*x, *y) = (tenth(*x), tenth(*y)));
    line
}

/// A curve between the boxes' edges that bends aside in the middle.
fn curve(from: &DrawnNode, to: &DrawnNode, bend: f64) -> Vec<Point> {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    // A quadratic curve comes half as far as its control point.
    let control = ((from.x + to.x) / 2.0 - dy * bend * 2.0, (from.y + to.y) / 2.0 + dx * bend * 2.0);
    let start = clip(from, control);
    let end = clip(to, control);
    (0..=STEPS)
        .map(|step| {
            let t = step as f64 / STEPS as f64;
            let mix =
                |a: f64, b: f64, c: f64| (1.0 - t) * (1.0 - t) * a + 2.0 * t * (1.0 - t) * b + t * t * c;
            (mix(start.0, control.0, end.0), mix(start.1, control.1, end.1))
        })
        .collect()
}

/// Where the line from a box's centre to a point leaves the box.
fn clip(node: &DrawnNode, towards: Point) -> Point {
    let (dx, dy) = (towards.0 - node.x, towards.1 - node.y);
    let by_width = node.w / 2.0 / dx.abs().max(1e-9);
    let by_height = node.h / 2.0 / dy.abs().max(1e-9);
    let share = by_width.min(by_height).min(1.0);
    (node.x + dx * share, node.y + dy * share)
}

/// Whether a line runs through no box but those of its own ends.
fn is_free(line: &[Point], own: (usize, usize), grid: &Grid) -> bool {
    line.iter().zip(line.iter().skip(1)).all(|(from, to)| {
        let mut others = grid.near(*from, *to).filter(|(number, _)| *number != own.0 && *number != own.1);
        others.all(|(_, area)| !meets(*from, *to, area))
    })
}

/// Whether a piece of a line meets a box: the piece is cut to the box's sides, one axis after the other.
fn meets(from: Point, to: Point, (x, y, w, h): Area) -> bool {
    let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
    for (start, end, centre, half) in [(from.0, to.0, x, w / 2.0), (from.1, to.1, y, h / 2.0)] {
        let way = end - start;
        if way.abs() < 1e-9 {
            if (start - centre).abs() > half {
                return false;
            }
            continue;
        }
        let (one, other) = ((centre - half - start) / way, (centre + half - start) / way);
        enters = enters.max(one.min(other));
        leaves = leaves.min(one.max(other));
    }
    enters <= leaves
}
