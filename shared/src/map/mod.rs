//! The map as a graph: line of sight, rings, gaps and the geometry of its picture. Pure functions over party and service rows.

mod drawing;
mod gaps;
mod graph;
mod sight;

pub use drawing::{Drawing, DrawnEdge, DrawnNode, NodeKind, Ring};
pub use gaps::{has_customer, not_on_map, without_path};
pub use graph::{Graph, Node};
pub use sight::Sights;
