//! Texts that are typed and not sent yet: they are there again after the tab was closed or killed.

use super::Ui;
use leptos::prelude::*;

/// A text that is kept while it is typed. Copy.
#[derive(Clone, Copy)]
pub(crate) struct Draft {
    place: StoredValue<String>,
    text: RwSignal<String>,
}

impl Draft {
    /// Puts into the field what was typed at this place before, and keeps what is typed from now on.
    pub(crate) fn of(ui: Ui, place: String, text: RwSignal<String>) -> Self {
        if let Some(kept) = ui.act.draft(&place) {
            text.set(kept);
        }
        let draft = Self { place: StoredValue::new(place), text };
        Effect::new(move |before: Option<()>| {
            let typed = draft.text.get();
            if before.is_some() {
                draft.keep(ui, &typed);
            }
        });
        draft
    }

    /// It was sent: the place is empty again.
    pub(crate) fn sent(self, ui: Ui) {
        self.keep(ui, "");
    }

    fn keep(self, ui: Ui, text: &str) {
        let _ = self.place.try_with_value(|place| ui.act.keep_draft(place, text));
    }
}
