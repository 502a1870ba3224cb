//! VI2: pages of rows.

use super::*;
use crate::id::HeadsDigest;

fn stored() -> Vec<StoredRow> {
    let rows = [row(request(1, 2, 3)), team(2, "Service"), service(1, 2, 3), person(1, "Ana", None)];
    let rows =
        rows.into_iter().chain([customer(1, "Ito", ""), Row::Settings(SettingsRow { name: "Acme".into() })]);
    rows.map(|row| StoredRow { version: ROW_VERSION, heads: HeadsDigest::from_bytes([7; 16]), row }).collect()
}

#[test]
fn a_page_reads_back_as_written() {
    let rows = stored();
    assert_eq!(decode_page(&encode_page(&rows)), Ok(rows));
    assert_eq!(decode_page(&[]), Ok(Vec::new()));
}

#[test]
fn a_page_cut_anywhere_is_refused_or_ends_between_rows() {
    let rows = stored();
    let bytes = encode_page(&rows);
    for end in 0..bytes.len() {
        if let Ok(read) = decode_page(&bytes[..end]) {
            assert_eq!(read[..], rows[..read.len()], "cut at {end}");
        }
    }
}

#[test]
fn a_row_that_a_newer_version_wrote_is_left_out_and_hides_no_other() {
    let rows = stored();
    let mut bytes = encode_page(&rows[..1]);
    // {0: 2, 1: heads, 2: [99, ["something new"]]}
    let newer = minicbor::to_vec((99_u32, ("something new",))).expect("encodes");
    bytes.extend([0xa3, 0, 2, 1, 0x50]);
    bytes.extend([7; 16]);
    bytes.push(2);
    bytes.extend(newer);
    bytes.extend(encode_page(&rows[1..]));
    assert_eq!(decode_page(&bytes), Ok(rows));
}

#[test]
fn bytes_that_are_no_cbor_are_refused_with_their_place() {
    let mut bytes = encode_page(&stored()[..1]);
    let at = bytes.len();
    bytes.push(0xff);
    assert_eq!(decode_page(&bytes), Err(BadPage { at }));
}
