//! Which texts there are in edits, events and documents, how long each may be, and which may be empty.

use crate::calendar::{Week, Zone};
use crate::edit::{CustomerField, Edit, PartyField, PersonField, RequestField, ServiceField, TaskField};
use crate::id::Day;
use crate::limits::{
    FILTER_ADDRESS_CHARS_MAX, FILTER_NAME_CHARS_MAX, KEPT_CHARS_MAX, LANGUAGE_CHARS_MAX, LINE_CHARS_MAX,
    PHONE_CHARS_MAX, SNIPPET_CHARS_MAX, SNIPPET_NAME_CHARS_MAX, TAG_CHARS_MAX, TEXT_CHARS_MAX,
};
use crate::model::{Event, EventKind, Field, Model, Turn, TurnKind, Work};

/// A text with what is expected of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'a> {
    text: &'a str,
    chars_max: usize,
    may_be_empty: bool,
    /// What else must hold of it.
    makes_sense: fn(&str) -> bool,
}

impl Text<'_> {
    /// Not too long, and something to read where something must be.
    pub(super) fn is_good(&self) -> bool {
        // No character has fewer bytes than one: short texts aren't counted.
        let fits = self.text.len() <= self.chars_max || self.text.chars().count() <= self.chars_max;
        fits && (self.may_be_empty || !self.text.trim().is_empty()) && (self.makes_sense)(self.text)
    }
}

/// One line that must say something.
fn name(text: &str) -> Text<'_> {
    Text { text, chars_max: LINE_CHARS_MAX, may_be_empty: false, makes_sense: |_| true }
}

/// One line, maybe empty.
fn line(text: &str) -> Text<'_> {
    Text { text, chars_max: LINE_CHARS_MAX, may_be_empty: true, makes_sense: |_| true }
}

/// A word or two.
fn tag(text: &str) -> Text<'_> {
    Text { chars_max: TAG_CHARS_MAX, ..name(text) }
}

/// A customer's telephone numbers, maybe none.
fn phone(text: &str) -> Text<'_> {
    Text { chars_max: PHONE_CHARS_MAX, ..line(text) }
}

/// Several lines, maybe empty.
fn long(text: &str) -> Text<'_> {
    Text { text, chars_max: TEXT_CHARS_MAX, may_be_empty: true, makes_sense: |_| true }
}

/// Several lines that must say something.
fn words(text: &str) -> Text<'_> {
    Text { text, chars_max: TEXT_CHARS_MAX, may_be_empty: false, makes_sense: |_| true }
}

/// An answer that is kept.
fn kept(text: &str) -> Text<'_> {
    Text { chars_max: KEPT_CHARS_MAX, ..words(text) }
}

/// A zone with its rule, or nothing.
fn zone(text: &str) -> Text<'_> {
    Text { makes_sense: |text| text.is_empty() || Zone::parse(text).is_some(), ..line(text) }
}

/// Hours in their canonical way.
fn hours(text: &str) -> Text<'_> {
    Text { makes_sense: |text| Week::parse(text).is_ok_and(|week| week.to_string() == text), ..line(text) }
}

/// A date.
fn date(text: &str) -> Text<'_> {
    Text { makes_sense: |text| Day::read(text).is_some(), ..line(text) }
}

/// What a person calls a filter.
fn filter_name(text: &str) -> Text<'_> {
    Text { chars_max: FILTER_NAME_CHARS_MAX, ..name(text) }
}

/// Where it leads.
fn filter_address(text: &str) -> Text<'_> {
    Text { chars_max: FILTER_ADDRESS_CHARS_MAX, ..name(text) }
}

/// The tag of a language: small letters and digits in parts, so that one language has one key.
fn language(text: &str) -> Text<'_> {
    fn is_part(part: &str) -> bool {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    }
    let is_tag = |text: &str| text.split('-').all(is_part);
    Text { chars_max: LANGUAGE_CHARS_MAX, makes_sense: is_tag, ..name(text) }
}

/// What a team calls a snippet: one line.
fn snippet_name(text: &str) -> Text<'_> {
    let is_line = |text: &str| !text.contains(char::is_control) && text.trim() == text;
    Text { chars_max: SNIPPET_NAME_CHARS_MAX, makes_sense: is_line, ..name(text) }
}

/// What it says, or nothing when it is gone.
fn snippet(text: &str) -> Text<'_> {
    Text { chars_max: SNIPPET_CHARS_MAX, ..long(text) }
}

