//! A row: what lists and maps need to know of one document, derived from it by [`crate::view::derive`]. Screens read rows, never
//! documents.
//!
//! Rows are stored and sent as CBOR maps with numbered fields. A field is added with a new number and a default; a changed
//! *derivation* bumps [`ROW_VERSION`], and rows of another version are derived again.

use crate::id::{DocId, EventId, HeadsDigest, Millis, Span};
use minicbor::{Decode, Encode};

/// The version of the derivation. A row of another version is never shown, only derived again.
pub const ROW_VERSION: u32 = 3;

/// A row with what it was derived from.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct StoredRow {
    /// [`ROW_VERSION`] of the code that derived it.
    #[n(0)]
    pub version: u32,
    /// The document's heads.
    #[n(1)]
    pub heads: HeadsDigest,
    /// The row.
    #[n(2)]
    pub row: Row,
}

/// What lists and maps know of one document.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum Row {
    /// A request.
    #[n(1)]
    Request(#[n(0)] Box<RequestRow>),
    /// A party.
    #[n(2)]
    Party(#[n(0)] PartyRow),
    /// A service.
    #[n(3)]
    Service(#[n(0)] ServiceRow),
    /// A person.
    #[n(4)]
    Person(#[n(0)] PersonRow),
    /// A customer.
    #[n(5)]
    Customer(#[n(0)] CustomerRow),
    /// The workspace's settings.
    #[n(6)]
    Settings(#[n(0)] SettingsRow),
}

impl Row {
    /// The document that it was derived from.
    pub fn id(&self) -> DocId {
        match self {
            Self::Request(row) => row.id,
            Self::Party(row) => row.id,
            Self::Service(row) => row.id,
            Self::Person(row) => row.id,
            Self::Customer(row) => row.id,
            Self::Settings(_) => DocId::SETTINGS,
        }
    }

    /// Whether the document is wanted by a device that keeps closed requests only if something has happened in them since then.
    pub fn is_wanted(&self, since: Millis) -> bool {
        !matches!(self, Self::Request(row) if row.state.is_closed() && row.changed_at < since)
    }

    /// Whether the first screen may need it: everything but closed requests. Customers are named on every line of sight.
    pub fn is_hot(&self) -> bool {
        !matches!(self, Self::Request(row) if row.state.is_closed())
    }
}

/// Where a request stands. "Unknown" never renders as done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum State {
    /// Asked, and nobody answered.
    #[n(0)]
    Asked,
    /// The provider offered something else; the asker has to say.
    #[n(1)]
    CounterOffered,
    /// Moved to another team, which hasn't answered.
    #[n(2)]
    HandedOn,
    /// The provider won't.
    #[n(3)]
    Declined,
    /// Somebody owns it.
    #[n(4)]
    Accepted,
    /// The owner works on it.
    #[n(5)]
    Working,
    /// The owner waits for somebody.
    #[n(6)]
    Waiting,
    /// Done, says the owner; the asker has to confirm.
    #[n(7)]
    Delivered,
    /// Done, says the asker.
    #[n(8)]
    Confirmed,
    /// Not done after all.
    #[n(9)]
    Reopened,
    /// Not needed any more.
    #[n(10)]
    Withdrawn,
    /// The document can't say (no events that this version understands).
    #[n(11)]
    Unknown,
}

impl State {
    /// Nothing more is expected of anybody.
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Confirmed | Self::Withdrawn)
    }

    /// The next move is the provider's.
    pub fn waits_on_provider(self) -> bool {
        matches!(
            self,
            Self::Asked
                | Self::HandedOn
                | Self::Accepted
                | Self::Working
                | Self::Waiting
                | Self::Reopened
                | Self::Unknown
        )
    }

    /// The next move is the asker's.
    pub fn waits_on_asker(self) -> bool {
        matches!(self, Self::CounterOffered | Self::Declined | Self::Delivered)
    }
}

/// A request in a list.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct RequestRow {
    /// Its document.
    #[n(0)]
    pub id: DocId,
    /// The ask in one line.
    #[n(1)]
    pub title: String,
    /// The team that asks.
    #[n(2)]
    pub asker: DocId,
    /// The team that has it now.
    #[n(3)]
    pub provider: DocId,
    /// The person who wrote the ask.
    #[n(4)]
    pub asked_by: DocId,
    /// The person who accepted it; stays until the next one accepts.
    #[n(5)]
    pub owner: Option<DocId>,
    /// The service that it goes through.
    #[n(6)]
    pub service: Option<DocId>,
    /// The paying customer who waits, as this request says; a child's may stand on its root only.
    #[n(7)]
    pub customer: Option<DocId>,
    /// Order number; may be empty.
    #[n(8)]
    pub reference: String,
    /// The request that this one blocks.
    #[n(9)]
    pub parent: Option<DocId>,
    /// Where it stands.
    #[n(10)]
    pub state: State,
    /// When it was asked.
    #[n(11)]
    pub asked_at: Millis,
    /// When the first real answer is promised.
    #[n(12)]
    pub reply_by: Option<Millis>,
    /// When the first real answer came (since the last hand-on).
    #[n(13)]
    pub answered_at: Option<Millis>,
    /// When it was accepted: the delivery clock's start.
    #[n(14)]
    pub accepted_at: Option<Millis>,
    /// When delivery is promised.
    #[n(15)]
    pub promised: Option<Millis>,
    /// When the asker needs it.
    #[n(16)]
    pub due: Option<Millis>,
    /// The next update that the owner announced, or the end of a wait.
    #[n(17)]
    pub next_update: Option<Millis>,
    /// When it came into its present state.
    #[n(18)]
    pub state_since: Millis,
    /// When anything last happened, comments included.
    #[n(19)]
    pub changed_at: Millis,
    /// Hand-ons so far.
    #[n(20)]
    pub hops: u32,
    /// Two people wrote different values into one field.
    #[n(21)]
    pub disputed: bool,
    /// Some event came late or was overruled by another.
    #[n(22)]
    pub has_overruled: bool,
    /// Only its two teams may read it.
    #[n(23)]
    pub private: bool,
    /// Beginning of details and words, for search: at most `EXCERPT_CHARS_MAX` characters.
    #[n(24)]
    pub excerpt: String,
    /// The latest events in effect: what a new event names as seen is read from the document, this only tells versions apart.
    #[n(25)]
    pub last_event: Option<EventId>,
    /// In waiting, on whom; otherwise empty.
    #[n(26)]
    pub waiting_on: String,
    /// The answer, offer or reason that goes with the present state, cut to `LINE_CHARS_MAX`; may be empty.
    #[n(27)]
    pub last_words: String,
    /// In waiting: on the asker, so that the next move is theirs.
    #[n(28)]
    pub waiting_on_asker: bool,
    /// In counter-offered: the time that is offered.
    #[n(29)]
    pub offered: Option<Millis>,
    /// In confirmed: whether it helped; none when nobody said.
    #[n(30)]
    pub helped: Option<bool>,
}

impl RequestRow {
    /// Whether this person has it now. An owner stays named after the request has moved on; who has it has accepted it, or was handed it.
    pub fn is_owned_by(&self, person: DocId) -> bool {
        self.owner == Some(person) && self.accepted_at.is_some()
    }
}

/// A party in a list.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct PartyRow {
    /// Its document.
    #[n(0)]
    pub id: DocId,
    /// What it is.
    #[n(1)]
    pub kind: PartyRowKind,
    /// Its name.
    #[n(2)]
    pub name: String,
    /// Names that others gave it at the same time.
    #[n(3)]
    pub other_names: Vec<String>,
    /// Gone from the map.
    #[n(4)]
    pub retired: bool,
    /// What is good to know about it.
    #[n(5)]
    pub note: String,
}

