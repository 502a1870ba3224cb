//! What happened to a request, one after the other.

use super::{Named, Rows};
use crate::fold::{Folded, Outcome};
use crate::id::{DeviceId, DocId, EventId, Millis};
use crate::model::{Event, EventKind, Request, Wording};
use std::collections::BTreeMap;

/// Something that happened to a request.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// The event.
    pub event: EventId,
    /// What happened, with the words that were said.
    pub kind: EventKind,
    /// The person or team that `kind` speaks of (owner, team handed to, team to go to instead).
    pub about: Option<Named>,
    /// The customer or request that stood there before `about`, where one was replaced.
    pub was: Option<Named>,
    /// Who did it.
    pub by: Named,
    /// The person without the app on whose behalf it was recorded; may be empty.
    pub on_behalf_of: String,
    /// When, by the device's clock and its last known offset.
    pub at: Millis,
    /// The device that wrote it.
    pub device: DeviceId,
    /// What its person calls it; empty when they don't.
    pub device_name: String,
    /// What became of it.
    pub became: Became,
}

/// What became of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Became {
    /// It did what it says.
    Effective,
    /// It never changes the state.
    Remark,
    /// Somebody did something at the same time that weighs more.
    Overruled {
        /// The event that won.
        event: EventId,
        /// Its author.
        by: Named,
    },
    /// It was written without knowing that the request had been confirmed.
    CameLate {
        /// The confirmation.
        event: EventId,
        /// Its author.
        by: Named,
    },
    /// It makes no sense in the state that its author had seen.
    Senseless,
}

/// Everything that happened, causes before consequences.
pub(super) fn moments(rows: &Rows, request: &Request, folded: &Folded) -> Vec<Moment> {
    let events: BTreeMap<EventId, &Event> = request.events.iter().map(|event| (event.id, event)).collect();
    let author = |id: EventId| {
        let by = events.get(&id).map(|event| event.by);
        by.map_or_else(|| Named { id: DocId::default(), name: String::new() }, |by| rows.named(by))
    };
    let shown = folded.events.iter().filter_map(|effect| Some((effect, *events.get(&effect.id)?)));
    shown
        .map(|(effect, event)| Moment {
            event: event.id,
            kind: event.kind.clone(),
            // A team that was merged since had its own name then.
            about: about(&event.kind).map(|id| rows.named_then(id)),
            was: was(&event.kind).map(|id| rows.named(id)),
            by: rows.named(event.by),
            on_behalf_of: event.on_behalf_of.clone(),
            at: effect.at,
            device: event.device,
            device_name: device_name(rows, event),
            became: match effect.outcome {
                Outcome::Effective => Became::Effective,
                Outcome::Remark => Became::Remark,
                Outcome::Senseless => Became::Senseless,
                Outcome::Overruled(winner) => Became::Overruled { event: winner, by: author(winner) },
                Outcome::CameLate(winner) => Became::CameLate { event: winner, by: author(winner) },
            },
        })
        .collect()
}

/// The person or team that an event speaks of.
fn about(kind: &EventKind) -> Option<DocId> {
    match kind {
        EventKind::Accepted { owner, .. } => Some(*owner),
        EventKind::HandedOn { to, .. } => Some(*to),
        EventKind::Merged { into, .. } => Some(*into),
        EventKind::HandedOver { to, .. } => *to,
        EventKind::Declined { instead, .. } => *instead,
        EventKind::Reworded { what, after, .. } => document(*what, after),
        _ => None,
    }
}

/// The document that stood there before.
fn was(kind: &EventKind) -> Option<DocId> {
    let EventKind::Reworded { what, before, .. } = kind else { return None };
    document(*what, before)
}

fn document(what: Wording, text: &str) -> Option<DocId> {
    let is_one = matches!(what, Wording::Customer | Wording::Parent);
    if is_one { text.parse().ok() } else { None }
}

fn device_name(rows: &Rows, event: &Event) -> String {
    let devices = rows.person(event.by).map(|person| &*person.devices).unwrap_or_default();
    devices
        .iter()
        .find(|device| device.id == event.device)
        .map(|device| device.name.clone())
        .unwrap_or_default()
}
