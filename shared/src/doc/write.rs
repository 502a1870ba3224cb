//! Edits, written as one automerge transaction on one document.

mod party;
mod person;
mod service;
mod task;
mod voice;

use super::events::write_event;
use super::fields::{due_text, takes_text};
use super::schema::{self, VERSION, key, kind};
use super::wording::reworded;
use super::{Doc, EditError, ReadError, named, texts};
use crate::edit::{Ask, CustomerField, Edit, RequestField, Stamp};
use crate::fold::{Kind, fold, is_possible};
use crate::id::{Actor, ChangeHash, DocId, DocKind, EventId, Millis};
use crate::limits::{EVENTS_MAX, SEEN_MAX};
use crate::model::{Event, EventKind, Model, Request, may_hang_under};
use automerge::transaction::{CommitOptions, Transactable, Transaction};
use automerge::{ActorId, Automerge, AutomergeError, ObjId, ObjType, ROOT, ReadDoc, ScalarValue, Value};
pub(super) use voice::is_wordless_answer;
use voice::is_wordless_withdrawal;

/// The change that a write made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its hash.
    pub hash: ChangeHash,
    /// Its bytes, deflated if that makes them shorter: to be stored and sent as they are.
    pub bytes: Vec<u8>,
}

/// Writes all edits into this document as one change by this actor. Each edit comes with its own stamp. An event names as seen what
/// nobody else has seen at that moment, earlier edits of the same change included.
///
/// # Errors
/// [`EditError`]; then nothing is written.
pub fn write(doc: &mut Doc, actor: Actor, edits: &[(&Edit, Stamp)]) -> Result<Written, EditError> {
    if edits.is_empty() || edits.iter().any(|(edit, _)| edit.doc() != doc.id) {
        return Err(EditError::NotAllowed);
    }
    if edits.iter().flat_map(|(edit, _)| texts::of_edit(edit)).any(|text| !text.is_good()) {
        return Err(EditError::BadText);
    }
    let model = match doc.read() {
        Ok(model) => Some(model),
        Err(ReadError::Empty) => None,
        Err(_) => return Err(EditError::Unreadable),
    };
    // A transaction can be rolled back, but a change that turns out too large can't be taken out again: so it is written to a copy.
    let mut next = doc.clone();
    let written = transact(&mut next, actor, model, edits)?;
    if next.is_too_large() {
        return Err(EditError::TooLarge);
    }
    *doc = next;
    Ok(written)
}

fn transact(
    doc: &mut Doc,
    actor: Actor,
    model: Option<Model>,
    edits: &[(&Edit, Stamp)],
) -> Result<Written, EditError> {
    doc.automerge.set_actor(ActorId::from(&actor.to_bytes()[..]));
    // Saying again what is already so changes nothing: still, whoever waits for the change gets one.
    let hash = match commit(doc.id, &mut doc.automerge, model, edits)? {
        Some(hash) => hash,
        None => doc.automerge.empty_commit(CommitOptions::default()),
    };
    let mut change = doc.automerge.get_change_by_hash(&hash).ok_or(EditError::Unreadable)?;
    doc.size_at_most = doc.size_at_most.map(|size| size + change.raw_bytes().len());
    doc.forget();
    Ok(Written { hash: named(hash), bytes: change.bytes().into_owned() })
}

fn commit(
    id: DocId,
    automerge: &mut Automerge,
    model: Option<Model>,
    edits: &[(&Edit, Stamp)],
) -> Result<Option<automerge::ChangeHash>, EditError> {
    let mut draft = Draft { id, tx: automerge.transaction(), model };
    for (edit, stamp) in edits {
        draft.write(edit, stamp)?;
    }
    Ok(draft.tx.commit().0)
}

/// A transaction, and what the document says so far.
struct Draft<'a> {
    id: DocId,
    tx: Transaction<'a>,
    /// As it was before; of a request, the events written meanwhile are part of it.
    model: Option<Model>,
}

/// Automerge refuses a write only into an object that isn't there.
impl From<AutomergeError> for EditError {
    fn from(_: AutomergeError) -> Self {
        Self::Unreadable
    }
}

type Done = Result<(), EditError>;

