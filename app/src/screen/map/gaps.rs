//! What the map lacks, each with a mend one tap away.

use super::{Open, OpenSheet};
use crate::part::{Button, Group, Tag, Tone};
use crate::ui::{Ui, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::{Edit, ServiceField};
use sightline_shared::view::{self, Gap, MapPage};

/// How many gaps are listed at once.
const SHOWN: usize = 12;

/// The gaps; a sentence when there are none.
#[component]
pub(super) fn Gaps(page: Memo<MapPage>, open: OpenSheet) -> impl IntoView {
    let ui = Ui::here();
    move || {
        page.with(|page| {
            if page.gaps.is_empty() {
                return view! { <p class="small">{t!("map-no-gaps")}</p> }.into_any();
            }
            let left = page.gaps.len().saturating_sub(SHOWN);
            let gaps = page.gaps.iter().take(SHOWN).map(|gap| line(ui, gap, open)).collect_view();
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

fn line(ui: Ui, gap: &Gap, open: OpenSheet) -> AnyView {
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
            t!("map-retire"),
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
    let press = mended(ui, gap, sheet, open);
    view! {
        <li>
            <div class="row">
                <p class="title">{text}</p>
                <div class="meta"><Tag tone icon=lu::LuEyeOff text=tag /></div>
                <div class="buttons"><Button on_press=press>{mend}</Button></div>
            </div>
        </li>
    }
    .into_any()
}

/// What one press does: what nobody asked for goes off the map, everything else opens the sheet that puts it there, with the name and the promise
/// that the work suggests.
fn mended(ui: Ui, gap: &Gap, sheet: Option<Open>, open: OpenSheet) -> Callback<()> {
    match (gap, sheet) {
        (Gap::NeverAsked { service, .. }, _) => {
            let id = service.id;
            let retired = Edit::ChangeService { id, field: ServiceField::Retired(true) };
            Callback::new(move |()| ui.edit(vec![retired.clone()], t!("map-retired-now")))
        }
        (Gap::NotOnMap { asker, provider, .. }, _) => {
            let (served, provider) = (asker.clone(), provider.clone());
            Callback::new(move |()| {
                let now = ui.now_once();
                let draft = ui.look(|rows| view::service_draft(rows, served.id, provider.id, now));
                let (provider, served) = (provider.clone(), served.clone());
                open.set(Some(Open::Suggested { provider, served, draft: draft.unwrap_or_default() }));
            })
        }
        (_, sheet) => Callback::new(move |()| open.set(sheet.clone())),
    }
}
