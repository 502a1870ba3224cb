//! What was answered before, below the form: nothing moves while somebody types.

use crate::part::{Button, Card, Group, Tag, Tone};
use crate::ui::{Ui, format, route::Route, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::view::AnsweredBefore;

/// The closest answers to what is being asked. `on_take`: it is the answer, and nothing is asked.
#[component]
pub(super) fn Before(
    #[prop(into)] found: Signal<Vec<AnsweredBefore>>,
    on_take: Callback<()>,
) -> impl IntoView {
    let ui = Ui::here();
    let take = move |id| {
        Callback::new(move |()| {
            on_take.run(());
            ui.say(t!("before-taken"));
            ui.go(&Route::Now(Some(id)));
        })
    };
    move || {
        let found = found.get();
        (!found.is_empty()).then(move || {
            let now = ui.now();
            let rows = found.into_iter().map(move |one| view! {
                <li>
                    <article class="row">
                        <p class="title"><a href=Route::Now(Some(one.request.id)).href()>{tell::name(&one.request)}</a></p>
                        <p class="keep">{one.answer}</p>
                        {one.kept.then(|| view! { <p><Tag tone=Tone::Done icon=lu::LuBookmarkCheck text=t!("kept-title") /></p> })}
                        <div class="meta"><span>{tell::name(&one.team)}</span><span>{format::moment(one.at, now)}</span></div>
                        <div class="buttons">
                            <Button icon=lu::LuCheck on_press=take(one.request.id)>{t!("before-take")}</Button>
                        </div>
                    </article>
                </li>
            });
            let rows = rows.collect_view();
            view! { <Group title=t!("before-title")><Card><ul class="rows">{rows}</ul></Card></Group> }
        })
    }
}
