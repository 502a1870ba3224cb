//! The map as a graph: line of sight, rings, gaps and the geometry of its picture. Pure functions over party and service rows.

mod angles;
mod drawing;
mod gaps;
mod graph;
mod layout;
mod place;
mod route;
mod sight;

pub use drawing::{Drawing, DrawnEdge, DrawnNode, NodeKind, Ring};
pub use gaps::{has_customer, not_on_map, without_path};
pub use graph::{Graph, Node};
pub use layout::{LABEL_CHARS_MAX, NODE_HEIGHT, layout};
pub use sight::Sights;

#[cfg(test)]
mod tests;
