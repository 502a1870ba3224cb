//! What the daily work teaches the map: each suggestion is taken by a person, or put away for everybody.

use super::{Open, OpenSheet};
use crate::part::{Button, Card, Group, Icon, Kind, LinkButton};
use crate::screen::common::ShowMore;
use crate::ui::{Ui, format, in_slices, route::Route, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::{Edit, PartyField};
use sightline_shared::id::DocId;
use sightline_shared::view::{
    self, AskDirectly, Learned, Learning, Named, ReturnLoop, SlowHop, SuggestedService,
};

/// How many of each kind are listed before more is asked for.
const SHOWN: usize = 5;

/// Looks only once somebody asks for it: all requests of a year are read, in slices. It stays open until they close it.
#[component]
pub(super) fn LearnedFromWork(open: OpenSheet) -> impl IntoView {
    let ui = Ui::here();
    let wanted = RwSignal::new(false);
    let found = in_slices(ui, wanted, |_, now| Learning::new(now));
    let limits = [(); 4].map(|()| RwSignal::new(SHOWN));
    view! {
        <details on:toggle=move |_| wanted.set(true)>
            <summary class="button"><Icon icon=lu::LuLightbulb />{t!("learned-look")}</summary>
            <div class="form tight">
                {move || found.with(|found| match found {
                    None => view! { <p class="small reads" role="status">{t!("learned-reads")}</p> }.into_any(),
                    Some(found) => all(ui, found, limits, open),
                })}
            </div>
        </details>
    }
}

fn all(ui: Ui, found: &Learned, limits: [RwSignal<usize>; 4], open: OpenSheet) -> AnyView {
    let read =
        t!("learned-read", requests = format::number(found.requests), hops = format::number(found.hand_ons));
    let [services, detours, loops, hops] = limits;
    let is_empty = found.services.is_empty()
        && found.direct.is_empty()
        && found.loops.is_empty()
        && found.hops.is_empty();
    view! {
        <p class="small" role="status">{read}</p>
        {is_empty.then(|| view! { <p>{t!("learned-nothing")}</p> })}
        {section(t!("learned-services"), &found.services, services, move |one| service(ui, one, open))}
        {section(t!("learned-direct"), &found.direct, detours, move |one| direct(ui, one, open))}
        {section(t!("learned-loops"), &found.loops, loops, returned)}
        {section(t!("learned-hops"), &found.hops, hops, hop)}
    }
    .into_any()
}

fn section<T: Clone + Send + Sync + 'static>(
    title: String,
    all: &[T],
    limit: RwSignal<usize>,
    line: impl Fn(&T) -> AnyView + Send + Sync + 'static,
) -> Option<AnyView> {
    let (items, count) = (all.to_vec(), all.len());
    let more = Callback::new(move |()| limit.set(count));
    let lines = move || items.iter().take(limit.get()).map(&line).collect_view();
    (count > 0).then(|| {
        view! {
            <Group title remark=format::number(count)>
                <Card><ul class="rows">{lines}</ul></Card>
                {move || view! { <ShowMore left=count.saturating_sub(limit.get()) on_press=more /> }}
            </Group>
        }
        .into_any()
    })
}

/// The button that puts a suggestion away, for everybody.
fn put_away(ui: Ui, asker: DocId, key: String) -> AnyView {
    let press = Callback::new(move |()| {
        let field = PartyField::PutAway(key.clone(), true);
        ui.edit(vec![Edit::ChangeParty { id: asker, field }], t!("learned-gone"));
    });
    view! { <Button kind=Kind::Quiet icon=lu::LuX on_press=press>{t!("learned-put-away")}</Button> }
        .into_any()
}

fn service(ui: Ui, one: &SuggestedService, open: OpenSheet) -> AnyView {
    let (provider, served, draft) = (one.provider.clone(), one.served.clone(), one.draft.clone());
    let away = put_away(ui, served.id, view::service_key(provider.id));
    let text = t!(
        "gap-not-on-map",
        provider = tell::name(&provider),
        asker = tell::name(&served),
        count = one.asked
    );
    let promise = tell::promise(draft.reply_within, draft.deliver_within);
    let proposed = [draft.name.clone(), promise].into_iter().filter(|text| !text.is_empty());
    let proposed = proposed.collect::<Vec<_>>().join(": ");
    let take = Callback::new(move |()| {
        open.set(Some(Open::Suggested {
            provider: provider.clone(),
            served: served.clone(),
            draft: draft.clone(),
        }));
    });
    view! {
        <li><div class="row">
            <p class="title">{text}</p>
            {(!proposed.is_empty()).then(|| view! { <p class="small">{t!("learned-proposed", what = proposed)}</p> })}
            <div class="buttons"><Button icon=lu::LuPlus on_press=take>{t!("gap-put")}</Button>{away}</div>
        </div></li>
    }
    .into_any()
}

fn direct(ui: Ui, one: &AskDirectly, open: OpenSheet) -> AnyView {
    let (asker, last) = (one.asker.clone(), one.last.clone());
    let away = put_away(ui, asker.id, view::direct_key(one.first.id, last.id));
    let text = t!(
        "learned-direct-line",
        asker = tell::name(&asker),
        first = tell::name(&one.first),
        last = tell::name(&last),
        count = one.handed_on,
        of = format::number(one.of)
    );
    let take = if one.on_map {
        view! { <LinkButton icon=lu::LuPlus href=Route::ask(last.id).href()>{t!("away-ask", team = tell::name(&last))}</LinkButton> }.into_any()
    } else {
        let take = Callback::new(move |()| {
            let now = ui.now_once();
            let draft = ui.look(|rows| view::service_draft(rows, asker.id, last.id, now));
            let draft = draft.unwrap_or_default();
            open.set(Some(Open::Suggested { provider: last.clone(), served: asker.clone(), draft }));
        });
        view! { <Button icon=lu::LuPlus on_press=take>{t!("gap-put")}</Button> }.into_any()
    };
    view! { <li><div class="row"><p class="title">{text}</p><div class="buttons">{take}{away}</div></div></li> }
        .into_any()
}

fn returned(one: &ReturnLoop) -> AnyView {
    let text =
        t!("learned-loop", team = tell::name(&one.team), by = tell::name(&one.by), count = one.requests);
    let example = |request: &Named| {
        view! { <li><a href=Route::Now(Some(request.id)).href()>{tell::name(request)}</a></li> }
    };
    let examples = one.examples.iter().map(example).collect_view();
    view! { <li><div class="row"><p class="title">{text}</p><ul class="small dots">{examples}</ul></div></li> }
        .into_any()
}

fn hop(one: &SlowHop) -> AnyView {
    let ends = t!("learned-hop", team = tell::name(&one.from), to = tell::name(&one.to));
    let waits = t!("learned-hop-waits", span = format::span(one.median), count = one.requests);
    view! { <li><div class="row"><p class="title">{ends}</p><p class="small">{waits}</p></div></li> }
        .into_any()
}
