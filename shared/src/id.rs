//! Newtypes for every identity, and for time. Nothing here knows what it identifies.
//!
//! All identities are random or hashes: none carries a meaning beyond the kind byte of a [`DocId`].

mod day;
mod doc;
mod time;

pub use day::Day;
pub use doc::{DocId, DocKind};
pub use time::{Millis, Span};

use minicbor::{Decode, Encode};
use rand_core::Rng;
use std::cmp::Ordering;
use std::{fmt, str::FromStr};

/// A text that should have been an identity and is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a valid identity")]
pub struct BadId;

/// How an identity is written: as hexadecimal digits in texts, as bytes in messages and documents.
macro_rules! written_id {
    ($name:ident) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.to_bytes().iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                let mut bytes = [0; Self::LEN];
                from_hex(text, &mut bytes).map(|()| Self::from_bytes(bytes))
            }
        }

        impl<C> Encode<C> for $name {
            fn encode<W: minicbor::encode::Write>(
                &self,
                e: &mut minicbor::Encoder<W>,
                _: &mut C,
            ) -> Result<(), minicbor::encode::Error<W::Error>> {
                e.bytes(&self.to_bytes())?.ok()
            }
        }

        impl<'b, C> Decode<'b, C> for $name {
            fn decode(d: &mut minicbor::Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
                Self::from_slice(d.bytes()?)
                    .map_err(|_| minicbor::decode::Error::message("identity of a wrong length"))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(d)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

use written_id;

macro_rules! bytes_id {
    ($(#[$doc:meta])* $name:ident, $len:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
        pub struct $name([u8; $len]);

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl $name {
            /// Length in bytes.
            pub const LEN: usize = $len;

            /// Takes the bytes as they are.
            pub const fn from_bytes(bytes: [u8; $len]) -> Self {
                Self(bytes)
            }

            /// Takes bytes of unknown length.
            ///
            /// # Errors
            /// [`BadId`] when the length differs.
            pub fn from_slice(bytes: &[u8]) -> Result<Self, BadId> {
                bytes.try_into().map(Self).map_err(|_| BadId)
            }

            /// The bytes.
            pub const fn as_bytes(&self) -> &[u8; $len] {
                &self.0
            }

            /// The bytes.
            pub const fn to_bytes(self) -> [u8; $len] {
                self.0
            }
        }

        written_id!($name);
    };
}

fn from_hex(text: &str, into: &mut [u8]) -> Result<(), BadId> {
    let text = text.as_bytes();
    if text.len() != into.len() * 2 {
        return Err(BadId);
    }
    for (byte, pair) in into.iter_mut().zip(text.chunks_exact(2)) {
        let digit = |c: u8| (c as char).to_digit(16).and_then(|d| u8::try_from(d).ok()).ok_or(BadId);
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Ok(())
}

bytes_id!(
    /// One device (one browser profile that joined). Random, given by the relay at joining, never reissued.
    DeviceId, 8
);
bytes_id!(
    /// One started tab or worker of a device. Random, never used twice.
    Incarnation, 8
);
bytes_id!(
    /// One event of a request. Random, so that no tie is decided by who wrote it or when.
    EventId, 8
);
bytes_id!(
    /// One life of a workspace's log. A relay restored from a backup gets a new one.
    LogId, 16
);
bytes_id!(
    /// One workspace. Comes from the session, never from a message.
    WorkspaceId, 16
);
bytes_id!(
    /// The SHA-256 hash by which automerge names a change.
    ChangeHash, 32
);
bytes_id!(
    /// Proof of a log's history up to one sequence number; opaque to devices.
    ChainToken, 16
);
bytes_id!(
    /// A digest of a document's heads: the first half of SHA-256 over the sorted hashes.
    HeadsDigest, 16
);
bytes_id!(
    /// The relay's word that it has had one change of one document, and so all that the change builds on, in its log. Only the relay can
    /// make one and tell whether it is true; devices keep it and show it to a relay that was restored from an older backup.
    Seal, 16
);
bytes_id!(
    /// The name of one set of figures that a relay published: the beginning of SHA-256 over their bytes.
    StatisticsMark, 8
);

/// Orders ids as their bytes are ordered, but as one number: wasm compares bytes one by one.
macro_rules! ordered_as {
    ($number:ident: $($name:ident),*) => { $(impl Ord for $name {
        fn cmp(&self, other: &Self) -> Ordering {
            $number::from_be_bytes(self.0).cmp(&$number::from_be_bytes(other.0))
        }
    })* };
}
ordered_as!(u64: DeviceId, Incarnation, EventId, StatisticsMark);
ordered_as!(u128: LogId, WorkspaceId, ChainToken, HeadsDigest, Seal);

impl Ord for ChangeHash {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}

macro_rules! random_id {
    ($($name:ident),*) => { $(impl $name {
        /// A new random id.
        pub fn random(rng: &mut dyn Rng) -> Self {
            let mut bytes = [0; Self::LEN];
            rng.fill_bytes(&mut bytes);
            Self(bytes)
        }
    })* };
}
random_id!(DeviceId, Incarnation, EventId, LogId, WorkspaceId);

/// Who writes changes: a device and one of its incarnations. 16 bytes as automerge's actor id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Actor {
    /// The device.
    pub device: DeviceId,
    /// The tab, worker or command of that device.
    pub incarnation: Incarnation,
}

impl Actor {
    /// Length of an actor id in bytes.
    pub const LEN: usize = 16;

    /// The 16 bytes that automerge stores.
    pub fn to_bytes(self) -> [u8; 16] {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(self.device.as_bytes());
        bytes[8..].copy_from_slice(self.incarnation.as_bytes());
        bytes
    }

    /// Reads automerge's actor id.
    ///
    /// # Errors
    /// [`BadId`] when it is not 16 bytes.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, BadId> {
        if bytes.len() != 16 {
            return Err(BadId);
        }
        Ok(Self {
            device: DeviceId::from_slice(&bytes[..8])?,
            incarnation: Incarnation::from_slice(&bytes[8..])?,
        })
    }
}

/// A place in a workspace's log. The first change has 1; 0 is before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Encode, Decode)]
#[cbor(transparent)]
pub struct Seq(#[n(0)] pub u64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_bytes_agree() {
        let id = DocId::from_bytes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 255]);
        assert_eq!(id.to_string(), "0102030405060708090a0b0c0d0e0fff");
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(id.kind(), DocKind::Request);
        assert_eq!("zz".parse::<EventId>(), Err(BadId));
        assert_eq!("+1".repeat(8).parse::<EventId>(), Err(BadId), "no signs");
    }

    #[test]
    fn time_saturates() {
        assert_eq!(Millis(i64::MAX) + Span::days(1), Millis(i64::MAX));
        assert_eq!(Millis(i64::MIN) - Millis(1), Span(i64::MIN));
    }
}
