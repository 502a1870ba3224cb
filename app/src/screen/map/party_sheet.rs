//! A party: added, renamed, noted, taken off the map.

use super::merge_party::MergeParty;
use super::settle;
use super::steps_field::{StepsChoice, StepsField};
use crate::part::{Button, Chip, Chips, Field, Input, Kind, Sheet};
use crate::ui::{Ui, has_voice, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::{Edit, PartyField};
use sightline_shared::id::DocKind;
use sightline_shared::limits::{LINE_CHARS_MAX, TEXT_CHARS_MAX};
use sightline_shared::model::{PartyKind, Step};
use sightline_shared::view::{self, MapParty, PartyRowKind};

/// Adds a party, or changes one.
#[component]
pub(super) fn PartySheet(party: Option<MapParty>, on_close: Callback<()>) -> impl IntoView {
    let ui = Ui::here();
    let is_new = party.is_none();
    let name = RwSignal::new(party.as_ref().map(|party| party.name.clone()).unwrap_or_default());
    let note = RwSignal::new(party.as_ref().map(|party| party.note.clone()).unwrap_or_default());
    let kind = RwSignal::new("team");
    let site = RwSignal::new(party.as_ref().map(|party| party.site.clone()).unwrap_or_default());
    let department = RwSignal::new(party.as_ref().map(|party| party.department.clone()).unwrap_or_default());
    let (sites, departments) = ui.look(view::sites_and_departments).unwrap_or_default();
    let disputes = party.as_ref().map(|party| settle::of_party(ui, party, on_close));
    let of_team = party.as_ref().filter(|party| party.kind == PartyRowKind::Team);
    let steps = of_team.map(|party| StepsChoice::new(&party.steps));
    let tried = RwSignal::new(false);
    let error = Signal::derive(move || {
        (tried.get() && !name.with(|name| has_voice(name))).then(|| t!("field-empty"))
    });
    let retired = party.as_ref().map(|party| party.id);
    let merged = party.clone();
    let strands = retired.and_then(|id| ui.look(|rows| rows.moves_with(id).open)).filter(|open| *open > 0);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let text = |field: RwSignal<String>| field.get_untracked().trim().to_owned();
        let said =
            Said { name: text(name), note: text(note), site: text(site), department: text(department) };
        if said.name.is_empty() {
            return;
        }
        let Ok(new_steps) = steps.map(StepsChoice::get).transpose() else { return };
        let edits = match &party {
            None => added(ui, kind.get_untracked(), said),
            Some(party) => changed(party, said, new_steps),
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
            {disputes}
            <form class="form tight" novalidate on:submit=submit>
                {is_new.then(|| view! { <Chips label=t!("party-what") chips=kinds() value=kind /> })}
                <Field label=t!("party-name") value=name max=LINE_CHARS_MAX error autofocus=is_new />
                <Field label=t!("party-note") hint=t!("party-note-hint") value=note input=Input::Text max=TEXT_CHARS_MAX optional=t!("optional") />
                <Field label=t!("party-site") value=site max=LINE_CHARS_MAX optional=t!("optional") known=sites />
                <Field label=t!("party-department") value=department max=LINE_CHARS_MAX optional=t!("optional") known=departments />
                {steps.map(|steps| view! { <StepsField steps tried /> })}
                <div class="buttons end">
                    {retired.map(|id| view! { <Button kind=Kind::Warn icon=lu::LuArchive on_press=retire(id)>{t!("map-retire")}</Button> })}
                    <Button kind=Kind::Main>{if is_new { t!("map-put") } else { t!("save") }}</Button>
                </div>
                {strands.map(|open| view! { <p class="small">{t!("party-retire-about", count = open)}</p> })}
            </form>
            {merged.map(|party| view! { <MergeParty party on_close /> })}
        </Sheet>
    }
}

/// What the fields say.
struct Said {
    name: String,
    note: String,
    site: String,
    department: String,
}

fn added(ui: Ui, kind: &str, said: Said) -> Vec<Edit> {
    let id = ui.act.new_id(DocKind::Party);
    let kind = match kind {
        "customer" => PartyKind::PayingCustomer,
        "partner" => PartyKind::Partner,
        "vendor" => PartyKind::Vendor,
        _ => PartyKind::Team,
    };
    let fields = [
        (!said.note.is_empty()).then_some(PartyField::Note(said.note)),
        (!said.site.is_empty()).then_some(PartyField::Site(said.site)),
        (!said.department.is_empty()).then_some(PartyField::Department(said.department)),
    ];
    let fields = fields.into_iter().flatten().map(|field| Edit::ChangeParty { id, field });
    std::iter::once(Edit::AddParty { id, kind, name: said.name }).chain(fields).collect()
}

fn changed(party: &MapParty, said: Said, steps: Option<Vec<Step>>) -> Vec<Edit> {
    let fields = [
        (said.name != party.name).then_some(PartyField::Name(said.name)),
        (said.note != party.note).then_some(PartyField::Note(said.note)),
        (said.site != party.site).then_some(PartyField::Site(said.site)),
        (said.department != party.department).then_some(PartyField::Department(said.department)),
        steps.filter(|steps| *steps != party.steps).map(PartyField::Steps),
    ];
    fields.into_iter().flatten().map(|field| Edit::ChangeParty { id: party.id, field }).collect()
}
