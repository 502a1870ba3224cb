//! The binary keys of the stores. IndexedDB orders them byte by byte, and a prefix before what it begins.

use js_sys::Uint8Array;
use sightline_shared::id::{ChangeHash, DocId, Millis};
use sightline_shared::session::OutboxKey;
use wasm_bindgen::JsValue;

/// Made, incarnation, number.
const OUTBOX_PREFIX_LEN: usize = 24;

/// Bytes as IndexedDB takes them, for a key or a value.
pub(super) fn bytes(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

/// Where what belongs to one document lies: its row, heads and snapshot.
pub(super) fn doc(doc: DocId) -> JsValue {
    bytes(&doc.to_bytes())
}

/// Where a change lies in `changes`, and its seal in `seals`: its document, then its hash, so that a range reads a document.
pub(super) fn change(doc: DocId, hash: ChangeHash) -> Vec<u8> {
    [doc.to_bytes().as_slice(), hash.as_bytes()].concat()
}

/// Below and above all changes of a document.
pub(super) fn changes_of(doc: DocId) -> (Vec<u8>, Vec<u8>) {
    (doc.to_bytes().to_vec(), [doc.to_bytes().as_slice(), &[u8::MAX; ChangeHash::LEN + 1]].concat())
}

/// The document at the beginning of a key.
pub(super) fn doc_of(key: &[u8]) -> Option<DocId> {
    DocId::from_slice(key.get(..DocId::LEN)?).ok()
}

/// The hash at the end of a key of `changes` or `seals`.
pub(super) fn hash_of(key: &[u8]) -> Option<ChangeHash> {
    ChangeHash::from_slice(key.get(DocId::LEN..)?).ok()
}

/// Sortable bytes of an outbox key.
pub(super) fn outbox(key: OutboxKey) -> Vec<u8> {
    // The sign bit is turned, so that times before 1970 sort before those after it.
    let made = (key.made.0 ^ i64::MIN).to_be_bytes();
    [made.as_slice(), key.incarnation.as_bytes(), &key.number.to_be_bytes()].concat()
}

/// Where a batch lies in `outbox`: its sortable key, then how many changes it has, so that a start counts without reading batches.
pub(super) fn batch(key: OutboxKey, changes: usize) -> Vec<u8> {
    let changes = u32::try_from(changes).unwrap_or(u32::MAX);
    [outbox(key).as_slice(), &changes.to_be_bytes()].concat()
}

/// Below and above the batch of this key, however many changes it has.
pub(super) fn batches_of(key: OutboxKey) -> (Vec<u8>, Vec<u8>) {
    let prefix = outbox(key);
    let above = [prefix.as_slice(), &[u8::MAX; 5]].concat();
    (prefix, above)
}

/// When a batch was made, from its key.
pub(super) fn made_of_batch(key: &[u8]) -> Option<Millis> {
    let made: [u8; 8] = key.get(..8)?.try_into().ok()?;
    Some(Millis(i64::from_be_bytes(made) ^ i64::MIN))
}

/// How many changes a batch has, from its key.
pub(super) fn changes_in_batch(key: &[u8]) -> Option<usize> {
    let count: [u8; 4] = key.get(OUTBOX_PREFIX_LEN..)?.try_into().ok()?;
    usize::try_from(u32::from_be_bytes(count)).ok()
}

/// A page of rows: `h` for those that the first screen needs, `c` for the rest, then its number.
pub(super) fn page(hot: bool, number: u32) -> Vec<u8> {
    let [a, b, c, d] = number.to_be_bytes();
    vec![if hot { b'h' } else { b'c' }, a, b, c, d]
}

/// Below and above all pages of one kind.
pub(super) fn pages_of(hot: bool) -> (Vec<u8>, Vec<u8>) {
    let kind = if hot { b'h' } else { b'c' };
    (vec![kind], vec![kind + 1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use sightline_shared::id::Incarnation;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn key(made: i64, incarnation: u8, number: u64) -> OutboxKey {
        OutboxKey { made: Millis(made), incarnation: Incarnation::from_bytes([incarnation; 8]), number }
    }

    /// Reads a sortable outbox key; `None` when it is cut short.
    fn outbox_from(bytes: &[u8]) -> Option<OutboxKey> {
        let made: [u8; 8] = bytes.get(..8)?.try_into().ok()?;
        let number: [u8; 8] = bytes.get(16..OUTBOX_PREFIX_LEN)?.try_into().ok()?;
        Some(OutboxKey {
            made: Millis(i64::from_be_bytes(made) ^ i64::MIN),
            incarnation: Incarnation::from_slice(bytes.get(8..16)?).ok()?,
            number: u64::from_be_bytes(number),
        })
    }

    #[wasm_bindgen_test]
    fn outbox_keys_sort_as_their_bytes() {
        let sorted = [key(-5, 9, 9), key(0, 1, 2), key(0, 1, 300), key(0, 2, 1), key(7, 0, 0)];
        assert!(sorted.is_sorted());
        assert!(sorted.map(outbox).is_sorted());
        for key in sorted {
            assert_eq!(outbox_from(&outbox(key)), Some(key));
            assert_eq!(changes_in_batch(&batch(key, 77)), Some(77));
            let (below, above) = batches_of(key);
            assert!(below < batch(key, 0) && batch(key, usize::MAX) < above);
        }
    }

    #[wasm_bindgen_test]
    fn a_range_holds_one_document() {
        let doc = DocId::from_bytes([7; 16]);
        let (below, above) = changes_of(doc);
        assert!(below < change(doc, ChangeHash::from_bytes([0; 32])));
        assert!(change(doc, ChangeHash::from_bytes([255; 32])) < above);
        let next = DocId::from_bytes([7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8]);
        assert!(above < change(next, ChangeHash::from_bytes([0; 32])));
        let key = change(doc, ChangeHash::from_bytes([5; 32]));
        assert_eq!((doc_of(&key), hash_of(&key)), (Some(doc), Some(ChangeHash::from_bytes([5; 32]))));
    }
}
