//! The device's key pair: P-256 for ECDSA, made by WebCrypto, of which no script can take out the private half.

use super::js;
use js_sys::{Array, Object, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// The browser makes no keys here: not a secure origin, or no WebCrypto.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this browser makes no keys here")]
pub(crate) struct NoKeys;

/// Makes a key pair that can be stored in IndexedDB as it is.
///
/// # Errors
/// [`NoKeys`].
pub(crate) async fn generate() -> Result<JsValue, NoKeys> {
    let usages = Array::of2(&"sign".into(), &"verify".into());
    js::call_async(&subtle()?, "generateKey", &[algorithm(), JsValue::FALSE, usages.into()])
        .await
        .map_err(|_| NoKeys)
}

/// The public half: the uncompressed SEC1 point, base64url without padding.
///
/// # Errors
/// [`NoKeys`] when this isn't a key pair.
pub(crate) async fn public_half(pair: &JsValue) -> Result<String, NoKeys> {
    let public = js::get(pair, "publicKey").ok_or(NoKeys)?;
    let raw = js::call_async(&subtle()?, "exportKey", &["raw".into(), public]).await.map_err(|_| NoKeys)?;
    Ok(base64url(&Uint8Array::new(&raw).to_vec()))
}

/// Signs with the private half: 64 bytes, r then s, base64url without padding.
///
/// # Errors
/// [`NoKeys`] when this isn't a key pair that signs.
pub(crate) async fn sign(pair: &JsValue, bytes: &[u8]) -> Result<String, NoKeys> {
    let private = js::get(pair, "privateKey").ok_or(NoKeys)?;
    let how = algorithm();
    js::set(&how, "hash", &"SHA-256".into());
    let data = Uint8Array::from(bytes).into();
    let signature = js::call_async(&subtle()?, "sign", &[how, private, data]).await.map_err(|_| NoKeys)?;
    Ok(base64url(&Uint8Array::new(&signature).to_vec()))
}

fn subtle() -> Result<JsValue, NoKeys> {
    let window = web_sys::window().ok_or(NoKeys)?;
    js::get(&window, "crypto").and_then(|crypto| js::get(&crypto, "subtle")).ok_or(NoKeys)
}

fn algorithm() -> JsValue {
    let algorithm = Object::new();
    js::set(&algorithm, "name", &"ECDSA".into());
    js::set(&algorithm, "namedCurve", &"P-256".into());
    algorithm.unchecked_into()
}

fn base64url(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let word =
            group.iter().fold(0_u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..=group.len() {
            let digit = (word >> (18 - 6 * place) & 63) as usize;
            text.extend(DIGITS.get(digit).copied().map(char::from));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn base64url_as_in_rfc_4648() {
        for (bytes, text) in [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64url(bytes.as_bytes()), text);
        }
        assert_eq!(base64url(&[0xfb, 0xff]), "-_8");
    }

    #[wasm_bindgen_test]
    async fn a_pair_signs_and_keeps_its_private_half() {
        let pair = generate().await.unwrap();
        let public = public_half(&pair).await.unwrap();
        assert_eq!(public.len(), 87, "65 bytes: {public}");
        assert!(public.starts_with('B'), "an uncompressed point begins with 4");
        assert_eq!(sign(&pair, b"words").await.unwrap().len(), 86, "64 bytes");
        let private = js::get(&pair, "privateKey").unwrap();
        assert_eq!(js::get(&private, "extractable"), Some(JsValue::FALSE));
        assert!(js::call_async(&subtle().unwrap(), "exportKey", &["pkcs8".into(), private]).await.is_err());
    }

    fn bytes_of(base64url: &str) -> Uint8Array {
        let text = base64url.replace('-', "+").replace('_', "/");
        let bytes = web_sys::window().unwrap().atob(&text).unwrap();
        Uint8Array::from(
            bytes.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<_>>().as_slice(),
        )
    }

    /// AU8: what a stored pair signs is verified by the public half as the relay has it, also after the page was loaded again.
    #[wasm_bindgen_test]
    async fn a_stored_pair_signs_what_its_public_half_verifies() {
        use crate::port::idb::{Idb, Joining};
        let pair = generate().await.unwrap();
        let public = public_half(&pair).await.unwrap();
        Idb::open("keys", |_| ()).await.unwrap().begin_join(&pair, &Joining::default()).await.unwrap();

        let idb = Idb::open("keys", |_| ()).await.unwrap();
        let stored = idb.keys().await.unwrap().unwrap();
        assert_eq!(public_half(&stored).await.unwrap(), public);
        let message = sightline_shared::api::sign_in_message("challenge");
        let signature = sign(&stored, &message).await.unwrap();

        let (subtle, how) = (subtle().unwrap(), algorithm());
        js::set(&how, "hash", &"SHA-256".into());
        let usages = Array::of1(&"verify".into());
        let raw = bytes_of(&public).into();
        let imported = ["raw".into(), raw, how.clone(), JsValue::TRUE, usages.into()];
        let key = js::call_async(&subtle, "importKey", &imported).await.unwrap();
        for (said, fits) in [(message.as_slice(), true), (b"something else", false)] {
            let signed =
                [how.clone(), key.clone(), bytes_of(&signature).into(), Uint8Array::from(said).into()];
            let verified = js::call_async(&subtle, "verify", &signed).await.unwrap();
            assert_eq!(verified, JsValue::from_bool(fits));
        }
    }
}
