//! From documents to rows, and from rows to what a screen shows. Pure: a screen's content is a function of rows, who looks, and when.

mod ask;
mod card;
mod chain;
mod clock;
mod common;
mod derive;
mod found;
mod index;
mod map_page;
mod now;
mod page;
mod people;
mod plain;
mod request_page;
mod row;
mod rows;
mod search;
mod sight;
mod silence;

pub use ask::{AskUnder, ServiceToAsk, TeamToAsk, WhomToAsk};
pub use card::Card;
pub use chain::{CHAIN_LINKS_MAX, CHAIN_NODES_MAX};
pub use clock::{Clock, ClockKind, Severity, asker_must_move, clock};
pub use common::{Named, Section, Side, Viewer};
pub use derive::{derive, stored};
pub use found::{AnswerLink, CustomerAnswer, Found, PartyHit, Sentence};
pub use map_page::{Flow, Gap, MapPage, MapParty, MapService, PartyPage};
pub use now::{Now, NowCounts, now};
pub use page::{BadPage, decode_page, encode_page};
pub use people::{PersonItem, TeamPeople};
pub use request_page::{Became, ChainNode, Moment, RequestPage};
pub use row::{
    CustomerRow, DeviceName, PartyRow, PartyRowKind, PersonRow, ROW_VERSION, RequestRow, Row, ServiceRow,
    SettingsRow, State, StoredRow,
};
pub use rows::Rows;
pub use sight::{Sight, Stop, StopKind, Waits};
pub use silence::SilentChain;

pub use crate::fold::NextAct;
