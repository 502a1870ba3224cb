//! Who is in the team, and who of them is here now.

use crate::part::{Card, Group};
use crate::screen::common::ShowMore;
use crate::screen::many::{Handing, left_button};
use crate::ui::{Ui, format, tell, words::t};
use leptos::prelude::*;
use sightline_shared::view::{LeftBehind, PersonItem, TeamPage};

/// How many are seen before more is asked for.
pub(super) const SHOWN: usize = 8;

/// What the group shows beside the page's people. Copy.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    /// How many of them.
    pub(super) people: RwSignal<usize>,
    /// What those of my team who aren't here still have.
    pub(super) left: Memo<Vec<LeftBehind>>,
    pub(super) handing: Handing,
}

/// Who is here stands first.
pub(super) fn who(ui: Ui, page: &TeamPage, shown: Shown) -> AnyView {
    let Shown { people: limit, left, handing } = shown;
    let now = ui.now();
    let line = move |person: &PersonItem| {
        let here = tell::presence(&person.presence, now);
        let button = move |left: &Vec<LeftBehind>, id| {
            left.iter().find(|one| one.person.id == id).map(|one| left_button(one, handing))
        };
        let button = left.with(|left| button(left, person.id));
        view! {
            <li>
                <span>{person.name.clone()}</span>
                {here.map(|here| view! { <span class="small">{here}</span> })}
                {button}
            </li>
        }
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
