//! The line of sight of a request: who waits at its end, since when, and through whom.

use crate::id::{DocId, Millis};
use crate::view::{Named, Severity};

/// The path from a request to the paying customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sight {
    /// Who waits at the end.
    pub waits: Waits,
    /// Since when: the moment when the request at the root of the chain was asked.
    pub since: Millis,
    /// Links between who waits (or the first stop) and the team that has this request: one less than there are stops.
    pub links: usize,
    /// The stops, from the customer to the team that has this request. Never empty.
    pub stops: Vec<Stop>,
}

impl Sight {
    /// Whether a paying customer waits by name: such work stands above all other.
    pub fn is_customer_work(&self) -> bool {
        matches!(self.waits, Waits::Customer(_))
    }
}

/// Who waits at the end of a line of sight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waits {
    /// This customer, named on the chain.
    Customer(Named),
    /// Nobody by name; by the map, the asker's work reaches this paying-customer party in the end.
    ByMap(Named),
    /// Nobody: the asker has no line of sight to a paying customer.
    Nobody,
}

/// One stop on a line of sight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// Its name; empty when not on this device yet.
    pub label: String,
    /// What it is.
    pub kind: StopKind,
    /// The party or customer.
    pub doc: DocId,
    /// The request between the stop before and this one; none for the first stop and where only the map links them.
    pub request: Option<DocId>,
    /// How the link from the stop before to this one is. Calm where there is no request.
    pub link: Severity,
    /// The request of that link is silent.
    pub silent: bool,
}

/// What a stop is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StopKind {
    /// A paying customer.
    Customer,
    /// A team or another party.
    Party,
    /// The viewer's own team.
    You,
}
