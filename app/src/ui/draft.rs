//! Texts that are typed and not sent yet: they are there again after the tab was closed or killed.

use super::Ui;
use leptos::prelude::*;
use std::sync::Arc;

/// A text that is kept while it is typed. It outlives the field: what was sent is settled after its sheet is closed.
#[derive(Clone)]
pub(crate) struct Draft(Arc<str>);

impl Draft {
    /// Puts into the field what was typed at this place before, and keeps what is typed from now on.
    pub(crate) fn of(ui: Ui, place: &str, text: RwSignal<String>) -> Self {
        if let Some(kept) = ui.act.draft(place) {
            text.set(kept);
        }
        let draft = Self(place.into());
        let place = Arc::clone(&draft.0);
        Effect::new(move |before: Option<()>| {
            let typed = text.get();
            if before.is_some() {
                ui.act.keep_draft(&place, &typed);
            }
        });
        draft
    }

    /// It was sent: the place is empty again.
    pub(crate) fn sent(&self, ui: Ui) {
        ui.act.keep_draft(&self.0, "");
    }
}
