//! A promise is agreed by both ends: what one of them proposes, and what the other says to it.

use super::{Open, OpenSheet, sheets};
use crate::part::{Button, Card, Group, Kind, Tag, Tone};
use crate::ui::{Ui, format, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::{Edit, ServiceField};
use sightline_shared::id::DocId;
use sightline_shared::settle;
use sightline_shared::view::{self, MapProposal, MapService};

/// What is proposed at a service, and the ways to propose something or to say that it still holds.
pub(crate) fn agreement(ui: Ui, service: &MapService, open: OpenSheet) -> AnyView {
    let proposals = service.proposals.iter().map(|one| proposal(ui, service.id, one, open)).collect_view();
    let (id, ends) = (service.id, [service.provider.id, service.served.id]);
    let team = ui.viewer().team;
    let may_say = !service.is_negotiated || team.is_some_and(|team| ends.contains(&team));
    let holds = (service.reconfirm_overdue && may_say).then(|| {
        let confirm = Callback::new(move |()| {
            ui.edit(vec![settle::still_holds(id, ui.now_once())], t!("promise-holds-now"));
        });
        view! { <Button icon=lu::LuHandshake on_press=confirm>{t!("promise-holds")}</Button> }
    });
    let propose = service.is_negotiated.then(|| {
        let proposed = service.clone();
        let sheet = Callback::new(move |()| open.set(Some(Open::Propose(Box::new(proposed.clone())))));
        let label = t!("propose-for", service = service.name.clone());
        view! { <Button kind=Kind::Quiet icon=lu::LuMessageCircleQuestion label on_press=sheet>{t!("propose")}</Button> }
    });
    let agreed = service
        .agreed_at
        .map(|at| view! { <p class="small">{t!("promise-agreed", time = format::day(at))}</p> });
    let has_buttons = holds.is_some() || propose.is_some();
    view! {
        {agreed}
        {proposals}
        {has_buttons.then(|| view! { <div class="buttons">{holds}{propose}</div> })}
    }
    .into_any()
}

/// One proposal with what can be said to it.
fn proposal(ui: Ui, service: DocId, one: &MapProposal, open: OpenSheet) -> AnyView {
    let (by, at) = (one.by.id, one.at);
    let who = one.end.as_ref().map_or_else(|| tell::name(&one.by), |end| tell::team_and(end, Some(&one.by)));
    let promise = tell::promise(one.offer.reply_within, one.offer.deliver_within);
    let promise = if promise.is_empty() { t!("promise-none") } else { promise };
    let again = one.offer.reconfirm_by.map(|by| t!("proposed-until", time = format::day(by)));
    let what = std::iter::once(promise).chain(again).collect::<Vec<_>>().join(", ");
    let declined = one.answer.as_ref().map(|answer| {
        let who = ui.look(|rows| tell::name(&rows.named(answer.by))).unwrap_or_default();
        view! { <p><Tag tone=Tone::Late icon=lu::LuCornerUpLeft text=t!("proposal-declined", who = who, words = answer.words.clone()) /></p> }
    });
    let accept = Callback::new(move |()| {
        let edits = ui.look(|rows| settle::accept_proposal(rows, service, by, at)).flatten();
        if let Some(edits) = edits {
            ui.edit(edits, t!("proposal-accepted"));
        }
    });
    let decline = Callback::new(move |()| open.set(Some(Open::Decline { service, by, at })));
    let withdraw = Callback::new(move |()| {
        let field = ServiceField::Proposed(None);
        ui.edit(vec![Edit::ChangeService { id: service, field }], t!("proposal-gone"));
    });
    view! {
        <div class="row proposal">
            <div class="meta"><Tag tone=Tone::Wait icon=lu::LuMessageCircleQuestion text=t!("proposal-by", who = who) /></div>
            <p class="keep">{what}": "{one.offer.words.clone()}</p>
            {declined}
            <div class="buttons">
                {one.may_answer.then(|| view! {
                    <Button icon=lu::LuHandshake on_press=accept>{t!("proposal-accept")}</Button>
                    <Button icon=lu::LuCornerUpLeft on_press=decline>{t!("proposal-decline")}</Button>
                })}
                {one.is_mine.then(|| view! { <Button kind=Kind::Quiet on_press=withdraw>{t!("proposal-withdraw")}</Button> })}
            </div>
        </div>
    }
    .into_any()
}

/// On *Now*: promises that wait for a word of the viewer's team, and what was said no to.
#[component]
pub(crate) fn Promises() -> impl IntoView {
    let ui = Ui::here();
    let waiting = ui.query(|rows, viewer, _| view::promises_to_settle(rows, viewer));
    let open: OpenSheet = RwSignal::new(None);
    let list = move || {
        waiting.with(|waiting| {
            let lines = waiting.iter().map(|one| {
                let ends = t!(
                    "map-serves-whom",
                    provider = tell::name(&one.provider),
                    served = tell::name(&one.served)
                );
                let proposal = proposal(ui, one.service.id, &one.proposal, open);
                view! {
                    <li><div class="row">
                        <p class="title">{ends}": "{tell::name(&one.service)}</p>
                        {proposal}
                    </div></li>
                }
            });
            let lines = lines.collect_view();
            (!waiting.is_empty()).then(|| {
                view! {
                    <Group title=t!("promises-waiting") remark=format::number(waiting.len())>
                        <Card><ul class="rows">{lines}</ul></Card>
                    </Group>
                }
            })
        })
    };
    view! {
        {list}
        {sheets(open)}
    }
}
