//! When it is needed. Under another request it comes down the chain: the parent's time less what the work above takes.

use crate::part::{Chip, Chips, FieldError, Icon, uid};
use crate::screen::acting::{When, WhenField};
use crate::ui::{Kept, OneOf, format, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::id::{Millis, Span};
use sightline_shared::model::{Due, TakesFrom};

/// A due time that is being chosen. Copy.
#[derive(Clone, Copy)]
pub(super) struct DueChoice {
    /// The parent's due moment, when the time comes down from it.
    parent: Option<Millis>,
    /// What follows from how long the team above takes.
    proposed: Option<Due>,
    /// What the work above takes, where that leaves nothing.
    too_tight: Option<Span>,
    /// What the work above takes.
    less: RwSignal<&'static str>,
    when: When,
    now: Signal<Millis>,
}

const OWN: &str = "own";
const TEAM: &str = "team";
/// Minutes that the work above takes, as they are offered.
const MINUTES: [(&str, i64); 4] = [("30", 30), ("60", 60), ("120", 120), ("480", 480)];
const NOTHING: &str = "0";
const LESS: [&str; 7] = [TEAM, NOTHING, "30", "60", "120", "480", OWN];

impl DueChoice {
    pub(super) fn new(
        parent: Option<Millis>,
        proposed: Option<Due>,
        too_tight: Option<Span>,
        now: Signal<Millis>,
    ) -> Self {
        // A parent that is due already says nothing about when the child can be done.
        let parent = parent.filter(|parent| *parent > now.get_untracked());
        Self {
            parent,
            proposed,
            too_tight,
            less: RwSignal::new(match (parent, proposed) {
                (Some(_), Some(Due { from: Some(_), .. })) => TEAM,
                // A part of the parent is needed when the parent is: nothing of it comes after.
                (Some(_), Some(_)) => NOTHING,
                // Where nobody knows what the work above takes, nothing is proposed: whoever asks chooses.
                _ => OWN,
            }),
            when: When::none(now),
            now,
        }
    }

    /// Whether it is known what the work above takes.
    fn is_known(self) -> bool {
        self.proposed.is_some_and(|due| due.from.is_some())
    }

    fn span(self) -> Option<Span> {
        self.less.get().parse().ok().map(Span::minutes)
    }

    /// The moment that is left once so much is taken off; none where nothing is: a request must not be late as it is asked.
    fn left(self, less: Span) -> Option<Millis> {
        self.parent.map(|parent| parent - less).filter(|at| *at > self.now.get())
    }

    /// The due time with its arithmetic.
    ///
    /// # Errors
    /// When a date is missing or has passed, or nothing is left.
    pub(super) fn get(self) -> Result<Option<Due>, ()> {
        if self.less.get() == TEAM {
            return self.proposed.filter(|due| due.at > self.now.get()).map(Some).ok_or(());
        }
        match (self.parent, self.span()) {
            // Nothing is taken off where nobody knows how much.
            (Some(at), Some(_)) if !self.is_known() => Ok(Some(Due { at, from: None, takes: None })),
            (Some(parent), Some(less)) => {
                let at = self.left(less).ok_or(())?;
                Ok(Some(Due { at, from: Some((parent, less)), takes: None }))
            }
            _ => self.when.get().map(|at| at.map(|at| Due { at, from: None, takes: None })).map_err(|_| ()),
        }
    }
}

impl Kept for DueChoice {
    fn said(&self) -> Option<String> {
        Some(format!("{} {}", OneOf(self.less, Vec::new()).said()?, self.when.said()?))
    }

    fn put(&self, said: &str) {
        let (less, when) = said.split_once(' ').unwrap_or_default();
        // What was proposed then may not be known any more.
        let is_there = |key: &&str| match *key {
            TEAM => self.is_known(),
            OWN => true,
            minutes => {
                minutes.parse().is_ok_and(|minutes| untrack(|| self.left(Span::minutes(minutes))).is_some())
            }
        };
        OneOf(self.less, LESS.into_iter().filter(is_there).collect()).put(less);
        self.when.put(when);
    }
}

/// The due time with where it comes from, to be opened.
pub(crate) fn why(due: &Due, now: Millis) -> AnyView {
    let Some((parent, less)) = due.from else {
        return view! { <p class="small"><Icon icon=lu::LuFlag />" "{t!("due-at", time = format::moment(due.at, now))}</p> }.into_any();
    };
    let (at, parent, span) = (format::moment(due.at, now), format::moment(parent, now), format::span(less));
    let sum = t!("due-from", time = at, parent = parent, span = span);
    let known = match due.takes {
        None => t!("due-takes-chosen"),
        Some(TakesFrom::Promise) => t!("due-takes-promise"),
        Some(TakesFrom::Observed { samples, as_of }) => {
            t!("due-takes-observed", count = samples, time = format::moment(as_of, now))
        }
    };
    view! {
        <p class="small"><Icon icon=lu::LuFlag />" "{sum}</p>
        <details>
            <summary class="button quiet">{t!("due-why")}</summary>
            <p class="small">{known}</p>
        </details>
    }
    .into_any()
}

/// The fields for it.
#[component]
pub(super) fn DueFields(due: DueChoice, #[prop(into)] tried: Signal<bool>) -> impl IntoView {
    let Some(parent) = due.parent else {
        return view! { <WhenField label=t!("field-due") when=due.when may_be_none=true tried /> }.into_any();
    };
    let usual = due.proposed.and_then(|due| due.from).map(|(_, takes)| takes);
    let usual = usual.map(|takes| Chip { key: TEAM, text: t!("due-as-usual", span = format::span(takes)) });
    let (is_known, time) = (due.is_known(), format::moment(parent, due.now.get_untracked()));
    let own = Chip { key: OWN, text: if is_known { t!("due-own") } else { t!("due-choose") } };
    let chips: Vec<Chip> = if is_known {
        let spans = MINUTES.map(|(key, minutes)| (key, Span::minutes(minutes))).into_iter();
        let fit = spans.filter(|(_, less)| untrack(|| due.left(*less)).is_some());
        let fit = fit.map(|(key, less)| Chip { key, text: format::span(less) });
        let nothing = Chip { key: NOTHING, text: t!("due-less-nothing") };
        usual.into_iter().chain([nothing]).chain(fit).chain([own]).collect()
    } else {
        vec![own, Chip { key: NOTHING, text: t!("due-with-yours") }]
    };
    let (label, hint) = if is_known {
        (t!("due-less"), t!("due-less-hint", time = time))
    } else {
        let hint = match (due.too_tight, due.proposed) {
            (Some(takes), _) => t!("due-too-tight", time = time, span = format::span(takes)),
            (None, Some(_)) => t!("due-of-a-part", time = time),
            (None, None) => t!("due-unknown", time = time),
        };
        (t!("field-due"), hint)
    };
    let sum = move || {
        if due.less.get() == TEAM || !is_known {
            return None;
        }
        let less = due.span()?;
        Some(t!(
            "due-from",
            time = format::moment(due.left(less)?, due.now.get()),
            parent = format::moment(parent, due.now.get()),
            span = format::span(less)
        ))
    };
    // What was left when the form was opened may be gone by now.
    let nothing_left = Signal::derive(move || {
        (tried.get() && due.less.get() != OWN && due.get().is_err()).then(|| t!("due-nothing-left"))
    });
    view! {
        <div class="form tight">
            <Chips label hint chips value=due.less />
            <p class="small" aria-live="polite">{sum}</p>
            <FieldError id=uid("due") error=nothing_left />
            <Show when=move || due.less.get() == TEAM>
                {due.proposed.map(|proposed| why(&proposed, due.now.get_untracked()))}
            </Show>
            <Show when=move || due.less.get() == OWN>
                <WhenField label=if is_known { t!("field-due") } else { t!("due-when") } when=due.when may_be_none=true tried />
            </Show>
        </div>
    }
    .into_any()
}
