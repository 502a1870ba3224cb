//! Edits that the relay could not take: what, why, and what a person can do. Nothing goes without them.

use super::meant::meant;
use crate::part::{Button, Card, Empty, Kind};
use crate::ui::{Top, Ui, format, route::Route, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::Edit;
use sightline_shared::id::{DocId, DocKind, Millis};
use sightline_shared::session::RefusedEntry;
use sightline_shared::view::Named;
use sightline_shared::wire::RefusalReason;

/// The list.
#[component]
pub(crate) fn Refused() -> impl IntoView {
    let ui = Ui::here();
    let refused = ui.store.refused();
    view! {
        <section class="pane narrow" aria-label=t!("refused-title")>
            <Top title=t!("refused-title") back=Route::Me.href() />
            {move || {
                let now = ui.now();
                refused.with(|refused| if refused.is_empty() {
                    view! { <Empty icon=lu::LuCheckCheck title=t!("refused-none") text=t!("refused-none-text") /> }.into_any()
                } else {
                    refused.iter().map(|entry| one(ui, entry, now)).collect_view().into_any()
                })
            }}
        </section>
    }
}

fn one(ui: Ui, entry: &RefusedEntry, now: Millis) -> AnyView {
    let key = entry.entry.key;
    let docs = entry.entry.docs.clone();
    let named = ui.query(move |rows, _, _| docs.iter().map(|doc| rows.named(*doc)).collect::<Vec<_>>());
    let why = why(entry.why);
    let edits = entry.entry.edits.read().unwrap_or_default();
    let again = (!edits.is_empty()).then(|| {
        let redo = Callback::new(move |()| ui.redo(key));
        view! { <Button kind=Kind::Main icon=lu::LuRotateCcw on_press=redo>{t!("refused-again")}</Button> }
    });
    let when = format::moment(entry.at, now);
    view! {
        <Card pad=true>
            <p class="small">{when}</p>
            <ul class="section">{move || named.get().iter().map(|named| what(ui, named)).collect_view()}</ul>
            {(!edits.is_empty()).then(|| view! { <ul class="section">{edits.iter().map(said).collect_view()}</ul> })}
            <p>{why}</p>
            <div class="buttons">
                {again}
                <Button kind=Kind::Warn icon=lu::LuTrash2 on_press=Callback::new(move |()| ui.act.dismiss_refused(key))>{t!("refused-dismiss")}</Button>
            </div>
        </Card>
    }
    .into_any()
}

/// One edit of it: what was done, and the words, which must not be typed again.
fn said(edit: &Edit) -> AnyView {
    let (what, text) = meant(edit);
    let text = if text.is_empty() { what } else { t!("refused-meant", what = what, text = text) };
    view! { <li class="said">{text}</li> }.into_any()
}

/// One document of it: by its name, to be opened, or saved.
fn what(ui: Ui, named: &Named) -> AnyView {
    let id = named.id;
    let text = t!("refused-what", kind = kind(id), name = tell::name(named));
    let place = match id.kind() {
        DocKind::Request => Some(Route::Now(Some(id))),
        DocKind::Party => Some(Route::map(Some(id))),
        DocKind::Service => Some(Route::MapList),
        DocKind::Customer => Some(Route::Customer(id, None)),
        DocKind::Task => Some(Route::Tasks(None)),
        _ => None,
    };
    let save = Callback::new(move |()| ui.export(id));
    view! {
        <li class="group">
            <span>{text}</span>
            <span class="buttons">
                {place.map(|place| view! { <a class="button" href=place.href()>{t!("refused-open")}</a> })}
                <Button icon=lu::LuDownload label=t!("request-export") on_press=save />
            </span>
        </li>
    }
    .into_any()
}

fn kind(id: DocId) -> String {
    match id.kind() {
        DocKind::Request => t!("kind-request"),
        DocKind::Party => t!("kind-party"),
        DocKind::Service => t!("kind-service"),
        DocKind::Person => t!("kind-person"),
        DocKind::Customer => t!("kind-customer"),
        DocKind::Settings => t!("kind-settings"),
        DocKind::Task => t!("kind-task"),
        DocKind::Other(_) => t!("kind-other"),
    }
}

fn why(reason: RefusalReason) -> String {
    match reason {
        RefusalReason::NotAllowed => t!("why-not-allowed"),
        RefusalReason::DocTooLarge => t!("why-too-large"),
        RefusalReason::Busy => t!("why-busy"),
        RefusalReason::ForeignActor | RefusalReason::ActorReused => t!("why-identity"),
        RefusalReason::BadDocument => t!("why-no-sense"),
        RefusalReason::Malformed
        | RefusalReason::MissingDependency
        | RefusalReason::BadCounters
        | RefusalReason::NotSealed => t!("why-broken"),
        RefusalReason::Other(number) => t!("why-other", number = number),
    }
}
