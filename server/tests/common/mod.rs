//! The relay as a process, and devices that talk to it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]

pub mod device;
pub mod http;
pub mod keys;
pub mod relay;
pub mod tls;
