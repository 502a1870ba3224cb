//! The port against a real IndexedDB. Every test has a database of its own.

mod compact;
mod contract;
mod lead;
mod seals;
mod trim;

use super::{
    Idb, IdbError, OUTBOX, PAGES, ROWS, VERSION, commit, keys, meta, page, read_only, read_write, write::put,
};
use indexed_db_futures::prelude::*;
use sightline_shared::api::Me;
use sightline_shared::id::{
    ChangeHash, DeviceId, DocId, DocKind, HeadsDigest, Incarnation, Millis, Span, WorkspaceId,
};
use sightline_shared::session::{
    KeptEdits, OutboxEntry, OutboxKey, Place, RefusedEntry, StoredChange, Write, WriteFailure,
};
use sightline_shared::view::{PartyRow, ROW_VERSION, RequestRow, Row, State, StoredRow};
use sightline_shared::wire::RefusalReason;
use std::cell::Cell;
use std::collections::HashSet;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

async fn open(name: &str) -> Idb {
    Idb::open(name, |_| ()).await.unwrap()
}

fn doc(kind: DocKind, number: u32) -> DocId {
    let mut bytes = [0; 16];
    bytes[12..].copy_from_slice(&number.to_be_bytes());
    bytes[0] = kind.into();
    DocId::from_bytes(bytes)
}

fn heads(number: u8) -> HeadsDigest {
    HeadsDigest::from_bytes([number; 16])
}

/// A party is hot.
fn party(number: u32, at: u8) -> StoredRow {
    let name = format!("Team {number} at {at}");
    let row = PartyRow { id: doc(DocKind::Party, number), name, ..PartyRow::default() };
    StoredRow { version: ROW_VERSION, heads: heads(at), row: Row::Party(row) }
}

/// A closed request is cold.
fn closed(number: u32, at: u8) -> StoredRow {
    let row = RequestRow {
        id: doc(DocKind::Request, number),
        title: format!("Request {number} at {at}"),
        state: State::Confirmed,
        ..RequestRow::default()
    };
    StoredRow { version: ROW_VERSION, heads: heads(at), row: Row::Request(Box::new(row)) }
}

fn change(of: DocId, number: u8) -> StoredChange {
    StoredChange { doc: of, hash: ChangeHash::from_bytes([number; 32]), bytes: vec![number; 40] }
}

fn batch(made: i64, number: u64) -> OutboxEntry {
    let key = OutboxKey { made: Millis(made), incarnation: Incarnation::from_bytes([3; 8]), number };
    OutboxEntry {
        key,
        changes: Vec::new(),
        docs: vec![doc(DocKind::Request, 1)],
        edits: KeptEdits::default(),
    }
}

fn place(taken: u64) -> Place {
    Place { docs_taken: taken, offset: Span(-7), contact: Some(Millis(99)), ..Place::default() }
}

/// All rows as a start and the slices after it give them.
async fn all_rows(idb: &Idb) -> Vec<StoredRow> {
    let stored = idb.boot().await.unwrap();
    assert!(!stored.damaged);
    let mut rows = stored.rows;
    for key in idb.cold_pages().await.unwrap() {
        let (cold, readable) = idb.cold_page(&key, &stored.overriding).await.unwrap();
        assert!(readable);
        rows.extend(cold);
    }
    rows.sort_by_key(|row| row.row.id());
    rows
}

#[wasm_bindgen_test]
async fn what_was_deleted_is_gone_and_no_tab_writes_after_it() {
    let (idb, other) = (open("deleted").await, open("deleted").await);
    idb.commit(&Write { rows: vec![(None, party(1, 1))], ..Write::default() }).await.unwrap();
    idb.delete().await.unwrap();
    for tab in [idb, other] {
        let refused = tab.commit(&Write { rows: vec![(None, party(2, 1))], ..Write::default() }).await;
        assert_eq!(refused, Err(IdbError::TakenOver));
    }
    assert!(open("deleted").await.boot().await.unwrap().rows.is_empty());
}

#[wasm_bindgen_test]
async fn a_new_device_has_nothing() {
    let idb = open("nothing").await;
    let stored = idb.boot().await.unwrap();
    assert!(stored.me.is_none() && stored.rows.is_empty() && stored.refused.is_empty() && !stored.damaged);
    assert_eq!((stored.place, stored.waiting.batches), (Place::default(), 0));
    assert!(idb.outbox().await.unwrap().is_empty() && idb.docs().await.unwrap().is_empty());
    assert_eq!(idb.read_doc(DocId::SETTINGS).await.unwrap(), Default::default());
}

