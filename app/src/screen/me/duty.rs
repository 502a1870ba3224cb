//! Until when I am here, and when I am away: those who ask see it, and what I own goes back to my team while I am gone.

use crate::part::{Button, Field, Group, Icon, Kind, Sheet};
use crate::screen::acting::{When, WhenField};
use crate::ui::{Draft, Ui, format, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::calendar::Opening;
use sightline_shared::edit::{Edit, PersonField};
use sightline_shared::id::Millis;
use sightline_shared::limits::LINE_CHARS_MAX;
use sightline_shared::model::Away;
use sightline_shared::view::{self, OfMyself, Presence};

/// Which sheet is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    Here,
    Away,
}

/// What I said of myself, and the ways to say something else.
#[component]
pub(super) fn Duty() -> impl IntoView {
    let ui = Ui::here();
    let presence = ui.query(|rows, viewer, now| {
        rows.person(viewer.person).map_or(Presence::Unsaid, |person| view::presence(rows, person, now))
    });
    let open = RwSignal::new(None::<Open>);
    let unsaid = Memo::new(move |_| presence.with(|presence| *presence == Presence::Unsaid));
    let take_back = Callback::new(move |()| ui.edit(presence_of(ui, OfMyself::NotNow), t!("saved")));
    let planned = ui.query(|rows, viewer, now| {
        rows.person(viewer.person).and_then(|person| view::planned_away(person, now).cloned())
    });
    let not_away = Callback::new(move |()| ui.edit(presence_of(ui, OfMyself::NotAway), t!("saved")));
    let press = move |which| Callback::new(move |()| open.set(Some(which)));
    view! {
        <Group title=t!("duty-title")>
            <div class="card pad">
                <p>{move || presence.with(|presence| tell::presence(presence, ui.now())).unwrap_or_else(|| t!("duty-unsaid"))}</p>
                <div class="buttons">
                    <Button icon=lu::LuUserCheck on_press=press(Open::Here)>{t!("duty-here")}</Button>
                    <Button icon=lu::LuUserX on_press=press(Open::Away)>{t!("duty-away")}</Button>
                    <Show when=move || !unsaid.get()>
                        <Button kind=Kind::Quiet on_press=take_back>{t!("duty-take-back")}</Button>
                    </Show>
                </div>
                {move || planned.with(|planned| planned.as_ref().map(|away| view! {
                    <p>{planned_in_words(away, ui.now())}</p>
                    <div class="buttons"><Button kind=Kind::Quiet on_press=not_away>{t!("duty-not-away")}</Button></div>
                }))}
            </div>
        </Group>
        {move || open.get().map(|which| view! { <DutySheet which on_close=Callback::new(move |()| open.set(None)) /> })}
    }
}

/// Whoever is here isn't away, and the other way round: both are said in one step.
fn presence_of(ui: Ui, said: OfMyself) -> Vec<Edit> {
    let (id, now) = (ui.viewer().person, ui.now_once());
    let fields = ui.look(|rows| rows.person(id).map(|person| view::with_said(person, said, now)));
    let Some((here, away)) = fields.flatten() else { return Vec::new() };
    let fields = [PersonField::DutyUntil(here), PersonField::Away(away)];
    fields.into_iter().map(|field| Edit::ChangePerson { id, field }).collect()
}

/// "away from 3 Dec, 09:00 until 5 Dec, 17:00: course".
fn planned_in_words(away: &Away, now: Millis) -> String {
    let from = format::moment(away.from, now);
    let said = match away.until {
        Some(until) => t!("presence-planned-until", from = from, time = format::moment(until, now)),
        None => t!("presence-planned", from = from),
    };
    if away.words.is_empty() { said } else { format!("{said}: {}", away.words) }
}

/// The same, or "away until 14:00: at the dentist" of one that has begun.
fn absence_in_words(away: Away, now: Millis) -> String {
    if away.from > now {
        return planned_in_words(&away, now);
    }
    let present = Presence::Away { since: away.from, until: away.until, words: away.words };
    tell::presence(&present, now).unwrap_or_default()
}

/// When tomorrow begins: as soon as my team works then, else with the day.
fn tomorrow(ui: Ui, now: Millis) -> Millis {
    let midnight = format::start_of_day(now, 1);
    let opens = ui.look(|rows| match rows.calendar(ui.viewer().team?).opening(midnight) {
        Opening::Closed { opens } => opens.filter(|opens| format::same_day(*opens, midnight)),
        Opening::Always | Opening::Open { .. } => None,
    });
    opens.flatten().unwrap_or(midnight)
}

fn with_words(said: OfMyself, words: String) -> OfMyself {
    match said {
        OfMyself::Away(away) => OfMyself::Away(Away { words, ..away }),
        other => other,
    }
}

/// An absence that ends before it begins.
fn is_before(from: Option<Millis>, until: Option<Millis>) -> bool {
    from.zip(until).is_some_and(|(from, until)| until <= from)
}

/// Says that I am here until then, or away from then until then.
#[component]
pub(super) fn DutySheet(which: Open, on_close: Callback<()>) -> impl IntoView {
    let ui = Ui::here();
    let now = ui.now_once();
    let away = which == Open::Away;
    let when = if away { When::none(now) } else { When::preset(now, "2h") };
    let from = When::none(now).beginning(tomorrow(ui, now));
    let (words, tried) = (RwSignal::new(String::new()), RwSignal::new(false));
    let draft = Draft::begin(format!("duty-{which:?}"));
    let draft = draft.with("duty-from", from).with("duty-until", when).with("duty-words", words).keep(ui);
    let note = draft.note(ui);
    // Without words: none of what depends on it does on them.
    let said = move || {
        let (from, until) = (from.get().ok()?, when.get().ok()?);
        match until {
            _ if is_before(from, until) => None,
            _ if away => {
                Some(OfMyself::Away(Away { from: from.unwrap_or(now), until, words: String::new() }))
            }
            until => until.map(OfMyself::Here),
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let text = words.get_untracked().trim().to_owned();
        if let Some(said) = untrack(said).filter(|_| text.chars().count() <= LINE_CHARS_MAX) {
            draft.save(ui, presence_of(ui, with_words(said, text)), t!("saved"), on_close);
        }
    };
    let instead_of =
        ui.query(move |rows, viewer, now| view::absence_replaced(rows.person(viewer.person)?, said()?, now));
    let senseless = move || {
        let both = from.get().ok().zip(when.get().ok());
        tried.get() && both.is_some_and(|(from, until)| is_before(from, until))
    };
    let title = if away { t!("duty-away") } else { t!("duty-here") };
    view! {
        <Sheet title close=t!("close") on_close>
            <form class="form tight" novalidate on:submit=submit>
                {note}
                {away.then(|| view! { <p>{t!("duty-away-about")}</p> })}
                {away.then(|| view! { <WhenField label=t!("duty-from") when=from may_be_none=true none=t!("duty-from-now") tried /> })}
                <WhenField label=t!("duty-until") when may_be_none=away tried />
                {move || senseless().then(|| view! { <p class="error" role="alert"><Icon icon=lu::LuCircleAlert />{t!("duty-until-before")}</p> })}
                {away.then(|| view! { <Field label=t!("duty-words") hint=t!("duty-words-hint") value=words max=LINE_CHARS_MAX optional=t!("optional") /> })}
                <p aria-live="polite">
                    {move || instead_of.get().map(|old| t!("duty-instead-of", absence = absence_in_words(old, ui.now())))}
                </p>
                <Button kind=Kind::Main>{t!("save")}</Button>
            </form>
        </Sheet>
    }
}