/// The texts that an edit would write.
pub(super) fn of_edit(edit: &Edit) -> Vec<Text<'_>> {
    match edit {
        Edit::Ask(ask) => {
            let said = if ask.voice.is_some() { words(&ask.words) } else { long(&ask.words) };
            let tags = ask.voice.iter().flat_map(|voice| &voice.tags).map(|text| tag(text));
            let own = [name(&ask.title), long(&ask.details), said, line(&ask.reference)];
            own.into_iter().chain(tags).collect()
        }
        Edit::Act { event, on_behalf_of, .. } => {
            [line(on_behalf_of)].into_iter().chain(of_happening(event)).collect()
        }
        Edit::Reword { field, .. } => match field {
            RequestField::Title(text) => vec![name(text)],
            RequestField::Details(text) | RequestField::Words(text) => vec![long(text)],
            RequestField::Reference(text) => vec![line(text)],
            RequestField::Tag(text, _) => vec![tag(text)],
            RequestField::Customer(_)
            | RequestField::Due(_)
            | RequestField::Parent(_)
            | RequestField::About(..) => vec![],
        },
        Edit::AddParty { name: text, .. }
        | Edit::AddService { name: text, .. }
        | Edit::AddPerson { name: text, .. }
        | Edit::NameWorkspace { name: text } => vec![name(text)],
        Edit::AddCustomer { name: text, reference, .. } => vec![name(text), line(reference)],
        Edit::ChangeParty { field, .. } => match field {
            PartyField::Name(text) => vec![name(text)],
            PartyField::Note(text) => vec![long(text)],
            PartyField::Retired(_)
            | PartyField::Steps(_)
            | PartyField::Place(..)
            | PartyField::MergedInto(_) => vec![],
            PartyField::Site(text) | PartyField::Department(text) => vec![line(text)],
            PartyField::Zone(text) => vec![zone(text)],
            PartyField::Hours(text) => vec![hours(text)],
            PartyField::Holiday(day, text) => vec![date(day), line(text)],
            PartyField::Snippet(tag, name, text) => vec![language(tag), snippet_name(name), snippet(text)],
            PartyField::Away(away) => away.iter().map(|away| line(&away.words)).collect(),
            PartyField::PutAway(text, _) => vec![name(text)],
        },
        Edit::ChangeService { field, .. } => match field {
            ServiceField::Name(text) => vec![name(text)],
            ServiceField::Questions(text) => vec![long(text)],
            ServiceField::Contact(text) => vec![line(text)],
            ServiceField::Hours(text) => vec![hours(text)],
            // Somebody else has to agree: that needs a reason.
            ServiceField::Proposed(Some(offer)) => vec![name(&offer.words)],
            ServiceField::Answered(_, Some(answer)) => vec![line(&answer.words)],
            _ => vec![],
        },
        Edit::ChangePerson { field, .. } => match field {
            PersonField::Name(text) => vec![name(text)],
            PersonField::Device(_, text) => vec![line(text)],
            PersonField::Away(Some(away)) => vec![line(&away.words)],
            PersonField::Team(_)
            | PersonField::DutyUntil(_)
            | PersonField::Away(None)
            | PersonField::Left(_) => vec![],
            PersonField::Filter(name, address) => {
                let address = address.iter().map(|text| filter_address(text));
                [filter_name(name)].into_iter().chain(address).collect()
            }
        },
        Edit::ChangeCustomer { field, .. } => match field {
            CustomerField::Name(text) => vec![name(text)],
            CustomerField::Reference(text) => vec![line(text)],
            CustomerField::Phone(text) => vec![phone(text)],
            CustomerField::MergedInto(_) => vec![],
        },
        Edit::AddTask(task) => vec![name(&task.title), long(&task.note)],
        Edit::ChangeTask { field, .. } => match field {
            TaskField::Title(text) => vec![name(text)],
            TaskField::Note(text) => vec![long(text)],
            _ => vec![],
        },
        Edit::Turn { turn, .. } => of_turning(turn),
    }
}

