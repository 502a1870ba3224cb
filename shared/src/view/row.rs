//! A row: what lists and maps need to know of one document, derived from it by [`crate::view::derive`]. Screens read rows, never
//! documents.
//!
//! Rows are stored and sent as CBOR maps with numbered fields. A field is added with a new number and a default; a changed
//! *derivation* bumps [`ROW_VERSION`], and rows of another version are derived again.

use super::{RequestRow, SnippetRow, TaskRow, WorkRow};
use crate::id::{DocId, HeadsDigest, Millis, Span};
use crate::model::{Answer, Away, Offer, Spot, Step, TeamAway};
use minicbor::{Decode, Encode};

/// The version of the derivation. A row of another version is never shown, only derived again.
pub const ROW_VERSION: u32 = 11;

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
    /// Routine work.
    #[n(7)]
    Task(#[n(0)] TaskRow),
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
            Self::Task(row) => row.id,
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

/// A party in a list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
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
    /// Since when, if that was said.
    #[n(12)]
    pub retired_at: Option<Millis>,
    /// What is good to know about it.
    #[n(5)]
    pub note: String,
    /// What happens when one of its requests stays silent; none: see [`crate::model::DEFAULT_STEPS`].
    #[n(10)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// Steps that others wrote at the same time.
    #[n(11)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub other_steps: Vec<Vec<Step>>,
    /// When its people work.
    #[n(6)]
    #[cbor(default, skip_if = "WorkRow::is_empty")]
    pub work: WorkRow,
    /// Its snippets, by language and name.
    #[n(14)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub snippets: Vec<SnippetRow>,
    /// What others wrote at the same time of what is good to know about it.
    #[n(15)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub other_notes: Vec<String>,
    /// Where somebody placed it in the picture of rings.
    #[n(16)]
    pub at_rings: Option<Spot>,
    /// Where somebody placed it in the picture of layers.
    #[n(17)]
    pub at_layers: Option<Spot>,
    /// Where it is; may be empty.
    #[n(18)]
    #[cbor(default, skip_if = "String::is_empty")]
    pub site: String,
    /// Sites that others wrote at the same time.
    #[n(19)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub other_sites: Vec<String>,
    /// What it is part of; may be empty.
    #[n(20)]
    #[cbor(default, skip_if = "String::is_empty")]
    pub department: String,
    /// Departments that others wrote at the same time.
    #[n(21)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub other_departments: Vec<String>,
    /// The party that it was merged into, as written: circles and longer lines are resolved by [`crate::view::Rows`].
    #[n(22)]
    pub merged_into: Option<DocId>,
    /// Two people said different things of what it was merged into.
    #[n(23)]
    #[cbor(default, skip_if = "std::ops::Not::not")]
    pub merge_disputed: bool,
    /// Days on which nobody of it is there.
    #[n(25)]
    pub away: Option<TeamAway>,
    /// What others said of that at the same time; that it isn't away is left out.
    #[n(27)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub other_aways: Vec<TeamAway>,
    /// Suggestions that somebody has put away, in the order of their names.
    #[n(26)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub put_away: Vec<String>,
}

/// What a party is; see [`crate::model::PartyKind`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Encode, Decode)]
#[cbor(index_only)]
pub enum PartyRowKind {
    /// Its people use Sightline.
    #[default]
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
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
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
    /// Whom to call when it can't wait; may be empty.
    #[n(13)]
    #[cbor(default, skip_if = "String::is_empty")]
    pub contact: String,
    /// Contacts that others wrote at the same time.
    #[n(14)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub other_contacts: Vec<String>,
    /// Questions that others wrote at the same time.
    #[n(15)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub other_questions: Vec<String>,
    /// When others want to look at the promise again, who said so at the same time.
    #[n(16)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub other_reconfirm_by: Vec<Millis>,
    /// At the same time somebody took the reply promise away.
    #[n(17)]
    #[cbor(default, skip_if = "std::ops::Not::not")]
    pub or_no_reply: bool,
    /// At the same time somebody took the delivery promise away.
    #[n(18)]
    #[cbor(default, skip_if = "std::ops::Not::not")]
    pub or_no_deliver: bool,
    /// At the same time somebody said that it isn't looked at again.
    #[n(19)]
    #[cbor(default, skip_if = "std::ops::Not::not")]
    pub or_no_reconfirm: bool,
    /// Promises that one end wants instead, by their moments, with what was said to them: the latest `PROPOSALS_KEPT_MAX`.
    #[n(20)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub proposals: Vec<ProposalRow>,
    /// When it is given; empty: whenever its team works.
    #[n(21)]
    #[cbor(default, skip_if = "String::is_empty")]
    pub hours: String,
    /// Hours that others wrote at the same time.
    #[n(22)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub other_hours: Vec<String>,
}

/// A promise that somebody proposed.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ProposalRow {
    /// Who proposed.
    #[n(0)]
    pub by: DocId,
    /// When.
    #[n(1)]
    pub at: Millis,
    /// What.
    #[n(2)]
    pub offer: Offer,
    /// What was said to it; none while it waits.
    #[n(3)]
    pub answer: Option<Answer>,
}

/// A person in a list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
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
    /// Until when they said that they are here.
    #[n(10)]
    pub duty_until: Option<Millis>,
    /// Where they said that they are away.
    #[n(11)]
    pub away: Option<Away>,
    /// Since when they don't work here any more.
    #[n(12)]
    pub left: Option<Millis>,
    /// The filters that they keep.
    #[n(7)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub filters: Vec<SavedFilter>,
}

/// A filter that somebody keeps.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct SavedFilter {
    /// Its name.
    #[n(0)]
    pub name: String,
    /// What [`crate::view::Filter::read`] reads, as the query of an address.
    #[n(1)]
    pub address: String,
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
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
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
    /// Telephone numbers, as written; may be empty.
    #[n(6)]
    #[cbor(default)]
    pub phone: String,
    /// What others wrote there at the same time.
    #[n(7)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub other_phones: Vec<String>,
}

impl CustomerRow {
    /// All texts with telephone numbers, the one that shows first.
    pub fn phones(&self) -> impl Iterator<Item = &str> {
        [&self.phone].into_iter().chain(&self.other_phones).map(String::as_str)
    }
}

/// The workspace's settings.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct SettingsRow {
    /// The organisation's name.
    #[n(0)]
    pub name: String,
}
