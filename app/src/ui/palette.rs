//! The palette: whatever can be gone to, found or done, by a few letters. Ctrl or Cmd and K.

use super::undo::Last;
use super::{Ui, has_voice, route::Route, tell, words::t};
use crate::part::{Choice, Picker, Sheet};
use leptos::prelude::*;
use sightline_shared::id::{DocId, Millis};
use sightline_shared::view::{self, NextAct, PartyRowKind, Rows, Viewer, plain_words};

/// Requests that are offered at most.
const REQUESTS_MAX: usize = 6;
/// What can be done to the request that is open, the likely first.
const ACTS: [NextAct; 17] = [
    NextAct::AnswerWait,
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
    NextAct::Merge,
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
        (t!("notices-title"), Route::Notices),
        (t!("tasks-title"), Route::Tasks(None)),
        (t!("voices-title"), Route::Voices(None)),
        (t!("voice-add"), Route::Hear { about: None, customer: None }),
        (t!("hand-over-title"), Route::HandOver),
        (t!("customers-title"), Route::Customers),
        (t!("map-list-title"), Route::MapList),
        (t!("map-file"), Route::MapFile),
        (t!("echo-title"), Route::Echo),
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
        let mut choices = open.map(|id| about(rows, viewer, id, now)).unwrap_or_default();
        choices.extend(ui.last.with(|last| last.as_ref().filter(|last| last.can_be_undone()).map(take_back)));
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
                take(ui, &choice.key, open);
            });
        }
    });
    view! {
        <Sheet title=t!("palette-title") close=t!("close") on_close>
            <Picker label=t!("palette-label") query choices chosen change=t!("change") placeholder=t!("type-to-find") eager=true autofocus=true />
        </Sheet>
    }
}

/// What a choice stands for that is no address: an act on the open request by its place, following it or not, taking back.
const ACT: &str = "act ";
const FOLLOW: &str = "follow";
const TAKE_BACK: &str = "take back";

/// Does what was chosen, or goes there.
fn take(ui: Ui, key: &str, open: Option<DocId>) {
    match (key, open) {
        (TAKE_BACK, _) => ui.take_back(),
        (FOLLOW, Some(request)) => ui.follow(request),
        _ => match key.strip_prefix(ACT).and_then(|place| ACTS.get(place.parse::<usize>().ok()?)) {
            Some(act) => ui.wanted.set(open.map(|request| (request, *act))),
            None => ui.go_to(key, false),
        },
    }
}

fn take_back(last: &Last) -> Choice {
    Choice { key: TAKE_BACK.to_owned(), name: t!("last-undo"), note: last.text.clone() }
}

/// What the viewer may do to the open request, and from there.
fn about(rows: &Rows, viewer: &Viewer, id: DocId, now: Millis) -> Vec<Choice> {
    // Of what only two other teams may read nothing is to be done here.
    let Some(row) = rows.request(id).filter(|row| viewer.hears_of(row)) else { return Vec::new() };
    let title = &row.title;
    let choice = |key: String, name: String| Choice { key, name, note: title.clone() };
    let can = |act: &NextAct| view::is_possible_for_one(rows, viewer, id, *act, now);
    let acts = ACTS.iter().enumerate().filter(|(_, act)| can(act));
    let acts = acts.map(|(place, act)| choice(format!("{ACT}{place}"), tell::act(*act)));
    let follow =
        if row.is_followed_by(viewer.person) { t!("request-unfollow") } else { t!("request-follow") };
    let split = view::may_split(rows, viewer, id).then(|| (t!("split-title"), Route::Split(id)));
    let ask =
        view::asks_under(rows, viewer, id).map(|under| (t!("request-ask-under"), Route::ask_under(under)));
    let ways = [
        (t!("task-put-off-here"), Route::Tasks(Some(id))),
        (t!("voice-add"), Route::Hear { about: Some(id), customer: None }),
    ];
    let ways = ask.into_iter().chain(ways).chain(split).map(|(name, to)| choice(to.href(), name));
    acts.chain([choice(FOLLOW.to_owned(), follow)]).chain(ways).collect()
}
