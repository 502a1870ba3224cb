//! Whom to ask: those who serve my team first, with what they promise; and what they want to know.

use super::knows::choice_of;
use crate::part::{Banner, Button, Choice, Picker, Tone};
use crate::screen::common::CHOICES_MAX;
use crate::screen::map::away_banner;
use crate::ui::{Ui, format, route::Route, tell, words::t, work};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::id::{DocId, Millis, Span};
use sightline_shared::limits::UNPROMISED_SILENT_AFTER;
use sightline_shared::view::{self, TeamToAsk};

/// A team, perhaps through a service; and what the address chose by itself. Copy.
#[derive(Clone, Copy)]
pub(super) struct Whom(RwSignal<Option<Choice>>, StoredValue<Option<Choice>>);

/// The choice, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) team: DocId,
    pub(super) service: Option<DocId>,
    pub(super) reply_within: Option<Span>,
}

impl Whom {
    pub(super) fn new() -> Self {
        Self(RwSignal::new(None), StoredValue::new(None))
    }

    /// Chooses a team that may know, through what they provide to whoever asks.
    pub(super) fn choose(self, known: &view::MayKnow) {
        let choice = choice_of(known);
        let through = known.through.as_ref().map(|(service, reply)| {
            let reply = reply.map(|reply| reply.0.to_string()).unwrap_or_default();
            let name = t!("whom-service", team = choice.name.clone(), what = tell::name(service));
            Choice { key: format!("{}/{}/{reply}", choice.key, service.id), name, note: choice.note.clone() }
        });
        self.0.set(Some(through.unwrap_or(choice)));
    }

    /// The choice as it is kept, with its name; both empty for none, and for what the address chose.
    pub(super) fn said(self) -> Option<(String, String)> {
        let usual = self.1.try_get_value()?;
        let choice = self.0.try_get()?.filter(|choice| usual.as_ref() != Some(choice));
        Some(choice.map(|choice| (choice.key, choice.name)).unwrap_or_default())
    }

    /// Makes that choice again. How busy they are is shown by the list, and not kept.
    pub(super) fn put(self, key: &str, name: &str) {
        let choice = Choice { key: key.to_owned(), name: name.to_owned(), note: String::new() };
        self.0.set(if key.is_empty() { self.1.get_value() } else { Some(choice) });
    }

    /// Whom, if somebody was chosen. A choice's key is `team`, or `team/service/reply in ms`.
    pub(super) fn chosen(self) -> Option<Asked> {
        self.0.with(|choice| {
            let mut parts = choice.as_ref()?.key.split('/');
            let team = parts.next()?.parse().ok()?;
            let service = parts.next().and_then(|service| service.parse().ok());
            let reply_within = parts.next().and_then(|reply| reply.parse().ok()).map(Span);
            Some(Asked { team, service, reply_within })
        })
    }
}

fn choices_of(team: &TeamToAsk, serves: bool, now: Millis) -> Vec<Choice> {
    let busy = if team.silent > 0 {
        t!("whom-busy-silent", open = team.open, silent = team.silent)
    } else {
        t!("whom-busy", open = team.open)
    };
    let busy = match tell::on_duty(&team.on_duty, now) {
        Some(duty) => format!("{busy} · {duty}"),
        None => busy,
    };
    let name = tell::name(&team.team);
    if team.services.is_empty() {
        let note = if serves { busy } else { t!("whom-not-on-map", busy = busy) };
        return vec![Choice { key: team.team.id.to_string(), name, note }];
    }
    let choice = |service: &view::ServiceToAsk| {
        let promise = tell::promise(service.reply_within, service.deliver_within);
        let what = tell::name(&service.service);
        let given = (!service.hours.is_empty()).then(|| work::given(&service.hours));
        let told = [Some(promise).filter(|promise| !promise.is_empty()), given, Some(busy.clone())];
        let note = told.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let reply = service.reply_within.map(|reply| reply.0.to_string()).unwrap_or_default();
        Choice {
            key: format!("{}/{}/{reply}", team.team.id, service.service.id),
            name: t!("whom-service", team = name.clone(), what = what),
            note,
        }
    };
    team.services.iter().map(choice).collect()
}

/// The same with what tells their team from another of its name.
fn apart(ui: Ui, team: DocId, mut choices: Vec<Choice>) -> Vec<Choice> {
    let apart = ui.look(|rows| tell::apart(rows, team)).flatten();
    for choice in choices.iter_mut().filter(|_| apart.is_some()) {
        choice.note = apart.iter().chain([&choice.note]).cloned().collect::<Vec<_>>().join(" · ");
    }
    choices
}

