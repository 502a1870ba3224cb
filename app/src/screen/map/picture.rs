//! The drawn map: rings around the paying customer, one party in focus. Pan and zoom by finger, wheel, keyboard and buttons.

use super::view_box::ViewBox;
use crate::part::{Button, Kind};
use crate::ui::{Ui, route::Route, tell, words::t};
use icondata_lu as lu;
use leptos::{ev, prelude::*, svg};
use sightline_shared::id::DocId;
use sightline_shared::map::{self, Drawing, DrawnEdge, DrawnNode, NodeKind, Places, Style};
use sightline_shared::view::{MapPage, MapParty, Severity};
use std::collections::BTreeSet;
use wasm_bindgen::JsCast;

/// What is drawn strongly: the focus, its neighbours, the lines between.
struct Focus {
    party: Option<DocId>,
    near: BTreeSet<DocId>,
}

/// The picture.
#[component]
pub(super) fn Picture(page: Memo<MapPage>, focus: Option<DocId>) -> impl IntoView {
    let ui = Ui::here();
    let drawing = ui.query(|rows, _, _| map::layout(&rows.graph(), Style::Rings, &Places::new()));
    let all = Memo::new(move |_| drawing.with(|drawing| ViewBox::all(drawing.bounds)));
    let mine = ui.query(|_, viewer, _| viewer.team);
    let seen = RwSignal::new(None::<ViewBox>);
    let start = Memo::new(move |_| {
        let center = focus.or(mine.get()).zip(room());
        center
            .and_then(|(center, room)| drawing.with(|drawing| around(drawing, center, room)))
            .unwrap_or_else(|| all.get())
    });
    let view_box = Memo::new(move |_| seen.get().unwrap_or_else(|| start.get()));
    let zoom = move |factor: f64| {
        seen.set(Some(view_box.get_untracked().zoom(factor, (0.5, 0.5), all.get_untracked())))
    };
    let fingers = Fingers::new();
    let element = NodeRef::<svg::Svg>::new();
    let keys = move |event: ev::KeyboardEvent| {
        let step = |dx, dy| seen.set(Some(view_box.get_untracked().pan(dx, dy, all.get_untracked())));
        match event.key().as_str() {
            "+" | "=" => zoom(0.8),
            "-" => zoom(1.25),
            "0" => seen.set(None),
            "ArrowLeft" => step(-0.1, 0.0),
            "ArrowRight" => step(0.1, 0.0),
            "ArrowUp" => step(0.0, -0.1),
            "ArrowDown" => step(0.0, 0.1),
            _ => return,
        }
        event.prevent_default();
    };
    let wheel = move |event: ev::WheelEvent| {
        event.prevent_default();
        let at = share_of(element, f64::from(event.client_x()), f64::from(event.client_y()));
        let factor = (event.delta_y() * 0.0016).clamp(-0.5, 0.5).exp();
        seen.set(Some(view_box.get_untracked().zoom(factor, at, all.get_untracked())));
    };
    let moved = move |event: ev::PointerEvent| {
        if let Some((dx, dy, factor)) = fingers.moved(&event, element) {
            let next = view_box.get_untracked().pan(dx, dy, all.get_untracked()).zoom(
                factor,
                (0.5, 0.5),
                all.get_untracked(),
            );
            seen.set(Some(next));
        }
    };
    view! {
        <figure class="map-picture">
            <svg
                node_ref=element
                viewBox=move || view_box.get().attribute()
                role="group"
                tabindex="0"
                aria-label=t!("map-picture-label")
                on:keydown=keys
                on:wheel=wheel
                on:pointerdown=move |event| fingers.down(&event)
                on:pointermove=moved
                on:pointerup=move |event| fingers.up(&event)
                on:pointercancel=move |event| fingers.up(&event)
                on:pointerleave=move |event| fingers.up(&event)
            >
                {move || drawing.with(|drawing| page.with(|page| drawn(ui, drawing, page, focus, mine.get(), fingers)))}
            </svg>
            <figcaption class="map-tools">
                <Button kind=Kind::Plain icon=lu::LuPlus label=t!("map-closer") on_press=Callback::new(move |()| zoom(0.75)) />
                <Button kind=Kind::Plain icon=lu::LuMinus label=t!("map-farther") on_press=Callback::new(move |()| zoom(1.33)) />
                <Button kind=Kind::Plain icon=lu::LuMaximize label=t!("map-all") on_press=Callback::new(move |()| seen.set(Some(all.get_untracked()))) />
            </figcaption>
            <ul class="map-legend">
                <li class="late"><span class="stroke"></span>{t!("map-legend-late")}</li>
                <li class="wait"><span class="stroke"></span>{t!("map-legend-wait")}</li>
                <li class="done"><span class="stroke"></span>{t!("map-legend-done")}</li>
                <li class="plain"><span class="stroke"></span>{t!("map-legend-calm")}</li>
            </ul>
        </figure>
    }
}

