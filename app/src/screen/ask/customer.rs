//! For which customer: found by name or number, or written down on the spot.

use crate::part::{Choice, Picker};
use crate::screen::common::customer_choices;
use crate::ui::{Ui, words::t};
use leptos::prelude::*;
use sightline_shared::edit::Edit;
use sightline_shared::id::{DocId, DocKind};
use sightline_shared::limits::LINE_CHARS_MAX;

/// A choice that stands for a customer who isn't written down yet: this, then the name.
const NEW: char = '+';

/// Finds a customer, or takes a new name.
#[component]
pub(crate) fn CustomerPicker(chosen: RwSignal<Option<Choice>>) -> impl IntoView {
    let ui = Ui::here();
    let query = RwSignal::new(String::new());
    let choices = ui.query(move |rows, _, _| {
        let typed = query.get();
        let wanted = typed.trim().to_lowercase();
        if wanted.is_empty() {
            return Vec::new();
        }
        let mut choices = customer_choices(rows, &typed);
        // Also by the name of one who was merged into another: adding them once more would undo the merging.
        let is_known = rows.customers().any(|customer| customer.name.to_lowercase() == wanted);
        if !is_known && wanted.chars().count() <= LINE_CHARS_MAX {
            choices.push(Choice {
                key: format!("{NEW}{}", typed.trim()),
                name: t!("customer-new", name = typed.trim()),
                note: String::new(),
            });
        }
        choices
    });
    // A new customer is shown by their name, not by the sentence that offered to add them.
    Effect::new(move |_| {
        let name = chosen.with(|choice| {
            choice.as_ref().and_then(|choice| choice.key.strip_prefix(NEW).map(str::to_owned))
        });
        if let Some(name) = name
            && chosen.with_untracked(|choice| choice.as_ref().is_some_and(|choice| choice.name != name))
        {
            chosen.update(|choice| {
                if let Some(choice) = choice {
                    choice.name = name;
                    choice.note = t!("customer-is-new");
                }
            });
        }
    });
    view! {
        <Picker label=t!("field-customer") optional=t!("optional") query choices chosen change=t!("change") placeholder=t!("customer-type") />
    }
}

/// The chosen customer; for a new one, with the edit that writes them down.
pub(crate) fn customer_of(ui: Ui, choice: Option<&Choice>, edits: &mut Vec<Edit>) -> Option<DocId> {
    let choice = choice?;
    let Some(name) = choice.key.strip_prefix(NEW) else {
        return choice.key.parse().ok();
    };
    let id = ui.act.new_id(DocKind::Customer);
    edits.push(Edit::AddCustomer { id, name: name.to_owned(), reference: String::new(), segment: None });
    Some(id)
}
