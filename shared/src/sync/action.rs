//! What the client wants done, and where its connection stands.

use crate::id::{DocId, Millis, Seq};
use crate::session::{OutboxEntry, Place};
use crate::wire::{Acked, CloseReason, DocBytes, Entry, Heads, Settled};

/// What the client wants done.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Open the socket.
    Connect,
    /// Close it.
    Hangup,
    /// Sign this device in by its key, then say [`super::Client::signed_in`].
    SignIn,
    /// Send this.
    Send(Vec<u8>),
    /// Take this in, and store it with its place in one transaction.
    Take(Taken),
    /// A batch was acknowledged or refused; store that with the place and the seals in one transaction.
    Settle(OutboxEntry, Acked, Place),
    /// What the relay had lost of a document was taken back, or refused.
    GivenBack(DocId, Settled, Place),
    /// The relay's log doesn't continue what was known: pages of heads come to be compared. Say [`super::Client::compared`] when what
    /// differs is here, and what the relay lacks is there; store no place before.
    Compare,
    /// The relay's log isn't the one that was known: everything comes anew, nothing here is forgotten.
    NewLog,
    /// The relay has published figures: store them, then say [`super::Client::has_statistics`].
    Statistics(Vec<u8>),
}

/// Something from the relay, with the place that it brings the device to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Taken {
    /// Changes in log order.
    pub entries: Vec<Entry>,
    /// Rows of the bootstrap (CBOR, one after the other), and how many.
    pub rows: (Vec<u8>, u32),
    /// These were the last rows.
    pub rows_complete: bool,
    /// Whole documents.
    pub docs: Vec<DocBytes>,
    /// What the relay has, to be compared.
    pub heads: Option<Heads>,
    /// Where the device is once this is stored. `None`: the place doesn't change (fetched documents; rows that aren't complete).
    pub place: Option<Place>,
    /// Say [`super::Client::chunk_stored`] afterwards: the relay waits for it.
    pub credit: bool,
    /// It answers a [`super::Client::fetch`] of these.
    pub asked: Option<Vec<DocId>>,
}

/// What came of signing in by the device's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInOutcome {
    /// The device has a session again.
    Done,
    /// The relay knows no device with this key, or this device has none: asking again changes nothing.
    Refused,
    /// The relay could not be asked, or couldn't say: try again later.
    NoAnswer,
}

/// Where the connection stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Another tab has the socket, or nothing was tried yet.
    Idle,
    /// Waiting to try again.
    Offline {
        /// When.
        retry_at: Millis,
    },
    /// The socket is being opened.
    Connecting {
        /// Since when.
        since: Millis,
    },
    /// The relay knows no session of this device; the platform signs it in by its key.
    SigningIn {
        /// Since when.
        since: Millis,
    },
    /// Open; waiting for the relay's `Welcome`.
    Greeting,
    /// Taking what was missed, up to this place.
    CatchingUp(Seq),
    /// Everything the relay had is here.
    Live,
    /// The relay won't have this device; only a person can change that.
    Shut(CloseReason),
}
