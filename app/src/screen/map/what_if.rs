//! What hangs on a team, in counts and lists; and the teams without which others lose sight of the customer.

use crate::part::Card;
use crate::screen::common::ShowMore;
use crate::ui::{Ui, format, in_slices, route::Route, tell, words::t};
use leptos::prelude::*;
use sightline_shared::id::DocId;
use sightline_shared::view::{Named, PartyRowKind, Reckoning, SinglePoint, Substitute, WhatIf};

/// How many names of a kind are listed before more is asked for.
const SHOWN: usize = 6;

/// "If this team is away": worked out in slices once somebody opens it, and open until they close it, whatever changes around it.
#[component]
pub(crate) fn WhatIfAway(team: DocId) -> impl IntoView {
    let ui = Ui::here();
    let wanted = RwSignal::new(false);
    let is_team = ui.query(move |rows, _, _| {
        rows.party(team).is_some_and(|row| !row.retired && row.kind != PartyRowKind::PayingCustomer)
    });
    let found = in_slices(ui, wanted, move |rows, now| Reckoning::new(rows, team, now));
    let limits = [(); 3].map(|()| RwSignal::new(SHOWN));
    view! {
        <Show when=move || is_team.get()>
            <details on:toggle=move |_| wanted.set(true)>
                <summary class="button">{t!("what-if-title")}</summary>
                {move || found.with(|found| match found {
                    None => view! { <p class="small reads" role="status">{t!("what-if-reads")}</p> }.into_any(),
                    Some(found) => all(found, limits),
                })}
            </details>
        </Show>
    }
}

fn all(found: &WhatIf, [customers, depend, cut_off]: [RwSignal<usize>; 3]) -> AnyView {
    let substitutes = found.substitutes.iter().map(substitute).collect_view();
    let (counts, nobody) = (counts(found), found.substitutes.is_empty());
    let customers =
        names(t!("what-if-customers"), &found.customers, customers, |id| Route::Customer(id, None));
    let depend = names(t!("what-if-depend"), &found.depend, depend, |id| Route::map(Some(id)));
    let cut_off = names(t!("what-if-cut-off"), &found.cut_off, cut_off, |id| Route::map(Some(id)));
    view! {
        <div class="section">
            <Card><ul class="lines"><li><span>{counts}</span></li>{customers}{depend}{cut_off}</ul></Card>
            <h3>{t!("what-if-substitutes")}</h3>
            {if nobody {
                view! { <p class="small">{t!("what-if-nobody")}</p> }.into_any()
            } else {
                view! { <Card><ul class="lines">{substitutes}</ul></Card> }.into_any()
            }}
        </div>
    }
    .into_any()
}

/// "5 open requests stand still, in 3 chains; 2 above them wait": what there is none of isn't said.
fn counts(found: &WhatIf) -> String {
    let stands = t!("what-if-stands", has = found.has);
    let chains = (found.chains > 1).then(|| t!("what-if-chains", count = found.chains));
    let above = (found.above > 0).then(|| t!("what-if-above", count = found.above));
    [Some(stands), chains, above].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// "3 customers wait: Ito, Baker", each a link; nobody: so said.
fn names(title: String, all: &[Named], limit: RwSignal<usize>, to: fn(DocId) -> Route) -> AnyView {
    let (named, count) = (all.to_vec(), all.len());
    let link =
        move |one: &Named| view! { <li><a class="plain" href=to(one.id).href()>{tell::name(one)}</a></li> };
    let links = move || named.iter().take(limit.get()).map(link).collect_view();
    let more = Callback::new(move |()| limit.set(count));
    view! {
        <li><div class="section">
            <span>{title}": "{format::number(count)}</span>
            {(count > 0).then(|| view! { <ul class="links small">{links}</ul> })}
            {move || view! { <ShowMore left=count.saturating_sub(limit.get()) on_press=more /> }}
        </div></li>
    }
    .into_any()
}

fn substitute(one: &Substitute) -> AnyView {
    let text = helped(one);
    view! { <li><div class="name"><a class="plain" href=Route::Team(one.team.id).href()>{tell::name(&one.team)}</a><span class="small">{text}</span></div></li> }
        .into_any()
}

/// "delivered 3 of its requests · was handed 2": what there is none of isn't said.
fn helped(one: &Substitute) -> String {
    let delivered = (one.delivered > 0).then(|| t!("what-if-delivered", count = one.delivered));
    let got = (one.got > 0).then(|| t!("what-if-got", count = one.got));
    [delivered, got].into_iter().flatten().collect::<Vec<_>>().join(" · ")
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
                <summary class="button">{t!("single-points", count = points.len())}</summary>
                <p class="small">{t!("single-points-about")}</p>
                <Card><ul class="lines">{lines}</ul></Card>
            </details>
        }
        .into_any()
    })
}
