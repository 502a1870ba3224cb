//! What the picture of the map consists of. Lengths are in units of the drawing: text is 12 units high.

use crate::id::DocId;

/// The picture: everything that must be drawn and where. x grows to the right, y down.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drawing {
    /// Nodes, by id; their boxes never overlap, except where people put one over another.
    pub nodes: Vec<DrawnNode>,
    /// Edges, clipped to the boxes of their ends.
    pub edges: Vec<DrawnEdge>,
    /// Rings around the centre (0, 0), from the inside out; none in layers.
    pub rings: Vec<Ring>,
    /// Layers from the customers down; none in rings.
    pub layers: Vec<Layer>,
    /// Smallest x and y, then width and height: the view box, with a margin.
    pub bounds: (f64, f64, f64, f64),
}

impl Drawing {
    /// A node by its party.
    pub fn node(&self, id: DocId) -> Option<&DrawnNode> {
        let place = self.nodes.binary_search_by(|node| node.id.cmp(&id)).ok()?;
        self.nodes.get(place)
    }

    /// How many pairs of lines cross that share no end. Looks at all pairs: for tests and figures.
    pub fn crossings(&self) -> usize {
        let shares = |one: &DrawnEdge, other: &DrawnEdge| {
            let ends = [other.provider, other.served];
            ends.contains(&one.provider) || ends.contains(&one.served)
        };
        let crossed = |(place, one): (usize, &DrawnEdge)| {
            let others = self.edges.iter().skip(place + 1).filter(|other| !shares(one, other));
            others.filter(|other| cross(&one.points, &other.points)).count()
        };
        self.edges.iter().enumerate().map(crossed).sum()
    }
}

type Point = (f64, f64);

/// Whether two lines of several points cross.
fn cross(one: &[Point], other: &[Point]) -> bool {
    fn pieces(line: &[Point]) -> impl Iterator<Item = (Point, Point)> {
        line.iter().copied().zip(line.iter().skip(1).copied())
    }
    let turn = |a: Point, b: Point, c: Point| (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0);
    let meet = |(a, b): (Point, Point), (c, d): (Point, Point)| {
        turn(a, b, c) * turn(a, b, d) < 0.0 && turn(c, d, a) * turn(c, d, b) < 0.0
    };
    pieces(one).any(|piece| pieces(other).any(|other| meet(piece, other)))
}

/// A party, or a group of them, in the picture.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnNode {
    /// The party; of a group: the group's own id.
    pub id: DocId,
    /// Its name, cut to what fits; of a group with how many it is.
    pub label: String,
    /// The centre of its box; a whole number.
    pub x: f64,
    /// The centre of its box; a whole number.
    pub y: f64,
    /// Width of its box.
    pub w: f64,
    /// Height of its box.
    pub h: f64,
    /// Links to the nearest paying customer; none without a path.
    pub ring: Option<u32>,
    /// How to draw it.
    pub kind: NodeKind,
    /// How many parties are rolled up in it; 0: it is a party itself.
    pub group: usize,
    /// It stands where people put it.
    pub placed: bool,
}

/// How to draw a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// In the centre.
    Customer,
    /// A team.
    Team,
    /// A partner, vendor or another party.
    Other,
}

/// One line from provider to served. All services between the same two parties share one line.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnEdge {
    /// Who provides.
    pub provider: DocId,
    /// Who is served.
    pub served: DocId,
    /// The services on this line.
    pub services: Vec<DocId>,
    /// The line's points, from the provider's box to the served one's: two for a straight line, more for a bent one.
    pub points: Vec<(f64, f64)>,
    /// It leads towards the customer: one ring inwards, or up. Other lines (sideways, outwards) are drawn fainter.
    pub inward: bool,
}

/// A circle around the centre.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ring {
    /// Its radius: the middle of where its boxes stand.
    pub radius: f64,
    /// How wide the band is in which its boxes stand; 0: all on one circle.
    pub width: f64,
    /// It holds the parties without a path to a paying customer.
    pub dashed: bool,
}

/// A band from the left to the right of the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Layer {
    /// The upper end of its boxes.
    pub top: f64,
    /// The lower end of its boxes.
    pub bottom: f64,
    /// It holds parties without a path to a paying customer.
    pub dashed: bool,
}
