//! Layers: paying customers at the top, everybody below whom they serve.
//!
//! Sugiyama's steps: layers (`depth.rs`), an order in each with few crossings (`order.rs`), places across (`columns.rs`). A layer that
//! would be much wider than the picture is high is folded: its boxes hang in columns below each other, each column with a lane for the
//! lines of its lower boxes.

use super::columns::Columns;
use super::depth::Depths;
use super::grid::Point;
use super::order::Order;
use super::plan::{Base, Line, Plan};

const SWEEPS: usize = 12;
/// How often neighbours are swapped after each sweep.
const SWAPS: usize = 2;
/// Sweeps in a row that save nothing, before it is left at that.
const IDLE_MAX: usize = 3;
const PASSES: usize = 6;
/// How far a line goes up or down from a layer before it turns.
const CLEAR: f64 = 4.0;

/// Layers in the making.
#[derive(Debug, Clone)]
pub(super) struct Work {
    depths: Depths,
    order: Order,
    best: (usize, Order),
    sweeps: usize,
    idle: usize,
    columns: Option<(Columns, usize)>,
}

impl Work {
    pub(super) fn new(plan: &Plan) -> Self {
        let depths = Depths::of(plan);
        let order = Order::new(plan, &depths);
        let best = (order.crossings(), order.clone());
        Self { depths, order, best, sweeps: 0, idle: 0, columns: None }
    }

    pub(super) fn step(&mut self, plan: &Plan) -> Option<Base> {
        if self.sweeps < SWEEPS && self.idle < IDLE_MAX && self.best.0 > 0 {
            self.sweep();
            return None;
        }
        let order = &self.best.1;
        let (columns, passes) = self.columns.get_or_insert_with(|| (Columns::new(plan, order), 0));
        if *passes < PASSES {
            columns.pass(order, *passes % 2 == 1);
            *passes += 1;
            return None;
        }
        Some(base(plan, &self.depths, order, columns))
    }

    fn sweep(&mut self) {
        self.sweeps += 1;
        self.order.sweep();
        for _ in 0..SWAPS {
            self.order.swap();
        }
        let crossings = self.order.crossings();
        self.idle += 1;
        if crossings < self.best.0 {
            self.best = (crossings, self.order.clone());
            self.idle = 0;
        }
    }
}

fn base(plan: &Plan, depths: &Depths, order: &Order, columns: &Columns) -> Base {
    let layers = columns.layers(depths.lost_from);
    let spots: Vec<Point> = (0..plan.len()).map(|party| columns.spot(party)).collect();
    let lines = plan.edges.iter().map(|edge| {
        let (provider, served) = edge.ends;
        let inward = depths.is_upward(plan, edge.ends);
        let through = if inward { through(depths, order, columns, provider, served) } else { Vec::new() };
        Line { inward, through }
    });
    Base { lines: lines.collect(), spots, rings: Vec::new(), layers }
}

/// Up from the provider, through the line's places, and up to the served.
fn through(depths: &Depths, order: &Order, columns: &Columns, provider: usize, served: usize) -> Vec<Point> {
    let (from, to) = (depths.of[provider], depths.of[served]);
    let mut points = Vec::new();
    if let Some(lane) = columns.lane_up(provider) {
        points.push((lane, columns.spot(provider).1));
        points.push((lane, columns.top(from) - CLEAR));
    } else {
        points.push((columns.spot(provider).0, columns.top(from) - CLEAR));
    }
    for layer in (to + 1..from).rev() {
        // Where there are too many lines this one runs by itself.
        let Some(trunk) = order.trunk(layer - to, served) else { return Vec::new() };
        let x = columns.spot(trunk).0;
        points.push((x, columns.bottom(layer) + CLEAR));
        points.push((x, columns.top(layer) - CLEAR));
    }
    if let Some(lane) = columns.lane_down(served) {
        points.push((lane, columns.bottom(to) + CLEAR));
        points.push((lane, columns.spot(served).1));
    } else {
        points.push((columns.spot(served).0, columns.bottom(to) + CLEAR));
    }
    points
}
