//! Whether stored bytes are what was stored, without automerge: every chunk begins with a part of its content's hash.

use super::chunk::{self, CHANGE, COMPRESSED, Chunk};
use super::inspect::inflate;
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// Whether these bytes, snapshots or changes one after the other, are chunks with the checksums that they name. What is sound here can still
/// be nonsense, but is what somebody wrote.
pub fn is_sound(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while !rest.is_empty() {
        match chunk::split(rest) {
            Ok((chunk, after)) if has_its_checksum(&chunk) => rest = after,
            _ => return false,
        }
    }
    true
}

fn has_its_checksum(chunk: &Chunk<'_>) -> bool {
    // A deflated change has the hash that it has inflated.
    let (kind, data) = match chunk.kind {
        COMPRESSED => match inflate(chunk.data) {
            Ok(data) => (CHANGE, Cow::Owned(data)),
            Err(_) => return false,
        },
        kind => (kind, Cow::Borrowed(chunk.data)),
    };
    let hash =
        Sha256::new().chain_update([kind]).chain_update(length(data.len())).chain_update(&data).finalize();
    hash.starts_with(&chunk.checksum)
}

/// A number in LEB128.
fn length(mut number: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(4);
    loop {
        let [low, ..] = number.to_le_bytes();
        number >>= 7;
        if number == 0 {
            bytes.push(low & 0x7f);
            return bytes;
        }
        bytes.push(low | 0x80);
    }
}
