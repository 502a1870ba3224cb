//! *How to work with us*: what a team says of itself, what it does for whom, when, who is there, and what is open.

mod about;
mod answers;
mod open;
mod serves;
mod silent;
mod snippet_sheet;
mod snippets;
mod who;

use super::many::{Handing, LeftSheet};
use super::map::{self, OpenSheet};
use crate::part::{Banner, Empty, LinkButton, Tag, Tone};
use crate::ui::{Top, Ui, route::Route, tell, words::spoken, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::id::DocId;
use sightline_shared::view::{self, PartyRowKind, TeamPage};

/// The page of one team.
#[component]
pub(crate) fn Team(id: DocId) -> impl IntoView {
    let ui = Ui::here();
    let language = spoken().tag();
    let page = ui.query(move |rows, viewer, now| view::team_page(rows, id, viewer, language, now));
    let name = move || page.with(|page| page.as_ref().map(|page| page.party.party.name.clone()));
    let title = Signal::derive(move || match name() {
        Some(name) => t!("team-title", team = name),
        None => t!("team-how"),
    });
    let open: OpenSheet = RwSignal::new(None);
    // The list of snippets has sheets of its own: they must not close when somebody else changes the page.
    let changing = RwSignal::new(None);
    let people = RwSignal::new(who::SHOWN);
    let handing: Handing = RwSignal::new(None);
    let left = ui.query(view::left_behind);
    view! {
        <section class="pane narrow" aria-label=t!("party-team")>
            <Top title back=Route::map(Some(id)).href() />
            {move || page.with(|page| match page {
                Some(page) => in_full(ui, page, open, changing, who::Shown { people, left, handing }),
                None => view! { <Empty icon=lu::LuCloudDownload title=t!("team-missing") text=t!("team-missing-text") /> }.into_any(),
            })}
            <map::WhatIfAway team=id />
            <LeftSheet handing />
            {map::sheets(open)}
            {snippets::sheets(id, changing)}
        </section>
    }
}

fn in_full(
    ui: Ui,
    page: &TeamPage,
    open: OpenSheet,
    changing: snippets::Changing,
    people: who::Shown,
) -> AnyView {
    let party = &page.party.party;
    let is_customer = party.kind == PartyRowKind::PayingCustomer;
    let may_ask = !is_customer && !party.is_mine && !page.party.retired;
    view! {
        {head(ui, page)}
        {map::path(&page.party)}
        {map::away_with_link(ui, party.id)}
        {map::contacts(&page.party)}
        {about::about(ui, page, open)}
        {may_ask.then(|| view! {
            <div class="buttons"><LinkButton kind=crate::part::Kind::Main icon=lu::LuPlus href=Route::ask(party.id).href()>{t!("team-ask")}</LinkButton></div>
        })}
        {serves::serves(ui, page, open)}
        {(!is_customer).then(|| view! {
            {map::work(ui, party, open)}
            {map::away_group(ui, party, open)}
            {who::who(ui, page, people)}
            {silent::silent(page)}
        })}
        {open::open(page)}
        {answers::answers(page, ui.now())}
        {(!is_customer).then(|| snippets::snippets(ui, page, changing))}
    }
    .into_any()
}

/// What it is, who is here, and how old that is.
fn head(ui: Ui, page: &TeamPage) -> AnyView {
    let (party, now) = (&page.party.party, ui.now());
    let contact = ui.store.status().with(|status| status.contact);
    let duty = tell::on_duty(&page.on_duty, now);
    view! {
        {page.party.retired.then(|| view! { <Banner tone=Tone::Wait icon=lu::LuArchive text=t!("team-retired") /> })}
        <div class="row-meta">
            <Tag tone=if party.is_mine { Tone::Mine } else { Tone::Plain } icon=lu::LuOrbit text=if party.is_mine { t!("map-mine") } else { tell::party_kind(party.kind) } />
            {duty.map(|duty| view! { <span class="small">{duty}</span> })}
            <span class="small">{tell::as_of(contact, now)}</span>
            {map::disputed(party)}
        </div>
        {map::names(ui, &page.party)}
    }
    .into_any()
}
