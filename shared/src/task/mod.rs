//! Routine work: the days of a schedule, and how a task stands.

mod schedule;
mod standing;

#[cfg(test)]
mod tests;

pub use standing::{Aside, Done, Standing, is_possible, standing};
