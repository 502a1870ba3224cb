//! The status that never lies: what is saved, what is sent, and when the relay was last heard.

use super::{Ui, format, words::t};
use crate::part::{Icon, Icons, Tone};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::id::Millis;
use sightline_shared::session::{Link, Status};

/// The line that is always visible.
#[component]
pub(super) fn StatusLine() -> impl IntoView {
    let ui = Ui::here();
    let status = ui.store.status();
    let worded = Memo::new(move |_| words(&status.get(), ui.now()));
    let icon = move || worded.with(|(tone, _)| *tone);
    // Read out when it changes, not with every minute: without the time.
    let spoken = Memo::new(move |_| {
        let status = status.get();
        if status.link != Link::Live && status.contact.is_some() && status.to_send == 0 {
            t!("status-offline-bare")
        } else {
            words(&Status { contact: None, ..status }, Millis(0)).1
        }
    });
    view! {
        <a class=move || format!("status {}", icon().class()) href="/me">
            {move || status.with(|status| view! { <Icon icon=picture(status) /> })}
            <span>{move || worded.with(|(_, text)| text.clone())}</span>
        </a>
        <span class="out" role="status">{move || spoken.get()}</span>
    }
}

fn picture(status: &Status) -> Icons {
    match status {
        Status { unsaved: 1.., .. } | Status { refused: 1.., .. } => lu::LuTriangleAlert,
        Status { saving: 1.., .. } => lu::LuSave,
        Status { to_send: 1.., .. } => lu::LuCloudUpload,
        Status { link: Link::Live, .. } => lu::LuCheck,
        Status { link: Link::SignedOut | Link::TooOld, .. } => lu::LuTriangleAlert,
        Status { link: Link::Connecting | Link::CatchingUp, .. } => lu::LuRefreshCw,
        Status { link: Link::Offline, .. } => lu::LuCloudOff,
    }
}

fn words(status: &Status, now: Millis) -> (Tone, String) {
    let contact = status.contact.map(|contact| format::moment(contact, now));
    let number = format::number;
    match (status, contact) {
        (Status { unsaved: count @ 1.., .. }, _) => (Tone::Late, t!("status-unsaved", count = *count)),
        (Status { refused: count @ 1.., .. }, _) => (Tone::Late, t!("status-refused", count = *count)),
        (Status { link: Link::SignedOut, .. }, _) => (Tone::Late, t!("status-signed-out")),
        (Status { link: Link::TooOld, .. }, _) => (Tone::Late, t!("status-too-old")),
        (Status { saving: 1.., .. }, _) => (Tone::Plain, t!("status-saving")),
        (Status { to_send: count @ 1.., .. }, _) => {
            (Tone::Wait, t!("status-to-send", count = number(*count)))
        }
        (Status { progress: Some((taken, total)), link: Link::CatchingUp | Link::Live, .. }, _) => (
            Tone::Plain,
            t!("status-progress", taken = number(to_usize(*taken)), total = number(to_usize(*total))),
        ),
        (Status { link: Link::CatchingUp, .. }, _) => (Tone::Plain, t!("status-catching-up")),
        (Status { link: Link::Live, .. }, Some(time)) => (Tone::Plain, t!("status-sent", time = time)),
        (Status { link: Link::Live, .. }, None) => (Tone::Plain, t!("status-sent-bare")),
        (_, Some(time)) => (Tone::Wait, t!("status-offline", time = time)),
        (_, None) => (Tone::Wait, t!("status-never")),
    }
}

fn to_usize(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}