/// What a party is; see [`crate::model::PartyKind`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum PartyRowKind {
    /// Its people use Sightline.
    #[n(0)]
    Team,
    /// Those who pay.
    #[n(1)]
    PayingCustomer,
    /// Works with us.
    #[n(2)]
    Partner,
    /// Sells to us.
    #[n(3)]
    Vendor,
    /// A newer version's kind.
    #[n(4)]
    Unknown,
}

/// A service in a list.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ServiceRow {
    /// Its document.
    #[n(0)]
    pub id: DocId,
    /// The team that provides.
    #[n(1)]
    pub provider: DocId,
    /// The party that is served.
    #[n(2)]
    pub served: DocId,
    /// What is provided.
    #[n(3)]
    pub name: String,
    /// Names that others gave it at the same time.
    #[n(4)]
    pub other_names: Vec<String>,
    /// Reply promise.
    #[n(5)]
    pub reply_within: Option<Span>,
    /// Reply promises that others gave at the same time ("none" counts as one and is left out here; see `disputed`).
    #[n(6)]
    pub other_reply_within: Vec<Span>,
    /// Delivery promise.
    #[n(7)]
    pub deliver_within: Option<Span>,
    /// Delivery promises that others gave at the same time.
    #[n(8)]
    pub other_deliver_within: Vec<Span>,
    /// When both ends look at the promise again.
    #[n(9)]
    pub reconfirm_by: Option<Millis>,
    /// What the asker must say.
    #[n(10)]
    pub questions: String,
    /// Gone from the map.
    #[n(11)]
    pub retired: bool,
    /// Two people wrote different values into one field.
    #[n(12)]
    pub disputed: bool,
}

/// A person in a list.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct PersonRow {
    /// Their document.
    #[n(0)]
    pub id: DocId,
    /// Their name.
    #[n(1)]
    pub name: String,
    /// Their team.
    #[n(2)]
    pub team: Option<DocId>,
    /// Their devices with the names that they gave them: device id as 16 hex digits, name.
    #[n(3)]
    pub devices: Vec<DeviceName>,
}

/// A device and what its owner calls it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct DeviceName {
    /// The device.
    #[n(0)]
    pub id: crate::id::DeviceId,
    /// Its name.
    #[n(1)]
    pub name: String,
}

/// A customer in a list.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct CustomerRow {
    /// Their document.
    #[n(0)]
    pub id: DocId,
    /// Their name.
    #[n(1)]
    pub name: String,
    /// Customer number; may be empty.
    #[n(2)]
    pub reference: String,
    /// The paying-customer party that they belong to.
    #[n(3)]
    pub segment: Option<DocId>,
    /// The customer that this one is a duplicate of, as written: circles and longer lines are resolved by [`crate::view::Rows::kept`].
    #[n(4)]
    pub merged_into: Option<DocId>,
    /// Two people said different things of what it is a duplicate of.
    #[n(5)]
    #[cbor(default)]
    pub merge_disputed: bool,
}

/// The workspace's settings.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct SettingsRow {
    /// The organisation's name.
    #[n(0)]
    pub name: String,
}
