//! Plain values: what a document says, read once and free of automerge. See PRODUCT's vocabulary in ARCHITECTURE.md.

mod asked;
mod map;
mod noted;
mod people;
mod proposal;
mod questions;
mod request;
mod task;
#[cfg(test)]
mod tests;

pub use asked::{Channel, Due, TakesFrom, Voice};
pub use map::{
    DEFAULT_STEPS, Party, PartyKind, PictureStyle, Promise, Service, Snippet, Spot, Step, TeamAway, Tells,
    Work, are_steps,
};
pub use people::{Away, Customer, Person, Settings};
pub use proposal::{Answer, Offer, Proposal, Verdict};
pub use questions::{NotUnderstood, Question, answered, asked, lacking, not_understood, questions};
pub use request::{Event, EventKind, Request, Wording, may_hang_under};
pub use task::{Every, Given, Schedule, Task, Turn, TurnKind};

/// A scalar that several people may have written at once: the value that automerge shows, and those it set aside.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Field<T> {
    /// The value that every device with the same changes shows.
    pub value: T,
    /// Values written concurrently, in no particular order. Empty when nobody disagreed.
    pub others: Vec<T>,
}

impl<T> Field<T> {
    /// A value that nobody disputes.
    pub const fn of(value: T) -> Self {
        Self { value, others: Vec::new() }
    }

    /// All values, the one that shows first.
    pub fn all(&self) -> impl Iterator<Item = &T> {
        std::iter::once(&self.value).chain(&self.others)
    }

    /// Whether two people wrote different values without seeing each other's.
    pub fn is_disputed(&self) -> bool {
        !self.others.is_empty()
    }
}

/// Any document, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Model {
    /// A request.
    Request(Request),
    /// A party.
    Party(Party),
    /// A service.
    Service(Service),
    /// A person.
    Person(Person),
    /// A customer.
    Customer(Customer),
    /// The workspace's settings.
    Settings(Settings),
    /// Routine work.
    Task(Task),
}
