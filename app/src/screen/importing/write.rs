//! Writing down what a file brings, a few documents at a time.

use crate::act::breathe;
use crate::part::Card;
use crate::ui::{Ui, format, words::t};
use leptos::prelude::*;
use sightline_shared::edit::Edit;
use sightline_shared::limits::IMPORT_EDITS_PER_SLICE;
use sightline_shared::session::EditRefused;
use std::cell::Cell;
use std::rc::Rc;

/// Writes documents down a few at a time, and goes on once they are on this device's disk: whoever stops in the middle goes on by importing
/// the same file again. Answers how many were written.
pub(crate) async fn write_down(
    ui: Ui,
    progress: RwSignal<Option<(usize, usize)>>,
    documents: &[Vec<Edit>],
) -> usize {
    let mut done = 0;
    for slice in documents.chunks(IMPORT_EDITS_PER_SLICE) {
        // Whoever leaves the screen stops it.
        if progress.try_set(Some((done, documents.len()))).is_some() {
            break;
        }
        if let Err(refused) = settled(ui, slice.concat()).await {
            ui.settled(Err(refused), String::new(), |()| ());
            break;
        }
        if !saved(ui).await {
            ui.complain(t!("import-unsaved"));
            break;
        }
        done += slice.len();
        breathe().await;
    }
    done
}

/// Waits until nothing is being stored; whether everything is.
async fn saved(ui: Ui) -> bool {
    let status = ui.store.status();
    while status.with_untracked(|status| status.saving > 0) {
        breathe().await;
    }
    status.with_untracked(|status| status.unsaved == 0)
}

/// What became of some edits.
async fn settled(ui: Ui, edits: Vec<Edit>) -> Result<(), EditRefused> {
    let answer = Rc::new(Cell::new(None));
    let heard = Rc::clone(&answer);
    ui.act.dispatch_with(edits, move |settled| heard.set(Some(settled)));
    loop {
        if let Some(settled) = answer.take() {
            return settled;
        }
        breathe().await;
    }
}

/// How far it is: so many documents are written, of so many.
#[component]
pub(crate) fn UnderWay(
    progress: RwSignal<Option<(usize, usize)>>,
    /// What is under way.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let part = move || progress.get().unwrap_or_default();
    let said = move || {
        let (done, all) = part();
        t!("import-under-way", done = format::number(done), all = format::number(all))
    };
    view! {
        <Card pad=true>
            <p>{said}</p>
            <progress max=move || part().1.to_string() prop:value=move || part().0.to_string() aria-label=label></progress>
            <p class="small">{t!("import-under-way-text")}</p>
        </Card>
    }
}
