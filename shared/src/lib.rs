//! Sightline's core: requests, the map, documents and sync. Nothing in here does IO, reads a clock or draws randomness.
//!
//! # A tour
//!
//! A *request* goes from one team to another; what happens to it are *events* ([`model::Event`]). Each event names the latest events that
//! its author had seen, so [`fold::fold`] can tell what came after what and what was concurrent, and say where the request stands. The
//! *map* ([`map`]) says which team serves which, and how far each is from the paying customer.
//!
//! A person wants something to be so: an [`edit::Edit`]. [`doc::write()`] makes it one automerge change of one small document per thing.
//! From the document [`view::stored`] derives a *row*, and from rows the functions of [`view`] say what each screen shows. Screens never
//! see documents.
//!
//! [`session::Session`] ties it together on a device. Its loop is the caller's:
//!
//! 1. tell it something ([`session::Input`]) with the device's time and a source of randomness;
//! 2. carry out what it wants ([`session::Output`]) in order: paint, store, read, send;
//! 3. tell it what came of that.
//!
//! The caller must answer every [`session::Output::Write`] with `Committed` or `NotCommitted`, every `Read` with `Stored`, run reads after
//! the writes that were asked for before them, and never answer a read with "nothing" when storage failed. A
//! [`session::Output::SignIn`] is answered with `SignedIn`; one that isn't is given up.
//!
//! [`sync::Client`] inside it speaks the protocol of [`wire`] with the relay: what was stored is sent, what arrives is stored together
//! with the place in the log that covers it. The relay uses the same [`doc`], [`fold`], [`view`] and [`wire`], so both sides derive
//! the same from the same changes. The rules have ids in SPEC.md; tests quote them.
pub mod api;
pub mod calendar;
pub mod contract;
pub mod doc;
pub mod edit;
pub mod fold;
pub mod id;
pub mod in_order;
pub mod limits;
pub mod map;
pub mod map_file;
pub mod model;
pub mod mutant;
pub mod session;
pub mod settle;
pub mod sync;
pub mod table;
pub mod task;
pub mod undo;
pub mod view;
pub mod wire;
