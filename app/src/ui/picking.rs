//! Several requests of a list that are acted on at once: which are chosen.

use super::{Ui, words::t};
use leptos::prelude::*;
use leptos::web_sys::{Element, HtmlInputElement};
use sightline_shared::id::DocId;
use sightline_shared::view::still_shown;
use wasm_bindgen::JsCast;

/// What is chosen in the list that is shown. Copy.
#[derive(Clone, Copy)]
pub(crate) struct Picking {
    /// Whether the list that is shown can be acted on so.
    offered: StoredValue<bool>,
    /// Whether its rows show their boxes.
    pub(crate) on: RwSignal<bool>,
    /// Those that are, in the order in which they were.
    pub(crate) picked: RwSignal<Vec<DocId>>,
    /// The last that was pressed: where a range begins.
    last: RwSignal<Option<DocId>>,
}

impl Picking {
    pub(super) fn new() -> Self {
        Self {
            offered: StoredValue::new(false),
            on: RwSignal::new(false),
            picked: RwSignal::new(Vec::new()),
            last: RwSignal::new(None),
        }
    }

    /// A list that can be acted on so is shown, or goes.
    pub(crate) fn offer(self, offered: bool) {
        let _ = self.offered.try_set_value(offered);
    }

    /// Rows show their boxes.
    pub(crate) fn begin(self) {
        self.on.set(true);
    }

    /// Nothing is chosen any more.
    pub(crate) fn end(self) {
        let _ = self.on.try_set(false);
        let _ = self.picked.try_set(Vec::new());
        let _ = self.last.try_set(None);
    }

    /// Everything that the list shows.
    pub(crate) fn all_shown(self) {
        shown().into_iter().for_each(|id| self.put(id, true));
    }

    /// Now the list shows these: what left it is chosen no longer.
    pub(crate) fn keep(self, shown: &[DocId]) {
        let kept = self.picked.with_untracked(|picked| still_shown(picked, shown));
        if self.picked.with_untracked(|picked| picked.len() != kept.len()) {
            self.picked.set(kept);
        }
    }

    /// The row that has the focus, by the keyboard.
    pub(super) fn toggle_focused(self) {
        let row =
            document().active_element().and_then(|element| element.closest("[data-row]").ok().flatten());
        if self.offered.get_value()
            && let Some(id) = row.and_then(|row| id_of(&row))
        {
            self.begin();
            self.press(id, false);
        }
    }

    /// A box was pressed; with `through`, from the last one on.
    fn press(self, id: DocId, through: bool) {
        let chosen = !self.picked.with_untracked(|picked| picked.contains(&id));
        let rows = shown();
        let place = |id: DocId| rows.iter().position(|other| *other == id);
        let from = self.last.get_untracked().filter(|_| through).and_then(place);
        match from.zip(place(id)) {
            Some((from, to)) => {
                let range = rows.get(from.min(to)..=from.max(to)).unwrap_or_default();
                range.iter().for_each(|id| self.put(*id, chosen));
            }
            None => self.put(id, chosen),
        }
        self.last.set(Some(id));
    }

    fn put(self, id: DocId, chosen: bool) {
        if chosen != self.picked.with_untracked(|picked| picked.contains(&id)) {
            self.picked
                .update(|picked| if chosen { picked.push(id) } else { picked.retain(|other| *other != id) });
        }
    }
}

/// The requests that the list shows, in its order.
fn shown() -> Vec<DocId> {
    let Ok(rows) = document().query_selector_all(".pane.list [data-row]") else { return Vec::new() };
    let row = |at| rows.get(at).and_then(|row| row.dyn_into::<Element>().ok());
    (0..rows.length()).filter_map(row).filter_map(|row| id_of(&row)).collect()
}

fn id_of(row: &Element) -> Option<DocId> {
    let marked = row.query_selector("[data-request]").ok().flatten()?;
    marked.get_attribute("data-request")?.parse().ok()
}

/// The box of one row, while rows can be chosen.
#[component]
pub(crate) fn PickBox(id: DocId, #[prop(into)] title: String) -> impl IntoView {
    let picking = Ui::here().picking;
    let is_picked = Memo::new(move |_| picking.picked.with(|picked| picked.contains(&id)));
    move || {
        let label = t!("many-pick", title = title.clone());
        picking.on.get().then(|| {
            view! {
                <label class="pick">
                    <input
                        type="checkbox"
                        data-pick=""
                        aria-label=label
                        prop:checked=move || is_picked.get()
                        on:click=move |event| {
                            picking.press(id, event.shift_key());
                            // What is drawn follows what is chosen, also where a range took it back.
                            if let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) {
                                input.set_checked(is_picked.get_untracked());
                            }
                        }
                    />
                </label>
            }
        })
    }
}
