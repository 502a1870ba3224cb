//! What tests of the relay as a process are made of: the binary in a data folder of its own, devices that talk to it over real sockets,
//! and a line between them that fails in the ways that lines do.
//!
//! | file | its part |
//! |---|---|
//! | relay | starts the relay, with failpoints if wanted, kills it, asks it over HTTP |
//! | device | a device that joined, frame by frame |
//! | phone | the device's real sync client over a real socket, with a disk in memory |
//! | power | what a disk holds after a power cut |
//! | proxy | a line that is cut, half open, slow or lossy |
//! | team | a relay and phones that all follow its log, and the oracle |
//! | work | edits as people make them |
//! | meter | bytes of sockets, time and memory of processes |
//! | http, keys | requests as plain text; a device's key pair |
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "used by tests only"
)]

pub mod device;
pub mod http;
pub mod keys;
pub mod meter;
pub mod phone;
pub mod power;
pub mod proxy;
pub mod relay;
pub mod team;
pub mod work;