/// On a phone the whole map is too small to read: it starts around the party in focus, with as many units of the drawing across and
/// down as can be read. None where there is room for all of it.
fn room() -> Option<(f64, f64)> {
    let side = |side: Result<wasm_bindgen::JsValue, wasm_bindgen::JsValue>| side.ok()?.as_f64();
    let (width, height) = (side(window().inner_width())?, side(window().inner_height())?);
    // The picture's size as the style sheet gives it.
    let picture = (width - 34.0, (height * 0.62).min(width * 1.1));
    (width < 900.0).then_some((picture.0 * UNITS_PER_PIXEL_MAX, picture.1 * UNITS_PER_PIXEL_MAX))
}

/// Names are 12 units high: so they are at least 11.5 pixels.
const UNITS_PER_PIXEL_MAX: f64 = 12.0 / 11.5;

/// The part of the drawing with this party, its neighbours and the paying customers; what there is room for.
fn around(drawing: &Drawing, center: DocId, room: (f64, f64)) -> Option<ViewBox> {
    let at = drawing.nodes.iter().find(|node| node.id == center).map(|node| (node.x, node.y))?;
    let ends = drawing.edges.iter().filter(|edge| edge.provider == center || edge.served == center);
    let near: BTreeSet<_> = ends.flat_map(|edge| [edge.provider, edge.served]).chain([center]).collect();
    let nodes =
        drawing.nodes.iter().filter(|node| near.contains(&node.id) || node.kind == NodeKind::Customer);
    let boxes = nodes.map(|node| (node.x - node.w / 2.0, node.y - node.h / 2.0, node.w, node.h));
    Some(ViewBox::around(boxes)?.at_most(room, at))
}

fn drawn(
    ui: Ui,
    drawing: &Drawing,
    page: &MapPage,
    focus: Option<DocId>,
    mine: Option<DocId>,
    fingers: Fingers,
) -> AnyView {
    let center = focus.or(mine);
    let ends =
        drawing.edges.iter().filter(|edge| Some(edge.provider) == center || Some(edge.served) == center);
    let focus = Focus { party: center, near: ends.flat_map(|edge| [edge.provider, edge.served]).collect() };
    let rings = drawing.rings.iter().map(|ring| {
        view! { <circle cx="0" cy="0" r=ring.radius.to_string() class=if ring.dashed { "ring lost" } else { "ring" } /> }
    });
    view! {
        {rings.collect_view()}
        {drawing.edges.iter().map(|edge| line(edge, page, &focus)).collect_view()}
        {drawing.nodes.iter().map(|node| party(ui, node, page, &focus, mine, fingers)).collect_view()}
    }
    .into_any()
}

fn line(edge: &DrawnEdge, page: &MapPage, focus: &Focus) -> AnyView {
    let flows = page.services.iter().filter(|service| edge.services.contains(&service.id));
    let severity = flows.map(|service| service.flow.severity()).max().unwrap_or(Severity::Calm);
    let near =
        focus.party.is_none() || Some(edge.provider) == focus.party || Some(edge.served) == focus.party;
    let points = edge.points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect::<Vec<_>>().join(" ");
    let class = format!(
        "edge {}{}{}",
        tell::tone(severity).class(),
        if near { "" } else { " far" },
        if edge.inward { "" } else { " sideways" }
    );
    view! { <polyline points=points class=class /> }.into_any()
}

