//! On *Now*, when my shift ends: what I own, to hand over or to stay for.

use super::duty::{DutySheet, Open};
use crate::part::{Button, Card, Icon, Kind, LinkButton};
use crate::ui::{Ui, format, route::Route, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::id::Millis;
use sightline_shared::view::{self, ShiftEnds};

/// The card, from shortly before the end of my shift on, until nothing is mine any more or I stay.
#[component]
pub(crate) fn MyShift() -> impl IntoView {
    let ui = Ui::here();
    let ends = ui.query(view::shift_ends);
    let staying = RwSignal::new(false);
    let stay = Callback::new(move |()| staying.set(true));
    let card = move |ends: ShiftEnds| {
        view! {
            <Card pad=true>
                <p role="status"><Icon icon=lu::LuAlarmClock />" "{said(ends, ui.now())}</p>
                <div class="buttons">
                    <LinkButton kind=Kind::Main icon=lu::LuLogOut href=Route::HandOver.href()>{t!("shift-hand-over")}</LinkButton>
                    <Button icon=lu::LuUserCheck on_press=stay>{t!("shift-stay")}</Button>
                </div>
            </Card>
        }
    };
    view! {
        {move || ends.get().map(card)}
        {move || staying.get().then(|| view! { <DutySheet which=Open::Here on_close=Callback::new(move |()| staying.set(false)) /> })}
    }
}

/// "Your shift ends at 14:00: 4 requests are yours, and 1 task is yours."
fn said(ends: ShiftEnds, now: Millis) -> String {
    let requests = || t!("shift-requests", count = ends.requests);
    let tasks = || t!("shift-tasks", count = ends.tasks);
    let owned = match (ends.requests, ends.tasks) {
        (0, _) => tasks(),
        (_, 0) => requests(),
        _ => t!("shift-both", requests = requests(), tasks = tasks()),
    };
    let time = format::moment(ends.at, now);
    if ends.is_over {
        t!("shift-ended", time = time, owned = owned)
    } else {
        t!("shift-ends", time = time, owned = owned)
    }
}
