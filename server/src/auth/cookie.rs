//! The device cookie. Its `__Host-` name makes browsers insist on Secure, on this host alone and on the whole path.

use super::token::Token;
use crate::limits::SESSION_SECONDS_MAX;
use crate::store::TokenHash;
use axum::http::{HeaderMap, header};

/// The cookie's name.
pub const NAME: &str = "__Host-sightline";

/// The header that sets it.
pub fn set(token: &Token) -> String {
    format!(
        "{NAME}={}; Path=/; Max-Age={SESSION_SECONDS_MAX}; Secure; HttpOnly; SameSite=Strict",
        token.reveal()
    )
}

/// The session that a request carries, as its hash. Two cookies of the name are as good as none: somebody planted one.
pub fn session(headers: &HeaderMap) -> Option<TokenHash> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut ours = cookies.flat_map(|line| line.split(';')).filter_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        (name == NAME).then_some(value)
    });
    let value = ours.next().filter(|value| !value.is_empty())?;
    ours.next().is_none().then(|| TokenHash::of(value))
}
