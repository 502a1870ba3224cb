//! One variant per user intention. An edit is plain data: `doc::write` turns it into one automerge transaction on one document.
//!
//! What an edit doesn't say (event ids, the time, the author) comes with its [`Stamp`]. Edits are also kept on the device beside what
//! waits to be sent: numbers of variants and fields are never re-used.

mod party;
mod person;
mod service;
mod task;
mod voice;

pub use party::PartyField;
pub use person::PersonField;
pub use service::{Answering, ServiceField};
pub use task::{NewTask, TaskField};
pub use voice::HeardVoice;

use crate::id::{DocId, EventId, Millis, Span};
use crate::model::{Due, EventKind, PartyKind, TurnKind};
use minicbor::{Decode, Encode};

/// Something that a person wants to be so.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum Edit {
    /// Ask a team. Creates the request document.
    #[n(0)]
    Ask(#[n(0)] Box<Ask>),
    /// Let something happen to a request (accept, hand on, comment, …). Never [`EventKind::Asked`].
    #[n(1)]
    #[cbor(map)]
    Act {
        /// The request.
        #[n(0)]
        request: DocId,
        /// What happens.
        #[n(1)]
        event: EventKind,
        /// The person without the app on whose behalf it is recorded; empty for oneself.
        #[n(2)]
        on_behalf_of: String,
    },
    /// Change one field of a request.
    #[n(2)]
    #[cbor(map)]
    Reword {
        /// The request.
        #[n(0)]
        request: DocId,
        /// The field with its new value.
        #[n(1)]
        field: RequestField,
    },
    /// Put a party on the map. Creates its document.
    #[n(3)]
    #[cbor(map)]
    AddParty {
        /// The new document.
        #[n(0)]
        id: DocId,
        /// What it is.
        #[n(1)]
        kind: PartyKind,
        /// What people call it.
        #[n(2)]
        name: String,
    },
    /// Change one field of a party.
    #[n(4)]
    #[cbor(map)]
    ChangeParty {
        /// The party.
        #[n(0)]
        id: DocId,
        /// The field with its new value.
        #[n(1)]
        field: PartyField,
    },
    /// Say that one party serves another. Creates the service document.
    #[n(5)]
    #[cbor(map)]
    AddService {
        /// The new document.
        #[n(0)]
        id: DocId,
        /// The team that provides.
        #[n(1)]
        provider: DocId,
        /// The party that is served.
        #[n(2)]
        served: DocId,
        /// What is provided.
        #[n(3)]
        name: String,
        /// Reply promise.
        #[n(4)]
        reply_within: Option<Span>,
        /// Delivery promise.
        #[n(5)]
        deliver_within: Option<Span>,
    },
    /// Change one field of a service.
    #[n(6)]
    #[cbor(map)]
    ChangeService {
        /// The service.
        #[n(0)]
        id: DocId,
        /// The field with its new value.
        #[n(1)]
        field: ServiceField,
    },
    /// Introduce a person. Creates their document.
    #[n(7)]
    #[cbor(map)]
    AddPerson {
        /// The new document.
        #[n(0)]
        id: DocId,
        /// What colleagues call them.
        #[n(1)]
        name: String,
        /// Their team.
        #[n(2)]
        team: Option<DocId>,
    },
    /// Change one field of a person.
    #[n(8)]
    #[cbor(map)]
    ChangePerson {
        /// The person.
        #[n(0)]
        id: DocId,
        /// The field with its new value.
        #[n(1)]
        field: PersonField,
    },
    /// Write down a paying customer. Creates the document.
    #[n(9)]
    #[cbor(map)]
    AddCustomer {
        /// The new document.
        #[n(0)]
        id: DocId,
        /// What everybody calls them.
        #[n(1)]
        name: String,
        /// Customer number; may be empty.
        #[n(2)]
        reference: String,
        /// The paying-customer party of the map.
        #[n(3)]
        segment: Option<DocId>,
    },
    /// Change one field of a customer.
    #[n(10)]
    #[cbor(map)]
    ChangeCustomer {
        /// The customer.
        #[n(0)]
        id: DocId,
        /// The field with its new value.
        #[n(1)]
        field: CustomerField,
    },
    /// Name the workspace. Creates the settings document when there is none; admins only.
    #[n(11)]
    #[cbor(map)]
    NameWorkspace {
        /// The organisation's name.
        #[n(0)]
        name: String,
    },
    /// Write down routine work. Creates its document.
    #[n(12)]
    AddTask(#[n(0)] Box<NewTask>),
    /// Change one field of a task.
    #[n(13)]
    #[cbor(map)]
    ChangeTask {
        /// The task.
        #[n(0)]
        id: DocId,
        /// The field with its new value.
        #[n(1)]
        field: TaskField,
    },
    /// Let something happen to a task: it was done, or put off.
    #[n(14)]
    #[cbor(map)]
    Turn {
        /// The task.
        #[n(0)]
        task: DocId,
        /// What happens.
        #[n(1)]
        turn: TurnKind,
    },
}

/// What is asked, of whom, for whom.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Ask {
    /// The new document.
    #[n(0)]
    pub id: DocId,
    /// The ask in one line.
    #[n(1)]
    pub title: String,
    /// What the provider should know; may be empty.
    #[n(2)]
    pub details: String,
    /// The team that asks.
    #[n(3)]
    pub asker: DocId,
    /// The team that is asked.
    #[n(4)]
    pub provider: DocId,
    /// The service that it goes through.
    #[n(5)]
    pub service: Option<DocId>,
    /// The paying customer who waits.
    #[n(6)]
    pub customer: Option<DocId>,
    /// The customer's own words; may be empty.
    #[n(7)]
    pub words: String,
    /// Order number; may be empty.
    #[n(8)]
    pub reference: String,
    /// The request that this one blocks.
    #[n(9)]
    pub parent: Option<DocId>,
    /// When it is needed.
    #[n(10)]
    pub due: Option<Due>,
    /// When the first real answer is promised.
    #[n(11)]
    pub reply_by: Option<Millis>,
    /// Only the two teams may read it.
    #[n(12)]
    pub private: bool,
    /// It is what a customer said; then `words` aren't empty.
    #[n(13)]
    pub voice: Option<HeardVoice>,
}

