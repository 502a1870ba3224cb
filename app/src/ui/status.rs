//! The status that never lies: what is saved, what is sent, and when the relay was last heard.

use super::{Ui, format, words::t};
use crate::part::{Icon, Icons, Tone};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::session::{Link, Status};

/// The line that is always visible.
#[component]
pub(super) fn StatusLine() -> impl IntoView {
    let ui = Ui::here();
    let status = ui.store.status();
    let worded = Memo::new(move |_| {
        let status = status.get();
        words(&status, status.contact.map(|contact| format::moment(contact, ui.now())))
    });
    let icon = move || worded.with(|(tone, _)| *tone);
    // Read out when it changes, not with every minute: without the time.
    let spoken = Memo::new(move |_| words(&status.get(), None).1);
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
        Status { link: Link::SignedOut | Link::TooOld, .. } => lu::LuTriangleAlert,
        Status { saving: 1.., .. } => lu::LuSave,
        Status { to_send: 1.., .. } => lu::LuCloudUpload,
        Status { link: Link::Live, .. } => lu::LuCheck,
        Status { link: Link::Connecting | Link::CatchingUp, .. } => lu::LuRefreshCw,
        Status { link: Link::Offline, .. } => lu::LuCloudOff,
    }
}

/// `time`: when the relay was last heard, unless that isn't to be said.
fn words(status: &Status, time: Option<String>) -> (Tone, String) {
    let number = format::number;
    match (status, time) {
        (Status { unsaved: count @ 1.., .. }, _) => (Tone::Late, t!("status-unsaved", count = *count)),
        (Status { refused: count @ 1.., .. }, _) => (Tone::Late, t!("status-refused", count = *count)),
        (Status { link: Link::SignedOut, to_send: count, .. }, _) => {
            (Tone::Late, t!("status-signed-out", count = *count))
        }
        (Status { link: Link::TooOld, to_send: count, .. }, _) => {
            (Tone::Late, t!("status-too-old", count = *count))
        }
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
        // What isn't here can't be found or opened until there is contact.
        (Status { progress: Some((taken, total)), .. }, time) => {
            let (taken, total) = (number(to_usize(*taken)), number(to_usize(*total)));
            let text = match time {
                Some(time) => t!("status-unfinished", taken = taken, total = total, time = time),
                None => t!("status-unfinished-bare", taken = taken, total = total),
            };
            (Tone::Wait, text)
        }
        (_, Some(time)) => (Tone::Wait, t!("status-offline", time = time)),
        (Status { contact: Some(_), .. }, None) => (Tone::Wait, t!("status-offline-bare")),
        (Status { contact: None, .. }, None) => (Tone::Wait, t!("status-never")),
    }
}

fn to_usize(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::words::Language;
    use sightline_shared::id::Millis;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn who_is_shut_out_is_told_what_was_not_sent() {
        let say = |language: Language, link, to_send| {
            language.speak();
            words(&Status { link, to_send, ..Status::default() }, None).1
        };
        for (link, to_send, english, spanish) in [
            (Link::SignedOut, 0, "signed out", "sesión cerrada"),
            (Link::SignedOut, 1, "signed out · 1 edit to send", "sesión cerrada · 1 cambio por enviar"),
            (Link::SignedOut, 3, "signed out · 3 edits to send", "sesión cerrada · 3 cambios por enviar"),
            (Link::TooOld, 0, "please update", "actualiza la aplicación"),
            (
                Link::TooOld,
                1,
                "please update · 1 edit to send",
                "actualiza la aplicación · 1 cambio por enviar",
            ),
            (
                Link::TooOld,
                2,
                "please update · 2 edits to send",
                "actualiza la aplicación · 2 cambios por enviar",
            ),
        ] {
            assert_eq!(say(Language::Spanish, link, to_send), spanish);
            assert_eq!(say(Language::English, link, to_send), english);
        }
    }

    #[wasm_bindgen_test]
    fn nothing_worse_is_hidden_by_a_missing_network() {
        Language::English.speak();
        let offline = Status { link: Link::Offline, contact: Some(Millis(0)), ..Status::default() };
        let unfinished = Status { progress: Some((1_200, 31_718)), ..offline };
        for (status, with_time, spoken) in [
            (offline, "all saved here · no contact since 10:05", "all saved here · no contact"),
            (
                unfinished,
                "1,200 of 31,718 copied · no contact since 10:05",
                "1,200 of 31,718 copied · no contact",
            ),
            (Status { to_send: 2, ..unfinished }, "saved here · 2 to send", "saved here · 2 to send"),
            (Status { unsaved: 1, ..unfinished }, "1 edit not saved", "1 edit not saved"),
            (Status { refused: 1, ..offline }, "1 edit came back", "1 edit came back"),
            (Status { saving: 1, ..offline }, "saving…", "saving…"),
        ] {
            assert_eq!(words(&status, Some("10:05".to_owned())).1, with_time);
            assert_eq!(words(&status, None).1, spoken);
        }
        let never = Status { contact: None, ..offline };
        assert_eq!(words(&never, None).1, "all saved here · no contact yet");
    }
}
