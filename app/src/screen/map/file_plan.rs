//! The dry run of a map file: what a person decides first, then what can't be taken, then what is new, then what is here.

use super::file::{Dry, Import};
use super::file_words::{field, remark, told};
use crate::part::{Button, Card, Chip, Chips, Group, Kind, Tag, Tone};
use crate::screen::common::ShowMore;
use crate::ui::{Ui, format, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::Edit;
use sightline_shared::map_file::{Change, Outcome, Sort, Step, edits};
use std::sync::Arc;

/// How many lines are painted before more is asked for.
const SHOWN: usize = 50;

/// The table, and the one press.
#[component]
pub(super) fn Plan(import: Import, dry: Dry, on_do: Callback<Vec<Vec<Edit>>>) -> impl IntoView {
    let ui = Ui::here();
    let (limit, filter) = (RwSignal::new(SHOWN), RwSignal::new("all"));
    let steps = Arc::clone(&dry.steps);
    let counts = Counts::of(&steps);
    let mut order: Vec<usize> = (0..steps.len()).collect();
    order.sort_by_key(|at| steps.get(*at).map(|step| rank(&step.outcome)));
    let listed = Arc::clone(&steps);
    let shown = Memo::new(move |_| {
        let fits = |at: &&usize| listed.get(**at).is_some_and(|step| fits(filter.get(), &step.outcome));
        order.iter().filter(fits).copied().collect::<Vec<_>>()
    });
    let listed = Arc::clone(&steps);
    let lines = move || {
        let shown = shown.get();
        let shown = shown.iter().take(limit.get()).filter_map(|at| Some((*at, listed.get(*at)?)));
        shown.map(|(at, step)| line(import, at, step)).collect_view()
    };
    let taken = Memo::new(move |_| import.takes.with(|takes| takes.len()));
    let changed: Vec<usize> = places(&steps, |outcome| matches!(outcome, Outcome::Changed(_)));
    let take_all = Callback::new(move |()| import.takes.set(changed.iter().copied().collect()));
    let press = Callback::new(move |()| {
        let takes = import.takes.get_untracked();
        on_do.run(edits(&steps, |at| takes.contains(&at), |kind| ui.act.new_id(kind)));
    });
    let more = Callback::new(move |()| limit.update(|limit| *limit += SHOWN * 4));
    let remarks = dry.remarks.iter().take(SHOWN).map(|one| view! { <li>{remark(one)}</li> }).collect_view();
    view! {
        <p role="status">{counts.said()}</p>
        {(dry.dependencies > 0).then(|| view! { <p class="small">{t!("map-file-dependencies", count = dry.dependencies)}</p> })}
        <p class="small">{t!("map-file-stays")}</p>
        <div class="wide">
            {move || match counts.new + taken.get() {
                0 => view! { <p class="small">{t!("map-file-nothing")}</p> }.into_any(),
                count => view! { <Button kind=Kind::Main icon=lu::LuCheck on_press=press>{t!("map-file-do", count = count)}</Button> }.into_any(),
            }}
        </div>
        <div class="buttons">
            {(counts.changed > 0).then(|| view! { <Button icon=lu::LuCheck on_press=take_all>{t!("map-file-take-all", count = counts.changed)}</Button> })}
            <Button kind=Kind::Quiet on_press=Callback::new(move |()| import.dry.set(None))>{t!("import-other")}</Button>
        </div>
        {(!dry.remarks.is_empty()).then(|| view! {
            <details>
                <summary class="button quiet">{t!("map-file-left-out", count = dry.remarks.len())}</summary>
                <Card pad=true><ul>{remarks}</ul></Card>
            </details>
        })}
        <Group title=t!("import-dry-run") remark=format::number(dry.steps.len())>
            <Chips label=t!("map-file-show") chips=counts.chips() value=filter />
            <Card>
                <table class="plan">
                    <thead>
                        <tr>
                            <th scope="col">{t!("import-line")}</th>
                            <th scope="col">{t!("map-file-entry")}</th>
                            <th scope="col">{t!("import-what")}</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </Card>
            {move || view! { <ShowMore left=shown.with(Vec::len).saturating_sub(limit.get()) on_press=more /> }}
        </Group>
    }
}

fn places(steps: &[Step], is: impl Fn(&Outcome) -> bool) -> Vec<usize> {
    steps.iter().enumerate().filter(|(_, step)| is(&step.outcome)).map(|(at, _)| at).collect()
}

/// How many entries come to what.
#[derive(Default, Clone, Copy)]
struct Counts {
    new: usize,
    same: usize,
    changed: usize,
    refused: usize,
}

impl Counts {
    fn of(steps: &[Step]) -> Self {
        let mut counts = Self::default();
        for step in steps {
            match step.outcome {
                Outcome::New { .. } => counts.new += 1,
                Outcome::Same => counts.same += 1,
                Outcome::Changed(_) => counts.changed += 1,
                Outcome::Refused(_) => counts.refused += 1,
            }
        }
        counts
    }

    fn parts(self) -> [(&'static str, usize, String); 4] {
        [
            ("changed", self.changed, t!("import-count-renamed", count = self.changed)),
            ("refused", self.refused, t!("import-count-told", count = self.refused)),
            ("new", self.new, t!("import-count-new", count = self.new)),
            ("same", self.same, t!("import-count-known", count = self.same)),
        ]
    }

    fn said(self) -> String {
        let parts = self.parts().into_iter().filter(|(_, count, _)| *count > 0).map(|(.., text)| text);
        parts.collect::<Vec<_>>().join(" · ")
    }

    fn chips(self) -> Vec<Chip> {
        let all = Chip { key: "all", text: t!("map-file-all") };
        let parts = self.parts().into_iter().filter(|(_, count, _)| *count > 0);
        std::iter::once(all).chain(parts.map(|(key, _, text)| Chip { key, text })).collect()
    }
}

fn key(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Changed(_) => "changed",
        Outcome::Refused(_) => "refused",
        Outcome::New { .. } => "new",
        Outcome::Same => "same",
    }
}

fn fits(filter: &str, outcome: &Outcome) -> bool {
    filter == "all" || filter == key(outcome)
}

fn rank(outcome: &Outcome) -> u8 {
    match outcome {
        Outcome::Changed(_) => 0,
        Outcome::Refused(_) => 1,
        Outcome::New { .. } => 2,
        Outcome::Same => 3,
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
    let ends = (step.sort == Sort::Service)
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
    let takes = import.takes;
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
        <label class="check">
            <input
                type="checkbox"
                aria-label=t!("map-file-take", name = name.to_owned())
                prop:checked=move || takes.with(|takes| takes.contains(&at))
                on:change=move |event| takes.update(|takes| {
                    if event_target_checked(&event) { takes.insert(at); } else { takes.remove(&at); }
                })
            />
            <span>{t!("map-file-take-short")}</span>
        </label>
    }
    .into_any()
}
