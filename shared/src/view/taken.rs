//! Who had a request until another did something: they are to hear of it, for it was theirs to keep a promise.

use super::notices::key;
use super::{Named, Notice, RequestRow, Rows, TakenRow, Viewer, What};
use crate::fold::{Folded, Kind, Taken};
use crate::id::{DocId, Millis};
use crate::limits::TAKEN_KEPT_MAX;
use crate::model::Request;

pub(super) fn taken(request: &Request, folded: &Folded) -> Vec<TakenRow> {
    let row = |taken: &Taken| {
        let event = request.events.iter().find(|event| event.id == taken.event)?;
        let kind = Kind::from(&event.kind);
        Some(TakenRow { event: event.id, from: taken.from, by: event.by, kind, at: taken.at })
    };
    folded.taken.iter().filter_map(row).take(TAKEN_KEPT_MAX).collect()
}

impl RequestRow {
    /// How this person lost it, if they did.
    pub(super) fn taken_from(&self, person: DocId) -> Option<&TakenRow> {
        self.taken.iter().find(|taken| taken.from == person)
    }
}

/// That this person had it until somebody else did something, since then.
pub(super) fn lost_it(rows: &Rows, viewer: &Viewer, row: &RequestRow, since: Millis) -> Option<Notice> {
    let taken = row.taken_from(viewer.person).filter(|taken| taken.at >= since)?;
    let is_last = row.last_event == Some(taken.event);
    Some(Notice {
        key: key(row.id, &[taken.event.as_bytes().as_slice(), &[3]].concat()),
        at: taken.at,
        request: Named { id: row.id, name: row.title.clone() },
        what: What::Taken(taken.kind),
        by: Some(rows.named(taken.by)),
        words: if is_last { row.last_words.clone() } else { String::new() },
    })
}
