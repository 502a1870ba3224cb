//! What a person may do next with a request.

/// The next step that a button offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NextAct {
    /// Take it and say when.
    Accept,
    /// Agree with what the provider offered instead.
    AgreeToOffer,
    /// Offer another time or another thing.
    CounterOffer,
    /// "I don't know, but X does."
    HandOn,
    /// Say no, why, and where to go next.
    Decline,
    /// Begin, or go on.
    Work,
    /// Say on whom it waits.
    Wait,
    /// Say when there will be news.
    Announce,
    /// It's done.
    Deliver,
    /// It helped.
    Confirm,
    /// It isn't done after all.
    Reopen,
    /// Not needed any more.
    Withdraw,
    /// Say something.
    Comment,
}
