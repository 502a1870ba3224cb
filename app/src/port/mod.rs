//! Everything the app asks of the browser. No leptos in here, no panics, and a closed error enum per port.

pub(crate) mod api;
pub(crate) mod clock;
pub(crate) mod clock_watch;
pub(crate) mod drafts;
pub(crate) mod entropy;
pub(crate) mod idb;
mod js;
pub(crate) mod key;
pub(crate) mod marks;
pub(crate) mod paint;
pub(crate) mod platform;
pub(crate) mod remark;
pub(crate) mod seen;
pub(crate) mod socket;
pub(crate) mod tabs;