/// The texts of what happened. Saying no, handing on, reopening and commenting need words: somebody else acts on them.
fn of_happening(kind: &EventKind) -> Vec<Text<'_>> {
    match kind {
        // An offer is a time, or words.
        EventKind::CounterOffered { promised: None, reason } => vec![words(reason)],
        EventKind::CounterOffered { reason: text, .. }
        | EventKind::Withdrawn { reason: text }
        | EventKind::Merged { reason: text, .. }
        | EventKind::Delivered { answer: text, .. }
        | EventKind::Confirmed { thanks: text, .. }
        | EventKind::HandedOver { note: text, .. }
        | EventKind::Announced { note: text, .. } => vec![long(text)],
        EventKind::HandedOn { reason: text, .. }
        | EventKind::Declined { reason: text, .. }
        | EventKind::Refused { reason: text, .. }
        | EventKind::Reopened { reason: text, .. }
        | EventKind::Commented { text, .. } => vec![words(text)],
        // On whom it waits is known when that is the asker.
        EventKind::Waiting { on, on_asker: true, why, .. } => vec![line(on), long(why)],
        EventKind::Waiting { on, why, .. } => vec![name(on), long(why)],
        // Without any words it was taken back.
        EventKind::Kept { question, answer } if question.is_empty() && answer.is_empty() => vec![],
        EventKind::Kept { question, answer } => vec![name(question), kept(answer)],
        EventKind::Reworded { before, after, .. } => vec![line(before), line(after)],
        EventKind::Other { name: kind } => vec![line(kind)],
        EventKind::Asked { .. }
        | EventKind::Accepted { .. }
        | EventKind::Working
        | EventKind::Followed { .. }
        | EventKind::Split { .. } => vec![],
    }
}

fn of_turning(kind: &TurnKind) -> Vec<Text<'_>> {
    match kind {
        TurnKind::SetAside { reason, .. } => vec![long(reason)],
        TurnKind::Other { name: kind } => vec![line(kind)],
        TurnKind::Done { .. } | TurnKind::TakenBack { .. } => vec![],
    }
}

/// The texts of a turn.
pub(super) fn of_turn(turn: &Turn) -> Vec<Text<'_>> {
    of_turning(&turn.kind)
}

/// The texts of an event.
pub(super) fn of_event(event: &Event) -> Vec<Text<'_>> {
    [line(&event.on_behalf_of)].into_iter().chain(of_happening(&event.kind)).collect()
}

/// All values of a field.
fn each<'a>(field: &'a Field<String>, expected: fn(&str) -> Text<'_>) -> impl Iterator<Item = Text<'a>> {
    field.all().map(move |text| expected(text))
}

/// The texts of when a team works.
fn of_work(work: &Work) -> impl Iterator<Item = Text<'_>> {
    let holidays = work.holidays.iter();
    let holidays = holidays.flat_map(|(day, name)| [date(day)].into_iter().chain(each(name, line)));
    each(&work.zone, zone).chain(each(&work.hours, hours)).chain(holidays)
}

/// The texts of a document's own fields, disputed ones included; events apart.
pub(super) fn of_model(model: &Model) -> Vec<Text<'_>> {
    match model {
        Model::Request(request) => each(&request.title, name)
            .chain(each(&request.details, long))
            .chain(each(&request.words, long))
            .chain(each(&request.reference, line))
            .chain(request.voice.iter().flat_map(|voice| &voice.tags).map(|text| tag(text)))
            .collect(),
        Model::Party(party) => {
            let snippets = party.snippets.iter().flat_map(|one| {
                [language(&one.language), snippet_name(&one.name)].into_iter().chain(each(&one.text, snippet))
            });
            let own = each(&party.name, name).chain(each(&party.note, long));
            let where_it_is = each(&party.site, line).chain(each(&party.department, line));
            let away = party.away.all().flatten().map(|away| line(&away.words));
            let put_away = party.put_away.iter().map(|text| name(text));
            own.chain(of_work(&party.work))
                .chain(snippets)
                .chain(where_it_is)
                .chain(away)
                .chain(put_away)
                .collect()
        }
        Model::Service(service) => {
            let proposals = service.proposals.iter().flat_map(|one| {
                let answer = one.answer.iter().map(|answer| line(&answer.words));
                [name(&one.offer.words)].into_iter().chain(answer)
            });
            let own = each(&service.name, name).chain(each(&service.questions, long));
            own.chain(each(&service.contact, line))
                .chain(each(&service.hours, hours))
                .chain(proposals)
                .collect()
        }
        Model::Person(person) => {
            let away = [&person.away.value].into_iter().chain(&person.away.others).flatten();
            let away = away.map(|away| line(&away.words));
            let devices = person.devices.iter().map(|(_, text)| line(text));
            let filters = person.filters.iter();
            let filters = filters.flat_map(|(name, address)| [filter_name(name), filter_address(address)]);
            each(&person.name, name).chain(devices).chain(away).chain(filters).collect()
        }
        Model::Customer(customer) => {
            let numbers = each(&customer.reference, line).chain(each(&customer.phone, phone));
            each(&customer.name, name).chain(numbers).collect()
        }
        Model::Settings(settings) => each(&settings.name, name).collect(),
        Model::Task(task) => each(&task.title, name).chain(each(&task.note, long)).collect(),
    }
}
