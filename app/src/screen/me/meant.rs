//! What a person meant by an edit that came back, in their own words.

use crate::ui::{tell, words::t, work};
use sightline_shared::edit::{
    CustomerField, Edit, PartyField, PersonField, RequestField, ServiceField, TaskField,
};
use sightline_shared::model::{EventKind, TurnKind, Verdict};
use sightline_shared::view::NextAct;

/// What was done, and what was said with it; the latter may be empty.
pub(super) fn meant(edit: &Edit) -> (String, String) {
    match edit {
        Edit::Ask(ask) if ask.voice.is_some() => (t!("voice-add"), ask.words.clone()),
        Edit::Ask(ask) => (t!("ask-title"), ask.title.clone()),
        Edit::Act { event, .. } => act(event),
        Edit::Reword { field, .. } => reworded(field),
        Edit::AddParty { name, .. } => (t!("kind-party"), name.clone()),
        Edit::ChangeParty { field, .. } => match field {
            PartyField::Name(name) => (t!("party-name"), name.clone()),
            PartyField::Note(note) => (t!("party-note"), note.clone()),
            PartyField::Steps(_) => (t!("steps-title"), String::new()),
            PartyField::Retired(true) => (t!("map-retire"), String::new()),
            PartyField::Retired(false) => (t!("kind-party"), String::new()),
            PartyField::Zone(text) | PartyField::Hours(text) => (t!("work-title"), text.clone()),
            PartyField::Holiday(date, name) => (t!("work-holidays"), format!("{date} {name}")),
            PartyField::Away(away) => {
                (t!("away-title"), away.as_ref().map(|away| away.words.clone()).unwrap_or_default())
            }
            PartyField::PutAway(..) => (t!("learned-put-away"), String::new()),
            PartyField::Snippet(_, name, text) => (t!("snippets-title"), format!("{name}: {text}")),
            PartyField::Place(..) => (t!("party-place"), String::new()),
            PartyField::Site(text) => (t!("party-site"), text.clone()),
            PartyField::Department(text) => (t!("party-department"), text.clone()),
            PartyField::MergedInto(Some(_)) => (t!("party-merge"), String::new()),
            PartyField::MergedInto(None) => (t!("party-separate"), String::new()),
        },
        Edit::AddService { name, .. } => (t!("kind-service"), name.clone()),
        Edit::ChangeService { field, .. } => service(field),
        Edit::AddPerson { name, .. } => (t!("kind-person"), name.clone()),
        Edit::ChangePerson { field, .. } => match field {
            PersonField::Name(name) | PersonField::Device(_, name) => (t!("kind-person"), name.clone()),
            PersonField::DutyUntil(_) | PersonField::Away(None) | PersonField::Left(_) => {
                (t!("duty-title"), String::new())
            }
            PersonField::Away(Some(away)) => (t!("duty-away"), away.words.clone()),
            PersonField::Team(_) => (t!("kind-person"), String::new()),
            PersonField::Filter(name, _) => (t!("filter-title"), name.clone()),
        },
        Edit::AddCustomer { name, .. } => (t!("kind-customer"), name.clone()),
        Edit::ChangeCustomer { field, .. } => match field {
            CustomerField::Name(name) => (t!("customer-name"), name.clone()),
            CustomerField::Reference(number) => (t!("customer-reference"), number.clone()),
            CustomerField::Phone(phone) => (t!("customer-phone"), phone.clone()),
            CustomerField::MergedInto(Some(_)) => (t!("customer-merge"), String::new()),
            CustomerField::MergedInto(None) => (t!("customer-separate"), String::new()),
        },
        Edit::NameWorkspace { name } => (t!("setup-workspace"), name.clone()),
        Edit::AddTask(task) => (t!("kind-task"), task.title.clone()),
        Edit::ChangeTask { field, .. } => match field {
            TaskField::Title(text) | TaskField::Note(text) => (t!("kind-task"), text.clone()),
            TaskField::Owner(_) | TaskField::Critical(_) | TaskField::Schedule(_) | TaskField::Ended(_) => {
                (t!("kind-task"), String::new())
            }
        },
        Edit::Turn { turn, .. } => match turn {
            TurnKind::Done { .. } => (t!("task-do"), String::new()),
            TurnKind::SetAside { reason, .. } => (t!("task-put-off"), reason.clone()),
            TurnKind::TakenBack { .. } => (t!("task-take-back"), String::new()),
            TurnKind::Other { name } => (t!("kind-task"), name.clone()),
        },
    }
}

