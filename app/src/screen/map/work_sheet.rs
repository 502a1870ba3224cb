//! When a team works: hours of the week, zone and holidays.

use super::work_panel::holiday;
use crate::part::{Button, Choice, Field, Input, Kind, Picker, Sheet};
use crate::screen::common::CHOICES_MAX;
use crate::ui::{Draft as Typed, Kept, Ui, lines, read_lines, words::t, work};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::calendar::{Calendar, HoursError, Week};
use sightline_shared::edit::{Edit, PartyField};
use sightline_shared::id::Day;
use sightline_shared::in_order::InOrder as _;
use sightline_shared::limits::LINE_CHARS_MAX;
use sightline_shared::view::{HolidayRow, MapParty};

#[derive(Clone, Copy)]
struct Draft {
    hours: RwSignal<String>,
    zone: RwSignal<Option<Choice>>,
    holidays: RwSignal<Vec<HolidayRow>>,
    date: RwSignal<String>,
    name: RwSignal<String>,
    tried: RwSignal<bool>,
}

impl Draft {
    fn new(party: &MapParty) -> Self {
        let zone = Some(party.work.zone.clone()).filter(|zone| !zone.is_empty()).or_else(work::own_zone);
        Self {
            hours: RwSignal::new(party.work.hours.clone()),
            zone: RwSignal::new(zone.map(zone_choice)),
            holidays: RwSignal::new(
                party.work.holidays.iter().filter(|day| !day.name.is_empty()).cloned().collect(),
            ),
            date: RwSignal::new(String::new()),
            name: RwSignal::new(String::new()),
            tried: RwSignal::new(false),
        }
    }

    fn week(self) -> Result<Week, HoursError> {
        self.hours.with(|hours| Week::parse(hours))
    }

    fn zone_text(self) -> String {
        self.zone.with(|zone| zone.as_ref().map(|zone| zone.key.clone()).unwrap_or_default())
    }

    fn calendar(self) -> Option<Calendar> {
        let hours = self.week().ok()?.to_string();
        let days = self.holidays.get();
        Some(Calendar::new(&self.zone_text(), &hours, days.iter().map(|day| day.date.as_str())))
    }

    /// Puts the typed day among the holidays; the same date again renames it.
    fn add(self) {
        let (date, name) = (self.date.get_untracked(), self.name.get_untracked().trim().to_owned());
        if Day::read(&date).is_none() || name.is_empty() {
            return;
        }
        self.holidays.update(|days| {
            days.retain(|day| day.date != date);
            days.push(HolidayRow { date, name, other_names: Vec::new() });
            days.put_in_order_by(|one, other| one.date.cmp(&other.date));
        });
        self.date.set(String::new());
        self.name.set(String::new());
    }

    /// Whether a holiday is being written that lacks its day or its name.
    fn is_adding(self) -> bool {
        !self.date.get().is_empty() || !self.name.with(|name| name.trim().is_empty())
    }

    /// The edits that it means; none while something makes no sense.
    fn edits(self, party: &MapParty) -> Option<Vec<Edit>> {
        let hours = self.week().ok()?.to_string();
        // Without hours a zone says nothing, and what was there may stay.
        let zone = Some(self.zone_text()).filter(|_| !hours.is_empty()).unwrap_or(party.work.zone.clone());
        let days = self.holidays.get_untracked();
        let before = |date: &str| party.work.holidays.iter().find(|day| day.date == date);
        let named = days.iter().filter(|day| before(&day.date).is_none_or(|old| old.name != day.name));
        let gone = party.work.holidays.iter();
        let gone = gone.filter(|old| !old.name.is_empty() && days.iter().all(|day| day.date != old.date));
        let holidays = named
            .map(|day| PartyField::Holiday(day.date.clone(), day.name.clone()))
            .chain(gone.map(|old| PartyField::Holiday(old.date.clone(), String::new())));
        let fields = [
            (zone != party.work.zone).then_some(PartyField::Zone(zone)),
            (hours != party.work.hours).then_some(PartyField::Hours(hours)),
        ];
        let fields = fields.into_iter().flatten().chain(holidays);
        Some(fields.map(|field| Edit::ChangeParty { id: party.id, field }).collect())
    }
}

