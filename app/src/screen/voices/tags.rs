//! What a voice is about: tags, found among those in use or written down anew.

use crate::part::{Button, Choice, Kind, Picker};
use crate::ui::{Ui, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::limits::{TAG_CHARS_MAX, VOICE_LINKS_MAX};
use sightline_shared::view;

/// How many tags are offered.
const OFFERED_MAX: usize = 8;

/// Finds a tag, or takes a new one; `on_tag` hears it.
#[component]
pub(super) fn TagPicker(#[prop(into)] have: Signal<Vec<String>>, on_tag: Callback<String>) -> impl IntoView {
    let ui = Ui::here();
    let query = RwSignal::new(String::new());
    let chosen = RwSignal::new(None::<Choice>);
    let choices = ui.query(move |rows, _, _| {
        let typed = query.get().trim().to_owned();
        let have = have.get();
        let known = view::known_tags(rows, &typed, OFFERED_MAX + have.len());
        let is_known = known.iter().chain(&have).any(|tag| tag.to_lowercase() == typed.to_lowercase());
        let plain = |tag: String| Choice { key: tag.clone(), name: tag, note: String::new() };
        let mut choices: Vec<_> =
            known.into_iter().filter(|tag| !have.contains(tag)).take(OFFERED_MAX).map(plain).collect();
        if !typed.is_empty() && !is_known && typed.chars().count() <= TAG_CHARS_MAX {
            choices.push(Choice {
                name: t!("voice-tag-new", tag = typed.clone()),
                key: typed,
                note: String::new(),
            });
        }
        choices
    });
    Effect::new(move || {
        if let Some(choice) = chosen.get() {
            chosen.set(None);
            on_tag.run(choice.key);
        }
    });
    let is_full = Memo::new(move |_| have.with(Vec::len) >= VOICE_LINKS_MAX);
    view! {
        <Show when=move || !is_full.get() fallback=|| view! { <p class="small">{t!("voice-tags-max", max = VOICE_LINKS_MAX)}</p> }>
            <Picker label=t!("voice-tag-add") optional=t!("optional") query choices chosen change=t!("change") placeholder=t!("voice-tag-type") />
        </Show>
    }
}

/// The tags, each with a button that takes it away.
pub(super) fn tag_list(tags: &[String], on_away: Callback<String>) -> AnyView {
    let one = |tag: &String| {
        let away = tag.clone();
        view! {
            <li class="chosen">
                <span>{tag.clone()}</span>
                <Button kind=Kind::Quiet icon=lu::LuX label=t!("voice-tag-away", tag = tag.clone()) on_press=Callback::new(move |()| on_away.run(away.clone())) />
            </li>
        }
    };
    (!tags.is_empty())
        .then(|| view! { <ul class="chips" aria-label=t!("voice-tags")>{tags.iter().map(one).collect_view()}</ul> })
        .into_any()
}
