//! Routine work: what a team does by itself, once or again and again. It stands below customer work.

use super::Field;
use crate::id::{Day, DeviceId, DocId, EventId, Millis, Span};
use minicbor::{Decode, Encode};

/// A routine task, as its document says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Its document.
    pub id: DocId,
    /// What is to be done, in one line.
    pub title: Field<String>,
    /// How; may be empty.
    pub note: Field<String>,
    /// The team that does it.
    pub team: DocId,
    /// Who does it; none: whoever of the team is there.
    pub owner: Field<Option<DocId>>,
    /// Somebody else gave it to this owner; none where they took it themselves, or an older version wrote it.
    pub given: Option<Given>,
    /// Somebody may get hurt if it isn't done: put off, it still shows as due.
    pub critical: Field<bool>,
    /// When it is due.
    pub schedule: Field<Schedule>,
    /// Nobody does it any more.
    pub ended: bool,
    /// What happened, sorted by id: [`crate::task::standing`] makes sense of them.
    pub turns: Vec<Turn>,
}

/// Somebody gave routine work to somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Given {
    /// To whom.
    #[n(0)]
    pub to: DocId,
    /// Who did.
    #[n(1)]
    pub by: DocId,
    /// When, by their device's clock and its distance from the relay's.
    #[n(2)]
    pub at: Millis,
}

/// When a task is due: a first day, and how it comes again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Encode, Decode)]
#[cbor(map)]
pub struct Schedule {
    /// The first day.
    #[n(0)]
    pub start: Day,
    /// How it comes again.
    #[n(1)]
    pub every: Every,
}

/// How a task comes again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Encode, Decode)]
pub enum Every {
    /// It doesn't.
    #[n(0)]
    Once,
    /// So many days after the day before, 1 to [`Every::MAX`].
    #[n(1)]
    Days(#[n(0)] u16),
    /// From Monday to Friday.
    #[n(2)]
    Workdays,
    /// So many months after the month before, 1 to [`Every::MAX`], on the first day's day of the month or the last one before it.
    #[n(3)]
    Months(#[n(0)] u16),
}

impl Every {
    /// The longest distance in days or months.
    pub const MAX: u16 = 999;

    /// Within what can be meant.
    pub fn is_sound(self) -> bool {
        match self {
            Self::Once | Self::Workdays => true,
            Self::Days(every) | Self::Months(every) => (1..=Self::MAX).contains(&every),
        }
    }
}

/// One thing that happened to a task. Written once, never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Its random identity.
    pub id: EventId,
    /// What happened.
    pub kind: TurnKind,
    /// Who did it.
    pub by: DocId,
    /// The device that wrote it; from the actor, so it can't be claimed.
    pub device: DeviceId,
    /// The device's own clock.
    pub device_time: Millis,
    /// What the device last knew of its distance from the relay's clock; added to `device_time`.
    pub offset: Span,
}

impl Turn {
    /// The best estimate of when it happened.
    pub fn at(&self) -> Millis {
        self.device_time + self.offset
    }
}

/// What can happen to a task.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum TurnKind {
    /// It was done, for this day of its schedule and those before it.
    #[n(0)]
    #[cbor(map)]
    Done {
        /// The day of the schedule.
        #[n(0)]
        day: Day,
    },
    /// It was put off because of a request.
    #[n(1)]
    #[cbor(map)]
    SetAside {
        /// The day on which it was due: by the schedule, or by having been put off before.
        #[n(0)]
        from: Day,
        /// The day on which it is due now, after `from`.
        #[n(1)]
        to: Day,
        /// What was more important.
        #[n(2)]
        request: DocId,
        /// What else there is to say; may be empty.
        #[n(3)]
        reason: String,
    },
    /// Another turn was a mistake.
    #[n(2)]
    #[cbor(map)]
    TakenBack {
        /// Which.
        #[n(0)]
        turn: EventId,
    },
    /// A kind that a newer version knows: it changes nothing.
    #[n(3)]
    #[cbor(map)]
    Other {
        /// Its name in the document.
        #[n(0)]
        name: String,
    },
}
