//! One document: what its entries in the log add up to, against everything else that is stored of it.

use super::Finding;
use crate::store::{DocUpdate, StoredDoc};
use sightline_shared::doc::{Doc, inspect};
use sightline_shared::id::{ChangeHash, DocId, Seq};
use sightline_shared::view::{StoredRow, stored};
use sightline_shared::wire;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What was found, and what would put it right.
#[derive(Debug, Default)]
pub(super) struct Examined {
    pub(super) findings: Vec<Finding>,
    /// Damaged entries, and their bytes as the snapshot has them.
    pub(super) mended: Vec<(Seq, Vec<u8>)>,
    /// The list's row, heads and snapshot, made anew.
    pub(super) rebuilt: Option<DocUpdate>,
    /// Take this one out of the list.
    pub(super) forget: Option<DocId>,
}

/// Examines a document. `head` is the log's; `rows_are_current`: the list's rows are of this version of the derivation.
pub(super) fn examine(mut doc: StoredDoc, head: Seq, rows_are_current: bool) -> Examined {
    let id = doc.id;
    // What was damaged may be anything, and automerge isn't made for that.
    let examined = catch_unwind(AssertUnwindSafe(|| look(&mut doc, head, rows_are_current)));
    examined.unwrap_or_else(|_| Examined { findings: vec![Finding::Deadly(id)], ..Examined::default() })
}

fn look(doc: &mut StoredDoc, head: Seq, rows_are_current: bool) -> Examined {
    let mut examined = Examined::default();
    if doc.entries.is_empty() {
        let snapshot = doc.snapshot.is_some();
        examined.forget = (!snapshot).then_some(doc.id);
        examined.findings.push(Finding::Unlogged { doc: doc.id, snapshot });
        return examined;
    }
    examined.mended = mend(doc);
    let replay = match replay(doc) {
        Ok(replay) => replay,
        Err(finding) => {
            examined.findings.push(finding);
            return examined;
        }
    };
    let row = match stored(&replay) {
        Ok(row) => row,
        Err(why) => {
            examined.findings.push(Finding::Unreadable { doc: doc.id, why });
            return examined;
        }
    };
    let renewed = snapshot(doc, &replay, head, &mut examined.findings);
    list(doc, (&row, &replay.head_hashes()), head, rows_are_current, &mut examined.findings);
    if examined.findings.iter().any(Finding::is_repairable) {
        examined.rebuilt = Some(DocUpdate {
            doc: doc.id,
            heads: row.heads,
            tips: replay.head_hashes(),
            row: wire::encode(&row),
            snapshot: renewed.then(|| replay.save()),
        });
    }
    examined
}

/// Damaged entries are replaced by what the snapshot holds under their hashes.
fn mend(doc: &mut StoredDoc) -> Vec<(Seq, Vec<u8>)> {
    let is_sound = |hash: &ChangeHash, bytes: &[u8]| inspect(bytes).is_ok_and(|meta| meta.hash == *hash);
    if doc.entries.iter().all(|(_, hash, bytes)| is_sound(hash, bytes)) {
        return Vec::new();
    }
    let snapshot = doc.snapshot.as_ref().and_then(|(_, bytes)| Doc::load(doc.id, [bytes.as_slice()]).ok());
    let known: HashMap<ChangeHash, Vec<u8>> =
        snapshot.map(|doc| doc.changes().into_iter().collect()).unwrap_or_default();
    let mut mended = Vec::new();
    for (seq, hash, bytes) in &mut doc.entries {
        if let Some(good) = known.get(hash).filter(|_| !is_sound(hash, bytes)) {
            bytes.clone_from(good);
            mended.push((*seq, good.clone()));
        }
    }
    mended
}

/// The document out of its entries alone, each of which must have found its place.
fn replay(doc: &StoredDoc) -> Result<Doc, Finding> {
    let id = doc.id;
    let replay = Doc::load(id, doc.entries.iter().map(|(_, _, bytes)| bytes.as_slice()))
        .map_err(|why| Finding::Unreadable { doc: id, why })?;
    match doc.entries.iter().find(|(_, hash, _)| !replay.contains(*hash)) {
        Some((seq, ..)) => Err(Finding::Hangs { doc: id, seq: *seq }),
        None => Ok(replay),
    }
}

/// Whether the snapshot and what follows it are the same document; `true`: the snapshot is to be made anew.
fn snapshot(doc: &StoredDoc, replay: &Doc, head: Seq, findings: &mut Vec<Finding>) -> bool {
    let id = doc.id;
    let Some((upto, bytes)) = &doc.snapshot else { return false };
    let after = doc.entries.iter().filter(|(seq, ..)| seq > upto).map(|(_, _, bytes)| bytes.as_slice());
    let finding = match Doc::load(id, std::iter::once(bytes.as_slice()).chain(after)) {
        Err(_) => Finding::SnapshotDamaged(id),
        Ok(loaded) if loaded.heads() == replay.heads() && stored(&loaded) == stored(replay) => {
            if *upto <= head {
                return false;
            }
            Finding::SnapshotEarly(id)
        }
        Ok(loaded) if loaded.changes().iter().all(|(hash, _)| replay.contains(*hash)) => {
            Finding::SnapshotBehind(id)
        }
        Ok(_) => {
            // Made anew, it would lose what only it has.
            findings.push(Finding::SnapshotAhead(id));
            return false;
        }
    };
    findings.push(finding);
    true
}

fn list(
    doc: &StoredDoc,
    (row, tips): (&StoredRow, &[ChangeHash]),
    head: Seq,
    rows_are_current: bool,
    findings: &mut Vec<Finding>,
) {
    let Some(made) = &doc.made else { return findings.push(Finding::Unlisted(doc.id)) };
    let last = doc.entries.last().map_or(Seq(0), |(seq, ..)| *seq);
    let heads_differ = made.heads != row.heads || (rows_are_current && made.tips != tips);
    if heads_differ || !(last..=head).contains(&made.head_seq) {
        findings.push(Finding::Heads(doc.id));
    }
    if rows_are_current && made.row != wire::encode(row) {
        findings.push(Finding::Row(doc.id));
    }
}
