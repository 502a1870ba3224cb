//! What was stored is looked at before it is sent or built upon: a disk may give back something else (RE21).

use super::{DocRecord, LogStore, Stored};
use sightline_shared::doc::is_sound;
use sightline_shared::id::DocId;

/// The document as it was stored: out of the log, when its snapshot has been damaged; none when its entries have been too.
///
/// # Errors
/// When the store fails.
pub fn sound<S: LogStore>(store: &S, doc: DocId, record: DocRecord) -> Stored<Option<DocRecord>> {
    if is_whole(&record) {
        return Ok(Some(record));
    }
    let replay =
        DocRecord { heads: record.heads, tips: record.tips, snapshot: None, changes: store.replay(doc)? };
    if !replay.changes.is_empty() && is_whole(&replay) {
        tracing::error!(%doc, "a snapshot is damaged: the log is read in its place; run sightline doctor --repair");
        return Ok(Some(replay));
    }
    tracing::error!(%doc, "a document is damaged and kept back: run sightline doctor");
    Ok(None)
}

fn is_whole(record: &DocRecord) -> bool {
    record.snapshot.iter().chain(&record.changes).all(|bytes| is_sound(bytes))
}
