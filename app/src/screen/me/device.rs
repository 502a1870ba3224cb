//! My name, my team, this device's name.

use crate::part::{Button, Choice, Field, Group, Kind};
use crate::screen::common::CHOICES_MAX;
use crate::ui::{Ui, has_voice, words::t};
use leptos::prelude::*;
use sightline_shared::edit::{Edit, PersonField};
use sightline_shared::id::DocId;
use sightline_shared::in_order::InOrder as _;
use sightline_shared::limits::LINE_CHARS_MAX;
use sightline_shared::view::PartyRowKind;

/// What is known of me.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Known {
    name: String,
    device: String,
    team: Option<(DocId, String)>,
}

/// The form; saves what changed.
#[component]
pub(super) fn Myself() -> impl IntoView {
    let ui = Ui::here();
    let me = ui.store.me();
    let known = ui.query(move |rows, viewer, _| {
        let person = rows.person(viewer.person);
        let device = me.with(|me| me.as_ref().map(|me| me.device));
        let device = person.and_then(|person| person.devices.iter().find(|named| Some(named.id) == device));
        let team = person.and_then(|person| person.team);
        Known {
            name: person.map(|person| person.name.clone()).unwrap_or_default(),
            device: device.map(|device| device.name.clone()).unwrap_or_default(),
            team: team.map(|team| (team, rows.named(team).name)),
        }
    });
    let (name, device) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let team = RwSignal::new(None::<Choice>);
    let tried = RwSignal::new(false);
    // Fills the fields when the rows arrive, and again when another device changed them; not while somebody types something else.
    Effect::new(move |before: Option<Known>| {
        let now = known.get();
        let before = before.unwrap_or_default();
        let follow = |field: RwSignal<String>, before: &str, now: &str| {
            if field.with_untracked(|text| text == before) {
                field.set(now.to_owned());
            }
        };
        follow(name, &before.name, &now.name);
        follow(device, &before.device, &now.device);
        if before.team != now.team {
            team.set(now.team.as_ref().map(|(id, name)| Choice {
                key: id.to_string(),
                name: name.clone(),
                note: String::new(),
            }));
        }
        now
    });
    let error = move |field: RwSignal<String>| {
        Signal::derive(move || {
            (tried.get() && !field.with(|text| has_voice(text))).then(|| t!("field-empty"))
        })
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        save(ui, &known.get_untracked(), name, device, team);
    };
    view! {
        <Group title=t!("me-who")>
            <form class="card pad" novalidate on:submit=submit>
                <Field label=t!("join-name") value=name max=LINE_CHARS_MAX error=error(name) autocomplete="name" />
                <MyTeam team />
                <Field label=t!("join-device") value=device max=LINE_CHARS_MAX error=error(device) />
                <div class="buttons end"><Button kind=Kind::Plain>{t!("save")}</Button></div>
            </form>
        </Group>
    }
}

fn save(
    ui: Ui,
    known: &Known,
    name: RwSignal<String>,
    device: RwSignal<String>,
    team: RwSignal<Option<Choice>>,
) {
    let id = ui.viewer().person;
    let text = |field: RwSignal<String>| field.get_untracked().trim().to_owned();
    let (name, device_name) = (text(name), text(device));
    if name.is_empty() || device_name.is_empty() {
        return;
    }
    let team = team.get_untracked().and_then(|team| team.key.parse::<DocId>().ok());
    let this_device = ui.store.me().with_untracked(|me| me.as_ref().map(|me| me.device));
    let fields = [
        (name != known.name).then_some(PersonField::Name(name)),
        (team != known.team.as_ref().map(|(id, _)| *id)).then_some(PersonField::Team(team)),
        this_device
            .filter(|_| device_name != known.device)
            .map(|device| PersonField::Device(device, device_name)),
    ];
    let edits: Vec<_> = fields.into_iter().flatten().map(|field| Edit::ChangePerson { id, field }).collect();
    if !edits.is_empty() {
        ui.edit(edits, t!("saved"));
    }
}

/// The team whose work I see first: any team of the map.
#[component]
fn MyTeam(team: RwSignal<Option<Choice>>) -> impl IntoView {
    let ui = Ui::here();
    let query = RwSignal::new(String::new());
    let choices = ui.query(move |rows, _, _| {
        let wanted = query.get().trim().to_lowercase();
        let found = rows.parties().filter(|row| {
            !row.retired && row.kind == PartyRowKind::Team && row.name.to_lowercase().contains(&wanted)
        });
        let mut choices: Vec<_> = found
            .map(|row| Choice { key: row.id.to_string(), name: row.name.clone(), note: String::new() })
            .collect();
        choices.put_in_order_by_cached_key(|choice| choice.name.to_lowercase());
        choices.truncate(CHOICES_MAX);
        choices
    });
    view! { <crate::part::Picker label=t!("join-team") query choices chosen=team change=t!("change") placeholder=t!("type-to-find") /> }
}
