//! What is open and silent there, as addresses of searches.

use crate::part::{Card, Door, Group};
use crate::screen::find::query_of;
use crate::ui::{route::Route, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::view::{Filter, TeamPage};

/// Two doors: all that is open, and what is silent of it.
pub(super) fn open(page: &TeamPage) -> AnyView {
    let team = page.party.party.id;
    let href = |filter: &Filter| format!("{}?{}", Route::Find(None).href(), query_of(filter));
    let (all, silent) = (href(&TeamPage::open_filter(team)), href(&TeamPage::silent_filter(team)));
    let (open, still) =
        (t!("team-open-count", count = page.open), t!("team-silent-count", count = page.silent));
    view! {
        <Group title=t!("team-open")>
            <Card>
                <ul class="doors">
                    <Door icon=lu::LuInbox href=all text=open />
                    <Door icon=lu::LuVolumeX href=silent text=still />
                </ul>
            </Card>
        </Group>
    }
    .into_any()
}
