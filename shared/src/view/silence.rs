//! The radar: the oldest silent link of each chain.

use crate::id::{DocId, Millis};
use crate::view::Card;

/// A chain in which somebody is silent.
#[derive(Debug, Clone, PartialEq)]
pub struct SilentChain {
    /// The request at the root of the chain.
    pub root: DocId,
    /// Its oldest silent link.
    pub link: Card,
    /// Since when that link is silent.
    pub since: Millis,
    /// Silent links in the chain, this one included.
    pub silent: usize,
}
