//! The relay's few HTTP endpoints, by `fetch`. Everything else goes over the socket.

use serde::{Serialize, de::DeserializeOwned};
use sightline_shared::api::{
    Challenge, ChallengeAsk, Device, Invite, InviteAsk, Join, Me, Problem, Revoked, SignIn, Welcome,
    WelcomeAsk,
};
use sightline_shared::id::DeviceId;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestCache, RequestInit, Response};

/// Why the relay did not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ApiError {
    /// No answer at all.
    #[error("the relay can't be reached")]
    NoRelay,
    /// An answer, but not the relay's: a captive portal, a proxy.
    #[error("something else answered in the relay's place")]
    NotTheRelay,
    /// The relay says no, and why; `code` is for the language files.
    #[error("{}", .0.message)]
    Refused(Problem),
}

/// What a link opens; redeems nothing.
///
/// # Errors
/// See [`ApiError`].
pub(crate) async fn welcome(token: &str) -> Result<Welcome, ApiError> {
    send("POST", "/api/welcome", Some(&WelcomeAsk { token: token.to_owned() })).await
}

/// Redeems a link.
///
/// # Errors
/// See [`ApiError`].
pub(crate) async fn join(join: &Join) -> Result<Me, ApiError> {
    send("POST", "/api/join", Some(join)).await
}

/// Something for this key to sign.
///
/// # Errors
/// See [`ApiError`].
pub(crate) async fn challenge(public_key: &str) -> Result<String, ApiError> {
    let ask = ChallengeAsk { public_key: public_key.to_owned() };
    send::<_, Challenge>("POST", "/api/challenge", Some(&ask)).await.map(|given| given.challenge)
}

/// Signs this device in by its key; the answer sets its cookie.
///
/// # Errors
/// See [`ApiError`].
pub(crate) async fn sign_in(sign_in: &SignIn) -> Result<Me, ApiError> {
    send("POST", "/api/sign-in", Some(sign_in)).await
}

/// Who the relay thinks this device is, by its cookie; `None` when it doesn't know it.
///
/// # Errors
/// See [`ApiError`].
pub(crate) async fn me() -> Result<Option<Me>, ApiError> {
    match send::<(), Me>("GET", "/api/me", None).await {
        Ok(me) => Ok(Some(me)),
        Err(ApiError::Refused(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Makes an invite.
///
/// # Errors
/// See [`ApiError`].
pub(crate) async fn invite(ask: &InviteAsk) -> Result<Invite, ApiError> {
    send("POST", "/api/invites", Some(ask)).await
}

/// The open invites.
///
/// # Errors
/// See [`ApiError`].
pub(crate) async fn invites() -> Result<Vec<Invite>, ApiError> {
    send::<(), _>("GET", "/api/invites", None).await
}

/// Makes an invite stop working.
///
/// # Errors
/// See [`ApiError`].
pub(crate) async fn revoke_invite(id: &str) -> Result<(), ApiError> {
    let id = String::from(js_sys::encode_uri_component(id));
    answer::<()>("DELETE", &format!("/api/invites/{id}"), None).await.map(drop)
}

/// Locks a device out for good.
///
/// # Errors
/// See [`ApiError`].
pub(crate) async fn revoke_device(id: DeviceId) -> Result<(), ApiError> {
    answer::<()>("DELETE", &format!("/api/devices/{id}"), None).await.map(drop)
}

/// Gives revocations back to a relay that may have lost them.
///
/// # Errors
/// See [`ApiError`].
pub(crate) async fn give_back_revoked(revoked: &[Revoked]) -> Result<(), ApiError> {
    answer("POST", "/api/revoked", Some(&revoked)).await.map(drop)
}

/// The workspace's devices.
///
/// # Errors
/// See [`ApiError`].
pub(crate) async fn devices() -> Result<Vec<Device>, ApiError> {
    send::<(), _>("GET", "/api/devices", None).await
}

async fn send<B: Serialize, T: DeserializeOwned>(
    method: &str,
    path: &str,
    body: Option<&B>,
) -> Result<T, ApiError> {
    let text = answer(method, path, body).await?;
    serde_json::from_str(&text).map_err(|_| ApiError::NotTheRelay)
}

/// The body of a good answer.
async fn answer<B: Serialize>(method: &str, path: &str, body: Option<&B>) -> Result<String, ApiError> {
    let window = web_sys::window().ok_or(ApiError::NoRelay)?;
    let init = RequestInit::new();
    init.set_method(method);
    init.set_cache(RequestCache::NoStore);
    if let Some(body) = body {
        let json = serde_json::to_string(body).map_err(|_| ApiError::NotTheRelay)?;
        let headers = Headers::new().map_err(|_| ApiError::NoRelay)?;
        drop(headers.set("content-type", "application/json"));
        init.set_headers(&headers);
        init.set_body(&JsValue::from_str(&json));
    }
    let response =
        JsFuture::from(window.fetch_with_str_and_init(path, &init)).await.map_err(|_| ApiError::NoRelay)?;
    let response: Response = response.dyn_into().map_err(|_| ApiError::NoRelay)?;
    let text = JsFuture::from(response.text().map_err(|_| ApiError::NoRelay)?)
        .await
        .map_err(|_| ApiError::NoRelay)?;
    let text = text.as_string().unwrap_or_default();
    if response.ok() {
        return Ok(text);
    }
    Err(serde_json::from_str::<Problem>(&text).map_or(ApiError::NotTheRelay, ApiError::Refused))
}