#[cfg(test)]
impl Ask {
    /// An ask with nothing but what every ask has.
    pub(crate) fn plain(id: DocId, asker: DocId, provider: DocId) -> Self {
        Self {
            id,
            title: "Which pallet?".to_owned(),
            details: String::new(),
            asker,
            provider,
            service: None,
            customer: None,
            words: String::new(),
            reference: String::new(),
            parent: None,
            due: None,
            reply_by: None,
            private: false,
            voice: None,
        }
    }
}

/// A field of a request that a person may change, with its new value.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum RequestField {
    /// The ask in one line.
    #[n(0)]
    Title(#[n(0)] String),
    /// What the provider should know.
    #[n(1)]
    Details(#[n(0)] String),
    /// The customer who waits.
    #[n(2)]
    Customer(#[n(0)] Option<DocId>),
    /// The customer's words.
    #[n(3)]
    Words(#[n(0)] String),
    /// Order number.
    #[n(4)]
    Reference(#[n(0)] String),
    /// When it is needed.
    #[n(5)]
    Due(#[n(0)] Option<Due>),
    /// The request that this one blocks; none: it stands by itself.
    #[n(6)]
    Parent(#[n(0)] Option<DocId>),
    /// Of a voice: whether it is about this.
    #[n(20)]
    Tag(#[n(0)] String, #[n(1)] bool),
    /// Of a voice: whether it speaks of this request.
    #[n(21)]
    About(#[n(0)] DocId, #[n(1)] bool),
}

/// A field of a customer, with its new value.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum CustomerField {
    /// What everybody calls them.
    #[n(0)]
    Name(#[n(0)] String),
    /// Customer number.
    #[n(1)]
    Reference(#[n(0)] String),
    /// The customer that this one is a duplicate of; none: it stands for itself again.
    #[n(2)]
    MergedInto(#[n(0)] Option<DocId>),
    /// Telephone numbers.
    #[n(3)]
    Phone(#[n(0)] String),
}

/// What an edit doesn't say of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// The person who edits.
    pub by: DocId,
    /// A fresh random id for the event that the edit writes, if it writes one.
    pub event: EventId,
    /// The device's own clock.
    pub device_time: Millis,
    /// The last known distance to the relay's clock; zero before the first contact.
    pub offset: Span,
}

impl Edit {
    /// The one document that this edit changes.
    pub fn doc(&self) -> DocId {
        match self {
            Self::Ask(ask) => ask.id,
            Self::Act { request, .. } | Self::Reword { request, .. } => *request,
            Self::AddParty { id, .. }
            | Self::ChangeParty { id, .. }
            | Self::AddService { id, .. }
            | Self::ChangeService { id, .. }
            | Self::AddPerson { id, .. }
            | Self::ChangePerson { id, .. }
            | Self::AddCustomer { id, .. }
            | Self::ChangeCustomer { id, .. }
            | Self::ChangeTask { id, .. } => *id,
            Self::AddTask(task) => task.id,
            Self::Turn { task, .. } => *task,
            Self::NameWorkspace { .. } => DocId::SETTINGS,
        }
    }

    /// Whether it creates its document, so that nothing needs to be loaded first.
    pub fn creates(&self) -> bool {
        matches!(
            self,
            Self::Ask(_)
                | Self::AddParty { .. }
                | Self::AddService { .. }
                | Self::AddPerson { .. }
                | Self::AddCustomer { .. }
                | Self::AddTask(_)
        )
    }
}
