//! The relay as a process, and devices that talk to it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]
#![allow(dead_code, unreachable_pub, unused_imports, reason = "each test file uses its own part")]

pub mod tls;

pub use sightline_kit::{device, http, keys, meter, phone, power, proxy, relay, team, work};
