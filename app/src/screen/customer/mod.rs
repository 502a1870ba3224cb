//! One customer: everything open behind them, what was before, and how they are written.

use crate::part::{Button, Empty, Field, Group, Kind, LinkButton, Sheet};
use crate::screen::common::Shape;
use crate::screen::customers::{
    Merge, Merging, PhoneField, duplicate, is_good_phone, phone_dispute, same_phone,
};
use crate::screen::find::answer_card;
use crate::ui::{Draft, Top, Ui, has_voice, route::Route, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::{CustomerField, Edit};
use sightline_shared::id::{DocId, Millis};
use sightline_shared::limits::LINE_CHARS_MAX;
use sightline_shared::view::{self, CustomerAnswer};

/// The customer's page.
#[component]
pub(crate) fn CustomerPage(id: DocId) -> impl IntoView {
    let ui = Ui::here();
    let status = ui.store.status();
    let answer =
        ui.query(move |rows, _, now| rows.customer(id).map(|row| view::customer_answer(rows, row, now)));
    let editing = RwSignal::new(false);
    let merging = RwSignal::new(None::<Merging>);
    let title = Signal::derive(move || {
        answer.with(|answer| {
            answer.as_ref().map_or_else(|| t!("customer-title"), |answer| tell::name(&answer.customer))
        })
    });
    let has_it = Memo::new(move |_| answer.with(Option::is_some));
    view! {
        <section class="pane list" aria-label=t!("customer-title")>
            <Top title back=Route::Find(None).href()>
                <Button kind=Kind::Quiet icon=lu::LuFileDown label=t!("csv-save") on_press=Callback::new(move |()| {
                    ui.save_csv(move |rows| view::requests_behind(rows, id));
                }) />
                <Button kind=Kind::Quiet icon=lu::LuPencil label=t!("customer-edit") on_press=Callback::new(move |()| editing.set(true)) />
            </Top>
            {move || answer.with(|answer| match answer {
                Some(answer) => body(ui, answer, status.with(|status| status.contact), merging),
                None => view! { <Empty icon=lu::LuCloudDownload title=t!("customer-missing") text=t!("customer-missing-text") /> }.into_any(),
            })}
            {move || has_it.get().then(|| view! {
                <div class="thumb">
                    <LinkButton icon=lu::LuQuote href=Route::Hear { about: None, customer: Some(id) }.href()>{t!("customer-said")}</LinkButton>
                    <LinkButton kind=Kind::Main icon=lu::LuPlus href=Route::ask_for(id).href()>{t!("now-ask")}</LinkButton>
                </div>
            })}
            {move || editing.get().then(|| answer.get_untracked().map(|answer| {
                view! { <EditCustomer answer on_close=Callback::new(move |()| editing.set(false)) /> }
            }))}
            {move || merging.get().map(|both| view! { <Merge both on_close=Callback::new(move |()| merging.set(None)) /> })}
        </section>
    }
}

fn body(
    ui: Ui,
    answer: &CustomerAnswer,
    contact: Option<Millis>,
    merging: RwSignal<Option<Merging>>,
) -> AnyView {
    let now = ui.now();
    let before = super::find::links(ui, &answer.before.items, now, Shape::Full);
    view! {
        {(!answer.duplicates.is_empty()).then(|| view! {
            <ul class="card same">{answer.duplicates.iter().map(|one| duplicate(ui, one)).collect_view()}</ul>
        })}
        {(!answer.same_phone.is_empty()).then(|| view! {
            <ul class="card same">{same_phone(&answer.customer, &answer.same_phone, merging)}</ul>
        })}
        {phone_dispute(ui, answer)}
        {answer_card(ui, answer, contact, now, false)}
        {(answer.before.total > 0).then(|| view! {
            <Group title=t!("customer-before") remark=t!("customer-closed", count = answer.before.total)>
                <div class="card pad">{before}</div>
            </Group>
        })}
    }
    .into_any()
}

#[component]
fn EditCustomer(answer: CustomerAnswer, on_close: Callback<()>) -> impl IntoView {
    let ui = Ui::here();
    let id = answer.customer.id;
    let name = RwSignal::new(answer.customer.name.clone());
    let reference = RwSignal::new(answer.reference.clone());
    let phone = RwSignal::new(answer.phone.clone());
    let draft = Draft::begin(format!("customer-{id}"));
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
        let (new_name, new_reference) =
            (name.get_untracked().trim().to_owned(), reference.get_untracked().trim().to_owned());
        let new_phone = phone.get_untracked().trim().to_owned();
        if new_name.is_empty() || !is_good_phone(phone) {
            return;
        }
        let mut edits = Vec::new();
        if new_name != answer.customer.name {
            edits.push(Edit::ChangeCustomer { id, field: CustomerField::Name(new_name) });
        }
        if new_reference != answer.reference {
            edits.push(Edit::ChangeCustomer { id, field: CustomerField::Reference(new_reference) });
        }
        if new_phone != answer.phone {
            edits.push(Edit::ChangeCustomer { id, field: CustomerField::Phone(new_phone) });
        }
        draft.save(ui, edits, t!("saved"), on_close);
    };
    view! {
        <Sheet title=t!("customer-edit") close=t!("close") on_close>
            <form class="form tight" novalidate on:submit=submit>
                {note}
                <Field label=t!("customer-name") value=name max=LINE_CHARS_MAX error />
                <Field label=t!("customer-reference") value=reference max=LINE_CHARS_MAX optional=t!("optional") />
                <PhoneField value=phone tried />
                <Button kind=Kind::Main>{t!("save")}</Button>
            </form>
        </Sheet>
    }
}
