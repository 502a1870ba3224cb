//! How the picture is drawn, and how it leaves the app.

use super::files;
use super::{Seen, go};
use crate::part::{Button, Chip, Chips, Sheet};
use crate::screen::map::PartyPicker;
use crate::ui::look::{Look, hops_key, hops_of, roll_up_key, roll_up_of, style_key, style_of};
use crate::ui::{Ui, route::Route, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::map::{Scene, Style};

/// Choices of the picture, and what can be done with it.
#[component]
pub(super) fn LookSheet(
    seen: Seen,
    scene: Memo<Scene>,
    arranging: RwSignal<bool>,
    on_close: Callback<()>,
) -> impl IntoView {
    let ui = Ui::here();
    let found = RwSignal::new(None);
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
                {choices(ui, seen)}
                <div class="buttons">
                    <Button icon=lu::LuMove on_press=Callback::new(arrange)>{t!("map-arrange")}</Button>
                    <Button icon=lu::LuLink on_press=Callback::new(move |()| share(ui, seen))>{t!("map-copy-link")}</Button>
                    <Button icon=lu::LuPrinter on_press=save(files::print)>{t!("map-print")}</Button>
                    <Button icon=lu::LuImage on_press=save(files::png)>{t!("map-png")}</Button>
                    <Button icon=lu::LuDownload on_press=save(files::svg)>{t!("map-svg")}</Button>
                </div>
            </div>
        </Sheet>
    }
}

/// How it is drawn: each choice is part of the address.
fn choices(ui: Ui, seen: Seen) -> impl IntoView {
    let look = seen.look.get_untracked();
    let style = RwSignal::new(style_key(look.style));
    let hops = RwSignal::new(hops_key(look.hops));
    let rolled = RwSignal::new(roll_up_key(look.rolled));
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
    view! {
        <Chips label=t!("map-style") chips=styles() value=style />
        <Chips label=t!("map-hops") chips=reaches() value=hops />
        <Chips label=t!("map-rolled") chips=roll_ups() value=rolled />
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

fn share(ui: Ui, seen: Seen) {
    // With whom it is about: without that, others would see it around their own team.
    let address = Route::Map(seen.centre.get_untracked(), seen.look.get_untracked()).href();
    if let Ok(origin) = window().location().origin() {
        crate::ui::format::copy(&format!("{origin}{address}"));
        ui.say(t!("copied"));
    }
}
