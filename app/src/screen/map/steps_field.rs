//! What happens when a team's request stays silent: after how long, and who is told.

use super::span_field::{SpanChoice, SpanField};
use crate::part::{Button, Kind};
use crate::ui::{Kept, lines, read_lines, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::id::Span;
use sightline_shared::limits::STEPS_MAX;
use sightline_shared::model::{Step, Tells, are_steps};

const WHOM: [Tells; 3] = [Tells::Owner, Tells::Team, Tells::Above];

/// A step that is being chosen.
#[derive(Clone, Copy)]
struct Line {
    number: usize,
    after: SpanChoice,
    tells: RwSignal<Tells>,
}

/// Steps that are being chosen. Copy.
#[derive(Clone, Copy)]
pub(super) struct StepsChoice {
    lines: RwSignal<Vec<Line>>,
    /// Signals of a line belong to the sheet, not to the press that added it.
    sheet: StoredValue<Option<Owner>>,
}

impl StepsChoice {
    /// These steps.
    pub(super) fn new(steps: &[Step]) -> Self {
        let choice = Self { lines: RwSignal::new(Vec::new()), sheet: StoredValue::new(Owner::current()) };
        for step in steps {
            choice.add(Some(step.after), step.tells);
        }
        choice
    }

    fn add(self, after: Option<Span>, tells: Tells) {
        let number = self.lines.with_untracked(|lines| lines.last().map_or(0, |line| line.number + 1));
        let line = || Line { number, after: SpanChoice::new(after), tells: RwSignal::new(tells) };
        let line = self.sheet.with_value(|sheet| sheet.as_ref().map_or_else(line, |sheet| sheet.with(line)));
        self.lines.update(|lines| lines.push(line));
    }

    /// The steps; without a length one is taken at once.
    ///
    /// # Errors
    /// When they don't follow one another.
    pub(super) fn get(self) -> Result<Vec<Step>, ()> {
        let mut steps = Vec::new();
        for line in self.lines.get() {
            steps.push(Step { after: line.after.get()?.unwrap_or_default(), tells: line.tells.get() });
        }
        if are_steps(&steps) { Ok(steps) } else { Err(()) }
    }
}

impl Kept for StepsChoice {
    fn said(&self) -> Option<String> {
        let line = |line: &Line| {
            let tells = line.tells.try_get()?;
            let at = WHOM.iter().position(|other| *other == tells)?;
            Some(vec![line.after.said()?, at.to_string()])
        };
        let all = self.lines.try_get()?;
        Some(lines(&all.iter().map(line).collect::<Option<Vec<_>>>()?))
    }

    fn put(&self, said: &str) {
        self.lines.set(Vec::new());
        for line in read_lines(said).into_iter().take(STEPS_MAX) {
            let [after, tells] = line.as_slice() else { continue };
            let tells = tells.parse().ok().and_then(|at: usize| WHOM.get(at));
            self.add(None, tells.copied().unwrap_or(Tells::Team));
            if let Some(line) = self.lines.with_untracked(|lines| lines.last().copied()) {
                line.after.put(after);
            }
        }
    }
}

/// The steps, one below the other.
#[component]
pub(super) fn StepsField(steps: StepsChoice, #[prop(into)] tried: Signal<bool>) -> impl IntoView {
    let wrong = move || tried.get() && steps.get().is_err();
    let place = move |number| {
        Memo::new(move |_| {
            steps.lines.with(|lines| lines.iter().position(|line| line.number == number).unwrap_or(0) + 1)
        })
    };
    let line = move |line: Line| {
        let place = place(line.number);
        let whom = move || t!("steps-whom", number = place.get());
        let choose = move |event| {
            let at = event_target_value(&event).parse::<usize>().unwrap_or_default();
            line.tells.set(WHOM.get(at).copied().unwrap_or(Tells::Team));
        };
        let options = WHOM.iter().enumerate().map(|(at, tells)| {
            let tells = *tells;
            view! { <option value=at.to_string() selected=move || line.tells.get() == tells>{tell::whom(tells)}</option> }
        });
        let remove = Callback::new(move |()| {
            steps.lines.update(|lines| lines.retain(|other| other.number != line.number))
        });
        view! {
            <div class="step-field">
                {move || view! { <SpanField label=t!("steps-after", number = place.get()) choice=line.after tried /> }}
                <select class="input" aria-label=whom on:change=choose>{options.collect_view()}</select>
                {move || view! { <Button kind=Kind::Quiet icon=lu::LuX label=t!("steps-remove", number = place.get()) on_press=remove /> }}
            </div>
        }
    };
    view! {
        <fieldset class="choices">
            <legend>{t!("steps-title")}</legend>
            <p class="hint">{t!("steps-hint")}</p>
            <For each=move || steps.lines.get() key=|line| line.number children=line />
            <Show when=wrong><p class="error">{t!("steps-wrong")}</p></Show>
            <Show when=move || steps.lines.with(Vec::len) < STEPS_MAX>
                <div class="buttons">
                    <Button kind=Kind::Quiet icon=lu::LuPlus on_press=Callback::new(move |()| steps.add(None, Tells::Team))>{t!("steps-add")}</Button>
                </div>
            </Show>
        </fieldset>
    }
}
