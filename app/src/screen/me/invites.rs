//! Invites: made with a team, days and uses; shown once as a link and a QR code; listed; taken back.

use crate::act::ApiError;
use crate::part::{
    Banner, Button, Card, Chip, Chips, Choice, Empty, Group, Kind, LinkButton, QrPicture, Tone,
};
use crate::screen::common::TeamPicker;
use crate::screen::join::join_problem;
use crate::ui::{Top, Ui, format, route::Route, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::api::Invite;
use sightline_shared::id::DocId;

type Listed = RwSignal<Option<Result<Vec<Invite>, ApiError>>>;

/// The screen. For admins, the relay sees to it; anybody else is told whom to ask.
#[component]
pub(crate) fn Invites() -> impl IntoView {
    let ui = Ui::here();
    let is_admin = Memo::new(move |_| ui.store.me().with(|me| me.as_ref().is_some_and(|me| me.admin)));
    view! {
        <section class="pane narrow" aria-label=t!("invites-title")>
            <Top title=t!("invites-title") back=Route::Me.href() />
            {move || if is_admin.get() {
                view! { <OfAdmin /> }.into_any()
            } else {
                view! {
                    <Empty icon=lu::LuUserPlus title=t!("invites-not-yours") text=t!("invites-not-yours-text")>
                        <LinkButton href=Route::People.href()>{t!("people-title")}</LinkButton>
                    </Empty>
                }.into_any()
            }}
        </section>
    }
}

#[component]
fn OfAdmin() -> impl IntoView {
    let ui = Ui::here();
    let listed: Listed = RwSignal::new(None);
    let made = RwSignal::new(None::<String>);
    refresh(ui, listed);
    view! {
        {move || match made.get() {
            Some(link) => view! { <Made link made /> }.into_any(),
            None => view! { <Make made listed /> }.into_any(),
        }}
        {move || listed.get().map(|listed_now| match listed_now {
            Ok(invites) => list(ui, &invites, listed),
            Err(error) => view! { <Banner tone=Tone::Wait icon=lu::LuCloudOff text=join_problem(&error) /> }.into_any(),
        })}
    }
}

fn refresh(ui: Ui, listed: Listed) {
    leptos::task::spawn_local(async move {
        let invites = ui.store.invites().await;
        let _ = listed.try_set(Some(invites));
    });
}

/// The form for a new one.
#[component]
fn Make(made: RwSignal<Option<String>>, listed: Listed) -> impl IntoView {
    let ui = Ui::here();
    let team = RwSignal::new(None::<Choice>);
    let (days, uses) = (RwSignal::new("7"), RwSignal::new("1"));
    let busy = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let team = team.get_untracked().and_then(|team| team.key.parse::<DocId>().ok());
        let (days, uses) =
            (days.get_untracked().parse().unwrap_or(7), uses.get_untracked().parse().unwrap_or(1));
        busy.set(true);
        wrong.set(None);
        leptos::task::spawn_local(async move {
            match ui.act.invite(team, days, uses).await {
                Ok(invite) => {
                    let _ = made.try_set(invite.token.map(|token| ui.act.invite_link(&token)));
                    refresh(ui, listed);
                }
                Err(error) => drop(wrong.try_set(Some(join_problem(&error)))),
            }
            let _ = busy.try_set(false);
        });
    };
    let day = |key, days: u32| Chip { key, text: t!("span-days", days = days) };
    let use_of = |key, uses: u32| Chip { key, text: t!("invite-uses", count = uses) };
    view! {
        <form class="card pad" novalidate on:submit=submit>
            <TeamPicker label=t!("invite-team") chosen=team optional=t!("optional") with_own=true />
            <Chips label=t!("invite-days") chips=vec![day("1", 1), day("7", 7), day("30", 30)] value=days />
            <Chips label=t!("invite-uses-label") chips=vec![use_of("1", 1), use_of("5", 5), use_of("20", 20), use_of("100", 100)] value=uses />
            {move || wrong.get().map(|text| view! { <div role="alert"><Banner tone=Tone::Late icon=lu::LuTriangleAlert text /></div> })}
            <div class="buttons end"><Button kind=Kind::Main icon=lu::LuUserPlus busy>{t!("invite-make")}</Button></div>
        </form>
    }
}

/// The new invite: its link is shown this once.
#[component]
fn Made(link: String, made: RwSignal<Option<String>>) -> impl IntoView {
    let ui = Ui::here();
    let (copied, shared) = (link.clone(), link.clone());
    let share = Callback::new(move |()| ui.share(t!("invite-share-title"), shared.clone()));
    let copy = Callback::new(move |()| {
        format::copy(&copied);
        ui.say(t!("copied"));
    });
    view! {
        <Group title=t!("invite-made")>
            <Card pad=true>
                <p>{t!("invite-once")}</p>
                <QrPicture text=link.clone() label=t!("invite-qr") />
                <p class="code">{link}</p>
                <div class="buttons">
                    <Button icon=lu::LuCopy on_press=copy>{t!("copy")}</Button>
                    <Button icon=lu::LuShare2 on_press=share>{t!("share")}</Button>
                    <Button kind=Kind::Quiet on_press=Callback::new(move |()| made.set(None))>{t!("invite-done")}</Button>
                </div>
            </Card>
        </Group>
    }
}

fn list(ui: Ui, invites: &[Invite], listed: Listed) -> AnyView {
    if invites.is_empty() {
        return ().into_any();
    }
    let now = ui.now();
    let line = |invite: Invite| {
        let id = invite.id.clone();
        let team = invite.team;
        let team = ui.query(move |rows, _, _| team.map(|team| rows.named(team).name));
        let revoke = Callback::new(move |()| {
            let id = id.clone();
            leptos::task::spawn_local(async move {
                match ui.act.revoke_invite(&id).await {
                    Ok(()) => ui.say(t!("invite-revoked")),
                    Err(error) => ui.complain(join_problem(&error)),
                }
                refresh(ui, listed);
            });
        });
        view! {
            <li>
                <span class="name">
                    <b>{move || team.get().unwrap_or_else(|| t!("invite-any-team"))}</b>
                    <span class="small">{t!("invite-line", uses = invite.uses_left, time = format::moment(invite.expires, now))}</span>
                </span>
                <Button kind=Kind::Warn on_press=revoke>{t!("invite-revoke")}</Button>
            </li>
        }
    };
    let lines = invites.iter().cloned().map(line).collect_view();
    view! { <Group title=t!("invite-open")><Card><ul class="lines">{lines}</ul></Card></Group> }.into_any()
}
