//! On whom or what a request waits: a team or a person of the workspace, or anybody in words.

use crate::part::{Choice, Picker};
use crate::screen::common::CHOICES_MAX;
use crate::ui::{Ui, words::t};
use leptos::prelude::*;
use sightline_shared::id::DocId;
use sightline_shared::limits::LINE_CHARS_MAX;
use sightline_shared::view;

/// Finds a team or a person, or takes the words.
#[component]
pub(super) fn OnWhomPicker(
    chosen: RwSignal<Option<Choice>>,
    /// Waiting on the asker is said otherwise.
    except: DocId,
    #[prop(into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let ui = Ui::here();
    let query = RwSignal::new(String::new());
    let choices = ui.query(move |rows, _, _| {
        let typed = query.get().trim().to_owned();
        if typed.is_empty() {
            return Vec::new();
        }
        let mut choices: Vec<Choice> = view::who_is_called(rows, &typed, CHOICES_MAX)
            .into_iter()
            .filter(|(one, _)| one.id != except)
            .map(|(one, team)| Choice {
                key: one.id.to_string(),
                name: one.name,
                note: team.map(|team| team.name).unwrap_or_default(),
            })
            .collect();
        let is_known = choices.iter().any(|choice| choice.name == typed);
        if !is_known && typed.chars().count() <= LINE_CHARS_MAX {
            choices.push(Choice { key: String::new(), name: typed, note: t!("wait-on-words") });
        }
        choices
    });
    view! { <Picker label=t!("wait-on") hint=t!("wait-on-hint") query choices chosen change=t!("change") placeholder=t!("type-to-find") error /> }
}
