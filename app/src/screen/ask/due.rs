//! When it is needed. Under another request it comes down the chain: the parent's time less what the work above takes.

use crate::part::{Chip, Chips};
use crate::screen::acting::{When, WhenField};
use crate::ui::{format, words::t};
use leptos::prelude::*;
use sightline_shared::id::{Millis, Span};
use sightline_shared::model::Due;

/// A due time that is being chosen. Copy.
#[derive(Clone, Copy)]
pub(super) struct DueChoice {
    /// The parent's due moment, when the time comes down from it.
    parent: Option<Millis>,
    /// What the work above takes.
    less: RwSignal<&'static str>,
    when: When,
    now: Millis,
}

const OWN: &str = "own";

impl DueChoice {
    pub(super) fn new(parent: Option<Millis>, now: Millis) -> Self {
        // A parent that is due already says nothing about when the child can be done.
        let parent = parent.filter(|parent| *parent > now);
        Self {
            parent,
            less: RwSignal::new(if parent.is_some() { "30" } else { OWN }),
            when: When::none(now),
            now,
        }
    }

    fn span(self) -> Option<Span> {
        self.less.get().parse().ok().map(Span::minutes)
    }

    /// The due time with its arithmetic.
    ///
    /// # Errors
    /// When a date is missing or has passed.
    pub(super) fn get(self) -> Result<Option<Due>, ()> {
        match (self.parent, self.span()) {
            (Some(parent), Some(less)) => {
                Ok(Some(Due { at: (parent - less).max(self.now), from: Some((parent, less)) }))
            }
            _ => self.when.get().map(|at| at.map(|at| Due { at, from: None })).map_err(|_| ()),
        }
    }
}

/// The fields for it.
#[component]
pub(super) fn DueFields(due: DueChoice, #[prop(into)] tried: Signal<bool>) -> impl IntoView {
    let Some(parent) = due.parent else {
        return view! { <WhenField label=t!("field-due") when=due.when may_be_none=true tried /> }.into_any();
    };
    let chip = |key, minutes| Chip { key, text: format::span(Span::minutes(minutes)) };
    let chips = vec![
        Chip { key: "0", text: t!("due-less-nothing") },
        chip("30", 30),
        chip("60", 60),
        chip("120", 120),
        chip("480", 480),
        Chip { key: OWN, text: t!("due-own") },
    ];
    let sum = move || {
        let less = due.span()?;
        let at = (parent - less).max(due.now);
        Some(t!(
            "due-from",
            time = format::moment(at, due.now),
            parent = format::moment(parent, due.now),
            span = format::span(less)
        ))
    };
    view! {
        <div class="form tight">
            <Chips label=t!("due-less") hint=t!("due-less-hint", time = format::moment(parent, due.now)) chips value=due.less />
            <p class="small" aria-live="polite">{sum}</p>
            <Show when=move || due.less.get() == OWN>
                <WhenField label=t!("field-due") when=due.when may_be_none=true tried />
            </Show>
        </div>
    }
    .into_any()
}
