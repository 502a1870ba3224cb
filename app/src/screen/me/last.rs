//! What I did last, and taking it back.

use crate::part::{Button, Card, Group};
use crate::ui::{Ui, format, words::t};
use icondata_lu as lu;
use leptos::prelude::*;

/// The card; nothing before anything was done.
#[component]
pub(super) fn LastAction() -> impl IntoView {
    let ui = Ui::here();
    move || {
        let last = ui.last.get()?;
        let at = format::moment(last.at, ui.now());
        let undo = if last.can_be_undone() {
            view! { <Button icon=lu::LuUndo2 on_press=Callback::new(move |()| ui.take_back())>{t!("last-undo")}</Button> }
                .into_any()
        } else {
            view! { <p class="small">{t!("last-stays")}</p> }.into_any()
        };
        Some(view! {
            <Group title=t!("last-title") remark=at>
                <Card pad=true>
                    <p>{last.text}</p>
                    {undo}
                </Card>
            </Group>
        })
    }
}
