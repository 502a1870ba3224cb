//! *Find*: one search over customers, order numbers, requests and parties; the answer card for whoever has the customer on the phone.

mod answer;
mod filters;
mod hit;

pub(crate) use answer::{answer_card, links};
pub(crate) use filters::{KeptFilters, query_of};

use crate::part::{Button, Card, Empty, Group, Icon, Kind, Tag, Tone};
use crate::screen::common::ShowMore;
use crate::screen::many::{ManyBar, PickSeveral};
use crate::ui::{Top, Ui, format, has_voice, route::Route, tell, words::t};
use filters::{Choices, FilterFields};
use hit::hits_group;
use icondata_lu as lu;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::{html::Input, prelude::*};
use leptos_router::hooks::use_location;
use sightline_shared::id::DocId;
use sightline_shared::view::{self, Filter, Found, Hit, PartyHit, PartyRowKind, Section};
use std::time::Duration;

/// How many hits of each sort are painted before more is asked for: with each key all of them are painted anew.
const SHOWN: usize = 8;
/// How long after the last key the address follows.
const KEEP_AFTER: Duration = Duration::from_millis(300);

/// The search. What is typed is kept in the address, so that back and a shared link find it again.
#[component]
pub(crate) fn Find() -> impl IntoView {
    let ui = Ui::here();
    let choices = Choices::new();
    let typed = choices.typed;
    follow_address(ui, choices);
    let limit = RwSignal::new(SHOWN);
    let field = NodeRef::<Input>::new();
    let status = ui.store.status();
    let contact = Memo::new(move |_| status.with(|status| status.contact));
    let narrowed = ui.query(move |rows, viewer, now| {
        let filter = choices.filter();
        filter.narrows().then(|| view::filtered(rows, viewer, &filter, now, limit.get()))
    });
    let found = ui.query(move |rows, viewer, now| {
        let text = typed.get();
        (has_voice(&text) && !choices.filter().narrows()).then(|| {
            let mut found = view::find(rows, viewer, &text, now, contact.get(), limit.get());
            let (unread, (taken, all)) = (ui.store.unread(), rows.search_read());
            if unread > 0 {
                found.reading = Some((taken, all + unread));
            }
            found
        })
    });
    Effect::new(move || {
        if let Some(field) = field.get() {
            let _ = field.focus();
        }
    });
    let address = Address::new(choices);
    Effect::new(move |before: Option<()>| {
        choices.filter();
        if before.is_some() {
            address.keep_soon();
        }
    });
    let is_reading = Memo::new(move |_| ui.store.unread() > 0);
    let search = move |event| {
        limit.set(SHOWN);
        typed.set(event_target_value(&event));
    };
    view! {
        <section class="pane list" aria-label=t!("find-title")>
            <Top title=t!("find-title")><PickSeveral /></Top>
            <search>
                <label class="search">
                    <Icon icon=lu::LuSearch />
                    <span class="out">{t!("find-label")}</span>
                    <input
                        node_ref=field
                        type="search"
                        enterkeyhint="search"
                        autocomplete="off"
                        placeholder=t!("find-label")
                        prop:value=move || typed.get()
                        on:input=search
                        on:blur=move |_| address.keep_now()
                    />
                </label>
            </search>
            <FilterFields choices />
            <p class="out" role="status">{move || narrowed.with(|list| list.as_ref().map(|list| said_count(list.total, is_reading.get())))}</p>
            <p class="out" role="status">{move || found.with(|found| found.as_ref().map(count))}</p>
            {move || narrowed.with(|list| list.as_ref().map(|list| narrowed_list(ui, list, choices, limit, is_reading.get())))}
            {move || found.with(|found| match found {
                Some(found) => hits(ui, found, typed, limit),
                None if narrowed.with(Option::is_some) => ().into_any(),
                None => view! { <KeptFilters edit=true choices=Some(choices) /> <Empty icon=lu::LuPhone title=t!("find-begin") text=t!("find-begin-text") /> }.into_any(),
            })}
            <ManyBar shown=on_screen(narrowed, found) />
        </section>
    }
}

/// The requests among what is found.
fn on_screen(narrowed: Memo<Option<Section<Hit>>>, found: Memo<Option<Found>>) -> Signal<Vec<DocId>> {
    let ids = |hits: &Section<Hit>| hits.items.iter().map(|hit| hit.card.id).collect::<Vec<_>>();
    Signal::derive(move || {
        let list = narrowed.with(|list| list.as_ref().map(ids)).unwrap_or_default();
        let of = |found: &Found| [&found.kept, &found.requests, &found.answers].map(ids).concat();
        [list, found.with(|found| found.as_ref().map(of)).unwrap_or_default()].concat()
    })
}

/// What an address says is chosen: that of the screen when it opens, and of each kept filter that is pressed.
fn follow_address(ui: Ui, choices: Choices) {
    let location = use_location();
    Effect::new(move || {
        let filter = location.query.with(|query| Filter::read(|name| query.get(name)));
        let here = location.pathname.with(|path| *path == Route::Find(None).href());
        if here && filter != Filter::default() {
            choices.take(ui, &filter);
        }
    });
}

