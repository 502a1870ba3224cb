//! Changing what is asked. Each changed field is one edit; untouched fields are left alone.

use crate::part::{Button, Choice, Field, Input, Kind, Sheet};
use crate::screen::acting::{When, WhenField};
use crate::screen::ask::{CustomerPicker, ForCustomer};
use crate::ui::{Draft, Ui, has_voice, tell, words::t};
use leptos::prelude::*;
use sightline_shared::edit::{Edit, RequestField};
use sightline_shared::id::DocId;
use sightline_shared::limits::{LINE_CHARS_MAX, TEXT_CHARS_MAX};
use sightline_shared::model::Due;
use sightline_shared::view::{self, RequestPage, Side};

/// The fields of a request.
#[component]
pub(super) fn EditSheet(page: RequestPage, on_close: Callback<()>) -> impl IntoView {
    let ui = Ui::here();
    let text = |field: &sightline_shared::model::Field<String>| RwSignal::new(field.value.clone());
    let (title, details) = (text(&page.title), text(&page.details));
    let (words, reference) = (text(&page.words), text(&page.reference));
    let chosen = page.customer.value.as_ref().map(|named| Choice {
        key: named.id.to_string(),
        name: tell::name(named),
        note: String::new(),
    });
    // Who waits above it waits for this, too, as long as nobody is named here (CU11).
    let inherited = chosen.is_none().then(|| inherited(ui, page.id)).flatten();
    let customer = ForCustomer::new(chosen);
    let before = page.due.value;
    let when = When::at(ui.store.minute(), before.map(|due| due.at));
    let due_touched = RwSignal::new(false);
    let draft = Draft::begin(format!("edit-{}", page.id));
    let draft = customer
        .keep(draft.with("field-title", title).with("field-details", details))
        .with("field-words", words)
        .with("field-reference", reference)
        .with("field-due", when)
        .with("due-touched", due_touched)
        .keep(ui);
    let note = draft.note(ui);
    let tried = RwSignal::new(false);
    let lacks_title = Signal::derive(move || {
        (tried.get() && !title.with(|text| has_voice(text))).then(|| t!("field-empty"))
    });
    // Whoever has it and can't make it by then offers another time: the asker has to agree.
    // To a third team it is no matter.
    let sets_due = matches!(page.side, Side::Asker | Side::Both);
    let has_it = page.side == Side::Provider;
    let is_voice = page.voice.is_some();
    let lacks_words = Signal::derive(move || {
        (is_voice && tried.get() && !words.with(|text| has_voice(text))).then(|| t!("field-empty"))
    });
    let page = StoredValue::new(page);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if !title.with_untracked(|text| has_voice(text))
            || lacks_words.get_untracked().is_some()
            || !customer.is_complete()
        {
            return;
        }
        let due = if due_touched.get_untracked() && sets_due {
            match when.get() {
                Ok(at) => at.map(|at| Due { at, from: None, takes: None }),
                Err(_) => return,
            }
        } else {
            before
        };
        let mut edits = Vec::new();
        let new_customer = customer.written(ui, &mut edits);
        page.with_value(|page| {
            let new = [
                (trimmed(title), &page.title.value, RequestField::Title as fn(String) -> RequestField),
                (trimmed(details), &page.details.value, RequestField::Details),
                (trimmed(words), &page.words.value, RequestField::Words),
                (trimmed(reference), &page.reference.value, RequestField::Reference),
            ];
            let mut fields: Vec<_> = new
                .into_iter()
                .filter(|(new, old, _)| new != *old)
                .map(|(new, _, field)| field(new))
                .collect();
            if new_customer != page.customer.value.as_ref().map(|named| named.id) {
                fields.push(RequestField::Customer(new_customer));
            }
            if due != before {
                fields.push(RequestField::Due(due));
            }
            edits.extend(fields.into_iter().map(|field| Edit::Reword { request: page.id, field }));
        });
        draft.save(ui, edits, t!("saved"), on_close);
    };
    view! {
        <Sheet title=t!("request-edit") close=t!("close") on_close>
            <form class="form tight" novalidate on:submit=submit>
                {note}
                <Field label=t!("field-title") value=title max=LINE_CHARS_MAX error=lacks_title />
                <Field label=t!("field-details") value=details input=Input::Text max=TEXT_CHARS_MAX optional=t!("optional") />
                <CustomerPicker of=customer tried hint=inherited.map(|name| t!("edit-customer-above", customer = name)).unwrap_or_default() />
                <Field label=t!("field-words") value=words input=Input::Text max=TEXT_CHARS_MAX error=lacks_words optional=if is_voice { String::new() } else { t!("optional") } />
                <Field label=t!("field-reference") value=reference max=LINE_CHARS_MAX optional=t!("optional") />
                {if sets_due {
                    view! {
                        <div on:change=move |_| due_touched.set(true)>
                            <WhenField label=t!("field-due") when may_be_none=true tried=Signal::derive(move || tried.get() && due_touched.get()) />
                        </div>
                    }
                    .into_any()
                } else {
                    let theirs = if has_it { t!("edit-due-theirs") } else { t!("edit-due-not-ours") };
                    view! { <p class="small">{theirs}</p> }.into_any()
                }}
                <Button kind=Kind::Main>{t!("save")}</Button>
            </form>
        </Sheet>
    }
}

/// The name of the customer who waits above a request.
fn inherited(ui: Ui, id: DocId) -> Option<String> {
    let of = |rows: &view::Rows| {
        let customer = view::customer_of(rows, rows.request(id)?)?;
        Some(tell::name(&rows.named(customer)))
    };
    ui.look(of).flatten()
}

fn trimmed(field: RwSignal<String>) -> String {
    field.get_untracked().trim().to_owned()
}
