//! Sites and departments as lists: the equal of the picture that is rolled up by them.

use crate::part::{Card, Group};
use crate::ui::{Ui, format, route::Route, tell, words::t};
use leptos::prelude::*;
use sightline_shared::view::{self, PartyGroup};

/// Nothing where no two parties have one in common.
#[component]
pub(super) fn Groups() -> impl IntoView {
    let ui = Ui::here();
    let sites = ui.query(|rows, _, _| view::party_groups(rows, |party| &party.site));
    let departments = ui.query(|rows, _, _| view::party_groups(rows, |party| &party.department));
    let is_empty = Memo::new(move |_| sites.with(Vec::is_empty) && departments.with(Vec::is_empty));
    let list = |title: String, groups: &[PartyGroup]| {
        let lines = groups.iter().map(line).collect_view();
        (!groups.is_empty()).then(|| {
            view! {
                <Group title remark=format::number(groups.len())>
                    <Card><ul class="rows">{lines}</ul></Card>
                </Group>
            }
        })
    };
    view! {
        <Show when=move || !is_empty.get()>
            <details class="section">
                <summary class="button">{t!("map-groups")}</summary>
                {move || sites.with(|groups| list(t!("map-by-site"), groups))}
                {move || departments.with(|groups| list(t!("map-by-department"), groups))}
            </details>
        </Show>
    }
}

fn line(group: &PartyGroup) -> AnyView {
    let serves: Vec<String> = group
        .serves
        .iter()
        .map(|(name, count)| t!("map-group-services", name = name.clone(), count = *count))
        .collect();
    let members = group.members.iter().map(|party| {
        let href = Route::map(Some(party.id)).href();
        view! { <li><a class="plain-link" href=href>{tell::name(party)}</a></li> }
    });
    view! {
        <li>
            <div class="row">
                <p class="title">{group.name.clone()}</p>
                <ul class="lines">{members.collect_view()}</ul>
                {(!serves.is_empty()).then(|| view! { <p class="small">{t!("map-group-serves", whom = serves.join(", "))}</p> })}
            </div>
        </li>
    }
    .into_any()
}
