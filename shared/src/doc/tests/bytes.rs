//! Bytes that aren't one sound change.

use super::*;
use crate::limits::{CHANGE_BYTES_MAX, CHANGE_INFLATED_BYTES_MAX};
use proptest::prelude::*;
use std::io::Write;

/// A change that automerge deflates, and one that it doesn't.
fn samples() -> [Vec<u8>; 2] {
    let mut doc = with(&asking());
    let long = edit(&mut doc, 1, 2, &commenting(&"the same again and ".repeat(100))).bytes;
    let short = edit(&mut doc, 1, 3, &accepting(1)).bytes;
    assert_eq!((long[8], short[8]), (2, 1), "one deflated, one plain");
    [long, short]
}

fn unsigned(mut number: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let part = u8::try_from(number & 0x7f).expect("7 bits");
        number >>= 7;
        if number == 0 {
            bytes.push(part);
            return bytes;
        }
        bytes.push(part | 0x80);
    }
}

/// A chunk with a right checksum, as automerge hashes it.
fn chunk(kind: u8, data: &[u8]) -> Vec<u8> {
    let length = unsigned(u64::try_from(data.len()).expect("small"));
    let hash = Sha256::new().chain_update([1]).chain_update(&length).chain_update(data).finalize();
    [&[0x85, 0x6f, 0x4a, 0x83][..], &hash[..4], &[kind], &length, data].concat()
}

/// A change's content with these columns: `(name, data)`.
fn content(columns: &[(u64, Vec<u8>)]) -> Vec<u8> {
    let actor = actor(1).to_bytes();
    let mut data = [&[0, 16][..], &actor, &[1, 1, 0, 0, 0]].concat();
    data.extend(unsigned(u64::try_from(columns.len()).expect("few")));
    for (name, column) in columns {
        data.extend(unsigned(*name));
        data.extend(unsigned(u64::try_from(column.len()).expect("small")));
    }
    columns.iter().for_each(|(_, column)| data.extend(column));
    data
}

fn deflate(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(data).expect("memory");
    encoder.finish().expect("memory")
}

#[test]
fn ad1_honest_changes_are_accepted() {
    for bytes in samples() {
        let meta = inspect(&bytes).expect("an honest change");
        assert_eq!(meta.actor, actor(1));
        assert!(meta.max_op >= meta.start_op && meta.inflated_len > 0);
    }
}

#[test]
fn ad1_only_single_changes_are_accepted() {
    let doc = with(&asking());
    assert_eq!(inspect(&doc.save()), Err(BadChange::NotAChange));
    assert_eq!(inspect(&doc.save_raw()), Err(BadChange::NotAChange));
    let [long, short] = samples();
    assert_eq!(inspect(&[long.clone(), short.clone()].concat()), Err(BadChange::Malformed));
    assert_eq!(inspect(&[]), Err(BadChange::Malformed));
    assert_eq!(inspect(&chunk(3, &[0; 40])), Err(BadChange::NotAChange));
    assert_eq!(inspect(&chunk(9, &[0; 40])), Err(BadChange::NotAChange));
    assert_eq!(inspect(&[&short[..], b"x"].concat()), Err(BadChange::Malformed));
}

/// Found by changing bytes at random: a run of one in place of a literal. Automerge reads it, and writes the literal when it saves, so
/// that the hash is another one and the saved document can't be loaded.
#[test]
fn ad20_another_encoding_of_the_same_is_refused() {
    let raw: Vec<u8> = "856f4a838de349a801730010c680488a0d74b233673ef5a1bf418b0b0101000000080104020415263401420556\
                          06570f700200047f00000401047b046b696e640176046e616d650764657669636573106336383034383861306437\
                          34623233330503017e00017b6614360056706572736f6e01416e6170686f6e650500"
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).expect("text"), 16).expect("hex"))
        .collect();
    // Behind the header of ten bytes; its checksum was of the literal.
    let bytes = chunk(1, &raw[10..]);
    assert_eq!(inspect(&bytes), Err(BadChange::Encoding));
    let mut doc = Doc::empty(person(1));
    doc.apply(&bytes).expect("automerge takes it");
    assert!(
        Doc::load(person(1), [doc.save().as_slice()]).is_err(),
        "if this loads, the rule has lost its reason"
    );
}

#[test]
fn ad1_cut_changes_are_refused() {
    for bytes in samples() {
        for length in 0..bytes.len() {
            assert!(inspect(&bytes[..length]).is_err(), "cut to {length} bytes");
        }
    }
}

#[test]
fn ad1_no_flipped_bit_goes_unnoticed() {
    for bytes in samples() {
        let hash = inspect(&bytes).expect("an honest change").hash;
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            // A flip in deflate's own bookkeeping may leave the content as it was: then the hash is the same.
            let result = inspect(&flipped);
            assert!(result.is_err() || result.is_ok_and(|meta| meta.hash == hash), "bit {bit}");
        }
    }
}

