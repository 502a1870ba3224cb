//! Sightline's core: requests, the map, documents and sync. Nothing in here does IO, reads a clock or draws randomness.
pub mod api;
pub mod doc;
pub mod edit;
pub mod fold;
pub mod id;
pub mod limits;
pub mod map;
pub mod model;
pub mod session;
pub mod sync;
pub mod view;
pub mod wire;
