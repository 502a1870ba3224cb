//! The drawing as elements of the page.

use super::frame::Frame;
use super::sketch::Sketch;
use crate::ui::look::RollUp;
use crate::ui::{tell, words::t};
use leptos::prelude::*;
use sightline_shared::id::DocId;
use sightline_shared::map::{LineLook, NodeKind, Scene, SceneNode, label_parts, path_data};
use sightline_shared::view::{MapPage, MapParty};
use std::collections::BTreeMap;

/// Boxes that are made before the screen breathes: a thousand at once would hold it up.
const BOXES_PER_SLICE: usize = 150;

/// The picture, shifted and scaled as the frame says.
pub(super) fn drawn(
    scene: Memo<Scene>,
    page: Memo<MapPage>,
    sketch: RwSignal<Sketch>,
    frame: Frame,
) -> impl IntoView {
    let bounds = Memo::new(move |_| scene.with(|scene| scene.bounds));
    let count = Memo::new(move |_| scene.with(|scene| scene.nodes.len()));
    let shown = RwSignal::new(BOXES_PER_SLICE);
    Effect::new(move || {
        if shown.get() < count.get() {
            request_animation_frame(move || {
                let _ = shown.try_update(|shown| *shown += BOXES_PER_SLICE);
            });
        }
    });
    // The keyboard comes in at one box and goes on by arrows.
    let door = Memo::new(move |_| {
        scene.with(|scene| {
            let focus = scene.nodes.iter().find(|node| node.is_focus).or(scene.nodes.first());
            focus.map(|node| node.drawn.id)
        })
    });
    let boxes = Memo::new(move |_| boxes(scene, page, sketch));
    let ids = move || {
        scene.with(|scene| scene.nodes.iter().take(shown.get()).map(|node| node.drawn.id).collect::<Vec<_>>())
    };
    view! {
        <svg
            class="map-drawing"
            class:moving=move || frame.is_moving.get()
            viewBox=move || { let (x, y, w, h) = bounds.get(); format!("{x:.1} {y:.1} {w:.1} {h:.1}") }
            width=move || format!("{:.1}", bounds.get().2)
            height=move || format!("{:.1}", bounds.get().3)
            style:transform=move || frame.camera.get().map(|camera| camera.transform())
            style:visibility=move || frame.camera.get().is_none().then_some("hidden")
        >
            {ground(scene, bounds)}
            // By its party, and patched in place: whoever has the focus in it keeps it when its words or its place change.
            <For each=ids key=DocId::clone children=move |id| {
                let drawn = Memo::new(move |_| boxes.with(|boxes| boxes.get(&id).cloned()));
                move || drawn.get().map(|drawn| drawn.view(door))
            } />
        </svg>
    }
}

/// What lies below the boxes: rings or layers, and the lines.
fn ground(scene: Memo<Scene>, bounds: Memo<(f64, f64, f64, f64)>) -> impl IntoView {
    let lines = Memo::new(move |_| scene.with(|scene| scene.lines.clone()));
    let rings = Memo::new(move |_| scene.with(|scene| scene.rings.clone()));
    let layers = Memo::new(move |_| scene.with(|scene| scene.layers.clone()));
    view! {
        {move || rings.with(|rings| rings.iter().map(|ring| view! {
            <circle cx="0" cy="0" r=format!("{:.1}", ring.radius) class=if ring.dashed { "ring lost" } else { "ring" } />
        }).collect_view())}
        {move || layers.with(|layers| layers.iter().map(|layer| {
            let middle = format!("{:.1}", (layer.top + layer.bottom) / 2.0);
            let (left, _, wide, _) = bounds.get();
            view! {
                <line x1=left.to_string() x2=(left + wide).to_string() y1=middle.clone() y2=middle class=if layer.dashed { "ring lost" } else { "ring" } />
            }
        }).collect_view())}
        {move || lines.with(|lines| lines.iter().map(|(look, lines)| {
            view! { <path d=path_data(lines) class=line_class(*look) /> }
        }).collect_view())}
    }
}

/// Every box by its party.
fn boxes(scene: Memo<Scene>, page: Memo<MapPage>, sketch: RwSignal<Sketch>) -> BTreeMap<DocId, Drawn> {
    page.with(|page| {
        let parties: BTreeMap<DocId, &MapParty> = page.parties.iter().map(|one| (one.id, one)).collect();
        let sketch = sketch.read_untracked();
        let drawn = |node: &SceneNode| {
            let (name, said) = in_words(node, &sketch, &parties);
            (node.drawn.id, Drawn::of(node, &name, said))
        };
        scene.with(|scene| scene.nodes.iter().map(drawn).collect::<BTreeMap<_, _>>())
    })
}

