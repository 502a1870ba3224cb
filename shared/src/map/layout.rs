//! The map's picture, in one of two styles: rings around the paying customer, or layers below them.
//!
//! First everybody gets a spot as if nobody had ever moved anything (`rings.rs`, `layers.rs`): that depends on who serves whom, and
//! on names only as far as they make boxes wide. Then those whom people have put somewhere are put there, and of the others only
//! those yield that would touch one of them. So moving one party moves nobody who isn't in its way.
//!
//! Equal maps give equal pictures, bit for bit, on every device: what isn't exact everywhere (sine and the like) comes from `libm`,
//! and spots are whole numbers.

use super::grid::{Area, GAP, Grid, Point};
use super::label::NODE_HEIGHT;
use super::plan::{Base, Plan};
use super::route::route;
use super::{Drawing, DrawnEdge, Graph, layers, rings};
use crate::id::DocId;
use std::collections::BTreeMap;

/// How the map is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Style {
    /// The paying customer in the centre, everybody on the ring of their distance.
    #[default]
    Rings,
    /// Paying customers at the top, everybody below whom they serve.
    Layers,
}

/// Where people have put parties in one style: the centres of their boxes.
pub type Places = BTreeMap<DocId, (i32, i32)>;

/// Free space around the picture.
const MARGIN: f64 = 16.0;
/// Lines that are drawn in one step.
const LINES_PER_STEP: usize = 256;

/// The picture of a map.
pub fn layout(graph: &Graph, style: Style, places: &Places) -> Drawing {
    let mut work = Layout::new(graph, style, places);
    loop {
        if let Some(drawing) = work.step() {
            return drawing;
        }
    }
}

/// The picture in the making: for whoever has other things to do in between.
#[derive(Debug, Clone)]
pub struct Layout {
    plan: Plan,
    places: Places,
    stage: Stage,
}

#[derive(Debug, Clone)]
enum Stage {
    Rings(rings::Work),
    Layers(Box<layers::Work>),
    Lines { base: Base, grid: Grid, drawing: Drawing },
}

impl Layout {
    /// Begins a picture.
    pub fn new(graph: &Graph, style: Style, places: &Places) -> Self {
        let plan = Plan::of(graph);
        let stage = match style {
            Style::Rings => Stage::Rings(rings::Work::new(&plan)),
            Style::Layers => Stage::Layers(Box::new(layers::Work::new(&plan))),
        };
        Self { plan, places: places.clone(), stage }
    }

    /// Goes on for a while: the picture, once it is done. After that it is empty.
    pub fn step(&mut self) -> Option<Drawing> {
        let base = match &mut self.stage {
            Stage::Rings(work) => work.step(&self.plan),
            Stage::Layers(work) => work.step(&self.plan),
            Stage::Lines { base, grid, drawing } => {
                return draw_lines(&self.plan, base, grid, drawing).then(|| std::mem::take(drawing));
            }
        };
        if let Some(base) = base {
            let (grid, drawing) = placed(&self.plan, &base, &self.places);
            self.stage = Stage::Lines { base, grid, drawing };
        }
        None
    }
}

fn area(plan: &Plan, party: usize, (x, y): Point) -> Area {
    (x, y, plan.parties[party].width, NODE_HEIGHT)
}

/// Boxes where they stand in the end, and a picture without lines.
fn placed(plan: &Plan, base: &Base, places: &Places) -> (Grid, Drawing) {
    let mut by_hand = Grid::default();
    let mut spots: Vec<Option<Point>> = vec![None; plan.len()];
    for (number, party) in plan.parties.iter().enumerate() {
        if let Some((x, y)) = places.get(&party.id) {
            let spot = (f64::from(*x), f64::from(*y));
            spots[number] = Some(spot);
            by_hand.add(number, area(plan, number, spot));
        }
    }
    let is_placed: Vec<bool> = spots.iter().map(Option::is_some).collect();
    let mut grid = by_hand.clone();
    let mut yielding = Vec::new();
    for (number, spot) in base.spots.iter().enumerate().filter(|(number, _)| !is_placed[*number]) {
        let area = area(plan, number, *spot);
        if by_hand.is_free(area) {
            spots[number] = Some(*spot);
            grid.add(number, area);
        } else {
            yielding.push((number, area));
        }
    }
    for (number, wanted) in yielding {
        let spot = grid.free_near(wanted);
        spots[number] = Some(spot);
        grid.add(number, area(plan, number, spot));
    }
    let nodes = spots.iter().enumerate();
    let nodes = nodes.map(|(number, spot)| plan.node(number, spot.unwrap_or_default(), is_placed[number]));
    let mut drawing = Drawing {
        nodes: nodes.collect(),
        rings: base.rings.clone(),
        layers: base.layers.clone(),
        ..Drawing::default()
    };
    drawing.bounds = bounds(&drawing);
    (grid, drawing)
}

/// Draws some more lines; whether all are drawn.
fn draw_lines(plan: &Plan, base: &Base, grid: &Grid, drawing: &mut Drawing) -> bool {
    let done = drawing.edges.len();
    for (edge, line) in plan.edges.iter().zip(&base.lines).skip(done).take(LINES_PER_STEP) {
        let (from, to) = edge.ends;
        let moved = |party: usize| (drawing.nodes[party].x, drawing.nodes[party].y) != base.spots[party];
        // A line's own way is for where its ends were meant to stand.
        let through: &[Point] = if moved(from) || moved(to) { &[] } else { &line.through };
        let points = route((from, &drawing.nodes[from]), (to, &drawing.nodes[to]), through, grid);
        drawing.edges.push(DrawnEdge {
            provider: plan.parties[from].id,
            served: plan.parties[to].id,
            services: edge.services.clone(),
            points,
            inward: line.inward,
        });
    }
    drawing.edges.len() >= plan.edges.len()
}

/// The nearest spot at which a party's box touches nobody else's: for whoever lets go of it at (x, y). Where people put boxes over
/// each other elsewhere doesn't matter.
pub fn free_near(drawing: &Drawing, id: DocId, x: f64, y: f64) -> (i32, i32) {
    let mut grid = Grid::default();
    for (number, node) in drawing.nodes.iter().enumerate().filter(|(_, node)| node.id != id) {
        grid.add(number, (node.x, node.y, node.w, node.h));
    }
    let (w, h) = drawing.node(id).map_or((0.0, NODE_HEIGHT), |node| (node.w, node.h));
    let limit = f64::from(PLACE_MAX);
    let (x, y) = grid.free_near((x.clamp(-limit, limit), y.clamp(-limit, limit), w, h));
    (x as i32, y as i32)
}

/// How far from the centre people can put something.
pub const PLACE_MAX: i32 = 100_000;

fn bounds(drawing: &Drawing) -> (f64, f64, f64, f64) {
    let radius = drawing.rings.iter().map(|ring| ring.radius + ring.width / 2.0).fold(0.0, f64::max);
    let (mut left, mut top, mut right, mut bottom) = (-radius, -radius, radius, radius);
    for node in &drawing.nodes {
        left = left.min(node.x - node.w / 2.0);
        right = right.max(node.x + node.w / 2.0);
        top = top.min(node.y - node.h / 2.0);
        bottom = bottom.max(node.y + node.h / 2.0);
    }
    let margin = MARGIN + GAP;
    (left - margin, top - margin, right - left + 2.0 * margin, bottom - top + 2.0 * margin)
}
