//! A snippet: added, changed, taken away.

use crate::part::{Button, Field, Input, Kind, Select, Sheet};
use crate::ui::{Draft as Typed, Ui, format, has_voice, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::{Edit, PartyField};
use sightline_shared::id::DocId;
use sightline_shared::in_order::InOrder as _;
use sightline_shared::limits::{SNIPPET_CHARS_MAX, SNIPPET_NAME_CHARS_MAX};
use sightline_shared::view::{SnippetRow, plain_words};

/// Languages that can be chosen beside the one that a snippet has already. One key each: small letters.
const LANGUAGES: [&str; 24] = [
    "ar", "bn", "cs", "da", "de", "en", "es", "fa", "fr", "hi", "hu", "it", "ja", "ko", "nl", "pl", "pt",
    "ro", "ru", "sv", "tr", "uk", "vi", "zh",
];

/// What is typed. Copy.
#[derive(Clone, Copy)]
struct Draft {
    name: RwSignal<String>,
    language: RwSignal<String>,
    text: RwSignal<String>,
    tried: RwSignal<bool>,
}

impl Draft {
    fn error(self, field: RwSignal<String>, max: usize) -> Signal<Option<String>> {
        Signal::derive(move || {
            let (empty, long) = field.with(|text| (!has_voice(text), text.trim().chars().count() > max));
            if long {
                return Some(t!("field-too-long", max = max));
            }
            (self.tried.get() && empty).then(|| t!("field-empty"))
        })
    }

    /// What to write: under another name or language, the old one goes.
    fn edits(self, team: DocId, old: &SnippetRow) -> Option<Vec<Edit>> {
        let read = |field: RwSignal<String>| field.get_untracked().trim().to_owned();
        // A name is one line, whatever was pasted.
        let name = read(self.name).split_whitespace().collect::<Vec<_>>().join(" ");
        let (language, text) = (read(self.language), read(self.text));
        let fits = |text: &str, max| has_voice(text) && text.chars().count() <= max;
        if !fits(&name, SNIPPET_NAME_CHARS_MAX) || !fits(&text, SNIPPET_CHARS_MAX) {
            return None;
        }
        let moved = !old.name.is_empty() && (&name, &language) != (&old.name, &old.language);
        let gone = moved.then(|| PartyField::Snippet(old.language.clone(), old.name.clone(), String::new()));
        let is_same = !moved && text == old.text && old.other_texts.is_empty();
        let said = (!is_same).then_some(PartyField::Snippet(language, name, text));
        let fields = gone.into_iter().chain(said);
        Some(fields.map(|field| Edit::ChangeParty { id: team, field }).collect())
    }
}

/// Adds a snippet, or changes one.
#[component]
pub(super) fn SnippetSheet(team: DocId, snippet: SnippetRow, on_close: Callback<()>) -> impl IntoView {
    let ui = Ui::here();
    let is_new = snippet.name.is_empty();
    let draft = Draft {
        name: RwSignal::new(snippet.name.clone()),
        language: RwSignal::new(snippet.language.clone()),
        text: RwSignal::new(snippet.text.clone()),
        tried: RwSignal::new(false),
    };
    let typed = Typed::begin(format!("snippet-{team}-{}-{}", snippet.language, snippet.name))
        .with("snippets-name", draft.name)
        .with("snippets-language", draft.language)
        .with("snippets-text", draft.text)
        .keep(ui);
    let note = typed.note(ui);
    let old = StoredValue::new(snippet.clone());
    let taken = taken(ui, draft, team, old, is_new);
    let wrong_name = draft.error(draft.name, SNIPPET_NAME_CHARS_MAX);
    let name_error =
        Signal::derive(move || wrong_name.get().or_else(|| taken.get().then(|| t!("snippets-name-taken"))));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        draft.tried.set(true);
        if taken.get_untracked() {
            return;
        }
        let Some(edits) = old.with_value(|old| draft.edits(team, old)) else { return };
        typed.save(ui, edits, t!("saved"), on_close);
    };
    let remove = Callback::new(move |()| {
        let field =
            old.with_value(|old| PartyField::Snippet(old.language.clone(), old.name.clone(), String::new()));
        ui.edit(vec![Edit::ChangeParty { id: team, field }], t!("snippets-gone"));
        on_close.run(());
    });
    let choices = languages(&snippet.language);
    let title = if is_new { t!("snippets-add") } else { t!("snippets-change-title") };
    view! {
        <Sheet title close=t!("close") on_close>
            <form class="form tight" novalidate on:submit=submit>
                {note}
                <Field label=t!("snippets-name") hint=t!("snippets-name-hint") value=draft.name max=SNIPPET_NAME_CHARS_MAX error=name_error autofocus=is_new />
                <Select label=t!("snippets-language") choices value=draft.language />
                <Field label=t!("snippets-text") value=draft.text input=Input::Text max=SNIPPET_CHARS_MAX error=draft.error(draft.text, SNIPPET_CHARS_MAX) />
                <div class="buttons end">
                    {(!is_new).then(|| view! { <Button kind=Kind::Warn icon=lu::LuTrash2 on_press=remove>{t!("snippets-remove")}</Button> })}
                    <Button kind=Kind::Main>{t!("save")}</Button>
                </div>
            </form>
        </Sheet>
    }
}

/// Whether there is another one of that name, which would be written over.
fn taken(ui: Ui, draft: Draft, team: DocId, old: StoredValue<SnippetRow>, is_new: bool) -> Memo<bool> {
    ui.query(move |rows, _, _| {
        let (name, language) = (plain_words(&draft.name.get()), draft.language.get());
        let is_other = |one: &SnippetRow| {
            old.with_value(|old| (&one.name, &one.language) != (&old.name, &old.language) || is_new)
        };
        let is_it = |one: &&SnippetRow| one.language == language && plain_words(&one.name) == name;
        let known = rows.party(team).is_some_and(|team| team.snippets.iter().filter(is_it).any(is_other));
        known && !name.is_empty()
    })
}

/// The languages to choose from, by their names.
fn languages(own: &str) -> Vec<(String, String)> {
    let mut tags = LANGUAGES.to_vec();
    if !tags.contains(&own) {
        tags.push(own);
    }
    let mut choices: Vec<_> = tags.into_iter().map(|tag| (tag.to_owned(), format::language(tag))).collect();
    choices.put_in_order_by_cached_key(|(_, name)| plain_words(name));
    choices
}
