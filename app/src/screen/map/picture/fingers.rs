//! The fingers on the picture: one drags the picture, two pinch; where the map is being arranged, one on a box drags the box.

use super::camera::Size;
use leptos::ev;
use leptos::prelude::*;
use sightline_shared::id::DocId;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// A finger that travels less than this, in pixels, taps.
const TAP_MAX: f64 = 6.0;

#[derive(Clone, Copy)]
struct Finger {
    id: i32,
    x: f64,
    y: f64,
}

/// What fingers do, in pixels of the window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Gesture {
    /// The picture is moved, and perhaps grown around a point.
    Camera {
        /// To the right and down.
        by: (f64, f64),
        /// How much larger.
        factor: f64,
        /// What stays where it is.
        at: (f64, f64),
    },
    /// A box is moved.
    Box(DocId, (f64, f64)),
}

/// Who touches the picture.
#[derive(Clone, Copy)]
pub(super) struct Fingers {
    down: StoredValue<Vec<Finger>>,
    travelled: StoredValue<f64>,
    /// The box that is dragged.
    held: StoredValue<Option<DocId>>,
}

impl Fingers {
    pub(super) fn new() -> Self {
        Self {
            down: StoredValue::new(Vec::new()),
            travelled: StoredValue::new(0.0),
            held: StoredValue::new(None),
        }
    }

    /// A finger more; a mouse by its main button only. `on` is the box under it, where boxes may be dragged. Answers whether a box that
    /// was dragged must go back: a second finger pinches.
    pub(super) fn down(self, event: &ev::PointerEvent, on: Option<DocId>) -> bool {
        if event.button() != 0 {
            return false;
        }
        let is_first = self.down.with_value(Vec::is_empty);
        if is_first {
            self.travelled.set_value(0.0);
        }
        self.held.set_value(on.filter(|_| is_first));
        let finger =
            Finger { id: event.pointer_id(), x: f64::from(event.client_x()), y: f64::from(event.client_y()) };
        self.down.update_value(|down| {
            down.retain(|other| other.id != finger.id);
            down.push(finger);
        });
        !is_first
    }

    /// A finger less; the box that it dragged, if it dragged one.
    pub(super) fn up(self, event: &ev::PointerEvent) -> Option<DocId> {
        self.down.update_value(|down| down.retain(|finger| finger.id != event.pointer_id()));
        let held = self.held.get_value();
        self.held.set_value(None);
        held.filter(|_| self.dragged())
    }

    /// Whether the last touch was more than a tap.
    pub(super) fn dragged(self) -> bool {
        self.travelled.get_value() > TAP_MAX
    }

    /// Whether any finger is on the picture.
    pub(super) fn are_down(self) -> bool {
        !self.down.with_value(Vec::is_empty)
    }

    /// What the fingers did since the last move; nothing before they travelled further than a tap does.
    pub(super) fn moved(self, event: &ev::PointerEvent, window: &Element) -> Option<Gesture> {
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let was_tap = !self.dragged();
        let (dx, dy, pinch) = self.down.try_update_value(|down| {
            let other = down.iter().find(|finger| finger.id != event.pointer_id()).copied();
            let finger = down.iter_mut().find(|finger| finger.id == event.pointer_id())?;
            let (dx, dy) = (x - finger.x, y - finger.y);
            let before = other.map(|other| (finger.x - other.x).hypot(finger.y - other.y));
            (finger.x, finger.y) = (x, y);
            Some((dx, dy, other.zip(before)))
        })??;
        self.travelled.update_value(|travelled| *travelled += dx.abs() + dy.abs());
        if !self.dragged() {
            return None;
        }
        if was_tap {
            // From here on the whole way is the picture's, also outside of it. Not before: a tap has to end on its box.
            drop(window.set_pointer_capture(event.pointer_id()));
        }
        Some(match (pinch, self.held.get_value()) {
            (Some((other, before)), _) => {
                let after = (x - other.x).hypot(y - other.y);
                let factor = if before > 1.0 { after / before } else { 1.0 };
                Gesture::Camera { by: (0.0, 0.0), factor, at: in_window(window, other.x, other.y) }
            }
            (None, Some(held)) => Gesture::Box(held, (dx, dy)),
            (None, None) => Gesture::Camera { by: (dx, dy), factor: 1.0, at: (0.0, 0.0) },
        })
    }
}

/// A point of the page in pixels of the window onto the picture.
pub(super) fn in_window(window: &Element, x: f64, y: f64) -> (f64, f64) {
    let rect = window.get_bounding_client_rect();
    (x - rect.left(), y - rect.top())
}

/// The size of the window onto the picture; none before it is laid out.
pub(super) fn size_of(window: &Element) -> Option<Size> {
    let rect = window.get_bounding_client_rect();
    (rect.width() > 0.0 && rect.height() > 0.0).then(|| (rect.width(), rect.height()))
}

/// The party whose box an event meets.
pub(super) fn party_at(event: &ev::Event) -> Option<DocId> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest("[data-party]").ok()??.get_attribute("data-party")?.parse().ok()
}
