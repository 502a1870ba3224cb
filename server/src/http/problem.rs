//! Refusals as JSON: a stable code for the app, a sentence for people who read logs.

use crate::store::{NotJoined, NotRevoked, NotSignedIn, Opens, StoreError};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use sightline_shared::api;

/// Why a request was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// The body isn't what the endpoint takes.
    BadRequest(&'static str),
    /// No session, or one that is no longer valid.
    SignedOut,
    /// The session's device may not do this.
    NotAllowed,
    /// It didn't come from the app.
    BadOrigin,
    /// The token opens nothing: never issued, revoked, or a set-up link that was used.
    InviteUnknown,
    /// The invite has expired.
    InviteExpired,
    /// The invite has no uses left.
    InviteUsedUp,
    /// Another device has this key.
    KeyTaken,
    /// The papers of a device that wants to come back aren't this relay's, or not for this key.
    PapersUnknown,
    /// The challenge isn't this relay's for this key, or was used, or is too old: ask for another.
    ChallengeStale,
    /// No device has this key, or the signature isn't its key's. One answer for both: which keys are known is nobody's business.
    SignInRefused,
    /// The key is a device's, which was away for so long that it has to join anew.
    DeviceLapsed,
    /// Too many wrong tokens; try again in a minute.
    TooManyTries,
    /// There are too many open invites.
    TooManyInvites,
    /// Too many sockets.
    TooManySockets,
    /// No such thing.
    NotFound,
    /// Without this device no admin could come in any more.
    LastAdmin,
    /// The workspace was restored from a backup, and its operator hasn't resumed it yet.
    Suspended,
    /// The relay stops or failed; try again.
    Unavailable,
}

impl Problem {
    fn parts(self) -> (StatusCode, &'static str, &'static str) {
        match self {
            Self::BadRequest(what) => (StatusCode::BAD_REQUEST, "bad-request", what),
            Self::SignedOut => (StatusCode::UNAUTHORIZED, "signed-out", "this device is not signed in"),
            Self::NotAllowed => (StatusCode::FORBIDDEN, "not-allowed", "only an admin may do this"),
            Self::BadOrigin => (StatusCode::FORBIDDEN, "bad-origin", "this request didn't come from the app"),
            Self::InviteUnknown => {
                (StatusCode::NOT_FOUND, "invite-unknown", "this link doesn't work, or was used or revoked")
            }
            Self::InviteExpired => (StatusCode::GONE, "invite-expired", "this invite has expired"),
            Self::InviteUsedUp => {
                (StatusCode::GONE, "invite-used-up", "this invite was used as often as it may be")
            }
            Self::KeyTaken => (StatusCode::CONFLICT, "key-taken", "another device has joined with this key"),
            Self::PapersUnknown => (
                StatusCode::FORBIDDEN,
                "papers-unknown",
                "this relay doesn't know this device's papers; it has to join as a new one",
            ),
            Self::ChallengeStale => (
                StatusCode::GONE,
                "challenge-stale",
                "this challenge is too old or was used; ask for another",
            ),
            Self::SignInRefused => {
                (StatusCode::UNAUTHORIZED, "sign-in-refused", "this key and signature sign no device in")
            }
            Self::DeviceLapsed => (
                StatusCode::FORBIDDEN,
                "device-lapsed",
                "this device was away for too long; it has to join anew",
            ),
            Self::TooManyTries => {
                (StatusCode::TOO_MANY_REQUESTS, "too-many-tries", "too many tries; wait a minute")
            }
            Self::TooManyInvites => {
                (StatusCode::CONFLICT, "too-many-invites", "too many invites are open; revoke some")
            }
            Self::TooManySockets => {
                (StatusCode::TOO_MANY_REQUESTS, "too-many-sockets", "too many connections")
            }
            Self::NotFound => (StatusCode::NOT_FOUND, "not-found", "there is no such thing"),
            Self::LastAdmin => (
                StatusCode::CONFLICT,
                "last-admin",
                "this is the last device of an admin; let another admin join first",
            ),
            Self::Suspended => (
                StatusCode::SERVICE_UNAVAILABLE,
                "suspended",
                "this workspace was restored from a backup and waits for its operator; nothing is lost, try again later",
            ),
            Self::Unavailable => {
                (StatusCode::SERVICE_UNAVAILABLE, "unavailable", "the relay can't do this now; try again")
            }
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, code, message) = self.parts();
        (status, axum::Json(api::Problem { code: code.to_owned(), message: message.to_owned() }))
            .into_response()
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the store failed");
        Self::Unavailable
    }
}

impl From<NotJoined> for Problem {
    fn from(why: NotJoined) -> Self {
        match why {
            NotJoined::Token(opens) => opens.into(),
            NotJoined::KeyTaken => Self::KeyTaken,
        }
    }
}

impl From<NotSignedIn> for Problem {
    fn from(why: NotSignedIn) -> Self {
        match why {
            NotSignedIn::Unknown => Self::SignInRefused,
            NotSignedIn::Lapsed => Self::DeviceLapsed,
        }
    }
}

impl From<NotRevoked> for Problem {
    fn from(why: NotRevoked) -> Self {
        match why {
            NotRevoked::Unknown => Self::NotFound,
            NotRevoked::NotAllowed => Self::NotAllowed,
            NotRevoked::LastAdmin => Self::LastAdmin,
        }
    }
}

impl From<Opens> for Problem {
    fn from(opens: Opens) -> Self {
        match opens {
            Opens::Expired => Self::InviteExpired,
            Opens::UsedUp => Self::InviteUsedUp,
            Opens::Nothing | Opens::SetUp | Opens::Invite(_) => Self::InviteUnknown,
        }
    }
}
