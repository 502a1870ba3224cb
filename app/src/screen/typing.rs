//! What texts offer while somebody types: the team's snippets by "/", and in comments people and teams by "@".

use crate::part::{Offered, Offers, Typing};
use crate::ui::{Ui, format, tell, words::spoken, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::id::DocId;
use sightline_shared::limits::SNIPPETS_MAX;
use sightline_shared::view::{self, Named, NextAct, Rows, SnippetRow, Viewer};

/// Names that are offered at once.
const NAMES_MAX: usize = 6;

/// Whom what was typed for this act names: a comment's names are heard of.
pub(crate) fn named_by(ui: Ui, act: NextAct, text: RwSignal<String>) -> Vec<DocId> {
    let named = |rows: &Rows| text.with_untracked(|text| view::mentioned(rows, text, &[]));
    if matches!(act, NextAct::Comment | NextAct::AnswerWait) {
        ui.look(named).unwrap_or_default()
    } else {
        Vec::new()
    }
}

/// A text that offers snippets.
pub(crate) fn snippets(ui: Ui) -> Offers {
    let typing = Typing::new();
    let offered = ui.query(move |rows, viewer, _| snippets_at(typing, rows, viewer));
    let label = Signal::derive(|| t!("snippets-title"));
    Offers {
        typing,
        offered: offered.into(),
        label,
        button: button(ui),
        icon: lu::LuTextQuote,
        on_take: Callback::new(|_| ()),
    }
}

/// A comment: it offers snippets, and names that are kept in `picked` when they are taken.
pub(crate) fn comment(ui: Ui, picked: RwSignal<Vec<Named>>) -> Offers {
    let typing = Typing::new();
    let names = ui.query(move |rows, viewer, _| {
        let before = typing.before().filter(|_| typing.asked().is_none());
        let typed = before.as_deref().and_then(view::typed_mention);
        let choices = |typed: &str| {
            let found = view::mention_choices(rows, viewer, typed, NAMES_MAX);
            found.into_iter().map(|one| (beside(rows, one.id), one)).collect::<Vec<_>>()
        };
        typed.map(|typed| (choices(typed), typed.len())).unwrap_or_default()
    });
    let snippets = ui.query(move |rows, viewer, _| snippets_at(typing, rows, viewer));
    let has_names = Memo::new(move |_| names.with(|(names, _)| !names.is_empty()));
    let offered = Signal::derive(move || {
        let name = |(team, one): (String, Named), replaces| Offered {
            writes: format!("{} ", one.name),
            name: one.name,
            beside: team,
            key: one.id.to_string(),
            replaces,
            ..Offered::default()
        };
        if has_names.get() {
            let (names, replaces) = names.get();
            names.into_iter().map(|one| name(one, replaces)).collect()
        } else {
            snippets.get()
        }
    });
    let on_take = Callback::new(move |taken: Offered| {
        if let Ok(id) = taken.key.parse() {
            picked.update(|picked| picked.push(Named { id, name: taken.name }));
        }
    });
    let label =
        Signal::derive(move || if has_names.get() { t!("comment-names") } else { t!("snippets-title") });
    Offers { typing, offered, label, button: button(ui), icon: lu::LuTextQuote, on_take }
}

/// The team of a person, or what tells a team from another of its name: two of one name are told apart by it.
fn beside(rows: &Rows, id: DocId) -> String {
    let team = rows.person(id).and_then(|person| person.team);
    let team = team.map(|team| tell::name(&rows.named(team)));
    team.or_else(|| tell::apart(rows, id)).unwrap_or_default()
}

/// The word of the button, if the viewer's team has any.
fn button(ui: Ui) -> Signal<Option<String>> {
    let has = ui.query(|rows, viewer, _| {
        let team = viewer.team.and_then(|team| rows.party(team));
        team.is_some_and(|team| team.snippets.iter().any(|one| !one.text.is_empty()))
    });
    Signal::derive(move || has.get().then(|| t!("snippets-title")))
}

fn snippets_at(typing: Typing, rows: &Rows, viewer: &Viewer) -> Vec<Offered> {
    let (typed, begun) = match (typing.asked(), typing.before()) {
        (Some(typed), _) => (Some(typed), 0),
        // The "/" goes, too.
        (None, Some(before)) => (view::typed_snippet(&before).map(str::to_owned), 1),
        (None, None) => (None, 0),
    };
    let Some(typed) = typed else { return Vec::new() };
    let found = view::snippet_choices(rows, viewer, &typed, spoken().tag(), SNIPPETS_MAX);
    found.into_iter().map(|one| offered(one, typed.len() + begun)).collect()
}

fn offered(one: SnippetRow, replaces: usize) -> Offered {
    let is_own = one.language.split('-').next() == Some(spoken().tag());
    Offered {
        name: one.name,
        beside: if is_own { String::new() } else { format::language(&one.language) },
        note: one.text.clone(),
        language: one.language,
        writes: one.text,
        replaces,
        ..Offered::default()
    }
}
