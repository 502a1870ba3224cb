//! Large frames made shorter as a whole: a chunk of documents has the same keys, ids and words many times over, which no document by
//! itself can make use of.

use super::{BadFrame, FOLDS_FROM, FromRelay, PACKS_FROM, decode, encode, hex};
use crate::limits::FRAME_BYTES_MAX;
use flate2::Compression;
use flate2::bufread::{DeflateDecoder, DeflateEncoder};
use std::io::Read;

/// How a device reads large frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// As they are.
    Plain,
    /// Deflated ([`FromRelay::Packed`]).
    Deflated,
    /// With digits folded to bytes, then deflated ([`FromRelay::Folded`]).
    Folded,
}

impl Packing {
    /// How devices of this version do.
    pub fn of(version: u32) -> Self {
        match version {
            FOLDS_FROM.. => Self::Folded,
            PACKS_FROM.. => Self::Deflated,
            _ => Self::Plain,
        }
    }

    /// The frame that holds this one.
    pub fn pack(self, frame: Vec<u8>) -> Vec<u8> {
        match self {
            Self::Plain => frame,
            Self::Deflated => encode(&FromRelay::Packed(deflate(&frame).into())),
            Self::Folded => {
                let folded = hex::fold(&frame);
                // Nothing but marks: unfolding begins with no more than the largest frame.
                if folded.len() > frame.len() {
                    return Self::Deflated.pack(frame);
                }
                encode(&FromRelay::Folded(deflate(&folded).into()))
            }
        }
    }
}

/// Reads a frame of the relay's, packed or not. Nothing is inflated or unfolded past the largest frame, and nothing is packed twice.
///
/// # Errors
/// As [`decode`].
pub fn read(bytes: &[u8]) -> Result<FromRelay, BadFrame> {
    let inside = match decode(bytes)? {
        FromRelay::Packed(packed) => inflate(&packed)?,
        FromRelay::Folded(packed) => hex::unfold(&inflate(&packed)?, FRAME_BYTES_MAX)?,
        frame => return Ok(frame),
    };
    match decode(&inside)? {
        FromRelay::Packed(_) | FromRelay::Folded(_) => Err(BadFrame::Malformed),
        frame => Ok(frame),
    }
}

fn deflate(plain: &[u8]) -> Vec<u8> {
    let mut packed = Vec::with_capacity(plain.len() / 4);
    // Reading from memory into memory has no error of its own.
    let read = DeflateEncoder::new(plain, Compression::default()).read_to_end(&mut packed);
    debug_assert!(read.is_ok());
    packed
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
    use minicbor::bytes::ByteVec;

    type Holding = fn(ByteVec) -> FromRelay;

    /// Each way to pack, and the frame that it makes.
    const WAYS: [(Packing, Holding); 2] =
        [(Packing::Deflated, FromRelay::Packed), (Packing::Folded, FromRelay::Folded)];

    /// WR5, WR6: each version is sent what it can read.
    #[test]
    fn a_device_is_sent_what_it_reads() {
        let ways = [1, 2, 3, 4, 5].map(Packing::of);
        let [plain, deflated, folded] = [Packing::Plain, Packing::Deflated, Packing::Folded];
        assert_eq!(ways, [plain, plain, deflated, folded, folded]);
        assert_eq!(plain.pack(vec![1, 2]), [1, 2]);
    }

    /// WR5, WR6: what was packed reads as what it was; packed twice, cut short or with bytes left over it is refused.
    #[test]
    fn a_packed_frame_reads_as_what_it_was() {
        let frame = FromRelay::Pong(Millis(7));
        assert_eq!(read(&encode(&frame)), Ok(frame.clone()));
        for (way, holding) in WAYS {
            let packed = way.pack(encode(&frame));
            assert_eq!(read(&packed), Ok(frame.clone()));
            for (again, _) in WAYS {
                assert_eq!(read(&again.pack(packed.clone())), Err(BadFrame::Malformed));
            }
            let (FromRelay::Packed(inside) | FromRelay::Folded(inside)) = decode(&packed).unwrap() else {
                panic!()
            };
            for end in 0..inside.len() {
                let cut = encode(&holding(inside[..end].to_vec().into()));
                assert_eq!(read(&cut), Err(BadFrame::Malformed), "cut at {end}");
            }
            let mut longer = inside.to_vec();
            longer.push(0);
            assert_eq!(read(&encode(&holding(longer.into()))), Err(BadFrame::Malformed));
        }
    }

    /// WR5, WR6: a few bytes that would inflate or unfold to a lot are given up at the largest frame.
    #[test]
    fn a_bomb_is_given_up() {
        for filler in [0, b'0'] {
            for (way, _) in WAYS {
                let bomb = way.pack(vec![filler; FRAME_BYTES_MAX * 4]);
                assert!(bomb.len() < 100_000);
                assert_eq!(read(&bomb), Err(BadFrame::TooLarge));
            }
        }
        let unfolds = deflate(&hex::fold(&vec![b'0'; FRAME_BYTES_MAX + 16]));
        assert!(inflate(&unfolds).is_ok());
        assert_eq!(read(&encode(&FromRelay::Folded(unfolds.into()))), Err(BadFrame::TooLarge));
    }

    /// WR6: a frame that folding would make longer is only deflated.
    #[test]
    fn marks_are_not_folded() {
        let frame = encode(&FromRelay::Heads(crate::wire::Heads { docs: Vec::new(), done: true }));
        let marks = [frame, vec![0xfe; 300]].concat();
        assert!(matches!(decode(&Packing::Folded.pack(marks)), Ok(FromRelay::Packed(_))));
    }
}
