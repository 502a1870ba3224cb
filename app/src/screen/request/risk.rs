//! What is said before it is too late: that a request won't be in time as things are, and what can be offered instead.

use crate::part::{Banner, Button, Tone};
use crate::screen::acting::Subject;
use crate::screen::common::Chosen;
use crate::ui::{Ui, format, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::model::TakesFrom;
use sightline_shared::view::{NextAct, RequestPage};

/// That it is at risk, by which request below, and a press that offers another time to whoever asked.
pub(super) fn banner(ui: Ui, page: &RequestPage, chosen: Chosen) -> Option<AnyView> {
    let risk = page.risk?;
    let now = ui.now();
    let ends = format::moment(risk.ends, now);
    let below = risk.below.and_then(|id| page.chain.items.iter().find(|node| node.id == id));
    let why = below.map(|node| {
        let (title, team) = (node.title.clone(), tell::name(&node.team));
        if risk.is_offer {
            t!("risk-offer", title = title, team = team)
        } else {
            t!("risk-below", title = title, team = team)
        }
    });
    let soon = t!("risk-soon", due = format::moment(risk.due, now), ends = ends.clone());
    let sum = risk.takes.map(|takes| {
        let (team, span) = (tell::name(&page.provider), format::span(takes.span));
        match takes.from {
            TakesFrom::Promise => t!("risk-takes-promise", team = team, span = span),
            TakesFrom::Observed { samples, as_of } => {
                t!(
                    "risk-takes-observed",
                    team = team,
                    span = span,
                    count = samples,
                    time = format::moment(as_of, now)
                )
            }
        }
    });
    let text = why.into_iter().chain([soon]).chain(sum).collect::<Vec<_>>().join(" ");
    let can_offer = page.acts.contains(&NextAct::CounterOffer);
    let reason = below.map(|node| t!("risk-reason", title = node.title.clone())).unwrap_or_default();
    let subject = Subject { proposed: Some((risk.ends, reason)), ..Subject::of_page(page) };
    let offer = Callback::new(move |()| chosen.set(Some((NextAct::CounterOffer, subject.clone()))));
    let verb = t!("risk-offer-up", ends = ends, asker = tell::name(&page.asker));
    Some(
        view! {
            <Banner tone=Tone::Wait icon=lu::LuTriangleAlert text>
                {can_offer.then(|| view! { <Button icon=lu::LuCalendarClock on_press=offer>{verb}</Button> })}
            </Banner>
        }
        .into_any(),
    )
}
