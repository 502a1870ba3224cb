//! The window onto the picture: what fingers, wheel and keys do to it.

use super::arrange::Held;
use super::camera::{Area, Camera, Size};
use super::fingers::{Fingers, Gesture, in_window, party_at, size_of};
use super::sketch::Sketch;
use super::{Seen, go};
use crate::ui::Ui;
use leptos::html::Div;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::{ev, prelude::*};
use sightline_shared::id::DocId;
use sightline_shared::map::{NodeKind, Scene, SceneNode};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, SvgElement};

/// How far one press of an arrow moves the picture, in pixels.
const KEY_PAN: f64 = 48.0;
/// After this long without another turn of the wheel the picture is drawn sharply again.
const SETTLED: Duration = Duration::from_millis(160);

/// What is drawn, and how: another one is looked at from its beginning.
type Part = (super::Look, Option<DocId>);

/// What the window shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// What it began with.
    Start,
    /// Everything.
    All,
    /// Where somebody has moved it.
    Moved,
}

/// The window, where it looks, and what is done with it.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub(super) ui: Ui,
    window: NodeRef<Div>,
    scene: Memo<Scene>,
    pub(super) sketch: RwSignal<Sketch>,
    pub(super) seen: Seen,
    fingers: Fingers,
    pub(super) camera: RwSignal<Option<Camera>>,
    /// It is being moved: the browser keeps it as a picture until it comes to rest.
    pub(super) is_moving: RwSignal<bool>,
    /// What is looked at when the window's size changes.
    fit: StoredValue<Fit>,
    /// Boxes may be moved.
    pub(super) arranging: RwSignal<bool>,
    pub(super) held: StoredValue<Option<Held>>,
    /// The box that the keyboard has picked up.
    pub(super) picked: RwSignal<Option<DocId>>,
    rest: StoredValue<Option<TimeoutHandle>>,
}

impl Frame {
    pub(super) fn new(
        ui: Ui,
        window: NodeRef<Div>,
        scene: Memo<Scene>,
        sketch: RwSignal<Sketch>,
        seen: Seen,
    ) -> Self {
        let frame = Self {
            ui,
            window,
            scene,
            sketch,
            seen,
            fingers: Fingers::new(),
            camera: RwSignal::new(None),
            is_moving: RwSignal::new(false),
            fit: StoredValue::new(Fit::Start),
            arranging: RwSignal::new(false),
            held: StoredValue::new(None),
            picked: RwSignal::new(None),
            rest: StoredValue::new(None),
        };
        frame.follow();
        frame
    }

    /// Looks at the right place when the picture, its focus or the way it is drawn changes.
    fn follow(self) {
        let bounds = Memo::new(move |_| self.scene.with(|scene| scene.bounds));
        let part = Memo::new(move |_| self.sketch.with(|sketch| (sketch.look, sketch.middle)));
        Effect::new(move |before: Option<(Area, Part, Option<DocId>)>| {
            let (bounds, part, centre) = (bounds.get(), part.get(), self.seen.centre.get());
            let is_same = self.camera.with_untracked(Option::is_some)
                && before.is_some_and(|(_, last, _)| last == part);
            if let (Some((old, _, last)), true) = (before, is_same) {
                self.camera.update(|camera| *camera = camera.map(|camera| camera.rebased(old, bounds)));
                if last != centre {
                    self.reveal(centre);
                }
            } else if self.window.get().is_some() && bounds.2 > 0.0 {
                self.begin();
            }
            (bounds, part, centre)
        });
        let resized = window_event_listener(ev::resize, move |_| {
            match (self.camera.get_untracked(), self.fit.get_value()) {
                (Some(camera), Fit::Moved) => self.set(|bounds, size| camera.pan(0.0, 0.0, bounds, size)),
                (Some(_), Fit::All) => self.set(Camera::all),
                (Some(_), Fit::Start) => self.begin(),
                (None, _) => {}
            }
        });
        on_cleanup(move || resized.remove());
    }

