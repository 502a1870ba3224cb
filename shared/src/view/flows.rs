//! What really happens between teams: all requests, summed up by who asks whom.

use super::{Flow, RequestRow, Rows, clock};
use crate::id::{DocId, Millis};
use std::collections::BTreeMap;

/// (asker, provider) → what happens between them. Reads every request once.
pub(super) fn flows(rows: &Rows, now: Millis) -> BTreeMap<(DocId, DocId), Flow> {
    let mut flows: BTreeMap<(DocId, DocId), Flow> = BTreeMap::new();
    for row in rows.requests() {
        flows.entry((row.asker, row.provider)).or_default().add(rows, row, now);
    }
    flows
}

/// The same, of those that this party asked or has: the others' clocks aren't read.
pub(super) fn flows_of(rows: &Rows, party: DocId, now: Millis) -> BTreeMap<(DocId, DocId), Flow> {
    let mut flows: BTreeMap<(DocId, DocId), Flow> = BTreeMap::new();
    for row in rows.requests().filter(|row| row.asker == party || row.provider == party) {
        flows.entry((row.asker, row.provider)).or_default().add(rows, row, now);
    }
    flows
}

impl Flow {
    pub(super) fn add(&mut self, rows: &Rows, row: &RequestRow, now: Millis) {
        self.asked += 1;
        self.last_asked = self.last_asked.max(Some(row.asked_at));
        if !row.state.is_closed() {
            let clock = clock(rows, row, now);
            self.open += 1;
            self.silent += usize::from(clock.silent_since().is_some());
            self.late += usize::from(clock.late_since().is_some());
        }
        let first = row.first_reply();
        let Some(by) = first.by else { return };
        match first.at {
            Some(answered) => {
                self.promised += 1;
                self.kept += usize::from(answered <= by);
            }
            // Withdrawn before anybody had to answer says nothing about the promise.
            None if by < now && !row.state.is_closed() => self.promised += 1,
            None => {}
        }
    }
}
