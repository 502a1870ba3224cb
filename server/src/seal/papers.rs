//! What only the relay writes, sealed for devices to keep: who a device is, and who was revoked. A relay that was restored from an older
//! backup has lost the newest of it, and takes it back on its own word (docs/adr/0003).

use super::{Sealer, same};
use crate::store::DeviceRecord;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use sightline_shared::api::Revoked;
use sightline_shared::id::{DeviceId, DocId, Millis};

/// Papers are never longer than this, in bytes of text: a name of 200 characters is most of it.
const PAPERS_LEN_MAX: usize = 2_048;
/// Bytes of their seal: all of HMAC-SHA-256, since whoever forges it comes in as somebody else.
const MAC_LEN: usize = 32;

/// A device as its papers describe it. Fields are added with new numbers: papers are shown again after years.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
struct Papers {
    #[n(0)]
    device: DeviceId,
    #[n(1)]
    person: DocId,
    #[n(2)]
    team: Option<DocId>,
    #[n(3)]
    name: String,
    #[n(4)]
    public_key: ByteVec,
    #[n(5)]
    admin: bool,
    #[n(6)]
    joined: Millis,
}

impl Sealer {
    /// A device's papers: text that it keeps and never needs to read.
    pub fn papers(&self, device: &DeviceRecord) -> String {
        let papers = Papers {
            device: device.id,
            person: device.person,
            team: device.team,
            name: device.name.clone(),
            public_key: device.public_key.clone().into(),
            admin: device.admin,
            joined: device.joined,
        };
        let mut bytes = minicbor::to_vec(&papers).unwrap_or_default();
        let mac = self.mac_of_papers(&bytes);
        bytes.extend(mac);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The device that these papers describe; `None` if they aren't this relay's.
    pub fn read_papers(&self, text: &str) -> Option<DeviceRecord> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok().filter(|_| text.len() <= PAPERS_LEN_MAX)?;
        let (said, mac) = bytes.split_at_checked(bytes.len().checked_sub(MAC_LEN)?)?;
        if !same(&self.mac_of_papers(said), mac) {
            return None;
        }
        let papers: Papers = minicbor::decode(said).ok()?;
        Some(DeviceRecord {
            id: papers.device,
            person: papers.person,
            team: papers.team,
            name: papers.name,
            public_key: papers.public_key.into(),
            admin: papers.admin,
            joined: papers.joined,
            seen: None,
            revoked: None,
        })
    }

    fn mac_of_papers(&self, said: &[u8]) -> Vec<u8> {
        let mut context = self.0.papers.clone();
        context.update(said);
        context.sign().as_ref().to_vec()
    }

    /// The word that a device was revoked.
    pub fn revoked(&self, device: DeviceId, at: Millis) -> Revoked {
        Revoked { device, at, seal: URL_SAFE_NO_PAD.encode(self.mac_of_revocation(device, at)) }
    }

    /// Whether such a word is this relay's.
    pub fn knows_revoked(&self, shown: &Revoked) -> bool {
        let seal = URL_SAFE_NO_PAD.decode(&shown.seal).unwrap_or_default();
        same(&self.mac_of_revocation(shown.device, shown.at), &seal)
    }

    fn mac_of_revocation(&self, device: DeviceId, at: Millis) -> Vec<u8> {
        let mut context = self.0.revocations.clone();
        context.update(device.as_bytes());
        context.update(&at.0.to_be_bytes());
        context.sign().as_ref().to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::KEY_LEN;
    use proptest::prelude::*;
    use sightline_shared::id::WorkspaceId;

    fn sealer(key: u8) -> Sealer {
        Sealer::new(&[key; KEY_LEN], WorkspaceId::from_bytes([8; 16]))
    }

    fn device(name: &str) -> DeviceRecord {
        DeviceRecord {
            id: DeviceId::from_bytes([1; 8]),
            person: DocId::from_bytes([2; 16]),
            team: Some(DocId::from_bytes([3; 16])),
            name: name.to_owned(),
            public_key: vec![4; 65],
            admin: true,
            joined: Millis(5),
            seen: None,
            revoked: None,
        }
    }

    /// RE26
    #[test]
    fn papers_are_read_by_the_relay_that_wrote_them_and_by_no_other() {
        for name in ["", "Ana’s phone", &"漢".repeat(200)] {
            let papers = sealer(1).papers(&device(name));
            assert!(papers.len() <= PAPERS_LEN_MAX, "{}", papers.len());
            assert_eq!(sealer(1).read_papers(&papers), Some(device(name)));
            assert_eq!(sealer(2).read_papers(&papers), None);
            let elsewhere = Sealer::new(&[1; KEY_LEN], WorkspaceId::from_bytes([9; 16]));
            assert_eq!(elsewhere.read_papers(&papers), None);
        }
    }

    proptest! {
        /// RE26
        #[test]
        fn papers_that_were_touched_are_nobodys(at in 0_usize..200, to in any::<u8>(), junk in ".{0,80}") {
            let mut bytes = URL_SAFE_NO_PAD.decode(sealer(1).papers(&device("x"))).unwrap();
            let at = at % bytes.len();
            prop_assume!(bytes[at] != to);
            bytes[at] = to;
            prop_assert_eq!(sealer(1).read_papers(&URL_SAFE_NO_PAD.encode(&bytes)), None);
            prop_assert_eq!(sealer(1).read_papers(&URL_SAFE_NO_PAD.encode(&bytes[..at])), None);
            prop_assert_eq!(sealer(1).read_papers(&junk), None);
        }

        /// RE27: a revocation is for one device and one moment, and no other seal is one.
        #[test]
        fn a_revocation_is_known_by_who_wrote_it(at in any::<i64>(), byte in any::<u8>()) {
            let good = sealer(1).revoked(DeviceId::from_bytes([byte; 8]), Millis(at));
            prop_assert!(sealer(1).knows_revoked(&good));
            prop_assert!(!sealer(2).knows_revoked(&good));
            let later = Revoked { at: Millis(at.wrapping_add(1)), ..good.clone() };
            prop_assert!(!sealer(1).knows_revoked(&later));
            let other = DeviceId::from_bytes([byte.wrapping_add(1); 8]);
            let others = Revoked { device: other, ..good.clone() };
            prop_assert!(!sealer(1).knows_revoked(&others));
            let short = good.seal.chars().take(10).collect();
            let cut = Revoked { seal: short, ..good };
            prop_assert!(!sealer(1).knows_revoked(&cut));
        }
    }
}
