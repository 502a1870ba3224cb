//! Which part of the drawing is seen, and how large: pan and zoom as arithmetic. The picture is drawn once at its own size and then
//! only shifted and scaled, which the browser does without drawing it again.

/// A rectangle of the drawing: smallest x and y, width and height.
pub(super) type Area = (f64, f64, f64, f64);
/// Width and height of the window onto the drawing, in pixels.
pub(super) type Size = (f64, f64);

/// The closest view, in pixels per unit: names are 12 units high.
const SCALE_MAX: f64 = 4.0;
/// The farthest view: a share of the one that shows everything.
const FARTHEST: f64 = 0.6;
/// A small map isn't blown up further than this to fill the window.
const ALL_SCALE_MAX: f64 = 1.6;
/// Names are read from this scale on: 11.5 pixels high.
const READABLE: f64 = 11.5 / 12.0;
/// Around what is looked at, in units of the drawing.
const AIR: f64 = 24.0;

/// Where the drawing's corner stands in the window, and its size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Camera {
    /// Pixels from the window's left to the drawing's smallest x.
    pub(super) left: f64,
    /// Pixels from the window's top to the drawing's smallest y.
    pub(super) top: f64,
    /// Pixels per unit.
    pub(super) scale: f64,
}

impl Camera {
    /// All of the drawing.
    pub(super) fn all(bounds: Area, size: Size) -> Self {
        let (_, _, w, h) = bounds;
        let scale = (size.0 / w.max(1.0)).min(size.1 / h.max(1.0)).min(ALL_SCALE_MAX);
        Self { left: (size.0 - w * scale) / 2.0, top: (size.1 - h * scale) / 2.0, scale }
    }

    /// Whether names can be read.
    pub(super) fn is_readable(self) -> bool {
        self.scale >= READABLE
    }

    /// These boxes with some air around them, no smaller than can be read; what there is no room for is seen from `middle`.
    pub(super) fn around(
        boxes: impl IntoIterator<Item = Area>,
        middle: (f64, f64),
        bounds: Area,
        size: Size,
    ) -> Option<Self> {
        let corners = boxes.into_iter().map(|(x, y, w, h)| (x, y, x + w, y + h));
        let (left, top, right, bottom) =
            corners.reduce(|a, b| (a.0.min(b.0), a.1.min(b.1), a.2.max(b.2), a.3.max(b.3)))?;
        let (w, h) = (right - left + 2.0 * AIR, bottom - top + 2.0 * AIR);
        let scale = (size.0 / w).min(size.1 / h).clamp(READABLE, ALL_SCALE_MAX);
        let seen = |from: f64, len: f64, room: f64, middle: f64| {
            let room = room / scale;
            if len <= room {
                from - AIR + (len - room) / 2.0
            } else {
                (middle - room / 2.0).clamp(from - AIR, from - AIR + len - room)
            }
        };
        let (x, y) = (seen(left, w, size.0, middle.0), seen(top, h, size.1, middle.1));
        Some(Self { left: (bounds.0 - x) * scale, top: (bounds.1 - y) * scale, scale })
    }

    /// Moves by pixels.
    pub(super) fn pan(self, dx: f64, dy: f64, bounds: Area, size: Size) -> Self {
        Self { left: self.left + dx, top: self.top + dy, ..self }.within(bounds, size)
    }

    /// Larger by a factor (below 1: smaller); what stands at these pixels stays there.
    pub(super) fn zoom(self, factor: f64, at: (f64, f64), bounds: Area, size: Size) -> Self {
        let least = Self::all(bounds, size).scale * FARTHEST;
        let scale = (self.scale * factor).clamp(least, SCALE_MAX.max(least));
        let grown = scale / self.scale;
        Self { left: at.0 - (at.0 - self.left) * grown, top: at.1 - (at.1 - self.top) * grown, scale }
            .within(bounds, size)
    }

    /// As little further as is needed to see a box of the drawing.
    pub(super) fn reveal(self, (x, y, w, h): Area, bounds: Area, size: Size) -> Self {
        let shift = |at: f64, len: f64, room: f64| {
            let (before, after) = (AIR - at, at + len + AIR - room);
            if before > 0.0 {
                before
            } else if after > 0.0 {
                -after
            } else {
                0.0
            }
        };
        let at = self.pixels((x, y), bounds);
        let (dx, dy) = (shift(at.0, w * self.scale, size.0), shift(at.1, h * self.scale, size.1));
        self.pan(dx, dy, bounds, size)
    }

    /// Where a point of the drawing stands in the window.
    fn pixels(self, (x, y): (f64, f64), bounds: Area) -> (f64, f64) {
        (self.left + (x - bounds.0) * self.scale, self.top + (y - bounds.1) * self.scale)
    }

