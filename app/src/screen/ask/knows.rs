//! Who may know, with a reason each; below everything else, so that nothing moves when they come.

use crate::part::{Button, Card, Choice, Group};
use crate::ui::{tell, words::t};
use leptos::prelude::*;
use sightline_shared::view::{KnowsBy, MayKnow};
use wasm_bindgen::JsCast;

/// The teams. `place`: whoever chooses one goes on at what is chosen, by this selector.
#[component]
pub(crate) fn Knows(
    #[prop(into)] known: Signal<Vec<MayKnow>>,
    on_choose: Callback<MayKnow>,
    place: &'static str,
) -> impl IntoView {
    let count = Memo::new(move |_| known.with(Vec::len));
    let row = move |one: MayKnow| {
        let choose = t!("know-choose", team = tell::name(&one.team));
        let (name, why) = (tell::name(&one.team), reason(&one.why));
        let press = Callback::new(move |()| {
            on_choose.run(one.clone());
            request_animation_frame(move || focus(place));
        });
        view! {
            <li>
                <article class="row">
                    <div class="group">
                        <div>
                            <p class="title">{name}</p>
                            <p class="small">{why}</p>
                        </div>
                        <Button label=choose on_press=press>{t!("know-choose-them")}</Button>
                    </div>
                </article>
            </li>
        }
    };
    let list = move || {
        let known = known.get();
        (!known.is_empty()).then(|| {
            let rows = known.into_iter().map(row).collect_view();
            view! { <Group title=t!("know-title")><Card><ul class="rows">{rows}</ul></Card></Group> }
        })
    };
    view! {
        <p class="out" role="status">{move || (count.get() > 0).then(|| t!("know-count", count = count.get()))}</p>
        {list}
    }
}

fn focus(place: &str) {
    let chosen = document().query_selector(&format!("{place} .chosen button")).ok().flatten();
    if let Some(chosen) = chosen.and_then(|button| button.dyn_into::<leptos::web_sys::HtmlElement>().ok()) {
        let _ = chosen.focus();
    }
}

fn reason(why: &KnowsBy) -> String {
    match why {
        KnowsBy::Kept => t!("know-kept"),
        KnowsBy::Provides(service) => t!("know-provides", service = tell::name(service)),
        KnowsBy::Answered(count) => t!("know-answered", count = *count),
    }
}

/// The team as a picker holds it.
pub(crate) fn choice_of(known: &MayKnow) -> Choice {
    Choice { key: known.team.id.to_string(), name: tell::name(&known.team), note: reason(&known.why) }
}
