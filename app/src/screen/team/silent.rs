//! Who is told when the team stays silent.

use crate::part::Group;
use crate::ui::{format, tell, words::t};
use leptos::prelude::*;
use sightline_shared::id::Span;
use sightline_shared::view::TeamPage;

/// The steps that hold, one a line.
pub(super) fn silent(page: &TeamPage) -> AnyView {
    let steps = page.steps.iter().map(|step| {
        let whom = tell::whom(step.tells);
        let text = if step.after == Span::ZERO {
            t!("team-told-at-once", whom = whom)
        } else {
            t!("team-told", span = format::span(step.after), whom = whom)
        };
        view! { <li>{text}</li> }
    });
    let steps = steps.collect_view();
    view! { <Group title=t!("steps-title")><ol class="dots">{steps}</ol></Group> }.into_any()
}
