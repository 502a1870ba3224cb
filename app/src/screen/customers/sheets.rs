//! Adding a customer, and saying that two are the same.

use super::phones::{PhoneField, is_good_phone};
use crate::part::{Button, Choice, Field, Kind, Sheet};
use crate::screen::acting::chosen_id;
use crate::screen::common::KnownCustomerPicker;
use crate::ui::{Draft, Ui, has_voice, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::{CustomerField, Edit};
use sightline_shared::id::DocKind;
use sightline_shared::limits::LINE_CHARS_MAX;
use sightline_shared::view::Named;

/// A new customer.
#[component]
pub(super) fn Add(on_close: Callback<()>) -> impl IntoView {
    let ui = Ui::here();
    let (name, reference) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let phone = RwSignal::new(String::new());
    let draft = Draft::begin("customer-new");
    let draft = draft.with("customer-name", name).with("customer-reference", reference);
    let draft = draft.with("customer-phone", phone).keep(ui);
    let note = draft.note(ui);
    let tried = RwSignal::new(false);
    let error = Signal::derive(move || {
        (tried.get() && !name.with(|text| has_voice(text))).then(|| t!("field-empty"))
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let text = |signal: RwSignal<String>| signal.get_untracked().trim().to_owned();
        if text(name).is_empty() || !is_good_phone(phone) {
            return;
        }
        let id = ui.act.new_id(DocKind::Customer);
        let add = Edit::AddCustomer { id, name: text(name), reference: text(reference), segment: None };
        let called = Some(text(phone)).filter(|phone| !phone.is_empty());
        let phone = called.map(|phone| Edit::ChangeCustomer { id, field: CustomerField::Phone(phone) });
        draft.save(ui, [add].into_iter().chain(phone).collect(), t!("saved"), on_close);
    };
    view! {
        <Sheet title=t!("customers-add") close=t!("close") on_close>
            <form class="form tight" novalidate on:submit=submit>
                {note}
                <Field label=t!("customer-name") value=name max=LINE_CHARS_MAX error autofocus=true />
                <Field label=t!("customer-reference") value=reference max=LINE_CHARS_MAX optional=t!("optional") />
                <PhoneField value=phone tried />
                <Button kind=Kind::Main>{t!("save")}</Button>
            </form>
        </Sheet>
    }
}

/// Who is to be merged, and into whom, where that is known.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Merging {
    pub(crate) customer: Named,
    pub(crate) into: Option<Named>,
}

/// A customer is the same as another, who stays.
#[component]
pub(crate) fn Merge(both: Merging, on_close: Callback<()>) -> impl IntoView {
    let ui = Ui::here();
    let Merging { customer, into } = both;
    let choice =
        |named: Named| Choice { key: named.id.to_string(), name: tell::name(&named), note: String::new() };
    let into = RwSignal::new(into.map(choice));
    let tried = RwSignal::new(false);
    let error =
        Signal::derive(move || (tried.get() && into.with(Option::is_none)).then(|| t!("field-choose")));
    let name = tell::name(&customer);
    let id = customer.id;
    let draft = Draft::begin(format!("customer-merge-{id}")).with("customer-merge-into", into).keep(ui);
    let note = draft.note(ui);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if let Some(other) = chosen_id(into) {
            let field = CustomerField::MergedInto(Some(other));
            draft.save(ui, vec![Edit::ChangeCustomer { id, field }], t!("customer-merged"), on_close);
        }
    };
    view! {
        <Sheet title=t!("customer-merge-of", name = name.clone()) close=t!("close") on_close>
            <form class="form tight" novalidate on:submit=submit>
                {note}
                <p>{t!("customer-merge-about", name = name)}</p>
                <KnownCustomerPicker label=t!("customer-merge-into") chosen=into except=id error />
                <Button kind=Kind::Main icon=lu::LuMerge>{t!("customer-merge")}</Button>
            </form>
        </Sheet>
    }
}

/// Each stands for itself again.
pub(super) fn separate(ui: Ui, customer: &Named) {
    let apart = ui.look(|rows| rows.to_separate(customer.id)).unwrap_or_else(|| vec![customer.id]);
    let edit = |id| Edit::ChangeCustomer { id, field: CustomerField::MergedInto(None) };
    ui.edit(apart.into_iter().map(edit).collect(), t!("customer-separated"));
}
