//! The drawn map: rings around the paying customer or layers below them, one party in focus. Pan and zoom by finger, wheel, keyboard
//! and buttons; where the map is arranged, boxes are moved in the same ways.

mod arrange;
mod camera;
mod drawn;
mod files;
mod fingers;
mod frame;
mod sketch;
mod tools;

use crate::part::{Button, Kind};
use crate::ui::look::Look;
use crate::ui::{Ui, route::Route, words::t};
use arrange::Arranging;
use frame::Frame;
use icondata_lu as lu;
use leptos::html::Div;
use leptos::prelude::*;
use sightline_shared::id::DocId;
use sightline_shared::map::{Scene, Style};
use sightline_shared::view::MapPage;
use tools::LookSheet;

pub(super) use drawn::said;

/// Which picture it is: somebody in focus, drawn in some way.
#[derive(Clone, Copy)]
pub(super) struct Seen {
    /// Who is in focus: chosen, or the viewer's team.
    pub(super) centre: Memo<Option<DocId>>,
    /// How it is drawn.
    pub(super) look: Memo<Look>,
}

/// The picture.
#[component]
pub(super) fn Picture(page: Memo<MapPage>, seen: Seen) -> impl IntoView {
    let ui = Ui::here();
    let mine = ui.query(|_, viewer, _| viewer.team);
    let Seen { centre, look } = seen;
    let sketch = sketch::sketch(ui, centre, look);
    let scene = Memo::new(move |_| {
        let (sketch, page) = (sketch.read(), page.read());
        Scene::of(&sketch.drawing, &sketch.members, &page, centre.get(), mine.get())
    });
    let window = NodeRef::<Div>::new();
    let frame = Frame::new(ui, window, scene, sketch, seen);
    let choosing = RwSignal::new(false);
    let arranging = frame.arranging;
    // Boxes are put somewhere in the picture of everybody: a part of it, or one of groups, is drawn for itself.
    Effect::new(move || {
        if look.with(|look| look.hops.is_some() || look.rolled.is_some()) {
            arranging.set(false);
        }
    });
    let press = move |f: fn(Frame)| Callback::new(move |()| f(frame));
    view! {
        <figure class="map-picture" class:arranging=move || arranging.get()>
            <div
                class="map-window"
                node_ref=window
                role="group"
                tabindex="0"
                aria-label=move || label(look.get())
                on:keydown=move |event| frame.key(&event)
                on:wheel=move |event| frame.wheel(&event)
                on:focusin=move |event| frame.focused(&event)
                on:focusout=move |_| frame.put_back()
                on:click=move |event| frame.tapped(&event)
                on:pointerdown=move |event| frame.down(&event)
                on:pointermove=move |event| frame.moved(&event)
                on:pointerup=move |event| frame.up(&event)
                on:pointercancel=move |event| frame.cancelled(&event)
            >
                {drawn::drawn(scene, page, sketch, frame)}
            </div>
            <figcaption class="map-tools">
                <Button kind=Kind::Plain icon=lu::LuSlidersHorizontal label=t!("map-look") on_press=Callback::new(move |()| choosing.set(true)) />
                <Button kind=Kind::Plain icon=lu::LuPlus label=t!("map-closer") on_press=press(|frame| frame.zoom(4.0 / 3.0)) />
                <Button kind=Kind::Plain icon=lu::LuMinus label=t!("map-farther") on_press=press(|frame| frame.zoom(0.75)) />
                <Button kind=Kind::Plain icon=lu::LuMaximize label=t!("map-all") on_press=press(Frame::show_all) />
            </figcaption>
            {move || arranging.get().then(|| view! { <Arranging frame /> })}
            <ul class="map-legend">
                <li class="late"><span class="stroke"></span>{t!("map-legend-late")}</li>
                <li class="wait"><span class="stroke"></span>{t!("map-legend-wait")}</li>
                <li class="done"><span class="stroke"></span>{t!("map-legend-done")}</li>
                <li class="plain"><span class="stroke"></span>{t!("map-legend-calm")}</li>
            </ul>
            {move || choosing.get().then(|| view! {
                <LookSheet seen scene arranging on_close=Callback::new(move |()| choosing.set(false)) />
            })}
        </figure>
    }
}

fn label(look: Look) -> String {
    match look.style {
        Style::Rings => t!("map-picture-label"),
        Style::Layers => t!("map-picture-label-layers"),
    }
}

/// Goes to a party, on the same kind of picture.
fn go(ui: Ui, look: Look, to: DocId) {
    ui.go(&Route::Map(Some(to), look));
}
