//! Signing in by the device's key, when the relay knows no session of this device. Browsers write cookies late: a device that is killed
//! soon after joining comes back with its storage and its key, and without its cookie.

use crate::port::idb::{Idb, IdbError};
use crate::port::{
    api::{self, ApiError},
    key,
};
use sightline_shared::api::{Join, Me, Returning, SignIn, sign_in_message};
use wasm_bindgen::JsValue;

/// Why the key opened nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotSignedIn {
    /// There is no key here, or the relay lets no device in by it: asking again changes nothing.
    #[error("this device's key signs nobody in")]
    Refused,
    /// The relay could not be asked, or couldn't say.
    #[error(transparent)]
    NoAnswer(#[from] ApiError),
    /// This device's storage could not be asked for the key.
    #[error(transparent)]
    Storage(#[from] IdbError),
}

/// The relay's words for a key that will never do.
const FOR_GOOD: [&str; 2] = ["sign-in-refused", "device-lapsed"];

/// Signs in by the key that this device keeps.
///
/// # Errors
/// See [`NotSignedIn`].
pub(crate) async fn by_key(idb: &Idb) -> Result<Me, NotSignedIn> {
    let pair = idb.keys().await?.ok_or(NotSignedIn::Refused)?;
    with(&pair).await
}

/// Signs in by this key.
///
/// # Errors
/// See [`NotSignedIn`].
pub(crate) async fn with(pair: &JsValue) -> Result<Me, NotSignedIn> {
    let Signed { public_key, challenge, signature } = signed(pair).await?;
    match api::sign_in(&SignIn { public_key, challenge, signature }).await {
        Err(ApiError::Refused(problem)) if FOR_GOOD.contains(&problem.code.as_str()) => {
            Err(NotSignedIn::Refused)
        }
        answer => Ok(answer?),
    }
}

/// A challenge of the relay's, signed.
struct Signed {
    public_key: String,
    challenge: String,
    signature: String,
}

async fn signed(pair: &JsValue) -> Result<Signed, NotSignedIn> {
    let refused = |_| NotSignedIn::Refused;
    let public_key = key::public_half(pair).await.map_err(refused)?;
    let challenge = api::challenge(&public_key).await?;
    let signature = key::sign(pair, &sign_in_message(&challenge)).await.map_err(refused)?;
    Ok(Signed { public_key, challenge, signature })
}

/// What a device asks that the relay has lost: with a new invite, its papers and its key it comes back as who it was.
///
/// # Errors
/// See [`NotSignedIn`].
pub(crate) async fn returning(pair: &JsValue, token: String, papers: String) -> Result<Join, NotSignedIn> {
    let Signed { public_key, challenge, signature } = signed(pair).await?;
    // The names that count are in the papers and in the documents.
    let (device_name, person_name) = ("-".to_owned(), "-".to_owned());
    let returning = Some(Returning { papers, challenge, signature });
    Ok(Join { token, public_key, device_name, person_name, returning })
}

/// Keeps what the relay says of this device today: its papers, and who was revoked.
pub(crate) async fn refresh(idb: &Idb, known: &Me) {
    if let Ok(Some(me)) = api::me().await
        && me.device == known.device
        && me != *known
    {
        // The next start asks again.
        idb.set_me(&me).await.ok();
    }
}

/// A relay that was restored has lost what was revoked since its backup: it hears of it from here.
pub(crate) async fn give_back_revoked(idb: &Idb) {
    if let Ok(Some(me)) = idb.me().await
        && !me.revoked.is_empty()
    {
        // Every device says it: one that fails is made up for by another.
        api::give_back_revoked(&me.revoked).await.ok();
    }
}
