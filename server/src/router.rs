//! Every address that the relay answers.

use crate::http::{App, api, assets, guard, sign_in, socket};
use crate::limits::BODY_BYTES_MAX;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{any, delete, get, post};

/// The relay's routes, guarded.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/api/welcome", post(api::welcome))
        .route("/api/join", post(api::join))
        .route("/api/challenge", post(sign_in::challenge))
        .route("/api/sign-in", post(sign_in::sign_in))
        .route("/api/me", get(api::me))
        .route("/api/invites", get(api::invites).post(api::make_invite))
        .route("/api/invites/{id}", delete(api::revoke_invite))
        .route("/api/devices", get(api::devices))
        .route("/api/devices/{id}", delete(api::revoke_device))
        .route("/api/revoked", post(api::give_back_revoked))
        .route_layer(from_fn_with_state(app.clone(), guard::awake))
        .route("/healthz", get(api::health))
        .route("/sync", any(socket::sync))
        .fallback(assets::serve)
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(from_fn_with_state(app.clone(), guard::guard))
        .with_state(app)
}
