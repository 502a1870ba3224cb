//! A request that was found: its title with what was found marked, and the part of its texts that has the rest.

use crate::part::{Card, Group};
use crate::screen::common::{Beside, Shape, ShowMore, card_row_with};
use crate::ui::{Ui, format, words::t};
use leptos::prelude::*;
use sightline_shared::view::{Hit, Piece, Section};

/// One sort of hits; nothing when there is none.
pub(super) fn hits_group(ui: Ui, title: String, hits: &Section<Hit>, more: Callback<()>) -> Option<AnyView> {
    if hits.total == 0 {
        return None;
    }
    let (now, route) = (ui.now(), ui.route.get());
    let rows = hits.items.iter().map(|hit| {
        let title = Some(pieces(&hit.title, false));
        let beyond = (!hit.excerpt.is_empty()).then(|| excerpt(hit));
        card_row_with(&hit.card, Shape::Short, &route, now, None, Beside { title, beyond })
    });
    let rows = rows.collect_view();
    let (left, remark) = (hits.more(), format::number(hits.total));
    Some(
        view! {
            <Group title remark>
                <Card>
                    <ul class="rows">{rows}</ul>
                </Card>
                <ShowMore left on_press=more />
            </Group>
        }
        .into_any(),
    )
}

fn excerpt(hit: &Hit) -> AnyView {
    let whose = if hit.said { t!("find-said") } else { t!("find-wrote") };
    view! { <p class="small excerpt"><span class="out">{whose}</span>{pieces(&hit.excerpt, true)}</p> }
        .into_any()
}

/// `aloud`: screen readers are told of the marks. In a title they would stand in the link's name.
fn pieces(pieces: &[Piece], aloud: bool) -> AnyView {
    let piece = |piece: &Piece| {
        let text = piece.text.clone();
        if !piece.found {
            return text.into_any();
        }
        let found = aloud.then(|| view! { <span class="out">{t!("find-found")}</span> });
        view! { <mark>{found}{text}</mark> }.into_any()
    };
    pieces.iter().map(piece).collect_view().into_any()
}
