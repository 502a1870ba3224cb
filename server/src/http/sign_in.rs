//! Signing in again by the device's key: `POST /api/challenge`, then `POST /api/sign-in`. For a device that joined and whose session is
//! gone: browsers write cookies late, and one that is killed before comes back with its storage and its key, and without its cookie.

use super::App;
use super::api::{Answer, BAD_KEY, Body, body, let_in};
use super::peer::ClientAddress;
use super::problem::Problem;
use crate::auth::challenge;
use crate::auth::token::{Token, public_key};
use crate::clock;
use crate::store::AccessStore;
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use sightline_shared::api::{Challenge, ChallengeAsk, SignIn};
use sightline_shared::id::Millis;

/// `POST /api/challenge`: the same for every well-formed key, known or not; nothing is looked up.
///
/// # Errors
/// When the key can't be read.
pub async fn challenge(State(app): State<App>, ask: Body<ChallengeAsk>) -> Answer<Challenge> {
    let key = public_key(&body(ask)?.public_key).ok_or(Problem::BadRequest(BAD_KEY))?;
    let challenge = app.challenges().give(&key, clock::now(), &mut clock::rng());
    Ok(Json(Challenge { challenge }))
}

/// `POST /api/sign-in`.
///
/// # Errors
/// A stale challenge, a key or signature that signs nobody in, a device that was away for too long, or too many tries; nothing changes.
pub async fn sign_in(
    State(app): State<App>,
    address: ClientAddress,
    ask: Body<SignIn>,
) -> Result<Response, Problem> {
    let ask = body(ask)?;
    let key = public_key(&ask.public_key).ok_or(Problem::BadRequest(BAD_KEY))?;
    let now = clock::now();
    if !app.tries().may_try(address.0, now) {
        return Err(Problem::TooManyTries);
    }
    let signed = signed_in(&app, &ask, key, now).await;
    // A device that was away for too long has shown its key: that was no guess.
    if matches!(signed, Err(Problem::ChallengeStale | Problem::SignInRefused)) {
        app.tries().failed(address.0, now);
    }
    signed
}

async fn signed_in(app: &App, ask: &SignIn, key: Vec<u8>, now: Millis) -> Result<Response, Problem> {
    // Before the key is looked up: whoever doesn't hold it learns nothing, not even from the time that an answer takes.
    holds_key(app, (&ask.challenge, &ask.signature), &key, now, Problem::SignInRefused)?;
    let session = Token::fresh(&mut clock::rng());
    let hash = session.hash();
    let device = app.access(move |store| store.sign_in(&key, hash, now)).await??;
    tracing::info!(device = %device.id, "a device signed in by its key");
    let_in(app, &device, &session).await
}

/// Whether a device holds a key: it signed a challenge that was given to that key. The challenge is used up.
///
/// # Errors
/// A stale challenge, and `refused` for a wrong signature.
pub(super) fn holds_key(
    app: &App,
    (challenge, signature): (&str, &str),
    key: &[u8],
    now: Millis,
    refused: Problem,
) -> Result<(), Problem> {
    let given = app.challenges().read(challenge, key, now).ok_or(Problem::ChallengeStale)?;
    if !challenge::is_signed(challenge, signature, key) {
        return Err(refused);
    }
    if app.challenges().use_up(given, now) { Ok(()) } else { Err(Problem::ChallengeStale) }
}
