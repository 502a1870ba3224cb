//! Acting on a request: one sheet per act, the same from every list and from the request itself.

mod compose;
mod forms;
mod on_whom;
mod when;

pub(crate) use compose::{Subject, chosen_id};
pub(crate) use forms::{ActSheet, DidItHelp};
pub(crate) use when::{When, WhenField};
