//! What the service wants to know: one field a question, and only those that are asked after the answers so far.

use super::whom::Whom;
use crate::part::{Field, FieldError, uid};
use crate::ui::{Ui, has_voice, words::t};
use leptos::prelude::*;
use sightline_shared::id::DocId;
use sightline_shared::limits::LINE_CHARS_MAX;
use sightline_shared::model::{self, Question};

/// Questions with what is answered.
pub(super) type Answers = RwSignal<Vec<(Question, RwSignal<String>)>>;

/// The questions, and what is answered to each.
fn read(answers: Answers) -> (Vec<Question>, Vec<String>) {
    let all = answers.get_untracked().into_iter();
    all.map(|(question, answer)| (question, answer.get_untracked())).unzip()
}

/// Which of them are asked, and what is said by that: a line for each that was answered.
pub(super) fn said(answers: Answers) -> String {
    let (questions, texts) = read(answers);
    model::answered(&questions, |place| texts.get(place).cloned().unwrap_or_default())
}

/// Whether all that must be said is said.
pub(super) fn are_complete(answers: Answers) -> bool {
    let (questions, texts) = read(answers);
    !model::lacking(&questions, |place| texts.get(place).cloned().unwrap_or_default()).contains(&true)
}

/// The fields.
#[component]
pub(super) fn Questions(
    whom: Whom,
    asker: DocId,
    answers: Answers,
    /// What was answered before the questions were read: each with the words of its question.
    before: StoredValue<Vec<(String, String)>>,
    /// Somebody tried to send: what is lacking is said.
    #[prop(into)]
    tried: Signal<bool>,
) -> impl IntoView {
    let ui = Ui::here();
    let questions = ui.query(move |rows, _, _| {
        let service = whom.chosen().and_then(|asked| asked.service).and_then(|service| rows.service(service));
        let text =
            service.filter(|service| service.served == asker).map(|service| service.questions.as_str());
        model::questions(text.unwrap_or_default())
    });
    // What was typed for a question survives a change of the others: it belongs to the form, not to the effect's run.
    let form = StoredValue::new(Owner::current());
    let fresh = move |question: &Question| {
        let said = before.with_value(|before| {
            before.iter().find(|(text, _)| *text == question.text).map(|(_, said)| said.clone())
        });
        let new = || RwSignal::new(said.unwrap_or_default());
        form.with_value(|form| match form {
            Some(form) => form.with(new),
            None => new(),
        })
    };
    Effect::new(move |_| {
        let questions = questions.get();
        let old = answers.get_untracked();
        let kept = |question: &Question| {
            let known = old.iter().find(|(other, _)| other == question).map(|(_, answer)| *answer);
            known.unwrap_or_else(|| fresh(question))
        };
        answers.set(questions.into_iter().map(|question| (question.clone(), kept(&question))).collect());
    });
    let asked = Memo::new(move |_| {
        answers.with(|answers| {
            let questions: Vec<Question> = answers.iter().map(|(question, _)| question.clone()).collect();
            model::asked(&questions, |place| {
                answers.get(place).map(|(_, text)| text.get()).unwrap_or_default()
            })
        })
    });
    move || {
        let is_asked = move |place: usize| asked.with(|asked| asked.get(place) == Some(&true));
        let fields = answers.get().into_iter().enumerate().map(move |(place, (question, answer))| {
            let Question { text, choices, needed, .. } = question;
            let lacks = move || needed && tried.get() && answer.with(|answer| !has_voice(answer));
            let error = Signal::derive(move || lacks().then(|| t!("question-needed")));
            let optional = if needed { String::new() } else { t!("optional") };
            view! {
                <Show when=move || is_asked(place)>
                    {if choices.is_empty() {
                        view! { <Field label=text.clone() value=answer max=LINE_CHARS_MAX optional=optional.clone() error /> }.into_any()
                    } else {
                        view! { <Choose label=text.clone() choices=choices.clone() answer needed error /> }.into_any()
                    }}
                </Show>
            }
        });
        fields.collect_view()
    }
}

/// One answer of a few; or none, where none is needed.
#[component]
fn Choose(
    label: String,
    choices: Vec<String>,
    answer: RwSignal<String>,
    needed: bool,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let name = uid("answer");
    let wrong = format!("{name}-wrong");
    let none = (!needed).then(|| (String::new(), t!("question-no-answer")));
    let choices = choices.into_iter().map(|choice| (choice.clone(), choice)).chain(none);
    let chips = choices.map(|(choice, says)| {
        let is = choice.clone();
        view! {
            <label class="chip">
                <input
                    type="radio"
                    name=name.clone()
                    prop:checked=move || answer.with(|answer| *answer == is)
                    on:change=move |_| answer.set(choice.clone())
                />
                <span>{says}</span>
            </label>
        }
    });
    let described = {
        let wrong = wrong.clone();
        move || error.with(Option::is_some).then(|| wrong.clone())
    };
    view! {
        <fieldset class="choices" aria-describedby=described>
            <legend>{label}</legend>
            <div class="chips">{chips.collect_view()}</div>
            <FieldError id=wrong error />
        </fieldset>
    }
}
