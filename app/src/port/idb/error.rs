//! What can go wrong with storage, and how the browser says it.

use indexed_db_futures::error::{DomException, Error, OpenDbError};
use indexed_db_futures::internals::SystemRepr;
use sightline_shared::session::WriteFailure;

/// Why storage did not do what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum IdbError {
    /// The browser has no storage, or doesn't allow it here (some private windows).
    #[error("this browser offers no storage here")]
    Absent,
    /// A newer version of the app has written it.
    #[error("the storage was written by a newer version")]
    TooNew,
    /// A newer version in another tab asked for the storage, or it was deleted: this tab has let go of it.
    #[error("another tab has taken over")]
    TakenOver,
    /// The disk is full, or the quota used up.
    #[error("the storage is full")]
    Full,
    /// Another tab wrote one of the rows first.
    #[error("another tab was first")]
    Moved,
    /// Another tab has taken the lead since.
    #[error("another tab leads")]
    Fenced,
    /// The connection broke and could not be made again.
    #[error("the connection to the storage is lost")]
    Lost,
    /// A record that can't be read.
    #[error("a stored record can't be read")]
    Corrupt,
    /// Anything else that the browser says; the details are on the console.
    #[error("the storage failed")]
    Failed,
}

impl From<IdbError> for WriteFailure {
    fn from(error: IdbError) -> Self {
        match error {
            IdbError::Moved => Self::Moved,
            IdbError::Fenced => Self::Fenced,
            IdbError::Full => Self::Full,
            IdbError::Absent
            | IdbError::TooNew
            | IdbError::TakenOver
            | IdbError::Lost
            | IdbError::Corrupt
            | IdbError::Failed => Self::Broken,
        }
    }
}

impl From<web_sys::DomException> for IdbError {
    fn from(exception: web_sys::DomException) -> Self {
        match exception.name().as_str() {
            "QuotaExceededError" => Self::Full,
            "VersionError" => Self::TooNew,
            "SecurityError" => Self::Absent,
            // The connection was closed under us. Safari says UnknownError when its storage process went away in the background
            // (https://webkit.org/b/197050); Chromium says InvalidStateError, and AbortError to transactions under way.
            "InvalidStateError" | "UnknownError" | "AbortError" | "TransactionInactiveError" => Self::Lost,
            name => {
                web_sys::console::error_2(
                    &"storage:".into(),
                    &format!("{name}: {}", exception.message()).into(),
                );
                Self::Failed
            }
        }
    }
}

impl From<Error> for IdbError {
    fn from(error: Error) -> Self {
        match error {
            Error::DomException(exception) => from_dom(exception),
            Error::Serialisation(_) => Self::Corrupt,
            other => {
                web_sys::console::error_2(&"storage:".into(), &other.to_string().into());
                Self::Failed
            }
        }
    }
}

impl From<OpenDbError> for IdbError {
    fn from(error: OpenDbError) -> Self {
        match error {
            OpenDbError::Base(error) => error.into(),
            OpenDbError::VersionZero | OpenDbError::UnsupportedEnvironment | OpenDbError::NullFactory => {
                Self::Absent
            }
        }
    }
}

fn from_dom(exception: DomException) -> IdbError {
    exception.as_sys().clone().into()
}
