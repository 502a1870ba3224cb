//! The store that version 2 brought.

use super::super::{Idb, META, SEALS, STORES, commit, keys, meta, read_write};
use super::{doc, open, place};
use indexed_db_futures::prelude::*;
use sightline_shared::id::{ChangeHash, DocKind, Seal};
use sightline_shared::session::Write;
use sightline_shared::wire::Sealed;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn seals_are_kept_by_change_until_another_covers_them() {
    let idb = open("seals").await;
    let (id, other) = (doc(DocKind::Request, 1), doc(DocKind::Request, 2));
    let sealed = |n| Sealed { hash: ChangeHash::from_bytes([n; 32]), seal: Seal::from_bytes([n; 16]) };
    let write =
        Write { seals: vec![(id, sealed(1)), (id, sealed(2)), (other, sealed(3))], ..Write::default() };
    idb.commit(&write).await.unwrap();
    assert_eq!(idb.read_seals(id).await.unwrap(), [sealed(1), sealed(2)]);
    let write = Write {
        seals_remove: vec![(id, sealed(1).hash), (id, sealed(9).hash)],
        seals: vec![(id, sealed(4))],
        ..Write::default()
    };
    idb.commit(&write).await.unwrap();
    assert_eq!(idb.read_seals(id).await.unwrap(), [sealed(2), sealed(4)]);
}

#[wasm_bindgen_test]
async fn a_database_of_version_1_gains_what_it_lacks_and_keeps_what_it_has() {
    let old = indexed_db_futures::database::Database::open("older")
        .with_version(1_u8)
        .with_on_upgrade_needed(|_, database| {
            for name in STORES.iter().filter(|name| **name != SEALS) {
                database.create_object_store(*name).build()?;
            }
            Ok(())
        })
        .await
        .unwrap();
    let transaction = read_write(&old, &[META], true).unwrap();
    let kept = keys::bytes(&sightline_shared::wire::encode(&place(7)));
    let meta = transaction.object_store(META).unwrap();
    drop(meta.put(kept).with_key(JsValue::from_str(meta::PLACE)).primitive().unwrap());
    drop(meta);
    commit(transaction).await.unwrap();
    old.close();
    let idb = Idb::open("older", |_| ()).await.unwrap();
    assert_eq!(idb.boot().await.unwrap().place, place(7));
    assert_eq!(idb.read_seals(doc(DocKind::Request, 1)).await.unwrap(), []);
}