#[wasm_bindgen_test]
async fn everything_in_a_write_is_there_after_closing() {
    let idb = open("everything").await;
    let (request, other) = (doc(DocKind::Request, 1), doc(DocKind::Request, 2));
    let refused = RefusedEntry { entry: batch(1, 9), why: RefusalReason::NotAllowed, at: Millis(5) };
    let write = Write {
        strict: true,
        changes: vec![change(request, 1), change(request, 2), change(other, 3)],
        snapshots: vec![(request, vec![9; 9])],
        rows: vec![(None, party(1, 1))],
        outbox_add: vec![batch(20, 2), batch(10, 3), batch(20, 1)],
        refused_add: vec![refused.clone()],
        place: Some(place(4)),
        ..Write::default()
    };
    idb.commit(&write).await.unwrap();
    idb.close();

    let stored = idb.boot().await.unwrap();
    assert_eq!((stored.rows, stored.place, stored.refused), (vec![party(1, 1)], place(4), vec![refused]));
    assert_eq!((stored.waiting.batches, stored.waiting.changes), (3, 0));
    assert_eq!(idb.outbox().await.unwrap(), [batch(10, 3), batch(20, 1), batch(20, 2)], "oldest first");
    let read = idb.read_doc(request).await.unwrap();
    assert_eq!((read.snapshot, read.changes), (Some(vec![9; 9]), vec![vec![1; 40], vec![2; 40]]));
    assert_eq!(idb.docs().await.unwrap(), [request, other]);

    let undo = Write {
        drop_changes: vec![(request, ChangeHash::from_bytes([1; 32]))],
        outbox_remove: vec![batch(20, 1).key],
        refused_remove: vec![batch(1, 9).key],
        ..Write::default()
    };
    idb.commit(&undo).await.unwrap();
    assert_eq!(idb.read_doc(request).await.unwrap().changes, [vec![2; 40]]);
    assert_eq!(idb.outbox().await.unwrap(), [batch(10, 3), batch(20, 2)]);
    assert!(idb.boot().await.unwrap().refused.is_empty());
    idb.commit(&Write::default()).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_row_that_another_tab_moved_refuses_the_whole_write() {
    let (a, b) = (open("moved").await, open("moved").await);
    let row = |expected, at| Write { rows: vec![(expected, party(1, at))], ..Write::default() };
    a.commit(&row(None, 1)).await.unwrap();
    b.commit(&row(Some(heads(1)), 2)).await.unwrap();
    let mut late = row(Some(heads(1)), 3);
    late.changes = vec![change(doc(DocKind::Party, 1), 7)];
    late.outbox_add = vec![batch(1, 1)];
    late.place = Some(place(1));
    assert_eq!(a.commit(&late).await, Err(IdbError::Moved));
    assert_eq!(WriteFailure::from(IdbError::Moved), WriteFailure::Moved);

    let stored = b.boot().await.unwrap();
    assert_eq!((stored.rows, stored.place, stored.waiting.batches), (vec![party(1, 2)], Place::default(), 0));
    assert!(b.docs().await.unwrap().is_empty(), "nothing of it is stored");
    late.rows = vec![(Some(heads(2)), party(1, 3))];
    a.commit(&late).await.unwrap();
    a.commit(&late).await.unwrap();
    assert_eq!(b.boot().await.unwrap().rows, [party(1, 3)], "a commit that is tried again is no move");
}

#[wasm_bindgen_test]
async fn a_transaction_that_is_given_up_leaves_nothing() {
    let idb = open("given-up").await;
    let outcome: Result<(), IdbError> = idb
        .attempt(async |database| {
            let transaction = read_write(database, &[OUTBOX], true)?;
            put(&transaction.object_store(OUTBOX)?, keys::bytes(&[1]), &[1])?;
            Err(IdbError::Moved)
        })
        .await;
    assert_eq!(outcome, Err(IdbError::Moved));
    assert!(idb.outbox().await.unwrap().is_empty());
}

#[wasm_bindgen_test]
async fn bulk_rows_replace_pages_and_rows_one_by_one_override_them() {
    let idb = open("bulk").await;
    let bulk = |at| {
        let rows = (0..300).map(|n| closed(n, at)).chain((0..700).map(|n| party(n, at)));
        Write { bulk_rows: rows.collect(), ..Write::default() }
    };
    idb.commit(&bulk(1)).await.unwrap();
    let stored = idb.boot().await.unwrap();
    assert_eq!(stored.rows.len(), 700, "a start reads hot rows only");
    let mine = vec![(Some(heads(1)), party(5, 2)), (Some(heads(1)), closed(6, 2))];
    idb.commit(&Write { rows: mine, ..Write::default() }).await.unwrap();

    let mut expected = bulk(1).bulk_rows;
    expected[305] = party(5, 2);
    expected[6] = closed(6, 2);
    assert_eq!(all_rows(&idb).await, expected);
    let some = [
        doc(DocKind::Party, 5),
        doc(DocKind::Request, 6),
        doc(DocKind::Request, 7),
        doc(DocKind::Party, 9999),
    ];
    let mut read = idb.read_rows(&some).await.unwrap();
    read.sort_by_key(|row| row.row.id());
    assert_eq!(read, [closed(6, 2), closed(7, 1), party(5, 2)]);

    idb.commit(&bulk(3)).await.unwrap();
    let mut expected = bulk(3).bulk_rows;
    expected[305] = party(5, 2);
    expected[6] = closed(6, 2);
    assert_eq!(all_rows(&idb).await, expected);

    idb.commit(&bulk(2)).await.unwrap();
    let known = idb.boot().await.unwrap().overriding;
    assert!(known.is_empty(), "what the pages know as well needs no record of its own");
    assert_eq!(all_rows(&idb).await, bulk(2).bulk_rows);
}

#[wasm_bindgen_test]
async fn the_row_of_a_refused_document_goes_from_pages_and_records() {
    // SY8
    let idb = open("removed").await;
    let bulk_rows: Vec<StoredRow> = (0..300).map(|n| party(n, 1)).collect();
    idb.commit(&Write { bulk_rows, rows: vec![(None, party(900, 1))], ..Write::default() }).await.unwrap();
    let rows_remove = vec![doc(DocKind::Party, 7), doc(DocKind::Party, 900)];
    idb.commit(&Write { rows_remove: rows_remove.clone(), ..Write::default() }).await.unwrap();
    let rows = all_rows(&idb).await;
    assert_eq!(rows.len(), 299);
    assert!(rows.iter().all(|row| !rows_remove.contains(&row.row.id())));
    // The document may come again, from nothing.
    idb.commit(&Write { rows: vec![(Some(heads(9)), party(7, 2))], ..Write::default() }).await.unwrap();
    assert_eq!(all_rows(&idb).await.len(), 300);
}

#[wasm_bindgen_test]
async fn compaction_changes_no_row() {
    let idb = open("compaction").await;
    let rows = (0..900).map(|n| party(n, 1)).chain((0..600).map(|n| closed(n, 1)));
    idb.commit(&Write { bulk_rows: rows.collect(), ..Write::default() }).await.unwrap();
    assert_eq!(idb.compact_rows().await, Ok(0), "nothing to do");
    let changed = (0..500)
        .map(|n| party(n, 2))
        .chain((250..400).map(|n| closed(n, 2)))
        .chain((900..905).map(|n| party(n, 2)));
    let changed = changed.map(|row| (None, row)).collect();
    idb.commit(&Write { rows: changed, ..Write::default() }).await.unwrap();

    let before = all_rows(&idb).await;
    assert_eq!(before.len(), 1505);
    assert_eq!(idb.compact_rows().await, Ok(655));
    assert_eq!(all_rows(&idb).await, before);
    assert!(idb.boot().await.unwrap().overriding.is_empty());
    let late = Write { rows: vec![(Some(heads(1)), party(3, 9))], ..Write::default() };
    assert_eq!(idb.commit(&late).await, Err(IdbError::Moved), "heads outlive compaction");
}

#[wasm_bindgen_test]
async fn a_damaged_page_or_row_is_found_and_the_rest_is_kept() {
    let idb = open("damaged").await;
    idb.commit(&Write { bulk_rows: (0..300).map(|n| party(n, 1)).collect(), ..Write::default() })
        .await
        .unwrap();
    idb.attempt(async |database| {
        let transaction = read_write(database, &[PAGES, ROWS], true)?;
        put(&transaction.object_store(PAGES)?, keys::bytes(&keys::page(true, 2)), b"not a page")?;
        put(&transaction.object_store(ROWS)?, keys::doc(doc(DocKind::Party, 1)), b"not a row")?;
        commit(transaction).await
    })
    .await
    .unwrap();
    let stored = idb.boot().await.unwrap();
    assert!(stored.damaged);
    assert_eq!(stored.rows.len(), page::ROWS_MAX);
    let again = Write { bulk_rows: (0..300).map(|n| party(n, 1)).collect(), ..Write::default() };
    idb.commit(&again).await.unwrap();
    assert_eq!(all_rows(&idb).await.len(), 300, "what came has taken the damage's place");
}

#[wasm_bindgen_test]
async fn damage_is_remembered_until_all_rows_are_written_anew() {
    let idb = open("damage-remembered").await;
    idb.mark_damaged().await.unwrap();
    assert!(idb.boot().await.unwrap().damaged);
    idb.commit(&Write { bulk_rows: vec![party(1, 1)], ..Write::default() }).await.unwrap();
    assert!(!idb.boot().await.unwrap().damaged);
}

#[wasm_bindgen_test]
async fn who_this_device_is_and_its_keys_survive() {
    let idb = open("me").await;
    let pair = crate::port::key::generate().await.unwrap();
    let joining = meta::Joining { person: "Ana".to_owned(), ..meta::Joining::default() };
    idb.begin_join(&pair, &joining).await.unwrap();
    let me = Me {
        workspace: WorkspaceId::from_bytes([1; 16]),
        device: DeviceId::from_bytes([2; 8]),
        person: doc(DocKind::Person, 3),
        team: None,
        admin: true,
        papers: String::new(),
        revoked: Vec::new(),
    };
    idb.set_me(&me).await.unwrap();
    idb.close();
    let stored = idb.boot().await.unwrap();
    assert_eq!(idb.me().await.unwrap(), stored.me);
    assert_eq!((stored.me, stored.joining), (Some(me), Some(joining)));
    let kept = idb.keys().await.unwrap().unwrap();
    let halves = [crate::port::key::public_half(&pair).await, crate::port::key::public_half(&kept).await];
    assert_eq!(halves[0], halves[1]);
    idb.end_join().await.unwrap();
    assert_eq!(idb.boot().await.unwrap().joining, None);
}

#[wasm_bindgen_test]
async fn a_newer_version_takes_over_and_an_older_one_is_kept_out() {
    let told = Rc::new(Cell::new(false));
    let say = Rc::clone(&told);
    let old = Idb::open("versions", move |event| say.set(event == super::Event::TakenOver)).await.unwrap();
    let newer =
        indexed_db_futures::database::Database::open("versions").with_version(VERSION + 1).await.unwrap();
    assert!(told.get());
    assert_eq!(old.boot().await.err(), Some(IdbError::TakenOver));
    assert_eq!(Idb::open("versions", |_| ()).await.err(), Some(IdbError::TooNew));
    newer.close();
}

#[wasm_bindgen_test]
async fn a_lost_connection_is_made_again() {
    let idb = open("lost").await;
    // Closed behind the port's back, as a browser does.
    idb.connection().await.unwrap().close();
    idb.commit(&Write { place: Some(place(1)), ..Write::default() }).await.unwrap();
    assert_eq!(idb.boot().await.unwrap().place, place(1));
}

#[wasm_bindgen_test]
async fn a_start_reads_only_hot_pages() {
    let idb = open("hot").await;
    idb.commit(&Write { bulk_rows: vec![closed(1, 1), party(1, 1)], ..Write::default() }).await.unwrap();
    assert_eq!(idb.boot().await.unwrap().rows, [party(1, 1)]);
    let keys = idb.cold_pages().await.unwrap();
    assert_eq!(keys.len(), 1);
    let skip = HashSet::from([doc(DocKind::Request, 1)]);
    assert_eq!(idb.cold_page(&keys[0], &skip).await.unwrap(), (Vec::new(), true));
    let pages: usize = idb
        .attempt(async |database| {
            let transaction = read_only(database, &[PAGES])?;
            Ok(transaction.object_store(PAGES)?.get_all_keys::<JsValue>().primitive()?.await?.count())
        })
        .await
        .unwrap();
    assert_eq!(pages, 2);
}
