//! What a customer said, as it is written down.

use crate::id::DocId;
use crate::model::Channel;
use minicbor::{Decode, Encode};

/// A customer's voice that is written down.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct HeardVoice {
    /// How it was heard.
    #[n(0)]
    pub channel: Channel,
    /// What it is about.
    #[n(1)]
    pub tags: Vec<String>,
    /// Requests that it speaks of.
    #[n(2)]
    pub about: Vec<DocId>,
}
