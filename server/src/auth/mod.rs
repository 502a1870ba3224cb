//! Who may come in: secrets, the device cookie, the challenges that a device signs, invites, and where requests come from.

pub mod challenge;
pub mod cookie;
pub mod origin;
pub mod token;
pub mod tries;