/// What a filter lets through.
fn narrowed_list(
    ui: Ui,
    list: &Section<Hit>,
    choices: Choices,
    limit: RwSignal<usize>,
    is_reading: bool,
) -> AnyView {
    if list.total == 0 {
        return nothing(is_reading, t!("filter-nothing-text"));
    }
    let more = Callback::new(move |()| limit.update(|limit| *limit += SHOWN * 3));
    let save = Callback::new(move |()| {
        let (filter, viewer, now) = (untrack(|| choices.filter()), ui.viewer(), ui.now_once());
        ui.save_csv(move |rows| view::filtered_ids(rows, &viewer, &filter, now));
    });
    view! {
        {hits_group(ui, t!("find-requests"), list, more)}
        <div class="buttons end">
            <Button kind=Kind::Quiet icon=lu::LuFileDown on_press=save>{t!("csv-save")}</Button>
        </div>
    }
    .into_any()
}

/// Keeps what is typed in the address, once the fingers rest: each time costs the browser more than the search does.
#[derive(Clone, Copy)]
struct Address {
    choices: Choices,
    pending: StoredValue<Option<TimeoutHandle>>,
}

impl Address {
    fn new(choices: Choices) -> Self {
        let address = Self { choices, pending: StoredValue::new(None) };
        // A later address is none of this screen's.
        on_cleanup(move || {
            address.forget();
        });
        address
    }

    fn keep_soon(self) {
        self.forget();
        let timer = set_timeout_with_handle(move || self.keep_now(), KEEP_AFTER).ok();
        self.pending.set_value(timer);
    }

    /// Whoever leaves the field may be about to leave the screen.
    fn keep_now(self) {
        if self.forget() {
            keep_in_address(&query_of(&untrack(|| self.choices.filter())));
        }
    }

    /// Whether something was pending.
    fn forget(self) -> bool {
        let pending = self.pending.try_update_value(Option::take).flatten();
        pending.inspect(TimeoutHandle::clear).is_some()
    }
}

/// The address without a new place in the history: every letter would be one.
fn keep_in_address(query: &str) {
    let path = window().location().pathname().unwrap_or_else(|_| Route::Find(None).href());
    let query = if query.is_empty() { String::new() } else { format!("?{query}") };
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(
            &history.state().unwrap_or_default(),
            "",
            Some(&format!("{path}{query}")),
        );
    }
}

fn total(found: &Found) -> usize {
    found.customers.total + found.parties.total + requests(found)
}

fn requests(found: &Found) -> usize {
    found.kept.total + found.requests.total + found.answers.total
}

fn count(found: &Found) -> String {
    said_count(total(found), found.reading.is_some())
}

fn said_count(total: usize, is_reading: bool) -> String {
    if total == 0 && is_reading { t!("find-nothing-yet") } else { t!("find-count", count = total) }
}

/// Nothing was found, and what to try; what is still being read may have it.
fn nothing(is_reading: bool, text: String) -> AnyView {
    let (title, text) = if is_reading {
        (t!("find-nothing-yet"), t!("find-nothing-yet-text"))
    } else {
        (t!("find-nothing"), text)
    };
    view! { <Empty icon=lu::LuSearchX title text /> }.into_any()
}

/// That something may be missing is said before what there is.
fn reading(found: &Found) -> Option<AnyView> {
    let (taken, all) = found.reading?;
    let text = t!("find-reading", read = format::number(taken), all = format::number(all));
    Some(view! { <p class="small" data-reading="">{text}</p> }.into_any())
}

fn hits(ui: Ui, found: &Found, typed: RwSignal<String>, limit: RwSignal<usize>) -> AnyView {
    if total(found) == 0 {
        return view! {
            {reading(found)}
            {nothing(found.reading.is_some(), t!("find-nothing-text"))}
        }
        .into_any();
    }
    let now = ui.now();
    let more = Callback::new(move |()| limit.update(|limit| *limit += SHOWN * 3));
    let save = Callback::new(move |()| {
        let query = typed.get_untracked();
        ui.save_csv(move |rows| view::found_requests(rows, &query));
    });
    let parties = found.parties.items.iter().map(party_row).collect_view();
    view! {
        {reading(found)}
        {found.near.then(|| view! { <p class="small">{t!("find-near")}</p> })}
        {found.customers.items.iter().map(|answer| answer_card(ui, answer, found.as_of, now, true)).collect_view()}
        <ShowMore left=found.customers.more() on_press=more />
        {hits_group(ui, t!("find-kept"), &found.kept, more)}
        {hits_group(ui, t!("find-requests"), &found.requests, more)}
        {hits_group(ui, t!("find-answers"), &found.answers, more)}
        {(requests(found) > 0).then(|| view! {
            <div class="buttons end">
                <Button kind=Kind::Quiet icon=lu::LuFileDown on_press=save>{t!("csv-save")}</Button>
            </div>
        })}
        {(found.parties.total > 0).then(|| view! {
            <Group title=t!("find-parties")>
                <Card><ul class="rows">{parties}</ul></Card>
            </Group>
        })}
    }
    .into_any()
}

fn party_row(hit: &PartyHit) -> AnyView {
    let id = hit.party.id;
    let to = if hit.kind == PartyRowKind::Team { Route::Team(id) } else { Route::map(Some(id)) };
    view! {
        <li data-row="">
            <article class="row">
                <p class="title"><a data-open="" href=to.href()>{tell::name(&hit.party)}</a></p>
                <div class="meta">
                    <Tag tone=Tone::Plain icon=lu::LuOrbit text=tell::party_kind(hit.kind) />
                    <span>{t!("whom-busy", open = hit.open)}</span>
                </div>
            </article>
        </li>
    }
    .into_any()
}
