//! The radar: in each chain the link that has been silent for longest, for my team or for the whole workspace.

use crate::act::browser::idle;
use crate::part::{Card, Chip, Chips, Empty, Tag, Tone};
use crate::screen::acting::ActSheet;
use crate::screen::common::{Beside, Chosen, Shape, ShowMore, card_row_with};
use crate::ui::{Top, Ui, format, in_the_next_task, route::Route, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::api::Device;
use sightline_shared::id::{DocId, Millis};
use sightline_shared::view::{self, Heard, Section, SilentChain};
use std::collections::BTreeMap;

/// How many chains are painted before more is asked for, as in a section of *Now*.
const SHOWN: usize = 10;
/// How many more each time.
const STEP: usize = 30;
const OURS: &str = "ours";
const ALL: &str = "all";

/// A silent chain, and since when nobody who could answer has been heard.
type Shown = (SilentChain, Option<Millis>);

/// The screen. When devices were heard comes from the relay: without it only silence is told.
#[component]
pub(crate) fn Radar() -> impl IntoView {
    let ui = Ui::here();
    let shown = RwSignal::new(SHOWN);
    let scope = RwSignal::new(if ui.viewer().team.is_some() { OURS } else { ALL });
    let heard = RwSignal::new(Heard::default());
    let chosen: Chosen = RwSignal::new(None);
    let minute = ui.store.minute();
    Effect::new(move || {
        let at = minute.get();
        leptos::task::spawn_local(async move {
            if let Ok(devices) = ui.store.devices().await {
                let _ = heard.try_set(Heard { at, of: last_heard(&devices) });
            }
        });
    });
    let chains = ui.query(move |rows, viewer, now| {
        let team = viewer.team.filter(|_| scope.get() == OURS);
        let Section { total, items } = view::silences(rows, viewer, team, now, shown.get());
        let with_heard = |chain: SilentChain| {
            let unheard = heard.with(|heard| chain.unheard_since(rows, heard));
            (chain, unheard)
        };
        Section { total, items: items.into_iter().map(with_heard).collect::<Vec<Shown>>() }
    });
    // When the screen opens, its other half is worked out while nobody waits for it (VI60).
    let (viewer, now) = (ui.viewer(), ui.now_once());
    leptos::task::spawn_local(async move {
        idle().await;
        let _ = ui.look(|rows| view::silent_chains(rows, &viewer, None, now));
    });
    // Working the silences out and building their list take a phone longer than a task should; below the list is nothing that would move.
    let stands = in_the_next_task();
    let status = ui.store.status();
    let as_of = move || tell::as_of(status.with(|status| status.contact), ui.now());
    let scopes = vec![Chip { key: OURS, text: t!("radar-ours") }, Chip { key: ALL, text: t!("radar-all") }];
    view! {
        <section class="pane list" aria-label=t!("radar-title")>
            <Top title=t!("radar-title") back=Route::Now(None).href() />
            {ui.viewer().team.is_some().then(|| view! { <Chips label=t!("radar-whose") chips=scopes value=scope /> })}
            <p class="small" role="status">
                {move || chains.with(|chains| t!("radar-count", count = chains.total))} " · " {as_of}
            </p>
            {move || stands.get().then(|| chains.with(|chains| list(ui, chains, chosen, shown)))}
            {move || chosen.get().map(|(act, subject)| {
                view! { <ActSheet act subject on_close=Callback::new(move |()| chosen.set(None)) /> }
            })}
        </section>
    }
}

fn last_heard(devices: &[Device]) -> BTreeMap<DocId, Millis> {
    let mut latest = BTreeMap::new();
    for device in devices.iter().filter(|device| device.revoked.is_none()) {
        let last = latest.entry(device.person).or_insert(device.joined);
        *last = (*last).max(device.seen.unwrap_or(device.joined));
    }
    latest
}

fn list(ui: Ui, chains: &Section<Shown>, chosen: Chosen, shown: RwSignal<usize>) -> AnyView {
    if chains.total == 0 {
        return view! { <Empty icon=lu::LuCheckCheck title=t!("radar-none") text=t!("radar-none-text") /> }
            .into_any();
    }
    let left = chains.total - chains.items.len();
    let items = chains.items.clone();
    view! {
        <Card>
            <ul class="rows">
                {move || {
                    let (route, now) = (ui.route.get(), ui.now());
                    items.iter().map(|one| chain(one, &route, now, chosen)).collect_view()
                }}
            </ul>
        </Card>
        <ShowMore left on_press=Callback::new(move |()| shown.update(|shown| *shown += STEP)) />
    }
    .into_any()
}

/// The silent link, and what is known beyond it.
fn chain((chain, unheard): &Shown, route: &Route, now: Millis, chosen: Chosen) -> AnyView {
    let whole = (!chain.root_title.is_empty())
        .then(|| t!("radar-part-of", title = chain.root_title.clone(), count = chain.silent));
    let unheard = unheard
        .map(|at| t!("radar-unheard", who = tell::name(&chain.answers), time = format::moment(at, now)));
    let told = chain.escalation.map(|one| tell::escalation(&one, now));
    let beyond = (whole.is_some() || unheard.is_some() || told.is_some()).then(|| {
        view! {
            {told.map(|told| view! { <span>{told}</span> })}
            {whole.map(|whole| view! { <span>{whole}</span> })}
            {unheard.map(|text| view! { <Tag tone=Tone::Wait icon=lu::LuWifiOff text /> })}
        }
        .into_any()
    });
    card_row_with(&chain.link, Shape::Full, route, now, Some(chosen), Beside { title: None, beyond })
}
