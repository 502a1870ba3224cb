//! My last action, and taking it back: also after it was sent, as an action of its own.

use super::{Ui, tell, words::t};
use leptos::prelude::*;
use sightline_shared::edit::Edit;
use sightline_shared::id::{DocId, Millis};
use sightline_shared::undo::{self, Footing};

/// So many are named of those that were not taken back.
const STAYS_NAMED_MAX: usize = 5;

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
        let (me, now) = (self.viewer().person, self.now_once());
        self.look(|rows| undo::undo_of(rows, edits, me, &t!("undo-words"), now)).flatten()
    }

    /// These edits were made; the notice with this number says so.
    pub(super) fn remember(self, said: u64, text: &str, edits: Vec<Edit>, undo: Option<Vec<Edit>>) {
        let me = self.viewer().person;
        let undo = undo.or_else(|| self.look(|rows| undo::turns_back(rows, &edits, me)).flatten());
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

    /// Takes the last action back, unless somebody has gone on from there. Of one act on several documents the rest is taken back, and what
    /// stays is named.
    pub(crate) fn take_back(self) {
        let Some(last) = self.last.get_untracked() else { return };
        let Some(undo) = last.undo else { return };
        self.hush(last.said);
        let still = self.look(|rows| last.footing.map(|footing| footing.still(rows, &last.edits, &undo)));
        let (undo, stays) = still.flatten().unwrap_or_default();
        if undo.is_empty() {
            self.last.set(None);
            self.complain(t!("undo-built-on"));
            return;
        }
        let done = if stays.is_empty() { t!("undo-done") } else { String::new() };
        self.act.dispatch_with(undo, move |settled| {
            self.settled(settled, done, |()| {
                let _ = self.last.try_set(None);
                if !stays.is_empty() {
                    self.complain(t!("undo-some", count = stays.len(), names = self.names(&stays)));
                }
            });
        });
    }

    fn names(self, ids: &[DocId]) -> String {
        let named = self.look(|rows| {
            let name = |id: &DocId| tell::name(&rows.named(*id));
            ids.iter().take(STAYS_NAMED_MAX).map(name).collect::<Vec<_>>()
        });
        let more = if ids.len() > STAYS_NAMED_MAX { ", …" } else { "" };
        format!("{}{more}", named.unwrap_or_default().join(", "))
    }
}