fn act(event: &EventKind) -> (String, String) {
    let (verb, said) = match event {
        EventKind::Asked { .. } => return (t!("ask-title"), String::new()),
        EventKind::Accepted { .. } => (NextAct::Accept, ""),
        EventKind::CounterOffered { reason, .. } => (NextAct::CounterOffer, reason.as_str()),
        EventKind::HandedOn { reason, .. } => (NextAct::HandOn, reason.as_str()),
        EventKind::Declined { reason, .. } => (NextAct::Decline, reason.as_str()),
        EventKind::Refused { reason, .. } => (NextAct::Refuse, reason.as_str()),
        EventKind::Working => (NextAct::Start, ""),
        EventKind::HandedOver { note, .. } => (NextAct::HandOver, note.as_str()),
        EventKind::Waiting { on, why, .. } => {
            (NextAct::Wait, if why.is_empty() { on.as_str() } else { why.as_str() })
        }
        EventKind::Announced { note, .. } => (NextAct::Announce, note.as_str()),
        EventKind::Delivered { answer, .. } => (NextAct::Deliver, answer.as_str()),
        EventKind::Confirmed { thanks, .. } => (NextAct::Confirm, thanks.as_str()),
        EventKind::Reopened { reason, .. } => (NextAct::Reopen, reason.as_str()),
        EventKind::Withdrawn { reason } => (NextAct::Withdraw, reason.as_str()),
        EventKind::Merged { reason, .. } => (NextAct::Merge, reason.as_str()),
        EventKind::Split { .. } => return (t!("split-title"), String::new()),
        EventKind::Reworded { what, after, .. } => return (tell::wording(*what), after.clone()),
        EventKind::Followed { .. } => return (t!("request-follow"), String::new()),
        EventKind::Kept { answer, .. } if answer.is_empty() => return (t!("kept-take-back"), String::new()),
        EventKind::Kept { answer, .. } => return (t!("kept-keep"), answer.clone()),
        EventKind::Commented { text, answers: true, .. } => {
            return (tell::act(NextAct::AnswerWait), text.clone());
        }
        EventKind::Commented { text, .. } => (NextAct::Comment, text.as_str()),
        EventKind::Other { name } => return (t!("kind-other"), name.clone()),
    };
    (tell::done(verb.kind()), said.to_owned())
}

fn reworded(field: &RequestField) -> (String, String) {
    match field {
        RequestField::Title(text) => (t!("field-title"), text.clone()),
        RequestField::Details(text) => (t!("field-details"), text.clone()),
        RequestField::Customer(_) => (t!("field-customer"), String::new()),
        RequestField::Words(text) => (t!("field-words"), text.clone()),
        RequestField::Reference(text) => (t!("field-reference"), text.clone()),
        RequestField::Parent(_) => (t!("field-parent"), String::new()),
        RequestField::Due(_) => (t!("field-due"), String::new()),
        RequestField::Tag(tag, _) => (t!("voice-tags"), tag.clone()),
        RequestField::About(..) => (t!("voice-title"), String::new()),
    }
}

fn service(field: &ServiceField) -> (String, String) {
    match field {
        ServiceField::Name(name) => (t!("service-name"), name.clone()),
        ServiceField::ReplyWithin(_) => (t!("service-reply"), String::new()),
        ServiceField::DeliverWithin(_) => (t!("service-deliver"), String::new()),
        ServiceField::ReconfirmBy(_) => (t!("service-reconfirm"), String::new()),
        ServiceField::Questions(text) => (t!("service-questions"), text.clone()),
        ServiceField::Contact(text) => (t!("service-contact"), text.clone()),
        ServiceField::Hours(text) => (t!("service-hours"), work::of_service(text)),
        ServiceField::Retired(true) => (t!("map-retire"), String::new()),
        ServiceField::Retired(false) => (t!("kind-service"), String::new()),
        ServiceField::Proposed(Some(offer)) => (t!("propose-title"), offer.words.clone()),
        ServiceField::Proposed(None) | ServiceField::Answered(_, None) => (t!("kind-service"), String::new()),
        ServiceField::Answered(_, Some(answer)) => match answer.verdict {
            Verdict::Declined => (t!("proposal-decline"), answer.words.clone()),
            Verdict::Accepted | Verdict::Overtaken => (t!("proposal-accept"), answer.words.clone()),
        },
    }
}
