//! What the map lacks, each with a mend one tap away.

use super::{Open, OpenSheet};
use crate::part::{Button, Group};
use crate::screen::common::ShowMore;
use crate::ui::{Ui, format, route::Route, tell, words::t};
use leptos::prelude::*;
use sightline_shared::edit::{Edit, ServiceField};
use sightline_shared::view::{self, Gap, MapPage, Named};

/// How many gaps are listed before more is asked for.
const SHOWN: usize = 5;

/// The gaps; a sentence when there are none.
#[component]
pub(super) fn Gaps(page: Memo<MapPage>, open: OpenSheet) -> impl IntoView {
    let ui = Ui::here();
    let limit = RwSignal::new(SHOWN);
    let more = Callback::new(move |()| limit.update(|limit| *limit += 4 * SHOWN));
    move || {
        page.with(|page| {
            if page.gaps.is_empty() {
                return view! { <p class="small">{t!("map-no-gaps")}</p> }.into_any();
            }
            let left = page.gaps.len().saturating_sub(limit.get());
            let gaps = page.gaps.iter().take(limit.get()).map(|gap| line(ui, gap, open)).collect_view();
            view! {
                <Group title=t!("map-gaps") remark=format::number(page.gaps.len())>
                    <ul class="card rows">{gaps}</ul>
                    <ShowMore left on_press=more />
                </Group>
            }
            .into_any()
        })
    }
}

fn line(ui: Ui, gap: &Gap, open: OpenSheet) -> AnyView {
    // Which of one name is which: each with a way to where it is changed.
    let twins = match gap {
        Gap::SameName { parties, .. } => Some(parties.iter().map(|party| twin(ui, party)).collect_view()),
        _ => None,
    };
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
    let press = mended(ui, gap, sheet, open);
    view! {
        <li>
            <div class="row mend">
                <p>{text}</p>
                {twins.map(|twins| view! { <ul class="links small">{twins}</ul> })}
                {(!mend.is_empty()).then(|| view! { <div class="buttons"><Button on_press=press>{mend}</Button></div> })}
            </div>
        </li>
    }
    .into_any()
}

fn twin(ui: Ui, party: &Named) -> AnyView {
    let what = ui.look(|rows| tell::apart(rows, party.id)).flatten().unwrap_or_else(|| tell::name(party));
    view! { <li><a class="plain" href=Route::map(Some(party.id)).href()>{what}</a></li> }.into_any()
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