    /// Everything where names can be read; else whoever is in focus with their neighbours.
    fn begin(self) {
        self.fit.set_value(Fit::Start);
        self.set(|bounds, size| {
            let all = Camera::all(bounds, size);
            if all.is_readable() {
                return all;
            }
            let boxes = self.scene.with_untracked(|scene| {
                let middle = scene.nodes.iter().find(|node| node.is_focus).or(scene.nodes.first())?;
                let near =
                    scene.nodes.iter().filter(|node| !node.is_far || node.drawn.kind == NodeKind::Customer);
                let boxes: Vec<Area> = near.map(area).collect();
                Some((boxes, (middle.drawn.x, middle.drawn.y)))
            });
            boxes.and_then(|(boxes, middle)| Camera::around(boxes, middle, bounds, size)).unwrap_or(all)
        });
    }

    /// Everything.
    pub(super) fn show_all(self) {
        self.fit.set_value(Fit::All);
        self.set(Camera::all);
    }

    /// Larger or smaller around the middle.
    pub(super) fn zoom(self, factor: f64) {
        if let Some(camera) = self.camera.get_untracked() {
            self.move_to(|bounds, size| camera.zoom(factor, (size.0 / 2.0, size.1 / 2.0), bounds, size));
        }
    }

    fn reveal(self, id: Option<DocId>) {
        if let Some(found) = id.and_then(|id| self.node(id)) {
            self.reveal_area(area(&found));
        }
    }

    pub(super) fn reveal_area(self, area: Area) {
        if let Some(camera) = self.camera.get_untracked() {
            self.set(|bounds, size| camera.reveal(area, bounds, size));
        }
    }

    pub(super) fn node(self, id: DocId) -> Option<SceneNode> {
        self.scene.with_untracked(|scene| scene.nodes.iter().find(|node| node.drawn.id == id).cloned())
    }

    /// Somebody moves it.
    fn move_to(self, camera: impl FnOnce(Area, Size) -> Camera) {
        self.fit.set_value(Fit::Moved);
        self.set(camera);
    }

    fn set(self, camera: impl FnOnce(Area, Size) -> Camera) {
        let size = self.window.get_untracked().and_then(|window| size_of(window.unchecked_ref()));
        if let Some(size) = size {
            let bounds = self.scene.with_untracked(|scene| scene.bounds);
            self.camera.set(Some(camera(bounds, size)));
        }
    }

    /// The picture moves, and will come to rest by itself unless fingers are on it.
    fn keep_moving(self, until_lifted: bool) {
        if let Some(rest) = self.rest.get_value() {
            rest.clear();
        }
        if !self.is_moving.get_untracked() {
            self.is_moving.set(true);
        }
        let rest = move || {
            let _ = self.is_moving.try_set(false);
        };
        let rest = if until_lifted { None } else { set_timeout_with_handle(rest, SETTLED).ok() };
        self.rest.set_value(rest);
    }

    fn come_to_rest(self) {
        if self.is_moving.get_untracked() {
            self.keep_moving(false);
        }
    }

    pub(super) fn wheel(self, event: &ev::WheelEvent) {
        event.prevent_default();
        let (Some(window), Some(camera)) = (self.window.get_untracked(), self.camera.get_untracked()) else {
            return;
        };
        let at = in_window(window.unchecked_ref(), f64::from(event.client_x()), f64::from(event.client_y()));
        let factor = (-event.delta_y() * 0.0016).clamp(-0.5, 0.5).exp();
        self.keep_moving(false);
        self.move_to(|bounds, size| camera.zoom(factor, at, bounds, size));
    }

    pub(super) fn down(self, event: &ev::PointerEvent) {
        let on = if self.arranging.get_untracked() { party_at(event) } else { None };
        if self.fingers.down(event, on) {
            self.put_back();
        }
    }

    pub(super) fn moved(self, event: &ev::PointerEvent) {
        let (Some(window), Some(camera)) = (self.window.get_untracked(), self.camera.get_untracked()) else {
            return;
        };
        if event.buttons() == 0 {
            // The button was let go of where nobody heard it.
            return self.cancelled(event);
        }
        match self.fingers.moved(event, window.unchecked_ref()) {
            Some(Gesture::Camera { by, factor, at }) => {
                self.keep_moving(true);
                self.move_to(|bounds, size| {
                    camera.pan(by.0, by.1, bounds, size).zoom(factor, at, bounds, size)
                });
            }
            Some(Gesture::Box(id, (dx, dy))) => {
                self.shift(id, dx / camera.scale, dy / camera.scale);
            }
            None => {}
        }
    }

