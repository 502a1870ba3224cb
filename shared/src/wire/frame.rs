//! Every frame, field by field.

use super::{CloseReason, RefusalReason};
use crate::id::{ChainToken, ChangeHash, DocId, HeadsDigest, LogId, Millis, Seal, Seq, Span, StatisticsMark};
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

/// What a device says.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum FromDevice {
    /// First frame on a socket.
    #[n(0)]
    Hello(#[n(0)] Hello),
    /// Changes of its own, or sealed ones that the relay has lost.
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
    /// What the relay has, for a device to compare.
    #[n(7)]
    Heads(#[n(0)] Heads),
    /// One of the others, deflated. Only for devices of version 3 and up.
    #[n(8)]
    Packed(#[n(0)] ByteVec),
    /// One of the others, identities in hexadecimal folded to bytes, and deflated. Only for devices of version 4 and up.
    #[n(9)]
    Folded(#[n(0)] ByteVec),
    /// What teams took, as [`crate::view::Statistics`] in CBOR. Bytes, so that a device keeps the rest of a frame that it can't make sense
    /// of. Only for devices of version 5 and up.
    #[n(10)]
    Statistics(#[n(0)] ByteVec),
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
    /// The device has found that it holds what this relay may not have: compare even if the cursor is good. Since version 2.
    #[n(5)]
    #[cbor(default, skip_if = "is_not")]
    pub compare: bool,
    /// Of closed requests only documents in which something happened within this span, by the relay's clock, are wanted; none: all. Since
    /// version 2.
    #[n(6)]
    pub keeps: Option<Span>,
    /// The published figures that it has. Since version 5.
    #[n(7)]
    pub statistics: Option<StatisticsMark>,
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
    /// The device's cursor is not of this log's history, and the device knows how to compare: the heads of all documents follow, instead
    /// of a bootstrap. It fetches what differs and gives back what this log has lost. Since version 2.
    #[n(5)]
    #[cbor(default, skip_if = "is_not")]
    pub compare: bool,
}

fn is_not(flag: &bool) -> bool {
    !*flag
}

/// A batch of a device's own changes, or what the relay has lost of one document: admitted whole or refused whole.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
#[cbor(map)]
pub struct Push {
    /// The device's own name for the batch; the acknowledgement repeats it.
    #[n(0)]
    pub batch: u64,
    /// At most `BATCH_CHANGES_MAX`, in causal order; at most `CARRIED_CHANGES_MAX`, of one document, when they are sealed.
    #[n(1)]
    pub changes: Vec<Change>,
    /// For changes that are given back, by whomever they were written: seals of some of them, on which all the others are built. Since
    /// version 2.
    #[n(2)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub seals: Vec<Sealed>,
}

/// A change with the relay's word for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct Sealed {
    /// Which change.
    #[n(0)]
    pub hash: ChangeHash,
    /// The relay's word.
    #[n(1)]
    pub seal: Seal,
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
    /// Its seal, on the last change of each document in the range: it covers the others. Since version 2.
    #[n(2)]
    pub seal: Option<Seal>,
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
    /// When it was accepted: the seal of each document's last change, in the order in which the batch first names the documents. Since
    /// version 2.
    #[n(2)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub seals: Vec<Seal>,
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
    /// Its heads, sealed. Since version 2.
    #[n(3)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub seals: Vec<Sealed>,
}

/// A page of what the relay has, in the order of the documents' ids: every document between the last of the page before and the last of
/// this one, or the end, stands here. What doesn't, the relay doesn't have.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Heads {
    /// Each document with its heads.
    #[n(0)]
    pub docs: Vec<DocHeads>,
    /// No more pages will come.
    #[n(1)]
    pub done: bool,
}

/// How far a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct DocHeads {
    /// The document.
    #[n(0)]
    pub doc: DocId,
    /// The digest of its heads.
    #[n(1)]
    pub heads: HeadsDigest,
}
