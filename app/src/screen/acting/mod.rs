//! Acting on a request: one sheet per act, the same from every list and from the request itself.

mod compose;
mod forms;
mod on_whom;
mod when;

use crate::screen::common::Chosen;
use crate::ui::Ui;
use leptos::prelude::*;
use sightline_shared::model::EventKind;
use sightline_shared::view::NextAct;

pub(crate) use compose::{Subject, chosen_id};
pub(crate) use forms::{ActSheet, DidItHelp, noted};
pub(crate) use when::{When, WhenField};

/// Does an act at once when it needs no words, else opens its sheet.
pub(crate) fn begin(ui: Ui, act: NextAct, subject: Subject, chosen: Chosen) {
    match subject.at_once(act) {
        Some(event) => ui.act_at_once(subject.id, event, forms::done(act)),
        None => chosen.set(Some((act, subject))),
    }
}

/// Answers a question with a word, at once. Where something below it is unanswered the sheet says so first.
pub(crate) fn answer_with(ui: Ui, subject: &Subject, word: String) {
    let event = EventKind::Delivered { answer: word, over_open: false, noted: false };
    ui.act_at_once(subject.id, event, forms::done(NextAct::Deliver));
}
