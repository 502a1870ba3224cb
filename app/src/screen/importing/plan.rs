//! A dry run as a table: what a person has to decide first, then what can't be taken, then what is new, then what is here.

use crate::part::{Card, Chip, Chips, Group};
use crate::screen::common::ShowMore;
use crate::ui::{format, words::t};
use leptos::prelude::*;
use sightline_shared::in_order::InOrder as _;
use std::collections::BTreeSet;

/// How many lines are painted before more is asked for.
pub(crate) const SHOWN: usize = 50;
/// How many of them in one frame.
const AT_ONCE: usize = 10;

/// What an entry comes to, in the order in which a person looks at them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Comes {
    /// It is here, otherwise: a person says which holds.
    Decide,
    /// It can't be taken.
    Refused,
    /// It is written down.
    New,
    /// It is here, and something is added to it.
    Gains,
    /// It is here already.
    Known,
}

impl Comes {
    const ALL: [Self; 5] = [Self::Decide, Self::Refused, Self::New, Self::Gains, Self::Known];

    fn key(self) -> &'static str {
        match self {
            Self::Decide => "decide",
            Self::Refused => "refused",
            Self::New => "new",
            Self::Gains => "gains",
            Self::Known => "known",
        }
    }

    fn said(self, count: usize) -> String {
        match self {
            Self::Decide => t!("import-count-renamed", count = count),
            Self::Refused => t!("import-count-told", count = count),
            Self::New => t!("import-count-new", count = count),
            Self::Gains => t!("import-count-gains", count = count),
            Self::Known => t!("import-count-known", count = count),
        }
    }
}

/// How many entries come to what.
#[derive(Clone, Copy, Default)]
pub(crate) struct Counts([usize; 5]);

impl Counts {
    /// Of all entries.
    pub(crate) fn of(all: &[Comes]) -> Self {
        Self(Comes::ALL.map(|kind| all.iter().filter(|one| **one == kind).count()))
    }

    /// How many come to this.
    pub(crate) fn get(self, kind: Comes) -> usize {
        Comes::ALL.into_iter().zip(self.0).find(|(one, _)| *one == kind).map_or(0, |(_, count)| count)
    }

    fn parts(self) -> impl Iterator<Item = (Comes, String)> {
        let there = Comes::ALL.into_iter().zip(self.0).filter(|(_, count)| *count > 0);
        there.map(|(kind, count)| (kind, kind.said(count)))
    }

    /// "1 to decide · 5 new".
    pub(crate) fn said(self) -> String {
        self.parts().map(|(_, text)| text).collect::<Vec<_>>().join(" · ")
    }

    fn chips(self) -> Vec<Chip> {
        let all = Chip { key: "all", text: t!("map-file-all") };
        std::iter::once(all).chain(self.parts().map(|(kind, text)| Chip { key: kind.key(), text })).collect()
    }
}

/// The lines, which can be narrowed to those that come to one thing; more at a press.
#[component]
pub(crate) fn PlanTable(
    /// What each entry comes to.
    comes: Vec<Comes>,
    /// The head of the column with what it is.
    #[prop(into)]
    what: String,
    /// The line of the entry at this place.
    line: Callback<usize, Option<AnyView>>,
) -> impl IntoView {
    let (limit, filter) = (RwSignal::new(AT_ONCE), RwSignal::new("all"));
    let (counts, total) = (Counts::of(&comes), comes.len());
    let mut order: Vec<(Comes, usize)> = comes.into_iter().zip(0..).collect();
    order.put_in_order();
    let shown = Memo::new(move |_| {
        let filter = filter.get();
        let fits = |(kind, _): &&(Comes, usize)| filter == "all" || filter == kind.key();
        order.iter().filter(fits).map(|(_, at)| *at).collect::<Vec<_>>()
    });
    // A few lines a frame: all of them at once would hold a phone up.
    Effect::new(move || {
        if limit.get() < SHOWN {
            request_animation_frame(move || {
                let _ = limit.try_update(|limit| *limit += AT_ONCE);
            });
        }
    });
    let places = move || shown.with(|shown| shown.iter().take(limit.get()).copied().collect::<Vec<_>>());
    let more = Callback::new(move |()| limit.update(|limit| *limit += SHOWN * 4));
    view! {
        <Group title=t!("import-dry-run") remark=format::number(total)>
            <Chips label=t!("map-file-show") chips=counts.chips() value=filter />
            <Card>
                <table class="plan">
                    <thead>
                        <tr>
                            <th scope="col">{t!("import-line")}</th>
                            <th scope="col">{what}</th>
                            <th scope="col">{t!("import-what")}</th>
                        </tr>
                    </thead>
                    <tbody><For each=places key=|at| *at children=move |at| line.run(at) /></tbody>
                </table>
            </Card>
            {move || view! { <ShowMore left=shown.with(Vec::len).saturating_sub(limit.get()) on_press=more /> }}
        </Group>
    }
}

/// The box that takes what the file says in place of what is here. `label` where the words beside it don't say of what; `instead`: what
/// can't be wanted as well.
pub(crate) fn decided<K: Ord + Copy + Send + Sync + 'static>(
    takes: RwSignal<BTreeSet<K>>,
    key: K,
    instead: Option<K>,
    label: Option<String>,
    text: String,
) -> AnyView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                aria-label=label
                prop:checked=move || takes.with(|takes| takes.contains(&key))
                on:change=move |event| takes.update(|takes| {
                    if event_target_checked(&event) { takes.insert(key); } else { takes.remove(&key); }
                    if let Some(instead) = instead { takes.remove(&instead); }
                })
            />
            <span>{text}</span>
        </label>
    }
    .into_any()
}

/// How many are taken.
pub(crate) fn taken<K: Ord + Send + Sync + 'static>(takes: RwSignal<BTreeSet<K>>) -> Memo<usize> {
    Memo::new(move |_| takes.with(BTreeSet::len))
}
