//! The line of sight, the product's signature: from the paying customer to you, like a line on a transit map.

use super::basics::Tone;
use leptos::prelude::*;

/// What a stop stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StopKind {
    /// Who pays.
    Customer,
    /// A team between.
    Team,
    /// The team that looks.
    You,
    /// Several teams, left out.
    More,
}

/// One stop. `after` is the state of the link to the next stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stop {
    /// Its name.
    pub(crate) name: String,
    /// What it is.
    pub(crate) kind: StopKind,
    /// How the link after it does.
    pub(crate) after: Tone,
    /// The same in a word, for those who don't see the line; may be empty.
    pub(crate) said: String,
}

/// Who waits, since when, how many links away; and the stops between.
#[component]
pub(crate) fn SightLine(
    /// Who waits: set in bold.
    #[prop(into)]
    who: String,
    /// Since when, and how far.
    #[prop(into)]
    how: String,
    stops: Vec<Stop>,
) -> impl IntoView {
    let stops = stops.into_iter().map(|stop| {
        let class = match stop.kind {
            StopKind::Customer => "stop customer",
            StopKind::Team => "stop",
            StopKind::You => "stop you",
            StopKind::More => "stop more",
        };
        let title = stop.name.clone();
        view! {
            <li class=format!("{class} {}", stop.after.class())>
                <span title=title>{stop.name}</span>
                {(!stop.said.is_empty()).then(|| view! { <span class="out">{stop.said}</span> })}
            </li>
        }
    });
    view! {
        <div class="sight">
            <p>
                <b>{who}</b>
                {how}
            </p>
            <ol class="rail">{stops.collect_view()}</ol>
        </div>
    }
}