/// Finds the team. With `team`, it is chosen as soon as its row is here, through the service that is named if it serves whoever asks.
#[component]
pub(super) fn WhomPicker(
    whom: Whom,
    asker: DocId,
    /// The asker asked for what this is a part of; else they have what it is asked for.
    beside: bool,
    team: Option<(DocId, Option<DocId>)>,
    #[prop(into)] tried: Signal<bool>,
) -> impl IntoView {
    let ui = Ui::here();
    let query = RwSignal::new(String::new());
    let found = ui.query(move |rows, viewer, now| {
        let viewer = view::Viewer { team: Some(asker), ..*viewer };
        query.with(|text| view::whom_to_ask(rows, &viewer, text, now))
    });
    let choices = Memo::new(move |_| {
        found.with(|found| {
            let of =
                move |team: &TeamToAsk, serves| apart(ui, team.team.id, choices_of(team, serves, ui.now()));
            let serving = found.serving.iter().flat_map(|team| of(team, true));
            let others = found.others.iter().flat_map(|team| of(team, false));
            let own = found.own.as_ref().map(|team| Choice {
                key: team.team.id.to_string(),
                name: tell::name(&team.team),
                note: match ui.viewer().team == Some(asker) {
                    true => t!("whom-own"),
                    false if beside => t!("whom-asked"),
                    false => t!("whom-asks"),
                },
            });
            serving.chain(others).take(CHOICES_MAX).chain(own).collect::<Vec<_>>()
        })
    });
    if let Some((team, service)) = team {
        preset(ui, whom, asker, team, service);
    }
    let error =
        Signal::derive(move || (tried.get() && whom.0.with(Option::is_none)).then(|| t!("whom-choose")));
    let page = move || {
        let team = whom.chosen()?.team;
        let text = t!("team-title", team = ui.look(|rows| tell::name(&rows.named(team)))?);
        Some(view! { <p class="small"><a href=Route::Team(team).href()>{text}</a></p> })
    };
    // Nobody has to know the map to see that nothing is promised here.
    let unpromised = move || {
        whom.chosen().filter(|asked| asked.reply_within.is_none()).map(|_| {
            let span = format::span(UNPROMISED_SILENT_AFTER);
            view! { <p class="small">{t!("ask-no-promise", span = span)}</p> }
        })
    };
    let away = away_of(ui, whom);
    let left = gone_service(ui, whom);
    view! {
        <Picker label=t!("ask-whom") query choices chosen=whom.0 change=t!("change") placeholder=t!("type-to-find") error eager=true />
        {left}
        {page}
        {unpromised}
        {away}
    }
}

/// A service that leaves the map while somebody asks through it, or since their draft was kept, promises nothing any more: its team is asked
/// alone, and the form says so until another is chosen.
fn gone_service(ui: Ui, whom: Whom) -> impl IntoView {
    let gone = ui.query(move |rows, _, _| {
        let service = rows.service(whom.chosen()?.service?)?;
        service.retired.then(|| rows.named(service.id))
    });
    let said = RwSignal::new(None::<(DocId, String)>);
    Effect::new(move || {
        if let Some((service, asked)) = gone.get().zip(untrack(|| whom.chosen())) {
            said.set(Some((asked.team, tell::name(&service))));
            let name = ui.look(|rows| tell::name(&rows.named(asked.team))).unwrap_or_default();
            whom.0.set(Some(Choice { key: asked.team.to_string(), name, note: String::new() }));
        }
    });
    let text = move || {
        let asked = whom.chosen()?;
        let (_, service) = said.get().filter(|(team, _)| *team == asked.team && asked.service.is_none())?;
        Some(
            view! { <Banner tone=Tone::Wait icon=lu::LuUnlink text=t!("whom-service-gone", service = service) /> },
        )
    };
    view! { <div aria-live="polite">{text}</div> }
}

/// That the team that is asked is away: one press asks who stands in.
fn away_of(ui: Ui, whom: Whom) -> impl IntoView {
    let away = ui.query(move |rows, _, now| {
        let team = whom.chosen()?.team;
        Some((rows.named(team), view::team_away(rows, team, now)?))
    });
    move || {
        away.get().map(|(team, away)| {
            let instead = |other: DocId, text: String| {
                let press = Callback::new(move |()| {
                    let name = ui.look(|rows| tell::name(&rows.named(other))).unwrap_or_default();
                    whom.0.set(Some(Choice { key: other.to_string(), name, note: String::new() }));
                });
                view! { <Button icon=lu::LuArrowRight on_press=press>{text}</Button> }.into_any()
            };
            away_banner(tell::name(&team), &away, ui.now(), instead)
        })
    }
}

/// Chooses whom the address names, as soon as its row is here, unless somebody has been quicker. Looked up by its name: of many teams the list
/// shows only some.
fn preset(ui: Ui, whom: Whom, asker: DocId, team: DocId, service: Option<DocId>) {
    let through = service.map(|service| format!("{team}/{service}/"));
    let wanted = ui.query(move |rows, viewer, now| {
        let viewer = view::Viewer { team: Some(asker), ..*viewer };
        let found = view::whom_to_ask(rows, &viewer, &rows.party(team)?.name, now);
        let serving = found.serving.iter().flat_map(|one| choices_of(one, true, now));
        let others = found.others.iter().flat_map(|one| choices_of(one, false, now));
        let choices: Vec<Choice> = serving.chain(others).collect();
        let beginning = |key: &str| choices.iter().find(|choice| choice.key.starts_with(key)).cloned();
        through.as_deref().and_then(beginning).or_else(|| beginning(&team.to_string()))
    });
    let is_done = StoredValue::new(false);
    let choose = move |choice: Option<Choice>| {
        if choice.is_some() && !is_done.get_value() {
            is_done.set_value(true);
            if whom.0.with_untracked(Option::is_none) {
                whom.1.set_value(choice.clone());
                whom.0.set(choice);
            }
        }
    };
    choose(wanted.get_untracked());
    Effect::new(move || choose(wanted.get()));
}
