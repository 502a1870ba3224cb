//! The window onto the picture: what fingers, wheel and keys do to it.

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
/// How far one press of an arrow moves a box, in units of the drawing.
const KEY_STEP: f64 = 8.0;
/// After this long without another turn of the wheel the picture is drawn sharply again.
const SETTLED: Duration = Duration::from_millis(160);

/// A box on its way to another place, in units of the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Held {
    pub(super) id: DocId,
    pub(super) x: f64,
    pub(super) y: f64,
}

/// The window, where it looks, and what is done with it.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    ui: Ui,
    window: NodeRef<Div>,
    scene: Memo<Scene>,
    sketch: RwSignal<Sketch>,
    seen: Seen,
    fingers: Fingers,
    pub(super) camera: RwSignal<Option<Camera>>,
    /// It is being moved: the browser keeps it as a picture until it comes to rest.
    pub(super) is_moving: RwSignal<bool>,
    /// Boxes may be moved.
    pub(super) arranging: RwSignal<bool>,
    /// Somebody has moved it: it stays where it is when the window's size changes.
    is_moved: StoredValue<bool>,
    held: StoredValue<Option<Held>>,
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
            arranging: RwSignal::new(false),
            is_moved: StoredValue::new(false),
            held: StoredValue::new(None),
            rest: StoredValue::new(None),
        };
        frame.follow();
        frame
    }

    /// Looks at the right place when the picture, its focus or the way it is drawn changes.
    fn follow(self) {
        let drawn = Memo::new(move |_| self.sketch.with(|sketch| (sketch.drawing.bounds, sketch.look)));
        Effect::new(move |before: Option<(Area, super::Look, Option<DocId>)>| {
            let ((bounds, look), centre) = (drawn.get(), self.seen.centre.get());
            let is_same = before.is_some_and(|(_, last, middle)| {
                last == look
                    && (middle == centre || look.hops.is_none())
                    && self.camera.with_untracked(Option::is_some)
            });
            if let (Some((old, _, middle)), true) = (before, is_same) {
                self.camera.update(|camera| *camera = camera.map(|camera| camera.rebased(old, bounds)));
                if middle != centre {
                    self.reveal(centre);
                }
            } else if self.window.get().is_some() && bounds.2 > 0.0 {
                self.begin();
            }
            (bounds, look, centre)
        });
        let resized = window_event_listener(ev::resize, move |_| match self.camera.get_untracked() {
            Some(camera) if self.is_moved.get_value() => {
                self.set(|bounds, size| camera.pan(0.0, 0.0, bounds, size));
            }
            Some(_) => self.begin(),
            None => {}
        });
        on_cleanup(move || resized.remove());
    }

    /// Everything where names can be read; else whoever is in focus with their neighbours.
    fn begin(self) {
        self.is_moved.set_value(false);
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
        self.move_to(Camera::all);
    }

    /// Larger or smaller around the middle.
    pub(super) fn zoom(self, factor: f64) {
        if let Some(camera) = self.camera.get_untracked() {
            self.move_to(|bounds, size| camera.zoom(factor, (size.0 / 2.0, size.1 / 2.0), bounds, size));
        }
    }

    fn reveal(self, id: Option<DocId>) {
        let found = id.and_then(|id| self.node(id));
        if let (Some(found), Some(camera)) = (found, self.camera.get_untracked()) {
            self.set(|bounds, size| camera.reveal(area(&found), bounds, size));
        }
    }

    fn node(self, id: DocId) -> Option<SceneNode> {
        self.scene.with_untracked(|scene| scene.nodes.iter().find(|node| node.drawn.id == id).cloned())
    }

    /// Somebody moves it.
    fn move_to(self, camera: impl FnOnce(Area, Size) -> Camera) {
        self.is_moved.set_value(true);
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
        self.fingers.down(event, on);
    }

    pub(super) fn moved(self, event: &ev::PointerEvent) {
        let (Some(window), Some(camera)) = (self.window.get_untracked(), self.camera.get_untracked()) else {
            return;
        };
        match self.fingers.moved(event, window.unchecked_ref()) {
            Some(Gesture::Camera { by, factor, at }) => {
                self.keep_moving(true);
                self.set(|bounds, size| camera.pan(by.0, by.1, bounds, size).zoom(factor, at, bounds, size));
            }
            Some(Gesture::Box(id, (dx, dy))) => self.shift(id, dx / camera.scale, dy / camera.scale),
            None => {}
        }
    }

    pub(super) fn up(self, event: &ev::PointerEvent) {
        if self.fingers.up(event).is_some() {
            self.drop_box();
        }
        if self.is_moving.get_untracked() {
            self.keep_moving(false);
        }
    }

    pub(super) fn tapped(self, event: &ev::MouseEvent) {
        if let Some(id) = party_at(event).filter(|_| !self.fingers.dragged()) {
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

    /// Whoever moves through the boxes by keyboard sees the one where they are.
    pub(super) fn focused(self, event: &ev::FocusEvent) {
        if !self.fingers.dragged() || !self.is_moving.get_untracked() {
            self.reveal(party_at(event));
        }
    }

    pub(super) fn key(self, event: &ev::KeyboardEvent) {
        let on = party_at(event);
        let step = match event.key().as_str() {
            "ArrowLeft" => (-1.0, 0.0),
            "ArrowRight" => (1.0, 0.0),
            "ArrowUp" => (0.0, -1.0),
            "ArrowDown" => (0.0, 1.0),
            other => {
                if self.other_key(other, on) {
                    event.prevent_default();
                }
                return;
            }
        };
        match (on, self.arranging.get_untracked()) {
            (Some(id), true) => self.shift(id, step.0 * KEY_STEP, step.1 * KEY_STEP),
            (Some(id), false) => self.go_on(id, step),
            (None, _) => {
                if let Some(camera) = self.camera.get_untracked() {
                    self.move_to(|bounds, size| {
                        camera.pan(-step.0 * KEY_PAN, -step.1 * KEY_PAN, bounds, size)
                    });
                }
            }
        }
        event.prevent_default();
    }

    fn other_key(self, key: &str, on: Option<DocId>) -> bool {
        match (key, on) {
            ("+" | "=", _) => self.zoom(1.25),
            ("-", _) => self.zoom(0.8),
            ("0", _) => self.show_all(),
            ("Enter" | " ", Some(_)) if self.held.get_value().is_some() => self.drop_box(),
            ("Enter" | " ", Some(id)) => self.open(id),
            ("Escape", Some(_)) if self.held.get_value().is_some() => self.put_back(),
            _ => return false,
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

    /// A box is moved, in units of the drawing: only on the screen until it is dropped.
    fn shift(self, id: DocId, dx: f64, dy: f64) {
        let held = self.held.get_value().filter(|held| held.id == id);
        let start = held.or_else(|| self.node(id).map(|node| Held { id, x: node.drawn.x, y: node.drawn.y }));
        let Some(start) = start else { return };
        let held = Held { id, x: start.x + dx, y: start.y + dy };
        self.held.set_value(Some(held));
        self.show_at(held);
    }

    fn show_at(self, held: Held) {
        if let Some(element) = self.element(held.id) {
            drop(element.set_attribute("transform", &super::drawn::translated(held.x, held.y)));
        }
    }

    fn put_back(self) {
        let home = self.held.get_value().and_then(|held| self.node(held.id));
        self.held.set_value(None);
        if let Some(node) = home {
            self.show_at(Held { id: node.drawn.id, x: node.drawn.x, y: node.drawn.y });
        }
    }

    /// The box that is being moved stays where it is now, or at the nearest place that is free.
    pub(super) fn drop_box(self) {
        let Some(held) = self.held.get_value() else { return };
        self.held.set_value(None);
        self.sketch.with_untracked(|sketch| super::tools::place(self.ui, sketch, held));
    }

    fn element(self, id: DocId) -> Option<Element> {
        let window: Element = self.window.get_untracked()?.unchecked_ref::<Element>().clone();
        window.query_selector(&format!("[data-party=\"{id}\"]")).ok()?
    }
}

fn area(node: &SceneNode) -> Area {
    let drawn = &node.drawn;
    (drawn.x - drawn.w / 2.0, drawn.y - drawn.h / 2.0, drawn.w, drawn.h)
}
