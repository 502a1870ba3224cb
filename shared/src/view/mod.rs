//! From documents to rows, and from rows to what a screen shows. Pure: a screen's content is a function of rows, who looks, and when.

mod row;

pub use row::{
    CustomerRow, DeviceName, PartyRow, PartyRowKind, PersonRow, ROW_VERSION, RequestRow, Row, ServiceRow, SettingsRow, State, StoredRow,
};
