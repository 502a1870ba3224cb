//! What this device keeps: how much, whether the browser may clear it, what waits to be sent, and a copy in a file.

use crate::act::StorageState;
use crate::part::{Button, Card, Chip, Chips, Group};
use crate::ui::{Ui, format, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::id::Span;
use sightline_shared::session::Keep;
use sightline_shared::view::Rows;

/// The card.
#[component]
pub(super) fn StorageCard() -> impl IntoView {
    let ui = Ui::here();
    let status = ui.store.status();
    let storage = RwSignal::new(None::<StorageState>);
    let look = move || {
        leptos::task::spawn_local(async move {
            let state = ui.store.storage().await;
            let _ = storage.try_set(Some(state));
        });
    };
    look();
    let persist = Callback::new(move |()| {
        leptos::task::spawn_local(async move {
            let agreed = ui.act.persist_storage().await;
            ui.say(if agreed { t!("storage-agreed") } else { t!("storage-declined") });
            look();
        });
    });
    let contact = move || {
        let now = ui.now();
        status.with(|status| {
            status.contact.map_or_else(|| t!("as-of-never"), |contact| format::moment(contact, now))
        })
    };
    let kept = RwSignal::new(key_of(status.with_untracked(|status| status.keep)));
    Effect::new(move |before: Option<&'static str>| {
        let now = kept.get();
        if before.is_some_and(|before| before != now) {
            ui.act.keep(keep_of(now));
        }
        now
    });
    let may_ask = move || storage.get().is_some_and(|state| state.persisted == Some(false));
    let can_install = ui.store.can_install();
    view! {
        <Group title=t!("storage-title")>
            <Card pad=true>
                <dl class="facts">
                    <dt>{t!("storage-contact")}</dt>
                    <dd>{contact}</dd>
                    <dt>{t!("storage-to-send")}</dt>
                    <dd>{move || status.with(|status| format::number(status.to_send))}</dd>
                    <dt>{t!("storage-used")}</dt>
                    <dd>{move || storage.get().map_or_else(String::new, used)}</dd>
                    <dt>{t!("storage-safe")}</dt>
                    <dd>{move || storage.get().map_or_else(String::new, safe)}</dd>
                </dl>
                <Chips label=t!("storage-keep") hint=t!("storage-keep-hint") chips=kept_chips() value=kept />
                <div class="buttons">
                    <Button icon=lu::LuDownload on_press=export(ui)>{t!("storage-export")}</Button>
                    <Button icon=lu::LuFileDown on_press=save_all(ui)>{t!("csv-save-all")}</Button>
                    <Show when=may_ask><Button icon=lu::LuShield on_press=persist>{t!("storage-ask")}</Button></Show>
                    <Show when=move || can_install.get()>
                        <Button icon=lu::LuSmartphone on_press=Callback::new(move |()| ui.act.install())>{t!("storage-install")}</Button>
                    </Show>
                    <Button icon=lu::LuRefreshCw on_press=Callback::new(move |()| ui.act.nudge())>{t!("storage-try")}</Button>
                </div>
            </Card>
        </Group>
    }
}

/// Offers all requests as a table.
fn save_all(ui: Ui) -> Callback<()> {
    let all = |rows: &Rows| rows.requests().map(|row| row.id).collect();
    Callback::new(move |()| ui.save_csv(all))
}

/// Offers a copy of everything as a file.
pub(super) fn export(ui: Ui) -> Callback<()> {
    Callback::new(move |()| {
        leptos::task::spawn_local(async move {
            if ui.act.export().await.is_err() {
                ui.complain(t!("export-failed"));
            }
        });
    })
}

fn used(state: StorageState) -> String {
    match (state.used, state.quota) {
        (Some(used), Some(quota)) => {
            t!("storage-used-of", used = format::bytes(used), quota = format::bytes(quota))
        }
        (Some(used), None) => format::bytes(used),
        _ => t!("storage-unsaid"),
    }
}

fn safe(state: StorageState) -> String {
    match state.persisted {
        Some(true) => t!("storage-persisted"),
        Some(false) => t!("storage-not-persisted"),
        None => t!("storage-unsaid"),
    }
}

/// What a person may choose: how long closed requests are kept here, in days; none: for ever.
const KEPT: [(&str, Option<i64>); 3] = [("all", None), ("365", Some(365)), ("90", Some(90))];

fn kept_chips() -> Vec<Chip> {
    let text = |days| match days {
        Some(days) => t!("storage-keep-days", days = days),
        None => t!("storage-keep-all"),
    };
    KEPT.into_iter().map(|(key, days)| Chip { key, text: text(days) }).collect()
}

fn keep_of(key: &str) -> Keep {
    let days = KEPT.into_iter().find_map(|(known, days)| days.filter(|_| known == key));
    Keep { window: days.map(Span::days) }
}

fn key_of(keep: Keep) -> &'static str {
    KEPT.into_iter().find(|(key, _)| keep_of(key) == keep).map_or("all", |(key, _)| key)
}