impl Draft<'_> {
    fn write(&mut self, edit: &Edit, stamp: &Stamp) -> Done {
        match edit {
            Edit::Ask(ask) => self.ask(ask, stamp),
            Edit::Act { event, on_behalf_of, .. } => self.act(event, on_behalf_of, stamp),
            Edit::Reword { field, .. } => self.reword(field, stamp),
            Edit::AddParty { kind, name, .. } => self.add_party(*kind, name),
            Edit::ChangeParty { field, .. } => self.change_party(field, stamp),
            Edit::AddService { .. } => self.add_service(edit),
            Edit::ChangeService { field, .. } => self.change_service(field, stamp),
            Edit::AddPerson { name, team, .. } => self.add_person(name, *team),
            Edit::ChangePerson { field, .. } => self.change_person(field),
            Edit::AddCustomer { name, reference, segment, .. } => {
                self.add_customer(name, reference, *segment)
            }
            Edit::ChangeCustomer { field, .. } => self.change_customer(field),
            Edit::NameWorkspace { name } => self.name_workspace(name),
            Edit::AddTask(task) => self.add_task(task, stamp),
            Edit::ChangeTask { field, .. } => self.change_task(field, stamp),
            Edit::Turn { turn, .. } => self.turn(turn, stamp),
        }
    }

    fn put(&mut self, key: &str, value: impl Into<ScalarValue>) -> Done {
        Ok(self.tx.put(ROOT, key, value)?)
    }

    /// Leaves out what is empty: a missing key says the same.
    fn put_some(&mut self, key: &str, value: Option<impl Into<ScalarValue>>) -> Done {
        value.map_or(Ok(()), |value| self.put(key, value))
    }

    fn put_text(&mut self, key: &str, text: &str) -> Done {
        self.put_some(key, (!text.is_empty()).then_some(text))
    }

    /// The beginning of every document: only where nothing is.
    fn begin(&mut self, expected: DocKind) -> Done {
        if self.model.is_some() {
            return Err(EditError::NotNow);
        }
        let name =
            kind::name(expected).filter(|_| self.id.kind() == expected).ok_or(EditError::NotAllowed)?;
        self.put(key::KIND, name)?;
        self.put(key::VERSION, VERSION)
    }

    /// What comes after the beginning: later edits of the same change find the document as it is by now.
    fn begun(&mut self) -> Done {
        self.model = Some(super::read::read(self.id, &self.tx, None).map_err(|_| EditError::Unreadable)?);
        Ok(())
    }

    fn container(&mut self, key: &str) -> Result<ObjId, EditError> {
        match self.tx.get(ROOT, key)? {
            Some((Value::Object(ObjType::Map), id)) => Ok(id),
            _ => Err(EditError::Unreadable),
        }
    }

    fn ask(&mut self, ask: &Ask, stamp: &Stamp) -> Done {
        if ask.parent.is_some_and(|parent| !may_hang_under(ask.id, parent)) {
            return Err(EditError::NotAllowed);
        }
        self.begin(DocKind::Request)?;
        self.put(key::TITLE, ask.title.as_str())?;
        self.put_text(key::DETAILS, &ask.details)?;
        self.put(key::ASKER, bytes(ask.asker))?;
        self.put(key::PROVIDER, bytes(ask.provider))?;
        self.put_some(key::SERVICE, ask.service.map(bytes))?;
        self.put_some(key::CUSTOMER, ask.customer.map(bytes))?;
        self.put_text(key::WORDS, &ask.words)?;
        self.put_text(key::REFERENCE, &ask.reference)?;
        self.put_some(key::PARENT, ask.parent.map(bytes))?;
        self.put_some(key::DUE, ask.due.map(due_text))?;
        self.put_some(key::DUE_TAKES, ask.due.and_then(takes_text))?;
        self.put_some(key::PRIVATE, ask.private.then_some(true))?;
        self.voice(ask.voice.as_ref())?;
        let events = self.tx.put_object(ROOT, key::EVENTS, ObjType::Map)?;
        let asked = happened(EventKind::Asked { reply_by: ask.reply_by }, Vec::new(), "", stamp);
        write_event(&mut self.tx, &events, &asked)?;
        self.begun()
    }

    fn request(&mut self) -> Result<&mut Request, EditError> {
        match &mut self.model {
            Some(Model::Request(request)) => Ok(request),
            Some(_) => Err(EditError::NotAllowed),
            None => Err(EditError::Missing),
        }
    }

    fn act(&mut self, event: &EventKind, on_behalf_of: &str, stamp: &Stamp) -> Done {
        let request = self.request()?;
        if !request.may_happen(event) {
            return Err(EditError::NotAllowed);
        }
        let folded = fold(request);
        let nameless = event.is_noted() && on_behalf_of.trim().is_empty();
        let wordless = request.voice.is_some() && is_wordless_answer(event)
            || is_wordless_withdrawal(request, &folded, event);
        if nameless || wordless {
            return Err(EditError::BadText);
        }
        if !is_possible(&folded, Kind::from(event))
            || request.events.iter().any(|known| known.id == stamp.event)
        {
            return Err(EditError::NotNow);
        }
        if request.events.len() >= EVENTS_MAX {
            return Err(EditError::TooLarge);
        }
        let seen = latest(&folded.frontier, folded.last_event);
        let event = happened(event.clone(), seen, on_behalf_of, stamp);
        request.events.push(event.clone());
        let events = self.container(key::EVENTS)?;
        Ok(write_event(&mut self.tx, &events, &event)?)
    }

    /// Changes a field, and tells of it.
    fn reword(&mut self, field: &RequestField, stamp: &Stamp) -> Done {
        let told = reworded(self.request()?, field);
        self.put_field(field)?;
        told.map_or(Ok(()), |told| self.act(&told, "", stamp))
    }

    fn put_field(&mut self, field: &RequestField) -> Done {
        let request = self.request()?;
        let is_closed = fold(request).state.is_closed();
        let links = request.voice.as_ref().map(|voice| (voice.tags.len(), voice.about.len()));
        match field {
            // What a voice is about is found out later, too.
            RequestField::Tag(tag, set) => {
                self.link(links.map(|(tags, _)| tags), &format!("{}{tag}", key::TAG), *set)
            }
            RequestField::About(request, _) if request.kind() != DocKind::Request => {
                Err(EditError::NotAllowed)
            }
            RequestField::About(request, set) => {
                self.link(links.map(|(_, about)| about), &format!("{}{request}", key::ABOUT), *set)
            }
            _ if is_closed => Err(EditError::NotNow),
            RequestField::Words(text) if links.is_some() && text.trim().is_empty() => Err(EditError::BadText),
            RequestField::Title(text) => self.put(key::TITLE, text.as_str()),
            RequestField::Details(text) => self.put(key::DETAILS, text.as_str()),
            RequestField::Customer(customer) => self.put(key::CUSTOMER, maybe(customer.map(bytes))),
            RequestField::Words(text) => self.put(key::WORDS, text.as_str()),
            RequestField::Parent(Some(parent)) if !may_hang_under(self.id, *parent) => {
                Err(EditError::NotAllowed)
            }
            RequestField::Parent(parent) => self.put(key::PARENT, maybe(parent.map(bytes))),
            RequestField::Reference(text) => self.put(key::REFERENCE, text.as_str()),
            RequestField::Due(due) => {
                self.put_some(key::DUE_TAKES, due.and_then(takes_text))?;
                self.put(key::DUE, maybe(due.map(due_text)))
            }
        }
    }

    fn add_party(&mut self, kind: crate::model::PartyKind, name: &str) -> Done {
        let kind = schema::party::name(kind).ok_or(EditError::NotAllowed)?;
        self.begin(DocKind::Party)?;
        self.put(key::TYPE, kind)?;
        self.put(key::NAME, name)?;
        self.begun()
    }

    fn exists(&self) -> Done {
        if self.model.is_some() { Ok(()) } else { Err(EditError::Missing) }
    }

    fn add_customer(&mut self, name: &str, reference: &str, segment: Option<DocId>) -> Done {
        self.begin(DocKind::Customer)?;
        self.put(key::NAME, name)?;
        self.put_text(key::REFERENCE, reference)?;
        self.put_some(key::SEGMENT, segment.map(bytes))?;
        self.begun()
    }

    fn change_customer(&mut self, field: &CustomerField) -> Done {
        let Some(Model::Customer(customer)) = &self.model else {
            return Err(if self.model.is_none() { EditError::Missing } else { EditError::NotAllowed });
        };
        match field {
            CustomerField::MergedInto(Some(other)) if !customer.may_merge_into(*other) => {
                Err(EditError::NotAllowed)
            }
            CustomerField::MergedInto(other) => self.put(key::MERGED_INTO, maybe(other.map(bytes))),
            CustomerField::Name(text) => self.put(key::NAME, text.as_str()),
            CustomerField::Reference(text) => self.put(key::REFERENCE, text.as_str()),
            CustomerField::Phone(text) => self.put(key::PHONE, text.as_str()),
        }
    }

    /// Two devices may begin the settings at once: both write the same beginning, and both names show.
    fn name_workspace(&mut self, name: &str) -> Done {
        if self.model.is_none() {
            self.begin(DocKind::Settings)?;
        }
        self.put(key::NAME, name)?;
        self.begun()
    }
}

