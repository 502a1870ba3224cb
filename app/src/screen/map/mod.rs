//! *Map*: who serves whom, up to the paying customer; as a picture and as lists. Both show the same and edit the same.

mod agree;
mod agree_sheet;
mod away;
mod file;
mod file_plan;
mod file_words;
mod gaps;
mod groups;
mod learned;
mod lines;
mod list;
mod merge_party;
mod observed;
mod panel;
mod party_sheet;
mod picture;
mod service_sheet;
mod settle;
mod span_field;
mod steps_field;
mod templates;
mod what_if;
mod work_panel;
mod work_sheet;

pub(crate) use agree::{Promises, agreement};
pub(crate) use away::{away_banner, away_group, away_text, away_with_link};
pub(crate) use file::MapFile;
pub(crate) use lines::promise_and_flow;
pub(crate) use list::MapList;
pub(crate) use panel::{contacts, disputed, names, path};
pub(crate) use what_if::WhatIfAway;
pub(crate) use work_panel::work;

use crate::part::{Empty, LinkButton};
use crate::ui::look::Look;
use crate::ui::{Top, Ui, route::Route, words::t};
use agree_sheet::{DeclineSheet, ProposeSheet};
use away::AwaySheet;
use icondata_lu as lu;
use leptos::prelude::*;
use panel::Panel;
use party_sheet::PartySheet;
use picture::{Picture, Seen};
pub(crate) use service_sheet::PartyPicker;
use service_sheet::ServiceSheet;
use sightline_shared::id::{DocId, Millis};
use sightline_shared::view::{self, MapParty, MapService, Named, ServiceDraft};
use work_sheet::WorkSheet;

/// The sheet that is open over the map or its list.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Open {
    /// A new party.
    NewParty,
    /// Change this party.
    Party(Box<MapParty>),
    /// A new service: perhaps with its ends.
    NewService { provider: Option<Named>, served: Option<Named> },
    /// Change when this party works.
    Work(Box<MapParty>),
    /// Change this service.
    Service(Box<MapService>),
    /// A new service, as the daily work suggests it.
    Suggested { provider: Named, served: Named, draft: ServiceDraft },
    /// Say when this team is away.
    Away(Box<MapParty>),
    /// Propose another promise for it.
    Propose(Box<MapService>),
    /// Say no to this person's proposal of that moment.
    Decline { service: DocId, by: DocId, at: Millis },
}

/// Which sheet is open.
pub(crate) type OpenSheet = RwSignal<Option<Open>>;

/// The picture with the party in focus beside it.
#[component]
pub(crate) fn Map() -> impl IntoView {
    let ui = Ui::here();
    let here = Memo::new(move |_| match ui.route.get() {
        Route::Map(focus, look) => (focus, look),
        _ => (None, Look::default()),
    });
    let focus = Memo::new(move |_| here.get().0);
    let mine = ui.query(|_, viewer, _| viewer.team);
    let seen = Seen {
        centre: Memo::new(move |_| focus.get().or(mine.get())),
        look: Memo::new(move |_| here.get().1),
    };
    let page = ui.query(view::map_page);
    let open: OpenSheet = RwSignal::new(None);
    let empty = Memo::new(move |_| page.with(|page| page.parties.is_empty()));
    view! {
        <section class="pane map-pane" aria-label=t!("map-title")>
            <Top title=t!("map-title")>
                <LinkButton icon=lu::LuList href=Route::MapList.href()>{t!("map-as-list")}</LinkButton>
            </Top>
            {move || if empty.get() {
                view! {
                    <Empty icon=lu::LuOrbit title=t!("map-empty") text=t!("map-empty-text")>
                        <LinkButton href=Route::MapList.href()>{t!("map-begin")}</LinkButton>
                        <LinkButton href=Route::MapFile.href()>{t!("map-file-begin")}</LinkButton>
                    </Empty>
                }.into_any()
            } else {
                view! {
                    <div class="map-with-panel">
                        <Picture page seen />
                        {move || view! { <Panel page focus=focus.get() open /> }}
                    </div>
                }.into_any()
            }}
            {sheets(open)}
        </section>
    }
}

/// The sheet that is open, if one is.
pub(crate) fn sheets(open: OpenSheet) -> impl IntoView {
    let close = Callback::new(move |()| open.set(None));
    move || {
        open.get().map(|sheet| match sheet {
            Open::NewParty => view! { <PartySheet party=None on_close=close /> }.into_any(),
            Open::Party(party) => view! { <PartySheet party=Some(*party) on_close=close /> }.into_any(),
            Open::Work(party) => view! { <WorkSheet party=*party on_close=close /> }.into_any(),
            Open::NewService { provider, served } => {
                view! { <ServiceSheet service=None provider served on_close=close /> }.into_any()
            }
            Open::Suggested { provider, served, draft } => {
                let (provider, served) = (Some(provider), Some(served));
                view! { <ServiceSheet service=None provider served draft on_close=close /> }.into_any()
            }
            Open::Away(party) => view! { <AwaySheet party=*party on_close=close /> }.into_any(),
            Open::Propose(service) => view! { <ProposeSheet service=*service on_close=close /> }.into_any(),
            Open::Decline { service, by, at } => {
                view! { <DeclineSheet service by at on_close=close /> }.into_any()
            }
            Open::Service(service) => {
                let (provider, served) = (Some(service.provider.clone()), Some(service.served.clone()));
                view! { <ServiceSheet service=Some(*service) provider served on_close=close /> }.into_any()
            }
        })
    }
}