#[test]
fn ad2_large_changes_are_refused_unread() {
    assert_eq!(inspect(&vec![0x85; CHANGE_BYTES_MAX + 1]), Err(BadChange::TooLarge));
}

#[test]
fn ad2_a_bomb_is_inflated_no_further_than_the_limit() {
    let bomb = deflate(&vec![0; 100 << 20]);
    assert!(bomb.len() < CHANGE_BYTES_MAX, "{} bytes for 100 MiB", bomb.len());
    assert_eq!(inspect(&chunk(2, &bomb)), Err(BadChange::Bomb));
    let fits = deflate(&vec![0; CHANGE_INFLATED_BYTES_MAX]);
    assert_ne!(inspect(&chunk(2, &fits)), Err(BadChange::Bomb));
}

#[test]
fn ad2_nothing_hides_behind_the_deflated_content() {
    let [long, _] = samples();
    let (chunk_of_long, _) = super::super::chunk::split(&long).expect("a chunk");
    let padded = [chunk_of_long.data, b"more"].concat();
    assert_eq!(inspect(&chunk(2, &padded)), Err(BadChange::Malformed));
}

#[test]
fn ad3_a_run_of_a_billion_operations_is_not_unpacked() {
    // The column of actions: one value, repeated 2^40 times, in 7 bytes.
    let run = [unsigned(1 << 40), vec![1]].concat();
    assert_eq!(inspect(&chunk(1, &content(&[(0x42, run)]))), Err(BadChange::Bomb));
    // The same as absent values.
    let absent = [vec![0], unsigned(1 << 40)].concat();
    assert_eq!(inspect(&chunk(1, &content(&[(0x42, absent)]))), Err(BadChange::Bomb));
    // A column of booleans.
    assert_eq!(inspect(&chunk(1, &content(&[(0x34, unsigned(1 << 40))]))), Err(BadChange::Bomb));
    // One long key, 30,000 times.
    let key = [unsigned(30_000), unsigned(1_000), vec![b'k'; 1_000]].concat();
    assert_eq!(inspect(&chunk(1, &content(&[(0x15, key)]))), Err(BadChange::Bomb));
}

#[test]
fn do13_damaged_bytes_are_not_loaded_in_part() {
    let doc = with(&asking());
    let save = doc.save();
    for bytes in [&save[..save.len() - 1], &save[1..], b"nonsense", &[&save[..], b"x"].concat()] {
        assert_eq!(Doc::load(REQUEST, [bytes]).map(|_| ()), Err(ReadError::Damaged));
    }
    for (_, mut bytes) in doc.changes() {
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        assert_eq!(Doc::load(REQUEST, [&bytes[..]]).map(|_| ()), Err(ReadError::Damaged));
        assert_eq!(Doc::empty(REQUEST).apply(&bytes), Err(ReadError::Damaged));
    }
    assert!(Doc::load(REQUEST, []).is_ok_and(|doc| doc.is_empty() && doc.read() == Err(ReadError::Empty)));
}

proptest! {
    #[test]
    fn ad1_any_bytes_get_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = inspect(&bytes);
        let _ = inspect(&chunk(1, &bytes));
        let _ = inspect(&chunk(2, &bytes));
        let _ = inspect(&chunk(2, &deflate(&bytes)));
    }

    /// Content that is nearly right reaches deeper. What passes is applied, too.
    #[test]
    fn ad1_changed_content_gets_an_answer(
        flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)
    ) {
        let base = with(&asking());
        let bytes = edit(&mut base.clone(), 1, 2, &accepting(1)).bytes;
        let (whole, _) = super::super::chunk::split(&bytes).expect("a chunk");
        let mut data = whole.data.to_vec();
        for (place, value) in flips {
            let place = place.index(data.len());
            data[place] = value;
        }
        let bytes = chunk(1, &data);
        if let Ok(meta) = inspect(&bytes) {
            let mut relay = base.clone();
            if relay.check_counters(&meta) == Counters::Ok {
                let _ = relay.apply(&bytes);
                let _ = relay.read();
            }
        }
    }
}

#[test]
fn re21_what_was_stored_is_told_from_what_was_not() {
    let mut doc = with(&asking());
    let long = edit(&mut doc, 1, 2, &commenting(&"the same again and ".repeat(100))).bytes;
    let short = edit(&mut doc, 1, 3, &accepting(1)).bytes;
    let all = [long, short, doc.save(), doc.save_raw()];
    assert!(is_sound(&[]) && is_sound(&all.concat()));
    for good in &all {
        assert!(is_sound(good));
        for cut in 1..good.len() {
            assert!(!is_sound(&good[..cut]), "cut at {cut}");
        }
        for bit in 0..good.len() * 8 {
            let mut bad = good.clone();
            bad[bit / 8] ^= 1 << (bit % 8);
            // A deflated change ends with bits that say nothing.
            let is_same = || inspect(&bad).is_ok_and(|meta| Ok(meta) == inspect(good));
            assert!(!is_sound(&bad) || is_same(), "bit {bit}");
        }
    }
}
