//! The map as a graph: line of sight, rings, gaps and the geometry of its picture. Pure functions over party and service rows.

mod drawing;

pub use drawing::{Drawing, DrawnEdge, DrawnNode, NodeKind, Ring};
