//! The app's files: out of this binary, or from a folder while developing.

mod csp;
mod files;
mod serve;

pub use files::Assets;
pub use serve::serve;
