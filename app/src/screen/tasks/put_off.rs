//! Putting a task off: for a request that has a name, to a day.

use crate::part::{Button, Chip, Chips, Choice, Field, Input, Kind, Sheet};
use crate::screen::acting::chosen_id;
use crate::screen::common::OpenRequestPicker;
use crate::ui::{Draft, OneOf, Ui, format, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::Edit;
use sightline_shared::id::Day;
use sightline_shared::limits::TEXT_CHARS_MAX;
use sightline_shared::model::TurnKind;
use sightline_shared::view::{self, Named, TaskItem};

const DATE: &str = "date";

/// The sheet. `request`: what it is put off for, when that is known.
#[component]
pub(super) fn PutOffSheet(item: TaskItem, request: Option<Named>, on_close: Callback<()>) -> impl IntoView {
    let ui = Ui::here();
    let today = format::today(ui.now_once());
    let chosen = RwSignal::new(request.map(|request| Choice {
        key: request.id.to_string(),
        name: request.name,
        note: String::new(),
    }));
    let from = view::day_to_put_off(&item).unwrap_or(today);
    // Late by days, the next days that can be meant are those after today.
    let base = item.due.unwrap_or(from).max(today);
    let (key, date) = (RwSignal::new("1"), RwSignal::new(String::new()));
    let reason = RwSignal::new(String::new());
    let draft = Draft::begin(format!("put-off-{}", item.task.id))
        .with("task-put-off-why", reason)
        .with("task-put-off-for", chosen)
        .with("task-put-off-to", OneOf(key, vec!["1", "2", "7", DATE]))
        .with("task-put-off-day", date)
        .keep(ui);
    let note = draft.note(ui);
    let tried = RwSignal::new(false);
    let to = move || match key.get() {
        DATE => Day::read(&date.get()).filter(|day| *day > from && *day >= today),
        days => base.plus_days(days.parse().ok()?),
    };
    let too_long = move || reason.with(|reason| reason.trim().chars().count() > TEXT_CHARS_MAX);
    let task = item.task.id;
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let (Some(to), Some(request), false) = (to(), chosen_id(chosen), too_long()) else { return };
        let reason = reason.get_untracked().trim().to_owned();
        let draft = draft.clone();
        let turn = TurnKind::SetAside { from, to, request, reason };
        ui.edit_then(vec![Edit::Turn { task, turn }], t!("task-put-off-now"), move |()| draft.sent(ui));
        on_close.run(());
    };
    let wrong = move |is_wrong: bool, text: String| (tried.get() && is_wrong).then_some(text);
    let request_error = Signal::derive(move || wrong(chosen.with(Option::is_none), t!("task-put-off-needs")));
    let day_error = Signal::derive(move || {
        wrong(
            to().is_none(),
            t!(
                "task-put-off-later",
                day = format::calendar_day(from.max(today.plus_days(-1).unwrap_or(today)), today)
            ),
        )
    });
    let text_error = Signal::derive(move || wrong(too_long(), t!("field-too-long", max = TEXT_CHARS_MAX)));
    let chips = vec![
        day_chip("1", base, 1, today),
        day_chip("2", base, 2, today),
        day_chip("7", base, 7, today),
        Chip { key: DATE, text: t!("when-date") },
    ];
    view! {
        <Sheet title=t!("task-put-off-of", task = item.task.name.clone()) close=t!("close") on_close>
            <form class="form tight" novalidate on:submit=submit>
                {note}
                <p class="small">{if item.critical { t!("task-put-off-critical") } else { t!("task-put-off-about") }}</p>
                <OpenRequestPicker label=t!("task-put-off-for") chosen error=request_error />
                <Chips label=t!("task-put-off-to") chips value=key />
                <Show when=move || key.get() == DATE>
                    <Field label=t!("task-put-off-day") value=date input=Input::Date error=day_error autofocus=true />
                </Show>
                <Field label=t!("task-put-off-why") value=reason input=Input::Text max=TEXT_CHARS_MAX error=text_error optional=t!("optional") />
                <Button kind=Kind::Main icon=lu::LuCalendarClock>{t!("task-put-off")}</Button>
            </form>
        </Sheet>
    }
}

fn day_chip(key: &'static str, base: Day, days: i32, today: Day) -> Chip {
    let text = base.plus_days(days).map(|day| format::calendar_day(day, today)).unwrap_or_default();
    Chip { key, text }
}
