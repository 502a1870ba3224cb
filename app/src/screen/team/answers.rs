//! What the team answered before, kept for whoever asks the like.

use crate::part::{Card, Group};
use crate::ui::{format, route::Route, tell, words::t};
use leptos::prelude::*;
use sightline_shared::id::Millis;
use sightline_shared::view::{KeptAnswer, TeamPage};

/// So many are seen at once; the others at a press.
const SHOWN: usize = 5;

/// The latest first; nothing while there is none.
pub(super) fn answers(page: &TeamPage, now: Millis) -> Option<AnyView> {
    let all = &page.kept;
    if all.is_empty() {
        return None;
    }
    let lines = |kept: &[KeptAnswer]| kept.iter().map(|one| line(one, now)).collect_view();
    let (first, rest) = all.split_at(all.len().min(SHOWN));
    let first = lines(first);
    let rest = (!rest.is_empty()).then(|| {
        let (count, lines) = (rest.len(), lines(rest));
        view! {
            <details>
                <summary class="button quiet">{t!("show-more", count = count)}</summary>
                <Card><ul class="rows">{lines}</ul></Card>
            </details>
        }
    });
    let remark = format::number(all.len());
    let shown = view! {
        <Group title=t!("find-kept") remark>
            <Card><ul class="rows">{first}</ul></Card>
            {rest}
        </Group>
    };
    Some(shown.into_any())
}

fn line(kept: &KeptAnswer, now: Millis) -> AnyView {
    let href = Route::Now(Some(kept.request)).href();
    let by = t!("kept-by", who = tell::name(&kept.by), time = format::moment(kept.at, now));
    view! {
        <li>
            <div class="row">
                <p class="title"><a href=href>{kept.question.clone()}</a></p>
                <p class="keep">{kept.answer.clone()}</p>
                <p class="small">{by}</p>
            </div>
        </li>
    }
    .into_any()
}
