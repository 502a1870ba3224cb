//! For which customer: found by name or number, or written down on the spot, with the number that they call from.

use crate::part::{Choice, Picker};
use crate::screen::common::customer_choices;
use crate::screen::customers::{PhoneField, is_good_phone};
use crate::ui::{Begun, Ui, words::t};
use leptos::prelude::*;
use sightline_shared::edit::{CustomerField, Edit};
use sightline_shared::id::{DocId, DocKind};
use sightline_shared::limits::LINE_CHARS_MAX;
use sightline_shared::view::phone_numbers;

/// A choice that stands for a customer who isn't written down yet: this, then the name.
const NEW: char = '+';

/// A customer of a form: one who is known, or a new one with the number that they call from. Copy.
#[derive(Clone, Copy)]
pub(crate) struct ForCustomer {
    chosen: RwSignal<Option<Choice>>,
    phone: RwSignal<String>,
}

impl ForCustomer {
    /// At first this one.
    pub(crate) fn new(chosen: Option<Choice>) -> Self {
        Self { chosen: RwSignal::new(chosen), phone: RwSignal::new(String::new()) }
    }

    /// What is chosen and typed survives the tab.
    pub(crate) fn keep(self, draft: Begun) -> Begun {
        draft.with("field-customer", self.chosen).with("customer-phone", self.phone)
    }

    /// Who is chosen, by name.
    pub(crate) fn name(self) -> Option<String> {
        self.chosen.with(|choice| choice.as_ref().map(|choice| choice.name.clone()))
    }

    /// The name of one who isn't written down yet.
    fn new_name(self) -> Option<String> {
        self.chosen.with(|choice| choice.as_ref()?.key.strip_prefix(NEW).map(str::to_owned))
    }

    /// Whether all of it can be kept.
    pub(crate) fn is_complete(self) -> bool {
        untrack(|| self.new_name()).is_none() || is_good_phone(self.phone)
    }

    /// The chosen customer; for a new one, with the edits that write them down.
    pub(crate) fn written(self, ui: Ui, edits: &mut Vec<Edit>) -> Option<DocId> {
        let Some(name) = untrack(|| self.new_name()) else {
            return self.chosen.with_untracked(|choice| choice.as_ref()?.key.parse().ok());
        };
        let id = ui.act.new_id(DocKind::Customer);
        edits.push(Edit::AddCustomer { id, name, reference: String::new(), segment: None });
        let phone = self.phone.with_untracked(|phone| phone.trim().to_owned());
        if !phone.is_empty() {
            edits.push(Edit::ChangeCustomer { id, field: CustomerField::Phone(phone) });
        }
        Some(id)
    }
}

/// Finds a customer, or takes a new name, and then the number of who has it.
#[component]
pub(crate) fn CustomerPicker(
    of: ForCustomer,
    #[prop(into)] tried: Signal<bool>,
    #[prop(optional)] hint: String,
) -> impl IntoView {
    let ui = Ui::here();
    let chosen = of.chosen;
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
        if let Some(name) = of.new_name()
            && chosen.with_untracked(|choice| choice.as_ref().is_some_and(|choice| choice.name != name))
        {
            // Of who only shows a number on the display nothing else is known.
            let is_number = !name.contains(char::is_alphabetic) && !phone_numbers(&name).is_empty();
            if is_number && of.phone.with_untracked(String::is_empty) {
                of.phone.set(name.clone());
            }
            chosen.update(|choice| {
                if let Some(choice) = choice {
                    choice.name = name;
                    choice.note = t!("customer-is-new");
                }
            });
        }
    });
    let is_new = Memo::new(move |_| of.new_name().is_some());
    view! {
        <Picker label=t!("field-customer") optional=t!("optional") hint query choices chosen change=t!("change") placeholder=t!("customer-type") />
        <Show when=move || is_new.get()>
            <PhoneField value=of.phone tried />
        </Show>
    }
}
