//! Pages of rows as bytes: for storage, and for the rows that a relay sends first.
//!
//! A page is rows in CBOR, one after the other. Rows are stored in pages because a thousand small records cost a browser more time
//! than one large one.

use super::StoredRow;
use minicbor::{Decoder, data::Type};

/// Bytes that are no page of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a page of rows (at byte {at})")]
pub struct BadPage {
    /// Where reading stopped.
    pub at: usize,
}

/// Writes a page.
pub fn encode_page(rows: &[StoredRow]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(rows.len() * 256);
    for row in rows {
        let start = bytes.len();
        // Writing to a Vec can't fail; a row whose encoding failed would be left out and derived again from its document.
        if minicbor::encode(row, &mut bytes).is_err() {
            bytes.truncate(start);
        }
    }
    bytes
}

/// Reads a page. Well-formed rows that this version doesn't understand (a newer version's kind) are left out: their documents are
/// still there, and a version that knows them derives them again.
///
/// # Errors
/// [`BadPage`] when the bytes are no CBOR maps, or end in the middle of one.
pub fn decode_page(bytes: &[u8]) -> Result<Vec<StoredRow>, BadPage> {
    let mut rows = Vec::new();
    let mut decoder = Decoder::new(bytes);
    while decoder.position() < bytes.len() {
        let start = decoder.position();
        match decoder.decode::<StoredRow>() {
            Ok(row) => rows.push(row),
            Err(_) => {
                decoder.set_position(start);
                let bad = |_| BadPage { at: start };
                if !matches!(decoder.datatype().map_err(bad)?, Type::Map | Type::MapIndef) {
                    return Err(BadPage { at: start });
                }
                decoder.skip().map_err(bad)?;
            }
        }
    }
    Ok(rows)
}