    pub(super) fn up(self, event: &ev::PointerEvent) {
        if self.fingers.up(event).is_some() {
            self.drop_box();
        }
        self.come_to_rest();
    }

    /// The system took the finger away: nothing was meant.
    pub(super) fn cancelled(self, event: &ev::PointerEvent) {
        if self.fingers.are_down() {
            self.fingers.up(event);
            self.put_back();
            self.come_to_rest();
        }
    }

    pub(super) fn tapped(self, event: &ev::MouseEvent) {
        // A click without a press comes from a screen reader or a voice.
        let is_tap = event.detail() == 0 || !self.fingers.dragged();
        if let Some(id) = party_at(event).filter(|_| is_tap) {
            self.open(id);
        }
    }

    /// Goes to a party; from a group, to one of it among everybody.
    fn open(self, id: DocId) {
        let look = self.seen.look.get_untracked();
        let member = self.sketch.with_untracked(|sketch| sketch.members.get(&id)?.first().copied());
        match member {
            Some(member) => go(self.ui, super::Look { rolled: None, ..look }, member),
            None => go(self.ui, look, id),
        }
    }

    /// Whoever moves through the boxes by keyboard sees the one where they are. Under a finger nothing moves away.
    pub(super) fn focused(self, event: &ev::FocusEvent) {
        if !self.fingers.are_down() {
            self.reveal(party_at(event));
        }
    }

    pub(super) fn key(self, event: &ev::KeyboardEvent) {
        // Those are the browser's: larger text, back.
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let on = party_at(event);
        let key = event.key();
        if self.arranging_key(&key, on) || self.other_key(&key, on) {
            event.prevent_default();
        }
    }

    fn other_key(self, key: &str, on: Option<DocId>) -> bool {
        match (key, on) {
            ("+" | "=", _) => self.zoom(1.25),
            ("-", _) => self.zoom(0.8),
            ("0", _) => self.show_all(),
            ("Enter" | " ", Some(id)) => self.open(id),
            _ => {
                let Some((dx, dy)) = arrow(key) else { return false };
                match (on, self.camera.get_untracked()) {
                    (Some(id), _) => self.go_on(id, (dx, dy)),
                    (None, Some(camera)) => {
                        self.move_to(|bounds, size| camera.pan(-dx * KEY_PAN, -dy * KEY_PAN, bounds, size))
                    }
                    (None, None) => {}
                }
            }
        }
        true
    }

    /// The keyboard goes on to the nearest box in a direction.
    fn go_on(self, from: DocId, (dx, dy): (f64, f64)) {
        let next = self.scene.with_untracked(|scene| {
            let here = scene.nodes.iter().find(|node| node.drawn.id == from)?;
            let way = |node: &SceneNode| {
                let (x, y) = (node.drawn.x - here.drawn.x, node.drawn.y - here.drawn.y);
                let (along, aside) = (x * dx + y * dy, (x * dy - y * dx).abs());
                (along > 1.0).then_some(along + 2.0 * aside)
            };
            let ways = scene.nodes.iter().filter_map(|node| Some((way(node)?, node.drawn.id)));
            ways.min_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, id)| id)
        });
        if let Some(element) = next.and_then(|id| self.element(id)) {
            let _ = element.unchecked_into::<SvgElement>().focus();
        }
    }

    pub(super) fn element(self, id: DocId) -> Option<Element> {
        let window: Element = self.window.get_untracked()?.unchecked_ref::<Element>().clone();
        window.query_selector(&format!("[data-party=\"{id}\"]")).ok()?
    }
}

/// Where an arrow key points.
pub(super) fn arrow(key: &str) -> Option<(f64, f64)> {
    match key {
        "ArrowLeft" => Some((-1.0, 0.0)),
        "ArrowRight" => Some((1.0, 0.0)),
        "ArrowUp" => Some((0.0, -1.0)),
        "ArrowDown" => Some((0.0, 1.0)),
        _ => None,
    }
}

fn area(node: &SceneNode) -> Area {
    let drawn = &node.drawn;
    (drawn.x - drawn.w / 2.0, drawn.y - drawn.h / 2.0, drawn.w, drawn.h)
}
