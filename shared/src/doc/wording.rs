//! What is asked is changed field by field, and each change is told by an event beside it: who, when, and from what to what.

use crate::edit::RequestField;
use crate::id::DocId;
use crate::limits::LINE_CHARS_MAX;
use crate::model::{Due, EventKind, Field, Request, Wording};

/// What to tell of a change; nothing of what stays as it is, or of a voice's tags and links.
pub(super) fn reworded(request: &Request, field: &RequestField) -> Option<EventKind> {
    match field {
        RequestField::Title(text) => told(Wording::Title, &request.title, text, |text| line(text)),
        RequestField::Details(text) => told(Wording::Details, &request.details, text, |text| line(text)),
        RequestField::Words(text) => told(Wording::Words, &request.words, text, |text| line(text)),
        RequestField::Reference(text) => {
            told(Wording::Reference, &request.reference, text, |text| line(text))
        }
        RequestField::Customer(id) => told(Wording::Customer, &request.customer, id, |id| name(*id)),
        RequestField::Parent(id) => told(Wording::Parent, &request.parent, id, |id| name(*id)),
        RequestField::Due(due) => told(Wording::Due, &request.due, due, |due| moment(*due)),
        RequestField::Tag(..) | RequestField::About(..) => None,
    }
}

fn told<T: PartialEq>(
    what: Wording,
    field: &Field<T>,
    new: &T,
    say: impl Fn(&T) -> String,
) -> Option<EventKind> {
    let is_settled = field.value == *new && field.others.is_empty();
    (!is_settled).then(|| EventKind::Reworded { what, before: say(&field.value), after: say(new) })
}

/// The beginning of a text: the whole of it stays in the document's own history.
fn line(text: &str) -> String {
    if text.chars().count() <= LINE_CHARS_MAX {
        return text.to_owned();
    }
    text.chars().take(LINE_CHARS_MAX - 1).chain(['…']).collect()
}

fn name(id: Option<DocId>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

fn moment(due: Option<Due>) -> String {
    due.map(|due| due.at.0.to_string()).unwrap_or_default()
}
