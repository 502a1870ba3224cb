//! *Me*: myself, this device, how the app looks and speaks, what it stores; and the doors to people, invites and refused edits.

mod device;
mod devices;
mod duty;
pub(crate) mod echo;
mod hand_over;
mod hand_over_lines;
mod invites;
mod last;
mod meant;
pub(crate) mod notices;
mod people;
mod refused;
mod shift;
mod signed_out;
mod storage;

pub(crate) use echo::Echoes;
pub(crate) use hand_over::HandOver;
pub(crate) use invites::Invites;
pub(crate) use notices::{Notices, see_all_of, see_all_tasks, unseen_count};
pub(crate) use people::People;
pub(crate) use refused::Refused;
pub(crate) use shift::MyShift;
pub(crate) use signed_out::{SignedOut, is_out};

use crate::part::{Card, Chip, Chips, Door, Group, Icons, Tag, Tone};
use crate::ui::{Theme, Top, Ui, format, route::Route, words::Language, words::t};
use device::Myself;
use icondata_lu as lu;
use last::LastAction;
use leptos::prelude::*;
use sightline_shared::view;
use storage::StorageCard;

/// The screen.
#[component]
pub(crate) fn Me() -> impl IntoView {
    let ui = Ui::here();
    let admin = move || ui.store.me().with(|me| me.as_ref().is_some_and(|me| me.admin));
    let refused = ui.store.refused();
    let status = ui.store.status();
    let out = Memo::new(move |_| status.with(is_out));
    let door = move |icon: Icons, text: String, route: Route, note: AnyView| {
        view! { <Door icon href=route.href() text>{note}</Door> }
    };
    let owned = ui.query(|rows, viewer, _| view::owned_count(rows, viewer));
    let team = ui.query(|_, viewer, _| viewer.team);
    let notices = notices::unseen_count(ui);
    let unseen = move || {
        let count = notices.get();
        (count > 0).then(|| view! { <Tag tone=Tone::Mine icon=lu::LuBell text=format::number(count) /> })
    };
    let owns = move || {
        let count = owned.get();
        (count > 0).then(|| view! { <Tag tone=Tone::Mine icon=lu::LuUser text=format::number(count) /> })
    };
    let came_back = move || {
        let count = refused.with(Vec::len);
        (count > 0)
            .then(|| view! { <Tag tone=Tone::Late icon=lu::LuTriangleAlert text=format::number(count) /> })
    };
    view! {
        <section class="pane narrow" aria-label=t!("me-title")>
            <Top title=t!("me-title") />
            <Show when=move || out.get()><SignedOut /></Show>
            <duty::Duty />
            <Myself />
            <Card>
                <ul class="doors">
                    {move || team.get().map(|team| door(lu::LuHandshake, t!("team-ours"), Route::Team(team), ().into_any()))}
                    {door(lu::LuBell, t!("notices-title"), Route::Notices, view! { {unseen} }.into_any())}
                    {door(lu::LuLogOut, t!("hand-over-title"), Route::HandOver, view! { {owns} }.into_any())}
                    {door(lu::LuCalendarCheck, t!("tasks-title"), Route::Tasks(None), ().into_any())}
                    {door(lu::LuQuote, t!("voices-title"), Route::Voices(None), ().into_any())}
                    {door(lu::LuContact, t!("customers-title"), Route::Customers, ().into_any())}
                    {door(lu::LuHeart, t!("echo-title"), Route::Echo, ().into_any())}
                    {door(lu::LuUsers, t!("people-title"), Route::People, ().into_any())}
                    {move || admin().then(|| door(lu::LuUserPlus, t!("invites-title"), Route::Invites, ().into_any()))}
                    {door(lu::LuUndo2, t!("refused-title"), Route::Refused, view! { {came_back} }.into_any())}
                </ul>
            </Card>
            <LastAction />
            <Looks />
            <StorageCard />
            <About />
        </section>
    }
}

/// Language and theme: both take effect at once.
#[component]
fn Looks() -> impl IntoView {
    let language = expect_context::<RwSignal<Language>>();
    let spoken = RwSignal::new(language.get_untracked().tag());
    let theme = RwSignal::new(Theme::kept().key());
    Effect::new(move |before: Option<&'static str>| {
        let chosen = spoken.get();
        if before.is_some_and(|before| before != chosen)
            && let Some(chosen) = Language::of_tag(chosen)
        {
            chosen.choose();
            // After this effect: the change mounts everything anew, this screen included.
            request_animation_frame(move || language.set(chosen));
        }
        chosen
    });
    Effect::new(move |before: Option<&'static str>| {
        let chosen = theme.get();
        if before.is_some_and(|before| before != chosen)
            && let Some(chosen) = Theme::ALL.into_iter().find(|theme| theme.key() == chosen)
        {
            chosen.choose();
        }
        chosen
    });
    let languages =
        Language::ALL.map(|language| Chip { key: language.tag(), text: language.own_name().to_owned() });
    let themes = Theme::ALL.map(|theme| Chip { key: theme.key(), text: theme_name(theme) });
    view! {
        <Group title=t!("looks-title")>
            <Card pad=true>
                <Chips label=t!("looks-language") chips=languages.to_vec() value=spoken />
                <Chips label=t!("looks-theme") chips=themes.to_vec() value=theme />
            </Card>
        </Group>
    }
}

fn theme_name(theme: Theme) -> String {
    match theme {
        Theme::System => t!("theme-system"),
        Theme::Light => t!("theme-light"),
        Theme::Dark => t!("theme-dark"),
        Theme::Outdoor => t!("theme-outdoor"),
    }
}

#[component]
fn About() -> impl IntoView {
    view! {
        <Group title=t!("about-title")>
            <Card pad=true>
                <p>{t!("about-what")}</p>
                <p class="small">{t!("about-version", version = env!("CARGO_PKG_VERSION"))}</p>
                <p class="small">{t!("about-licence")}</p>
                <p class="small">{t!("about-keys")}" "<kbd>"?"</kbd></p>
            </Card>
        </Group>
    }
}
