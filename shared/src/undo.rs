//! Taking back one's own last action: what says the opposite, as edits of its own. Nothing that was written goes away.

mod acts;

use crate::edit::{
    Answering, CustomerField, Edit, PartyField, PersonField, RequestField, ServiceField, TaskField,
};
use crate::id::{DocId, EventId, Millis};
use crate::model::{Due, EventKind, PictureStyle, TurnKind};
use crate::view::{KeptRow, PartyRow, PersonRow, RequestRow, Row, Rows, SnippetRow, TaskRow, promised_by};
use acts::Against;
use std::collections::BTreeSet;

/// What takes these edits back, worked out on the rows before they were made; `None`: that can't be taken back. `words` is the reason where
/// one must be given; `now` is when they are made.
pub fn undo_of(rows: &Rows, edits: &[Edit], me: DocId, words: &str, now: Millis) -> Option<Vec<Edit>> {
    let mut undo = Vec::new();
    let apart = are_apart(edits);
    // What is new on the map goes as a whole: nothing was there before that it could go back to.
    let on_map = |edit: &&Edit| matches!(edit, Edit::AddParty { .. } | Edit::AddService { .. });
    let new: BTreeSet<DocId> = edits.iter().filter(on_map).map(Edit::doc).collect();
    // What was done last is taken back first.
    for edit in edits.iter().rev().filter(|edit| edit.creates() || !new.contains(&edit.doc())) {
        match opposite(rows, edit, me, words, now) {
            Some(against) => undo.extend(against),
            // Of several things done to several documents the rest can be taken back.
            None if apart => {}
            None => return None,
        }
    }
    (!undo.is_empty()).then_some(undo)
}

/// What takes turns of routine work back, worked out on the rows after they were made: only there has a turn its name.
pub fn turns_back(rows: &Rows, edits: &[Edit], me: DocId) -> Option<Vec<Edit>> {
    let back = |edit: &Edit| {
        let Edit::Turn { task, turn } = edit else { return None };
        let row = rows.task(*task)?;
        let mine = match turn {
            TurnKind::Done { day } => row.done.filter(|done| done.by == me && done.day == *day)?.turn,
            TurnKind::SetAside { to, .. } => {
                row.aside.as_ref().filter(|aside| aside.by == me && aside.to == *to)?.turn
            }
            TurnKind::TakenBack { .. } | TurnKind::Other { .. } => return None,
        };
        Some(Edit::Turn { task: *task, turn: TurnKind::TakenBack { turn: mine } })
    };
    edits.iter().rev().map(back).collect::<Option<Vec<_>>>().filter(|back| !back.is_empty())
}

/// Whether these edits are one act on several documents, none of which needs another.
fn are_apart(edits: &[Edit]) -> bool {
    let is_of_itself = |edit: &Edit| match edit {
        Edit::Act { event, .. } => !matches!(event, EventKind::Split { .. }),
        Edit::Ask(_) | Edit::ChangeTask { .. } => true,
        _ => false,
    };
    let written = written_down(edits);
    let rest: Vec<&Edit> = edits.iter().filter(|edit| !written.contains(&edit.doc())).collect();
    let docs: BTreeSet<DocId> = rest.iter().map(|edit| edit.doc()).collect();
    docs.len() + written.len() > 1 && docs.len() == rest.len() && rest.into_iter().all(is_of_itself)
}

/// Who was written down on the way: they stay so, whatever becomes of what is asked for them.
fn written_down(edits: &[Edit]) -> BTreeSet<DocId> {
    edits.iter().filter(|edit| matches!(edit, Edit::AddCustomer { .. })).map(Edit::doc).collect()
}

