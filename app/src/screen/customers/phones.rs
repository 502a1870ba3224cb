//! Telephone numbers of customers: shown so that a tap calls them, typed, and in question when two people wrote different ones.

use super::Merging;
use crate::part::{Button, Field, Icon, Input, Kind, Tag, Tone};
use crate::screen::request::two_versions;
use crate::ui::{Ui, has_voice, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::{CustomerField, Edit};
use sightline_shared::limits::PHONE_CHARS_MAX;
use sightline_shared::view::{CustomerAnswer, Named, PHONE_DIGITS_MIN, phone_numbers};

/// The numbers of these texts, each once, each a link that calls; a text without a number as it is.
pub(crate) fn phone_links(texts: &[String]) -> AnyView {
    let mut seen = Vec::new();
    let mut shown: Vec<AnyView> = Vec::new();
    for text in texts.iter().filter(|text| !text.is_empty()) {
        let numbers = phone_numbers(text);
        if numbers.is_empty() {
            shown.push(view! { <span>{text.clone()}</span> }.into_any());
        }
        for number in numbers {
            if !seen.contains(&number.dial) {
                let (to, label) =
                    (format!("tel:{}", number.dial), t!("customer-call", number = number.written.clone()));
                shown.push(view! { <a class="plain-link tel" href=to aria-label=label><Icon icon=lu::LuPhone /><bdi>{number.written}</bdi></a> }.into_any());
                seen.push(number.dial);
            }
        }
    }
    shown.into_any()
}

/// What is wrong with a text that should have telephone numbers.
fn wrong(text: &str) -> Option<String> {
    let text = text.trim();
    if text.chars().count() > PHONE_CHARS_MAX {
        return Some(t!("field-too-long", max = PHONE_CHARS_MAX));
    }
    (has_voice(text) && phone_numbers(text).is_empty())
        .then(|| t!("customer-phone-wrong", min = PHONE_DIGITS_MIN))
}

/// Whether it can be kept.
pub(crate) fn is_good_phone(value: RwSignal<String>) -> bool {
    value.with_untracked(|text| wrong(text).is_none())
}

/// The field; it says what is wrong once somebody `tried` to save it.
#[component]
pub(crate) fn PhoneField(value: RwSignal<String>, #[prop(into)] tried: Signal<bool>) -> impl IntoView {
    let error = Signal::derive(move || tried.get().then(|| value.with(|text| wrong(text))).flatten());
    view! { <Field label=t!("customer-phone") hint=t!("customer-phone-hint") value input=Input::Phone max=PHONE_CHARS_MAX error optional=t!("optional") /> }
}

/// What two people wrote apart, with a press that keeps one.
pub(crate) fn phone_dispute(ui: Ui, answer: &CustomerAnswer) -> Option<AnyView> {
    let id = answer.customer.id;
    let value = |text: &String| {
        let shown = if text.is_empty() { t!("nothing") } else { text.clone() };
        (shown, CustomerField::Phone(text.clone()))
    };
    (!answer.other_phones.is_empty()).then(|| {
        let values = [&answer.phone].into_iter().chain(&answer.other_phones).map(value).collect();
        two_versions(t!("customer-phone"), values, move |field| {
            ui.edit(vec![Edit::ChangeCustomer { id, field }], t!("kept-one"))
        })
    })
}

/// Others who are reached by the same number: perhaps the same person, perhaps a family, or an office.
pub(crate) fn same_phone(customer: &Named, others: &[Named], merging: RwSignal<Option<Merging>>) -> AnyView {
    let line = |other: &Named| {
        let name = tell::name(other);
        let meant = Merging { customer: customer.clone(), into: Some(other.clone()) };
        let merge = Callback::new(move |()| merging.set(Some(meant.clone())));
        view! {
            <li class="beside">
                <Tag tone=Tone::Wait icon=lu::LuPhone text=t!("customer-same-phone", name = name.clone()) />
                <Button kind=Kind::Quiet icon=lu::LuMerge label=t!("customer-merge-both", name = tell::name(customer), other = name) on_press=merge />
            </li>
        }
    };
    others.iter().map(line).collect_view().into_any()
}
