//! Why a batch is refused and why a socket is closed, by number.

use minicbor::{Decode, Encode};

/// The rule that a refused batch broke. A newer relay's reasons read as `Other`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum RefusalReason {
    /// Bytes that are not a change, or too large.
    #[error("not a readable change")]
    Malformed,
    /// The actor is not of this session's device.
    #[error("the change is by another device")]
    ForeignActor,
    /// The same actor and number with another content.
    #[error("another change with the same actor and number is in the log")]
    ActorReused,
    /// A change that it depends on is not in the log.
    #[error("a change that it depends on is missing")]
    MissingDependency,
    /// Counters that no honest writer produces.
    #[error("its counters don't follow from what it depends on")]
    BadCounters,
    /// The document would be too large.
    #[error("the document would grow too large")]
    DocTooLarge,
    /// The document would no longer read as its kind.
    #[error("the document would no longer make sense")]
    BadDocument,
    /// This person may not do this.
    #[error("this person may not do this")]
    NotAllowed,
    /// Too much at once; try again later.
    #[error("too many changes at once")]
    Busy,
    /// Given back without a seal of this relay's that covers it.
    #[error("the relay doesn't know that it has had this change")]
    NotSealed,
    /// A newer relay's reason.
    #[error("refused for a reason that this version doesn't know ({0})")]
    Other(u32),
}

const REASONS: [RefusalReason; 10] = [
    RefusalReason::Malformed,
    RefusalReason::ForeignActor,
    RefusalReason::ActorReused,
    RefusalReason::MissingDependency,
    RefusalReason::BadCounters,
    RefusalReason::DocTooLarge,
    RefusalReason::BadDocument,
    RefusalReason::NotAllowed,
    RefusalReason::Busy,
    RefusalReason::NotSealed,
];

impl RefusalReason {
    fn number(self) -> u32 {
        match self {
            Self::Other(number) => number,
            known => REASONS
                .iter()
                .zip(0..)
                .find(|(reason, _)| **reason == known)
                .map_or(u32::MAX, |(_, number)| number),
        }
    }
}

impl<C> Encode<C> for RefusalReason {
    fn encode<W: minicbor::encode::Write>(
        &self,
        e: &mut minicbor::Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.u32(self.number())?.ok()
    }
}

impl<'b, C> Decode<'b, C> for RefusalReason {
    fn decode(d: &mut minicbor::Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        let number = d.u32()?;
        Ok(usize::try_from(number)
            .ok()
            .and_then(|index| REASONS.get(index).copied())
            .unwrap_or(Self::Other(number)))
    }
}

/// Why the relay closes the socket. Unknown numbers read as `Other`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CloseReason {
    /// The relay stops; connect again soon.
    GoingAway,
    /// The device speaks a version that is no longer spoken: update the app.
    TooOld,
    /// A frame couldn't be read, or came out of turn.
    Protocol,
    /// The device read too slowly; connect again and catch up by cursor.
    TooSlow,
    /// The session is no longer valid.
    SignedOut,
    /// Something broke in the relay; connect again later.
    Internal,
    /// A newer relay's reason.
    Other(u32),
}

impl CloseReason {
    const KNOWN: [Self; 6] =
        [Self::GoingAway, Self::TooOld, Self::Protocol, Self::TooSlow, Self::SignedOut, Self::Internal];

    /// Its number on the wire; the WebSocket close code is 4000 more.
    pub fn number(self) -> u32 {
        match self {
            Self::Other(number) => number,
            known => {
                Self::KNOWN.iter().zip(0..).find(|(reason, _)| **reason == known).map_or(u32::MAX, |(_, n)| n)
            }
        }
    }
}

impl From<u32> for CloseReason {
    fn from(number: u32) -> Self {
        usize::try_from(number)
            .ok()
            .and_then(|index| Self::KNOWN.get(index).copied())
            .unwrap_or(Self::Other(number))
    }
}

impl<C> Encode<C> for CloseReason {
    fn encode<W: minicbor::encode::Write>(
        &self,
        e: &mut minicbor::Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.u32(self.number())?.ok()
    }
}

impl<'b, C> Decode<'b, C> for CloseReason {
    fn decode(d: &mut minicbor::Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        d.u32().map(Self::from)
    }
}
