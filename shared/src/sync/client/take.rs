//! What the relay sends of its log and of the bootstrap, with the place that it brings the device to.

use super::{Action, Client, Held, Taken};
use crate::id::{Millis, Seq};
use crate::limits::HELD_ENTRIES_MAX;
use crate::session::Place;
use crate::wire::{AppendedRange, Chunk, Cursor, Range};
use rand_core::Rng;

impl Client {
    pub(super) fn range(&mut self, range: Range, now: Millis, rng: &mut dyn Rng) -> Vec<Action> {
        if let Some(held) = &mut self.held {
            held.entries += range.entries.len();
            if held.entries > HELD_ENTRIES_MAX {
                return self.give_up(now, rng);
            }
            held.ranges.push(range);
            return Vec::new();
        }
        match self.advance(range.from, AppendedRange { from: range.from, to: range.to, chain: range.chain }) {
            Some(place) => {
                vec![Action::Take(Taken { entries: range.entries, place: Some(place), ..Taken::default() })]
            }
            None => self.give_up(now, rng),
        }
    }

    /// Moves the place over a range that begins right after it (SY4). `None`: there is a gap, or it was covered before.
    pub(super) fn advance(&mut self, from: Seq, range: AppendedRange) -> Option<Place> {
        let cursor = self.place.cursor.as_mut()?;
        if from.0 != cursor.seq.0.checked_add(1)? || range.to < from {
            return None;
        }
        *cursor = Cursor { log: cursor.log, seq: range.to, chain: range.chain };
        self.settle_phase();
        Some(self.place.clone())
    }

    pub(super) fn chunk(&mut self, chunk: Chunk, now: Millis, rng: &mut dyn Rng) -> Vec<Action> {
        self.place.docs_taken += chunk.docs.len() as u64;
        self.place.docs_after = chunk.docs.last().map(|doc| doc.doc).or(self.place.docs_after);
        self.place.docs_done |= chunk.docs_done;
        let rows_complete = chunk.rows_done && self.held.is_some();
        let mut held = Vec::new();
        if rows_complete && let Some(Held { head, ranges, .. }) = self.held.take() {
            self.place.rows_done = true;
            self.place.cursor = Some(head);
            held = ranges;
        }
        self.settle_phase();
        let mut actions = vec![Action::Take(Taken {
            rows: (chunk.rows.into(), chunk.row_count),
            rows_complete,
            docs: chunk.docs,
            place: self.place.rows_done.then(|| self.place.clone()),
            credit: !chunk.docs_done,
            ..Taken::default()
        })];
        for range in held {
            actions.extend(self.range(range, now, rng));
        }
        if rows_complete {
            actions.extend(self.send_batches(now));
        }
        actions
    }
}
