//! Places across: everybody as near to the mean of their neighbours as the order and the widths of boxes allow.

use super::Layer;
use super::grid::{GAP, Point};
use super::label::NODE_HEIGHT;
use super::order::Order;
use super::place::pool;
use super::plan::Plan;

/// Free space between two layers, for lines.
const BETWEEN: f64 = 56.0;
/// From one row of a folded layer to the next.
const ROW: f64 = NODE_HEIGHT + 2.0 * GAP;
/// The lane beside the boxes of a folded column.
const LANE: f64 = 16.0;
/// Between a line's place and what is beside it; less where all of a layer's lines would take more than a share of its width.
const LINE_GAP: f64 = 6.0;
const LINES_SHARE: f64 = 0.25;
/// Lines over several layers are kept straighter than others.
const TRUNK_WEIGHT: f64 = 3.0;
/// Layers up to this width aren't folded. Wider ones are, into the least width at which the picture isn't higher than it should be; in
/// steps, so that one more party seldom folds all layers anew.
const WIDTH_LEAST: f64 = 1_200.0;
const WIDTH_STEP: f64 = 1.5;
/// A picture becomes about twice as much wider than high: a column is as wide as its widest box, and lines take room.
const ASPECT: f64 = 1.0;

#[derive(Debug, Clone)]
pub(super) struct Columns {
    layers: Vec<Row>,
    /// By item.
    x: Vec<f64>,
    /// In which layer it stands, and how far down in it.
    layer: Vec<usize>,
    row: Vec<usize>,
    /// Where the lane of an item's column is, from its middle; 0: it has none.
    lane: Vec<f64>,
    /// How many rows its column has.
    rows: Vec<usize>,
    /// Half of the widest layer: no other reaches further, or they would drift apart with every pass.
    half: f64,
}

/// A layer.
#[derive(Debug, Clone)]
struct Row {
    columns: Vec<Column>,
    /// From each column's middle to the one before.
    gaps: Vec<f64>,
    top: f64,
    bottom: f64,
}

impl Row {
    /// Without the halves of the outer columns.
    fn width(&self) -> f64 {
        self.gaps.iter().sum()
    }
}

/// Boxes below each other, or the place of a line.
#[derive(Debug, Clone)]
struct Column {
    items: Vec<usize>,
    width: f64,
    is_trunk: bool,
}

impl Columns {
    pub(super) fn new(plan: &Plan, order: &Order) -> Self {
        let count = order.above.len();
        let most = most_width(plan, order);
        let mut columns = Self {
            layers: Vec::new(),
            x: vec![0.0; count],
            layer: vec![0; count],
            row: vec![0; count],
            lane: vec![0.0; count],
            rows: vec![1; count],
            half: 0.0,
        };
        let mut top = -NODE_HEIGHT / 2.0;
        for (at, layer) in order.layers.iter().enumerate() {
            layer.iter().for_each(|item| columns.layer[*item] = at);
            let row = columns.fold(plan, order, layer, most, top);
            top = row.bottom + BETWEEN;
            columns.layers.push(row);
        }
        let widths = columns.layers.iter().map(Row::width);
        columns.half = widths.fold(0.0, f64::max) / 2.0;
        for layer in 0..columns.layers.len() {
            let wanted = vec![0.0; columns.layers[layer].columns.len()];
            columns.put(layer, &wanted);
        }
        columns
    }

    fn fold(&mut self, plan: &Plan, order: &Order, layer: &[usize], most: f64, top: f64) -> Row {
        let width = |item: usize| if order.is_trunk(plan, item) { 0.0 } else { plan.parties[item].width };
        let boxes = layer.iter().filter(|item| !order.is_trunk(plan, **item));
        let all: f64 = boxes.map(|item| width(*item) + GAP).sum();
        let rows = (all / most).ceil().max(1.0) as usize;
        let mut folded: Vec<Column> = Vec::new();
        let mut open: Option<usize> = None;
        for item in layer {
            let is_trunk = order.is_trunk(plan, *item);
            let into = if is_trunk { None } else { open };
            match into.and_then(|at| folded.get_mut(at)) {
                Some(column) => column.items.push(*item),
                None => folded.push(Column { items: vec![*item], width: 0.0, is_trunk }),
            }
            if !is_trunk {
                let at = open.unwrap_or(folded.len() - 1);
                open = (folded[at].items.len() < rows).then_some(at);
            }
        }
        let mut deepest = 1;
        for column in &mut folded {
            column.width = column.items.iter().map(|item| width(*item)).fold(0.0, f64::max);
            let rows = column.items.len();
            deepest = deepest.max(rows);
            for (row, item) in column.items.iter().enumerate() {
                (self.row[*item], self.rows[*item]) = (row, rows);
                if rows > 1 {
                    self.lane[*item] = -(column.width / 2.0 + LANE / 2.0);
                }
            }
            if rows > 1 {
                // The lane is on the left; an equal space on the right keeps the boxes in the middle.
                column.width += 2.0 * LANE;
            }
        }
        let gaps = gaps(&folded, most);
        Row { columns: folded, gaps, top, bottom: top + ROW * (deepest - 1) as f64 + NODE_HEIGHT }
    }

