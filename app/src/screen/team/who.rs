//! Who is in the team, and who of them is here now.

use crate::part::{Card, Group};
use crate::ui::{Ui, format, tell, words::t};
use leptos::prelude::*;
use sightline_shared::view::TeamPage;

/// Who is here stands first.
pub(super) fn who(ui: Ui, page: &TeamPage) -> AnyView {
    let now = ui.now();
    let people = page.people.iter().map(|person| {
        let here = tell::presence(&person.presence, now);
        view! { <li><span>{person.name.clone()}</span>{here.map(|here| view! { <span class="small">{here}</span> })}</li> }
    });
    let people = people.collect_view();
    let shown = if page.people.is_empty() {
        view! { <p class="small">{t!("team-nobody")}</p> }.into_any()
    } else {
        view! { <Card><ul class="lines">{people}</ul></Card> }.into_any()
    };
    let remark = format::number(page.people.len());
    view! { <Group title=t!("map-people") remark>{shown}</Group> }.into_any()
}