fn happened(kind: EventKind, seen: Vec<EventId>, on_behalf_of: &str, stamp: &Stamp) -> Event {
    Event {
        id: stamp.event,
        kind,
        seen,
        by: stamp.by,
        device: crate::id::DeviceId::default(),
        device_time: stamp.device_time,
        offset: stamp.offset,
        on_behalf_of: on_behalf_of.to_owned(),
    }
}

/// At most [`SEEN_MAX`] of the frontier: the latest, and always the one that made the state.
fn latest(frontier: &[EventId], top: Option<EventId>) -> Vec<EventId> {
    let mut seen: Vec<EventId> = frontier.iter().rev().take(SEEN_MAX).copied().collect();
    if let Some(top) = top.filter(|top| frontier.contains(top) && !seen.contains(top)) {
        seen.pop();
        seen.push(top);
    }
    seen
}

fn bytes(id: DocId) -> Vec<u8> {
    id.to_bytes().to_vec()
}

fn moment(at: Millis) -> ScalarValue {
    ScalarValue::Timestamp(at.0)
}

/// "None" is a value of its own when it replaces another: two people may disagree about it.
fn maybe(value: Option<impl Into<ScalarValue>>) -> ScalarValue {
    value.map_or(ScalarValue::Null, Into::into)
}
