//! What must hold when the system has come to rest (the oracle of docs/FAULTS.md).

use super::Failure;
use super::device::Tab;
use super::world::World;
use super::world::private::Readers;
use sightline::store::{LogEntry, LogStore};
use sightline_shared::doc::{Doc, inspect};
use sightline_shared::id::{ChangeHash, DocId, Seq};
use sightline_shared::session::StoredDoc;
use sightline_shared::view::{self, RequestRow, Statistics, StoredRow};
use sightline_shared::wire::{Change, RefusalReason};
use std::collections::BTreeMap;

type Rows = BTreeMap<DocId, StoredRow>;

/// Checks everything; the first thing that doesn't hold.
///
/// # Errors
/// What doesn't hold.
pub fn check(world: &World) -> Result<(), Failure> {
    let rule = |rule: &'static str| move |what: String| Failure { rule, what };
    let rows = relay_rows(world).map_err(rule("the relay's rows are its documents'"))?;
    log_is_whole(world).map_err(rule("the log is whole"))?;
    let readers = Readers::of(world);
    for index in 0..world.devices.len() {
        refused_for_good_reason(world, index).map_err(rule("nothing is refused without a reason"))?;
        compared_for_good_reason(world, index).map_err(rule("nothing is compared without a reason"))?;
        copied_is_stored(world, index).map_err(rule("what is said to be copied is stored"))?;
        saved_is_sent(world, index).map_err(rule("saved is sent"))?;
        if world.revoked != Some(index) {
            let person = world.devices[index].me.person;
            let may_read = |doc: &DocId| readers.may_read(person, *doc);
            let rows = rows.iter().filter(|(doc, _)| may_read(doc));
            let rows = rows.map(|(doc, row)| (*doc, row.clone())).collect();
            holds_nothing_foreign(world, index, &readers).map_err(rule("private requests stay private"))?;
            shows_all(world, index, &rows, &readers).map_err(rule("everybody shows the same"))?;
            disk_is_whole(world, index, &rows).map_err(rule("the disk has the same"))?;
            has_published(world, index).map_err(rule("everybody has what was published"))?;
        }
    }
    Ok(())
}

/// PR6: whatever a device has of a private request, it was allowed to have at some time.
fn holds_nothing_foreign(world: &World, index: usize, readers: &Readers) -> Result<(), String> {
    let disk = world.devices[index].disk.contents();
    let stored = disk.rows.keys().chain(disk.changes.keys().map(|(doc, _)| doc));
    let shown = world.devices[index].tabs.iter().flat_map(|tab| tab.session.rows().requests());
    let held = stored.copied().chain(shown.map(|row| row.id));
    let may_hold = |doc: &DocId| !readers.is_private(*doc) || world.allowed.contains(&(index, *doc));
    match { held }.find(|doc| !may_hold(doc)) {
        Some(doc) => Err(format!("device {index} has {doc}")),
        None => Ok(()),
    }
}

/// SY15: each tab shows the relay's rows that its person may read.
fn shows_all(world: &World, index: usize, rows: &Rows, readers: &Readers) -> Result<(), String> {
    let device = &world.devices[index];
    for (tab, at) in device.tabs.iter().enumerate() {
        let of = format!("device {index}, tab {tab} of {}", device.tabs.len());
        for (id, stored) in rows {
            let on_disk = device.disk.contents().rows.get(id) == Some(stored);
            let disk = if on_disk { "right" } else { "behind, too" };
            match at.session.rows().get(*id) {
                Some(row) if row == stored.row => {}
                Some(row) => {
                    return Err(format!(
                        "{of}: an old row (its disk is {disk}): {row:?}, the relay {:?}",
                        stored.row
                    ));
                }
                None => return Err(format!("{of} doesn't show {id}, its disk is {disk}")),
            }
        }
        let shown = at.session.rows();
        // What somebody was allowed to read before stays with them, as it was.
        let kept = |row: &&RequestRow| readers.is_private(row.id) && !rows.contains_key(&row.id);
        let kept = shown.requests().filter(kept).count();
        if shown.len() != rows.len() + kept {
            let ids = shown.requests().map(|row| row.id).chain(shown.parties().map(|row| row.id));
            let ids =
                ids.chain(shown.services().map(|row| row.id)).chain(shown.customers().map(|row| row.id));
            let ids = ids.chain(shown.people().map(|row| row.id));
            let only: Vec<_> = ids.filter(|id| !rows.contains_key(id)).collect();
            return Err(format!("{of} shows {} rows, the relay has {}: {only:?}", shown.len(), rows.len()));
        }
    }
    Ok(())
}

