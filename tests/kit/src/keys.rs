//! A device's key pair, as a browser would make it.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use sightline_shared::api::sign_in_message;

/// A key pair; never two alike.
pub struct Keys(EcdsaKeyPair);

impl Keys {
    pub fn fresh() -> Self {
        let (kind, random) = (&ECDSA_P256_SHA256_FIXED_SIGNING, SystemRandom::new());
        let made = EcdsaKeyPair::generate_pkcs8(kind, &random).unwrap();
        Self(EcdsaKeyPair::from_pkcs8(kind, made.as_ref(), &random).unwrap())
    }

    /// The public half, as it is sent.
    pub fn public(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.public_key())
    }

    /// The signature of a challenge, as it is sent.
    pub fn sign(&self, challenge: &str) -> String {
        self.sign_bytes(&sign_in_message(challenge))
    }

    /// The signature of anything.
    pub fn sign_bytes(&self, bytes: &[u8]) -> String {
        URL_SAFE_NO_PAD.encode(self.0.sign(&SystemRandom::new(), bytes).unwrap())
    }
}
