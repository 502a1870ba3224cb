//! What one tab tells the others.

use super::{Epoch, Keep, OutboxEntry, OutboxKey, RefusedEntry};
use crate::id::{DocId, HeadsDigest, Millis, Span};
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

/// A word from tab to tab. IndexedDB is the shared truth; this only says where to look.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
#[cbor(map)]
pub struct Hint {
    /// Documents whose rows and bytes changed.
    #[n(0)]
    pub docs: Vec<DocId>,
    /// What waits to be sent since: for the leading tab, and for the others to count.
    #[n(1)]
    pub outbox: Vec<OutboxEntry>,
    /// The leader's status line, for the others.
    #[n(2)]
    pub settled: Vec<OutboxKey>,
    /// The leader is in contact with the relay.
    #[n(3)]
    pub live: Option<bool>,
    /// When the leader last heard from the relay.
    #[n(4)]
    pub contact: Option<Millis>,
    /// All rows changed (the first copy of the workspace is here).
    #[n(5)]
    pub all_rows: bool,
    /// The latest batch that this tab has made or heard of.
    #[n(6)]
    pub latest: Option<Millis>,
    /// Documents that lost a refused change: what other tabs have loaded of them is not true any more.
    #[n(7)]
    pub dropped: Vec<DocId>,
    /// Batches that the relay refused.
    #[n(8)]
    #[cbor(default)]
    pub refused: Vec<RefusedEntry>,
    /// Refused batches that a person has done again or let go.
    #[n(9)]
    #[cbor(default)]
    pub looked_at: Vec<OutboxKey>,
    /// How much is kept on this device.
    #[n(10)]
    pub keep: Option<Keep>,
    /// Documents that were taken out of storage, since they are kept no longer.
    #[n(11)]
    #[cbor(default)]
    pub trimmed: Vec<DocId>,
    /// How many batches wait to be sent, as the leader knows.
    #[n(12)]
    #[cbor(default)]
    pub waiting: Option<u64>,
    /// Documents that this tab couldn't read: for the leading tab, which fetches them.
    #[n(13)]
    #[cbor(default)]
    pub damaged: Vec<DocId>,
    /// The lead of the tab that says this; none from one that follows.
    #[n(14)]
    #[cbor(default)]
    pub lead: Option<Epoch>,
    /// This tab is new: the leader says how things stand.
    #[n(15)]
    #[cbor(default)]
    pub asks: bool,
    /// The heads of what was taken out, in the order of `trimmed`; none from older builds.
    #[n(16)]
    #[cbor(default)]
    pub trimmed_heads: Vec<HeadsDigest>,
    /// With `contact`: the distance to the relay's clock, as the leader knows.
    #[n(17)]
    #[cbor(default)]
    pub offset: Option<Span>,
    /// What the relay has published, from the leader.
    #[n(18)]
    #[cbor(default)]
    pub statistics: Option<ByteVec>,
    /// With `live`: how far the first copy of the workspace is stored; none when it is whole.
    #[n(19)]
    #[cbor(default)]
    pub progress: Option<(u64, u64)>,
}
