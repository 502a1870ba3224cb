//! A party: added, renamed, noted, taken off the map.

use super::merge_party::MergeParty;
use super::settle;
use super::steps_field::{StepsChoice, StepsField};
use crate::part::{Button, Chip, Chips, Field, Input, Kind, Sheet};
use crate::ui::{Draft as Typed, OneOf, Ui, has_voice, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::{Edit, PartyField};
use sightline_shared::id::DocKind;
use sightline_shared::limits::{LINE_CHARS_MAX, TEXT_CHARS_MAX};
use sightline_shared::model::{PartyKind, Step};
use sightline_shared::view::{self, MapParty, PartyRowKind};

/// What is being written. Copy.
#[derive(Clone, Copy)]
struct Draft {
    kind: RwSignal<&'static str>,
    name: RwSignal<String>,
    note: RwSignal<String>,
    site: RwSignal<String>,
    department: RwSignal<String>,
    /// Of a team.
    steps: Option<StepsChoice>,
    tried: RwSignal<bool>,
}

impl Draft {
    fn new(party: Option<&MapParty>) -> Self {
        let text = |of: fn(&MapParty) -> &String| RwSignal::new(party.map(of).cloned().unwrap_or_default());
        let of_team = party.filter(|party| party.kind == PartyRowKind::Team);
        Self {
            kind: RwSignal::new("team"),
            name: text(|party| &party.name),
            note: text(|party| &party.note),
            site: text(|party| &party.site),
            department: text(|party| &party.department),
            steps: of_team.map(|party| StepsChoice::new(&party.steps)),
            tried: RwSignal::new(false),
        }
    }

    /// What is typed survives the tab.
    fn keep(self, ui: Ui, old: Option<&MapParty>) -> Typed {
        let of = old.map_or_else(|| "new".to_owned(), |party| party.id.to_string());
        let typed = Typed::begin(format!("party-{of}"))
            .with("party-what", OneOf(self.kind, kinds().iter().map(|kind| kind.key).collect()))
            .with("party-name", self.name)
            .with("party-note", self.note)
            .with("party-site", self.site)
            .with("party-department", self.department);
        let typed = match self.steps {
            Some(steps) => typed.with("steps-title", steps),
            None => typed,
        };
        typed.keep(ui)
    }

    /// The edits that it means; none while something is lacking.
    fn edits(self, ui: Ui, old: Option<&MapParty>) -> Option<Vec<Edit>> {
        let text = |field: RwSignal<String>| field.get_untracked().trim().to_owned();
        let said = Said {
            name: Some(text(self.name)).filter(|name| !name.is_empty())?,
            note: text(self.note),
            site: text(self.site),
            department: text(self.department),
        };
        let steps = self.steps.map(StepsChoice::get).transpose().ok()?;
        Some(match old {
            None => added(ui, self.kind.get_untracked(), said),
            Some(party) => changed(party, said, steps),
        })
    }
}

/// Adds a party, or changes one.
#[component]
pub(super) fn PartySheet(party: Option<MapParty>, on_close: Callback<()>) -> impl IntoView {
    let ui = Ui::here();
    let is_new = party.is_none();
    let draft = Draft::new(party.as_ref());
    let typed = draft.keep(ui, party.as_ref());
    let note = typed.note(ui);
    let disputes = party.as_ref().map(|party| settle::of_party(ui, party, on_close));
    let merged = party.clone();
    let id = party.as_ref().map(|party| party.id);
    let strands = id.and_then(|id| ui.look(|rows| rows.moves_with(id).open)).filter(|open| *open > 0);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        draft.tried.set(true);
        let Some(edits) = draft.edits(ui, party.as_ref()) else { return };
        typed.save(ui, edits, t!("saved"), on_close);
    };
    let retire = move |id| {
        Callback::new(move |()| {
            ui.edit(vec![Edit::ChangeParty { id, field: PartyField::Retired(true) }], t!("map-retired-now"));
            on_close.run(());
        })
    };
    view! {
        <Sheet title=if is_new { t!("map-add-party") } else { t!("map-change-party") } close=t!("close") on_close>
            {disputes}
            <form class="form tight" novalidate on:submit=submit>
                {note}
                {fields(ui, draft, is_new)}
                <div class="buttons end">
                    {id.map(|id| view! { <Button kind=Kind::Warn icon=lu::LuArchive on_press=retire(id)>{t!("map-retire")}</Button> })}
                    <Button kind=Kind::Main>{if is_new { t!("map-put") } else { t!("save") }}</Button>
                </div>
                {strands.map(|open| view! { <p class="small">{t!("party-retire-about", count = open)}</p> })}
            </form>
            {merged.map(|party| view! { <MergeParty party on_close /> })}
        </Sheet>
    }
}

fn fields(ui: Ui, draft: Draft, is_new: bool) -> impl IntoView {
    let Draft { kind, name, note, site, department, steps, tried } = draft;
    let (sites, departments) = ui.look(view::sites_and_departments).unwrap_or_default();
    let error = Signal::derive(move || {
        (tried.get() && !name.with(|name| has_voice(name))).then(|| t!("field-empty"))
    });
    view! {
        {is_new.then(|| view! { <Chips label=t!("party-what") chips=kinds() value=kind /> })}
        <Field label=t!("party-name") value=name max=LINE_CHARS_MAX error autofocus=is_new />
        <Field label=t!("party-note") hint=t!("party-note-hint") value=note input=Input::Text max=TEXT_CHARS_MAX optional=t!("optional") />
        <Field label=t!("party-site") value=site max=LINE_CHARS_MAX optional=t!("optional") known=sites />
        <Field label=t!("party-department") value=department max=LINE_CHARS_MAX optional=t!("optional") known=departments />
        {steps.map(|steps| view! { <StepsField steps tried /> })}
    }
}

fn kinds() -> Vec<Chip> {
    vec![
        Chip { key: "team", text: t!("party-team") },
        Chip { key: "customer", text: t!("party-customer") },
        Chip { key: "partner", text: t!("party-partner") },
        Chip { key: "vendor", text: t!("party-vendor") },
    ]
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
