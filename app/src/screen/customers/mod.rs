//! *Customers*: everybody who is written down, by name and number; adding one, and saying that two are the same.

mod dry_run;
mod import;
mod phones;
mod sheets;

pub(crate) use import::ImportCustomers;
pub(crate) use phones::{PhoneField, is_good_phone, phone_dispute, phone_links, same_phone};
pub(crate) use sheets::{Merge, Merging};

use crate::part::{Button, Card, Empty, Group, Icon, Kind, LinkButton, Tag, Tone};
use crate::screen::common::ShowMore;
use crate::ui::{Top, Ui, format, has_voice, route::Route, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sheets::{Add, separate};
use sightline_shared::view::{self, CustomerItem, Duplicate};

/// How many are painted before more is asked for.
const SHOWN: usize = 30;

/// The screen.
#[component]
pub(crate) fn Customers() -> impl IntoView {
    let ui = Ui::here();
    let typed = RwSignal::new(String::new());
    let limit = RwSignal::new(SHOWN);
    let found = ui.query(move |rows, _, _| view::customers(rows, &typed.get(), limit.get()));
    let adding = RwSignal::new(false);
    let merging = RwSignal::new(None::<Merging>);
    let search = move |event| {
        limit.set(SHOWN);
        typed.set(event_target_value(&event));
    };
    view! {
        <section class="pane narrow" aria-label=t!("customers-title")>
            <Top title=t!("customers-title") back=Route::Me.href() />
            <div class="buttons">
                <Button icon=lu::LuPlus on_press=Callback::new(move |()| adding.set(true))>{t!("customers-add")}</Button>
                <LinkButton icon=lu::LuFileUp href=Route::ImportCustomers.href()>{t!("import-title")}</LinkButton>
            </div>
            <search>
                <label class="search">
                    <Icon icon=lu::LuSearch />
                    <span class="out">{t!("customers-search")}</span>
                    <input
                        type="search"
                        autocomplete="off"
                        placeholder=t!("customers-search")
                        prop:value=move || typed.get()
                        on:input=search
                    />
                </label>
            </search>
            {move || found.with(|(total, items)| list(ui, *total, items, typed, limit, merging))}
            {move || adding.get().then(|| view! { <Add on_close=Callback::new(move |()| adding.set(false)) /> })}
            {move || merging.get().map(|both| view! { <Merge both on_close=Callback::new(move |()| merging.set(None)) /> })}
        </section>
    }
}

fn list(
    ui: Ui,
    total: usize,
    items: &[CustomerItem],
    typed: RwSignal<String>,
    limit: RwSignal<usize>,
    merging: RwSignal<Option<Merging>>,
) -> AnyView {
    if items.is_empty() {
        let nothing = typed.with_untracked(|typed| has_voice(typed));
        let (title, text) = if nothing {
            (t!("find-nothing"), t!("find-nothing-text"))
        } else {
            (t!("customers-none"), t!("customers-none-text"))
        };
        return view! { <Empty icon=lu::LuContact title text /> }.into_any();
    }
    let more = Callback::new(move |()| limit.update(|limit| *limit += SHOWN * 3));
    let left = total.saturating_sub(items.len());
    let lines = items.iter().map(|item| line(ui, item, merging)).collect_view();
    view! {
        <Group title=t!("customers-list") remark=format::number(total)>
            <Card><ul class="rows">{lines}</ul></Card>
            <ShowMore left on_press=more />
        </Group>
    }
    .into_any()
}

fn line(ui: Ui, item: &CustomerItem, merging: RwSignal<Option<Merging>>) -> AnyView {
    let name = tell::name(&item.customer);
    let customer = item.customer.clone();
    let merge = Callback::new(move |()| {
        merging.set(Some(Merging { customer: customer.clone(), into: None }));
    });
    let same = item.duplicates.iter().map(|one| duplicate(ui, one)).collect_view();
    view! {
        <li data-row="">
            <article class="row">
                <div class="beside">
                    <div class="section">
                        <p class="title">
                            <a data-open="" href=Route::Customer(item.customer.id, None).href()>{name.clone()}</a>
                        </p>
                        <div class="meta">
                            {(!item.reference.is_empty()).then(|| view! { <span>{item.reference.clone()}</span> })}
                            {phone_links(&item.phones)}
                            {(item.open > 0).then(|| view! { <span>{t!("customers-open", count = item.open)}</span> })}
                        </div>
                    </div>
                    <Button kind=Kind::Quiet icon=lu::LuMerge label=t!("customer-merge-of", name = name) on_press=merge />
                </div>
                {(!item.duplicates.is_empty()).then(|| view! { <ul>{same}</ul> })}
                {(!item.same_phone.is_empty()).then(|| view! { <ul>{same_phone(&item.customer, &item.same_phone, merging)}</ul> })}
            </article>
        </li>
    }
    .into_any()
}

/// Somebody who shows under another, with the way back.
pub(crate) fn duplicate(ui: Ui, one: &Duplicate) -> AnyView {
    let name = tell::name(&one.customer);
    let text = if one.reference.is_empty() { name.clone() } else { format!("{name} · {}", one.reference) };
    let customer = one.customer.clone();
    let undo = Callback::new(move |()| separate(ui, &customer));
    view! {
        <li class="beside">
            <div class="row-meta">
                <Tag tone=Tone::Plain icon=lu::LuMerge text=t!("customer-same") />
                <span>{text}</span>
                {phone_links(&one.phones)}
                {one.disputed.then(|| view! { <Tag tone=Tone::Wait icon=lu::LuGitFork text=t!("card-disputed") /> })}
            </div>
            <Button kind=Kind::Quiet icon=lu::LuSplit label=t!("customer-separate-of", name = name) on_press=undo />
        </li>
    }
    .into_any()
}
