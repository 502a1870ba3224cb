//! What can be wrong with a data folder, one sentence each.

use sightline_shared::doc::{BadChange, ReadError};
use sightline_shared::id::{DocId, Seq};

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    /// SQLite's own check.
    #[error("SQLite: {0}")]
    Integrity(String),
    /// The database lacks what it had, by the file beside it.
    #[error("the database lacks what it had before: entry {} of its log, or all that was before it, is another or gone", .0.0)]
    Behind(Seq),
    /// Nobody can say whether it lacks anything.
    #[error(
        "the file that says how far the log had come isn't there any more: if the database was copied while a relay used it, its newest \
         part may be missing"
    )]
    NoHead,
    /// The log isn't numbered without gaps.
    #[error("the log goes from entry {} to entry {}: what is between is missing", .after.0, .found.0)]
    Gap {
        /// The last one before.
        after: Seq,
        /// The next one that is there.
        found: Seq,
    },
    /// The chain doesn't follow from the hashes.
    #[error("the chain's token at entry {} doesn't follow from the entries up to it, and so at {count} entries in all", .first.0)]
    Chain {
        /// Where it begins.
        first: Seq,
        /// How many.
        count: u64,
    },
    /// An entry's bytes aren't a change.
    #[error("entry {} can't be read: {why}", .seq.0)]
    NotAChange {
        /// Which.
        seq: Seq,
        /// Why.
        why: BadChange,
    },
    /// An entry's bytes are a change, but another one.
    #[error("entry {} holds another change than its hash says", .0.0)]
    OtherChange(Seq),
    /// An entry is filed under somebody else, or under another number.
    #[error("entry {} is filed under another author or number than its change names", .0.0)]
    OtherActor(Seq),
    /// The rest wasn't looked at.
    #[error("the rest can't be read: {0}")]
    Unread(&'static str),
    /// The log's changes of a document don't make a document.
    #[error("document {doc} can't be made out of its entries: {why}")]
    Unreadable {
        /// Which.
        doc: DocId,
        /// Why.
        why: ReadError,
    },
    /// Making it out of its entries ended in a panic.
    #[error("document {0} can't be made out of its entries: the attempt died")]
    Deadly(DocId),
    /// A change can't be applied, for what it builds on isn't in the log.
    #[error("document {doc} lacks what its entry {} builds on", .seq.0)]
    Hangs {
        /// Which.
        doc: DocId,
        /// The entry.
        seq: Seq,
    },
    /// Something is stored of a document that isn't in the log.
    #[error("document {doc} isn't in the log{}", if *.snapshot { ", and there is a snapshot of it" } else { "" })]
    Unlogged {
        /// Which.
        doc: DocId,
        /// There are changes in a snapshot, which would be lost with it.
        snapshot: bool,
    },
    /// A snapshot holds what the log doesn't.
    #[error("the snapshot of document {0} holds changes that its entries in the log don't have")]
    SnapshotAhead(DocId),
    /// A snapshot can't be read.
    #[error("the snapshot of document {0} can't be read")]
    SnapshotDamaged(DocId),
    /// A snapshot and what follows make another document than the log does.
    #[error("the snapshot of document {0} lacks changes that it should hold")]
    SnapshotBehind(DocId),
    /// A snapshot claims to be of a time to come.
    #[error("the snapshot of document {0} is said to be newer than the log")]
    SnapshotEarly(DocId),
    /// It isn't in the list of documents.
    #[error("document {0} is in the log and not in the list of documents")]
    Unlisted(DocId),
    /// The list has other heads.
    #[error("the heads of document {0} aren't what its entries add up to")]
    Heads(DocId),
    /// The list has another row.
    #[error("the row of document {0} isn't what is derived from it")]
    Row(DocId),
}

impl Finding {
    /// Whether the doctor can put it right, from what else is stored. History is made of what devices wrote: nobody makes it anew.
    pub fn is_repairable(&self) -> bool {
        match self {
            Self::Unlogged { snapshot, .. } => !snapshot,
            Self::NoHead
            | Self::SnapshotDamaged(_)
            | Self::SnapshotBehind(_)
            | Self::SnapshotEarly(_)
            | Self::Unlisted(_)
            | Self::Heads(_)
            | Self::Row(_) => true,
            _ => false,
        }
    }
}
