//! What was just said, and what the core must tell: a polite live region above the thumb.

use super::{Ui, words::t};
use crate::part::{Button, Kind};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::session::{Notice, WriteFailure};

/// The live region. It is always there: one that appears with its text is not read out.
#[component]
pub(super) fn Notices() -> impl IntoView {
    let ui = Ui::here();
    let posted = ui.store.notices();
    let of_core = move || {
        posted.get().into_iter().map(move |posted| {
            let away = Callback::new(move |()| ui.act.put_away(posted.number));
            let refused = matches!(posted.notice, Notice::Refused(_));
            view! {
                <div class="notice">
                    <span>{told(&posted.notice)}</span>
                    {refused.then(|| view! { <a class="button" href="/me/refused" on:click=move |_| away.run(())>{t!("notice-look")}</a> })}
                    <Button kind=Kind::Quiet icon=lu::LuX label=t!("close") on_press=away />
                </div>
            }
        }).collect_view()
    };
    let of_screens = move || {
        ui.said.get().into_iter().map(move |said| {
            let away = Callback::new(move |()| ui.hush(said.number));
            view! {
                <div class="notice">
                    <span>{said.text}</span>
                    {move || ui.offers_undo(said.number).then(|| view! {
                        <Button kind=Kind::Quiet icon=lu::LuUndo2 on_press=Callback::new(move |()| ui.take_back())>{t!("undo-do")}</Button>
                    })}
                    {said.stays.then(|| view! { <Button kind=Kind::Quiet icon=lu::LuX label=t!("close") on_press=away /> })}
                </div>
            }
        }).collect_view()
    };
    view! { <div class="notices" role="status" aria-live="polite">{of_core} {of_screens}</div> }
}

fn told(notice: &Notice) -> String {
    match notice {
        Notice::Refused(_) => t!("notice-refused"),
        Notice::NotSaved(WriteFailure::Full) => t!("notice-full"),
        Notice::NotSaved(_) => t!("notice-not-saved"),
        Notice::SetAside(_) => t!("notice-set-aside"),
        Notice::Quarantined(_) => t!("notice-quarantined"),
        Notice::Cleared { edits } => t!("notice-cleared", count = *edits),
        Notice::NewLog => t!("notice-new-log"),
        Notice::Compared { only_here: 0, .. } => t!("notice-compared"),
        Notice::Compared { only_here, .. } => t!("notice-only-here", count = *only_here),
    }
}