/// ST4: each tab, and the disk, have the figures that the relay has published last.
fn has_published(world: &World, index: usize) -> Result<(), String> {
    let device = &world.devices[index];
    let Some(figures) = world.relay.figures() else { return Ok(()) };
    let on_disk = device.disk.contents().statistics.as_deref();
    if on_disk.map(Statistics::mark) != Some(figures.mark) {
        return Err(format!("device {index} stores other figures than were published"));
    }
    let stored = on_disk.and_then(Statistics::read);
    let differs = |tab: &&Tab| tab.session.rows().statistics() != stored.as_ref();
    match device.tabs.iter().find(differs) {
        Some(_) => Err(format!("a tab of device {index} shows other figures than are stored")),
        None => Ok(()),
    }
}

/// What people make honestly is refused only when the relay has lost what it builds on, or no longer knows the device.
/// Who may no longer read a request may have written to it before they knew.
fn refused_for_good_reason(world: &World, device: usize) -> Result<(), String> {
    let could_read = world.allowed.iter().any(|(other, _)| *other == device);
    let may_be = |why: &RefusalReason| match why {
        RefusalReason::MissingDependency => world.was_restored,
        RefusalReason::NotAllowed => could_read,
        _ => false,
    };
    match world.devices[device].refusals.iter().find(|why| !may_be(why)) {
        Some(why) => Err(format!("device {device}: {why}")),
        None => Ok(()),
    }
}

/// SY21: whatever comes when, a device takes its own work for lost only when the relay has lost some.
fn compared_for_good_reason(world: &World, device: usize) -> Result<(), String> {
    match world.devices[device].comparisons {
        0 => Ok(()),
        _ if world.was_restored => Ok(()),
        times => Err(format!("device {device} compared itself with the relay {times} times")),
    }
}

/// SY29: no leading tab said that the copy is whole before that was stored.
fn copied_is_stored(world: &World, device: usize) -> Result<(), String> {
    match world.devices[device].boasted {
        // Of a relay that lost everything there is nothing to copy, whatever the disk has of the log before.
        true if world.was_restored => Ok(()),
        true => Err(format!("device {device} said that nothing is left to copy")),
        false => Ok(()),
    }
}

/// SY15: the relay's rows equal a rebuild from its documents.
fn relay_rows(world: &World) -> Result<Rows, String> {
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
        let meta = inspect(bytes).map_err(|e| format!("an entry of the log can't be read: {e}"))?;
        if !seen.insert((*doc, meta.hash)) {
            return Err(format!("{} stands twice in the log", meta.hash));
        }
    }
    Ok(())
}

/// "Saved" survives: what a device stored durably has reached the log, unless the relay refused it. What a revoked device has not sent
/// lies there, for its person to export.
fn saved_is_sent(world: &World, index: usize) -> Result<(), String> {
    let store = world.relay.room().store();
    let waits = |change: &(DocId, ChangeHash)| {
        let entries = world.devices[index].disk.contents().outbox.values();
        world.revoked == Some(index)
            && entries.flat_map(|entry| &entry.changes).any(|other| names(other, change))
    };
    let found = |change: &&(DocId, ChangeHash)| {
        let (doc, hash) = change;
        store.find(*doc, hash).ok().flatten().is_some() || waits(change)
    };
    match world.saved[index].iter().find(|saved| !found(saved)) {
        Some((doc, hash)) => {
            Err(format!("device {index} called {hash} of {doc} saved, and the log doesn't have it"))
        }
        None => Ok(()),
    }
}

fn names(change: &Change, (doc, hash): &(DocId, ChangeHash)) -> bool {
    change.doc == *doc && inspect(&change.bytes).is_ok_and(|meta| meta.hash == *hash)
}

impl World {
    /// Whether a change lies under "refused".
    pub(super) fn is_kept_as_refused(&self, device: usize, change: &(DocId, ChangeHash)) -> bool {
        let refused = self.devices[device].disk.contents().refused.values();
        refused.flat_map(|refused| &refused.entry.changes).any(|other| names(other, change))
    }
}

/// The disk agrees with the relay: documents with the same heads, rows equal to their rebuild.
fn disk_is_whole(world: &World, index: usize, rows: &Rows) -> Result<(), String> {
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
