//! A length of time: a number and its unit.

use crate::part::{Field, Input};
use crate::ui::{Kept, format, words::t};
use leptos::prelude::*;
use sightline_shared::id::Span;

/// A length that is being chosen. Copy.
#[derive(Clone, Copy)]
pub(super) struct SpanChoice {
    number: RwSignal<String>,
    minutes: RwSignal<i64>,
}

/// Minutes per unit: minute, hour, day.
const UNITS: [i64; 3] = [1, 60, 1_440];

impl SpanChoice {
    /// This length, in the largest unit that holds it whole.
    pub(super) fn new(span: Option<Span>) -> Self {
        let minutes = span.map_or(0, |span| span.0 / 60_000);
        let unit = UNITS.into_iter().rev().find(|unit| minutes > 0 && minutes % unit == 0).unwrap_or(1);
        let number = if minutes > 0 { (minutes / unit).to_string() } else { String::new() };
        Self { number: RwSignal::new(number), minutes: RwSignal::new(unit) }
    }

    /// The length; none when the field is empty.
    ///
    /// # Errors
    /// When it is no whole number between 1 and 9999.
    pub(super) fn get(self) -> Result<Option<Span>, ()> {
        let text = self.number.get();
        if text.trim().is_empty() {
            return Ok(None);
        }
        let number =
            text.trim().parse::<i64>().ok().filter(|number| (1..=9_999).contains(number)).ok_or(())?;
        Ok(Some(Span::minutes(number * self.minutes.get())))
    }
}

impl Kept for SpanChoice {
    fn said(&self) -> Option<String> {
        Some(format!("{} {}", self.minutes.try_get()?, self.number.try_get()?))
    }

    fn put(&self, said: &str) {
        let (minutes, number) = said.split_once(' ').unwrap_or_default();
        self.minutes.set(minutes.parse().ok().filter(|unit| UNITS.contains(unit)).unwrap_or(1));
        self.number.set(number.to_owned());
    }

    fn words(&self, said: &str) -> Option<String> {
        let (minutes, number) = said.split_once(' ')?;
        let (minutes, number) = (minutes.parse::<i64>().ok()?, number.parse::<i64>().unwrap_or_default());
        Some(if number > 0 { format::span(Span::minutes(minutes * number)) } else { String::new() })
    }
}

/// The number and the unit beside it.
#[component]
pub(super) fn SpanField(
    #[prop(into)] label: String,
    choice: SpanChoice,
    #[prop(into)] tried: Signal<bool>,
) -> impl IntoView {
    let error =
        Signal::derive(move || choice.get().err().filter(|()| tried.get()).map(|()| t!("span-wrong")));
    let unit_label = t!("span-unit", label = label.clone());
    let unit = move |minutes: i64, text: String| view! { <option value=minutes.to_string() selected=move || choice.minutes.get() == minutes>{text}</option> };
    view! {
        <div class="span-field">
            <Field label value=choice.number input=Input::Number optional=t!("optional") error />
            <select
                class="input"
                aria-label=unit_label
                on:change=move |event| choice.minutes.set(event_target_value(&event).parse().unwrap_or(1))
            >
                {unit(1, t!("unit-minutes"))} {unit(60, t!("unit-hours"))} {unit(1_440, t!("unit-days"))}
            </select>
        </div>
    }
}