fn party(
    ui: Ui,
    node: &DrawnNode,
    page: &MapPage,
    focus: &Focus,
    mine: Option<DocId>,
    fingers: Fingers,
) -> AnyView {
    let id = node.id;
    let known = page.parties.iter().find(|party| party.id == id);
    let is_focus = focus.party == Some(id);
    let kind = match node.kind {
        NodeKind::Customer => "customer",
        NodeKind::Team => "team",
        NodeKind::Other => "other",
    };
    let late = known.is_some_and(|party| party.silent + party.late > 0);
    let mut class = format!("node {kind}");
    for (is, name) in [
        (is_focus, " focus"),
        (mine == Some(id), " mine"),
        (node.ring.is_none(), " lost"),
        (late, " late"),
        (!is_focus && focus.party.is_some() && !focus.near.contains(&id), " far"),
    ] {
        if is {
            class.push_str(name);
        }
    }
    let (x, y) = (node.x - node.w / 2.0, node.y - node.h / 2.0);
    let go = move || ui.go(&Route::Map(Some(id)));
    view! {
        <g
            class=class
            role="link"
            tabindex="0"
            aria-label=known.map_or_else(|| node.label.clone(), said)
            aria-current=is_focus.then_some("true")
            on:click=move |_| if !fingers.dragged() { go() }
            on:keydown=move |event| if event.key() == "Enter" { go() }
        >
            <rect x=x.to_string() y=y.to_string() width=node.w.to_string() height=node.h.to_string() rx=(node.h / 2.0).to_string() />
            <text x=node.x.to_string() y=node.y.to_string() text-anchor="middle" dominant-baseline="central">{node.label.clone()}</text>
        </g>
    }
    .into_any()
}

/// A party in words: for those who don't see the picture.
pub(super) fn said(party: &MapParty) -> String {
    let distance = match party.ring {
        Some(links) => t!("map-distance", links = links),
        None => t!("map-no-path-short"),
    };
    let load = if party.silent > 0 {
        t!("whom-busy-silent", open = party.open, silent = party.silent)
    } else {
        t!("whom-busy", open = party.open)
    };
    format!("{}, {distance}, {load}", party.name)
}

/// A point of the page as shares of the picture.
fn share_of(element: NodeRef<svg::Svg>, x: f64, y: f64) -> (f64, f64) {
    element.get_untracked().map_or((0.5, 0.5), |svg| {
        let svg: &web_sys::Element = svg.unchecked_ref();
        let rect = svg.get_bounding_client_rect();
        ((x - rect.left()) / rect.width().max(1.0), (y - rect.top()) / rect.height().max(1.0))
    })
}

/// The fingers on the picture: one drags, two pinch.
#[derive(Clone, Copy)]
struct Fingers {
    down: StoredValue<Vec<(i32, f64, f64)>>,
    travelled: StoredValue<f64>,
}

/// A finger that travels less than this, in pixels, taps.
const TAP_MAX: f64 = 6.0;

impl Fingers {
    fn new() -> Self {
        Self { down: StoredValue::new(Vec::new()), travelled: StoredValue::new(0.0) }
    }

    fn down(self, event: &ev::PointerEvent) {
        if self.down.with_value(Vec::is_empty) {
            self.travelled.set_value(0.0);
        }
        let finger = (event.pointer_id(), f64::from(event.client_x()), f64::from(event.client_y()));
        self.down.update_value(|down| {
            down.retain(|(id, ..)| *id != finger.0);
            down.push(finger);
        });
    }

    fn up(self, event: &ev::PointerEvent) {
        self.down.update_value(|down| down.retain(|(id, ..)| *id != event.pointer_id()));
    }

    fn dragged(self) -> bool {
        self.travelled.get_value() > TAP_MAX
    }

    /// How far to pan (as shares of the picture) and to zoom.
    fn moved(self, event: &ev::PointerEvent, element: NodeRef<svg::Svg>) -> Option<(f64, f64, f64)> {
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let svg = element.get_untracked()?;
        let rect = svg.unchecked_ref::<web_sys::Element>().get_bounding_client_rect();
        let mut change = None;
        self.down.update_value(|down| {
            let others: Vec<_> = down.iter().filter(|(id, ..)| *id != event.pointer_id()).copied().collect();
            let Some(finger) = down.iter_mut().find(|(id, ..)| *id == event.pointer_id()) else { return };
            let (dx, dy) = (x - finger.1, y - finger.2);
            let factor = others.first().map_or(1.0, |(_, ox, oy)| {
                let (before, after) = ((finger.1 - ox).hypot(finger.2 - oy), (x - ox).hypot(y - oy));
                if after > 1.0 { before / after } else { 1.0 }
            });
            (finger.1, finger.2) = (x, y);
            self.travelled.update_value(|travelled| *travelled += dx.abs() + dy.abs());
            let one = if others.is_empty() { 1.0 } else { 0.5 };
            change = Some((-dx * one / rect.width().max(1.0), -dy * one / rect.height().max(1.0), factor));
        });
        change
    }
}
