//! How much of closed requests this device keeps.

use super::{Action, Client};
use crate::id::Millis;
use crate::session::{Keep, Place};
use rand_core::Rng;

impl Client {
    /// The place as the disk has it.
    pub fn stored_place(&self) -> &Place {
        &self.stored
    }

    /// More or less is kept from now on; the place that the disk has says so too, and has to be stored. With more, the documents are
    /// taken again: the line is given up, and the next one asks for them.
    pub fn keep(&mut self, keep: Keep, now: Millis, rng: &mut dyn Rng) -> Vec<Action> {
        let wider = self.note_keep(keep);
        if wider && self.has_line() { self.give_up(now, rng) } else { Vec::new() }
    }

    /// [`Client::keep`], on a tab that doesn't hold the socket. Answers whether more is kept than before.
    pub fn note_keep(&mut self, keep: Keep) -> bool {
        let wider = match (self.place.window, keep.window) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(before), Some(now)) => now > before,
        };
        for place in [&mut self.place, &mut self.stored] {
            place.window = keep.window;
            place.trimmed = None;
            if wider {
                (place.docs_done, place.docs_after, place.docs_taken) = (false, None, 0);
            }
        }
        wider
    }

    /// What fell out of the window before this moment is gone from storage.
    pub fn trimmed(&mut self, upto: Millis) {
        self.place.trimmed = Some(upto);
    }
}
