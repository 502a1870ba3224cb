//! The map as lists: the equal of the picture, for those who read faster than they see, and for editing many.

use super::gaps::Gaps;
use super::groups::Groups;
use super::learned::LearnedFromWork;
use super::lines::{ServiceSide, service_line};
use super::what_if::single_points;
use super::{Open, OpenSheet, picture, sheets};
use crate::part::{Button, Card, Group, LinkButton, Tag, Tone};
use crate::ui::{Top, Ui, format, route::Route, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::{Edit, PartyField, ServiceField};
use sightline_shared::id::DocKind;
use sightline_shared::view::{self, MapPage, MapParty, Named};

/// Parties, services, what is lacking, what was taken off.
#[component]
pub(crate) fn MapList() -> impl IntoView {
    let ui = Ui::here();
    let page = ui.query(view::map_page);
    let open: OpenSheet = RwSignal::new(None);
    let press = move |sheet: Open| Callback::new(move |()| open.set(Some(sheet.clone())));
    view! {
        <section class="pane narrow" aria-label=t!("map-list-title")>
            <Top title=t!("map-list-title")>
                <LinkButton icon=lu::LuOrbit href=Route::map(None).href()>{t!("map-as-picture")}</LinkButton>
            </Top>
            // Not in the head: two buttons beside it leave a phone no room for the title.
            <div class="buttons">
                <LinkButton icon=lu::LuFileUp href=Route::MapFile.href()>
                    {move || if page.with(|page| page.services.is_empty()) { t!("map-file-begin") } else { t!("map-file") }}
                </LinkButton>
            </div>
            <Gaps page open />
            <LearnedFromWork open />
            {move || page.with(|page| lists(ui, page, open))}
            <Groups />
            <div class="thumb">
                <Button icon=lu::LuPlus on_press=press(Open::NewParty)>{t!("map-add-party")}</Button>
                <Button kind=crate::part::Kind::Main icon=lu::LuPlus on_press=press(Open::NewService { provider: None, served: None })>{t!("map-add-service")}</Button>
            </div>
            {sheets(open)}
        </section>
    }
}

fn lists(ui: Ui, page: &MapPage, open: OpenSheet) -> AnyView {
    let parties = page.parties.iter().map(|party| party_line(party, open)).collect_view();
    let services = page.services.iter();
    let services = services.map(|service| service_line(ui, service, ServiceSide::Both, open)).collect_view();
    let retired = page.retired.iter().map(|named| retired_line(ui, named)).collect_view();
    view! {
        <Group title=t!("map-parties") remark=format::number(page.parties.len())>
            <Card><ul class="rows">{parties}</ul></Card>
        </Group>
        {(!page.services.is_empty()).then(|| view! {
            <Group title=t!("map-services") remark=format::number(page.services.len())>
                <Card><ul class="rows">{services}</ul></Card>
            </Group>
        })}
        {single_points(&page.single_points)}
        {(!page.retired.is_empty()).then(|| view! {
            <details>
                <summary class="button">{t!("map-retired", count = page.retired.len())}</summary>
                <Card><ul class="lines">{retired}</ul></Card>
            </details>
        })}
    }
    .into_any()
}

fn party_line(party: &MapParty, open: OpenSheet) -> AnyView {
    let edited = party.clone();
    let distance = match party.ring {
        // What it is says that it pays.
        Some(0) => None,
        Some(links) => Some(t!("map-distance", links = links)),
        None => Some(t!("map-no-path-short")),
    };
    let disputed = party.is_disputed();
    view! {
        <li>
            <div class="row">
                <div class="group">
                    <p class="title"><a href=Route::map(Some(party.id)).href() title=picture::said(party)>{party.name.clone()}</a></p>
                    <div class="buttons">
                        <Button kind=crate::part::Kind::Quiet icon=lu::LuPencil label=t!("map-edit-party", party = party.name.clone()) on_press=Callback::new(move |()| open.set(Some(Open::Party(Box::new(edited.clone()))))) />
                    </div>
                </div>
                <div class="meta">
                    <span>{tell::party_kind(party.kind)}</span>
                    {distance.map(|distance| if party.ring.is_none() {
                        view! { <Tag tone=Tone::Wait icon=lu::LuEyeOff text=distance /> }.into_any()
                    } else {
                        view! { <span>{distance}</span> }.into_any()
                    })}
                    {(party.silent > 0).then(|| view! { <Tag tone=Tone::Late icon=lu::LuVolumeX text=t!("flow-silent", count = party.silent) /> })}
                    {party.is_mine.then(|| view! { <Tag tone=Tone::Mine icon=lu::LuUser text=t!("map-mine") /> })}
                    {disputed.then(|| view! { <Tag tone=Tone::Wait icon=lu::LuGitFork text=t!("card-disputed") /> })}
                </div>
            </div>
        </li>
    }
    .into_any()
}

fn retired_line(ui: Ui, named: &Named) -> AnyView {
    let id = named.id;
    let back = move |()| {
        let edit = match id.kind() {
            DocKind::Service => Edit::ChangeService { id, field: ServiceField::Retired(false) },
            _ => Edit::ChangeParty { id, field: PartyField::Retired(false) },
        };
        ui.edit(vec![edit], t!("saved"));
    };
    view! { <li><span>{tell::name(named)}</span><Button on_press=Callback::new(back)>{t!("map-bring-back")}</Button></li> }.into_any()
}
