//! Sightline's relay: it serves the app, lets devices in, and gives their changes one order.
//!
//! A change comes in over [`http::socket`], passes the room's admission ([`room`]), is appended durably to the workspace's log
//! ([`store`]), is acknowledged to its author and goes out to everybody else, in log order. [`room::RoomCore`] and [`room::Conn`] hold
//! the rules without threads or sockets, so that the simulator can drive them. [`project`] reads what the relay itself needs out of
//! rows; [`auth`] says who may come in; [`serve`] puts it all together and takes it down again.
//!
//! What the relay does not do: it writes no documents of its own, and asks nobody on the network for anything.

pub mod auth;
pub mod clock;
pub mod command;
pub mod config;
pub mod data;
pub mod door;
pub mod error;
pub mod failpoint;
pub mod http;
pub mod keep;
pub mod lan;
pub mod limits;
pub mod listen;
pub mod load;
pub mod logging;
pub mod project;
pub mod room;
pub mod router;
pub mod seal;
pub mod serve;
pub mod store;
pub mod terminal;
pub mod tls;
