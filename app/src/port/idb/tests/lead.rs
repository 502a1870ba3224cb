//! Several tabs and the lead, against a real IndexedDB.

use super::*;
use sightline_shared::session::{Epoch, Place};

#[wasm_bindgen_test]
async fn what_an_earlier_leader_writes_is_refused_whole() {
    // SY18: in the transaction itself, whichever tab's connection it comes by.
    let (first, second) = (open("lead").await, open("lead").await);
    first.commit(&Write { outbox_add: vec![batch(10, 1)], ..Write::default() }).await.unwrap();
    assert_eq!(first.take_the_lead().await, Ok((Epoch(1), Some(Place::default()), vec![batch(10, 1)])));
    let received = |epoch, at| Write {
        epoch: Some(Epoch(epoch)),
        rows: vec![(None, party(u32::from(at), at))],
        snapshots: vec![(doc(DocKind::Party, 1), vec![at; 9])],
        place: Some(place(u64::from(at))),
        ..Write::default()
    };
    first.commit(&received(1, 1)).await.unwrap();
    assert_eq!(second.take_the_lead().await, Ok((Epoch(2), Some(place(1)), vec![batch(10, 1)])));
    second.commit(&received(2, 2)).await.unwrap();

    assert_eq!(first.commit(&received(1, 3)).await, Err(IdbError::Fenced));
    assert_eq!(all_rows(&second).await, [party(1, 1), party(2, 2)]);
    assert_eq!(second.boot().await.unwrap().place, place(2));
    assert_eq!(second.read_doc(doc(DocKind::Party, 1)).await.unwrap().snapshot, Some(vec![2; 9]));
    // A person's edits are any tab's to store.
    first.commit(&Write { outbox_add: vec![batch(20, 1)], ..Write::default() }).await.unwrap();
    assert_eq!(second.outbox().await.unwrap(), [batch(10, 1), batch(20, 1)]);
}

#[wasm_bindgen_test]
async fn a_row_written_as_new_does_not_replace_another_tabs() {
    // SY14: this tab had no row of it when it derived its own; meanwhile another tab stored one.
    let (one, other) = (open("new-rows").await, open("new-rows").await);
    one.commit(&Write { rows: vec![(None, party(1, 1))], ..Write::default() }).await.unwrap();
    let late = Write { rows: vec![(None, party(1, 2))], ..Write::default() };
    assert_eq!(other.commit(&late).await, Err(IdbError::Moved));
    assert_eq!(all_rows(&one).await, [party(1, 1)]);
    // The same once more: a commit whose word was lost, tried again.
    one.commit(&Write { rows: vec![(None, party(1, 1))], ..Write::default() }).await.unwrap();
}
