//! Documents that are kept no longer, and their rows, which are.

use super::{change, closed, doc, heads, open};
use sightline_shared::id::{ChangeHash, DocKind, Seal};
use sightline_shared::session::{StoredDoc, Write};
use sightline_shared::wire::Sealed;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_document_goes_with_all_that_is_its_and_its_row_stays() {
    let idb = open("trim").await;
    let (gone, moved, other) = (doc(DocKind::Request, 1), doc(DocKind::Request, 2), doc(DocKind::Request, 3));
    let sealed = Sealed { hash: ChangeHash::from_bytes([1; 32]), seal: Seal::from_bytes([1; 16]) };
    let all = [gone, moved, other];
    let write = Write {
        changes: all.iter().flat_map(|id| [change(*id, 1), change(*id, 255)]).collect(),
        snapshots: all.iter().map(|id| (*id, vec![7; 9])).collect(),
        seals: all.iter().map(|id| (*id, sealed)).collect(),
        rows: (1..=3).map(|number| (None, closed(number, 4))).collect(),
        ..Write::default()
    };
    idb.commit(&write).await.unwrap();
    // Another tab has moved the second meanwhile.
    let write = Write { docs_remove: vec![(gone, heads(4)), (moved, heads(3))], ..Write::default() };
    idb.commit(&write).await.unwrap();
    assert_eq!(idb.read_doc(gone).await.unwrap(), StoredDoc::default());
    assert_eq!(idb.read_seals(gone).await.unwrap(), []);
    for kept in [moved, other] {
        assert_eq!(idb.read_doc(kept).await.unwrap().changes.len(), 2);
        assert_eq!(idb.read_seals(kept).await.unwrap(), [sealed]);
    }
    assert_eq!(super::all_rows(&idb).await.len(), 3);
    // It comes again whole, from the relay: no tab has moved its row.
    let write =
        Write { snapshots: vec![(gone, vec![8; 9])], rows: vec![(None, closed(1, 9))], ..Write::default() };
    idb.commit(&write).await.unwrap();
    assert!(idb.read_doc(gone).await.unwrap().snapshot.is_some());
}
