//! Saying something: one field and one tap. "@" names somebody, who hears of it; "/" puts in a snippet.

use crate::part::{Button, Field, Input, Kind};
use crate::screen::typing;
use crate::ui::{Draft, Ui, has_voice, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::Edit;
use sightline_shared::id::DocId;
use sightline_shared::limits::TEXT_CHARS_MAX;
use sightline_shared::model::EventKind;
use sightline_shared::view;

/// The field.
#[component]
pub(super) fn CommentBox(
    id: DocId,
    /// Its owner waits for the viewer: what is typed most likely is what they wait for.
    waits_on_me: Memo<bool>,
) -> impl IntoView {
    let ui = Ui::here();
    let (text, picked) = (RwSignal::new(String::new()), RwSignal::new(Vec::new()));
    let draft = Draft::begin(format!("comment-{id}")).with("comment-label", text).keep(ui);
    let note = draft.note(ui);
    let too_long = move || text.with(|text| text.chars().count()) > TEXT_CHARS_MAX;
    let error = Signal::derive(move || too_long().then(|| t!("field-too-long", max = TEXT_CHARS_MAX)));
    let say = Callback::new(move |answers: bool| {
        let said = text.get_untracked().trim().to_owned();
        if !has_voice(&said) || too_long() {
            return;
        }
        let picked_names = picked.get_untracked();
        let mentions = ui.look(|rows| view::mentioned(rows, &said, &picked_names)).unwrap_or_default();
        let event = EventKind::Commented { text: said, mentions, answers };
        let done = if answers { t!("done-answer-wait") } else { String::new() };
        let draft = draft.clone();
        ui.edit_then(vec![Edit::Act { request: id, event, on_behalf_of: String::new() }], done, move |()| {
            draft.sent(ui);
            let _ = text.try_set(String::new());
            let _ = picked.try_set(Vec::new());
        });
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        say.run(waits_on_me.get_untracked());
    };
    let only_say = Callback::new(move |()| say.run(false));
    let buttons = move || {
        if waits_on_me.get() {
            view! {
                <Button kind=Kind::Quiet icon=lu::LuMessageSquare on_press=only_say>{t!("act-comment")}</Button>
                <Button icon=lu::LuMessageSquareReply>{t!("act-answer-wait")}</Button>
            }
            .into_any()
        } else {
            view! { <Button icon=lu::LuMessageSquare>{t!("act-comment")}</Button> }.into_any()
        }
    };
    view! {
        <form class="form tight" novalidate on:submit=submit>
            {note}
            <Field label=t!("comment-label") value=text input=Input::Text max=TEXT_CHARS_MAX error offers=typing::comment(ui, picked) />
            <div class="buttons end">{buttons}</div>
        </form>
    }
}
