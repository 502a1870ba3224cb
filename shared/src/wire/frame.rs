//! Every frame, field by field.

use crate::id::{ChainToken, ChangeHash, DocId, HeadsDigest, LogId, Millis, Seq};
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

/// What a device says.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum FromDevice {
    /// First frame on a socket.
    #[n(0)]
    Hello(#[n(0)] Hello),
    /// Changes of its own.
    #[n(1)]
    Push(#[n(0)] Push),
    /// "Send me these documents whole."
    #[n(2)]
    Fetch(#[n(0)] Vec<DocId>),
    /// "I have taken the last chunk of the bootstrap; send the next."
    #[n(3)]
    More,
    /// Sign of life, and a question for one.
    #[n(4)]
    Ping,
}

/// What the relay says.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum FromRelay {
    /// Answer to `Hello`.
    #[n(0)]
    Welcome(#[n(0)] Welcome),
    /// Entries of the log that follow the device's cursor.
    #[n(1)]
    Range(#[n(0)] Range),
    /// What became of a pushed batch.
    #[n(2)]
    Acked(#[n(0)] Acked),
    /// A piece of the bootstrap.
    #[n(3)]
    Chunk(#[n(0)] Chunk),
    /// Documents that were fetched. One that doesn't exist, or isn't for this reader, is left out.
    #[n(4)]
    Docs(#[n(0)] Vec<DocBytes>),
    /// Answer to `Ping`.
    #[n(5)]
    Pong(#[n(0)] Millis),
    /// Last frame before the relay closes the socket.
    #[n(6)]
    Close(#[n(0)] CloseReason),
}

/// The proof of how far a device has read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Cursor {
    /// Which log.
    #[n(0)]
    pub log: LogId,
    /// Everything up to here has been taken.
    #[n(1)]
    pub seq: Seq,
    /// The chain's token at `seq`.
    #[n(2)]
    pub chain: ChainToken,
}

/// First frame on a socket.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Hello {
    /// [`super::VERSION`] of the device.
    #[n(0)]
    pub version: u32,
    /// How far it has read; none for a device that has nothing.
    #[n(1)]
    pub cursor: Option<Cursor>,
    /// [`crate::view::ROW_VERSION`] of the device: rows of another version are of no use to it.
    #[n(2)]
    pub row_version: u32,
    /// When the bootstrap was interrupted among the documents: the last one taken.
    #[n(3)]
    pub docs_after: Option<DocId>,
    /// The bootstrap's documents are still wanted.
    #[n(4)]
    pub wants_docs: bool,
}

/// Answer to `Hello`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Welcome {
    /// [`super::VERSION`] of the relay.
    #[n(0)]
    pub version: u32,
    /// The log as it stands: `seq` is its last entry.
    #[n(1)]
    pub head: Cursor,
    /// The relay's clock.
    #[n(2)]
    pub now: Millis,
    /// The device's cursor is not of this log's history (or it sent none): chunks follow, with everything there is at `head`.
    #[n(3)]
    pub bootstrap: bool,
    /// How many documents there are, for the progress bar.
    #[n(4)]
    pub docs: u64,
}

/// A batch of a device's own changes: admitted whole or refused whole.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Push {
    /// The device's own name for the batch; the acknowledgement repeats it.
    #[n(0)]
    pub batch: u64,
    /// At most `BATCH_CHANGES_MAX`, in causal order.
    #[n(1)]
    pub changes: Vec<Change>,
}

/// One automerge change.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Change {
    /// The document that it belongs to.
    #[n(0)]
    pub doc: DocId,
    /// The change as automerge writes it.
    #[n(1)]
    pub bytes: ByteVec,
}

/// Entries that a reader may see among `from..=to`. What it may not see is covered by the range all the same.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Range {
    /// First sequence number covered: one after the reader's cursor.
    #[n(0)]
    pub from: Seq,
    /// Last sequence number covered.
    #[n(1)]
    pub to: Seq,
    /// The chain's token at `to`.
    #[n(2)]
    pub chain: ChainToken,
    /// In log order.
    #[n(3)]
    pub entries: Vec<Entry>,
}

/// One change in the log.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Entry {
    /// The document.
    #[n(0)]
    pub doc: DocId,
    /// The change as automerge writes it.
    #[n(1)]
    pub bytes: ByteVec,
}

/// What became of a batch.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Acked {
    /// The batch's name.
    #[n(0)]
    pub batch: u64,
    /// The outcome.
    #[n(1)]
    pub outcome: Settled,
}

/// The outcome of a batch.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum Settled {
    /// All of it is in the log, durably. When it was appended just now, `from..=to` is where, in stream order with ranges: the device
    /// moves its cursor over it. When it had been there before (a resend), `range` is none.
    #[n(0)]
    Accepted(#[n(0)] Option<AppendedRange>),
    /// None of it is in the log.
    #[n(1)]
    Refused(#[n(0)] Refusal),
}

/// Where a batch was appended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct AppendedRange {
    /// First sequence number.
    #[n(0)]
    pub from: Seq,
    /// Last sequence number.
    #[n(1)]
    pub to: Seq,
    /// The chain's token at `to`.
    #[n(2)]
    pub chain: ChainToken,
}

/// Why a batch was refused.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Refusal {
    /// Which change of the batch, when it is one.
    #[n(0)]
    pub change: Option<ChangeHash>,
    /// The rule that it broke.
    #[n(1)]
    pub why: RefusalReason,
}

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
    /// A newer relay's reason.
    #[error("refused for a reason that this version doesn't know ({0})")]
    Other(u32),
}

const REASONS: [RefusalReason; 9] = [
    RefusalReason::Malformed,
    RefusalReason::ForeignActor,
    RefusalReason::ActorReused,
    RefusalReason::MissingDependency,
    RefusalReason::BadCounters,
    RefusalReason::DocTooLarge,
    RefusalReason::BadDocument,
    RefusalReason::NotAllowed,
    RefusalReason::Busy,
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

/// A piece of the bootstrap. Rows come first, then documents in the order of their ids; the last piece says so.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Chunk {
    /// Rows, each a [`crate::view::StoredRow`] in CBOR, one after the other.
    #[n(0)]
    pub rows: ByteVec,
    /// How many rows `rows` holds.
    #[n(1)]
    pub row_count: u32,
    /// Documents as bytes.
    #[n(2)]
    pub docs: Vec<DocBytes>,
    /// No more rows will come.
    #[n(3)]
    pub rows_done: bool,
    /// No more documents will come.
    #[n(4)]
    pub docs_done: bool,
}

/// A whole document.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct DocBytes {
    /// Its id.
    #[n(0)]
    pub doc: DocId,
    /// Chunks as automerge saves them, one after the other (a snapshot, then changes).
    #[n(1)]
    pub bytes: ByteVec,
    /// The digest of its heads.
    #[n(2)]
    pub heads: HeadsDigest,
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