/// The holidays as they stand in the form. Kept is only what differs from those that are written: what others add meanwhile stays.
struct Days {
    days: RwSignal<Vec<HolidayRow>>,
    /// Those that are written.
    own: Vec<HolidayRow>,
}

impl Days {
    fn new(days: RwSignal<Vec<HolidayRow>>) -> Self {
        Self { days, own: days.get_untracked() }
    }
}

fn day_lines(days: &[HolidayRow]) -> String {
    lines(&days.iter().map(|day| vec![day.date.clone(), day.name.clone()]).collect::<Vec<_>>())
}

fn read_days(said: &str) -> impl Iterator<Item = HolidayRow> + use<> {
    let pairs = read_lines(said).into_iter().filter_map(|line| <[String; 2]>::try_from(line).ok());
    pairs.map(|[date, name]| HolidayRow { date, name, other_names: Vec::new() })
}

impl Kept for Days {
    /// Those that were added or renamed; one without a name was removed.
    fn said(&self) -> Option<String> {
        let days = self.days.try_get()?;
        let is_own =
            |day: &HolidayRow| self.own.iter().any(|own| own.date == day.date && own.name == day.name);
        let gone = self.own.iter().filter(|own| days.iter().all(|day| day.date != own.date));
        let gone = gone.map(|own| HolidayRow { name: String::new(), ..own.clone() });
        let other = days.iter().filter(|day| !is_own(day)).cloned();
        Some(day_lines(&other.chain(gone).collect::<Vec<_>>()))
    }

    fn put(&self, said: &str) {
        let mut days = self.own.clone();
        for day in read_days(said) {
            days.retain(|other| other.date != day.date);
            days.extend(Some(day).filter(|day| !day.name.is_empty()));
        }
        days.put_in_order_by(|one, other| one.date.cmp(&other.date));
        self.days.set(days);
    }

    fn written(&self) -> Option<String> {
        Some(day_lines(&self.own))
    }

    fn words(&self, said: &str) -> Option<String> {
        Some(read_days(said).map(|day| holiday(&day)).collect::<Vec<_>>().join(", "))
    }
}

fn zone_choice(zone: String) -> Choice {
    Choice { name: work::zone_name(&zone), key: zone, note: String::new() }
}

/// Changes when a team works.
#[component]
pub(super) fn WorkSheet(party: MapParty, on_close: Callback<()>) -> impl IntoView {
    let ui = Ui::here();
    let draft = Draft::new(&party);
    let typed = Typed::begin(format!("work-{}", party.id))
        .with("work-hours", draft.hours)
        .with("work-zone", draft.zone)
        .with("work-holidays", Days::new(draft.holidays))
        .with("work-holiday-date", draft.date)
        .with("work-holiday-name", draft.name)
        .keep(ui);
    let note = typed.note(ui);
    let now = ui.now_once();
    let error = Signal::derive(move || {
        draft.week().err().filter(|_| draft.tried.get()).map(|error| work::hours_error(&error))
    });
    let preview = move || draft.calendar().map(|calendar| work::opening(&calendar, now));
    let title = t!("work-of", team = party.name.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        draft.tried.set(true);
        draft.add();
        // What is half written must not go unseen.
        if draft.is_adding() {
            return;
        }
        if let Some(edits) = draft.edits(&party) {
            typed.save(ui, edits, t!("saved"), on_close);
        }
    };
    view! {
        <Sheet title close=t!("close") on_close>
            <form class="form tight" novalidate on:submit=submit>
                {note}
                <Field label=t!("work-hours") hint=t!("work-hours-hint") value=draft.hours input=Input::Text max=LINE_CHARS_MAX error autofocus=true />
                <ZonePicker chosen=draft.zone />
                <p class="small" aria-live="polite">{preview}</p>
                <Holidays draft />
                <div class="buttons end">
                    <Button kind=Kind::Main>{t!("save")}</Button>
                </div>
            </form>
        </Sheet>
    }
}

