//! The one error of these commands: a sentence that a person can act on.

use std::fmt;
use std::path::Path;

/// What a step gives back.
pub(crate) type Done<T = ()> = Result<T, Trouble>;

/// Why a command ended early, in one sentence.
#[derive(Debug)]
pub(crate) struct Trouble(String);

impl Trouble {
    /// A trouble with this sentence.
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<lexopt::Error> for Trouble {
    fn from(error: lexopt::Error) -> Self {
        Self(format!("{error}; `cargo xtask help` lists what there is"))
    }
}

/// Says which file an IO error is about.
pub(crate) trait About<T> {
    /// Turns the error into a sentence: "can't `verb` `path`: …".
    fn about(self, verb: &str, path: &Path) -> Done<T>;
}

impl<T> About<T> for std::io::Result<T> {
    fn about(self, verb: &str, path: &Path) -> Done<T> {
        self.map_err(|error| Trouble(format!("can't {verb} {}: {error}", path.display())))
    }
}
