//! Large frames deflated as a whole: a chunk of documents has the same keys, ids and words many times over, which no document by itself
//! can make use of.

use super::{BadFrame, FromRelay, decode, encode};
use crate::limits::FRAME_BYTES_MAX;
use flate2::Compression;
use flate2::bufread::{DeflateDecoder, DeflateEncoder};
use std::io::Read;

/// The frame that holds this one, deflated.
pub fn pack(frame: &[u8]) -> Vec<u8> {
    let mut packed = Vec::with_capacity(frame.len() / 4);
    // Reading from memory into memory has no error of its own.
    let read = DeflateEncoder::new(frame, Compression::default()).read_to_end(&mut packed);
    debug_assert!(read.is_ok());
    encode(&FromRelay::Packed(packed.into()))
}

/// Reads a frame of the relay's, packed or not. Nothing is inflated past the largest frame, and nothing is packed twice.
///
/// # Errors
/// As [`decode`].
pub fn read(bytes: &[u8]) -> Result<FromRelay, BadFrame> {
    match decode(bytes)? {
        FromRelay::Packed(packed) => match decode(&inflate(&packed)?)? {
            FromRelay::Packed(_) => Err(BadFrame::Malformed),
            frame => Ok(frame),
        },
        frame => Ok(frame),
    }
}

fn inflate(packed: &[u8]) -> Result<Vec<u8>, BadFrame> {
    let mut decoder = DeflateDecoder::new(packed);
    let mut frame = Vec::new();
    let one_more = u64::try_from(FRAME_BYTES_MAX).unwrap_or(u64::MAX).saturating_add(1);
    (&mut decoder).take(one_more).read_to_end(&mut frame).map_err(|_| BadFrame::Malformed)?;
    if frame.len() > FRAME_BYTES_MAX {
        return Err(BadFrame::TooLarge);
    }
    let used_up = usize::try_from(decoder.total_in()) == Ok(packed.len());
    if used_up { Ok(frame) } else { Err(BadFrame::Malformed) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Millis;

    /// WR5: what was packed reads as what it was; packed twice, cut short or with bytes left over it is refused.
    #[test]
    fn a_packed_frame_reads_as_what_it_was() {
        let frame = FromRelay::Pong(Millis(7));
        let packed = pack(&encode(&frame));
        assert_eq!(read(&packed), Ok(frame.clone()));
        assert_eq!(read(&encode(&frame)), Ok(frame));
        assert_eq!(read(&pack(&packed)), Err(BadFrame::Malformed));
        let FromRelay::Packed(inside) = decode(&packed).unwrap() else { panic!() };
        for end in 0..inside.len() {
            let cut = encode(&FromRelay::Packed(inside[..end].to_vec().into()));
            assert_eq!(read(&cut), Err(BadFrame::Malformed), "cut at {end}");
        }
        let mut longer = inside.to_vec();
        longer.push(0);
        assert_eq!(read(&encode(&FromRelay::Packed(longer.into()))), Err(BadFrame::Malformed));
    }

    /// WR5: a few bytes that would inflate to a lot are given up at the largest frame.
    #[test]
    fn a_bomb_is_given_up() {
        let bomb = pack(&vec![0; FRAME_BYTES_MAX * 4]);
        assert!(bomb.len() < 100_000);
        assert_eq!(read(&bomb), Err(BadFrame::TooLarge));
    }
}
