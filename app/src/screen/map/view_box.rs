//! Which part of the drawing is seen: pan and zoom as arithmetic on a view box.

/// A rectangle of the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ViewBox {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) w: f64,
    pub(super) h: f64,
}

/// The closest view: a fraction of the whole drawing's width.
const CLOSEST: f64 = 0.12;
/// Around what is looked at, in units of the drawing.
const AIR: f64 = 24.0;
/// The farthest view.
const FARTHEST: f64 = 1.6;

impl ViewBox {
    /// The whole drawing.
    pub(super) fn all((x, y, w, h): (f64, f64, f64, f64)) -> Self {
        Self { x, y, w: w.max(1.0), h: h.max(1.0) }
    }

    /// All of these boxes with some air around them; none when there are none.
    pub(super) fn around(boxes: impl IntoIterator<Item = (f64, f64, f64, f64)>) -> Option<Self> {
        let corners = boxes.into_iter().map(|(x, y, w, h)| (x, y, x + w, y + h));
        let (left, top, right, bottom) =
            corners.reduce(|a, b| (a.0.min(b.0), a.1.min(b.1), a.2.max(b.2), a.3.max(b.3)))?;
        Some(Self { x: left - AIR, y: top - AIR, w: right - left + 2.0 * AIR, h: bottom - top + 2.0 * AIR })
    }

    /// As much of this as fits into `room` (a width and a height), with `(x, y)` in it.
    pub(super) fn at_most(self, room: (f64, f64), (x, y): (f64, f64)) -> Self {
        let fit = |at: f64, len: f64, room: f64, seen: f64| {
            if len <= room { (at, len) } else { ((seen - room / 2.0).clamp(at, at + len - room), room) }
        };
        let ((x, w), (y, h)) = (fit(self.x, self.w, room.0, x), fit(self.y, self.h, room.1, y));
        Self { x, y, w, h }
    }

    /// Zooms by a factor (below 1: closer) around a point given as shares of the width and height.
    pub(super) fn zoom(self, factor: f64, at: (f64, f64), all: Self) -> Self {
        let w = (self.w * factor).clamp(all.w * CLOSEST, all.w * FARTHEST);
        let h = self.h * w / self.w;
        let (px, py) = (self.x + self.w * at.0, self.y + self.h * at.1);
        Self { x: px - w * at.0, y: py - h * at.1, w, h }.within(all)
    }

    /// Moves by shares of what is seen.
    pub(super) fn pan(self, dx: f64, dy: f64, all: Self) -> Self {
        Self { x: self.x + self.w * dx, y: self.y + self.h * dy, ..self }.within(all)
    }

    /// Keeps the drawing's middle third reachable: nobody gets lost in the empty.
    fn within(self, all: Self) -> Self {
        let keep = |at: f64, len: f64, all_at: f64, all_len: f64| {
            let middle = (at + len / 2.0).clamp(all_at, all_at + all_len);
            middle - len / 2.0
        };
        Self { x: keep(self.x, self.w, all.x, all.w), y: keep(self.y, self.h, all.y, all.h), ..self }
    }

    /// As the attribute says it.
    pub(super) fn attribute(self) -> String {
        format!("{:.1} {:.1} {:.1} {:.1}", self.x, self.y, self.w, self.h)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    const ALL: ViewBox = ViewBox { x: -100.0, y: -100.0, w: 200.0, h: 200.0 };

    #[wasm_bindgen_test]
    fn zooming_keeps_the_point_under_the_finger() {
        let near = ALL.zoom(0.5, (0.25, 0.75), ALL);
        assert_eq!((near.x + near.w * 0.25, near.y + near.h * 0.75), (-50.0, 50.0));
        assert_eq!((near.w, near.h), (100.0, 100.0));
    }

    #[wasm_bindgen_test]
    fn what_is_looked_at_has_air_around_it() {
        let seen = ViewBox::around([(0.0, 0.0, 10.0, 10.0), (90.0, -20.0, 10.0, 10.0)]);
        assert_eq!(seen, Some(ViewBox { x: -24.0, y: -44.0, w: 148.0, h: 78.0 }));
        assert_eq!(ViewBox::around([]), None);
    }

    #[wasm_bindgen_test]
    fn what_does_not_fit_is_seen_from_its_centre() {
        assert_eq!(ALL.at_most((300.0, 300.0), (0.0, 0.0)), ALL);
        let seen = ALL.at_most((100.0, 300.0), (90.0, 0.0));
        assert_eq!(seen, ViewBox { x: 0.0, y: -100.0, w: 100.0, h: 200.0 });
    }

    #[wasm_bindgen_test]
    fn nobody_gets_lost() {
        let mut view = ALL;
        for _ in 0..50 {
            view = view.pan(1.0, 1.0, ALL).zoom(2.0, (0.5, 0.5), ALL);
        }
        assert_eq!(view.w, ALL.w * FARTHEST);
        assert!(view.x + view.w / 2.0 <= 100.0);
        for _ in 0..50 {
            view = view.zoom(0.5, (0.0, 0.0), ALL);
        }
        assert_eq!(view.w, ALL.w * CLOSEST);
    }
}
