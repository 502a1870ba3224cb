//! Parts: built once, used by every screen. They know leptos and nothing of the product: words come in as arguments.
#![expect(
    unreachable_pub,
    reason = "what leptos's component macro writes is `pub`, whatever the component is"
)]

mod basics;
mod button;
mod chain;
mod field;
mod file;
mod offers;
mod picker;
mod qr;
mod sheet;
mod sight;
mod timeline;

pub(crate) use basics::{Banner, Card, Empty, Group, Icon, Icons, Tag, Tone, uid};
pub(crate) use button::{Button, Door, Kind, LinkButton};
pub(crate) use chain::{ChainNode, ChainTree};
pub(crate) use field::{Check, Chip, Chips, Field, FieldError, Input};
pub(crate) use file::{FileButton, Select};
pub(crate) use offers::{Offered, Offers, Typing};
pub(crate) use picker::{Choice, Picker};
pub(crate) use qr::QrPicture;
pub(crate) use sheet::{Menu, MenuItem, Sheet};
pub(crate) use sight::{SightLine, Stop, StopKind};
pub(crate) use timeline::{Moment, Timeline};
