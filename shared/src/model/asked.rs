//! What is asked beside its words: how a voice was heard, and when an answer is needed.

use crate::id::{DocId, Millis, Span};
use minicbor::{Decode, Encode};

/// What makes a request a customer's voice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// How it was heard.
    pub channel: Channel,
    /// What it is about, in the words of those who hear such things; sorted.
    pub tags: Vec<String>,
    /// Requests that it speaks of; sorted.
    pub about: Vec<DocId>,
}

/// How a customer's voice was heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum Channel {
    /// On the phone.
    #[n(0)]
    Call,
    /// Face to face.
    #[n(1)]
    Visit,
    /// In a letter or mail.
    #[n(2)]
    Mail,
    /// In a chat or message.
    #[n(3)]
    Chat,
    /// Where everybody reads it: a review, a post.
    #[n(4)]
    Public,
    /// Otherwise, or in a way that a newer version knows.
    #[n(5)]
    Other,
}

/// When something is needed: computed once, when asked, and kept with its inputs so that the arithmetic can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Due {
    /// The moment.
    #[n(0)]
    pub at: Millis,
    /// The parent's due moment that it comes from, and what the work above takes; none when a person chose it.
    #[n(1)]
    pub from: Option<(Millis, Span)>,
    /// Where what the work above takes is known from; none when a person chose it.
    #[n(2)]
    pub takes: Option<TakesFrom>,
}

/// Where it is known from how long a team takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub enum TakesFrom {
    /// It promises so on the map.
    #[n(0)]
    Promise,
    /// Four of five times it didn't take longer.
    #[n(1)]
    #[cbor(map)]
    Observed {
        /// Of so many times.
        #[n(0)]
        samples: u32,
        /// As of then.
        #[n(1)]
        as_of: Millis,
    },
}
