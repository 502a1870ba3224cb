//! My last action, and taking it back: also after it was sent, as an action of its own.

use super::{Ui, words::t};
use leptos::prelude::*;
use sightline_shared::edit::Edit;
use sightline_shared::id::Millis;
use sightline_shared::undo::{self, Footing};

/// What somebody did last in this tab.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Last {
    /// The notice that said so.
    pub(super) said: u64,
    /// What was said.
    pub(crate) text: String,
    /// When.
    pub(crate) at: Millis,
    edits: Vec<Edit>,
    /// What takes it back; none: nothing does.
    undo: Option<Vec<Edit>>,
    footing: Option<Footing>,
}

impl Last {
    /// Whether it can be taken back, as long as nobody goes on from there.
    pub(crate) fn can_be_undone(&self) -> bool {
        self.undo.is_some()
    }
}

impl Ui {
    /// What would take these edits back, before they are made.
    pub(crate) fn undo_of(self, edits: &[Edit]) -> Option<Vec<Edit>> {
        let me = self.viewer().person;
        self.look(|rows| undo::undo_of(rows, edits, me, &t!("undo-words"))).flatten()
    }

    /// These edits were made; the notice with this number says so.
    pub(super) fn remember(self, said: u64, text: &str, edits: Vec<Edit>, undo: Option<Vec<Edit>>) {
        let footing = self.look(|rows| Footing::of(rows, &edits));
        let text = if text.is_empty() { t!("last-something") } else { text.to_owned() };
        let at = self.now_once();
        let _ = self.last.try_set(Some(Last { said, text, at, edits, undo, footing }));
    }

    /// These edits were made, in several steps; says so, and offers to take them back together.
    pub(crate) fn made(self, text: String, edits: Vec<Edit>, undo: Option<Vec<Edit>>) {
        self.remember(self.next_number(), &text, edits, undo);
        self.say(text);
    }

    /// Whether the notice with this number offers to take back what it says.
    pub(super) fn offers_undo(self, said: u64) -> bool {
        self.last.with(|last| last.as_ref().is_some_and(|last| last.said == said && last.undo.is_some()))
    }

    /// Takes the last action back, unless somebody has gone on from there.
    pub(crate) fn take_back(self) {
        let Some(last) = self.last.get_untracked() else { return };
        let Some(undo) = last.undo else { return };
        self.hush(last.said);
        let holds = self.look(|rows| last.footing.is_some_and(|footing| footing.holds(rows, &last.edits)));
        if holds != Some(true) {
            self.last.set(None);
            self.complain(t!("undo-built-on"));
            return;
        }
        self.act.dispatch_with(undo, move |settled| {
            self.settled(settled, t!("undo-done"), |()| {
                let _ = self.last.try_set(None);
            });
        });
    }
}