    /// Moves every layer towards the one above it, or below it.
    pub(super) fn pass(&mut self, order: &Order, upwards: bool) {
        let count = self.layers.len();
        for step in 0..count {
            let layer = if upwards { count - 1 - step } else { step };
            let side = if upwards { &order.below } else { &order.above };
            let wanted: Vec<f64> =
                self.layers[layer].columns.iter().map(|column| self.wanted(column, side)).collect();
            self.put(layer, &wanted);
        }
    }

    fn wanted(&self, column: &Column, side: &[Vec<usize>]) -> f64 {
        let others = column.items.iter().flat_map(|item| &side[*item]);
        let (sum, count) = others.fold((0.0, 0.0), |(sum, count), other| (sum + self.x[*other], count + 1.0));
        let own = column.items.first().map_or(0.0, |item| self.x[*item]);
        if count == 0.0 { own } else { sum / count }
    }

    fn put(&mut self, layer: usize, wanted: &[f64]) {
        let row = &self.layers[layer];
        let weights: Vec<f64> =
            row.columns.iter().map(|column| if column.is_trunk { TRUNK_WEIGHT } else { 1.0 }).collect();
        let first = -self.half.max(row.width() / 2.0);
        let bounds = (first, first.max(-first - row.width()));
        let middles = pool(wanted, &weights, &row.gaps, bounds);
        for (column, x) in row.columns.iter().zip(middles) {
            column.items.iter().for_each(|item| self.x[*item] = x.round());
        }
    }

    /// The centre of an item.
    pub(super) fn spot(&self, item: usize) -> Point {
        (self.x[item], self.top(self.layer[item]) + NODE_HEIGHT / 2.0 + ROW * self.row[item] as f64)
    }

    /// The lane by which a line leaves upwards: none when nothing is above it.
    pub(super) fn lane_up(&self, item: usize) -> Option<f64> {
        (self.row[item] > 0).then(|| self.x[item] + self.lane[item])
    }

    /// The lane by which a line comes from below: none when nothing is below it.
    pub(super) fn lane_down(&self, item: usize) -> Option<f64> {
        (self.row[item] + 1 < self.rows[item]).then(|| self.x[item] + self.lane[item])
    }

    pub(super) fn top(&self, layer: usize) -> f64 {
        self.layers[layer].top
    }

    pub(super) fn bottom(&self, layer: usize) -> f64 {
        self.layers[layer].bottom
    }

    pub(super) fn layers(&self, lost_from: usize) -> Vec<Layer> {
        let layers = self.layers.iter().enumerate();
        layers.map(|(at, row)| Layer { top: row.top, bottom: row.bottom, dashed: at >= lost_from }).collect()
    }
}

fn gaps(columns: &[Column], most: f64) -> Vec<f64> {
    let trunks = columns.iter().filter(|column| column.is_trunk).count();
    let line_gap = (most * LINES_SHARE / trunks as f64).floor().clamp(1.0, LINE_GAP);
    let mut gaps = vec![0.0];
    for pair in columns.windows(2) {
        if let [one, other] = pair {
            let free = if one.is_trunk || other.is_trunk { line_gap } else { GAP + 2.0 };
            gaps.push((one.width + other.width) / 2.0 + free);
        }
    }
    gaps.truncate(columns.len());
    gaps
}

/// How wide a layer may be before it is folded.
fn most_width(plan: &Plan, order: &Order) -> f64 {
    let boxes = |layer: &Vec<usize>| {
        let boxes = layer.iter().filter(|item| !order.is_trunk(plan, **item));
        boxes.map(|item| plan.parties[*item].width + GAP).sum::<f64>()
    };
    let widths: Vec<f64> = order.layers.iter().map(boxes).collect();
    let height = |most: f64| widths.iter().map(|width| (width / most).ceil() * ROW + BETWEEN).sum::<f64>();
    let mut most = WIDTH_LEAST;
    while most < height(most) * ASPECT {
        most *= WIDTH_STEP;
    }
    most
}
