//! The identity of a document.

use super::{BadId, from_hex, written_id};
use minicbor::{Decode, Encode};
use rand_core::Rng;
use std::{fmt, str::FromStr};

/// One document. The first byte is its [`DocKind`], the other 15 are random.
///
/// Held as two numbers, the first bytes first, and so in the order of its bytes: ids are the keys of every map, a screen looks up ten
/// thousands of them, and wasm compares bytes one by one and turns them around by hand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct DocId(u64, u64);

written_id!(DocId);

/// What a document is about. Readable from its id, so that bytes can be filed without being parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocKind {
    /// An ask from one team to another.
    Request,
    /// Anyone who is served.
    Party,
    /// An edge of the map.
    Service,
    /// Somebody who uses Sightline.
    Person,
    /// A paying customer by name.
    Customer,
    /// The workspace's own settings; only admins write it.
    Settings,
    /// Routine work of a team.
    Task,
    /// A kind that a newer version knows; kept as bytes.
    Other(u8),
}

impl From<u8> for DocKind {
    fn from(byte: u8) -> Self {
        match byte {
            1 => Self::Request,
            2 => Self::Party,
            3 => Self::Service,
            4 => Self::Person,
            5 => Self::Customer,
            6 => Self::Settings,
            7 => Self::Task,
            other => Self::Other(other),
        }
    }
}

impl From<DocKind> for u8 {
    fn from(kind: DocKind) -> Self {
        match kind {
            DocKind::Request => 1,
            DocKind::Party => 2,
            DocKind::Service => 3,
            DocKind::Person => 4,
            DocKind::Customer => 5,
            DocKind::Settings => 6,
            DocKind::Task => 7,
            DocKind::Other(byte) => byte,
        }
    }
}

impl DocId {
    /// Length in bytes.
    pub const LEN: usize = 16;

    /// Takes the bytes as they are.
    pub const fn from_bytes(bytes: [u8; Self::LEN]) -> Self {
        let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = bytes;
        Self(u64::from_be_bytes([a, b, c, d, e, f, g, h]), u64::from_be_bytes([i, j, k, l, m, n, o, p]))
    }

    /// Takes bytes of unknown length.
    ///
    /// # Errors
    /// [`BadId`] when the length differs.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, BadId> {
        bytes.try_into().map(Self::from_bytes).map_err(|_| BadId)
    }

    /// The bytes.
    pub const fn to_bytes(self) -> [u8; Self::LEN] {
        let ([a, b, c, d, e, f, g, h], [i, j, k, l, m, n, o, p]) =
            (self.0.to_be_bytes(), self.1.to_be_bytes());
        [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p]
    }

    /// A new random id of this kind.
    pub fn random(kind: DocKind, rng: &mut dyn Rng) -> Self {
        let mut bytes = [0; Self::LEN];
        rng.fill_bytes(&mut bytes);
        bytes[0] = kind.into();
        Self::from_bytes(bytes)
    }

    /// The id of this kind with this number: of made maps and of tests. Real ones are random.
    pub fn numbered(kind: DocKind, number: u32) -> Self {
        Self(u64::from(u8::from(kind)) << 56, u64::from(number))
    }

    /// The greatest id of all.
    pub const LAST: Self = Self(u64::MAX, u64::MAX);

    /// The greatest id of a kind: ids are in the order of their kinds.
    pub fn last_of(kind: DocKind) -> Self {
        Self(u64::from(u8::from(kind)) << 56 | u64::MAX >> 8, u64::MAX)
    }

    /// The workspace's one settings document.
    pub const SETTINGS: Self = Self(6 << 56, 0);

    /// What this document is about.
    pub fn kind(&self) -> DocKind {
        self.0.to_be_bytes()[0].into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ids_are_in_the_order_of_their_bytes(one: [u8; 16], mut other: [u8; 16], alike in 0_usize..=16) {
            other[..alike].copy_from_slice(&one[..alike]);
            let (first, second) = (DocId::from_bytes(one), DocId::from_bytes(other));
            prop_assert_eq!(first.to_bytes(), one);
            prop_assert_eq!(first.cmp(&second), one.cmp(&other));
            prop_assert_eq!(first.kind(), DocKind::from(one[0]));
            prop_assert_eq!(first.to_string().parse(), Ok(first));
        }
    }

    #[test]
    fn every_kind_byte_survives() {
        for byte in 0..=u8::MAX {
            assert_eq!(u8::from(DocKind::from(byte)), byte);
        }
    }

    #[test]
    fn made_ids_have_their_kind_in_front_and_their_number_behind() {
        let task = DocId::numbered(DocKind::Task, 0x0102_0304).to_bytes();
        assert_eq!(task, [7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4]);
        assert_eq!(DocId::SETTINGS, DocId::numbered(DocKind::Settings, 0));
        let last = DocId::last_of(DocKind::Party).to_bytes();
        assert!(last[0] == 2 && last[1..].iter().all(|byte| *byte == u8::MAX));
        assert_eq!(DocId::LAST.to_bytes(), [u8::MAX; 16]);
    }
}
