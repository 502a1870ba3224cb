//! What two people wrote apart of a party or a service: all values, and the one that is kept.

use crate::screen::request::two_versions;
use crate::ui::{Ui, format, words::t, work};
use leptos::prelude::*;
use sightline_shared::edit::{Edit, PartyField, ServiceField};
use sightline_shared::id::{Millis, Span};
use sightline_shared::view::{MapParty, MapService};

/// Each disputed field of a party with all its values.
pub(super) fn of_party(ui: Ui, party: &MapParty, on_close: Callback<()>) -> AnyView {
    let id = party.id;
    let keep = move |field| {
        ui.edit(vec![Edit::ChangeParty { id, field }], t!("kept-one"));
        on_close.run(());
    };
    view! {
        {texts(t!("party-name"), &party.name, &party.other_names, PartyField::Name, keep)}
        {texts(t!("party-note"), &party.note, &party.other_notes, PartyField::Note, keep)}
        {texts(t!("party-site"), &party.site, &party.other_sites, PartyField::Site, keep)}
        {texts(t!("party-department"), &party.department, &party.other_departments, PartyField::Department, keep)}
    }
    .into_any()
}

/// Each disputed field of a service with all its values.
pub(super) fn of_service(ui: Ui, service: &MapService, on_close: Callback<()>) -> AnyView {
    let id = service.id;
    let keep = move |field| {
        ui.edit(vec![Edit::ChangeService { id, field }], t!("kept-one"));
        on_close.run(());
    };
    let span = |span: Option<Span>| span.map_or_else(|| t!("nothing"), format::span);
    let replies = with_none(service.reply_within, &service.other_reply_within, service.or_no_reply);
    let replies = replies.map(|reply| (span(reply), ServiceField::ReplyWithin(reply)));
    let delivers = with_none(service.deliver_within, &service.other_deliver_within, service.or_no_deliver);
    let delivers = delivers.map(|deliver| (span(deliver), ServiceField::DeliverWithin(deliver)));
    let now = ui.now_once();
    let day = |at: Option<Millis>| at.map_or_else(|| t!("nothing"), |at| format::moment(at, now));
    let looks = with_none(service.reconfirm_by, &service.other_reconfirm_by, service.or_no_reconfirm);
    let looks = looks.map(|at| (day(at), ServiceField::ReconfirmBy(at)));
    let hours = std::iter::once(&service.hours).chain(&service.other_hours);
    let hours = hours.map(|text| (work::of_service(text), ServiceField::Hours(text.clone())));
    view! {
        {texts(t!("service-name"), &service.name, &service.other_names, ServiceField::Name, keep)}
        {several(t!("service-reply"), replies.collect(), keep)}
        {several(t!("service-deliver"), delivers.collect(), keep)}
        {texts(t!("service-questions"), &service.questions_text, &service.other_questions, ServiceField::Questions, keep)}
        {texts(t!("service-contact"), &service.contact, &service.other_contacts, ServiceField::Contact, keep)}
        {several(t!("service-hours"), hours.collect(), keep)}
        {several(t!("service-reconfirm"), looks.collect(), keep)}
    }
    .into_any()
}

/// What shows, what others said, and that somebody took it away.
fn with_none<T: Copy + PartialEq>(
    shown: Option<T>,
    others: &[T],
    or_none: bool,
) -> impl Iterator<Item = Option<T>> {
    let none = (or_none && shown.is_some()).then_some(None);
    std::iter::once(shown).chain(others.iter().copied().map(Some)).chain(none)
}

fn texts<F: Clone + Send + Sync + 'static>(
    label: String,
    shown: &String,
    others: &[String],
    field: fn(String) -> F,
    keep: impl Fn(F) + Copy + Send + Sync + 'static,
) -> Option<AnyView> {
    let said = |text: &String| if text.is_empty() { t!("nothing") } else { text.clone() };
    let values = std::iter::once(shown).chain(others).map(|text| (said(text), field(text.clone())));
    several(label, values.collect(), keep)
}

/// Nothing where all say the same.
fn several<F: Clone + Send + Sync + 'static>(
    label: String,
    values: Vec<(String, F)>,
    keep: impl Fn(F) + Copy + Send + Sync + 'static,
) -> Option<AnyView> {
    (values.len() > 1).then(|| two_versions(label, values, keep))
}
