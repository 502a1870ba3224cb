//! Where everybody stands: worked out in slices, so that a map of a thousand teams holds nobody up.

use crate::act::browser::Slices;
use crate::ui::Ui;
use crate::ui::look::{Hops, Look, RollUp};
use leptos::prelude::*;
use sightline_shared::id::DocId;
use sightline_shared::map::{self, Drawing, Graph, Layout, Places, RolledUp, Style};
use sightline_shared::view::{PartyRow, Rows};
use std::collections::BTreeMap;

/// A drawing, and who is drawn as one in it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Sketch {
    pub(super) drawing: Drawing,
    pub(super) members: BTreeMap<DocId, Vec<DocId>>,
    /// How it was asked for.
    pub(super) look: Look,
}

/// What a drawing follows from.
#[derive(Debug, Clone, PartialEq)]
struct Wanted {
    part: RolledUp,
    look: Look,
    places: Places,
}

/// The sketch of what the rows say; the last one until the next is done.
pub(super) fn sketch(ui: Ui, centre: Memo<Option<DocId>>, look: Memo<Look>) -> RwSignal<Sketch> {
    // With everybody drawn the focus changes nothing about where they stand.
    let middle = Memo::new(move |_| centre.get().filter(|_| look.get().hops.is_some()));
    let wanted = ui.query(move |rows, _, _| wanted(rows, look.get(), middle.get()));
    let sketch = RwSignal::new(Sketch::default());
    let turn = StoredValue::new(0_u32);
    Effect::new(move || {
        let Wanted { part, look, places } = wanted.get();
        let mut work = Layout::new(&part.graph, look.style, &places);
        let mine = turn.get_value() + 1;
        turn.set_value(mine);
        leptos::task::spawn_local(async move {
            let mut slices = Slices::begin();
            while turn.try_get_value() == Some(mine) {
                if let Some(drawing) = work.step() {
                    drop(sketch.try_set(Sketch { drawing, members: part.members, look }));
                    return;
                }
                slices.step().await;
            }
        });
    });
    sketch
}

fn wanted(rows: &Rows, look: Look, middle: Option<DocId>) -> Wanted {
    let mut graph = Graph::new(rows.parties(), rows.services());
    if let Some((middle, hops)) = middle.zip(look.hops) {
        graph = map::around(&graph, middle, links(hops));
    }
    let part = match look.rolled {
        Some(by) => map::rolled_up(&graph, |id| rows.party(id).map(|row| group(row, by).to_owned())),
        None => RolledUp { graph, ..RolledUp::default() },
    };
    Wanted { part, look, places: places(rows, look) }
}

fn links(hops: Hops) -> u32 {
    match hops {
        Hops::One => 1,
        Hops::Two => 2,
    }
}

fn group(row: &PartyRow, by: RollUp) -> &str {
    match by {
        RollUp::Site => &row.site,
        RollUp::Department => &row.department,
    }
}

/// Where people have put parties: in the picture of everybody. A part of it, or one of groups, is drawn for itself.
fn places(rows: &Rows, look: Look) -> Places {
    if look.hops.is_some() || look.rolled.is_some() {
        return Places::new();
    }
    rows.parties().filter_map(|row| place(row, look.style).map(|at| (row.id, at))).collect()
}

/// Where somebody put a party.
pub(super) fn place(row: &PartyRow, style: Style) -> Option<(i32, i32)> {
    let spot = match style {
        Style::Rings => row.at_rings,
        Style::Layers => row.at_layers,
    };
    spot.map(|spot| (spot.x, spot.y))
}
