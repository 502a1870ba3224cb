//! A service in a list: what, for whom, under what promise, and how it goes.

use super::agree::agreement;
use super::observed::{observed, stale};
use super::{Open, OpenSheet};
use crate::part::{Button, Kind, Tag, Tone};
use crate::ui::{Ui, format, tell, words::t, work};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::id::Millis;
use sightline_shared::view::{Flow, MapService, Severity};

/// Which end of a service is named in its line; the other is where the list stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ServiceSide {
    /// Who is served.
    Served,
    /// Who provides.
    Provider,
    /// Both.
    Both,
}

/// One service, with a button to change it.
pub(super) fn service_line(ui: Ui, service: &MapService, side: ServiceSide, open: OpenSheet) -> AnyView {
    let who = match side {
        ServiceSide::Served => tell::name(&service.served),
        ServiceSide::Provider => tell::name(&service.provider),
        ServiceSide::Both => t!(
            "map-serves-whom",
            provider = tell::name(&service.provider),
            served = tell::name(&service.served)
        ),
    };
    let edited = service.clone();
    view! {
        <li>
            <div class="row">
                <div class="group">
                    <p class="title">{who}": "{service.name.clone()}</p>
                    <Button kind=Kind::Quiet icon=lu::LuPencil label=t!("map-edit-service", service = service.name.clone()) on_press=Callback::new(move |()| open.set(Some(Open::Service(Box::new(edited.clone()))))) />
                </div>
                {promise_and_flow(service, ui.now())}
                {agreement(ui, service, open)}
            </div>
        </li>
    }
    .into_any()
}

/// What is promised, and how it goes.
pub(crate) fn promise_and_flow(service: &MapService, now: Millis) -> AnyView {
    let promise = tell::promise(service.reply_within, service.deliver_within);
    let promise = if promise.is_empty() { t!("promise-none") } else { promise };
    view! {
        <div class="meta">
            <span>{promise}</span>
            {(!(service.served_pays && service.flow.asked == 0)).then(|| flow(&service.flow, service.observed.is_none()))}
            {(!service.hours.is_empty()).then(|| view! { <span>{work::given(&service.hours)}</span> })}
            {(!service.contact.is_empty()).then(|| view! { <span>{t!("service-call", who = service.contact.clone())}</span> })}
            {service.disputed.then(|| view! { <Tag tone=Tone::Wait icon=lu::LuGitFork text=t!("card-disputed") /> })}
            {stale(service.quiet_since, service.reconfirm_overdue)}
        </div>
        {observed(service.observed.as_ref(), now)}
    }
    .into_any()
}

/// How many promises need to have been given before a share of kept ones is said.
const ENOUGH: usize = 10;

/// `counts`: how many replies were in time is said here, because nothing better is known.
fn flow(flow: &Flow, counts: bool) -> AnyView {
    let text = match flow {
        Flow { silent: count @ 1.., .. } => t!("flow-silent", count = *count),
        Flow { late: count @ 1.., .. } => t!("flow-late", count = *count),
        Flow { open: count @ 1.., .. } => t!("flow-open", count = *count),
        Flow { asked: 0, .. } => t!("flow-never"),
        _ => t!("flow-calm"),
    };
    let icon = match flow.severity() {
        Severity::Late => lu::LuClockAlert,
        Severity::Wait => lu::LuClock,
        Severity::Done => lu::LuCheck,
        Severity::Calm => lu::LuCircleDashed,
    };
    let kept = (counts && flow.promised > 0).then(|| {
        let (kept, promised) = (format::number(flow.kept), format::number(flow.promised));
        if flow.promised < ENOUGH {
            t!("flow-kept-few", kept = kept, promised = promised)
        } else {
            t!("flow-kept", kept = kept, promised = promised)
        }
    });
    view! {
        <Tag tone=tell::tone(flow.severity()) icon text />
        {kept.map(|kept| view! { <span>{kept}</span> })}
    }
    .into_any()
}
