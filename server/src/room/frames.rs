//! What the store has, as it goes over the wire: with seals.

use crate::seal::Sealer;
use crate::store::{DocRecord, Entries, LogEntry};
use sightline_shared::id::{DocId, Seq};
use sightline_shared::wire::{DocBytes, Entry, Range};

/// A range as it goes over the wire.
pub(super) fn range_frame(sealer: &Sealer, from: Seq, read: Entries) -> Range {
    let sealed = |LogEntry { doc, hash, bytes }| Entry {
        doc,
        bytes: bytes.into(),
        seal: Some(sealer.seal(doc, hash)),
    };
    let entries = read.entries.into_iter().map(sealed).collect();
    Range { from, to: read.to, chain: read.chain, entries }
}

/// Documents, with their heads sealed.
pub(super) fn docs_frame(sealer: &Sealer, docs: Vec<(DocId, DocRecord)>) -> Vec<DocBytes> {
    let whole = |(doc, record): (DocId, DocRecord)| DocBytes {
        doc,
        heads: record.heads,
        seals: record.tips.iter().map(|tip| sealer.sealed(doc, *tip)).collect(),
        bytes: record.into_bytes().into(),
    };
    docs.into_iter().map(whole).collect()
}
