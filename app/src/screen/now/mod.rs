//! *Now*: what waits on my team and what it waits for, oldest silence first.

mod first_day;

use crate::part::{Card, Empty, Group, Kind, LinkButton};
use crate::screen::acting::ActSheet;
use crate::screen::common::{Chosen, Shape, ShowMore, card_row};
use crate::screen::find::KeptFilters;
use crate::screen::many::{LeftByOthers, ManyBar, PickSeveral};
use crate::screen::map::Promises;
use crate::screen::me::MyShift;
use crate::screen::me::echo::fresh_echo;
use crate::screen::me::notices::fresh_notices;
use crate::screen::tasks::door;
use crate::store::{Phase, Stage};
use crate::ui::{Top, Ui, format, in_the_next_task, route::Route, tell, words::t};
use first_day::FirstDay;
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::id::DocId;
use sightline_shared::view::{self, Now as Page, Section};

/// How many requests a section paints before it is asked for more.
const SHOWN: usize = 10;
/// How many more each time.
const STEP: usize = 30;

/// The list.
#[component]
pub(crate) fn Now() -> impl IntoView {
    let ui = Ui::here();
    let shown = RwSignal::new(SHOWN);
    let page = ui.query(move |rows, viewer, now| view::now(rows, viewer, now, shown.get()));
    let is_empty_place = ui.query(|rows, _, _| rows.requests().next().is_none());
    let phase = ui.store.phase();
    let has_list = Memo::new(move |_| phase.get().has(Stage::Window));
    // What is below the window comes last, at a start and at each visit: all lists together take a phone longer than a tap may. Below a
    // list that is shorter than the window it would be seen to come.
    let stands = in_the_next_task();
    let is_whole = Memo::new(move |_| {
        has_list.get() && (stands.get() && phase.get() == Phase::Ready || !page.with(fills_the_window))
    });
    let is_admin = Memo::new(move |_| ui.store.me().with(|me| me.as_ref().is_some_and(|me| me.admin)));
    let chosen: Chosen = RwSignal::new(None);
    view! {
        <section class="pane list" aria-label=t!("now-title")>
            <Top title=t!("now-title") quiet=false>
                <LinkButton kind=Kind::Quiet icon=lu::LuQuote href=Route::Voices(None).href()>{t!("voices-title")}</LinkButton>
                <LinkButton kind=Kind::Quiet icon=lu::LuRadar href=Route::Radar(None).href()>{t!("radar-title")}</LinkButton>
            </Top>
            <KeptFilters />
            <FirstDay />
            <MyShift />
            {fresh_notices(ui)}
            {fresh_echo(ui)}
            <Promises />
            <LeftByOthers />
            {move || has_list.get().then(|| page.with(|page| if is_empty_place.get() { beginning(page, is_admin.get()) } else { for_us(ui, page, chosen, shown) }))}
            {move || (is_whole.get() && !is_empty_place.get()).then(|| page.with(|page| further_down(ui, page, chosen, shown)))}
            {move || is_whole.get().then(|| door(ui))}
            <ManyBar shown=on_screen(page) />
            {move || (!ui.picking.on.get()).then(|| view! {
                <div class="thumb">
                    <PickSeveral />
                    <LinkButton kind=Kind::Main icon=lu::LuPlus href="/ask">{t!("now-ask")}</LinkButton>
                </div>
            })}
            {move || chosen.get().map(|(act, subject)| {
                view! { <ActSheet act subject on_close=Callback::new(move |()| chosen.set(None)) /> }
            })}
        </section>
    }
}

/// The requests of all its sections.
fn on_screen(page: Memo<Page>) -> Signal<Vec<DocId>> {
    Signal::derive(move || {
        page.with(|page| {
            let all = [&page.waits_on_us, &page.we_wait_for, &page.asker_to_move];
            all.into_iter().flat_map(|section| section.items.iter().map(|card| card.id)).collect()
        })
    })
}

/// Whether the first list is as long as it begins: longer than a window is high.
fn fills_the_window(page: &Page) -> bool {
    page.team.is_some() && page.waits_on_us.items.len() >= SHOWN
}

/// What waits on my team, or that nothing does.
fn for_us(ui: Ui, page: &Page, chosen: Chosen, shown: RwSignal<usize>) -> AnyView {
    let counts = page.counts;
    let head = if counts.customers > 0 {
        t!("now-customers-wait", count = counts.customers)
    } else {
        t!("now-waits-on-us")
    };
    let remark = if counts.silent > 0 {
        t!("now-oldest-silence", count = counts.silent)
    } else {
        t!("now-all-answered")
    };
    if page.team.is_none() {
        view! {
            <Empty icon=lu::LuUsers title=t!("now-no-team") text=t!("now-no-team-text")>
                <LinkButton href="/me">{t!("ask-choose-team")}</LinkButton>
            </Empty>
        }
        .into_any()
    } else if page.waits_on_us.total == 0 {
        view! { <Empty icon=lu::LuCheckCheck title=t!("now-nothing") text=t!("now-nothing-text") /> }
            .into_any()
    } else {
        let list = section(ui, &page.waits_on_us, Shape::Full, Some(chosen), shown);
        view! { <Group title=head remark>{list}</Group> }.into_any()
    }
}

/// What my team waits for, and what waits for who asked it.
fn further_down(ui: Ui, page: &Page, chosen: Chosen, shown: RwSignal<usize>) -> AnyView {
    let we_wait = section(ui, &page.we_wait_for, Shape::Short, Some(chosen), shown);
    let asker_moves = section(ui, &page.asker_to_move, Shape::Short, None, shown);
    view! {
        {(page.we_wait_for.total > 0).then(|| view! { <Group title=t!("now-we-wait") remark=waits_remark(page)>{we_wait}</Group> })}
        {(page.asker_to_move.total > 0).then(|| view! {
            <Group title=t!("now-asker-moves") remark=format::number(page.asker_to_move.total)>{asker_moves}</Group>
        })}
    }
    .into_any()
}

fn waits_remark(page: &Page) -> String {
    match page.counts.ours_to_move {
        0 => format::number(page.we_wait_for.total),
        ours => t!("now-ours-to-move", total = format::number(page.we_wait_for.total), count = ours),
    }
}

fn section(
    ui: Ui,
    section: &Section<view::Card>,
    shape: Shape,
    chosen: Option<Chosen>,
    shown: RwSignal<usize>,
) -> AnyView {
    let items = section.items.clone();
    let left = section.more();
    view! {
        <Card>
            <ul class="rows">
                {move || {
                    let (route, now) = (ui.route.get(), ui.now());
                    items.iter().map(|card| card_row(card, shape, &route, now, chosen)).collect_view()
                }}
            </ul>
        </Card>
        <ShowMore left on_press=Callback::new(move |()| shown.update(|shown| *shown += STEP)) />
    }
    .into_any()
}

/// A workspace without a single request: what to do first.
fn beginning(page: &Page, is_admin: bool) -> AnyView {
    let team = page.team.as_ref().map(tell::name);
    view! {
        <Empty icon=lu::LuSprout title=team.map_or_else(|| t!("now-begin"), |team| t!("now-begin-team", team = team)) text=t!("now-begin-text")>
            <div class="buttons">
                <LinkButton icon=lu::LuOrbit href="/map/list">{t!("now-begin-map")}</LinkButton>
                {is_admin.then(|| view! { <LinkButton icon=lu::LuUserPlus href="/me/invites">{t!("now-begin-invite")}</LinkButton> })}
            </div>
        </Empty>
    }
    .into_any()
}
