//! Before there is work: starting, joining by a link, setting up, and what to do when neither is possible.

mod form;

use crate::act::ApiError;
use crate::part::{Banner, Button, Card, Empty, Field, Kind, LinkButton, Tone};
use crate::screen::me::{SignedOut, is_out};
use crate::store::{Phase, Trouble};
use crate::ui::{Top, Ui, words::t};
use form::JoinForm;
pub(crate) use form::joining_problem;
use icondata_lu as lu;
use leptos::prelude::*;

/// Everything before the session runs.
#[component]
pub(crate) fn Gate() -> impl IntoView {
    let ui = Ui::here();
    let phase = ui.store.phase();
    let lost = ui.store.lost();
    let joins = move || matches!(phase.get(), Phase::NotJoined(_) | Phase::Joining(_));
    view! {
        <div class="gate">
            <main id="main" class="pane narrow" tabindex="-1">
                <Show when=move || joins() && (lost.get() > 0)>
                    <Banner tone=Tone::Late icon=lu::LuTriangleAlert text=t!("notice-cleared", count = lost.get()) />
                </Show>
                {move || match phase.get() {
                    Phase::Starting | Phase::Opening(_) | Phase::Ready => ().into_any(),
                    Phase::NotJoined(reason) => view! { <NotJoined reason /> }.into_any(),
                    Phase::Joining(welcome) => view! { <JoinForm welcome /> }.into_any(),
                    Phase::Broken(trouble) => broken(trouble),
                }}
            </main>
        </div>
    }
}

/// This device belongs to no workspace: how to get an invite, and a field for a link.
#[component]
fn NotJoined(reason: Option<ApiError>) -> impl IntoView {
    let ui = Ui::here();
    let link = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = link.get_untracked();
        if text.contains("join=") || text.contains("setup=") {
            wrong.set(None);
            ui.act.open_link(text.trim());
        } else {
            wrong.set(Some(t!("join-no-link")));
        }
    };
    view! {
        <Top title=t!("join-title") />
        {reason.map(|reason| view! { <Banner tone=Tone::Late icon=lu::LuTriangleAlert text=join_problem(&reason) /> })}
        <p class="large">{t!("join-what")}</p>
        <Card pad=true>
            <ol class="steps">
                <li>{t!("join-step-1")}</li>
                <li>{t!("join-step-2")}</li>
                <li>{t!("join-step-3")}</li>
            </ol>
        </Card>
        <form class="form tight" novalidate on:submit=submit>
            <Field label=t!("join-paste") hint=t!("join-paste-hint") value=link error=wrong />
            <Button kind=Kind::Main icon=lu::LuArrowRight>{t!("join-open")}</Button>
        </form>
    }
}

/// Why a link didn't work, and what to do.
pub(crate) fn join_problem(error: &ApiError) -> String {
    match error {
        ApiError::NoRelay => t!("join-no-relay"),
        ApiError::NotTheRelay => t!("join-not-the-relay"),
        ApiError::Refused(problem) => match problem.code.as_str() {
            "invite-expired" => t!("join-expired"),
            "invite-used" | "invite-used-up" => t!("join-used"),
            "invite-unknown" | "bad-token" | "unknown-token" => t!("join-unknown"),
            "papers-unknown" | "key-taken" => t!("out-unknown"),
            "too-many-tries" => t!("join-too-many"),
            _ => t!("join-refused", message = problem.message.clone()),
        },
    }
}

fn broken(trouble: Trouble) -> AnyView {
    let (title, text, reload) = match trouble {
        Trouble::NoStorage => (t!("broken-no-storage"), t!("broken-no-storage-text"), false),
        Trouble::OtherTab => (t!("broken-other-tab"), t!("broken-other-tab-text"), false),
        Trouble::NewerData => (t!("broken-newer"), t!("broken-newer-text"), true),
        Trouble::TakenOver => (t!("broken-taken-over"), t!("broken-taken-over-text"), true),
        Trouble::StorageFailed => (t!("broken-failed"), t!("broken-failed-text"), true),
    };
    let heading = title.clone();
    view! {
        <Top title=heading />
        <Empty icon=lu::LuTriangleAlert title text>
            {reload.then(|| view! {
                <Button kind=Kind::Main on_press=Callback::new(|()| drop(window().location().reload()))>{t!("broken-reload")}</Button>
            })}
        </Empty>
    }
    .into_any()
}

/// A joining link was opened on a device that has joined already: it has no use for it, unless it is signed out for good.
#[component]
pub(crate) fn Joined() -> impl IntoView {
    let ui = Ui::here();
    let status = ui.store.status();
    let out = Memo::new(move |_| status.with(is_out));
    view! {
        <section class="pane narrow">
            <Top title=t!("joined-title") />
            <Show
                when=move || out.get()
                fallback=|| view! {
                    <Empty icon=lu::LuUserCheck title=t!("joined-already") text=t!("joined-text")>
                        <LinkButton kind=Kind::Main href="/now">{t!("joined-go")}</LinkButton>
                    </Empty>
                }
            >
                <SignedOut />
            </Show>
        </section>
    }
}

/// No such place.
#[component]
pub(crate) fn Lost() -> impl IntoView {
    view! {
        <section class="pane narrow">
            <Top title=t!("lost-title") />
            <Empty icon=lu::LuMapPinOff title=t!("lost-what") text=t!("lost-text")>
                <LinkButton kind=Kind::Main href="/now">{t!("joined-go")}</LinkButton>
            </Empty>
        </section>
    }
}
