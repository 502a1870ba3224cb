//! Files of rows and columns: customers that come in as CSV, requests that go out. Pure: bytes and rows in, plans, edits and bytes out.
//!
//! In: [`Reading`] makes a [`Table`] of bytes, [`Columns`] says which column is what, [`Planning`] says of each line what would become of
//! it, and [`edits`] are what a person agreed to. Each goes on by so many lines at a time: a screen stays awake over thousands.
//!
//! Out: [`head`] and [`requests`].

mod columns;
mod plan;
mod read;
mod write;

pub use columns::{Columns, guess};
pub use plan::{Known, Like, Planning, Problem, Says, Step, What, edits};
pub use read::{BadTable, Line, Reading, Table};
pub(crate) use write::raw_lines;
pub use write::{Column, Words, head, requests, safe};

#[cfg(test)]
mod tests;
