//! IndexedDB keeps the promises of a storage; the simulator's disk has the same stories told in the tests crate.

use super::*;
use sightline_shared::contract::{PICTURES, Seen, Storage, TEXTS, check, pictures, texts};
use sightline_shared::id::DocId;
use sightline_shared::session::{Epoch, StoredDoc};
use sightline_shared::wire::Sealed;

impl Storage for Idb {
    async fn commit(&mut self, write: &Write) -> Result<(), WriteFailure> {
        Ok(Idb::commit(self, write).await?)
    }

    async fn take_the_lead(&mut self) -> Epoch {
        Idb::take_the_lead(self).await.unwrap().0
    }

    async fn see(&mut self) -> Seen {
        let rows = all_rows(self).await;
        let stored = self.boot().await.unwrap();
        let outbox = self.outbox().await.unwrap();
        Seen { rows, outbox, refused: stored.refused, place: stored.place, statistics: stored.statistics }
    }

    async fn doc(&mut self, doc: DocId) -> StoredDoc {
        self.read_doc(doc).await.unwrap()
    }

    async fn seals(&mut self, doc: DocId) -> Vec<Sealed> {
        self.read_seals(doc).await.unwrap()
    }
}

#[wasm_bindgen_test]
async fn indexed_db_keeps_every_promise() {
    assert_eq!(check(async |name| open(name).await).await, Ok(14));
}

/// Fault 41, DO3: the same as natively.
#[wasm_bindgen_test]
fn texts_come_to_the_same_here_as_natively() {
    assert_eq!(texts().as_deref(), Ok(TEXTS));
}

/// MA4: the same as natively.
#[wasm_bindgen_test]
fn pictures_of_the_map_are_the_same_here_as_natively() {
    assert_eq!(pictures(), PICTURES);
}
