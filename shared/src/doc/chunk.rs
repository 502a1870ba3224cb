//! Automerge's outermost layer: `magic checksum type length data`. Read by ourselves, so that nothing of foreign bytes reaches
//! automerge before we know what they are.

use super::columns::{Malformed, Reader};

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
/// A whole document.
const DOCUMENT: u8 = 0;
/// One change.
pub(super) const CHANGE: u8 = 1;
/// One change, deflated.
pub(super) const COMPRESSED: u8 = 2;

/// One chunk, not yet understood.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chunk<'a> {
    /// All of it, header included.
    pub(super) bytes: &'a [u8],
    /// The first bytes of the hash that it should have.
    pub(super) checksum: [u8; 4],
    pub(super) kind: u8,
    /// Behind the header.
    pub(super) data: &'a [u8],
}

impl Chunk<'_> {
    pub(super) fn is_document(&self) -> bool {
        self.kind == DOCUMENT
    }
}

/// The first chunk, and what comes after it.
pub(super) fn split(bytes: &[u8]) -> Result<(Chunk<'_>, &[u8]), Malformed> {
    let mut reader = Reader::new(bytes);
    if reader.array()? != MAGIC {
        return Err(Malformed);
    }
    let checksum = reader.array()?;
    let [kind] = reader.array()?;
    let length = usize::try_from(reader.unsigned()?).map_err(|_| Malformed)?;
    let data = reader.take(length)?;
    let rest = reader.rest();
    let (bytes, _) = bytes.split_at_checked(bytes.len() - rest.len()).ok_or(Malformed)?;
    Ok((Chunk { bytes, checksum, kind, data }, rest))
}
