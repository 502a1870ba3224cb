//! What colleagues who aren't here still have, to be handed over in one step.

use super::ManySheet;
use crate::part::{Button, Card, Group};
use crate::ui::{Ui, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::id::{DocId, Millis};
use sightline_shared::view::{self, LeftBehind, NextAct};

/// Whose requests are being handed over. Beside the list and not in it: the list is drawn anew every minute, the sheet is not.
pub(crate) type Handing = RwSignal<Option<DocId>>;

/// On *Now*: who isn't here and still has requests of my team.
#[component]
pub(crate) fn LeftByOthers() -> impl IntoView {
    let ui = Ui::here();
    let left = ui.query(view::left_behind);
    let handing: Handing = RwSignal::new(None);
    let lines = move || left.with(|left| left.iter().map(|one| line(one, ui.now(), handing)).collect_view());
    let is_any = Memo::new(move |_| left.with(|left| !left.is_empty()));
    view! {
        {move || is_any.get().then(|| view! {
            <Group title=t!("left-title")>
                <Card><ul class="rows">{lines}</ul></Card>
            </Group>
        })}
        <LeftSheet handing />
    }
}

/// "Tom · away until 14:00", and the button.
fn line(one: &LeftBehind, now: Millis, handing: Handing) -> AnyView {
    view! {
        <li>
            <div class="row">
                <p class="title">{tell::name(&one.person)}</p>
                <div class="meta">{tell::presence(&one.presence, now).map(|text| view! { <span>{text}</span> })}</div>
                <div class="buttons">{left_button(one, handing)}</div>
            </div>
        </li>
    }
    .into_any()
}

/// Hands over all that one person has at my team.
pub(crate) fn left_button(one: &LeftBehind, handing: Handing) -> AnyView {
    let label = t!("left-hand-over", count = one.requests.len(), who = tell::name(&one.person));
    let person = one.person.id;
    let press = Callback::new(move |()| handing.set(Some(person)));
    view! { <Button icon=lu::LuLogOut on_press=press>{label}</Button> }.into_any()
}

/// The sheet for those whose button was pressed.
#[component]
pub(crate) fn LeftSheet(handing: Handing) -> impl IntoView {
    let ui = Ui::here();
    let left = ui.query(view::left_behind);
    let (close, done) = (Callback::new(move |()| handing.set(None)), Callback::new(|()| ()));
    move || {
        handing.get().map(|person| {
            let of = move |left: &Vec<LeftBehind>| {
                left.iter().find(|one| one.person.id == person).map(|one| one.requests.clone())
            };
            let picked = Signal::derive(move || left.with(of).unwrap_or_default());
            view! { <ManySheet act=NextAct::HandOver picked on_done=done on_close=close /> }
        })
    }
}
