//! Those who use Sightline, those who pay, and the workspace itself.

use super::Field;
use crate::id::{DeviceId, DocId, DocKind, Millis};
use minicbor::{Decode, Encode};

/// Somebody who uses Sightline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their document.
    pub id: DocId,
    /// What colleagues call them.
    pub name: Field<String>,
    /// The team whose work they see first.
    pub team: Field<Option<DocId>>,
    /// The devices that they named, sorted by id.
    pub devices: Vec<(DeviceId, String)>,
    /// The filters that they keep: name and address, in the order of the names.
    pub filters: Vec<(String, String)>,
    /// Until when they said that they are here.
    pub duty_until: Field<Option<Millis>>,
    /// Where they said that they are away.
    pub away: Field<Option<Away>>,
    /// Since when they don't work here any more.
    pub left: Field<Option<Millis>>,
}

/// A time in which somebody isn't here.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Away {
    /// From when on.
    #[n(0)]
    pub from: Millis,
    /// Until when; none: until they say that they are back.
    #[n(1)]
    pub until: Option<Millis>,
    /// Why, or who stands in; may be empty.
    #[n(2)]
    pub words: String,
}

/// A paying customer by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// Its document.
    pub id: DocId,
    /// What everybody calls them.
    pub name: Field<String>,
    /// A customer number, or another name by which they are found; may be empty.
    pub reference: Field<String>,
    /// Telephone numbers, as people write them; several are separated by commas. May be empty.
    pub phone: Field<String>,
    /// The paying-customer party of the map that they belong to.
    pub segment: Option<DocId>,
    /// The customer that this one is a duplicate of. Both documents stay.
    pub merged_into: Field<Option<DocId>>,
}

impl Customer {
    /// Whether a customer can be a duplicate of this: another customer.
    pub fn may_merge_into(&self, other: DocId) -> bool {
        other != self.id && other.kind() == DocKind::Customer
    }
}

/// What holds for the whole workspace.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// The organisation's name.
    pub name: Field<String>,
}
