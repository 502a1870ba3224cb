//! The way on for a device that the relay lets in no more: what is here stays until its person starts over.

use super::storage::export;
use crate::part::{Button, Card, Group, Kind, Sheet};
use crate::screen::join::joining_problem;
use crate::ui::{Ui, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::session::{Link, Status};

/// Whether this device is signed out for good: its key didn't help, and it doesn't try any more.
pub(crate) fn is_out(status: &Status) -> bool {
    status.link == Link::SignedOut
}

/// Edits that nobody but this device has.
fn only_here(status: &Status) -> usize {
    status.saving + status.unsaved + status.to_send + status.refused
}

/// What happened, what is kept, and what to do: come back by a link, try again, take a copy, start over.
#[component]
pub(crate) fn SignedOut() -> impl IntoView {
    let ui = Ui::here();
    let status = ui.store.status();
    let count = Memo::new(move |_| status.with(only_here));
    let asked = RwSignal::new(false);
    let linked = ui.act.has_link();
    let busy = RwSignal::new(false);
    let back = Callback::new(move |()| {
        busy.set(true);
        leptos::task::spawn_local(async move {
            match ui.act.come_back().await {
                Ok(()) => drop(window().location().set_href("/now")),
                Err(error) => ui.complain(joining_problem(&error)),
            }
            let _ = busy.try_set(false);
        });
    });
    let again = Callback::new(move |()| drop(window().location().reload()));
    view! {
        <Group title=t!("out-title")>
            <Card pad=true>
                <p>{move || t!("out-kept", count = count.get())}</p>
                <p>{if linked { t!("out-back-text") } else { t!("out-how") }}</p>
                <div class="buttons">
                    {linked.then(|| view! { <Button kind=Kind::Main icon=lu::LuUserCheck busy on_press=back>{t!("out-back")}</Button> })}
                    <Button icon=lu::LuRefreshCw on_press=again>{t!("out-try")}</Button>
                    <Button icon=lu::LuDownload on_press=export(ui)>{t!("storage-export")}</Button>
                    <Button kind=Kind::Warn icon=lu::LuTrash2 on_press=Callback::new(move |()| asked.set(true))>{t!("out-start-over")}</Button>
                </div>
            </Card>
        </Group>
        {move || asked.get().then(|| view! { <StartOver count asked /> })}
    }
}

/// Asks once more, with what it costs.
#[component]
fn StartOver(count: Memo<usize>, asked: RwSignal<bool>) -> impl IntoView {
    let ui = Ui::here();
    let close = Callback::new(move |()| asked.set(false));
    let sure = Callback::new(move |()| {
        leptos::task::spawn_local(async move {
            if ui.act.start_over().await.is_err() {
                ui.complain(t!("broken-failed-text"));
                let _ = asked.try_set(false);
            }
        });
    });
    view! {
        <Sheet title=t!("out-start-over") close=t!("close") on_close=close>
            <p>{move || t!("out-sure", count = count.get())}</p>
            <div class="buttons end">
                <Button kind=Kind::Quiet on_press=close>{t!("out-keep")}</Button>
                <Button kind=Kind::Warn icon=lu::LuTrash2 on_press=sure>{t!("out-sure-do")}</Button>
            </div>
        </Sheet>
    }
}
