//! When the delivery clock stood still: while the owner waited on the asker, until that was answered or ran out.

use super::answered;
use super::history::History;
use crate::id::Millis;
use crate::limits::{PAUSES_KEPT_MAX, WAIT_MAX};
use crate::model::EventKind;
use crate::view::Pause;

/// The pauses since the present promise was given, in order and apart from each other, and those in its first delivery by the team that has
/// it. `chain` has the events in effect, in their order.
pub(super) fn pauses(history: &History, chain: &[usize]) -> (Vec<Pause>, Vec<Pause>) {
    let events = chain.iter().filter_map(|place| Some((*place, history.nodes().get(*place)?)));
    let mut pauses: Vec<Pause> = Vec::new();
    let mut waits: Option<Pause> = None;
    let mut first: Option<(usize, Vec<Pause>)> = None;
    let mut delivered: Option<usize> = None;
    for (place, node) in events {
        match &node.event.kind {
            // A colleague goes on waiting.
            EventKind::HandedOver { to: Some(_), .. } => continue,
            // What was promised anew counts from its beginning.
            EventKind::Accepted { promised: Some(_), .. } => (pauses, waits) = (Vec::new(), None),
            EventKind::HandedOn { .. } => (pauses, waits, first) = (Vec::new(), None, None),
            // What was promised is over; taken back it goes on, and so does what stood still.
            EventKind::Reopened { taken_back: false, .. } => (pauses, waits) = (Vec::new(), None),
            EventKind::Reopened { .. } => first = first.filter(|(place, _)| Some(*place) != delivered),
            _ => {}
        }
        note(&mut pauses, waits.take(), Some(node.at));
        if matches!(node.event.kind, EventKind::Delivered { .. }) && first.is_none() {
            first = Some((place, pauses.clone()));
        }
        delivered = match node.event.kind {
            EventKind::Delivered { .. } => Some(place),
            // Who has it changes, and not that it is delivered.
            EventKind::HandedOver { .. } => delivered,
            _ => None,
        };
        if let EventKind::Waiting { on_asker: true, until, .. } = &node.event.kind {
            let until = until.unwrap_or(node.at + WAIT_MAX);
            let to = answered::ended_at(history, place).map_or(until, |at| until.min(at));
            waits = Some(Pause { from: node.at, to: Some(to) });
        }
    }
    note(&mut pauses, waits, None);
    (pauses, first.map(|(_, pauses)| pauses).unwrap_or_default())
}

/// A pause ends when something happens, or when it runs out before. One that follows on another is the same.
fn note(pauses: &mut Vec<Pause>, waits: Option<Pause>, happened: Option<Millis>) {
    let Some(waits) = waits else { return };
    let to = match (waits.to, happened) {
        (Some(until), Some(happened)) => Some(until.min(happened)),
        (until, happened) => until.or(happened),
    };
    if to.is_some_and(|to| to <= waits.from) {
        return;
    }
    let is_full = pauses.len() >= PAUSES_KEPT_MAX;
    match pauses.last_mut() {
        Some(last) if last.to.is_some_and(|end| end >= waits.from) => last.to = to,
        // Past so many the clock runs on: left out instead, the oldest would move the promise back.
        _ if is_full => {}
        _ => pauses.push(Pause { from: waits.from, to }),
    }
}
