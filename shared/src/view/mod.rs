//! From documents to rows, and from rows to what a screen shows. Pure: a screen's content is a function of rows, who looks, and when.

mod acts;
mod ask;
mod clock;
mod common;
mod found;
mod map_page;
mod now;
mod people;
mod request_page;
mod row;
mod sight;
mod silence;

pub use acts::NextAct;
pub use ask::{AskUnder, ServiceToAsk, TeamToAsk, WhomToAsk};
pub use clock::{Clock, ClockKind, Severity};
pub use common::{Named, Section, Side, Viewer};
pub use found::{AnswerLink, CustomerAnswer, Found, PartyHit, Sentence};
pub use map_page::{Flow, Gap, MapPage, MapParty, MapService, PartyPage};
pub use now::{Card, Now, NowCounts};
pub use people::{PersonItem, TeamPeople};
pub use request_page::{Became, ChainNode, Moment, RequestPage};
pub use row::{
    CustomerRow, DeviceName, PartyRow, PartyRowKind, PersonRow, ROW_VERSION, RequestRow, Row, ServiceRow,
    SettingsRow, State, StoredRow,
};
pub use sight::{Sight, Stop, StopKind, Waits};
pub use silence::SilentChain;
