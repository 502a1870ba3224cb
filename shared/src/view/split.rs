//! What a request was split into, and what it was split from.

use super::card::standing;
use super::{RequestRow, Rows, Viewer};
use crate::fold::{self, Folded, Outcome};
use crate::id::DocId;
use crate::limits::SPLIT_KEPT_MAX;
use crate::model::{EventKind, Request};

/// What was split off, in that order.
pub(super) fn split_into(request: &Request, folded: &Folded) -> Vec<DocId> {
    if !request.events.iter().any(|event| matches!(event.kind, EventKind::Split { .. })) {
        return Vec::new();
    }
    let effective = folded.events.iter().filter(|effect| effect.outcome == Outcome::Effective);
    let events = effective.filter_map(|effect| request.events.iter().find(|event| event.id == effect.id));
    let parts = events
        .filter_map(|event| if let EventKind::Split { into } = &event.kind { Some(into) } else { None });
    parts.flatten().copied().take(SPLIT_KEPT_MAX).collect()
}

/// Whether parts of a request can become requests of their own now.
pub fn may_split(rows: &Rows, viewer: &Viewer, request: DocId) -> bool {
    rows.request(request).is_some_and(|row| viewer.hears_of(row) && fold::may_split(&standing(row)))
}

impl Rows {
    /// The requests that name this one as a part of theirs.
    pub(super) fn split_from(&self, part: DocId) -> impl Iterator<Item = &RequestRow> {
        self.indexes.split_from.of(part).filter_map(|id| self.request(id))
    }
}
