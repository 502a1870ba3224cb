//! The figures that the relay publishes (ST1): made from its rows, away from the room's thread, and when. Nothing of them is stored: they
//! follow from the rows, so a relay that was restored publishes what it then has.

use super::published::packed;
use crate::limits::STATISTICS_ROWS_BYTES_MAX;
use crate::store::{LogStore, Stored};
use sightline_shared::id::{Millis, Seq, Span, StatisticsMark};
use sightline_shared::view::{Gathered, Statistics, decode_page};
use sightline_shared::wire::{FromRelay, Hello, STATISTICS_FROM};
use std::sync::Arc;

/// Figures, ready to be sent.
#[derive(Debug, Clone)]
pub struct Figures {
    /// Their name.
    pub mark: StatisticsMark,
    /// How many works have figures.
    pub works: usize,
    /// The frame, packed once for all.
    pub frame: Arc<[u8]>,
}

impl Figures {
    /// As everybody is sent them.
    pub fn new(statistics: &Statistics) -> Self {
        let bytes = statistics.to_bytes();
        Self {
            mark: Statistics::mark(&bytes),
            works: statistics.works().len(),
            frame: packed(&FromRelay::Statistics(bytes.into())).into(),
        }
    }

    /// Reads all rows, a page at a time.
    ///
    /// # Errors
    /// When the store fails.
    pub fn gather<S: LogStore>(store: &S, as_of: Millis, samples_min: usize) -> Stored<Self> {
        Self::gather_by(STATISTICS_ROWS_BYTES_MAX, store, as_of, samples_min)
    }

    /// The same, by pages of at most so many bytes, each of one row at least.
    pub(super) fn gather_by<S: LogStore>(
        page_bytes_max: usize,
        store: &S,
        as_of: Millis,
        samples_min: usize,
    ) -> Stored<Self> {
        let mut gathered = Gathered::new(as_of, samples_min);
        let mut after = None;
        loop {
            let page = store.rows(after, None, page_bytes_max)?;
            // A row that can't be read says nothing; the doctor finds it.
            let rows = decode_page(&page.items.bytes).unwrap_or_default();
            rows.iter().for_each(|stored| gathered.take(&stored.row));
            after = page.last;
            if page.done || after.is_none() {
                break;
            }
        }
        Ok(Self::new(&gathered.statistics()))
    }
}

/// What is published and one connection hasn't been sent.
#[derive(Debug, Default)]
pub(super) struct ToPublish {
    /// What its device has, or was sent last; nothing for one that takes none.
    has: Option<Option<StatisticsMark>>,
    figures: Option<Arc<Figures>>,
}

impl ToPublish {
    pub(super) fn greeted(&mut self, hello: &Hello) {
        self.has = (hello.version >= STATISTICS_FROM).then_some(hello.statistics);
    }

    pub(super) fn publish(&mut self, figures: &Arc<Figures>) {
        self.figures = Some(Arc::clone(figures));
    }

    /// A frame to send, if there is one. Figures that say nothing are sent, too: a tab that says it has none may just not have heard of what
    /// its leader stored.
    pub(super) fn next(&mut self) -> Option<Arc<[u8]>> {
        let has = self.has?;
        let figures = self.figures.take()?;
        (has != Some(figures.mark)).then(|| {
            self.has = Some(Some(figures.mark));
            Arc::clone(&figures.frame)
        })
    }
}

/// When figures are due: at the start, then at full hours (or whatever `every` is) in which the log has grown.
#[derive(Debug)]
pub struct Schedule {
    every: Span,
    /// As of when they were made last, and how far the log had come.
    last: Option<(Millis, Seq)>,
}

impl Schedule {
    /// Nothing was made yet.
    pub fn new(every: Span) -> Self {
        Self { every, last: None }
    }

    /// As of when they are to be made now; none while they needn't.
    pub fn due(&self, now: Millis, head: Seq) -> Option<Millis> {
        let as_of = Millis(now.0 - now.0.rem_euclid(self.every.0));
        // A clock that was set back makes older figures: those before were dated in the future.
        let is_due = self.last.is_none_or(|(before, seq)| before != as_of && (seq != head || before > as_of));
        is_due.then_some(as_of)
    }

    /// They were made: what failed stays due.
    pub fn made(&mut self, as_of: Millis, head: Seq) {
        self.last = Some((as_of, head));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// ST2
    #[test]
    fn figures_are_made_at_full_hours_when_the_log_has_grown() {
        let mut schedule = Schedule::new(Span::hours(1));
        let at = |minutes| Millis(0) + Span::minutes(minutes);
        let mut making = |minutes, head| {
            let due = schedule.due(at(minutes), Seq(head));
            due.inspect(|as_of| schedule.made(*as_of, Seq(head)))
        };
        assert_eq!(making(150, 7), Some(at(120)), "at the start");
        assert_eq!(making(179, 8), None, "within the hour");
        assert_eq!(making(180, 8), Some(at(180)));
        assert_eq!(making(400, 8), None, "nothing was written");
        assert_eq!(making(400, 9), Some(at(360)));
        assert_eq!(making(61, 9), Some(at(60)), "the clock was set right");
        assert_eq!(making(-1, 10), Some(at(-60)));
        let failing = Schedule::new(Span::hours(1));
        assert_eq!(failing.due(at(150), Seq(7)), failing.due(at(151), Seq(7)), "what failed stays due");
    }
}
