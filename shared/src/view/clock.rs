//! Which of a request's clocks to show, and how serious it is.

use crate::id::Millis;

/// The one clock that says most about a request right now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// What it measures.
    pub kind: ClockKind,
    /// How to draw it.
    pub severity: Severity,
}

/// How serious a clock is: a signal colour, always with an icon and a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Done, or delivered and to be confirmed.
    Done,
    /// Nothing was promised for any moment.
    Calm,
    /// A moment is promised, or somebody is waited for.
    Wait,
    /// Silent, or past a promise.
    Late,
}

/// What a clock measures. Moments are UTC; the screen words them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClockKind {
    /// Past its reply promise without an answer, or past the update that its owner announced, since then.
    Silent {
        /// The promise that passed.
        since: Millis,
    },
    /// Past its promised or needed time, but not silent.
    Late {
        /// The moment that passed.
        since: Millis,
    },
    /// The first real answer is promised for then.
    ReplyDue {
        /// The moment.
        at: Millis,
    },
    /// Delivery is promised for then.
    Promised {
        /// The moment.
        at: Millis,
    },
    /// The owner announced news for then.
    NextUpdate {
        /// The moment.
        at: Millis,
    },
    /// The owner waits for somebody.
    WaitingOn {
        /// For whom, in the owner's words; may be empty.
        on: String,
        /// It is the asker who is waited on: the delivery clock stands still.
        on_asker: bool,
        /// Until when at the latest.
        until: Option<Millis>,
    },
    /// Nothing is promised; the asker needs it then.
    Due {
        /// The moment.
        at: Millis,
    },
    /// The provider offered something else: the asker has to say.
    Offered {
        /// When it was offered.
        since: Millis,
        /// The time that is offered.
        promised: Option<Millis>,
    },
    /// Delivered: the asker has to confirm.
    Delivered {
        /// When.
        since: Millis,
    },
    /// The provider won't: the asker has to go elsewhere.
    Declined {
        /// When.
        since: Millis,
    },
    /// Confirmed by the asker.
    Done {
        /// When.
        at: Millis,
    },
    /// Not needed any more.
    Withdrawn {
        /// When.
        at: Millis,
    },
    /// No clock runs: nobody promised or needs it by any moment.
    None,
}
