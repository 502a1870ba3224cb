//! The map as a file, out and in: our own YAML, a CSV table, and Backstage's catalog files. Pure: rows and bytes in, bytes and edits out.
//!
//! Whatever the format, a file is a list of entries ([`Entry`]): a key and what is said of each [`Field`], as text. [`Reading`] makes them
//! of bytes and [`entries_of`] of the map that is here; [`Planning`] says of each what would become of it; [`edits`] are what a person
//! agreed to, by documents. Reading and planning go on by so much at a time: a screen stays awake over thousands.
//!
//! What a file doesn't name stays as it is: nothing is ever taken off the map by one.

mod backstage;
mod backstage_write;
mod csv;
mod edits;
mod entry;
mod field;
mod plan;
mod read;
mod resolve;
mod rows;
mod value;
mod yaml;
mod yaml_read;
mod yaml_write;

pub use edits::edits;
pub use entry::{BadFile, Entry, MapFile, Remark, Sort, Wants, What};
pub use field::Field;
pub use plan::{Change, Outcome, Planning, Refusal, Step};
pub use read::{Format, Reading};
pub use rows::entries_of;
pub use value::Problem;

/// A map as a file of this format.
pub fn write(format: Format, entries: &[Entry]) -> Vec<u8> {
    match format {
        Format::Yaml => yaml_write::write(entries).into_bytes(),
        Format::Csv => csv::write(entries),
        Format::Backstage => backstage_write::write(entries).into_bytes(),
    }
}

#[cfg(test)]
mod tests;
