//! What this device knows of its own clock: how far it is from the relay's, and whether somebody has set it back since that was heard.
//!
//! It is kept in `localStorage`: the place in the log, which has the distance, too, is stored only when there is something new to cover, and a
//! device that connects, hears nothing new and is killed would start with what it knew before.
//!
//! | key | value |
//! |---|---|
//! | `sightline-clock-offset` | the last known distance to the relay's clock, in milliseconds |
//! | `sightline-clock-seen` | when this clock was last looked at, by itself |
//!
//! Only a clock that was set back can be told: one that jumped ahead looks like a device that slept.

use super::clock;
use super::platform::{recall, remember};
use sightline_shared::id::{Millis, Span};
use sightline_shared::session::Place;
use std::cell::Cell;

const OFFSET: &str = "clock-offset";
const SEEN: &str = "clock-seen";
/// Clocks are corrected by a little all the time.
const SET_BACK_MIN: Span = Span::minutes(2);

/// What was seen when.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Watch {
    /// The last contact that counted.
    contact: Option<Millis>,
    /// The device's clock, and the one that never jumps, at the last look that found nothing.
    seen: Option<(Millis, f64)>,
    set_back: bool,
}

thread_local! {
    static WATCH: Cell<Watch> = const { Cell::new(Watch { contact: None, seen: None, set_back: false }) };
}

impl Watch {
    /// Without an earlier look of this page, `before` is the latest of another.
    fn looked(self, now: Millis, monotonic: f64, before: Option<Millis>) -> Self {
        let expected = match self.seen {
            Some((seen, at)) => Some(seen + length(monotonic - at)),
            None => before,
        };
        let set_back = expected.is_some_and(|expected| expected - now > SET_BACK_MIN);
        Self { seen: Some((now, monotonic)), set_back: self.set_back || set_back, ..self }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "milliseconds of a page's life")]
fn length(millis: f64) -> Span {
    Span(millis as i64)
}

/// The relay was heard, and its clock is so far away: from now on this clock is right again.
pub(crate) fn heard(contact: Option<Millis>, offset: Span) {
    let watch = WATCH.get();
    if contact.is_some() && watch.contact != contact {
        WATCH.set(Watch { contact, seen: Some((clock::now(), clock::monotonic())), set_back: false });
        remember(OFFSET, &offset.0.to_string());
    }
}

/// Looks at the clock, once a minute.
pub(crate) fn look() {
    let now = clock::now();
    let before = recall(SEEN).and_then(|seen| seen.parse().ok()).map(Millis);
    WATCH.set(WATCH.get().looked(now, clock::monotonic(), before));
    remember(SEEN, &now.0.to_string());
}

/// Whether it was set back since the relay was last heard.
pub(crate) fn was_set_back() -> bool {
    WATCH.get().set_back
}

/// A place out of storage, with the distance that was heard last.
pub(crate) fn newest(place: Place) -> Place {
    // What was heard before this start isn't heard anew.
    WATCH.set(Watch { contact: place.contact, ..WATCH.get() });
    let offset = recall(OFFSET).and_then(|offset| offset.parse().ok()).map(Span);
    Place { offset: offset.unwrap_or(place.offset), ..place }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_clock_that_was_set_back_is_noticed_and_one_that_slept_is_not() {
        let start = Watch::default().looked(Millis(10_000_000), 1_000.0, None);
        assert!(!start.set_back);
        let slept = start.looked(Millis(90_000_000), 61_000.0, None);
        assert!(!slept.set_back);
        let back = slept.looked(Millis(80_000_000), 121_000.0, None);
        assert!(back.set_back);
        assert!(back.looked(Millis(80_060_000), 181_000.0, None).set_back, "until the relay was heard");
        let killed = Watch::default().looked(Millis(10_000_000), 0.0, Some(Millis(90_000_000)));
        assert!(killed.set_back);
    }
}
