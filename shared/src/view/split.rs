//! What a request was split into.

use super::{Named, Rows};
use crate::fold::{Folded, Outcome};
use crate::model::{EventKind, Request};

/// What was split off, in that order.
pub(super) fn split_into(rows: &Rows, request: &Request, folded: &Folded) -> Vec<Named> {
    let effective = folded.events.iter().filter(|effect| effect.outcome == Outcome::Effective);
    let events = effective.filter_map(|effect| request.events.iter().find(|event| event.id == effect.id));
    let parts = events
        .filter_map(|event| if let EventKind::Split { into } = &event.kind { Some(into) } else { None });
    parts.flatten().map(|part| rows.named(*part)).collect()
}
