//! What the picture of the map consists of. Lengths are in units of the drawing: text is 12 units high.

use crate::id::DocId;

/// The picture: everything that must be drawn and where. x grows to the right, y down.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drawing {
    /// Nodes; their boxes never overlap.
    pub nodes: Vec<DrawnNode>,
    /// Edges, clipped to the boxes of their ends.
    pub edges: Vec<DrawnEdge>,
    /// Rings around the centre (0, 0), from the inside out.
    pub rings: Vec<Ring>,
    /// Smallest x and y, then width and height: the view box, with a margin.
    pub bounds: (f64, f64, f64, f64),
}

/// A party in the picture.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnNode {
    /// The party.
    pub id: DocId,
    /// Its name, cut to what fits.
    pub label: String,
    /// The centre of its box.
    pub x: f64,
    /// The centre of its box.
    pub y: f64,
    /// Width of its box.
    pub w: f64,
    /// Height of its box.
    pub h: f64,
    /// Links to the nearest paying customer; none without a path: it stands on the outermost, dashed ring.
    pub ring: Option<u32>,
    /// How to draw it.
    pub kind: NodeKind,
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
    /// It leads one ring inwards. Other lines (sideways, outwards) are drawn fainter.
    pub inward: bool,
}

/// A circle around the centre.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ring {
    /// Its radius.
    pub radius: f64,
    /// It holds the parties without a path to a paying customer.
    pub dashed: bool,
}
