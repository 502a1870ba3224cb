//! A party that became part of another, or stood on the map twice: merged, and split again.

use super::service_sheet::PartyPicker;
use crate::part::{Button, Choice, Icon, Kind, Tag, Tone};
use crate::screen::acting::chosen_id;
use crate::ui::{Draft, Ui, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::{Edit, PartyField};
use sightline_shared::id::DocId;
use sightline_shared::view::{Joined, MapParty, Moves};

/// What was merged into it, each to be split again; and the way to merge it into another.
#[component]
pub(super) fn MergeParty(party: MapParty, on_close: Callback<()>) -> impl IntoView {
    let ui = Ui::here();
    let id = party.id;
    let joined = ui.look(|rows| rows.joined_to(id)).unwrap_or_default();
    let moves = ui.look(|rows| rows.moves_with(id)).unwrap_or_default();
    let into = RwSignal::new(None::<Choice>);
    let draft = Draft::begin(format!("merge-party-{id}")).with("party-merge-into", into).keep(ui);
    let (note, is_back) = (draft.note(ui), draft.is_back());
    let tried = RwSignal::new(false);
    let merge = Callback::new(move |()| {
        tried.set(true);
        if let Some(other) = chosen_id(into) {
            let field = PartyField::MergedInto(Some(other));
            draft.save(ui, vec![Edit::ChangeParty { id, field }], t!("party-merged"), on_close);
        }
    });
    let kind = party.kind;
    let joined = joined.into_iter().map(|one| split(ui, &one, on_close)).collect_view();
    view! {
        <ul class="section">{joined}</ul>
        <details open=is_back>
            <summary class="button quiet"><Icon icon=lu::LuMerge />{t!("party-merge")}</summary>
            <div class="form tight">
                {note}
                <p>{t!("party-merge-about", name = party.name.clone())}</p>
                <p>{what_moves(moves)}</p>
                <PartyPicker label=t!("party-merge-into") chosen=into fits=Callback::new(move |(other, of)| other != id && of == kind) tried />
                <div class="buttons end"><Button icon=lu::LuMerge on_press=merge>{t!("party-merge-do")}</Button></div>
            </div>
        </details>
    }
}

/// "With it go 2 open requests, 4 people, 3 services": what there is none of isn't said.
fn what_moves(moves: Moves) -> String {
    let Moves { open, people, services, tasks } = moves;
    let parts = [
        (open, t!("party-moves-open", count = open)),
        (people, t!("party-moves-people", count = people)),
        (services, t!("party-moves-services", count = services)),
        (tasks, t!("party-moves-tasks", count = tasks)),
    ];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text);
    let parts = parts.collect::<Vec<_>>().join(", ");
    if parts.is_empty() { t!("party-moves-nothing") } else { t!("party-merge-moves", what = parts) }
}

fn split(ui: Ui, one: &Joined, on_close: Callback<()>) -> AnyView {
    let (id, name) = (one.party.id, one.party.name.clone());
    let apart = Callback::new(move |()| {
        let parties = ui.look(|rows| rows.to_part(id)).unwrap_or_else(|| vec![id]);
        let edit = |id: DocId| Edit::ChangeParty { id, field: PartyField::MergedInto(None) };
        ui.edit(parties.into_iter().map(edit).collect(), t!("party-separated"));
        on_close.run(());
    });
    view! {
        <li>
            <span class="keep">{t!("party-merged-here", name = name.clone())}</span>
            {one.disputed.then(|| view! { <Tag tone=Tone::Wait icon=lu::LuGitFork text=t!("card-disputed") /> })}
            <Button kind=Kind::Quiet label=t!("party-separate-of", name = name) on_press=apart>{t!("party-separate")}</Button>
        </li>
    }
    .into_any()
}
