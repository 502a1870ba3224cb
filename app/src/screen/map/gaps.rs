//! What the map lacks, each with a mend one tap away.

use super::{Open, OpenSheet};
use crate::part::{Button, Group, Tag, Tone};
use crate::ui::{tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::view::{Gap, MapPage};

/// How many gaps are listed at once.
const SHOWN: usize = 12;

/// The gaps; a sentence when there are none.
#[component]
pub(super) fn Gaps(page: Memo<MapPage>, open: OpenSheet) -> impl IntoView {
    move || {
        page.with(|page| {
            if page.gaps.is_empty() {
                return view! { <p class="small">{t!("map-no-gaps")}</p> }.into_any();
            }
            let left = page.gaps.len().saturating_sub(SHOWN);
            let gaps = page.gaps.iter().take(SHOWN).map(|gap| line(gap, open)).collect_view();
            view! {
                <Group title=t!("map-gaps")>
                    <ul class="card rows">{gaps}</ul>
                    {(left > 0).then(|| view! { <p class="small">{t!("answer-more-links", count = left)}</p> })}
                </Group>
            }
            .into_any()
        })
    }
}

fn line(gap: &Gap, open: OpenSheet) -> AnyView {
    let (text, mend, sheet) = match gap {
        Gap::NoPath { party } => (
            t!("gap-no-path", team = tell::name(party)),
            t!("gap-whom"),
            Some(Open::NewService { provider: Some(party.clone()), served: None }),
        ),
        Gap::NeverAsked { service, provider, served } => (
            t!(
                "gap-never-asked",
                served = tell::name(served),
                provider = tell::name(provider),
                service = tell::name(service)
            ),
            String::new(),
            None,
        ),
        Gap::NotOnMap { asker, provider, asked } => (
            t!("gap-not-on-map", provider = tell::name(provider), asker = tell::name(asker), count = *asked),
            t!("gap-put"),
            Some(Open::NewService { provider: Some(provider.clone()), served: Some(asker.clone()) }),
        ),
        Gap::SameName { name, parties } => {
            (t!("gap-same-name", name = name.clone(), count = parties.len()), String::new(), None)
        }
        Gap::NoCustomer => (t!("gap-no-customer"), t!("gap-add-customer"), Some(Open::NewParty)),
    };
    let tone = if sheet.is_some() { Tone::Wait } else { Tone::Plain };
    let tag = match gap {
        Gap::NoPath { .. } | Gap::NoCustomer => t!("map-no-path-short"),
        Gap::NeverAsked { .. } => t!("flow-never"),
        Gap::SameName { .. } => t!("gap-tag-same-name"),
        Gap::NotOnMap { .. } => t!("gap-tag-not-on-map"),
    };
    view! {
        <li>
            <div class="row">
                <p class="title">{text}</p>
                <div class="meta"><Tag tone icon=lu::LuEyeOff text=tag /></div>
                {sheet.map(|sheet| view! {
                    <div class="buttons"><Button on_press=Callback::new(move |()| open.set(Some(sheet.clone())))>{mend}</Button></div>
                })}
            </div>
        </li>
    }
    .into_any()
}
