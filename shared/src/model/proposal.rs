//! A promise that one end of a service wants instead of the one that holds, and what the other end says to it.

use super::Service;
use crate::id::{DocId, Millis, Span};
use minicbor::{Decode, Encode};

/// What somebody would promise, or be promised.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
#[cbor(map)]
pub struct Offer {
    /// The party for which it is proposed: one of the two ends. None: whoever proposes stands at neither.
    #[n(0)]
    pub end: Option<DocId>,
    /// Reply promise.
    #[n(1)]
    pub reply_within: Option<Span>,
    /// Delivery promise.
    #[n(2)]
    pub deliver_within: Option<Span>,
    /// When both ends would look at it again.
    #[n(3)]
    pub reconfirm_by: Option<Millis>,
    /// Why.
    #[n(4)]
    pub words: String,
}

/// An offer that was made. Each person has one at a service, the latest; the moment tells it from earlier ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Who proposed.
    pub by: DocId,
    /// When.
    pub at: Millis,
    /// What.
    pub offer: Offer,
    /// What was said to it; none while it waits.
    pub answer: Option<Answer>,
}

/// What was said to a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Answer {
    /// The proposal's moment.
    #[n(0)]
    pub to: Millis,
    /// Yes or no.
    #[n(1)]
    pub verdict: Verdict,
    /// Who said so.
    #[n(2)]
    pub by: DocId,
    /// When.
    #[n(3)]
    pub at: Millis,
    /// Why; only a yes may be without.
    #[n(4)]
    pub words: String,
}

/// What becomes of a proposal. Of answers that were given at once the first of these counts: what was accepted holds already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum Verdict {
    /// It is the promise now.
    #[n(0)]
    Accepted,
    /// It is not.
    #[n(1)]
    Declined,
    /// Another was accepted by somebody who saw both.
    #[n(2)]
    Overtaken,
}

impl Offer {
    /// Whether it makes sense at this service: for one of its ends, of lengths that are some.
    pub fn fits(&self, service: &Service) -> bool {
        let is_end = self.end.is_none_or(|end| end == service.provider || end == service.served);
        let spans = [self.reply_within, self.deliver_within];
        is_end && spans.into_iter().flatten().all(|span| span > Span::ZERO)
    }
}

impl Answer {
    /// Whether it is one: a no says why.
    pub fn makes_sense(&self) -> bool {
        self.verdict != Verdict::Declined || !self.words.trim().is_empty()
    }
}
