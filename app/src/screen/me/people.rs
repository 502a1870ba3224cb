//! People and devices: who uses Sightline, in which team, on what, and when each device was last heard.

use super::devices::{self, Revoke, Revoking, device_line};
use crate::act::ApiError;
use crate::part::{Button, Card, Empty, Group, Kind, Tag, Tone};
use crate::screen::many::{Handing, LeftSheet, left_button};
use crate::ui::{Top, Ui, format, route::Route, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::api::Device;
use sightline_shared::edit::{Edit, PersonField};
use sightline_shared::id::Millis;
use sightline_shared::view::{self, LeftBehind, PersonItem, Presence, TeamPeople};

/// The list. Names come from the rows, so they are here offline; when a device was heard comes from the relay.
#[component]
pub(crate) fn People() -> impl IntoView {
    let ui = Ui::here();
    let teams = ui.query(view::people);
    let devices = RwSignal::new(None::<Result<Vec<Device>, ApiError>>);
    let revoking: Revoking = RwSignal::new(None);
    let left = ui.query(view::left_behind);
    let handing: Handing = RwSignal::new(None);
    let refresh = Callback::new(move |()| {
        leptos::task::spawn_local(async move {
            let heard = ui.store.devices().await;
            let _ = devices.try_set(Some(heard));
        });
    });
    refresh.run(());
    let fresh = move || match devices.get() {
        Some(Err(_)) => Some(t!("people-offline")),
        _ => None,
    };
    view! {
        <section class="pane narrow" aria-label=t!("people-title")>
            <Top title=t!("people-title") back=Route::Me.href() />
            {move || fresh().map(|text| view! { <p class="small">{text}</p> })}
            {move || {
                let now = ui.now();
                let heard = devices.with(|devices| devices.as_ref().and_then(|devices| devices.clone().ok()).unwrap_or_default());
                teams.with(|teams| {
                    if teams.is_empty() {
                        view! { <Empty icon=lu::LuUsers title=t!("people-nobody") text=t!("people-nobody-text") /> }.into_any()
                    } else {
                        left.with(|left| {
                            let line = |person: &PersonItem| person_line(ui, person, &heard, now, revoking, left_of(left, person, handing));
                            teams.iter().map(|team| team_group(team, line)).collect_view().into_any()
                        })
                    }
                })
            }}
            <LeftSheet handing />
            {move || revoking.get().map(|device| {
                let other = |one: &Device| one.person == device.person && one.id != device.id && one.revoked.is_none();
                let known = devices.get_untracked().and_then(Result::ok).unwrap_or_default();
                let last = !known.iter().any(other);
                view! { <Revoke device last revoking on_done=refresh /> }
            })}
        </section>
    }
}

/// What somebody who isn't here has at my team.
fn left_of(left: &[LeftBehind], person: &PersonItem, handing: Handing) -> Option<AnyView> {
    let one = left.iter().find(|one| one.person.id == person.id)?;
    Some(view! { <div class="buttons">{left_button(one, handing)}</div> }.into_any())
}

fn team_group(team: &TeamPeople, line: impl Fn(&PersonItem) -> AnyView) -> AnyView {
    let title = team.team.as_ref().map_or_else(|| t!("people-no-team"), tell::name);
    let people = team.people.iter().map(line).collect_view();
    view! {
        <Group title remark=format::number(team.people.len())>
            <Card><ul class="rows">{people}</ul></Card>
        </Group>
    }
    .into_any()
}

fn person_line(
    ui: Ui,
    person: &PersonItem,
    heard: &[Device],
    now: Millis,
    revoking: Revoking,
    left: Option<AnyView>,
) -> AnyView {
    let admin = heard.iter().any(|device| device.person == person.id && device.admin);
    let known = |id| heard.iter().find(|other| other.id == id && other.revoked.is_none());
    let devices = person.devices.iter().map(|device| {
        known(device.id).map_or_else(|| device.name.clone(), |known| devices::heard(known, now))
    });
    let devices = devices.collect::<Vec<_>>().join(" · ");
    // An admin sees each with its button, those without a name on the map included.
    let keeps = ui.store.me().with(|me| me.as_ref().is_some_and(|me| me.admin));
    let own = heard.iter().filter(|device| keeps && device.person == person.id);
    let lines = own.map(|device| device_line(ui, device, now, revoking)).collect::<Vec<_>>();
    let listed = !lines.is_empty();
    view! {
        <li>
            <div class="row">
                <p class="title">{person.name.clone()}</p>
                <div class="meta">
                    {admin.then(|| view! { <Tag tone=Tone::Plain icon=lu::LuShield text=t!("people-admin") /> })}
                    {(!listed).then(|| view! { <span>{devices}</span> })}
                    {tell::presence(&person.presence, now).map(|text| view! { <span>{text}</span> })}
                    {(person.owns > 0).then(|| view! { <span>{t!("people-owns", count = person.owns)}</span> })}
                </div>
                {listed.then(|| view! { <ul class="section">{lines}</ul> })}
                {left}
                {keeps.then(|| has_left(ui, person))}
            </div>
        </li>
    }
    .into_any()
}

/// An admin says that somebody doesn't work here any more: what they own shows as silent at once, and their team takes it.
fn has_left(ui: Ui, person: &PersonItem) -> AnyView {
    let (id, left) = (person.id, matches!(person.presence, Presence::Left { .. }));
    let press = Callback::new(move |()| {
        let field = PersonField::Left((!left).then(|| ui.now_once()));
        ui.edit(vec![Edit::ChangePerson { id, field }], t!("saved"));
    });
    let text = if left { t!("people-is-back") } else { t!("people-has-left") };
    let label = t!("people-about", what = text.clone(), who = person.name.clone());
    view! { <div class="buttons"><Button kind=Kind::Quiet icon=lu::LuUserX label on_press=press>{text}</Button></div> }.into_any()
}
