//! The team's snippets: short texts that its people write again and again.

use super::snippet_sheet::SnippetSheet;
use crate::part::{Button, Card, Group, Kind};
use crate::screen::request::two_versions;
use crate::ui::{Ui, format, words::spoken, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::{Edit, PartyField};
use sightline_shared::id::DocId;
use sightline_shared::limits::SNIPPETS_MAX;
use sightline_shared::view::{SnippetRow, TeamPage};

/// The snippet that is changed; an empty name: a new one.
pub(super) type Changing = RwSignal<Option<SnippetRow>>;

/// The sheet, if one is open.
pub(super) fn sheets(team: DocId, changing: Changing) -> impl IntoView {
    move || {
        changing.get().map(|snippet| {
            view! { <SnippetSheet team snippet on_close=Callback::new(move |()| changing.set(None)) /> }
        })
    }
}

/// All of them, those in the language that is spoken first.
pub(super) fn snippets(ui: Ui, page: &TeamPage, changing: Changing) -> Option<AnyView> {
    let party = &page.party.party;
    // To others they say little while there are none.
    if page.snippets.is_empty() && !party.is_mine {
        return None;
    }
    let id = party.id;
    let lines = page.snippets.iter().map(|snippet| line(ui, id, snippet, changing)).collect_view();
    let add = Callback::new(move |()| {
        let (language, empty) = (spoken().tag().to_owned(), String::new);
        changing.set(Some(SnippetRow { language, name: empty(), text: empty(), other_texts: Vec::new() }));
    });
    let list = (!page.snippets.is_empty()).then(|| view! { <Card><ul class="rows">{lines}</ul></Card> });
    let (remark, has_room) = (format::number(page.snippets.len()), page.snippets.len() < SNIPPETS_MAX);
    let shown = view! {
        <Group title=t!("snippets-title") remark>
            <p class="small">{t!("snippets-about")}</p>
            {list}
            {if has_room {
                view! { <div class="buttons"><Button icon=lu::LuPlus on_press=add>{t!("snippets-add")}</Button></div> }.into_any()
            } else {
                view! { <p class="small">{t!("snippets-full", max = SNIPPETS_MAX)}</p> }.into_any()
            }}
        </Group>
    };
    Some(shown.into_any())
}

fn line(ui: Ui, team: DocId, snippet: &SnippetRow, changing: Changing) -> AnyView {
    let edited = snippet.clone();
    let change = Callback::new(move |()| changing.set(Some(edited.clone())));
    let label = t!("snippets-change", name = snippet.name.clone());
    let (language, name) = (snippet.language.clone(), snippet.name.clone());
    let disputed = (!snippet.other_texts.is_empty()).then(|| {
        let said = std::iter::once(&snippet.text).chain(&snippet.other_texts);
        let values = said.map(|text| {
            let field = PartyField::Snippet(language.clone(), name.clone(), text.clone());
            (if text.is_empty() { t!("snippets-taken-away") } else { text.clone() }, field)
        });
        two_versions(name.clone(), values.collect(), move |field| {
            ui.edit(vec![Edit::ChangeParty { id: team, field }], t!("kept-one"))
        })
    });
    let foreign = (!snippet.language.starts_with(spoken().tag()))
        .then(|| view! { <span class="small">" · "{format::language(&snippet.language)}</span> });
    view! {
        <li>
            <div class="row">
                <div class="group">
                    <p class="title">{snippet.name.clone()} {foreign}</p>
                    <Button kind=Kind::Quiet icon=lu::LuPencil label on_press=change />
                </div>
                {if disputed.is_some() { disputed } else { Some(view! { <p class="keep" lang=snippet.language.clone()>{snippet.text.clone()}</p> }.into_any()) }}
            </div>
        </li>
    }
    .into_any()
}
