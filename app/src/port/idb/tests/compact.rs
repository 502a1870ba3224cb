//! Rows that compaction has put into pages, when a first copy replaces all pages.

use super::{all_rows, heads, open, party};
use crate::port::idb::{Idb, IdbError};
use sightline_shared::id::HeadsDigest;
use sightline_shared::session::Write;
use sightline_shared::view::{ROW_VERSION, StoredRow};
use wasm_bindgen_test::wasm_bindgen_test;

/// Parties whose rows were written one by one, and moved into pages since.
async fn compacted(name: &str, version: u32) -> Idb {
    let idb = open(name).await;
    let rows = (0..600).map(|number| (None, StoredRow { version, ..party(number, 1) })).collect();
    idb.commit(&Write { rows, ..Write::default() }).await.unwrap();
    assert_eq!(idb.compact_rows().await, Ok(600));
    idb
}

async fn all_anew(idb: &Idb, at: u8) {
    let bulk_rows = (0..600).map(|number| party(number, at)).collect();
    idb.commit(&Write { bulk_rows, ..Write::default() }).await.unwrap();
}

async fn edit(idb: &Idb, before: HeadsDigest, at: u8) -> Result<(), IdbError> {
    idb.commit(&Write { rows: vec![(Some(before), party(3, at))], ..Write::default() }).await
}

#[wasm_bindgen_test]
async fn a_row_that_comes_anew_can_be_edited_whatever_compaction_had_of_it() {
    // SY14: after an update every row comes anew. The heads of the old one stayed, and every edit was refused as moved, for ever.
    let idb = compacted("compacted-old", ROW_VERSION - 1).await;
    all_anew(&idb, 2).await;
    assert_eq!(edit(&idb, heads(2), 3).await, Ok(()));
    assert!(all_rows(&idb).await.contains(&party(3, 3)));
}

#[wasm_bindgen_test]
async fn what_another_tab_has_moved_stays_also_from_a_page() {
    // SY14
    let idb = compacted("compacted-moved", ROW_VERSION).await;
    all_anew(&idb, 5).await;
    assert_eq!(all_rows(&idb).await.len(), 600);
    assert!(all_rows(&idb).await.contains(&party(3, 1)));
    assert_eq!(edit(&idb, heads(5), 6).await, Err(IdbError::Moved));
    assert_eq!(edit(&idb, heads(1), 6).await, Ok(()));
}
