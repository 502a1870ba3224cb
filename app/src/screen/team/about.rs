//! What the team says of itself.

use crate::part::{Button, Group};
use crate::screen::map::{Open, OpenSheet};
use crate::screen::request::two_versions;
use crate::ui::{Ui, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::{Edit, PartyField};
use sightline_shared::view::TeamPage;

/// The note, with what others wrote at the same time, and the way to change it.
pub(super) fn about(ui: Ui, page: &TeamPage, open: OpenSheet) -> AnyView {
    let party = &page.party.party;
    let (id, edited) = (party.id, party.clone());
    let note = if party.note.is_empty() { t!("team-says-nothing") } else { party.note.clone() };
    let disputed = (!page.other_notes.is_empty()).then(|| {
        let said = std::iter::once(&party.note).chain(&page.other_notes);
        let shown = |text: &String| if text.is_empty() { t!("nothing") } else { text.clone() };
        let values = said.map(|text| (shown(text), PartyField::Note(text.clone())));
        two_versions(t!("party-note"), values.collect(), move |field| {
            ui.edit(vec![Edit::ChangeParty { id, field }], t!("kept-one"))
        })
    });
    let change = Callback::new(move |()| open.set(Some(Open::Party(Box::new(edited.clone())))));
    view! {
        <Group title=t!("team-how")>
            <p class="keep">{note}</p>
            {disputed}
            <div class="buttons"><Button icon=lu::LuPencil on_press=change>{t!("team-change")}</Button></div>
        </Group>
    }
    .into_any()
}