fn opposite(rows: &Rows, edit: &Edit, me: DocId, words: &str, now: Millis) -> Option<Vec<Edit>> {
    let act = |request: DocId, event| Edit::Act { request, event, on_behalf_of: String::new() };
    Some(vec![match edit {
        Edit::Ask(ask) => act(ask.id, EventKind::Withdrawn { reason: words.to_owned() }),
        // Its parts are taken back by themselves; that there were some stays in its history.
        Edit::Act { event: EventKind::Split { .. }, .. } => return Some(Vec::new()),
        Edit::Act { request, event, .. } => {
            let before = rows.request(*request)?;
            let against = Against { before, promised: promised_by(rows, before, now), me, words, now };
            return Some(against.events(event)?.into_iter().map(|event| act(*request, event)).collect());
        }
        Edit::Reword { request, field } => {
            Edit::Reword { request: *request, field: wording_before(rows.request(*request)?, field)? }
        }
        Edit::ChangeParty { id, field } => {
            Edit::ChangeParty { id: *id, field: party_before(rows.party_itself(*id)?, field) }
        }
        Edit::AddParty { id, .. } => Edit::ChangeParty { id: *id, field: PartyField::Retired(true) },
        Edit::AddService { id, .. } => Edit::ChangeService { id: *id, field: ServiceField::Retired(true) },
        Edit::ChangeService { id, field } => {
            Edit::ChangeService { id: *id, field: service_before(rows, *id, field, me)? }
        }
        Edit::ChangeCustomer { id, field } => {
            let row = rows.customer(*id)?;
            let field = match field {
                CustomerField::Name(_) => CustomerField::Name(row.name.clone()),
                CustomerField::Reference(_) => CustomerField::Reference(row.reference.clone()),
                CustomerField::Phone(_) => CustomerField::Phone(row.phone.clone()),
                CustomerField::MergedInto(_) => CustomerField::MergedInto(row.merged_into),
            };
            Edit::ChangeCustomer { id: *id, field }
        }
        Edit::ChangePerson { id, field } => {
            Edit::ChangePerson { id: *id, field: person_before(rows.person(*id)?, field)? }
        }
        Edit::AddTask(task) => Edit::ChangeTask { id: task.id, field: TaskField::Ended(true) },
        Edit::ChangeTask { id, field } => {
            Edit::ChangeTask { id: *id, field: task_before(rows.task(*id)?, field) }
        }
        // Who was written down stays so: nobody sees a customer for whom nothing is asked.
        Edit::AddCustomer { .. } => return Some(Vec::new()),
        _ => return None,
    }])
}

fn wording_before(before: &RequestRow, field: &RequestField) -> Option<RequestField> {
    match field {
        RequestField::Title(_) => Some(RequestField::Title(before.title.clone())),
        RequestField::Customer(_) => Some(RequestField::Customer(before.customer)),
        RequestField::Parent(_) => Some(RequestField::Parent(before.parent)),
        RequestField::Reference(_) => Some(RequestField::Reference(before.reference.clone())),
        RequestField::Due(_) => {
            Some(RequestField::Due(before.due.map(|at| Due { at, from: None, takes: None })))
        }
        RequestField::Tag(tag, _) => {
            Some(RequestField::Tag(tag.clone(), before.voice.as_ref()?.tags.contains(tag)))
        }
        RequestField::About(request, _) => {
            Some(RequestField::About(*request, before.voice.as_ref()?.about.contains(request)))
        }
        // A row has only the beginning of these.
        RequestField::Details(_) | RequestField::Words(_) => None,
    }
}

fn party_before(row: &PartyRow, field: &PartyField) -> PartyField {
    match field {
        PartyField::Name(_) => PartyField::Name(row.name.clone()),
        PartyField::Note(_) => PartyField::Note(row.note.clone()),
        PartyField::Retired(_) => PartyField::Retired(row.retired),
        PartyField::Steps(_) => PartyField::Steps(row.steps.clone()),
        PartyField::Zone(_) => PartyField::Zone(row.work.zone.clone()),
        PartyField::Hours(_) => PartyField::Hours(row.work.hours.clone()),
        PartyField::Holiday(date, _) => {
            let day = row.work.holidays.iter().find(|day| day.date == *date);
            PartyField::Holiday(date.clone(), day.map(|day| day.name.clone()).unwrap_or_default())
        }
        PartyField::Snippet(language, name, _) => {
            let is = |one: &&SnippetRow| one.language == *language && one.name == *name;
            let text = row.snippets.iter().find(is).map(|one| one.text.clone()).unwrap_or_default();
            PartyField::Snippet(language.clone(), name.clone(), text)
        }
        PartyField::Place(style @ PictureStyle::Rings, _) => PartyField::Place(*style, row.at_rings),
        PartyField::Place(style @ PictureStyle::Layers, _) => PartyField::Place(*style, row.at_layers),
        PartyField::Site(_) => PartyField::Site(row.site.clone()),
        PartyField::Department(_) => PartyField::Department(row.department.clone()),
        PartyField::MergedInto(_) => PartyField::MergedInto(row.merged_into),
        PartyField::Away(_) => PartyField::Away(row.away.clone()),
        PartyField::PutAway(name, _) => PartyField::PutAway(name.clone(), row.put_away.contains(name)),
    }
}

fn person_before(row: &PersonRow, field: &PersonField) -> Option<PersonField> {
    match field {
        PersonField::Team(_) => Some(PersonField::Team(row.team)),
        PersonField::Filter(name, _) => {
            let kept = row.filters.iter().find(|filter| filter.name == *name);
            Some(PersonField::Filter(name.clone(), kept.map(|filter| filter.address.clone())))
        }
        PersonField::DutyUntil(_) => Some(PersonField::DutyUntil(row.duty_until)),
        PersonField::Away(_) => Some(PersonField::Away(row.away.clone())),
        PersonField::Left(_) => Some(PersonField::Left(row.left)),
        PersonField::Name(_) | PersonField::Device(..) => None,
    }
}

