//! What the team does for whom: each service with its promise, and what it wants to know.

use crate::part::{Card, Group, LinkButton};
use crate::screen::map::{OpenSheet, agreement, promise_and_flow};
use crate::ui::{
    Ui, format,
    route::{AskFor, Route},
    tell,
    words::t,
};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::view::{MapService, TeamPage};

/// Those to the viewer's own team come first, and can be asked for here.
pub(super) fn serves(ui: Ui, page: &TeamPage, open: OpenSheet) -> AnyView {
    let services = &page.party.serves;
    let ours = ui.viewer().team;
    let lines = services.iter().map(|service| {
        let may_ask = ours == Some(service.served.id) && !page.party.retired;
        line(ui, service, may_ask, open)
    });
    let lines = lines.collect_view();
    let shown = if services.is_empty() {
        view! { <p class="small">{t!("team-serves-nobody")}</p> }.into_any()
    } else {
        view! { <Card><ul class="rows">{lines}</ul></Card> }.into_any()
    };
    let remark = format::number(services.len());
    view! { <Group title=t!("team-serves") remark>{shown}</Group> }.into_any()
}

fn line(ui: Ui, service: &MapService, may_ask: bool, open: OpenSheet) -> AnyView {
    let ask = Route::Ask(AskFor {
        team: Some(service.provider.id),
        service: Some(service.id),
        ..AskFor::default()
    });
    let questions = service.questions.iter().map(|question| view! { <li>{question.clone()}</li> });
    let questions = (!service.questions.is_empty()).then(|| {
        view! {
            <p class="small">{t!("team-questions")}</p>
            <ul class="small dots">{questions.collect_view()}</ul>
        }
    });
    let ask = may_ask.then(|| {
        let text = t!("team-ask-for", what = service.name.clone());
        view! { <div class="buttons"><LinkButton icon=lu::LuPlus href=ask.href()>{text}</LinkButton></div> }
    });
    view! {
        <li>
            <div class="row">
                <p class="title">{service.name.clone()}</p>
                <p class="small">{t!("team-for", whom = tell::name(&service.served))}</p>
                {promise_and_flow(service, ui.now())}
                {agreement(ui, service, open)}
                {questions}
                {ask}
            </div>
        </li>
    }
    .into_any()
}
