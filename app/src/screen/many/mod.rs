//! Acting on several requests of a list at once.

mod left;
mod sheet;

pub(crate) use left::{Handing, LeftByOthers, LeftSheet, left_button};

use crate::part::{Button, Kind};
use crate::ui::{Ui, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sheet::ManySheet;
use sightline_shared::id::DocId;
use sightline_shared::view::{ACTS_FOR_MANY, NextAct, many};

/// Begins to choose.
#[component]
pub(crate) fn PickSeveral() -> impl IntoView {
    let picking = Ui::here().picking;
    view! {
        <Button icon=lu::LuListChecks label=t!("many-start") on_press=Callback::new(move |()| {
            if picking.on.get_untracked() { picking.end() } else { picking.begin() }
        }) />
    }
}

/// What can be done with those that are chosen, at the thumb.
#[component]
pub(crate) fn ManyBar(
    /// The requests that the list shows: what leaves it leaves the choice.
    #[prop(into)]
    shown: Signal<Vec<DocId>>,
) -> impl IntoView {
    let ui = Ui::here();
    let picking = ui.picking;
    let doing = RwSignal::new(None::<NextAct>);
    // Another list is another choice.
    picking.offer(true);
    on_cleanup(move || {
        picking.offer(false);
        picking.end();
    });
    Effect::new(move || shown.with(|shown| picking.keep(shown)));
    let acts = ui.query(move |rows, viewer, now| {
        let picked = picking.picked.get();
        let some = |act: &NextAct| !many(rows, viewer, &picked, *act, now).can.is_empty();
        ACTS_FOR_MANY.into_iter().filter(some).collect::<Vec<_>>()
    });
    let buttons = move || {
        acts.get().into_iter().map(|act| view! {
            <Button icon=tell::act_icon(act) on_press=Callback::new(move |()| doing.set(Some(act)))>{tell::done(act.kind())}</Button>
        }).collect_view()
    };
    let bar = move || {
        picking.on.get().then(|| view! {
        <div class="many card pad" role="group" aria-label=t!("many-start")>
            <div class="head">
                <p role="status">{move || t!("many-picked", count = picking.picked.with(Vec::len))}</p>
                <Button kind=Kind::Quiet on_press=Callback::new(move |()| picking.all_shown())>{t!("many-all")}</Button>
                <Button kind=Kind::Quiet icon=lu::LuX label=t!("many-end") on_press=Callback::new(move |()| picking.end()) />
            </div>
            <div class="buttons">{buttons}</div>
        </div>
    })
    };
    // Of the bar and not of the sheet: it is done when that is gone.
    let done = Callback::new(move |()| picking.end());
    view! {
        {bar}
        {move || doing.get().map(|act| view! { <ManySheet act picked=picking.picked.into() on_done=done on_close=Callback::new(move |()| doing.set(None)) /> })}
    }
}
