//! Small changes to bytes that mean something, as a fuzzer makes them.

use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

/// Bytes are never made longer than this.
const LEN_MAX: usize = 4_096;
/// Values at which lengths and counts turn over.
const EDGES: [u8; 9] = [0, 1, 23, 24, 27, 31, 127, 128, 255];

/// One of the corpus with one to eight changes.
pub fn mutated(corpus: &[Vec<u8>], rng: &mut StdRng) -> Vec<u8> {
    let mut bytes = corpus.choose(rng).cloned().unwrap_or_default();
    for _ in 0..rng.random_range(1..=8) {
        if bytes.is_empty() {
            bytes.push(rng.random());
        }
        let at = rng.random_range(0..bytes.len());
        let upto = (at + rng.random_range(1..=32)).min(bytes.len());
        match rng.random_range(0..8) {
            0 => bytes[at] ^= 1 << rng.random_range(0..8),
            1 => bytes[at] = rng.random(),
            2 => bytes[at] = EDGES.choose(rng).copied().unwrap_or_default(),
            3 => drop(bytes.drain(at..upto)),
            4 => bytes.insert(at, rng.random()),
            5 => {
                let again = bytes[at..upto].to_vec();
                bytes.splice(at..at, again);
            }
            6 => {
                let other = corpus.choose(rng).cloned().unwrap_or_default();
                let from = rng.random_range(0..=other.len());
                bytes.truncate(at);
                bytes.extend(&other[from..]);
            }
            _ => bytes.truncate(at),
        }
        bytes.truncate(LEN_MAX);
    }
    bytes
}
