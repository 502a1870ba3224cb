//! Where everybody stands: worked out in slices, so that a map of a thousand teams holds nobody up.

use crate::act::browser::Slices;
use crate::ui::Ui;
use crate::ui::look::{Hops, Look, RollUp};
use leptos::prelude::*;
use sightline_shared::id::DocId;
use sightline_shared::map::{self, Drawing, Layout, Places, RolledUp, Style};
use sightline_shared::view::{PartyRow, Rows};
use std::collections::BTreeMap;

/// A drawing, and who is drawn as one in it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Sketch {
    pub(super) drawing: Drawing,
    pub(super) members: BTreeMap<DocId, Vec<DocId>>,
    /// How it was asked for.
    pub(super) look: Look,
    /// Around whom it is; none: everybody.
    pub(super) middle: Option<DocId>,
}

/// What a drawing follows from.
#[derive(Debug, Clone, PartialEq)]
struct Wanted {
    part: RolledUp,
    look: Look,
    middle: Option<DocId>,
    places: Places,
}

/// The sketch of what the rows say; the last one until the next is done.
pub(super) fn sketch(ui: Ui, centre: Memo<Option<DocId>>, look: Memo<Look>) -> RwSignal<Sketch> {
    // With everybody drawn the focus changes nothing about where they stand.
    let middle = Memo::new(move |_| centre.get().filter(|_| look.get().hops.is_some()));
    let wanted = ui.query(move |rows, _, _| wanted(rows, look.get(), middle.get()));
    let sketch = RwSignal::new(Sketch::default());
    let is_busy = StoredValue::new(false);
    Effect::new(move || {
        // What is being drawn is finished and shown first: while rows stream in, something is seen.
        wanted.track();
        if !is_busy.get_value() {
            is_busy.set_value(true);
            leptos::task::spawn_local(async move {
                while let Some(next) = wanted.try_get_untracked() {
                    let drawn = draw(&next).await;
                    let is_gone = sketch.try_set(drawn).is_some();
                    if is_gone || wanted.try_get_untracked().as_ref() == Some(&next) {
                        break;
                    }
                }
                let _ = is_busy.try_set_value(false);
            });
        }
    });
    sketch
}

async fn draw(wanted: &Wanted) -> Sketch {
    let Wanted { part, look, middle, places } = wanted;
    let mut work = Layout::new(&part.graph, look.style, places);
    let mut slices = Slices::begin();
    loop {
        if let Some(drawing) = work.step() {
            return Sketch { drawing, members: part.members.clone(), look: *look, middle: *middle };
        }
        slices.step().await;
    }
}

fn wanted(rows: &Rows, look: Look, middle: Option<DocId>) -> Wanted {
    let mut graph = rows.graph();
    // Whoever isn't on the map has nothing around them: then everybody is drawn.
    let middle = middle.filter(|middle| graph.node(*middle).is_some());
    if let Some((middle, hops)) = middle.zip(look.hops) {
        graph = map::around(&graph, rows.sights(), middle, links(hops));
    }
    let part = match look.rolled {
        Some(by) => map::rolled_up(&graph, |id| rows.party(id).map(|row| group(row, by).to_owned())),
        None => RolledUp { graph, ..RolledUp::default() },
    };
    let is_all = middle.is_none() && look.rolled.is_none();
    let places = if is_all { places(rows, look) } else { Places::new() };
    Wanted { part, look, middle, places }
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

/// Where people have put parties in the picture of everybody.
fn places(rows: &Rows, look: Look) -> Places {
    rows.parties().filter_map(|row| place(row, look.style).map(|at| (row.id, at))).collect()
}

/// Where somebody put a party.
fn place(row: &PartyRow, style: Style) -> Option<(i32, i32)> {
    let spot = match style {
        Style::Rings => row.at_rings,
        Style::Layers => row.at_layers,
    };
    spot.map(|spot| (spot.x, spot.y))
}
