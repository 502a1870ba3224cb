//! Working time between many moments of the same stretch: it is walked along once, however many ask.

use super::Calendar;
use crate::id::{Millis, Span};
use crate::limits::WORKING_DAYS_MAX;

/// The working times of a stretch, added up.
#[derive(Debug)]
pub struct Worked<'a> {
    calendar: &'a Calendar,
    from: Millis,
    to: Millis,
    /// Each with what was worked before it in the stretch. Invariant: in order and apart from each other.
    shifts: Vec<(Millis, Millis, Span)>,
}

impl Calendar {
    /// Walks along a stretch.
    pub fn worked(&self, from: Millis, to: Millis) -> Worked<'_> {
        // Only so much is ever counted from a moment on: what begins before that is asked of the calendar itself.
        let from = from.max(to - Span::days(WORKING_DAYS_MAX));
        let is_near = !self.is_always();
        let mut before = Span::ZERO;
        let shifts = self.shifts(from, WORKING_DAYS_MAX).take_while(|(begins, _)| is_near && *begins < to);
        let shifts = shifts.map(|(begins, ends)| {
            let all = (begins, ends, before);
            before = Span(before.0 + (ends - begins).0);
            all
        });
        let shifts = shifts.collect();
        Worked { calendar: self, from, to, shifts }
    }
}

impl Worked<'_> {
    /// As [`Calendar::between`].
    pub fn between(&self, from: Millis, to: Millis) -> Span {
        if self.calendar.is_always() || from < self.from || to > self.to {
            return self.calendar.between(from, to);
        }
        Span((self.until(to).0 - self.until(from).0).max(0))
    }

    /// What was worked in the stretch until then.
    fn until(&self, at: Millis) -> Span {
        let next = self.shifts.partition_point(|(begins, ..)| *begins < at);
        let last = next.checked_sub(1).and_then(|last| self.shifts.get(last));
        last.map_or(Span::ZERO, |(begins, ends, before)| Span(before.0 + (at.min(*ends) - *begins).0))
    }
}
