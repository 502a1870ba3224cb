//! The dry run of a map file.

use super::file::{Dry, Import};
use super::file_words::{field, remark, told};
use crate::part::{Button, Card, Kind, Tag, Tone};
use crate::screen::importing::{Comes, Counts, PlanTable, SHOWN, decided, taken};
use crate::ui::{Ui, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::Edit;
use sightline_shared::map_file::{Change, Outcome, Sort, Step, edits};
use std::sync::Arc;

/// The table, and the one press.
#[component]
pub(super) fn Plan(import: Import, dry: Dry, on_do: Callback<Vec<Vec<Edit>>>) -> impl IntoView {
    let ui = Ui::here();
    let steps = Arc::clone(&dry.steps);
    let comes: Vec<Comes> = steps.iter().map(|step| comes(&step.outcome)).collect();
    let counts = Counts::of(&comes);
    let to_decide = counts.get(Comes::Decide);
    let listed = Arc::clone(&steps);
    let line = Callback::new(move |at: usize| listed.get(at).map(|step| line(import, at, step)));
    let taken = taken(import.takes);
    let all = comes.iter().zip(0..).filter(|(kind, _)| **kind == Comes::Decide);
    let all: Vec<usize> = all.map(|(_, at)| at).collect();
    let take_all = Callback::new(move |()| import.takes.set(all.iter().copied().collect()));
    let press = Callback::new(move |()| {
        let takes = import.takes.get_untracked();
        on_do.run(edits(&steps, |at| takes.contains(&at), |kind| ui.act.new_id(kind)));
    });
    view! {
        <p role="status">{counts.said()}</p>
        {(dry.dependencies > 0).then(|| view! { <p class="small">{t!("map-file-dependencies", count = dry.dependencies)}</p> })}
        <p class="small">{t!("map-file-stays")}</p>
        <div class="wide">
            {move || match counts.get(Comes::New) + taken.get() {
                0 => view! { <p class="small">{t!("map-file-nothing")}</p> }.into_any(),
                count => view! { <Button kind=Kind::Main icon=lu::LuCheck on_press=press>{t!("map-file-do", count = count)}</Button> }.into_any(),
            }}
        </div>
        <div class="buttons">
            {(to_decide > 0).then(|| view! { <Button icon=lu::LuCheck on_press=take_all>{t!("map-file-take-all", count = to_decide)}</Button> })}
            <Button kind=Kind::Quiet on_press=Callback::new(move |()| import.dry.set(None))>{t!("import-other")}</Button>
        </div>
        {left_out(&dry)}
        <PlanTable comes what=t!("map-file-entry") line />
    }
}

/// What nobody here knows, behind a press.
fn left_out(dry: &Dry) -> Option<AnyView> {
    let count = dry.remarks.len();
    let remarks = dry.remarks.iter().take(SHOWN).map(|one| view! { <li>{remark(one)}</li> }).collect_view();
    let shown = view! {
        <details>
            <summary class="button quiet">{t!("map-file-left-out", count = count)}</summary>
            <Card pad=true><ul>{remarks}</ul></Card>
        </details>
    };
    (count > 0).then(|| shown.into_any())
}

fn comes(outcome: &Outcome) -> Comes {
    match outcome {
        Outcome::Changed(_) => Comes::Decide,
        Outcome::Refused(_) => Comes::Refused,
        Outcome::New { .. } => Comes::New,
        Outcome::Same => Comes::Known,
    }
}

fn line(import: Import, at: usize, step: &Step) -> AnyView {
    let what = match &step.outcome {
        Outcome::New { implied } => {
            let text = if *implied { t!("map-file-implied") } else { t!("import-new") };
            view! { <Tag tone=Tone::Done icon=lu::LuPlus text /> }.into_any()
        }
        Outcome::Same => {
            view! { <Tag tone=Tone::Plain icon=lu::LuCheck text=t!("import-known") /> }.into_any()
        }
        Outcome::Changed(changes) => changed(import, at, &step.name, changes),
        Outcome::Refused(refusal) => {
            view! { <Tag tone=Tone::Late icon=lu::LuTriangleAlert text=told(refusal) /> }.into_any()
        }
    };
    // Who is refused may name neither end.
    let ends = (step.sort == Sort::Service && !(step.provider.is_empty() && step.served.is_empty()))
        .then(|| t!("map-serves-whom", provider = step.provider.clone(), served = step.served.clone()));
    view! {
        <tr>
            <td>{(step.line > 0).then(|| step.line.to_string())}</td>
            <td>
                <b>{step.name.clone()}</b>
                {ends.map(|ends| view! { <span class="small">{ends}</span> })}
            </td>
            <td>{what}</td>
        </tr>
    }
    .into_any()
}

/// Field by field what would change: what is here stays unless somebody says otherwise.
fn changed(import: Import, at: usize, name: &str, changes: &[Change]) -> AnyView {
    let or_none = |text: &str| if text.is_empty() { t!("nothing") } else { text.to_owned() };
    let lines = changes
        .iter()
        .map(|one| {
            view! {
                <li>
                    <span class="small">{field(one.field)}</span>
                    {" "}<del>{or_none(&one.old)}</del>{" → "}<ins>{or_none(&one.new)}</ins>
                </li>
            }
        })
        .collect_view();
    view! {
        <ul>{lines}</ul>
        {decided(import.takes, at, None, Some(t!("map-file-take", name = name.to_owned())), t!("map-file-take-short"))}
    }
    .into_any()
}
