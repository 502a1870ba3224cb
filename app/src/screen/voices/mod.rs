//! *Voices*: what customers said, who answers it, what was adopted and what was declined.

mod hear;
mod link;
mod part;
mod tags;

pub(crate) use hear::Hear;
pub(crate) use link::{LinkSheet, Linking};
pub(crate) use part::{may_be_linked, of_voice, said_of};

use crate::part::{Card, Chip, Chips, Empty, Group, Kind, LinkButton};
use crate::screen::acting::ActSheet;
use crate::screen::common::{Beside, Chosen, Shape, ShowMore, card_row_with};
use crate::ui::{Top, Ui, format, route::Route, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::id::Millis;
use sightline_shared::view::{self, Section, Voices as Page, VoicesOf};

/// How many are painted in each list before more is asked for, and how many more each time.
const STEP: usize = 20;
/// Tags that can be chosen: more than anybody looks through.
const TAGS_MAX: usize = 12;
const OURS: &str = "ours";
const ALL: &str = "all";

/// The screen.
#[component]
pub(crate) fn Voices() -> impl IntoView {
    let ui = Ui::here();
    let shown = RwSignal::new(STEP);
    let has_team = ui.viewer().team.is_some();
    let scope = RwSignal::new(if has_team { OURS } else { ALL });
    let tag = RwSignal::new(None::<String>);
    let page = ui.query(move |rows, viewer, now| {
        let of = VoicesOf { team: viewer.team.filter(|_| scope.get() == OURS), tag: tag.get() };
        view::voices(rows, viewer, &of, now, shown.get())
    });
    let chosen: Chosen = RwSignal::new(None);
    let scopes = vec![Chip { key: OURS, text: t!("radar-ours") }, Chip { key: ALL, text: t!("radar-all") }];
    view! {
        <section class="pane list" aria-label=t!("voices-title")>
            <Top title=t!("voices-title") back=Route::Now(None).href() />
            {has_team.then(|| view! { <Chips label=t!("radar-whose") chips=scopes value=scope /> })}
            {move || page.with(|page| tag_filter(&page.tags, tag))}
            <p class="small" role="status">{move || page.with(count)}</p>
            {move || page.with(|page| lists(ui, page, chosen, shown))}
            <div class="thumb">
                <LinkButton kind=Kind::Main icon=lu::LuQuote href=Route::Hear { about: None, customer: None }.href()>{t!("voice-add")}</LinkButton>
            </div>
            {move || chosen.get().map(|(act, subject)| {
                view! { <ActSheet act subject on_close=Callback::new(move |()| chosen.set(None)) /> }
            })}
        </section>
    }
}

/// What they are about: one press shows those alone, another all again.
fn tag_filter(tags: &[(String, usize)], chosen: RwSignal<Option<String>>) -> AnyView {
    let tags = tags.iter().take(TAGS_MAX).map(|(tag, count)| {
        let (own, pressed, count) = (tag.clone(), tag.clone(), *count);
        let press = move |_| {
            chosen.update(|chosen| *chosen = (chosen.as_ref() != Some(&own)).then(|| own.clone()));
        };
        let is_on = move || chosen.with(|chosen| chosen.as_ref() == Some(&pressed));
        view! {
            <label class="chip">
                <input type="checkbox" prop:checked=is_on on:change=press />
                <span>{format!("{tag} · {}", format::number(count))}</span>
            </label>
        }
    });
    let tags: Vec<_> = tags.collect();
    (!tags.is_empty())
        .then(|| view! { <div class="chips" role="group" aria-label=t!("voice-tags")>{tags}</div> })
        .into_any()
}

fn count(page: &Page) -> String {
    let answered = t!(
        "voices-count",
        open = page.open.total,
        silent = page.silent,
        adopted = page.adopted,
        declined = page.declined
    );
    let withdrawn = (page.withdrawn > 0).then(|| t!("voices-withdrawn", count = page.withdrawn));
    let merged = (page.merged > 0).then(|| t!("voices-merged", count = page.merged));
    [Some(answered), withdrawn, merged].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// A voice; of one that is closed, what became of it.
fn row(card: &view::Card, route: &Route, now: Millis, chosen: Option<Chosen>) -> AnyView {
    let closed = card.voice_stands.filter(|_| card.state.is_closed());
    card_row_with(
        card,
        Shape::Full,
        route,
        now,
        chosen,
        Beside { title: None, beyond: closed.map(part::state) },
    )
}

fn lists(ui: Ui, page: &Page, chosen: Chosen, shown: RwSignal<usize>) -> AnyView {
    if page.open.total + page.answered.total == 0 {
        return view! { <Empty icon=lu::LuQuote title=t!("voices-none") text=t!("voices-none-text") /> }
            .into_any();
    }
    let list = move |title: String, section: &Section<view::Card>, chosen: Option<Chosen>| {
        let (items, left, total) = (section.items.clone(), section.more(), section.total);
        let more = Callback::new(move |()| shown.update(|shown| *shown += STEP));
        (total > 0).then(|| {
            view! {
                <Group title remark=format::number(total)>
                    <Card>
                        <ul class="rows">
                            {move || {
                                let (route, now) = (ui.route.get(), ui.now());
                                items.iter().map(|card| row(card, &route, now, chosen)).collect_view()
                            }}
                        </ul>
                    </Card>
                    <ShowMore left on_press=more />
                </Group>
            }
        })
    };
    view! {
        {list(t!("voices-open"), &page.open, Some(chosen))}
        {list(t!("voices-answered"), &page.answered, None)}
    }
    .into_any()
}
