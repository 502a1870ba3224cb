//! Tests that cross crates. [`sim`] is the deterministic simulator, [`fuzz`] what bytes from outside go through; the files under `tests/`
//! run them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "this crate is only tests")]

pub mod fuzz;
pub mod sim;
