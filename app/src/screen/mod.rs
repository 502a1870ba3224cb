//! The screens, one folder each. A screen reads through the store, acts through the action door, and words everything itself.
#![expect(
    unreachable_pub,
    reason = "what leptos's component macro writes is `pub`, whatever the component is"
)]

pub(crate) mod acting;
pub(crate) mod ask;
pub(crate) mod common;
pub(crate) mod customer;
pub(crate) mod customers;
pub(crate) mod find;
pub(crate) mod importing;
pub(crate) mod join;
pub(crate) mod many;
pub(crate) mod map;
pub(crate) mod me;
pub(crate) mod now;
pub(crate) mod question;
pub(crate) mod radar;
pub(crate) mod request;
pub(crate) mod tasks;
pub(crate) mod team;
pub(crate) mod typing;
pub(crate) mod voices;

pub(crate) use crate::ui::App;
