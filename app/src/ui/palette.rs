//! The palette: whatever can be gone to, found or done, by a few letters. Ctrl or Cmd and K.

use super::{Ui, has_voice, route::Route, tell, words::t};
use crate::part::{Choice, Picker, Sheet};
use leptos::prelude::*;
use sightline_shared::id::DocId;
use sightline_shared::view::{self, NextAct, PartyRowKind, Rows, Viewer, plain_words};

/// Requests that are offered at most.
const REQUESTS_MAX: usize = 6;
/// What can be done to the request that is open, the likely first.
const ACTS: [NextAct; 15] = [
    NextAct::Accept,
    NextAct::Start,
    NextAct::Deliver,
    NextAct::Confirm,
    NextAct::AgreeToOffer,
    NextAct::Refuse,
    NextAct::Announce,
    NextAct::Wait,
    NextAct::HandOn,
    NextAct::HandOver,
    NextAct::CounterOffer,
    NextAct::Decline,
    NextAct::Reopen,
    NextAct::Withdraw,
    NextAct::Comment,
];

/// Places by their names.
fn places() -> Vec<(String, Route)> {
    vec![
        (t!("nav-now"), Route::Now(None)),
        (t!("nav-ask"), Route::ASK),
        (t!("nav-find"), Route::Find(None)),
        (t!("radar-title"), Route::Radar(None)),
        (t!("nav-map"), Route::map(None)),
        (t!("nav-me"), Route::Me),
        (t!("hand-over-title"), Route::HandOver),
        (t!("customers-title"), Route::Customers),
        (t!("people-title"), Route::People),
    ]
}

/// A field over a list: what is taken is done, and the palette goes.
#[component]
pub(super) fn Palette(on_close: Callback<()>) -> impl IntoView {
    let ui = Ui::here();
    let query = RwSignal::new(String::new());
    let chosen = RwSignal::new(None::<Choice>);
    let open = ui.route.with_untracked(Route::open);
    let choices = ui.query(move |rows, viewer, now| {
        let typed = query.get();
        let plain = plain_words(&typed);
        let mut choices = open.map(|id| acts(rows, viewer, id)).unwrap_or_default();
        let place = |(name, to): (String, Route)| Choice { key: to.href(), name, note: t!("palette-place") };
        choices.extend(places().into_iter().map(place));
        if has_voice(&typed) {
            let teams = rows.parties().filter(|party| !party.retired && party.kind == PartyRowKind::Team);
            let fits = teams.filter(|team| plain_words(&team.name).contains(&plain));
            let twins = view::with_twins(rows);
            choices.extend(fits.map(|team| {
                let apart = twins.contains(&team.id).then(|| tell::apart(rows, team.id)).flatten();
                let choice = place((team.name.clone(), Route::Team(team.id)));
                Choice { note: apart.unwrap_or_else(|| choice.note.clone()), ..choice }
            }));
        }
        choices.retain(|choice| plain_words(&choice.name).contains(&plain));
        if has_voice(&typed) {
            let found = view::find(rows, viewer, &typed, now, None, REQUESTS_MAX);
            let hits = found
                .kept
                .items
                .into_iter()
                .chain(found.requests.items)
                .chain(found.answers.items)
                .take(REQUESTS_MAX);
            choices.extend(hits.map(|hit| Choice {
                key: Route::Now(Some(hit.card.id)).href(),
                note: tell::name(&hit.card.provider),
                name: hit.card.title,
            }));
        }
        choices
    });
    Effect::new(move || {
        if let Some(choice) = chosen.get() {
            // After this effect: closing takes away what it belongs to.
            request_animation_frame(move || {
                on_close.run(());
                match choice.key.strip_prefix("act ").and_then(|place| ACTS.get(place.parse::<usize>().ok()?))
                {
                    Some(act) => ui.wanted.set(Some(*act)),
                    None => ui.go_to(&choice.key, false),
                }
            });
        }
    });
    view! {
        <Sheet title=t!("palette-title") close=t!("close") on_close>
            <Picker label=t!("palette-label") query choices chosen change=t!("change") placeholder=t!("type-to-find") eager=true autofocus=true />
        </Sheet>
    }
}

/// What the viewer may do to a request.
fn acts(rows: &Rows, viewer: &Viewer, id: DocId) -> Vec<Choice> {
    let can = |act: &NextAct| !view::many(rows, viewer, &[id], *act).can.is_empty();
    let acts = ACTS.iter().enumerate().filter(|(_, act)| can(act));
    let title = rows.named(id).name;
    acts.map(|(place, act)| Choice {
        key: format!("act {place}"),
        name: tell::act(*act),
        note: title.clone(),
    })
    .collect()
}
