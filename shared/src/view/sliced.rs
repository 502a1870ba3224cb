//! Work over so many rows that a screen cuts it into slices.

use super::Rows;

/// Something that is worked out of rows step by step. Rows may change between two steps: what is found then is of neither moment, and the
/// caller works it out again.
pub trait Sliced {
    /// What comes of it.
    type Found;

    /// One step; whether there are more.
    fn go_on(&mut self, rows: &Rows) -> bool;

    /// What was found, once no step is left.
    fn found(&self, rows: &Rows) -> Self::Found;
}

/// All steps at once.
pub fn at_once<W: Sliced>(mut work: W, rows: &Rows) -> W::Found {
    while work.go_on(rows) {}
    work.found(rows)
}
