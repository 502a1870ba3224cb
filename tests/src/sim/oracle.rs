//! What must hold when the system has come to rest (the oracle of docs/FAULTS.md).

use super::world::World;
use sightline::store::{LogEntry, LogStore};
use sightline_shared::doc::Doc;
use sightline_shared::id::{ChangeHash, DocId, Seq};
use sightline_shared::session::StoredDoc;
use sightline_shared::view::{self, StoredRow};
use std::collections::BTreeMap;

/// Checks everything; the first thing that doesn't hold, in words.
///
/// # Errors
/// What doesn't hold.
pub fn check(world: &World) -> Result<(), String> {
    let rows = relay_rows(world)?;
    log_is_whole(world)?;
    for (index, device) in world.devices.iter().enumerate() {
        saved_is_sent(world, index)?;
        for (tab, at) in device.tabs.iter().enumerate() {
            for (id, stored) in &rows {
                match at.session.rows().get(*id) {
                    Some(row) if row == stored.row => {}
                    Some(row) => {
                        let disk = device.disk.contents().rows.get(id) == Some(stored);
                        return Err(format!(
                            "device {index} tab {tab} of {} has an old row and its disk is {}: {row:?}, the relay {:?}",
                            device.tabs.len(),
                            if disk { "right" } else { "behind, too" },
                            stored.row,
                        ));
                    }
                    None => return Err(format!("device {index} tab {tab} doesn't show {id}")),
                }
            }
            let shown = at.session.rows().len();
            if shown != rows.len() {
                let all = at.session.rows();
                let ids = all
                    .requests()
                    .map(|row| row.id)
                    .chain(all.parties().map(|row| row.id))
                    .chain(all.services().map(|row| row.id));
                let ids = ids.chain(all.customers().map(|row| row.id)).chain(all.people().map(|row| row.id));
                let only: Vec<_> = ids
                    .filter(|id| !rows.contains_key(id))
                    .map(|id| (id, device.disk.contents().rows.contains_key(&id), device.disk.doc(id)))
                    .collect();
                return Err(format!(
                    "device {index} tab {tab} shows {shown} rows, the relay has {}: {only:?}",
                    rows.len()
                ));
            }
        }
        disk_is_whole(world, index, &rows)?;
    }
    Ok(())
}

/// SY15: the relay's rows equal a rebuild from its documents.
fn relay_rows(world: &World) -> Result<BTreeMap<DocId, StoredRow>, String> {
    let store = world.relay.room().store();
    let page = store.docs(None, None, usize::MAX).map_err(|e| e.to_string())?;
    let mut rows = BTreeMap::new();
    for (id, record) in page.items {
        let chunks = record.snapshot.iter().chain(&record.changes).map(Vec::as_slice);
        let doc = Doc::load(id, chunks).map_err(|e| format!("{id} on the relay: {e}"))?;
        let rebuilt = view::stored(&doc).map_err(|e| format!("{id} on the relay: {e}"))?;
        let kept = store.row(id).map_err(|e| e.to_string())?.unwrap_or_default();
        let kept = view::decode_page(&kept).map_err(|e| e.to_string())?;
        if kept.first() != Some(&rebuilt) {
            return Err(format!("the relay's row of {id} is not its rebuild"));
        }
        rows.insert(id, rebuilt);
    }
    Ok(rows)
}

/// The log has no gap, and each hash stands in it once.
fn log_is_whole(world: &World) -> Result<(), String> {
    let store = world.relay.room().store();
    let head = store.head().map_err(|e| e.to_string())?;
    let all = store.entries(Seq(0), head.seq, usize::MAX).map_err(|e| e.to_string())?;
    if all.entries.len() as u64 != head.seq.0 || (head.seq.0 > 0 && all.chain != head.chain) {
        return Err("the log has a gap".into());
    }
    let mut seen = std::collections::BTreeSet::new();
    for LogEntry { doc, bytes, .. } in &all.entries {
        let meta = sightline_shared::doc::inspect(bytes)
            .map_err(|e| format!("an entry of the log can't be read: {e}"))?;
        if !seen.insert((*doc, meta.hash)) {
            return Err(format!("{} stands twice in the log", meta.hash));
        }
    }
    Ok(())
}

/// "Saved" survives: what a device stored durably has reached the log, unless the relay refused it.
fn saved_is_sent(world: &World, device: usize) -> Result<(), String> {
    let found = |(doc, hash): &&(DocId, ChangeHash)| {
        world.relay.room().store().find(*doc, hash).ok().flatten().is_some()
    };
    match world.saved[device].iter().find(|saved| !found(saved)) {
        Some((_, hash)) => Err(format!("device {device} called {hash} saved, and the log doesn't have it")),
        None => Ok(()),
    }
}

/// The disk agrees with the relay: documents with the same heads, rows equal to their rebuild.
fn disk_is_whole(world: &World, index: usize, rows: &BTreeMap<DocId, StoredRow>) -> Result<(), String> {
    let disk = &world.devices[index].disk;
    for (id, stored) in rows {
        let bytes = disk.doc(*id);
        // Closed requests may be kept as rows only.
        let is_trimmed = bytes == StoredDoc::default() && !stored.row.is_hot();
        if is_trimmed && disk.contents().place.window.is_some() {
            continue;
        }
        let chunks = bytes.snapshot.iter().chain(&bytes.changes).map(Vec::as_slice);
        let doc = Doc::load(*id, chunks).map_err(|e| format!("{id} on device {index}: {e}"))?;
        if doc.heads() != stored.heads {
            let theirs = world.relay.room().store().doc(*id).ok().flatten().map(|record| record.tips);
            let ours = doc.head_hashes();
            return Err(format!("device {index} has the heads {ours:?} of {id}, the relay {theirs:?}"));
        }
        if disk.contents().rows.get(id) != Some(stored) {
            return Err(format!("device {index} stores another row of {id} than its rebuild"));
        }
    }
    Ok(())
}
