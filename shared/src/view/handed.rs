//! The way of a request through teams: who had it and handed it on, and when.

use crate::fold::{Folded, Outcome};
use crate::id::{DocId, EventId, Millis};
use crate::model::{EventKind, Request};

/// The teams that handed it on, each with the moment when it did, by the hand-ons that have effect.
pub(super) fn hand_ons(request: &Request, folded: &Folded) -> Vec<(DocId, Millis)> {
    let to = |id: EventId| {
        let event = request.events.iter().find(|event| event.id == id)?;
        if let EventKind::HandedOn { to, .. } = &event.kind { Some(*to) } else { None }
    };
    let effective = folded.events.iter().filter(|event| event.outcome == Outcome::Effective);
    let mut hand_ons = Vec::new();
    let mut has = request.provider;
    for (next, at) in effective.filter_map(|event| Some((to(event.id)?, event.at))) {
        hand_ons.push((has, at));
        has = next;
    }
    hand_ons
}
