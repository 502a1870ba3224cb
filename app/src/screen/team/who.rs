//! Who is in the team, and who of them is here now.

use crate::part::{Card, Group};
use crate::screen::common::ShowMore;
use crate::ui::{Ui, format, tell, words::t};
use leptos::prelude::*;
use sightline_shared::view::{PersonItem, TeamPage};

/// How many are seen before more is asked for.
pub(super) const SHOWN: usize = 8;

/// Who is here stands first.
pub(super) fn who(ui: Ui, page: &TeamPage, limit: RwSignal<usize>) -> AnyView {
    let now = ui.now();
    let line = move |person: &PersonItem| {
        let here = tell::presence(&person.presence, now);
        view! { <li><span>{person.name.clone()}</span>{here.map(|here| view! { <span class="small">{here}</span> })}</li> }
    };
    let (listed, count) = (page.people.clone(), page.people.len());
    let people = move || listed.iter().take(limit.get()).map(line).collect_view();
    let more = Callback::new(move |()| limit.set(count));
    let shown = if page.people.is_empty() {
        view! { <p class="small">{t!("team-nobody")}</p> }.into_any()
    } else {
        view! {
            <Card><ul class="lines">{people}</ul></Card>
            {move || view! { <ShowMore left=count.saturating_sub(limit.get()) on_press=more /> }}
        }
        .into_any()
    };
    let remark = format::number(page.people.len());
    view! { <Group title=t!("map-people") remark>{shown}</Group> }.into_any()
}
