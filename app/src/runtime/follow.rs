//! What the screens follow: the rows, as often as it does them good, and the minute.

use super::Runtime;
use crate::port::{clock, clock_watch};
use sightline_shared::id::{DocId, Millis, Span};
use sightline_shared::model::Model;

/// Rows that the relay sends in a burst are painted at most this often; a person's own edit is painted at once.
const PAINT_EVERY: Span = Span(100);
/// A shown minute that is further off than this, in milliseconds, is not waited out.
const CLOCK_DRIFT_MS_MAX: i64 = 90_000;

impl Runtime {
    /// What the screens show as now follows the clock, corrected as the times of events are: on a phone whose clock is wrong nothing is
    /// silent because of that.
    pub(crate) fn follow_clock(&self) {
        self.look_at_clock();
        self.hear_soon();
    }

    /// The minute alone.
    pub(super) fn look_at_clock(&self) {
        clock_watch::look();
        self.0.written.set_minute(self.now());
    }

    /// After a contact that showed that the clock is wrong.
    pub(super) fn follow_contact(&self) {
        let shown = self.0.written.minute_now();
        if (self.now() - shown).0.abs() > CLOCK_DRIFT_MS_MAX {
            self.follow_clock();
        }
    }

    /// The best estimate of the time; the device's own clock before there is a session, and while a screen reads it.
    pub(crate) fn now(&self) -> Millis {
        let now = clock::now();
        let session = self.0.session.try_borrow().ok();
        session.and_then(|session| Some(session.as_ref()?.estimate(now))).unwrap_or(now)
    }

    /// Lets screens compute again: at once for what a person did, else at most every [`PAINT_EVERY`].
    pub(super) fn paint(&self, at_once: bool) {
        if !self.0.dirty.get() {
            return;
        }
        let wait = self.0.painted_at.get() + clock_ms(PAINT_EVERY) - clock::monotonic();
        if at_once || wait <= 0.0 {
            self.0.dirty.set(false);
            self.0.painted_at.set(clock::monotonic());
            self.look_again();
            self.0.written.rows_changed();
            self.hear_soon();
            return;
        }
        let runtime = self.clone();
        self.0.paint.set(PAINT_EVERY, move || runtime.paint(true));
    }

    /// The same after work that took a slice's time, as reading the first document does, whose code the browser makes ready: what the screens
    /// compute is a task of its own.
    pub(super) fn paint_late(&self) {
        let runtime = self.clone();
        leptos::task::spawn_local(async move {
            clock::breathe().await;
            let late = runtime.0.late.take();
            late.into_iter().for_each(|(id, opened)| runtime.0.written.show(id, opened));
            runtime.paint(false);
        });
    }

    /// Shows a document with the next [`Runtime::paint_late`]. What comes meanwhile takes its place.
    pub(super) fn keep_for_later(&self, id: DocId, model: Option<Box<Model>>) {
        self.0.late.borrow_mut().insert(id, self.opened(id, model));
    }
}

#[expect(clippy::cast_precision_loss)]
fn clock_ms(span: Span) -> f64 {
    span.0 as f64
}
