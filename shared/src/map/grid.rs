//! Boxes by where they stand, so that whoever looks for room or for what is in a line's way looks only nearby.

use std::collections::BTreeMap;

/// Free space between two boxes, at least.
pub(super) const GAP: f64 = 8.0;
/// The side of a cell. A box lies in a few cells.
const CELL: f64 = 96.0;
/// The distance of the spots that are tried for a box that must yield.
pub(super) const STEP: f64 = 8.0;

/// A box as (x, y, w, h) around its centre.
pub(super) type Area = (f64, f64, f64, f64);

/// A point of the drawing.
pub(super) type Point = (f64, f64);

/// Whether two boxes come closer than [`GAP`].
pub(super) fn touch(one: Area, other: Area) -> bool {
    (one.0 - other.0).abs() < (one.2 + other.2) / 2.0 + GAP
        && (one.1 - other.1).abs() < (one.3 + other.3) / 2.0 + GAP
}

/// Boxes, each with the number of whose it is.
#[derive(Debug, Clone, Default)]
pub(super) struct Grid {
    cells: BTreeMap<(i32, i32), Vec<(usize, Area)>>,
}

impl Grid {
    pub(super) fn add(&mut self, number: usize, area: Area) {
        for cell in cells(area) {
            self.cells.entry(cell).or_default().push((number, area));
        }
    }

    /// Whether a box comes too close to none.
    pub(super) fn is_free(&self, area: Area) -> bool {
        let wide = (area.0, area.1, area.2 + 2.0 * GAP, area.3 + 2.0 * GAP);
        cells(wide).all(|cell| {
            self.cells.get(&cell).is_none_or(|boxes| boxes.iter().all(|(_, other)| !touch(area, *other)))
        })
    }

    /// The boxes near a piece of a line, some of them more than once.
    pub(super) fn near(&self, from: Point, to: Point) -> impl Iterator<Item = (usize, Area)> {
        crossed(from, to).into_iter().filter_map(|cell| self.cells.get(&cell)).flatten().copied()
    }

    /// The spot nearest to the centre of a box at which it touches nobody; the same for equal boxes. Spots lie on a small grid
    /// around where it wants to stand, and further away on coarser ones.
    pub(super) fn free_near(&self, area: Area) -> Point {
        let (x, y) = (area.0.round(), area.1.round());
        let mut step = STEP;
        loop {
            if let Some(spot) = self.free_within(x, y, (area.2, area.3), step) {
                return spot;
            }
            step *= 4.0;
        }
    }

    fn free_within(&self, x: f64, y: f64, (w, h): (f64, f64), step: f64) -> Option<Point> {
        // Square after square outwards; within one the nearest spot, upper and left ones first.
        let mut best: Option<(f64, Point)> = None;
        for square in 0..=SQUARES {
            let side = f64::from(square) * step;
            // Nothing further out can be nearer.
            if best.is_some_and(|(distance, _)| side * side >= distance) {
                break;
            }
            for (dx, dy) in square_around(square) {
                let (dx, dy) = (f64::from(dx) * step, f64::from(dy) * step);
                let distance = dx * dx + dy * dy;
                let is_nearer = best.is_none_or(|(least, _)| distance < least);
                if is_nearer && self.is_free((x + dx, y + dy, w, h)) {
                    best = Some((distance, (x + dx, y + dy)));
                }
            }
        }
        best.map(|(_, spot)| spot)
    }
}

/// How far the spots of one grid reach.
const SQUARES: i32 = 32;

/// The edge of a square around (0, 0), row by row.
fn square_around(side: i32) -> impl Iterator<Item = (i32, i32)> {
    (-side..=side).flat_map(move |dy| {
        let every = if dy.abs() == side { 1 } else { (2 * side).max(1) };
        (-side..=side).step_by(usize::try_from(every).unwrap_or(1)).map(move |dx| (dx, dy))
    })
}

fn cell(x: f64, y: f64) -> (i32, i32) {
    // A cast saturates: what is very far away shares its cells.
    ((x / CELL).floor() as i32, (y / CELL).floor() as i32)
}

fn cells((x, y, w, h): Area) -> impl Iterator<Item = (i32, i32)> {
    let (left, top) = cell(x - w / 2.0, y - h / 2.0);
    let (right, bottom) = cell(x + w / 2.0, y + h / 2.0);
    (left..=right).flat_map(move |column| (top..=bottom).map(move |row| (column, row)))
}

/// The cells that a piece of a line runs through, row by row.
fn crossed(from: Point, to: Point) -> Vec<(i32, i32)> {
    let (upper, lower) = if from.1 <= to.1 { (from, to) } else { (to, from) };
    let (first, last) = (cell(upper.0, upper.1).1, cell(lower.0, lower.1).1);
    let slope = (lower.0 - upper.0) / (lower.1 - upper.1).max(1e-9);
    let mut crossed = Vec::new();
    for row in first..=last {
        let x_at = |y: f64| upper.0 + (y.clamp(upper.1, lower.1) - upper.1) * slope;
        let (enters, leaves) = if first == last {
            (upper.0, lower.0)
        } else {
            (x_at(f64::from(row) * CELL), x_at(f64::from(row + 1) * CELL))
        };
        let (left, right) = (cell(enters.min(leaves), 0.0).0, cell(enters.max(leaves), 0.0).0);
        crossed.extend((left..=right).map(|column| (column, row)));
    }
    crossed
}
