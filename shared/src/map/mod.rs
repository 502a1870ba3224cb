//! The map as a graph: line of sight, rings, gaps, parts of it and the geometry of its picture. Pure functions over party and service
//! rows. What is general about graphs comes from petgraph (`net.rs`); docs/adr/0007 says what doesn't, and why.

mod angles;
mod band;
mod columns;
mod depth;
mod drawing;
mod fall;
mod focus;
mod gaps;
mod graph;
mod grid;
mod label;
mod layers;
mod layout;
mod net;
mod order;
mod place;
mod plan;
mod rings;
mod route;
mod scene;
mod sight;
mod svg;
mod tally;

pub use drawing::{Drawing, DrawnEdge, DrawnNode, Layer, NodeKind, Ring};
pub use fall::{cut_off, single_points};
pub use focus::{HOPS_MAX, RolledUp, around, rolled_up};
pub use gaps::{has_customer, not_on_map, without_path};
pub use graph::{Graph, Node};
pub use label::{LABEL_CHARS_MAX, NODE_HEIGHT, label_parts};
pub use layout::{Layout, PLACE_MAX, Places, Style, free_near, layout};
pub use net::{circles, cut_points, index, providers_behind, served_behind};
pub use scene::{LineLook, Scene, SceneNode, path_data};
pub use sight::Sights;

#[cfg(test)]
mod tests;
