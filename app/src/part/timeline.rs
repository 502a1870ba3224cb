//! What happened, one moment below the other.

use super::basics::{Icons, Tag, Tone};
use leptos::prelude::*;

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Moment {
    /// What tells it from all others.
    pub(crate) id: String,
    /// The time of day.
    pub(crate) time: String,
    /// The whole moment in words, and the device: shown on hover and to assistive technology.
    pub(crate) full: String,
    /// The day, when it differs from the moment before.
    pub(crate) day: Option<String>,
    /// Who, in bold.
    pub(crate) who: String,
    /// What they did.
    pub(crate) what: String,
    /// What they said; may be empty.
    pub(crate) said: String,
    /// Small print: the device, on whose behalf.
    pub(crate) small: String,
    /// A remark with an icon: overruled, came late.
    pub(crate) remark: Option<(Tone, Icons, String)>,
    /// It has no effect: shown struck through, never hidden.
    pub(crate) faded: bool,
}

/// All of it, in the order given. A moment that is shown already stays as it is when others come.
#[component]
pub(crate) fn Timeline(#[prop(into)] moments: Signal<Vec<Moment>>) -> impl IntoView {
    view! {
        <ol class="timeline">
            <For each=move || moments.get() key=Moment::clone children=line />
        </ol>
    }
}

fn line(moment: Moment) -> AnyView {
    view! {
        {moment.day.map(|day| view! { <li class="day">{day}</li> })}
        <li>
            <time title=moment.full>{moment.time}</time>
            <div>
                <p class:faded=moment.faded>
                    <b>{moment.who}</b>
                    " "
                    {moment.what}
                </p>
                {(!moment.said.is_empty()).then(|| view! { <p class="said keep">{moment.said}</p> })}
                {(!moment.small.is_empty()).then(|| view! { <p class="small">{moment.small}</p> })}
                {moment.remark.map(|(tone, icon, text)| view! { <Tag tone icon text /> })}
            </div>
        </li>
    }
    .into_any()
}
