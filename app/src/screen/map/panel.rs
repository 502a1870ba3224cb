//! Beside the picture: the party in focus in full, or what the whole map lacks.

use super::gaps::Gaps;
use super::lines::{ServiceSide, service_line};
use super::{Open, OpenSheet, WhatIfAway};
use crate::part::{Button, Card, Group, Icon, LinkButton, SightLine, Stop, StopKind, Tag, Tone};
use crate::screen::common::{Shape, card_row};
use crate::screen::find::query_of;
use crate::screen::request::two_versions;
use crate::ui::{Ui, format, route::Route, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::{Edit, PartyField};
use sightline_shared::id::DocId;
use sightline_shared::view::{
    self, Filter, MapPage, MapParty, MapService, Named, PartyPage, PartyRowKind, Section, TeamPage,
};

/// How many of its requests a party's panel shows.
const CARDS: usize = 6;
/// How many of its people.
const NAMED: usize = 12;

/// The panel.
#[component]
pub(super) fn Panel(page: Memo<MapPage>, focus: Option<DocId>, open: OpenSheet) -> impl IntoView {
    let ui = Ui::here();
    let Some(focus) = focus else {
        return view! { <div class="map-panel"><Gaps page open /></div> }.into_any();
    };
    let party = ui.query(move |rows, viewer, now| view::party_page(rows, focus, viewer, now, CARDS));
    view! {
        <div class="map-panel">
            {move || party.with(|party| party.as_ref().map(|party| in_full(ui, party, open)))}
            <WhatIfAway team=focus />
        </div>
    }
    .into_any()
}

fn in_full(ui: Ui, page: &PartyPage, open: OpenSheet) -> AnyView {
    let party = &page.party;
    let named = Named { id: party.id, name: party.name.clone() };
    let (edited, provider, served) = (party.clone(), named.clone(), named.clone());
    let (people_named, how_many) = (people(page), page.people.len());
    let is_customer = party.kind == PartyRowKind::PayingCustomer;
    view! {
        <div class="group">
            <h2 class="large">{party.name.clone()}</h2>
            <Tag tone=if party.is_mine { Tone::Mine } else { Tone::Plain } icon=lu::LuOrbit text=tell::party_kind(party.kind) />
            {disputed(party)}
        </div>
        {names(ui, page)}
        {(!party.note.is_empty()).then(|| view! { <p class="keep">{party.note.clone()}</p> })}
        {path(page)}
        {super::away_with_link(ui, party.id)}
        {contacts(page)}
        <div class="buttons">
            {(!is_customer && !party.is_mine).then(|| view! { <LinkButton icon=lu::LuPlus href=Route::ask(party.id).href()>{t!("map-ask")}</LinkButton> })}
            <Button icon=lu::LuPencil on_press=Callback::new(move |()| open.set(Some(Open::Party(Box::new(edited.clone())))))>{t!("edit")}</Button>
            {(!is_customer).then(|| view! { <LinkButton icon=lu::LuHandshake href=Route::Team(party.id).href()>{t!("team-how")}</LinkButton> })}
        </div>
        {(!is_customer).then(|| {
            services(ui, t!("map-serves"), &page.serves, ServiceSide::Served, open, t!("map-add-serves"), Open::NewService { provider: Some(provider), served: None })
        })}
        {services(ui, t!("map-served-by"), &page.served_by, ServiceSide::Provider, open, t!("map-add-served-by"), Open::NewService { provider: None, served: Some(served) })}
        {cards(ui, t!("map-has"), &page.has, Some(&TeamPage::open_filter(party.id)))}
        {cards(ui, t!("map-asked"), &page.asked, None)}
        {(!is_customer).then(|| super::work_panel::work(ui, party, open))}
        {(how_many > 0).then(|| view! {
            <Group title=t!("map-people") remark=format::number(how_many)><p>{people_named}</p></Group>
        })}
    }
    .into_any()
}

/// The first few by name, and how many more there are: all of them stand on the team's page.
fn people(page: &PartyPage) -> String {
    let named = page.people.iter().take(NAMED).map(|person| person.name.clone());
    let left = page.people.len().saturating_sub(NAMED);
    let more = (left > 0).then(|| t!("answer-more-links", count = left));
    named.chain(more).collect::<Vec<_>>().join(", ")
}

/// That two people wrote something of it apart: its form shows both, and settles it.
pub(crate) fn disputed(party: &MapParty) -> Option<AnyView> {
    let tag = || view! { <Tag tone=Tone::Wait icon=lu::LuGitFork text=t!("card-disputed") /> }.into_any();
    party.is_disputed().then(tag)
}

/// Whom to call when it can't wait: with the service that says so where they differ.
pub(crate) fn contacts(page: &PartyPage) -> Option<AnyView> {
    let contacts = page.contacts();
    let is_one = contacts.len() == 1;
    let line = |(contact, services): &(&str, Vec<&str>)| {
        let of = if is_one { String::new() } else { services.join(", ") };
        let call = t!("service-call", who = (*contact).to_owned());
        view! { <li>{call}{(!of.is_empty()).then(|| view! { <span class="small">" · "{of}</span> })}</li> }
    };
    let lines = contacts.iter().map(line).collect_view();
    (!contacts.is_empty()).then(|| view! { <ul>{lines}</ul> }.into_any())
}

/// The names that people gave it apart.
pub(crate) fn names(ui: Ui, page: &PartyPage) -> Option<AnyView> {
    let party = &page.party;
    let id = party.id;
    (!party.other_names.is_empty()).then(|| {
        let values = std::iter::once(&party.name)
            .chain(&party.other_names)
            .map(|name| (name.clone(), name.clone()))
            .collect();
        two_versions(t!("party-name"), values, move |name| {
            ui.edit(vec![Edit::ChangeParty { id, field: PartyField::Name(name) }], t!("kept-one"))
        })
    })
}

/// Its line of sight to the paying customer, or that it has none.
pub(crate) fn path(page: &PartyPage) -> AnyView {
    let party = &page.party;
    if party.kind == PartyRowKind::PayingCustomer {
        return ().into_any();
    }
    let Some(customer) = page.path.last() else {
        return view! { <p><Tag tone=Tone::Wait icon=lu::LuEyeOff text=t!("map-no-path") /></p> }.into_any();
    };
    let last = page.path.len().saturating_sub(1);
    let stops = page.path.iter().rev().enumerate().map(|(at, stop)| Stop {
        name: tell::name(stop),
        kind: if at == 0 {
            StopKind::Customer
        } else if at == last {
            StopKind::You
        } else {
            StopKind::Team
        },
        after: Tone::Plain,
        said: String::new(),
    });
    let how = t!("map-path", links = last);
    let stops: Vec<_> = stops.collect();
    view! { <div class="card pad"><SightLine who=tell::name(customer) how stops /></div> }.into_any()
}

fn services(
    ui: Ui,
    title: String,
    list: &[MapService],
    side: ServiceSide,
    open: OpenSheet,
    add: String,
    new: Open,
) -> AnyView {
    let lines = (!list.is_empty())
        .then(|| list.iter().map(|service| service_line(ui, service, side, open)).collect_view());
    view! {
        <Group title remark=format::number(list.len())>
            {lines.map(|lines| view! { <Card><ul class="rows">{lines}</ul></Card> })}
            <div class="buttons">
                <Button on_press=Callback::new(move |()| open.set(Some(new.clone())))><Icon icon=lu::LuPlus />{add}</Button>
            </div>
        </Group>
    }
    .into_any()
}

/// The most urgent, and the way to all of them where there is one.
fn cards(ui: Ui, title: String, section: &Section<view::Card>, all: Option<&Filter>) -> Option<AnyView> {
    let now = ui.now();
    let all = all.filter(|_| section.total > section.items.len()).map(|filter| {
        let href = format!("{}?{}", Route::Find(None).href(), query_of(filter));
        let text = t!("map-all-of-them", number = format::number(section.total));
        view! { <div class="buttons"><LinkButton href>{text}</LinkButton></div> }
    });
    (section.total > 0).then(|| {
        let rows = section.items.iter().map(|card| card_row(card, Shape::Short, &Route::Now(None), now, None)).collect_view();
        view! { <Group title remark=format::number(section.total)><Card><ul class="rows">{rows}</ul></Card>{all}</Group> }.into_any()
    })
}
