//! Voices on the page of a request: what makes it one, and what customers said of it.

use super::tags::{TagPicker, tag_list};
use crate::part::{Card, Group, Tag, Tone};
use crate::ui::{Ui, format, route::Route, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::{Edit, RequestField};
use sightline_shared::id::DocId;
use sightline_shared::view::{self, VoicePart};

/// What makes a request a voice: how it was heard, what became of it, what it is about.
pub(crate) fn of_voice(ui: Ui, id: DocId, voice: &VoicePart) -> AnyView {
    let tag = move |set: bool| {
        Callback::new(move |tag: String| {
            ui.edit(vec![Edit::Reword { request: id, field: RequestField::Tag(tag, set) }], t!("saved"));
        })
    };
    let about = voice.about.iter().map(|about| {
        view! { <li><a href=Route::Now(Some(about.id)).href()>{tell::name(about)}</a></li> }
    });
    let about: Vec<_> = about.collect();
    let (answer, channel) = (state(voice.adopted), tell::channel(voice.channel));
    let (tags, adding) = (tag_list(&voice.tags, tag(false)), adding(voice, tag(true)));
    view! {
        <Group title=t!("voice-title")>
            <Card pad=true>
                <div class="row-meta">
                    {answer}
                    <span class="small">{channel}</span>
                </div>
                {(!about.is_empty()).then(|| view! { <p class="small">{t!("voice-speaks-of")}</p><ul class="section">{about}</ul> })}
                {tags}
                {adding}
            </Card>
        </Group>
    }
    .into_any()
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

fn state(adopted: Option<bool>) -> AnyView {
    match adopted {
        Some(true) => view! { <Tag tone=Tone::Done icon=lu::LuCheck text=t!("voice-adopted") /> }.into_any(),
        Some(false) => {
            view! { <Tag tone=Tone::Plain icon=lu::LuCornerUpLeft text=t!("voice-declined") /> }.into_any()
        }
        None => view! { <Tag tone=Tone::Wait icon=lu::LuQuote text=t!("voice-open") /> }.into_any(),
    }
}

/// What customers said of a request.
pub(crate) fn said_of(ui: Ui, request: DocId) -> AnyView {
    let said = ui.query(move |rows, _, _| view::voices_about(rows, request));
    view! {
        {move || said.with(|said| (!said.is_empty()).then(|| {
            let one = |(voice, adopted): &(view::Named, Option<bool>)| view! {
                <li class="group">
                    <a href=Route::Voices(Some(voice.id)).href()>{tell::name(voice)}</a>
                    {state(*adopted)}
                </li>
            };
            let lines = said.iter().map(one).collect_view();
            view! { <Group title=t!("voices-of-request") remark=format::number(said.len())><Card pad=true><ul class="section">{lines}</ul></Card></Group> }
        }))}
    }
    .into_any()
}
