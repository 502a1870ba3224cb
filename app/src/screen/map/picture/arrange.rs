//! Boxes are moved by hand: on the screen until they are dropped, then for everybody.

use super::frame::{Frame, arrow};
use super::sketch::Sketch;
use crate::part::{Button, Kind};
use crate::ui::{Ui, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::{Edit, PartyField};
use sightline_shared::id::DocId;
use sightline_shared::map::{Style, free_near};
use sightline_shared::model::{PictureStyle, Spot};

/// How far one press of an arrow moves a box, in units of the drawing.
const KEY_STEP: f64 = 8.0;

/// A box on its way to another place, in units of the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Held {
    pub(super) id: DocId,
    pub(super) x: f64,
    pub(super) y: f64,
}

impl Frame {
    /// What a key does while boxes are moved: Enter picks one up, arrows shift it, Enter leaves it there.
    pub(super) fn arranging_key(self, key: &str, on: Option<DocId>) -> bool {
        let Some(id) = on.filter(|_| self.arranging.get_untracked()) else { return false };
        let is_picked = self.picked.get_untracked() == on;
        match key {
            "Enter" | " " if is_picked => self.drop_box(),
            "Enter" | " " => {
                self.put_back();
                self.picked.set(Some(id));
            }
            "Escape" if is_picked => self.put_back(),
            "Delete" | "Backspace" => self.sketch.with_untracked(|sketch| free(self.ui, sketch, id)),
            _ => {
                let Some((dx, dy)) = arrow(key).filter(|_| is_picked) else { return false };
                if let Some(held) = self.shift(id, dx * KEY_STEP, dy * KEY_STEP) {
                    self.reveal_area((held.x - KEY_STEP, held.y - KEY_STEP, 2.0 * KEY_STEP, 2.0 * KEY_STEP));
                }
            }
        }
        true
    }

    /// A box is moved, in units of the drawing: only on the screen. Answers where it is now.
    pub(super) fn shift(self, id: DocId, dx: f64, dy: f64) -> Option<Held> {
        let held = self.held.get_value().filter(|held| held.id == id);
        let start =
            held.or_else(|| self.node(id).map(|node| Held { id, x: node.drawn.x, y: node.drawn.y }))?;
        let held = Held { id, x: start.x + dx, y: start.y + dy };
        self.held.set_value(Some(held));
        self.show_at(held);
        Some(held)
    }

    fn show_at(self, held: Held) {
        if let Some(element) = self.element(held.id) {
            drop(element.set_attribute("transform", &super::drawn::translated(held.x, held.y)));
        }
    }

    /// What was not put anywhere stands where it stood.
    pub(super) fn put_back(self) {
        let home = self.held.get_value().and_then(|held| self.node(held.id));
        self.held.set_value(None);
        if self.picked.get_untracked().is_some() {
            self.picked.set(None);
        }
        if let Some(node) = home {
            self.show_at(Held { id: node.drawn.id, x: node.drawn.x, y: node.drawn.y });
        }
    }

    /// The box that is being moved stays where it is now, or at the nearest place that is free.
    pub(super) fn drop_box(self) {
        // What is drawn may be about to change: where a box would stand in the next picture, nobody has seen.
        let look = self.seen.look.get_untracked();
        let is_current = self.sketch.with_untracked(|sketch| sketch.look == look && sketch.middle.is_none());
        let held = self.held.get_value().filter(|_| is_current && self.arranging.get_untracked());
        let Some(held) = held else { return self.put_back() };
        self.held.set_value(None);
        self.picked.set(None);
        self.sketch.with_untracked(|sketch| place(self.ui, sketch, held));
    }
}

/// While boxes are moved: how, and what else.
#[component]
pub(super) fn Arranging(frame: Frame) -> impl IntoView {
    let ui = Ui::here();
    let centre = frame.seen.centre;
    let placed = move || {
        let id = centre.get()?;
        let node = frame.sketch.with(|sketch| sketch.drawing.node(id).cloned())?;
        node.placed.then_some((id, node.label))
    };
    let free = move |id| Callback::new(move |()| frame.sketch.with_untracked(|sketch| free(ui, sketch, id)));
    let picked = move || {
        let id = frame.picked.get()?;
        let name = ui.look(|rows| rows.party(id).map(|row| row.name.clone())).flatten()?;
        Some(t!("map-picked", party = name))
    };
    let done = move |()| {
        frame.put_back();
        frame.arranging.set(false);
    };
    view! {
        <div class="map-arranging">
            <p class="small" role="status">{move || picked().unwrap_or_else(|| t!("map-arrange-how"))}</p>
            <div class="buttons end">
                {move || placed().map(|(id, name)| view! {
                    <Button kind=Kind::Quiet icon=lu::LuPinOff on_press=free(id)>{t!("map-free", party = name)}</Button>
                })}
                <Button icon=lu::LuCheck on_press=Callback::new(done)>{t!("map-arranged")}</Button>
            </div>
        </div>
    }
}

/// A box was put somewhere: it stays there for everybody, or at the nearest place where it touches nobody.
fn place(ui: Ui, sketch: &Sketch, held: Held) {
    let (x, y) = free_near(&sketch.drawing, held.id, held.x, held.y);
    let field = PartyField::Place(stored(sketch.look.style), Some(Spot { x, y }));
    ui.edit(vec![Edit::ChangeParty { id: held.id, field }], t!("map-placed"));
}

/// A box finds its place by itself again.
fn free(ui: Ui, sketch: &Sketch, id: DocId) {
    if sketch.drawing.node(id).is_some_and(|node| node.placed) {
        let field = PartyField::Place(stored(sketch.look.style), None);
        ui.edit(vec![Edit::ChangeParty { id, field }], t!("map-freed"));
    }
}

fn stored(style: Style) -> PictureStyle {
    match style {
        Style::Rings => PictureStyle::Rings,
        Style::Layers => PictureStyle::Layers,
    }
}
