//! A request's status is a pure fold over its events.

mod folded;

pub use folded::{Effect, Folded, Outcome};