fn task_before(row: &TaskRow, field: &TaskField) -> TaskField {
    match field {
        TaskField::Title(_) => TaskField::Title(row.title.clone()),
        TaskField::Note(_) => TaskField::Note(row.note.clone()),
        TaskField::Owner(_) => TaskField::Owner(row.owner),
        TaskField::Critical(_) => TaskField::Critical(row.critical),
        TaskField::Schedule(_) => TaskField::Schedule(row.schedule),
        TaskField::Ended(_) => TaskField::Ended(row.ended),
    }
}

fn service_before(rows: &Rows, id: DocId, field: &ServiceField, me: DocId) -> Option<ServiceField> {
    let row = rows.service(id)?;
    match field {
        ServiceField::Name(_) => Some(ServiceField::Name(row.name.clone())),
        ServiceField::ReplyWithin(_) => Some(ServiceField::ReplyWithin(row.reply_within)),
        ServiceField::DeliverWithin(_) => Some(ServiceField::DeliverWithin(row.deliver_within)),
        ServiceField::ReconfirmBy(_) => Some(ServiceField::ReconfirmBy(row.reconfirm_by)),
        ServiceField::Questions(_) => Some(ServiceField::Questions(row.questions.clone())),
        ServiceField::Retired(_) => Some(ServiceField::Retired(row.retired)),
        ServiceField::Contact(_) => Some(ServiceField::Contact(row.contact.clone())),
        ServiceField::Hours(_) => Some(ServiceField::Hours(row.hours.clone())),
        // What was proposed before and answered is over: nobody wants to be asked again.
        ServiceField::Proposed(_) => {
            let own = row.proposals.iter().rfind(|one| one.by == me && one.answer.is_none());
            Some(ServiceField::Proposed(own.map(|one| Box::new(one.offer.clone()))))
        }
        ServiceField::Answered(by, _) => {
            let answer = row.proposals.iter().rfind(|one| one.by == *by).and_then(|one| one.answer.clone());
            let said = answer.map(|said| Answering { to: said.to, verdict: said.verdict, words: said.words });
            Some(ServiceField::Answered(*by, said.map(Box::new)))
        }
    }
}

/// How documents stood right after one's own action.
#[derive(Debug, Clone, PartialEq)]
pub struct Footing(Vec<(DocId, Option<Mark>)>);

/// Title, customer, order number, when it is needed, what it hangs under, what is kept.
type Said = (String, Option<DocId>, String, Option<Millis>, Option<DocId>, Option<KeptRow>);

/// What nobody else may have changed meanwhile. Comments are no change: they take nothing away.
#[derive(Debug, Clone, PartialEq)]
enum Mark {
    Request(Option<EventId>, Option<Millis>, Box<Said>),
    Other(Box<Row>),
}

impl Footing {
    /// What these edits stand on now.
    pub fn of(rows: &Rows, edits: &[Edit]) -> Self {
        let mark = |id: DocId| match rows.get(id)? {
            Row::Request(row) => Some(Mark::Request(
                row.last_event,
                row.next_update,
                Box::new((row.title, row.customer, row.reference, row.due, row.parent, row.kept)),
            )),
            other => Some(Mark::Other(Box::new(other))),
        };
        Self(edits.iter().map(|edit| (edit.doc(), mark(edit.doc()))).collect())
    }

    /// Whether nobody has gone on from there.
    pub fn holds(&self, rows: &Rows, edits: &[Edit]) -> bool {
        *self == Self::of(rows, edits)
    }

    /// What of it can be taken back now. Of one act on several documents that is what nobody has gone on from; of anything else all or
    /// nothing. With the documents that stay as they are.
    pub fn still(&self, rows: &Rows, edits: &[Edit], undo: &[Edit]) -> (Vec<Edit>, Vec<DocId>) {
        let now = Self::of(rows, edits);
        let moved: BTreeSet<DocId> =
            self.0.iter().zip(&now.0).filter(|(before, now)| before != now).map(|((id, _), _)| *id).collect();
        if !are_apart(edits) {
            let possible = if moved.is_empty() { undo.to_vec() } else { Vec::new() };
            return (possible, moved.into_iter().collect());
        }
        let possible: Vec<Edit> = undo.iter().filter(|edit| !moved.contains(&edit.doc())).cloned().collect();
        let taken_back: BTreeSet<DocId> = possible.iter().map(Edit::doc).collect();
        let written = written_down(edits);
        let undone = |doc: &DocId| taken_back.contains(doc) || written.contains(doc);
        let stays = edits.iter().map(Edit::doc).filter(|doc| !undone(doc)).collect();
        (possible, stays)
    }
}