fn line_class(look: LineLook) -> String {
    format!(
        "edge {}{}{}{}",
        tell::tone(look.severity).class(),
        if look.is_far { " far" } else { "" },
        if look.is_sideways { " sideways" } else { "" },
        if look.is_stale { " stale" } else { "" }
    )
}

/// A box as it stands on the page; what is equal stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Drawn {
    id: DocId,
    /// What is seen of the name, what is cut off, and what stands for that.
    label: (String, String, String),
    said: String,
    class: String,
    place: String,
    corner: (String, String),
    size: (String, String),
    round: String,
    is_focus: bool,
}

/// Where a box stands, as the attribute says it.
pub(super) fn translated(x: f64, y: f64) -> String {
    format!("translate({x:.1} {y:.1})")
}

impl Drawn {
    fn of(node: &SceneNode, name: &str, said: String) -> Self {
        let drawn = &node.drawn;
        let (seen, cut, after) = label_parts(&drawn.label, name);
        let number = |number: f64| format!("{number:.1}");
        Self {
            id: drawn.id,
            label: (seen.to_owned(), cut.to_owned(), after.to_owned()),
            said,
            class: class(node),
            place: translated(drawn.x, drawn.y),
            corner: (number(-drawn.w / 2.0), number(-drawn.h / 2.0)),
            size: (number(drawn.w), number(drawn.h)),
            round: number(drawn.h / 2.0),
            is_focus: node.is_focus,
        }
    }

    fn view(self, door: Memo<Option<DocId>>) -> impl IntoView {
        let id = self.id;
        let (seen, cut, after) = self.label;
        // What is cut off stays in the text: the page's search finds it, and what is seen is part of the name that is said (WCAG 2.5.3).
        let cut = (!cut.is_empty()).then(|| view! { <tspan class="cut-off">{cut}</tspan> });
        view! {
            <g
                class=self.class
                transform=self.place
                data-party=id.to_string()
                role="link"
                tabindex=move || if door.get() == Some(id) { "0" } else { "-1" }
                aria-label=self.said
                aria-current=self.is_focus.then_some("true")
            >
                <rect x=self.corner.0 y=self.corner.1 width=self.size.0 height=self.size.1 rx=self.round />
                <text text-anchor="middle" dominant-baseline="central">{seen}{cut}{after}</text>
            </g>
        }
    }
}

fn class(node: &SceneNode) -> String {
    let kind = match node.drawn.kind {
        NodeKind::Customer => "customer",
        NodeKind::Team => "team",
        NodeKind::Other => "other",
    };
    let mut class = format!("node {kind}");
    for (is, name) in [
        (node.is_focus, " focus"),
        (node.is_mine, " mine"),
        (!node.has_path(), " lost"),
        (node.is_late, " late"),
        (node.is_far, " far"),
    ] {
        if is {
            class.push_str(name);
        }
    }
    class
}

/// The whole name of who stands in a box, and what is said of them.
fn in_words(node: &SceneNode, sketch: &Sketch, parties: &BTreeMap<DocId, &MapParty>) -> (String, String) {
    let id = node.drawn.id;
    let Some(members) = sketch.members.get(&id) else {
        let party = parties.get(&id);
        return party.map_or_else(
            || (node.drawn.label.clone(), node.drawn.label.clone()),
            |party| (party.name.clone(), said(party)),
        );
    };
    let one = members.first().and_then(|id| parties.get(id));
    let name = one.zip(sketch.look.rolled).map(|(party, by)| match by {
        RollUp::Site => &party.site,
        RollUp::Department => &party.department,
    });
    // Those of no group stand for themselves, and a group of one has no place in its name.
    let name = name.filter(|name| !name.is_empty()).unwrap_or(&node.drawn.label);
    (name.clone(), said_of_group(name, members, parties))
}

/// How many of a group are named.
const NAMED_MAX: usize = 8;

/// A group in words: who is in it.
fn said_of_group(label: &str, members: &[DocId], parties: &BTreeMap<DocId, &MapParty>) -> String {
    let names = members.iter().take(NAMED_MAX).filter_map(|id| parties.get(id));
    let names: Vec<&str> = names.map(|party| party.name.as_str()).collect();
    let more = if members.len() > NAMED_MAX { " …" } else { "" };
    format!("{label}: {}{more}", names.join(", "))
}

/// A party in words: for those who don't see the picture.
pub(crate) fn said(party: &MapParty) -> String {
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
