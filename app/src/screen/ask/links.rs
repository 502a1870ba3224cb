//! Whom one ask goes to, and what is asked of them. Several go out in one step: what the customer, the due time and the rest say is the same
//! for all of them.

use super::questions::{self, Answers, Questions};
use super::whom::{Whom, WhomPicker};
use crate::part::{Button, Field, Kind};
use crate::ui::{Kept, has_voice, lines, read_lines, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::id::DocId;
use sightline_shared::limits::{LINE_CHARS_MAX, SPLIT_MAX};
use wasm_bindgen::JsCast;

/// One team and what it is asked. Copy.
#[derive(Clone, Copy)]
pub(super) struct Link {
    number: usize,
    pub(super) whom: Whom,
    pub(super) title: RwSignal<String>,
    answers: Answers,
    /// Answers that came back with a draft, for questions that aren't read yet: each question's words, and what was said.
    before: StoredValue<Vec<(String, String)>>,
}

impl Link {
    fn new(number: usize) -> Self {
        let (title, answers) = (RwSignal::new(String::new()), RwSignal::new(Vec::new()));
        Self { number, whom: Whom::new(), title, answers, before: StoredValue::new(Vec::new()) }
    }

    /// What was typed for it: whom it asks, what, and each question with its answer.
    fn said(self) -> Option<Vec<String>> {
        let (whom, name) = self.whom.said()?;
        let answers = self.answers.try_get()?;
        let is_read = |text: &str| answers.iter().any(|(question, _)| question.text == text);
        let mut before = self.before.try_get_value()?;
        before.retain(|(question, _)| !is_read(question));
        let now = answers.iter().map(|(question, answer)| Some((question.text.clone(), answer.try_get()?)));
        let now = now.collect::<Option<Vec<_>>>()?;
        let all = now.into_iter().chain(before).filter(|(_, answer)| !answer.is_empty());
        let all = all.flat_map(|(question, answer)| [question, answer]);
        Some([whom, name, self.title.try_get()?].into_iter().chain(all).collect())
    }

    fn put(self, said: &[String]) {
        let [whom, name, title, answers @ ..] = said else { return };
        self.whom.put(whom, name);
        self.title.set(title.clone());
        let answers =
            answers.chunks_exact(2).filter_map(|pair| Some((pair.first()?.clone(), pair.get(1)?.clone())));
        let answers: Vec<_> = answers.collect();
        for (question, answer) in self.answers.get_untracked() {
            let said = answers.iter().find(|(text, _)| *text == question.text);
            answer.set(said.map(|(_, said)| said.clone()).unwrap_or_default());
        }
        self.before.set_value(answers);
    }

    fn is_complete(self) -> bool {
        self.whom.chosen().is_some()
            && questions::are_complete(self.answers)
            && self.title.with_untracked(|title| has_voice(title) && title.chars().count() <= LINE_CHARS_MAX)
    }

    /// The questions with their answers, then the details: the provider reads one text.
    pub(super) fn details(self, shared: &str) -> String {
        let said = questions::said(self.answers);
        format!("{said}{}", shared.trim()).trim_end().to_owned()
    }
}

/// All of them; the first is always there. Copy.
#[derive(Clone, Copy)]
pub(super) struct Links {
    all: RwSignal<Vec<Link>>,
    /// What is typed belongs to the form, not to the press that added the field.
    form: StoredValue<Option<Owner>>,
}

impl Links {
    pub(super) fn new() -> Self {
        Self { all: RwSignal::new(vec![Link::new(0)]), form: StoredValue::new(Owner::current()) }
    }

    /// Those that are there now.
    pub(super) fn read(self) -> Vec<Link> {
        self.all.get_untracked()
    }

    /// The first; whoever asks hears when others come.
    pub(super) fn first(self) -> Option<Link> {
        self.all.with(|all| all.first().copied())
    }

    pub(super) fn are_complete(self) -> bool {
        self.all.with_untracked(|all| all.iter().all(|link| link.is_complete()))
    }

    fn add(self) {
        let number = self.all.with_untracked(|all| all.last().map_or(0, |link| link.number + 1));
        let link = self.fresh(number);
        self.all.update(|all| all.push(link));
        request_animation_frame(move || focus(number));
    }

    fn fresh(self, number: usize) -> Link {
        self.form.with_value(|form| {
            form.as_ref().map_or_else(|| Link::new(number), |form| form.with(|| Link::new(number)))
        })
    }

    fn remove(self, number: usize) {
        self.all.update(|all| all.retain(|link| link.number != number));
        let last = self.all.with_untracked(|all| all.last().map_or(0, |link| link.number));
        request_animation_frame(move || focus(last));
    }
}

impl Kept for Links {
    fn said(&self) -> Option<String> {
        let all = self.all.try_get()?;
        Some(lines(&all.into_iter().map(Link::said).collect::<Option<Vec<_>>>()?))
    }

    fn put(&self, said: &str) {
        let said: Vec<_> = read_lines(said).into_iter().take(SPLIT_MAX).collect();
        // The fields of those that are there already stay: what shows them follows their numbers.
        self.all.update(|all| {
            let known = all.len();
            all.truncate(said.len().max(1));
            all.extend((known..said.len()).map(|number| self.fresh(number)));
        });
        let all = self.all.get_untracked();
        all.iter().zip(&said).for_each(|(link, said)| link.put(said));
    }
}

fn place(number: usize) -> String {
    format!("ask-{number}")
}

/// Whoever adds or takes away a team goes on at the last one.
fn focus(number: usize) {
    let field = document().query_selector(&format!("#{} input", place(number))).ok().flatten();
    if let Some(field) = field.and_then(|field| field.dyn_into::<leptos::web_sys::HtmlElement>().ok()) {
        let _ = field.focus();
    }
}

/// The fields of all teams, and the button for one more. `team` is chosen for the first.
#[component]
pub(super) fn LinkFields(
    links: Links,
    asker: DocId,
    beside: bool,
    team: Option<(DocId, Option<DocId>)>,
    #[prop(into)] tried: Signal<bool>,
) -> impl IntoView {
    let count = Memo::new(move |_| links.all.with(Vec::len));
    view! {
        <For each=move || links.all.get() key=|link| link.number let:link>
            <OneLink link links asker beside team=team.filter(|_| link.number == 0) tried />
        </For>
        <div>
            <Show
                when=move || { count.get() < SPLIT_MAX }
                fallback=|| view! { <p class="small">{t!("ask-max", max = SPLIT_MAX)}</p> }
            >
                <Button kind=Kind::Quiet icon=lu::LuPlus on_press=Callback::new(move |()| links.add())>{t!("ask-also")}</Button>
            </Show>
        </div>
    }
}

#[component]
fn OneLink(
    link: Link,
    links: Links,
    asker: DocId,
    beside: bool,
    team: Option<(DocId, Option<DocId>)>,
    tried: Signal<bool>,
) -> impl IntoView {
    let title_error = Signal::derive(move || {
        let empty = link.title.with(|title| !has_voice(title));
        let long = link.title.with(|title| title.chars().count() > LINE_CHARS_MAX);
        if tried.get() && empty {
            Some(t!("field-empty"))
        } else {
            long.then(|| t!("field-too-long", max = LINE_CHARS_MAX))
        }
    });
    let fields = view! {
        <WhomPicker whom=link.whom asker beside team tried />
        <Field label=t!("ask-what") placeholder=t!("ask-what-example") value=link.title max=LINE_CHARS_MAX error=title_error />
        <Questions whom=link.whom asker answers=link.answers before=link.before tried />
    };
    if link.number == 0 {
        return view! { <div class="form" id=place(0)>{fields}</div> }.into_any();
    }
    let away = Callback::new(move |()| links.remove(link.number));
    view! {
        <fieldset class="form card pad" id=place(link.number)>
            <legend class="small">{t!("ask-another")}</legend>
            {fields}
            <div class="buttons end">
                <Button kind=Kind::Quiet icon=lu::LuX on_press=away>{t!("ask-not-them")}</Button>
            </div>
        </fieldset>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sightline_shared::model;
    use wasm_bindgen_test::wasm_bindgen_test;

    /// KN14: answers come back to questions that are there already, and what is discarded leaves none.
    #[wasm_bindgen_test]
    fn answers_come_back_and_go() {
        let owner = Owner::new();
        owner.set();
        let links = Links::new();
        let usual = links.said().unwrap_or_default();
        let link = links.read().remove(0);
        let questions = model::questions("Which lot?\nHow many?");
        link.answers
            .set(questions.into_iter().map(|question| (question, RwSignal::new(String::new()))).collect());
        let texts = || link.answers.get_untracked().into_iter().map(|(_, answer)| answer.get_untracked());
        links.put(&lines(&[["", "", "Find it", "Which lot?", "4711"].map(str::to_owned).to_vec()]));
        assert_eq!(texts().collect::<Vec<_>>(), ["4711", ""]);
        links.put(&usual);
        assert_eq!(texts().collect::<Vec<_>>(), ["", ""]);
        assert_eq!(links.said(), Some(usual));
    }
}