#[component]
fn ZonePicker(chosen: RwSignal<Option<Choice>>) -> impl IntoView {
    let query = RwSignal::new(String::new());
    let choices = Memo::new(move |_| {
        let found = query.with(|query| work::zones(query, CHOICES_MAX));
        found.into_iter().map(zone_choice).collect::<Vec<_>>()
    });
    view! { <Picker label=t!("work-zone") query choices chosen change=t!("change") placeholder=t!("type-to-find") /> }
}

#[component]
fn Holidays(draft: Draft) -> impl IntoView {
    let line = move |day: HolidayRow| {
        let (text, date) = (holiday(&day), day.date);
        let label = t!("work-holiday-remove", day = text.clone());
        let away = Callback::new(move |()| {
            draft.holidays.update(|days| days.retain(|day| day.date != date));
        });
        view! { <li><span>{text}</span><Button kind=Kind::Quiet icon=lu::LuX label on_press=away>{t!("work-remove")}</Button></li> }
    };
    let is_half = move || draft.tried.get() && draft.is_adding();
    let lacks_date = Signal::derive(move || {
        (is_half() && Day::read(&draft.date.get()).is_none()).then(|| t!("field-choose"))
    });
    let lacks_name = Signal::derive(move || {
        (is_half() && draft.name.with(|name| name.trim().is_empty())).then(|| t!("field-empty"))
    });
    view! {
        <fieldset class="form tight">
            <legend>{t!("work-holidays")}</legend>
            <ul class="section">{move || draft.holidays.get().into_iter().map(line).collect_view()}</ul>
            <Field label=t!("work-holiday-date") value=draft.date input=Input::Date error=lacks_date />
            <Field label=t!("work-holiday-name") value=draft.name max=LINE_CHARS_MAX error=lacks_name />
            <div class="buttons">
                <Button icon=lu::LuPlus on_press=Callback::new(move |()| draft.add())>{t!("work-holiday-add")}</Button>
            </div>
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn days(said: &[(&str, &str)]) -> Vec<HolidayRow> {
        let day = |(date, name): &(&str, &str)| HolidayRow {
            date: (*date).to_owned(),
            name: (*name).to_owned(),
            other_names: Vec::new(),
        };
        said.iter().map(day).collect()
    }

    /// KN14: a draft says what it changes, and takes nothing away that others wrote meanwhile.
    #[wasm_bindgen_test]
    fn holidays_of_others_survive_a_draft() {
        let owner = Owner::new();
        owner.set();
        let before = days(&[("2026-01-01", "New Year"), ("2026-05-01", "May"), ("2026-12-25", "Christmas")]);
        let typed = Days::new(RwSignal::new(before));
        let untouched = typed.said();
        assert_eq!(untouched.as_deref(), Some("[]"));
        typed.days.set(days(&[
            ("2026-01-01", "Holiday"),
            ("2026-06-24", "St John"),
            ("2026-12-25", "Christmas"),
        ]));
        let said = typed.said().unwrap_or_default();

        let now = days(&[
            ("2026-01-01", "New Year"),
            ("2026-05-01", "May"),
            ("2026-12-25", "Noel"),
            ("2026-12-26", "Boxing"),
        ]);
        let back = Days::new(RwSignal::new(now.clone()));
        back.put(&said);
        let expected = days(&[
            ("2026-01-01", "Holiday"),
            ("2026-06-24", "St John"),
            ("2026-12-25", "Noel"),
            ("2026-12-26", "Boxing"),
        ]);
        assert_eq!(back.days.get_untracked(), expected);
        assert_ne!(back.written(), typed.written());
        back.put("[]");
        assert_eq!(back.days.get_untracked(), now);
    }
}
