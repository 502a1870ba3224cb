//! *Find*: one search over customers, order numbers, requests and parties; the answer card for whoever has the customer on the phone.

mod answer;
mod hit;

pub(crate) use answer::{answer_card, links};

use crate::part::{Button, Card, Empty, Group, Icon, Kind, Tag, Tone};
use crate::screen::common::ShowMore;
use crate::screen::many::{ManyBar, PickSeveral};
use crate::ui::{Top, Ui, format, has_voice, route::Route, tell, words::t};
use hit::hits_group;
use icondata_lu as lu;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::{html::Input, prelude::*};
use leptos_router::hooks::use_location;
use sightline_shared::view::{self, Found, PartyHit};
use std::time::Duration;

/// How many hits of each sort are painted before more is asked for.
const SHOWN: usize = 12;
/// How long after the last key the address follows.
const KEEP_AFTER: Duration = Duration::from_millis(300);

/// The search. What is typed is kept in the address, so that back and a shared link find it again.
#[component]
pub(crate) fn Find() -> impl IntoView {
    let ui = Ui::here();
    let typed =
        RwSignal::new(use_location().query.with_untracked(|query| query.get("q")).unwrap_or_default());
    let limit = RwSignal::new(SHOWN);
    let field = NodeRef::<Input>::new();
    let status = ui.store.status();
    let contact = Memo::new(move |_| status.with(|status| status.contact));
    let found = ui.query(move |rows, viewer, now| {
        let text = typed.get();
        has_voice(&text).then(|| {
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
    let address = Address::new(typed);
    let search = move |event| {
        limit.set(SHOWN);
        typed.set(event_target_value(&event));
        address.keep_soon();
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
            <p class="out" role="status">{move || found.with(|found| found.as_ref().map(count))}</p>
            {move || found.with(|found| match found {
                Some(found) => hits(ui, found, typed, limit),
                None => view! { <Empty icon=lu::LuPhone title=t!("find-begin") text=t!("find-begin-text") /> }.into_any(),
            })}
            <ManyBar />
        </section>
    }
}

/// Keeps what is typed in the address, once the fingers rest: each time costs the browser more than the search does.
#[derive(Clone, Copy)]
struct Address {
    typed: RwSignal<String>,
    pending: StoredValue<Option<TimeoutHandle>>,
}

impl Address {
    fn new(typed: RwSignal<String>) -> Self {
        let address = Self { typed, pending: StoredValue::new(None) };
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
            keep_in_address(&self.typed.get_untracked());
        }
    }

    /// Whether something was pending.
    fn forget(self) -> bool {
        let pending = self.pending.try_update_value(Option::take).flatten();
        pending.inspect(TimeoutHandle::clear).is_some()
    }
}

/// The address without a new place in the history: every letter would be one.
fn keep_in_address(text: &str) {
    let path = window().location().pathname().unwrap_or_else(|_| Route::Find(None).href());
    let query: String = js_sys::encode_uri_component(text).into();
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(
            &history.state().unwrap_or_default(),
            "",
            Some(&format!("{path}?q={query}")),
        );
    }
}

fn total(found: &Found) -> usize {
    found.customers.total + found.requests.total + found.answers.total + found.parties.total
}

fn count(found: &Found) -> String {
    t!("find-count", count = total(found))
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
            <Empty icon=lu::LuSearchX title=t!("find-nothing") text=t!("find-nothing-text") />
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
        {hits_group(ui, t!("find-requests"), &found.requests, more)}
        {hits_group(ui, t!("find-answers"), &found.answers, more)}
        {(found.requests.total + found.answers.total > 0).then(|| view! {
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
    view! {
        <li data-row="">
            <article class="row">
                <p class="title"><a data-open="" href=Route::Map(Some(hit.party.id)).href()>{tell::name(&hit.party)}</a></p>
                <div class="meta">
                    <Tag tone=Tone::Plain icon=lu::LuOrbit text=tell::party_kind(hit.kind) />
                    <span>{t!("whom-busy", open = hit.open)}</span>
                </div>
            </article>
        </li>
    }
    .into_any()
}
