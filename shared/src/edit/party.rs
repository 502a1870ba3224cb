//! What people say of a party: of a team, how to work with it.

use crate::id::DocId;
use crate::model::{PictureStyle, Spot, Step, TeamAway};
use minicbor::{Decode, Encode};

/// A field of a party, with its new value.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum PartyField {
    /// What people call it.
    #[n(0)]
    Name(#[n(0)] String),
    /// What is good to know about it.
    #[n(1)]
    Note(#[n(0)] String),
    /// Gone from the map, or back.
    #[n(2)]
    Retired(#[n(0)] bool),
    /// What happens when one of its requests stays silent; none: what happens for a team that says nothing.
    #[n(7)]
    Steps(#[n(0)] Vec<Step>),
    /// Its time zone: name and rule, see [`crate::calendar::Zone`].
    #[n(3)]
    Zone(#[n(0)] String),
    /// The hours of its week, in the canonical way of [`crate::calendar::Week`]; empty: always.
    #[n(4)]
    Hours(#[n(0)] String),
    /// A holiday: its date and its name; without a name it is none any more.
    #[n(5)]
    Holiday(#[n(0)] String, #[n(1)] String),
    /// A snippet: its language, its name, and the text; without a text it is gone.
    #[n(14)]
    Snippet(#[n(0)] String, #[n(1)] String, #[n(2)] String),
    /// Where it stands in a picture; none: where the layout puts it.
    #[n(15)]
    Place(#[n(0)] PictureStyle, #[n(1)] Option<Spot>),
    /// Where it is.
    #[n(16)]
    Site(#[n(0)] String),
    /// What it is part of.
    #[n(17)]
    Department(#[n(0)] String),
    /// The party that it was merged into; none: it stands for itself again.
    #[n(18)]
    MergedInto(#[n(0)] Option<DocId>),
    /// Days on which nobody of it is there; none: they are back, or don't go.
    #[n(25)]
    Away(#[n(0)] Option<TeamAway>),
    /// A suggestion, by its name, that is to be put away, or not any more.
    #[n(26)]
    PutAway(#[n(0)] String, #[n(1)] bool),
}
