//! The frames between a device and the relay, and their codec.
//!
//! Binary (CBOR, RFC 8949), versioned, with numbered fields: a reader ignores fields that it doesn't know, so a field is added with a
//! new number and never re-used. The golden tests freeze every frame. Rules with ids (WR…, SY…) are in SPEC.md.

mod frame;
mod hex;
mod packed;
mod reason;
#[cfg(test)]
mod tests;

pub use frame::{
    Acked, AppendedRange, Change, Chunk, Cursor, DocBytes, DocHeads, Entry, FromDevice, FromRelay, Heads,
    Hello, Push, Range, Refusal, Sealed, Settled, Welcome,
};
pub use packed::{Packing, read};
pub use reason::{CloseReason, RefusalReason};

use crate::limits::FRAME_BYTES_MAX;

/// The protocol's version. A relay speaks with devices of [`VERSION_MIN`] and up.
pub const VERSION: u32 = 5;
/// From this version on a device compares and gives back ([`Welcome::compare`]).
pub const COMPARES_FROM: u32 = 2;
/// From this version on a device reads frames that are deflated as a whole ([`FromRelay::Packed`]).
pub const PACKS_FROM: u32 = 3;
/// From this version on a device reads frames in which digits are folded before ([`FromRelay::Folded`]).
pub const FOLDS_FROM: u32 = 4;
/// From this version on a device takes what the relay publishes of what teams took ([`FromRelay::Statistics`]).
pub const STATISTICS_FROM: u32 = 5;
/// The oldest version that is still spoken.
pub const VERSION_MIN: u32 = 1;

/// Bytes that are not a frame of this protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadFrame {
    /// Larger than [`FRAME_BYTES_MAX`].
    #[error("the frame is larger than {FRAME_BYTES_MAX} bytes")]
    TooLarge,
    /// Cut short, with bytes left over, or of another shape.
    #[error("the frame can't be read")]
    Malformed,
}

/// Writes a frame.
pub fn encode<T: minicbor::Encode<()>>(frame: &T) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(256);
    // Writing into memory has no error of its own (`Infallible`), and our types have no encoders that refuse.
    let written = minicbor::encode(frame, &mut bytes);
    debug_assert!(written.is_ok());
    bytes
}

/// Reads one frame that fills the bytes exactly.
///
/// # Errors
/// [`BadFrame`] when it is too large or can't be read.
pub fn decode<'b, T: minicbor::Decode<'b, ()>>(bytes: &'b [u8]) -> Result<T, BadFrame> {
    if bytes.len() > FRAME_BYTES_MAX {
        return Err(BadFrame::TooLarge);
    }
    let mut decoder = minicbor::Decoder::new(bytes);
    let frame = decoder.decode().map_err(|_| BadFrame::Malformed)?;
    if decoder.position() == bytes.len() { Ok(frame) } else { Err(BadFrame::Malformed) }
}
