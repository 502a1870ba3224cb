//! Choosing a moment: a few that are meant most of the time, or a date.

use crate::part::{Chip, Chips, Field, Icon, Input};
use crate::ui::{Kept, format, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::id::{Millis, Span};
use sightline_shared::limits::RECONFIRM_EVERY;

/// A moment that is being chosen. Copy: its signals are.
#[derive(Clone, Copy)]
pub(crate) struct When {
    key: RwSignal<&'static str>,
    date: RwSignal<String>,
    /// Moments before this one are refused, and what is counted from now on is counted from it: it goes on while the form is open.
    now: Signal<Millis>,
    /// What the map promises, if it does.
    promised: Option<Millis>,
    /// Moments after this one are refused; none: any may be.
    latest: Option<Millis>,
    /// It is when something begins, not until when: tomorrow is then this moment. No moment is from now on, and so is today.
    tomorrow: Option<Millis>,
}

const NONE: &str = "none";
const DATE: &str = "date";
const PROMISE: &str = "promise";

/// What a choice of moment can come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WhenError {
    /// "A date" without a date.
    Missing,
    /// It has passed.
    Past,
    /// It is later than this, the latest that may be.
    Late(Millis),
}

impl When {
    /// The preset of what is looked at again from time to time.
    pub(crate) const HALF_A_YEAR: &str = "180d";

    /// Nothing chosen: no moment.
    pub(crate) fn none(now: impl Into<Signal<Millis>>) -> Self {
        let (key, date) = (RwSignal::new(NONE), RwSignal::new(String::new()));
        Self { key, date, now: now.into(), promised: None, latest: None, tomorrow: None }
    }

    /// One of the presets chosen: `1h`, `today`, …
    pub(crate) fn preset(now: impl Into<Signal<Millis>>, key: &'static str) -> Self {
        let when = Self::none(now);
        when.key.set(key);
        when
    }

    /// What the map promises chosen; without a promise, a preset.
    pub(crate) fn promised(
        now: impl Into<Signal<Millis>>,
        promised: Option<Millis>,
        otherwise: &'static str,
    ) -> Self {
        let key = if promised.is_some() { PROMISE } else { otherwise };
        Self { promised, ..Self::preset(now, key) }
    }

    /// This moment chosen; none for no moment.
    pub(crate) fn at(now: impl Into<Signal<Millis>>, at: Option<Millis>) -> Self {
        let when = Self::none(now);
        if let Some(at) = at {
            when.key.set(DATE);
            when.date.set(format::to_field(at));
        }
        when
    }

    /// The same, with the latest moment that may be chosen.
    pub(crate) fn until(self, latest: Option<Millis>) -> Self {
        Self { latest, ..self }
    }

    /// The same, for when something begins: tomorrow is this moment, with no moment chosen it begins now.
    pub(crate) fn beginning(self, tomorrow: Millis) -> Self {
        Self { tomorrow: Some(tomorrow), ..self }
    }

    /// The latest moment that may be chosen; none: any may be.
    pub(crate) const fn latest(self) -> Option<Millis> {
        self.latest
    }

    /// This minute.
    pub(crate) fn now(self) -> Millis {
        self.now.get()
    }

    /// The moment, if one is chosen.
    ///
    /// # Errors
    /// [`WhenError`] when a date is missing, has passed or is too late.
    pub(crate) fn get(self) -> Result<Option<Millis>, WhenError> {
        self.of(self.key.get(), &self.date.get())
    }

    fn of(self, key: &str, date: &str) -> Result<Option<Millis>, WhenError> {
        let now = self.now.get();
        let at = match key {
            "30m" => now + Span::minutes(30),
            "1h" => now + Span::hours(1),
            "2h" => now + Span::hours(2),
            "today" if self.tomorrow.is_some() => return Ok(None),
            "today" => format::end_of_day(now, 0),
            "90d" => format::end_of_day(now, 90),
            Self::HALF_A_YEAR => now + RECONFIRM_EVERY,
            "365d" => format::end_of_day(now, 365),
            "tomorrow" => self.tomorrow.unwrap_or_else(|| format::end_of_day(now, 1)),
            PROMISE => self.promised.ok_or(WhenError::Missing)?,
            DATE => format::from_field(date).ok_or(WhenError::Missing)?,
            _ => return Ok(None),
        };
        match self.latest.filter(|latest| at > *latest) {
            _ if at <= now => Err(WhenError::Past),
            Some(latest) => Err(WhenError::Late(latest)),
            None => Ok(Some(at)),
        }
    }
}

/// Chips that may have been chosen.
const KEYS: [&str; 11] =
    ["30m", "1h", "2h", "today", "tomorrow", "90d", When::HALF_A_YEAR, "365d", PROMISE, DATE, NONE];

impl Kept for When {
    fn said(&self) -> Option<String> {
        Some(format!("{} {}", self.key.try_get()?, self.date.try_get()?))
    }

    fn put(&self, said: &str) {
        let (key, date) = said.split_once(' ').unwrap_or((said, ""));
        // "Today" of a draft says nothing in the evening and has no chip, and what was promised then may be promised no longer: what the
        // form begins with stays. A date that has passed is seen in its field.
        let is_good =
            |known: &&&str| **known == key && (key == DATE || untrack(|| self.of(key, date)).is_ok());
        if let Some(key) = KEYS.iter().find(is_good) {
            self.key.set(key);
            self.date.set(date.to_owned());
        }
    }

