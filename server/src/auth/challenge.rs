//! Challenges: what a device signs in order to show that it has its key. The relay keeps none of those that it gives; it knows them again
//! by its own seal, made with a key that it draws at its start. Only used ones are remembered, for as long as they would hold.

use crate::limits::{CHALLENGE_TIME_MAX, CHALLENGES_USED_MAX};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::hmac;
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use sightline_shared::api::sign_in_message;
use sightline_shared::id::Millis;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

const NONCE_BYTES: usize = 16;
const UNTIL_BYTES: usize = 8;
const SEAL_KEY_BYTES: usize = 32;

/// Gives challenges and knows them again.
#[derive(Debug)]
pub struct Challenges {
    seal: hmac::Key,
    /// Until when each would have held.
    used: Mutex<HashMap<[u8; NONCE_BYTES], Millis>>,
}

/// A challenge that came back in time: what it says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    nonce: [u8; NONCE_BYTES],
    until: Millis,
}

impl Challenges {
    /// With a fresh key: what was given before a start of the relay is not known after it.
    pub fn new(rng: &mut dyn rand_core::Rng) -> Self {
        let mut key = [0; SEAL_KEY_BYTES];
        rng.fill_bytes(&mut key);
        Self { seal: hmac::Key::new(hmac::HMAC_SHA256, &key), used: Mutex::default() }
    }

    /// A fresh challenge for this key.
    pub fn give(&self, public_key: &[u8], now: Millis, rng: &mut dyn rand_core::Rng) -> String {
        let mut nonce = [0; NONCE_BYTES];
        rng.fill_bytes(&mut nonce);
        let given = Given { nonce, until: Millis(now.0.saturating_add(time_max())) };
        let seal = hmac::sign(&self.seal, &given.sealed(public_key));
        let mut bytes = given.bytes();
        bytes.extend_from_slice(seal.as_ref());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Knows a challenge again, if it was given for this key and still holds.
    pub fn read(&self, challenge: &str, public_key: &[u8], now: Millis) -> Option<Given> {
        let bytes = URL_SAFE_NO_PAD.decode(challenge).ok()?;
        let (nonce, rest) = bytes.split_first_chunk::<NONCE_BYTES>()?;
        let (until, seal) = rest.split_first_chunk::<UNTIL_BYTES>()?;
        let given = Given { nonce: *nonce, until: Millis(i64::from_be_bytes(*until)) };
        hmac::verify(&self.seal, &given.sealed(public_key), seal).ok()?;
        given.holds(now).then_some(given)
    }

    /// Notes that a challenge was used. `false`: it was used before, or so many were used lately that no more can be noted.
    pub fn use_up(&self, given: Given, now: Millis) -> bool {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        used.retain(|nonce, until| Given { nonce: *nonce, until: *until }.holds(now));
        used.len() < CHALLENGES_USED_MAX && used.insert(given.nonce, given.until).is_none()
    }
}

impl Given {
    /// A clock that was set back ends it too: it never holds for longer than it was given for.
    fn holds(self, now: Millis) -> bool {
        (1..=time_max()).contains(&(self.until - now).0)
    }

    fn bytes(self) -> Vec<u8> {
        [self.nonce.as_slice(), &self.until.0.to_be_bytes()].concat()
    }

    /// Every part but the key has a fixed length: no two challenges are sealed alike.
    fn sealed(self, public_key: &[u8]) -> Vec<u8> {
        [self.bytes().as_slice(), public_key].concat()
    }
}

fn time_max() -> i64 {
    i64::try_from(CHALLENGE_TIME_MAX.as_millis()).unwrap_or(i64::MAX)
}

/// Whether this is the key's signature of the challenge: 64 bytes, r then s, in base64url.
pub fn is_signed(challenge: &str, signature: &str, public_key: &[u8]) -> bool {
    let Ok(signature) = URL_SAFE_NO_PAD.decode(signature) else { return false };
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, public_key)
        .verify(&sign_in_message(challenge), &signature)
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::token::public_key;
    use rand::{SeedableRng, rngs::StdRng};
    use sightline_shared::id::Span;

