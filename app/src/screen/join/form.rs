//! The few names that joining needs.

use super::join_problem;
use crate::act::{JoinError, Joining};
use crate::part::{Banner, Button, Chip, Chips, Field, Kind, Tone};
use crate::ui::{Top, Ui, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::api::{TeamName, Welcome};
use sightline_shared::limits::LINE_CHARS_MAX;

/// Set-up of a fresh workspace, or joining: by an invite, or as the first admin of a workspace that was filled before anybody came.
#[component]
pub(super) fn JoinForm(welcome: Welcome) -> impl IntoView {
    let ui = Ui::here();
    let setup = welcome.setup && welcome.teams.is_empty();
    let names = Names::new();
    // The first admin is shown a team's work; whoever was invited to any team says which.
    let first = PLACES.first().filter(|_| welcome.setup && !welcome.teams.is_empty());
    let team_choice = RwSignal::new(first.copied().unwrap_or_default());
    let teams = StoredValue::new(welcome.teams.clone());
    let fixed = StoredValue::new(welcome.team.clone());
    let tried = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if busy.get_untracked() || !names.complete(setup) {
            return;
        }
        let joining = names.joining(setup, chosen_team(fixed, teams, team_choice));
        busy.set(true);
        wrong.set(None);
        leptos::task::spawn_local(async move {
            if let Err(error) = ui.act.join(joining).await {
                wrong.set(Some(joining_problem(&error)));
                busy.set(false);
            } else {
                ui.go_to("/now", true);
            }
        });
    };
    let title = if setup { t!("setup-title") } else { t!("join-in", place = welcome.workspace.clone()) };
    view! {
        <Top title=title />
        <p>{if setup { t!("setup-what") } else { t!("join-in-what") }}</p>
        <form class="form" novalidate on:submit=submit>
            {setup.then(|| view! {
                <Field label=t!("setup-workspace") hint=t!("setup-workspace-hint") value=names.workspace error=names.lacks(names.workspace, tried) max=LINE_CHARS_MAX autofocus=true />
            })}
            <Field label=t!("join-name") hint=t!("join-name-hint") value=names.person error=names.lacks(names.person, tried) max=LINE_CHARS_MAX autocomplete="name" autofocus=!setup />
            {if setup {
                view! { <Field label=t!("setup-team") hint=t!("setup-team-hint") value=names.team error=names.lacks(names.team, tried) max=LINE_CHARS_MAX /> }.into_any()
            } else {
                team_part(welcome.team.as_ref(), &welcome.teams, team_choice).into_any()
            }}
            <Field label=t!("join-device") hint=t!("join-device-hint") value=names.device error=names.lacks(names.device, tried) max=LINE_CHARS_MAX />
            {move || wrong.get().map(|text| view! { <div role="alert"><Banner tone=Tone::Late icon=lu::LuTriangleAlert text /></div> })}
            <Button kind=Kind::Main icon=lu::LuArrowRight busy>
                {if setup { t!("setup-do") } else { t!("join-do") }}
            </Button>
        </form>
    }
}

/// The team of the invite, or chips to choose from.
fn team_part(fixed: Option<&TeamName>, teams: &[TeamName], choice: RwSignal<&'static str>) -> AnyView {
    if let Some(team) = fixed {
        return view! { <p class="small">{t!("join-team-fixed", team = team.name.clone())}</p> }.into_any();
    }
    if teams.is_empty() {
        return ().into_any();
    }
    // Chips carry static keys: places in the list, as many as a relay sends.
    let chips = teams.iter().zip(PLACES).map(|(team, key)| Chip { key, text: team.name.clone() });
    let chips = chips.chain([Chip { key: "", text: t!("join-team-later") }]).collect();
    view! { <Chips label=t!("join-team") hint=t!("join-team-hint") chips value=choice /> }.into_any()
}

const PLACES: [&str; 24] = [
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18",
    "19", "20", "21", "22", "23",
];

fn chosen_team(
    fixed: StoredValue<Option<TeamName>>,
    teams: StoredValue<Vec<TeamName>>,
    choice: RwSignal<&'static str>,
) -> Option<sightline_shared::id::DocId> {
    fixed.with_value(|team| team.as_ref().map(|team| team.id)).or_else(|| {
        let place: usize = choice.get_untracked().parse().ok()?;
        teams.with_value(|teams| teams.get(place).map(|team| team.id))
    })
}

#[derive(Clone, Copy)]
struct Names {
    workspace: RwSignal<String>,
    person: RwSignal<String>,
    team: RwSignal<String>,
    device: RwSignal<String>,
}

impl Names {
    fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self { workspace: empty(), person: empty(), team: empty(), device: RwSignal::new(device_guess()) }
    }

    fn is_filled(field: RwSignal<String>) -> bool {
        field.with(|text| !text.trim().is_empty() && text.chars().count() <= LINE_CHARS_MAX)
    }

    fn complete(self, setup: bool) -> bool {
        let always = Self::is_filled(self.person) && Self::is_filled(self.device);
        always && (!setup || (Self::is_filled(self.workspace) && Self::is_filled(self.team)))
    }

    fn lacks(self, field: RwSignal<String>, tried: RwSignal<bool>) -> Signal<Option<String>> {
        Signal::derive(move || {
            if !tried.get() || Self::is_filled(field) {
                None
            } else if field.with(|text| text.trim().is_empty()) {
                Some(t!("field-empty"))
            } else {
                Some(t!("field-too-long", max = LINE_CHARS_MAX))
            }
        })
    }

    fn joining(self, setup: bool, team: Option<sightline_shared::id::DocId>) -> Joining {
        let text = |field: RwSignal<String>| field.get_untracked().trim().to_owned();
        Joining {
            person: text(self.person),
            device: text(self.device),
            team,
            new_team: setup.then(|| text(self.team)),
            workspace: setup.then(|| text(self.workspace)),
        }
    }
}

/// What most people would call this device; they can change it.
fn device_guess() -> String {
    let agent = window().navigator().user_agent().unwrap_or_default();
    if agent.contains("iPad") || agent.contains("Tablet") {
        t!("device-tablet")
    } else if agent.contains("Mobi") || agent.contains("iPhone") {
        t!("device-phone")
    } else {
        t!("device-computer")
    }
}

pub(crate) fn joining_problem(error: &JoinError) -> String {
    match error {
        JoinError::Relay(error) => join_problem(error),
        JoinError::NoLink => t!("join-no-link"),
        JoinError::Storage(_) => t!("broken-no-storage-text"),
        JoinError::NoPapers => t!("out-unknown"),
        JoinError::NoKeys => t!("join-no-keys"),
    }
}
