//! A page: up to [`ROWS_MAX`] rows in one byte record. Reading one page costs a hundredth of reading its rows one by one.
//!
//! The directory stands before the rows, so that compaction can move rows without reading them:
//! version, checksum, count, then per row its document and its length, then the rows' bytes.

use sightline_shared::id::DocId;
use sightline_shared::view::StoredRow;

/// Rows in a page.
pub(crate) const ROWS_MAX: usize = 256;

const VERSION: u8 = 1;
const HEADER_LEN: usize = 1 + 8 + 4;
const ENTRY_LEN: usize = DocId::LEN + 4;

/// A row as it lies in a page.
pub(super) type RawRow = (DocId, Vec<u8>);

/// Bytes that should have been a page and are not: a bit flipped, or a version that this app doesn't know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BadPage;

/// A row's bytes, for a page or a record of its own.
pub(super) fn row_bytes(row: &StoredRow) -> Vec<u8> {
    sightline_shared::wire::encode(row)
}

/// Writes a page.
pub(super) fn write(rows: &[RawRow]) -> Vec<u8> {
    let bodies: usize = rows.iter().map(|(_, body)| body.len()).sum();
    let mut page = Vec::with_capacity(HEADER_LEN + rows.len() * ENTRY_LEN + bodies);
    page.push(VERSION);
    page.extend([0; 8]);
    page.extend(length(rows.len()));
    for (doc, body) in rows {
        page.extend(doc.to_bytes());
        page.extend(length(body.len()));
    }
    for (_, body) in rows {
        page.extend(body);
    }
    let sum = checksum(page.get(9..).unwrap_or_default());
    if let Some(place) = page.get_mut(1..9) {
        place.copy_from_slice(&sum.to_be_bytes());
    }
    page
}

/// Reads a page's rows without decoding them.
pub(super) fn read(page: &[u8]) -> Result<Vec<(DocId, &[u8])>, BadPage> {
    let (header, rest) = page.split_at_checked(HEADER_LEN).ok_or(BadPage)?;
    let sum = header.get(1..9).and_then(|sum| sum.try_into().ok()).map(u64::from_be_bytes);
    if header.first() != Some(&VERSION) || sum != page.get(9..).map(checksum) {
        return Err(BadPage);
    }
    let count = number(header.get(9..)).ok_or(BadPage)?;
    let (directory, mut bodies) = rest.split_at_checked(count.saturating_mul(ENTRY_LEN)).ok_or(BadPage)?;
    directory
        .chunks_exact(ENTRY_LEN)
        .map(|entry| {
            let doc = super::keys::doc_of(entry).ok_or(BadPage)?;
            let length = number(entry.get(DocId::LEN..)).ok_or(BadPage)?;
            let (body, rest) = bodies.split_at_checked(length).ok_or(BadPage)?;
            bodies = rest;
            Ok((doc, body))
        })
        .collect()
}

/// Decodes a row.
pub(super) fn row(bytes: &[u8]) -> Result<StoredRow, BadPage> {
    minicbor::decode(bytes).map_err(|_| BadPage)
}

fn length(length: usize) -> [u8; 4] {
    u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes()
}

fn number(bytes: Option<&[u8]>) -> Option<usize> {
    let bytes: [u8; 4] = bytes?.try_into().ok()?;
    usize::try_from(u32::from_be_bytes(bytes)).ok()
}

/// FNV-1a: finds flipped bits and cut records at about a nanosecond per byte. It is no defence against forgery.
fn checksum(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn rows() -> Vec<RawRow> {
        (0..5).map(|n| (DocId::from_bytes([n; 16]), vec![n; usize::from(n) * 3])).collect()
    }

    #[wasm_bindgen_test]
    fn rows_come_back_as_written() {
        let page = write(&rows());
        let read: Vec<RawRow> =
            read(&page).unwrap().into_iter().map(|(doc, body)| (doc, body.to_vec())).collect();
        assert_eq!(read, rows());
        assert_eq!(super::read(&write(&[])), Ok(Vec::new()));
    }

    #[wasm_bindgen_test]
    fn any_flipped_bit_and_any_cut_is_found() {
        let page = write(&rows());
        for at in 0..page.len() {
            let mut flipped = page.clone();
            flipped[at] ^= 4;
            assert_eq!(read(&flipped), Err(BadPage), "byte {at}");
            assert_eq!(read(&page[..at]), Err(BadPage), "cut at {at}");
        }
    }
}
