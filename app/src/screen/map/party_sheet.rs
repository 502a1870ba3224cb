//! A party: added, renamed, noted, taken off the map.

use super::steps_field::{StepsChoice, StepsField};
use crate::part::{Button, Chip, Chips, Field, Input, Kind, Sheet};
use crate::ui::{Ui, has_voice, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::{Edit, PartyField};
use sightline_shared::id::DocKind;
use sightline_shared::limits::{LINE_CHARS_MAX, TEXT_CHARS_MAX};
use sightline_shared::model::{PartyKind, Step};
use sightline_shared::view::{MapParty, PartyRowKind};

/// Adds a party, or changes one.
#[component]
pub(super) fn PartySheet(party: Option<MapParty>, on_close: Callback<()>) -> impl IntoView {
    let ui = Ui::here();
    let is_new = party.is_none();
    let name = RwSignal::new(party.as_ref().map(|party| party.name.clone()).unwrap_or_default());
    let note = RwSignal::new(party.as_ref().map(|party| party.note.clone()).unwrap_or_default());
    let kind = RwSignal::new("team");
    let of_team = party.as_ref().filter(|party| party.kind == PartyRowKind::Team);
    let steps = of_team.map(|party| StepsChoice::new(&party.steps));
    let tried = RwSignal::new(false);
    let error = Signal::derive(move || {
        (tried.get() && !name.with(|name| has_voice(name))).then(|| t!("field-empty"))
    });
    let retired = party.as_ref().map(|party| party.id);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let (new_name, new_note) =
            (name.get_untracked().trim().to_owned(), note.get_untracked().trim().to_owned());
        if new_name.is_empty() {
            return;
        }
        let Ok(new_steps) = steps.map(StepsChoice::get).transpose() else { return };
        let edits = match &party {
            None => added(ui, kind.get_untracked(), new_name, new_note),
            Some(party) => changed(party, new_name, new_note, new_steps),
        };
        if !edits.is_empty() {
            ui.edit(edits, t!("saved"));
        }
        on_close.run(());
    };
    let retire = move |id| {
        Callback::new(move |()| {
            ui.edit(vec![Edit::ChangeParty { id, field: PartyField::Retired(true) }], t!("map-retired-now"));
            on_close.run(());
        })
    };
    let kinds = || {
        vec![
            Chip { key: "team", text: t!("party-team") },
            Chip { key: "customer", text: t!("party-customer") },
            Chip { key: "partner", text: t!("party-partner") },
            Chip { key: "vendor", text: t!("party-vendor") },
        ]
    };
    view! {
        <Sheet title=if is_new { t!("map-add-party") } else { t!("map-change-party") } close=t!("close") on_close>
            <form class="form tight" novalidate on:submit=submit>
                {is_new.then(|| view! { <Chips label=t!("party-what") chips=kinds() value=kind /> })}
                <Field label=t!("party-name") value=name max=LINE_CHARS_MAX error autofocus=is_new />
                <Field label=t!("party-note") hint=t!("party-note-hint") value=note input=Input::Text max=TEXT_CHARS_MAX optional=t!("optional") />
                {steps.map(|steps| view! { <StepsField steps tried /> })}
                <div class="buttons end">
                    {retired.map(|id| view! { <Button kind=Kind::Warn icon=lu::LuArchive on_press=retire(id)>{t!("map-retire")}</Button> })}
                    <Button kind=Kind::Main>{if is_new { t!("map-put") } else { t!("save") }}</Button>
                </div>
            </form>
        </Sheet>
    }
}

fn added(ui: Ui, kind: &str, name: String, note: String) -> Vec<Edit> {
    let id = ui.act.new_id(DocKind::Party);
    let kind = match kind {
        "customer" => PartyKind::PayingCustomer,
        "partner" => PartyKind::Partner,
        "vendor" => PartyKind::Vendor,
        _ => PartyKind::Team,
    };
    let mut edits = vec![Edit::AddParty { id, kind, name }];
    if !note.is_empty() {
        edits.push(Edit::ChangeParty { id, field: PartyField::Note(note) });
    }
    edits
}

fn changed(party: &MapParty, name: String, note: String, steps: Option<Vec<Step>>) -> Vec<Edit> {
    let mut edits = Vec::new();
    if name != party.name {
        edits.push(Edit::ChangeParty { id: party.id, field: PartyField::Name(name) });
    }
    if note != party.note {
        edits.push(Edit::ChangeParty { id: party.id, field: PartyField::Note(note) });
    }
    if let Some(steps) = steps.filter(|steps| *steps != party.steps) {
        edits.push(Edit::ChangeParty { id: party.id, field: PartyField::Steps(steps) });
    }
    edits
}
