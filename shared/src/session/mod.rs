//! The one door of the client core: `Session::handle(Input, now, rng) -> Vec<Output>`.

mod io;

pub use io::{
    Boot, EditRefused, Hint, Input, Link, Notice, OutboxEntry, OutboxKey, Output, Place, RefusedEntry,
    Status, StoredChange, StoredDoc, Waiting, Write, WriteFailure, WriteId,
};
