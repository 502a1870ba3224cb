//! Letting a request wait for another that was asked by itself.

use crate::part::{Button, Choice, Kind, Sheet};
use crate::screen::acting::chosen_id;
use crate::screen::common::OtherPicker;
use crate::ui::{Draft, Ui, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::{Edit, RequestField};
use sightline_shared::id::DocId;
use sightline_shared::view;

/// Picks the request that this one waits for.
#[component]
pub(super) fn HangSheet(id: DocId, title: String, on_close: Callback<()>) -> impl IntoView {
    let ui = Ui::here();
    let chosen = RwSignal::new(None::<Choice>);
    let typed = Draft::begin(format!("hang-{id}")).with("hang-which", chosen).keep(ui);
    let note = typed.note(ui);
    let tried = RwSignal::new(false);
    let error =
        Signal::derive(move || (tried.get() && chosen.with(Option::is_none)).then(|| t!("field-choose")));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if let Some(other) = chosen_id(chosen) {
            typed.save(ui, vec![hung(other, Some(id))], t!("done-hang"), on_close);
        }
    };
    view! {
        <Sheet title=t!("hang-title") close=t!("close") on_close>
            <p class="small">{title}</p>
            <form class="form tight" novalidate on:submit=submit>
                {note}
                <p>{t!("hang-about")}</p>
                <OtherPicker
                    label=t!("hang-which")
                    hint=t!("hang-which-hint")
                    request=id
                    candidates=view::hang_candidates
                    chosen
                    error
                />
                <div class="wide">
                    <Button kind=Kind::Main icon=lu::LuLink2>{t!("hang-do")}</Button>
                </div>
            </form>
        </Sheet>
    }
}

/// Takes a request out of its chain.
pub(super) fn free(ui: Ui, id: DocId) {
    // In one batch, so that taking it back takes back both.
    let customer = ui.look(|rows| view::customer_to_keep(rows, id)).flatten();
    let named = customer.map(|who| Edit::Reword { request: id, field: RequestField::Customer(Some(who)) });
    ui.edit(named.into_iter().chain([hung(id, None)]).collect(), t!("done-free"));
}

fn hung(request: DocId, under: Option<DocId>) -> Edit {
    Edit::Reword { request, field: RequestField::Parent(under) }
}
