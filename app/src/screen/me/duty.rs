//! Until when I am here, and when I am away: those who ask see it, and what I own goes back to my team while I am gone.

use crate::part::{Button, Field, Group, Kind, Sheet};
use crate::screen::acting::{When, WhenField};
use crate::ui::{Draft, Ui, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::{Edit, PersonField};
use sightline_shared::limits::LINE_CHARS_MAX;
use sightline_shared::model::Away;
use sightline_shared::view::{self, Presence};

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
        rows.person(viewer.person).map_or(Presence::Unsaid, |person| view::presence(person, now))
    });
    let open = RwSignal::new(None::<Open>);
    let unsaid = Memo::new(move |_| presence.with(|presence| *presence == Presence::Unsaid));
    let take_back = Callback::new(move |()| ui.edit(presence_of(ui, None, None), t!("saved")));
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
            </div>
        </Group>
        {move || open.get().map(|which| view! { <DutySheet which on_close=Callback::new(move |()| open.set(None)) /> })}
    }
}

/// Whoever is here isn't away, and the other way round: both are said in one step.
fn presence_of(ui: Ui, here: Option<sightline_shared::id::Millis>, away: Option<Away>) -> Vec<Edit> {
    let id = ui.viewer().person;
    let fields = [PersonField::DutyUntil(here), PersonField::Away(away)];
    fields.into_iter().map(|field| Edit::ChangePerson { id, field }).collect()
}

/// Says that I am here until then, or away from then until then.
#[component]
pub(super) fn DutySheet(which: Open, on_close: Callback<()>) -> impl IntoView {
    let ui = Ui::here();
    let now = ui.now_once();
    let away = which == Open::Away;
    let when = if away { When::none(now) } else { When::preset(now, "2h") };
    let (words, tried) = (RwSignal::new(String::new()), RwSignal::new(false));
    let draft = Draft::begin(format!("duty-{which:?}"));
    let draft = draft.with("duty-until", when).with("duty-words", words).keep(ui);
    let note = draft.note(ui);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let text = words.get_untracked().trim().to_owned();
        let Ok(until) = when.get() else { return };
        if text.chars().count() > LINE_CHARS_MAX || (until.is_none() && !away) {
            return;
        }
        let (here, gone) =
            if away { (None, Some(Away { from: now, until, words: text })) } else { (until, None) };
        draft.save(ui, presence_of(ui, here, gone), t!("saved"), on_close);
    };
    let title = if away { t!("duty-away") } else { t!("duty-here") };
    view! {
        <Sheet title close=t!("close") on_close>
            <form class="form tight" novalidate on:submit=submit>
                {note}
                {away.then(|| view! { <p>{t!("duty-away-about")}</p> })}
                <WhenField label=t!("duty-until") when may_be_none=away tried />
                {away.then(|| view! { <Field label=t!("duty-words") hint=t!("duty-words-hint") value=words max=LINE_CHARS_MAX optional=t!("optional") /> })}
                <Button kind=Kind::Main>{t!("save")}</Button>
            </form>
        </Sheet>
    }
}
