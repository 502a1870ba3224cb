//! The dry run of customers.

use super::import::Import;
use crate::act::Act;
use crate::part::{Button, Kind, Tag, Tone};
use crate::screen::importing::{Comes, Counts, PlanTable, decided, taken};
use crate::ui::{Ui, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::Edit;
use sightline_shared::id::DocKind;
use sightline_shared::limits::{LINE_CHARS_MAX, PHONE_CHARS_MAX};
use sightline_shared::table::{Like, Problem, Says, Step, What, edits};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The table, and the one press.
#[component]
pub(super) fn DryRun(
    import: Import,
    steps: Arc<Vec<Step>>,
    on_do: Callback<Vec<Vec<Edit>>>,
) -> impl IntoView {
    let ui = Ui::here();
    let comes: Vec<Comes> = steps.iter().map(comes).collect();
    let counts = Counts::of(&comes);
    let listed = Arc::clone(&steps);
    let line = Callback::new(move |at: usize| listed.get(at).map(|step| line(import, step)));
    let taken = taken(import.takes);
    let press = Callback::new(move |()| {
        let takes = import.takes.get_untracked();
        on_do.run(made(ui.act, &steps, &takes));
    });
    view! {
        <p role="status">{counts.said()}</p>
        <div class="wide">
            {move || match counts.get(Comes::New) + counts.get(Comes::Gains) + taken.get() {
                0 => view! { <p class="small">{t!("import-nothing")}</p> }.into_any(),
                count => view! { <Button kind=Kind::Main icon=lu::LuCheck on_press=press>{t!("import-do", count = count)}</Button> }.into_any(),
            }}
        </div>
        <PlanTable comes what=t!("kind-customer") line />
    }
}

fn comes(step: &Step) -> Comes {
    match step.what {
        What::Renamed { .. } | What::OtherPhone { .. } | What::Namesake => Comes::Decide,
        What::Told(_) => Comes::Refused,
        What::New { .. } => Comes::New,
        What::Known if step.gains.is_some() => Comes::Gains,
        What::Known => Comes::Known,
    }
}

/// All that the press makes.
fn made(act: Act, steps: &[Step], said: &BTreeSet<(u64, Says)>) -> Vec<Vec<Edit>> {
    let says = |line| [Says::File, Says::SomebodyElse].into_iter().find(|one| said.contains(&(line, *one)));
    edits(steps, says, || act.new_id(DocKind::Customer))
}

fn line(import: Import, step: &Step) -> AnyView {
    let what = match &step.what {
        What::New { like } => {
            let text = match like {
                Like::Nobody => t!("import-new"),
                Like::Name => t!("import-new-like"),
                Like::Phone(name) => t!("import-new-phone", name = name.clone()),
            };
            view! { <Tag tone=Tone::Done icon=lu::LuPlus text /> }.into_any()
        }
        What::Known if step.gains.is_some() => {
            view! { <Tag tone=Tone::Done icon=lu::LuPhone text=t!("import-gains") /> }.into_any()
        }
        What::Known => view! { <Tag tone=Tone::Plain icon=lu::LuCheck text=t!("import-known") /> }.into_any(),
        What::Renamed { is, phone, .. } => {
            let (text, take) = match phone {
                None => (t!("import-renamed", name = is.clone()), t!("import-take")),
                Some(phone) => (
                    t!("import-renamed-phone", name = is.clone(), number = phone.clone()),
                    t!("import-take-both"),
                ),
            };
            here_as(import, step.line, text, vec![(Says::File, take)])
        }
        What::OtherPhone { is, by_name, .. } => {
            let text = t!("import-other-phone", number = is.clone());
            let new = by_name.then(|| (Says::SomebodyElse, t!("import-somebody-else")));
            let take = (Says::File, t!("import-take-phone"));
            here_as(import, step.line, text, [take].into_iter().chain(new).collect())
        }
        What::Namesake => {
            let new = (Says::SomebodyElse, t!("import-somebody-else"));
            here_as(import, step.line, t!("import-namesake"), vec![new])
        }
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
                {(!step.phone.is_empty()).then(|| view! { <span class="small"><bdi>{step.phone.clone()}</bdi></span> })}
            </td>
            <td>{what}</td>
        </tr>
    }
    .into_any()
}

/// It is here, otherwise: what is here stays unless somebody says one of these.
fn here_as(import: Import, line: u64, text: String, all: Vec<(Says, String)>) -> AnyView {
    let says: Vec<Says> = all.iter().map(|(says, _)| *says).collect();
    let boxes = all.into_iter().map(move |(one, text)| {
        let instead = says.iter().find(|other| **other != one).map(|other| (line, *other));
        decided(import.takes, (line, one), instead, None, text)
    });
    view! {
        <Tag tone=Tone::Wait icon=lu::LuGitFork text />
        {boxes.collect_view()}
    }
    .into_any()
}

fn told(problem: Problem) -> String {
    match problem {
        Problem::NoName => t!("import-no-name"),
        Problem::LongName => t!("import-long-name", max = LINE_CHARS_MAX),
        Problem::LongNumber => t!("import-long-number", max = LINE_CHARS_MAX),
        Problem::LongPhone => t!("import-long-phone", max = PHONE_CHARS_MAX),
        Problem::SeveralLines => t!("import-several-lines"),
        Problem::Cells { has, wants } => t!("import-cells", has = has, wants = wants),
        Problem::Twice { line } => t!("import-twice", line = line),
    }
}