    /// The same view after the drawing's bounds changed: what is seen stays where it is.
    pub(super) fn rebased(self, old: Area, new: Area) -> Self {
        Self {
            left: self.left + (new.0 - old.0) * self.scale,
            top: self.top + (new.1 - old.1) * self.scale,
            ..self
        }
    }

    /// Keeps the middle of the window on the drawing: nobody gets lost in the empty.
    fn within(self, (_, _, w, h): Area, size: Size) -> Self {
        let keep = |at: f64, len: f64, room: f64| at.clamp(room / 2.0 - len * self.scale, room / 2.0);
        Self { left: keep(self.left, w, size.0), top: keep(self.top, h, size.1), ..self }
    }

    /// As the style says it.
    pub(super) fn transform(self) -> String {
        format!("translate({:.1}px,{:.1}px) scale({:.4})", self.left, self.top, self.scale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    const BOUNDS: Area = (-200.0, -100.0, 400.0, 200.0);
    const SIZE: Size = (200.0, 200.0);

    /// What stands at these pixels of the window.
    fn unit(camera: Camera, (x, y): (f64, f64)) -> (f64, f64) {
        (BOUNDS.0 + (x - camera.left) / camera.scale, BOUNDS.1 + (y - camera.top) / camera.scale)
    }

    fn near((ax, ay): (f64, f64), (bx, by): (f64, f64)) -> bool {
        (ax - bx).abs() < 1e-6 && (ay - by).abs() < 1e-6
    }

    #[wasm_bindgen_test]
    fn everything_is_seen_from_the_middle() {
        let all = Camera::all(BOUNDS, SIZE);
        assert_eq!(all.scale, 0.5);
        assert!(near(unit(all, (100.0, 100.0)), (0.0, 0.0)));
        assert!(!all.is_readable());
    }

    /// MA60.
    #[wasm_bindgen_test]
    fn zooming_keeps_what_is_under_the_finger() {
        let all = Camera::all(BOUNDS, SIZE);
        let near_by = all.zoom(3.0, (80.0, 110.0), BOUNDS, SIZE);
        assert!(near(unit(all, (80.0, 110.0)), unit(near_by, (80.0, 110.0))));
        assert!(near_by.is_readable());
    }

    #[wasm_bindgen_test]
    fn what_is_looked_at_is_read_and_has_air_around_it() {
        let seen = Camera::around([(0.0, 0.0, 60.0, 20.0)], (30.0, 10.0), BOUNDS, SIZE);
        let seen =
            seen.map(|camera| (camera.is_readable(), near(unit(camera, (100.0, 100.0)), (30.0, 10.0))));
        assert_eq!(seen, Some((true, true)));
        // More than there is room for: from its middle.
        let wide = Camera::around([(-200.0, 0.0, 400.0, 20.0)], (0.0, 10.0), BOUNDS, SIZE);
        assert_eq!(wide.map(|camera| camera.is_readable()), Some(true));
        assert_eq!(Camera::around([], (0.0, 0.0), BOUNDS, SIZE), None);
    }

    #[wasm_bindgen_test]
    fn a_box_outside_comes_into_view_and_one_inside_moves_nothing() {
        let camera = Camera { left: 0.0, top: 0.0, scale: 1.0 };
        let seen = camera.reveal((150.0, 50.0, 40.0, 26.0), BOUNDS, SIZE);
        let right_end = 200.0 + seen.left + 190.0;
        assert!(right_end <= SIZE.0, "{right_end}");
        let inside = Camera { left: -100.0, top: 0.0, scale: 1.0 };
        assert_eq!(inside.reveal((0.0, 0.0, 10.0, 10.0), BOUNDS, SIZE), inside);
    }

    #[wasm_bindgen_test]
    fn nobody_gets_lost() {
        let mut camera = Camera::all(BOUNDS, SIZE);
        for _ in 0..50 {
            camera = camera.pan(500.0, 500.0, BOUNDS, SIZE).zoom(0.5, (0.0, 0.0), BOUNDS, SIZE);
        }
        assert_eq!(camera.scale, 0.5 * FARTHEST);
        assert!(camera.left <= 100.0 && camera.top <= 100.0);
        for _ in 0..50 {
            camera = camera.zoom(2.0, (0.0, 0.0), BOUNDS, SIZE);
        }
        assert_eq!(camera.scale, SCALE_MAX);
    }

    #[wasm_bindgen_test]
    fn a_party_more_at_the_edge_moves_nothing_that_is_seen() {
        let camera = Camera::all(BOUNDS, SIZE);
        let grown = (-300.0, -160.0, 500.0, 260.0);
        let rebased = camera.rebased(BOUNDS, grown);
        assert!(near(camera.pixels((10.0, 20.0), BOUNDS), rebased.pixels((10.0, 20.0), grown)));
    }
}
