//! Voices on the page of a request: what makes it one, and what customers said of it.

use super::link::{Linking, link};
use super::tags::{TagPicker, tag_list};
use crate::part::{Button, Card, Group, Kind, Tag, Tone};
use crate::ui::{Ui, format, route::Route, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::{Edit, RequestField};
use sightline_shared::id::DocId;
use sightline_shared::view::{self, VoicePart, VoiceStands};

/// What makes a request a voice: how it was heard, what became of it, what it is about.
pub(crate) fn of_voice(ui: Ui, id: DocId, voice: &VoicePart, linking: RwSignal<Option<Linking>>) -> AnyView {
    let tag = move |set: bool| {
        Callback::new(move |tag: String| {
            ui.edit(vec![Edit::Reword { request: id, field: RequestField::Tag(tag, set) }], t!("saved"));
        })
    };
    let about = voice.about.iter().map(|about| {
        let (request, name) = (about.id, tell::name(about));
        let label = t!("voice-unlink", name = name.clone());
        view! {
            <li class="beside">
                <a href=Route::Now(Some(request)).href()>{name}</a>
                {away(ui, id, request, label)}
            </li>
        }
    });
    let about: Vec<_> = about.collect();
    let (answer, channel) = (state(voice.stands), tell::channel(voice.channel));
    let (tags, adding) = (tag_list(&voice.tags, tag(false)), adding(voice, tag(true)));
    view! {
        <Group title=t!("voice-title")>
            <Card pad=true>
                <div class="row-meta">
                    {answer}
                    <span class="small">{channel}</span>
                </div>
                {(!about.is_empty()).then(|| view! { <p class="small">{t!("voice-speaks-of")}</p><ul class="section">{about}</ul> })}
                <div class="buttons">
                    <Button icon=lu::LuLink on_press=Callback::new(move |()| linking.set(Some(Linking::Voice(id))))>{t!("voice-link-request")}</Button>
                </div>
                {tags}
                {adding}
            </Card>
        </Group>
    }
    .into_any()
}

/// The press that takes a link back.
fn away(ui: Ui, voice: DocId, request: DocId, label: String) -> AnyView {
    let press = Callback::new(move |()| ui.edit(vec![link(voice, request, false)], t!("voice-unlinked")));
    view! { <Button kind=Kind::Quiet icon=lu::LuUnlink label on_press=press /> }.into_any()
}

fn adding(voice: &VoicePart, on_tag: Callback<String>) -> AnyView {
    let have = StoredValue::new(voice.tags.clone());
    view! {
        <details>
            <summary class="button quiet">{t!("voice-tag-add")}</summary>
            <TagPicker have=Signal::derive(move || have.try_get_value().unwrap_or_default()) on_tag />
        </details>
    }
    .into_any()
}

/// Where a voice stands, as a tag.
pub(super) fn state(stands: VoiceStands) -> AnyView {
    let (tone, icon, text) = match stands {
        VoiceStands::Adopted => (Tone::Done, lu::LuCheck, t!("voice-adopted")),
        VoiceStands::Declined => (Tone::Plain, lu::LuCornerUpLeft, t!("voice-declined")),
        VoiceStands::Open => (Tone::Wait, lu::LuQuote, t!("voice-open")),
        VoiceStands::Withdrawn => (Tone::Plain, lu::LuUndo2, t!("voice-withdrawn")),
        VoiceStands::Merged => (Tone::Plain, lu::LuGitMerge, t!("voice-merged")),
    };
    view! { <Tag tone icon text /> }.into_any()
}

/// Whether a voice may be said to speak of this request, and there is one.
pub(crate) fn may_be_linked(rows: &view::Rows, request: DocId) -> bool {
    rows.request(request).is_some_and(|row| row.voice.is_none() && !row.private)
        && rows.voices().next().is_some()
}

/// What customers said of a request, if they did, and how a voice is said to speak of it. A voice isn't said to speak of another, nor of what only two
/// teams may read.
pub(crate) fn said_of(ui: Ui, request: DocId, linking: RwSignal<Option<Linking>>) -> AnyView {
    let may_link = ui.query(move |rows, _, _| may_be_linked(rows, request));
    let press = Callback::new(move |()| linking.set(Some(Linking::Request(request))));
    let said = ui.query(move |rows, _, _| view::voices_about(rows, request));
    let lines = move || {
        said.with(|said| {
            let one = |(voice, stands): &(view::Named, VoiceStands)| {
                view! {
                    <li class="group">
                        <a href=Route::Voices(Some(voice.id)).href()>{tell::name(voice)}</a>
                        {state(*stands)}
                        {away(ui, voice.id, request, t!("voice-unlink", name = tell::name(voice)))}
                    </li>
                }
            };
            (said.len(), said.iter().map(one).collect_view())
        })
    };
    view! {
        {move || {
            let ((count, lines), may_link) = (lines(), may_link.get());
            (count > 0).then(|| {
            let lines = view! { <ul class="section">{lines}</ul> };
            let linking = may_link.then(|| view! { <div class="buttons"><Button icon=lu::LuLink on_press=press>{t!("voice-link")}</Button></div> });
            view! { <Group title=t!("voices-of-request") remark=format::number(count)><Card pad=true>{lines}{linking}</Card></Group> }
            })
        }}
    }
    .into_any()
}
