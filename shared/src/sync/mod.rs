//! The device's half of the sync protocol: a state machine over opaque document bytes. It knows frames, the cursor, the outbox and
//! when to try again; it neither reads documents nor touches a socket or a disk. The rules (SY…) are in SPEC.md.

mod action;
mod backoff;
mod client;
#[cfg(test)]
mod tests;

pub use action::{Action, Phase, SignInOutcome, Taken};
pub use backoff::Backoff;
pub use client::Client;
