//! Tests that cross crates. [`sim`] is the deterministic simulator; the files under `tests/` run it and the relay as a process.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "this crate is only tests")]

pub mod sim;
