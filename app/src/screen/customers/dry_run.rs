//! The dry run as a table: what a person has to decide first, then what can't be taken, then what is new, then what is here.

use super::import::Import;
use crate::act::Act;
use crate::part::{Button, Card, Group, Kind, Tag, Tone};
use crate::screen::common::ShowMore;
use crate::ui::{Ui, format, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::Edit;
use sightline_shared::id::DocKind;
use sightline_shared::limits::LINE_CHARS_MAX;
use sightline_shared::table::{Problem, Step, What, edits};
use std::sync::Arc;

/// How many lines are painted before more is asked for.
const SHOWN: usize = 50;

/// The table, and the one press.
#[component]
pub(super) fn DryRun(import: Import, steps: Arc<Vec<Step>>, on_do: Callback<Vec<Edit>>) -> impl IntoView {
    let ui = Ui::here();
    let limit = RwSignal::new(SHOWN);
    let counts = Counts::of(&steps);
    let mut order: Vec<usize> = (0..steps.len()).collect();
    order.sort_by_key(|at| steps.get(*at).map(rank));
    let (total, listed) = (steps.len(), Arc::clone(&steps));
    let lines = move || {
        let shown = order.iter().take(limit.get()).filter_map(|at| listed.get(*at));
        shown.map(|step| line(import, step)).collect_view()
    };
    let taken = Memo::new(move |_| import.takes.with(|takes| takes.len()));
    let press = Callback::new(move |()| {
        let takes = import.takes.get_untracked();
        on_do.run(made(ui.act, &steps, &takes));
    });
    let more = Callback::new(move |()| limit.update(|limit| *limit += SHOWN * 4));
    view! {
        <p role="status">{counts.said()}</p>
        <div class="wide">
            {move || match counts.new + taken.get() {
                0 => view! { <p class="small">{t!("import-nothing")}</p> }.into_any(),
                count => view! { <Button kind=Kind::Main icon=lu::LuCheck on_press=press>{t!("import-do", count = count)}</Button> }.into_any(),
            }}
        </div>
        <Group title=t!("import-dry-run") remark=format::number(total)>
            <Card>
                <table class="plan">
                    <thead>
                        <tr>
                            <th scope="col">{t!("import-line")}</th>
                            <th scope="col">{t!("kind-customer")}</th>
                            <th scope="col">{t!("import-what")}</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </Card>
            {move || view! { <ShowMore left=total.saturating_sub(limit.get()) on_press=more /> }}
        </Group>
    }
}

/// All that the press makes.
fn made(act: Act, steps: &[Step], takes: &std::collections::BTreeSet<u64>) -> Vec<Edit> {
    edits(steps, |line| takes.contains(&line), || act.new_id(DocKind::Customer))
}

/// How many lines come to what.
#[derive(Default, Clone, Copy)]
struct Counts {
    new: usize,
    known: usize,
    renamed: usize,
    told: usize,
}

impl Counts {
    fn of(steps: &[Step]) -> Self {
        let mut counts = Self::default();
        for step in steps {
            match step.what {
                What::New { .. } => counts.new += 1,
                What::Known => counts.known += 1,
                What::Renamed { .. } => counts.renamed += 1,
                What::Told(_) => counts.told += 1,
            }
        }
        counts
    }

    fn said(self) -> String {
        let part = |count: usize, text: fn(usize) -> String| (count > 0).then(|| text(count));
        let parts = [
            part(self.new, |count| t!("import-count-new", count = count)),
            part(self.known, |count| t!("import-count-known", count = count)),
            part(self.renamed, |count| t!("import-count-renamed", count = count)),
            part(self.told, |count| t!("import-count-told", count = count)),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

fn rank(step: &Step) -> (u8, u64) {
    let rank = match step.what {
        What::Renamed { .. } => 0,
        What::Told(_) => 1,
        What::New { .. } => 2,
        What::Known => 3,
    };
    (rank, step.line)
}

fn line(import: Import, step: &Step) -> AnyView {
    let what = match &step.what {
        What::New { like } => {
            let text = if *like { t!("import-new-like") } else { t!("import-new") };
            view! { <Tag tone=Tone::Done icon=lu::LuPlus text /> }.into_any()
        }
        What::Known => view! { <Tag tone=Tone::Plain icon=lu::LuCheck text=t!("import-known") /> }.into_any(),
        What::Renamed { is, .. } => renamed(import, step.line, is),
        What::Told(problem) => {
            view! { <Tag tone=Tone::Late icon=lu::LuTriangleAlert text=told(*problem) /> }.into_any()
        }
    };
    view! {
        <tr>
            <td>{step.line.to_string()}</td>
            <td>
                <b>{step.name.clone()}</b>
                {(!step.number.is_empty()).then(|| view! { <span class="small">{step.number.clone()}</span> })}
            </td>
            <td>{what}</td>
        </tr>
    }
    .into_any()
}

/// The number is here under another name: the name here stays unless somebody says otherwise.
fn renamed(import: Import, line: u64, is: &str) -> AnyView {
    let takes = import.takes;
    view! {
        <Tag tone=Tone::Wait icon=lu::LuGitFork text=t!("import-renamed", name = is.to_owned()) />
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || takes.with(|takes| takes.contains(&line))
                on:change=move |event| takes.update(|takes| {
                    if event_target_checked(&event) { takes.insert(line); } else { takes.remove(&line); }
                })
            />
            <span>{t!("import-take")}</span>
        </label>
    }
    .into_any()
}

fn told(problem: Problem) -> String {
    match problem {
        Problem::NoName => t!("import-no-name"),
        Problem::LongName => t!("import-long-name", max = LINE_CHARS_MAX),
        Problem::LongNumber => t!("import-long-number", max = LINE_CHARS_MAX),
        Problem::SeveralLines => t!("import-several-lines"),
        Problem::Cells { has, wants } => t!("import-cells", has = has, wants = wants),
        Problem::Twice { line } => t!("import-twice", line = line),
    }
}
