//! Lines between boxes: straight, or bent once where a straight one would run through somebody else's box.

use super::DrawnNode;

type Point = (f64, f64);

/// How far a line bends aside, tried in this order, as a share of its length.
const BENDS: [f64; 8] = [0.12, -0.12, 0.22, -0.22, 0.34, -0.34, 0.5, -0.5];
/// Points at which a bent line is tested and drawn.
const STEPS: usize = 16;

/// The points of the line from one box to another.
pub(super) fn route(from: &DrawnNode, to: &DrawnNode, nodes: &[DrawnNode]) -> Vec<Point> {
    let others: Vec<&DrawnNode> = nodes
        .iter()
        .filter(|node| node.id != from.id && node.id != to.id && is_near(node, from, to))
        .collect();
    let straight = curve(from, to, 0.0);
    if is_free(&straight, &others) {
        return ends(straight);
    }
    BENDS
        .iter()
        .map(|bend| curve(from, to, *bend))
        .find(|line| is_free(line, &others))
        .unwrap_or_else(|| ends(straight))
}

fn ends(line: Vec<Point>) -> Vec<Point> {
    line.first().copied().into_iter().chain(line.last().copied()).collect()
}

/// Whether a box could be in the way at all.
fn is_near(node: &DrawnNode, from: &DrawnNode, to: &DrawnNode) -> bool {
    let reach = (to.x - from.x).hypot(to.y - from.y) / 2.0;
    let reach_x = reach + node.w;
    let reach_y = reach + node.h;
    let (x, y) = ((from.x + to.x) / 2.0, (from.y + to.y) / 2.0);
    (node.x - x).abs() <= reach_x && (node.y - y).abs() <= reach_y
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

fn is_free(line: &[Point], others: &[&DrawnNode]) -> bool {
    let pieces = || line.iter().zip(line.iter().skip(1));
    others.iter().all(|node| pieces().all(|(from, to)| !meets(*from, *to, node)))
}

/// Whether a piece of a line meets a box: the piece is cut to the box's sides, one axis after the other.
fn meets(from: Point, to: Point, node: &DrawnNode) -> bool {
    let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
    let axes = [(from.0, to.0, node.x, node.w / 2.0), (from.1, to.1, node.y, node.h / 2.0)];
    for (start, end, centre, half) in axes {
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
