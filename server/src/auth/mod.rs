//! Who may come in: secrets, the device cookie, invites, and where requests come from.

pub mod challenge;
pub mod cookie;
pub mod origin;
pub mod token;
pub mod tries;
