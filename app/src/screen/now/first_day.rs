//! The card of the first day: whom does your team serve? Two taps put a service on the map, and the line of sight that results shows.

use crate::act::browser;
use crate::part::{Button, Card, Field, Group, Kind};
use crate::screen::map::path;
use crate::ui::{Draft, Ui, has_voice, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::Edit;
use sightline_shared::id::{DocId, DocKind};
use sightline_shared::limits::LINE_CHARS_MAX;
use sightline_shared::model::PartyKind;
use sightline_shared::view::{self, Named};

/// Where it is remembered that somebody put the card away. Not a secret, and about this device only.
const KEY: &str = "first-day";

/// What the card is about. Copy: it is signals.
#[derive(Clone, Copy)]
struct Day {
    /// The service was put on the map; the card stays to show what came of it.
    done: RwSignal<bool>,
    away: RwSignal<bool>,
    whom: RwSignal<Option<Named>>,
    new_name: RwSignal<String>,
    what: RwSignal<String>,
    tried: RwSignal<bool>,
}

/// The card, while there is reason for it.
#[component]
pub(super) fn FirstDay() -> impl IntoView {
    let ui = Ui::here();
    let day = Day {
        done: RwSignal::new(false),
        away: RwSignal::new(browser::recall(KEY).is_some()),
        whom: RwSignal::new(None),
        new_name: RwSignal::new(String::new()),
        what: RwSignal::new(t!("first-day-help")),
        tried: RwSignal::new(false),
    };
    let draft = Draft::begin("first-day").with("first-day-new", day.new_name);
    let draft = draft.with("first-day-what", day.what).keep(ui);
    let asked = ui.query(move |rows, viewer, _| view::whom_to_serve(rows, viewer));
    let put_away = Callback::new(move |()| {
        browser::remember(KEY, "seen");
        day.away.set(true);
    });
    move || {
        if day.away.get() {
            return None;
        }
        let asked = asked.get();
        let body = match asked {
            _ if day.done.get() => result(ui),
            Some(parties) => question(ui, day, &draft, &parties),
            None => return None,
        };
        Some(view! {
            <Group title=t!("first-day-title")>
                <Card pad=true>
                    {body}
                    <div class="buttons end">
                        <Button kind=Kind::Quiet on_press=put_away>{if day.done.get() { t!("close") } else { t!("first-day-later") }}</Button>
                    </div>
                </Card>
            </Group>
        })
    }
}

fn question(ui: Ui, day: Day, draft: &Draft, parties: &[Named]) -> AnyView {
    let one = |party: &Named| {
        let (chosen, id) = (party.clone(), party.id);
        // Pressed again it is taken back: somebody new can be named instead.
        let pressed_once =
            move || day.whom.with_untracked(|whom| whom.as_ref().is_some_and(|whom| whom.id == id));
        let pressed = move || day.whom.with(|whom| whom.as_ref().is_some_and(|whom| whom.id == id));
        view! {
            <button
                type="button"
                class="button"
                aria-pressed=move || pressed().to_string()
                on:click=move |_| day.whom.set((!pressed_once()).then(|| chosen.clone()))
            >
                {party.name.clone()}
            </button>
        }
    };
    let (choices, has_choices) = (parties.iter().map(one).collect_view(), !parties.is_empty());
    let new = if has_choices { t!("first-day-new") } else { t!("first-day-who") };
    let new = StoredValue::new(new);
    let lacks = move |field: RwSignal<String>| day.tried.get() && !field.with(|text| has_voice(text));
    let no_name = Signal::derive(move || {
        (day.whom.with(Option::is_none) && lacks(day.new_name)).then(|| t!("field-choose"))
    });
    let no_what = Signal::derive(move || lacks(day.what).then(|| t!("field-empty")));
    let (note, draft) = (draft.note(ui), draft.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        day.tried.set(true);
        put(ui, day, draft.clone());
    };
    view! {
        <form class="form tight" novalidate on:submit=submit>
            {note}
            <p>{t!("first-day-about")}</p>
            {has_choices.then(|| view! { <div class="buttons" role="group" aria-label=t!("first-day-title")>{choices}</div> })}
            {move || day.whom.with(Option::is_none).then(|| view! {
                <Field label=new.get_value() value=day.new_name max=LINE_CHARS_MAX error=no_name />
            })}
            <Field label=t!("first-day-what") value=day.what max=LINE_CHARS_MAX error=no_what />
            <Button kind=Kind::Main icon=lu::LuCheck>{t!("map-put")}</Button>
        </form>
    }
    .into_any()
}

/// Puts it on the map: the service, and the paying customer first if they are new.
fn put(ui: Ui, day: Day, draft: Draft) {
    let text = |field: RwSignal<String>| field.get_untracked().trim().to_owned();
    let (name, what, team) = (text(day.new_name), text(day.what), ui.viewer().team);
    let whom = day.whom.get_untracked().map(|whom| whom.id);
    let (Some(provider), false, true) = (team, what.is_empty(), whom.is_some() || !name.is_empty()) else {
        return;
    };
    let mut edits = Vec::new();
    let served = whom.unwrap_or_else(|| {
        let id = ui.act.new_id(DocKind::Party);
        edits.push(Edit::AddParty { id, kind: PartyKind::PayingCustomer, name });
        id
    });
    let id = ui.act.new_id(DocKind::Service);
    edits.push(Edit::AddService {
        id,
        provider,
        served,
        name: what,
        reply_within: None,
        deliver_within: None,
    });
    // Said before it is done: the card is gone the moment that the map says whom the team serves.
    day.done.set(true);
    ui.edit_then(edits, t!("saved"), move |()| draft.sent(ui));
}

/// The line of sight of the team as it is now.
fn result(ui: Ui) -> AnyView {
    let page = ui.query(|rows, viewer, now| {
        viewer.team.and_then(|team: DocId| view::party_page(rows, team, viewer, now, 0))
    });
    view! {
        <p role="status">{t!("first-day-done")}</p>
        {move || page.with(|page| page.as_ref().map(path))}
    }
    .into_any()
}
