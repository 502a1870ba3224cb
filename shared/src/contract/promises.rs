//! The promises. SPEC.md has the rules that they quote.

use super::{Seen, Storage};
use crate::id::{ChangeHash, DocId, DocKind, HeadsDigest, Incarnation, Millis, Seal};
use crate::session::{
    KeptEdits, OutboxEntry, OutboxKey, Place, RefusedEntry, StoredChange, Write, WriteFailure,
};
use crate::view::{PartyRow, ROW_VERSION, Row, StoredRow};
use crate::wire::{RefusalReason, Sealed};

type Kept = Result<(), String>;

pub(super) async fn all<S: Storage>(fresh: impl AsyncFn(&'static str) -> S) -> Result<usize, String> {
    let mut told = 0;
    macro_rules! tell {
        ($($story:ident)*) => {$(
            let kept = $story(&mut fresh(stringify!($story)).await).await;
            kept.map_err(|what| format!("{}: {what}", stringify!($story)))?;
            told += 1;
        )*};
    }
    tell! {
        a_new_storage_is_empty
        a_write_is_there_with_all_its_parts
        a_row_from_other_heads_is_refused_with_everything
        a_row_written_as_new_is_refused_where_another_tab_has_one
        the_same_write_again_is_harmless
        an_earlier_leaders_write_is_refused_with_everything
        all_rows_at_once_replace_those_before_but_what_another_tab_moved
        a_removed_row_may_come_again_from_nothing
        what_waits_is_in_the_order_of_its_keys
        seals_are_removed_before_they_are_added
        a_replaced_document_has_nothing_of_the_old_one
        a_document_that_is_kept_no_longer_goes_but_for_its_row
        dropped_changes_are_gone_and_refused_batches_kept_until_dismissed
        what_was_published_is_replaced_by_what_comes_and_only_by_the_leader
    }
    Ok(told)
}

fn same<T: PartialEq + std::fmt::Debug>(found: T, expected: T) -> Kept {
    if found == expected { Ok(()) } else { Err(format!("found {found:?}, expected {expected:?}")) }
}

fn doc(number: u8) -> DocId {
    let mut bytes = [number; 16];
    bytes[0] = DocKind::Party.into();
    DocId::from_bytes(bytes)
}

fn heads(number: u8) -> HeadsDigest {
    HeadsDigest::from_bytes([number; 16])
}

fn row(number: u8, at: u8) -> StoredRow {
    let party = PartyRow { id: doc(number), name: format!("Team {number} at {at}"), ..PartyRow::default() };
    StoredRow { version: ROW_VERSION, heads: heads(at), row: Row::Party(party) }
}

fn change(of: u8, number: u8) -> StoredChange {
    StoredChange { doc: doc(of), hash: ChangeHash::from_bytes([number; 32]), bytes: vec![number; 40] }
}

fn batch(made: i64, number: u64) -> OutboxEntry {
    let key = OutboxKey { made: Millis(made), incarnation: Incarnation::from_bytes([3; 8]), number };
    OutboxEntry { key, changes: Vec::new(), docs: vec![doc(1)], edits: KeptEdits::default() }
}

fn place(taken: u64) -> Place {
    Place { docs_taken: taken, contact: Some(Millis(99)), ..Place::default() }
}

fn rows(rows: Vec<(Option<HeadsDigest>, StoredRow)>) -> Write {
    Write { rows, ..Write::default() }
}

fn bulk(bulk_rows: Vec<StoredRow>) -> Write {
    Write { bulk_rows, ..Write::default() }
}

async fn commit(storage: &mut impl Storage, write: &Write) -> Kept {
    storage.commit(write).await.map_err(|why| format!("{why:?}"))
}

async fn a_new_storage_is_empty(storage: &mut impl Storage) -> Kept {
    same(storage.see().await, Seen::default())?;
    same(storage.doc(doc(1)).await, Default::default())
}

/// SY1: one transaction.
async fn a_write_is_there_with_all_its_parts(storage: &mut impl Storage) -> Kept {
    let refused = RefusedEntry { entry: batch(1, 9), why: RefusalReason::NotAllowed, at: Millis(5) };
    let write = Write {
        strict: true,
        changes: vec![change(1, 1), change(2, 2)],
        snapshots: vec![(doc(1), vec![9; 9])],
        rows: vec![(None, row(1, 1)), (None, row(2, 1))],
        outbox_add: vec![batch(10, 1)],
        refused_add: vec![refused.clone()],
        place: Some(place(3)),
        ..Write::default()
    };
    commit(storage, &write).await?;
    let seen = Seen {
        rows: vec![row(1, 1), row(2, 1)],
        outbox: vec![batch(10, 1)],
        refused: vec![refused],
        place: place(3),
        statistics: None,
    };
    same(storage.see().await, seen)?;
    let one = storage.doc(doc(1)).await;
    same((one.snapshot, one.changes), (Some(vec![9; 9]), vec![vec![1; 40]]))?;
    same(storage.doc(doc(2)).await.changes, vec![vec![2; 40]])?;
    // What a write doesn't name stays.
    commit(storage, &rows(vec![(Some(heads(1)), row(1, 2))])).await?;
    same(storage.see().await.place, place(3))
}

/// SY14: another tab was first; nothing of the later write is stored.
async fn a_row_from_other_heads_is_refused_with_everything(storage: &mut impl Storage) -> Kept {
    commit(storage, &rows(vec![(None, row(1, 1))])).await?;
    commit(storage, &rows(vec![(Some(heads(1)), row(1, 2))])).await?;
    let late = Write {
        rows: vec![(None, row(2, 1)), (Some(heads(1)), row(1, 3))],
        changes: vec![change(1, 3)],
        outbox_add: vec![batch(10, 1)],
        place: Some(place(7)),
        ..Write::default()
    };
    same(storage.commit(&late).await, Err(WriteFailure::Moved))?;
    same(storage.see().await, Seen { rows: vec![row(1, 2)], ..Seen::default() })?;
    same(storage.doc(doc(1)).await.changes, Vec::new())
}

/// SY14: both tabs had no row of it.
async fn a_row_written_as_new_is_refused_where_another_tab_has_one(storage: &mut impl Storage) -> Kept {
    commit(storage, &rows(vec![(None, row(1, 1))])).await?;
    same(storage.commit(&rows(vec![(None, row(1, 2))])).await, Err(WriteFailure::Moved))?;
    same(storage.see().await.rows, vec![row(1, 1)])
}

/// SY5: its word was lost, and it is tried again.
async fn the_same_write_again_is_harmless(storage: &mut impl Storage) -> Kept {
    let write = Write {
        changes: vec![change(1, 1)],
        rows: vec![(None, row(1, 1))],
        outbox_add: vec![batch(10, 1)],
        ..Write::default()
    };
    commit(storage, &write).await?;
    let seen = storage.see().await;
    commit(storage, &write).await?;
    same(storage.see().await, seen)?;
    same(storage.doc(doc(1)).await.changes.len(), 1)
}

/// SY18: what only the leader may store carries its epoch.
async fn an_earlier_leaders_write_is_refused_with_everything(storage: &mut impl Storage) -> Kept {
    let first = storage.take_the_lead().await;
    let received = |epoch, at| Write {
        epoch: Some(epoch),
        rows: vec![(None, row(at, at))],
        snapshots: vec![(doc(1), vec![at; 9])],
        place: Some(place(u64::from(at))),
        ..Write::default()
    };
    commit(storage, &received(first, 1)).await?;
    let second = storage.take_the_lead().await;
    same(second > first, true)?;
    same(storage.commit(&received(first, 2)).await, Err(WriteFailure::Fenced))?;
    same(storage.see().await, Seen { rows: vec![row(1, 1)], place: place(1), ..Seen::default() })?;
    commit(storage, &received(second, 3)).await?;
    // A person's edits are any tab's to store.
    commit(storage, &Write { outbox_add: vec![batch(1, 1)], ..Write::default() }).await?;
    same(storage.see().await.outbox, vec![batch(1, 1)])
}

/// SY14: the rows of a bootstrap. Another tab's edit in between stays.
async fn all_rows_at_once_replace_those_before_but_what_another_tab_moved(
    storage: &mut impl Storage,
) -> Kept {
    commit(storage, &bulk(vec![row(1, 1), row(2, 1), row(3, 1)])).await?;
    same(storage.see().await.rows, vec![row(1, 1), row(2, 1), row(3, 1)])?;
    commit(storage, &rows(vec![(Some(heads(1)), row(2, 2))])).await?;
    commit(storage, &rows(vec![(Some(heads(1)), row(3, 2))])).await?;
    commit(storage, &bulk(vec![row(2, 1), row(3, 2), row(4, 1)])).await?;
    same(storage.see().await.rows, vec![row(2, 2), row(3, 2), row(4, 1)])?;
    // Whose heads the bulk has isn't any tab's any more.
    commit(storage, &rows(vec![(Some(heads(2)), row(3, 3))])).await?;
    same(storage.commit(&rows(vec![(Some(heads(1)), row(2, 3))])).await, Err(WriteFailure::Moved))
}

async fn a_removed_row_may_come_again_from_nothing(storage: &mut impl Storage) -> Kept {
    commit(storage, &bulk(vec![row(1, 1), row(2, 1)])).await?;
    commit(storage, &rows(vec![(None, row(3, 1))])).await?;
    let removed = Write { rows_remove: vec![doc(1), doc(3), doc(9)], ..Write::default() };
    commit(storage, &removed).await?;
    same(storage.see().await.rows, vec![row(2, 1)])?;
    commit(storage, &rows(vec![(None, row(3, 5))])).await?;
    same(storage.see().await.rows, vec![row(2, 1), row(3, 5)])
}

/// SY6: by when it was made, then by the tab's own count; a clock before 1970 too.
async fn what_waits_is_in_the_order_of_its_keys(storage: &mut impl Storage) -> Kept {
    let all = vec![batch(20, 2), batch(-5, 7), batch(20, 1), batch(10, 300)];
    commit(storage, &Write { outbox_add: all, ..Write::default() }).await?;
    let sorted = vec![batch(-5, 7), batch(10, 300), batch(20, 1), batch(20, 2)];
    same(storage.see().await.outbox, sorted)?;
    let sent = vec![batch(10, 300).key, batch(20, 2).key, batch(99, 9).key];
    commit(storage, &Write { outbox_remove: sent, ..Write::default() }).await?;
    same(storage.see().await.outbox, vec![batch(-5, 7), batch(20, 1)])
}

async fn seals_are_removed_before_they_are_added(storage: &mut impl Storage) -> Kept {
    let sealed = |n| Sealed { hash: ChangeHash::from_bytes([n; 32]), seal: Seal::from_bytes([n; 16]) };
    let write = Write { seals: vec![(doc(1), sealed(1)), (doc(2), sealed(1))], ..Write::default() };
    commit(storage, &write).await?;
    let write = Write {
        seals_remove: vec![(doc(1), sealed(1).hash), (doc(1), sealed(2).hash)],
        seals: vec![(doc(1), sealed(2))],
        ..Write::default()
    };
    commit(storage, &write).await?;
    same(storage.seals(doc(1)).await, vec![sealed(2)])?;
    same(storage.seals(doc(2)).await, vec![sealed(1)])
}

/// SY25: what can't be read goes with everything that was stored of its document.
async fn a_replaced_document_has_nothing_of_the_old_one(storage: &mut impl Storage) -> Kept {
    commit(storage, &Write { changes: vec![change(1, 1), change(1, 2), change(2, 3)], ..Write::default() })
        .await?;
    let write = Write {
        replace_docs: vec![doc(1)],
        changes: vec![change(1, 4)],
        snapshots: vec![(doc(1), vec![5; 5])],
        ..Write::default()
    };
    commit(storage, &write).await?;
    let found = storage.doc(doc(1)).await;
    same((found.snapshot, found.changes), (Some(vec![5; 5]), vec![vec![4; 40]]))?;
    same(storage.doc(doc(2)).await.changes, vec![vec![3; 40]])
}

/// What another tab has moved meanwhile stays whole.
async fn a_document_that_is_kept_no_longer_goes_but_for_its_row(storage: &mut impl Storage) -> Kept {
    let write = Write {
        changes: vec![change(1, 1), change(2, 2)],
        rows: vec![(None, row(1, 1)), (None, row(2, 2))],
        ..Write::default()
    };
    commit(storage, &write).await?;
    let trimmed = Write { docs_remove: vec![(doc(1), heads(1)), (doc(2), heads(1))], ..Write::default() };
    commit(storage, &trimmed).await?;
    same(storage.see().await.rows, vec![row(1, 1), row(2, 2)])?;
    same(storage.doc(doc(1)).await, Default::default())?;
    same(storage.doc(doc(2)).await.changes, vec![vec![2; 40]])
}

/// SY8
async fn dropped_changes_are_gone_and_refused_batches_kept_until_dismissed(
    storage: &mut impl Storage,
) -> Kept {
    let write = Write {
        changes: vec![change(1, 1), change(1, 2)],
        outbox_add: vec![batch(1, 1)],
        ..Write::default()
    };
    commit(storage, &write).await?;
    let refused = RefusedEntry { entry: batch(1, 1), why: RefusalReason::Busy, at: Millis(5) };
    let write = Write {
        drop_changes: vec![(doc(1), change(1, 2).hash)],
        outbox_remove: vec![batch(1, 1).key],
        refused_add: vec![refused.clone()],
        ..Write::default()
    };
    commit(storage, &write).await?;
    same(storage.doc(doc(1)).await.changes, vec![vec![1; 40]])?;
    same(storage.see().await, Seen { refused: vec![refused], ..Seen::default() })?;
    commit(storage, &Write { refused_remove: vec![batch(1, 1).key], ..Write::default() }).await?;
    same(storage.see().await, Seen::default())
}

/// ST4, SY18
async fn what_was_published_is_replaced_by_what_comes_and_only_by_the_leader(
    storage: &mut impl Storage,
) -> Kept {
    let first = storage.take_the_lead().await;
    let published =
        |epoch, byte| Write { epoch: Some(epoch), statistics: Some(vec![byte; 40]), ..Write::default() };
    commit(storage, &published(first, 1)).await?;
    commit(storage, &published(first, 2)).await?;
    commit(storage, &Write { place: Some(place(1)), ..Write::default() }).await?;
    same(storage.see().await.statistics, Some(vec![2; 40]))?;
    storage.take_the_lead().await;
    same(storage.commit(&published(first, 3)).await, Err(WriteFailure::Fenced))?;
    same(storage.see().await.statistics, Some(vec![2; 40]))
}
