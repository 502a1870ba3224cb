//! Saying that a voice speaks of a request, from either side, and taking that back.

use crate::part::{Button, Choice, Kind, Picker, Sheet};
use crate::screen::acting::chosen_id;
use crate::screen::common::CHOICES_MAX;
use crate::ui::{Draft, Ui, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::{Edit, RequestField};
use sightline_shared::id::DocId;
use sightline_shared::limits::VOICE_LINKS_MAX;
use sightline_shared::view;

/// From which side a link is made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Linking {
    /// From this voice, to a request.
    Voice(DocId),
    /// From this request, to a voice.
    Request(DocId),
}

/// Whether a voice speaks of a request.
pub(super) fn link(voice: DocId, request: DocId, set: bool) -> Edit {
    Edit::Reword { request: voice, field: RequestField::About(request, set) }
}

/// Picks the other end.
#[component]
pub(crate) fn LinkSheet(from: Linking, on_close: Callback<()>) -> impl IntoView {
    let ui = Ui::here();
    let query = RwSignal::new(String::new());
    let chosen = RwSignal::new(None::<Choice>);
    let (key, field) = match from {
        Linking::Voice(id) => (format!("voice-link-{id}"), "voice-link-which"),
        Linking::Request(id) => (format!("voice-link-{id}"), "voice-link-voice"),
    };
    let draft = Draft::begin(key).with(field, chosen).keep(ui);
    let note = draft.note(ui);
    let tried = RwSignal::new(false);
    let choices = ui.query(move |rows, _, _| {
        let query = query.get();
        let found = match from {
            Linking::Voice(voice) => view::voice_may_speak_of(rows, voice, &query, CHOICES_MAX),
            Linking::Request(request) => view::voices_to_link(rows, request, &query, CHOICES_MAX),
        };
        let choice = |id: DocId| {
            let row = rows.request(id)?;
            let customer = view::customer_of(rows, row).map(|customer| tell::name(&rows.named(customer)));
            let note = [customer, Some(tell::name(&rows.named(row.provider))), Some(tell::state(row.state))];
            let note = note.into_iter().flatten().collect::<Vec<_>>().join(" · ");
            Some(Choice { key: id.to_string(), name: row.title.clone(), note })
        };
        found.into_iter().filter_map(choice).collect::<Vec<_>>()
    });
    let error = Signal::derive(move || {
        let none = tried.get() && chosen.with(Option::is_none);
        none.then(|| t!("field-choose"))
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let Some(other) = chosen_id(chosen) else { return };
        let (voice, request) = match from {
            Linking::Voice(voice) => (voice, other),
            Linking::Request(request) => (other, request),
        };
        let about = ui.look(|rows| rows.request(voice).and_then(|row| Some(row.voice.as_ref()?.about.len())));
        if about.flatten().is_some_and(|count| count >= VOICE_LINKS_MAX) {
            return ui.complain(t!("voice-links-max", max = VOICE_LINKS_MAX));
        }
        draft.save(ui, vec![link(voice, request, true)], t!("voice-linked"), on_close);
    };
    let (title, label, hint) = match from {
        Linking::Voice(_) => (t!("voice-link-request"), t!("voice-link-which"), t!("voice-link-which-hint")),
        Linking::Request(_) => (t!("voice-link"), t!("voice-link-voice"), t!("voice-link-voice-hint")),
    };
    view! {
        <Sheet title close=t!("close") on_close>
            <form class="form tight" novalidate on:submit=submit>
                {note}
                <Picker label hint query choices chosen change=t!("change") placeholder=t!("type-to-find") error />
                <Button kind=Kind::Main icon=lu::LuLink>{t!("voice-link-do")}</Button>
            </form>
        </Sheet>
    }
}
