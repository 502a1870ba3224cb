//! *People*: who uses Sightline, in which team, on which devices.

use crate::id::DocId;
use crate::view::{DeviceName, Named};

/// The people of one team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamPeople {
    /// The team; none for those in no team.
    pub team: Option<Named>,
    /// Its people, by name.
    pub people: Vec<PersonItem>,
}

/// A person in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonItem {
    /// Their document.
    pub id: DocId,
    /// Their name.
    pub name: String,
    /// Their devices, with the names that they gave them.
    pub devices: Vec<DeviceName>,
    /// Open requests that they own.
    pub owns: usize,
}
