//! A request that was answered becomes an answer for others: what is kept of it, and the sheet that keeps it.

use crate::part::{Banner, Button, Card, Field, Group, Icon, Input, Kind, Sheet, Tag, Tone};
use crate::ui::{Draft as Typed, Ui, format, has_voice, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::Edit;
use sightline_shared::id::{DocId, Millis};
use sightline_shared::limits::{KEPT_CHARS_MAX, LINE_CHARS_MAX};
use sightline_shared::model::EventKind;
use sightline_shared::view::{KeptPart, KeptSaid, MayKeep, RequestPage};

/// What is kept of it, with what can be done about that; a button where nothing is.
pub(super) fn kept(ui: Ui, page: &RequestPage, keeping: RwSignal<bool>) -> Option<AnyView> {
    let (id, now) = (page.id, ui.now());
    let may = page.kept.may == MayKeep::Yes;
    let change = Callback::new(move |()| keeping.set(true));
    if page.kept.said.is_empty() {
        let button = view! {
            <div><Button kind=Kind::Quiet icon=lu::LuBookmarkPlus on_press=change>{t!("kept-keep")}</Button></div>
        };
        return may.then(|| button.into_any());
    }
    let is_disputed = page.kept.said.len() > 1;
    let said = page.kept.said.iter().map(|said| one(ui, id, said, may && is_disputed, now)).collect_view();
    let take_back =
        Callback::new(move |()| keep(ui, id, String::new(), String::new(), t!("kept-taken-back")));
    Some(
        view! {
            <Group title=t!("kept-title")>
                <Card pad=true>
                    {is_disputed.then(|| view! { <p><Tag tone=Tone::Wait icon=lu::LuGitFork text=t!("two-versions", field = t!("kept-answer")) /></p> })}
                    <ul class="form tight">{said}</ul>
                    {may.then(|| view! {
                        <div class="buttons">
                            <Button icon=lu::LuPencil on_press=change>{t!("change")}</Button>
                            <Button icon=lu::LuUndo2 on_press=take_back>{t!("kept-take-back")}</Button>
                        </div>
                    })}
                </Card>
            </Group>
        }
        .into_any(),
    )
}

/// What somebody kept. `choose`: somebody else kept another at the same time.
fn one(ui: Ui, id: DocId, said: &KeptSaid, choose: bool, now: Millis) -> AnyView {
    let (who, time) = (tell::name(&said.by), format::moment(said.at, now));
    let is_kept = !said.answer.is_empty();
    let by = if is_kept {
        t!("kept-by", who = who, time = time)
    } else {
        t!("kept-taken-back-by", who = who, time = time)
    };
    let (question, answer) = (said.question.clone(), said.answer.clone());
    let choice = (question.clone(), answer.clone());
    let this = Callback::new(move |()| keep(ui, id, choice.0.clone(), choice.1.clone(), t!("kept-one")));
    view! {
        <li class="section">
            {is_kept.then(|| view! { <p><strong>{question}</strong></p><p class="keep">{answer}</p> })}
            <p class="small"><Icon icon=lu::LuBookmarkCheck />" "{by}</p>
            {(is_kept && said.reopened).then(|| view! { <p><Tag tone=Tone::Wait icon=lu::LuRotateCcw text=t!("kept-reopened") /></p> })}
            {choose.then(|| view! { <div><Button on_press=this>{t!("keep-this")}</Button></div> })}
        </li>
    }
    .into_any()
}

fn keep(ui: Ui, request: DocId, question: String, answer: String, done: String) {
    let event = EventKind::Kept { question, answer };
    ui.edit(vec![Edit::Act { request, event, on_behalf_of: String::new() }], done);
}

/// The question and the answer, as others will read them. Of a private request it says why nothing is kept.
#[component]
pub(super) fn KeepSheet(page: RequestPage, on_close: Callback<()>) -> impl IntoView {
    let inner = if page.kept.may == MayKeep::Private {
        view! { <Banner tone=Tone::Wait icon=lu::LuLock text=t!("kept-private") /> }.into_any()
    } else {
        view! { <KeepForm id=page.id title=page.title.value kept=page.kept on_close /> }.into_any()
    };
    view! { <Sheet title=t!("kept-keep") close=t!("close") on_close>{inner}</Sheet> }
}

#[component]
fn KeepForm(id: DocId, title: String, kept: KeptPart, on_close: Callback<()>) -> impl IntoView {
    let ui = Ui::here();
    let before = kept.said.into_iter().find(|said| !said.answer.is_empty());
    let before = before.map(|said| (said.question, said.answer));
    let (question, answer) = before.unwrap_or((title, kept.delivered));
    let (question, answer) = (RwSignal::new(question), RwSignal::new(answer));
    let typed = Typed::begin(format!("keep-{id}"));
    let typed = typed.with("kept-question", question).with("kept-answer", answer).keep(ui);
    let note = typed.note(ui);
    let tried = RwSignal::new(false);
    let lacks = move |text: RwSignal<String>, max: usize| {
        let wrong = move |text: &String| match text.trim().chars().count() {
            long if long > max => Some(t!("field-too-long", max = max)),
            _ => (!has_voice(text) && tried.get()).then(|| t!("field-empty")),
        };
        Signal::derive(move || text.with(wrong))
    };
    let (no_question, no_answer) = (lacks(question, LINE_CHARS_MAX), lacks(answer, KEPT_CHARS_MAX));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if no_question.get_untracked().is_none() && no_answer.get_untracked().is_none() {
            let text = |field: RwSignal<String>| field.get_untracked().trim().to_owned();
            let event = EventKind::Kept { question: text(question), answer: text(answer) };
            let edits = vec![Edit::Act { request: id, event, on_behalf_of: String::new() }];
            typed.save(ui, edits, t!("kept-done"), on_close);
        }
    };
    view! {
        <form class="form tight" novalidate on:submit=submit>
            {note}
            <p class="small">{t!("kept-about")}</p>
            <Field label=t!("kept-question") value=question max=LINE_CHARS_MAX error=no_question />
            <Field label=t!("kept-answer") hint=t!("kept-answer-hint") value=answer input=Input::Text max=KEPT_CHARS_MAX error=no_answer />
            <div class="wide"><Button kind=Kind::Main icon=lu::LuBookmarkCheck>{t!("kept-do")}</Button></div>
        </form>
    }
}
