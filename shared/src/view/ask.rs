//! Whom do I ask: those who serve my team first.

use crate::id::{DocId, Millis, Span};
use crate::view::Named;

/// The first step of *New request*.
#[derive(Debug, Clone, PartialEq)]
pub struct WhomToAsk {
    /// Teams that serve the viewer's team by the map, by name.
    pub serving: Vec<TeamToAsk>,
    /// All other teams, by name.
    pub others: Vec<TeamToAsk>,
}

/// A team that can be asked.
#[derive(Debug, Clone, PartialEq)]
pub struct TeamToAsk {
    /// The team.
    pub team: Named,
    /// What is good to know about it; may be empty.
    pub note: String,
    /// What it provides to the viewer's team; empty for the others.
    pub services: Vec<ServiceToAsk>,
    /// Open requests that wait on it now.
    pub open: usize,
    /// Those of them that are silent.
    pub silent: usize,
}

/// A service through which a team can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceToAsk {
    /// The service.
    pub service: Named,
    /// Reply promise.
    pub reply_within: Option<Span>,
    /// Delivery promise.
    pub deliver_within: Option<Span>,
    /// What the asker must say, one each.
    pub questions: Vec<String>,
}

/// What a new request takes over from the one that it blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskUnder {
    /// The parent.
    pub parent: Named,
    /// The team that has the parent, and so asks.
    pub asker: DocId,
    /// The customer who waits at the end of the parent's chain.
    pub customer: Option<Named>,
    /// The order number nearest up the chain; may be empty.
    pub reference: String,
    /// When the parent is due or promised, whichever is earlier: the child's due time is this, less what the work above takes.
    pub due: Option<Millis>,
}