    fn words(&self, said: &str) -> Option<String> {
        let (key, date) = said.split_once(' ').unwrap_or((said, ""));
        match key {
            NONE => Some(String::new()),
            // What is counted from now on is no moment that stands there.
            DATE => format::from_field(date).map(|at| format::moment(at, self.now.get_untracked())),
            _ => None,
        }
    }
}

/// The error in words.
fn when_error(error: WhenError, now: Millis) -> String {
    match error {
        WhenError::Missing => t!("field-choose"),
        WhenError::Past => t!("field-moment-past"),
        WhenError::Late(latest) => t!("field-moment-late", time = format::moment(latest, now)),
    }
}

/// Chips with moments, and a field when it is another one.
#[component]
pub(crate) fn WhenField(
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    when: When,
    /// Whether "no time" may be chosen.
    #[prop(optional)]
    may_be_none: bool,
    /// What "no time" means here, where it isn't just that.
    #[prop(optional, into)]
    none: Option<String>,
    /// It is about months, not hours.
    #[prop(optional)]
    far: bool,
    /// Complaints are shown only once somebody tried to go on.
    #[prop(into)]
    tried: Signal<bool>,
) -> impl IntoView {
    let chip = |key, text| Chip { key, text };
    let mut chips = if far {
        vec![
            chip("90d", t!("when-90d")),
            chip(When::HALF_A_YEAR, t!("when-180d")),
            chip("365d", t!("when-365d")),
        ]
    } else {
        vec![chip("30m", t!("when-30m")), chip("1h", t!("when-1h")), chip("2h", t!("when-2h"))]
    };
    if when.promised.is_some() {
        chips.insert(0, chip(PROMISE, t!("when-promise")));
    }
    // After five in the afternoon "today" has no sensible meaning left; as a beginning it is "from now on", which has its own.
    let opened = when.now.get_untracked();
    if !far && when.tomorrow.is_none() && format::end_of_day(opened, 0) > opened + Span::hours(1) {
        chips.push(chip("today", t!("when-today")));
    }
    if !far {
        chips.push(chip("tomorrow", t!("when-tomorrow")));
    }
    chips.push(chip(DATE, t!("when-date")));
    if may_be_none {
        chips.push(chip(NONE, none.unwrap_or_else(|| t!("when-none"))));
    }
    // Whoever chooses another time goes on in its field; a form that opens with one begins at its top.
    let was_date = when.key.get_untracked() == DATE;
    let error = Signal::derive(move || {
        when.get().err().filter(|_| tried.get()).map(|error| when_error(error, when.now()))
    });
    let said = move || match when.get() {
        Ok(Some(at)) if when.key.get() != DATE => Some(format::moment(at, when.now())),
        _ => None,
    };
    view! {
        <div class="form tight">
            <Chips label chips hint=hint.unwrap_or_default() value=when.key />
            <Show when=move || when.key.get() == DATE>
                <Field label=t!("when-date-label") value=when.date input=Input::Moment error autofocus=!was_date />
            </Show>
            {move || error.get().filter(|_| when.key.get() != DATE).map(|error| view! { <p class="error" role="alert"><Icon icon=lu::LuCircleAlert />{error}</p> })}
            <p class="small" aria-live="polite">{move || said().map(|at| t!("when-said", time = at))}</p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    /// KN14: a preset of a draft that means nothing any more keeps no form from being sent.
    #[wasm_bindgen_test]
    fn a_preset_that_has_passed_does_not_come_back() {
        let owner = Owner::new();
        owner.set();
        let evening = format::end_of_day(Millis(1_795_000_000_000), 0) + Span::hours(1);
        let when = When::preset(evening, "30m");
        when.put("today ");
        assert_eq!(when.said().as_deref(), Some("30m "));
        when.put("promise ");
        assert_eq!(when.said().as_deref(), Some("30m "));
        when.put("tomorrow ");
        assert_eq!(untrack(|| when.get()), Ok(Some(format::end_of_day(evening, 1))));
        when.put("date 2020-01-01T00:00");
        assert_eq!(untrack(|| when.get()), Err(WhenError::Past));
    }

    /// FO21: whoever is away from tomorrow on isn't here in the morning.
    #[wasm_bindgen_test]
    fn tomorrow_begins_in_the_morning() {
        let owner = Owner::new();
        owner.set();
        let now = Millis(1_795_000_000_000);
        let morning = format::start_of_day(now, 1);
        assert!(morning > now && morning + Span::hours(17) >= format::end_of_day(now, 1));
        let from = |key| When::preset(now, key).beginning(morning);
        assert_eq!(untrack(|| from("tomorrow").get()), Ok(Some(morning)));
        assert_eq!(untrack(|| from("today").get()), Ok(None), "from now on");
    }

    /// VI3: news of what nobody has answered can't be announced for any moment.
    #[wasm_bindgen_test]
    fn a_moment_after_the_latest_is_refused() {
        let owner = Owner::new();
        owner.set();
        let now = Millis(1_795_000_000_000);
        let latest = now + Span::minutes(90);
        let when = |key| When::preset(now, key).until(Some(latest));
        assert_eq!(untrack(|| when("1h").get()), Ok(Some(now + Span::hours(1))));
        assert_eq!(untrack(|| when("2h").get()), Err(WhenError::Late(latest)));
    }
}
