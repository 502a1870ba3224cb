//! What keeps a workspace over the years: what a running relay looks after by itself, and what its operator does with a data folder.

pub mod backup;
pub mod doctor;
pub mod durable;
pub mod head;
pub mod look;
pub mod restore;
pub mod rounds;
pub mod statistics;