    const NOW: Millis = Millis(1_750_000_000_000);
    const KEY: [u8; 65] = [4; 65];

    fn last() -> Millis {
        NOW + Span(time_max() - 1)
    }

    /// AU8: a challenge holds for its key and its time, at the relay that gave it.
    #[test]
    fn a_challenge_holds_for_its_key_and_its_time() {
        let mut rng = StdRng::seed_from_u64(1);
        let ours = Challenges::new(&mut rng);
        let challenge = ours.give(&KEY, NOW, &mut rng);
        assert_ne!(challenge, ours.give(&KEY, NOW, &mut rng), "no two are the same");
        assert!(ours.read(&challenge, &KEY, NOW).is_some() && ours.read(&challenge, &KEY, last()).is_some());
        assert_eq!(ours.read(&challenge, &KEY, last() + Span(1)), None, "too old");
        assert_eq!(ours.read(&challenge, &KEY, NOW - Span(1)), None, "a clock that was set back");
        assert_eq!(ours.read(&challenge, &[5; 65], NOW), None, "another key");
        assert_eq!(Challenges::new(&mut rng).read(&challenge, &KEY, NOW), None, "before the relay's start");
    }

    /// AU8: nobody makes one, and none is changed.
    #[test]
    fn a_challenge_that_was_changed_is_not_known() {
        let mut rng = StdRng::seed_from_u64(2);
        let ours = Challenges::new(&mut rng);
        let good = URL_SAFE_NO_PAD.decode(ours.give(&KEY, NOW, &mut rng)).unwrap();
        for at in 0..good.len() {
            let mut bad = good.clone();
            bad[at] ^= 1;
            assert_eq!(ours.read(&URL_SAFE_NO_PAD.encode(bad), &KEY, NOW), None, "byte {at}");
        }
        for cut in [0, NONCE_BYTES, NONCE_BYTES + UNTIL_BYTES, good.len() - 1] {
            assert_eq!(ours.read(&URL_SAFE_NO_PAD.encode(&good[..cut]), &KEY, NOW), None, "{cut} bytes");
        }
        assert_eq!(ours.read("not base64!", &KEY, NOW), None);
    }

    /// AU8: a challenge works once; those that don't hold any more are forgotten, and memory has an end.
    #[test]
    fn a_challenge_works_once() {
        let ours = Challenges::new(&mut StdRng::seed_from_u64(3));
        let given = |n: u32, now: Millis| {
            let mut nonce = [0; NONCE_BYTES];
            nonce[..4].copy_from_slice(&n.to_be_bytes());
            Given { nonce, until: now + Span(time_max()) }
        };
        assert!(ours.use_up(given(0, NOW), NOW) && !ours.use_up(given(0, NOW), last()));
        for n in 1..u32::try_from(CHALLENGES_USED_MAX).unwrap() {
            ours.use_up(given(n, NOW), NOW);
        }
        assert!(!ours.use_up(given(u32::MAX, NOW), NOW), "no room");
        let later = last() + Span(1);
        assert!(ours.use_up(given(u32::MAX, later), later));
    }

    /// AU8: as WebCrypto signs. Made once with Node's; to be made again only when the prefix or the algorithm changes.
    #[test]
    fn a_signature_of_web_crypto_is_read() {
        let key = public_key(FROZEN.0).unwrap();
        assert!(is_signed("challenge", FROZEN.1, &key));
        assert!(!is_signed("challenges", FROZEN.1, &key));
        assert!(!is_signed("challenge", &FROZEN.1[1..], &key), "cut");
        assert!(!is_signed("challenge", "not base64!", &key));
        assert!(!is_signed("challenge", FROZEN.1, &KEY), "another key, which is no point of the curve");
    }

    const FROZEN: (&str, &str) = (
        "BBBemdEJZh3sE17mm5j-tNvXne9kyXFAEVlxLe83QosH_HePrfdxq-CvSX7vkL7S5TFGFdgQhBv_gGY0va0HCSc",
        "GtEHCoCxogb6fPxjew0UaWYUksDFk0s_BHtbadif9Vm-TEeo4vHyDFa3futPJcnHwoC94nG-rmPRZmU3Hq1TtA",
    );
}
