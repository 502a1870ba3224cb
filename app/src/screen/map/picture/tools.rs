//! How the picture is drawn, where its boxes stand, and how it leaves the app.

use super::files;
use super::frame::{Frame, Held};
use super::sketch::{Sketch, place as place_of};
use super::{Seen, go};
use crate::part::{Button, Chip, Chips, Kind, Sheet};
use crate::screen::map::PartyPicker;
use crate::ui::look::{Look, hops_key, hops_of, roll_up_key, roll_up_of, style_key, style_of};
use crate::ui::{Ui, route::Route, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::{Edit, PartyField};
use sightline_shared::map::{Scene, Style, free_near};
use sightline_shared::model::{PictureStyle, Spot};

/// Choices of the picture, and what can be done with it.
#[component]
pub(super) fn LookSheet(
    seen: Seen,
    scene: Memo<Scene>,
    arranging: RwSignal<bool>,
    on_close: Callback<()>,
) -> impl IntoView {
    let ui = Ui::here();
    let look = seen.look.get_untracked();
    let style = RwSignal::new(style_key(look.style));
    let hops = RwSignal::new(hops_key(look.hops));
    let rolled = RwSignal::new(roll_up_key(look.rolled));
    let found = RwSignal::new(None);
    Effect::new(move || {
        let look = Look {
            style: style_of(style.get()),
            hops: hops_of(hops.get()),
            rolled: roll_up_of(rolled.get()),
        };
        if look != seen.look.get_untracked() {
            let focus = ui.route.with_untracked(|route| match route {
                Route::Map(focus, _) => *focus,
                _ => None,
            });
            ui.go_to(&Route::Map(focus, look).href(), true);
        }
    });
    Effect::new(move || {
        let id = found.with(|found: &Option<crate::part::Choice>| found.as_ref()?.key.parse().ok());
        if let Some(id) = id {
            on_close.run(());
            go(ui, seen.look.get_untracked(), id);
        }
    });
    let arrange = move |()| {
        // People arrange the picture of everybody: parts of it and groups are drawn for themselves.
        let all = Look { hops: None, rolled: None, ..seen.look.get_untracked() };
        ui.go_to(&Route::Map(seen.centre.get_untracked(), all).href(), true);
        arranging.set(true);
        on_close.run(());
    };
    let save = move |how: fn(Ui, &Scene)| {
        Callback::new(move |()| {
            scene.with_untracked(|scene| how(ui, scene));
            on_close.run(());
        })
    };
    view! {
        <Sheet title=t!("map-look") close=t!("close") on_close>
            <div class="form tight">
                <PartyPicker label=t!("map-find") chosen=found fits=Callback::new(|_| true) tried=Signal::derive(|| false) />
                <Chips label=t!("map-style") chips=styles() value=style />
                <Chips label=t!("map-hops") chips=reaches() value=hops />
                <Chips label=t!("map-rolled") chips=roll_ups() value=rolled />
                <div class="buttons">
                    <Button icon=lu::LuMove on_press=Callback::new(arrange)>{t!("map-arrange")}</Button>
                    <Button icon=lu::LuLink on_press=Callback::new(move |()| share(ui))>{t!("map-copy-link")}</Button>
                    <Button icon=lu::LuPrinter on_press=save(files::print)>{t!("map-print")}</Button>
                    <Button icon=lu::LuImage on_press=save(files::png)>{t!("map-png")}</Button>
                    <Button icon=lu::LuDownload on_press=save(files::svg)>{t!("map-svg")}</Button>
                </div>
            </div>
        </Sheet>
    }
}

fn styles() -> Vec<Chip> {
    vec![
        Chip { key: style_key(Style::Rings), text: t!("map-rings") },
        Chip { key: style_key(Style::Layers), text: t!("map-layers") },
    ]
}

fn reaches() -> Vec<Chip> {
    vec![
        Chip { key: "all", text: t!("map-everybody") },
        Chip { key: "1", text: t!("map-links", links = 1) },
        Chip { key: "2", text: t!("map-links", links = 2) },
    ]
}

fn roll_ups() -> Vec<Chip> {
    vec![
        Chip { key: "none", text: t!("map-each") },
        Chip { key: "site", text: t!("map-by-site") },
        Chip { key: "department", text: t!("map-by-department") },
    ]
}

fn share(ui: Ui) {
    let address = ui.route.with_untracked(Route::href);
    if let Ok(origin) = window().location().origin() {
        crate::ui::format::copy(&format!("{origin}{address}"));
        ui.say(t!("copied"));
    }
}

/// While boxes are moved: how, and what else.
#[component]
pub(super) fn Arranging(frame: Frame, scene: Memo<Scene>, seen: Seen) -> impl IntoView {
    let ui = Ui::here();
    let chosen = Memo::new(move |_| {
        scene.with(|scene| {
            let node = scene.nodes.iter().find(|node| node.is_focus)?;
            Some((node.drawn.id, node.drawn.label.clone()))
        })
    });
    let placed = ui.query(move |rows, _, _| {
        let (id, label) = chosen.get()?;
        place_of(rows.party(id)?, seen.look.get().style)?;
        Some((id, label))
    });
    let free = move |id| {
        Callback::new(move |()| {
            let field = PartyField::Place(stored(seen.look.get_untracked().style), None);
            ui.edit(vec![Edit::ChangeParty { id, field }], t!("map-freed"));
        })
    };
    view! {
        <div class="map-arranging">
            <p class="small">{t!("map-arrange-how")}</p>
            <div class="buttons end">
                {move || placed.get().map(|(id, name)| view! {
                    <Button kind=Kind::Quiet icon=lu::LuPinOff on_press=free(id)>{t!("map-free", party = name)}</Button>
                })}
                <Button icon=lu::LuCheck on_press=Callback::new(move |()| frame.arranging.set(false))>{t!("map-arranged")}</Button>
            </div>
        </div>
    }
}

/// A box was put somewhere: it stays there for everybody, or at the nearest place where it touches nobody.
pub(super) fn place(ui: Ui, sketch: &Sketch, held: Held) {
    let (x, y) = free_near(&sketch.drawing, held.id, held.x, held.y);
    let field = PartyField::Place(stored(sketch.look.style), Some(Spot { x, y }));
    ui.edit(vec![Edit::ChangeParty { id: held.id, field }], t!("map-placed"));
}

fn stored(style: Style) -> PictureStyle {
    match style {
        Style::Rings => PictureStyle::Rings,
        Style::Layers => PictureStyle::Layers,
    }
}
