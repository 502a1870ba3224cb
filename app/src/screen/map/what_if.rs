//! What hangs on a team, in counts and lists; and the teams without which others lose sight of the customer.

use crate::part::Card;
use crate::ui::{Ui, format, route::Route, tell, words::t};
use leptos::prelude::*;
use sightline_shared::id::DocId;
use sightline_shared::view::{self, Named, PartyRowKind, SinglePoint, Substitute, WhatIf};

/// "If this team is away": worked out once somebody opens it, and open until they close it, whatever changes around it.
#[component]
pub(crate) fn WhatIfAway(team: DocId) -> impl IntoView {
    let ui = Ui::here();
    let wanted = RwSignal::new(false);
    let is_team = ui.query(move |rows, _, _| {
        rows.party(team).is_some_and(|row| !row.retired && row.kind != PartyRowKind::PayingCustomer)
    });
    let found = ui.query(move |rows, _, now| wanted.get().then(|| view::what_if(rows, team, now)));
    view! {
        <Show when=move || is_team.get()>
            <details on:toggle=move |_| wanted.set(true)>
                <summary class="button quiet">{t!("what-if-title")}</summary>
                {move || found.with(|found| found.as_ref().map(all))}
            </details>
        </Show>
    }
}

fn all(found: &WhatIf) -> AnyView {
    let counts = t!(
        "what-if-counts",
        has = found.has,
        chains = format::number(found.chains),
        above = format::number(found.above)
    );
    let substitutes = found.substitutes.iter().map(substitute).collect_view();
    let nobody = found.substitutes.is_empty();
    let customers = names(t!("what-if-customers"), &found.customers, |id| Route::Customer(id, None));
    let depend = names(t!("what-if-depend"), &found.depend, |id| Route::map(Some(id)));
    let cut_off = names(t!("what-if-cut-off"), &found.cut_off, |id| Route::map(Some(id)));
    view! {
        <Card><ul class="lines"><li><span>{counts}</span></li>{customers}{depend}{cut_off}</ul></Card>
        <h3>{t!("what-if-substitutes")}</h3>
        {if nobody {
            view! { <p class="small">{t!("what-if-nobody")}</p> }.into_any()
        } else {
            view! { <Card><ul class="lines">{substitutes}</ul></Card> }.into_any()
        }}
    }
    .into_any()
}

/// "3 customers wait: Ito, Baker", each a link; nobody: so said.
fn names(title: String, all: &[Named], to: fn(DocId) -> Route) -> AnyView {
    let links = all.iter().map(|one| view! { <li><a href=to(one.id).href()>{tell::name(one)}</a></li> });
    let links = links.collect_view();
    let count = format::number(all.len());
    view! {
        <li><div>
            <span>{title}": "{count}</span>
            {(!all.is_empty()).then(|| view! { <ul class="small dots">{links}</ul> })}
        </div></li>
    }
    .into_any()
}

fn substitute(one: &Substitute) -> AnyView {
    let text = t!("what-if-substitute", delivered = one.delivered, got = format::number(one.got));
    view! { <li><a href=Route::Team(one.team.id).href()>{tell::name(&one.team)}</a><span class="small">{text}</span></li> }
        .into_any()
}

/// On the map's list: the teams on which others hang.
pub(super) fn single_points(points: &[SinglePoint]) -> Option<AnyView> {
    let lines = points.iter().map(|one| {
        let text = t!("single-point", count = one.cuts_off);
        view! { <li><a href=Route::map(Some(one.team.id)).href()>{tell::name(&one.team)}</a><span class="small">{text}</span></li> }
    });
    let lines = lines.collect_view();
    (!points.is_empty()).then(|| {
        view! {
            <details>
                <summary class="button quiet">{t!("single-points", count = points.len())}</summary>
                <p class="small">{t!("single-points-about")}</p>
                <Card><ul class="lines">{lines}</ul></Card>
            </details>
        }
        .into_any()
    })
}
