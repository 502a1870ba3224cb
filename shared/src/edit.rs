//! One variant per user intention. An edit is plain data: `doc::write` turns it into one automerge transaction on one document.
//!
//! What an edit doesn't say (event ids, the time, the author) comes with its [`Stamp`].

use crate::id::{DeviceId, DocId, EventId, Millis, Span};
use crate::model::{Due, EventKind, PartyKind};

/// Something that a person wants to be so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Ask a team. Creates the request document.
    Ask(Box<Ask>),
    /// Let something happen to a request (accept, hand on, comment, …). Never [`EventKind::Asked`].
    Act {
        /// The request.
        request: DocId,
        /// What happens.
        event: EventKind,
        /// The person without the app on whose behalf it is recorded; empty for oneself.
        on_behalf_of: String,
    },
    /// Change one field of a request.
    Reword {
        /// The request.
        request: DocId,
        /// The field with its new value.
        field: RequestField,
    },
    /// Put a party on the map. Creates its document.
    AddParty {
        /// The new document.
        id: DocId,
        /// What it is.
        kind: PartyKind,
        /// What people call it.
        name: String,
    },
    /// Change one field of a party.
    ChangeParty {
        /// The party.
        id: DocId,
        /// The field with its new value.
        field: PartyField,
    },
    /// Say that one party serves another. Creates the service document.
    AddService {
        /// The new document.
        id: DocId,
        /// The team that provides.
        provider: DocId,
        /// The party that is served.
        served: DocId,
        /// What is provided.
        name: String,
        /// Reply promise.
        reply_within: Option<Span>,
        /// Delivery promise.
        deliver_within: Option<Span>,
    },
    /// Change one field of a service.
    ChangeService {
        /// The service.
        id: DocId,
        /// The field with its new value.
        field: ServiceField,
    },
    /// Introduce a person. Creates their document.
    AddPerson {
        /// The new document.
        id: DocId,
        /// What colleagues call them.
        name: String,
        /// Their team.
        team: Option<DocId>,
    },
    /// Change one field of a person.
    ChangePerson {
        /// The person.
        id: DocId,
        /// The field with its new value.
        field: PersonField,
    },
    /// Write down a paying customer. Creates the document.
    AddCustomer {
        /// The new document.
        id: DocId,
        /// What everybody calls them.
        name: String,
        /// Customer number; may be empty.
        reference: String,
        /// The paying-customer party of the map.
        segment: Option<DocId>,
    },
    /// Change one field of a customer.
    ChangeCustomer {
        /// The customer.
        id: DocId,
        /// The field with its new value.
        field: CustomerField,
    },
    /// Name the workspace. Creates the settings document when there is none; admins only.
    NameWorkspace {
        /// The organisation's name.
        name: String,
    },
}

/// What is asked, of whom, for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The new document.
    pub id: DocId,
    /// The ask in one line.
    pub title: String,
    /// What the provider should know; may be empty.
    pub details: String,
    /// The team that asks.
    pub asker: DocId,
    /// The team that is asked.
    pub provider: DocId,
    /// The service that it goes through.
    pub service: Option<DocId>,
    /// The paying customer who waits.
    pub customer: Option<DocId>,
    /// The customer's own words; may be empty.
    pub words: String,
    /// Order number; may be empty.
    pub reference: String,
    /// The request that this one blocks.
    pub parent: Option<DocId>,
    /// When it is needed.
    pub due: Option<Due>,
    /// When the first real answer is promised.
    pub reply_by: Option<Millis>,
    /// Only the two teams may read it.
    pub private: bool,
}

/// A field of a request that a person may change, with its new value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequestField {
    /// The ask in one line.
    Title(String),
    /// What the provider should know.
    Details(String),
    /// The customer who waits.
    Customer(Option<DocId>),
    /// The customer's words.
    Words(String),
    /// Order number.
    Reference(String),
    /// When it is needed.
    Due(Option<Due>),
}

/// A field of a party, with its new value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartyField {
    /// What people call it.
    Name(String),
    /// What is good to know about it.
    Note(String),
    /// Gone from the map, or back.
    Retired(bool),
}

/// A field of a service, with its new value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ServiceField {
    /// What is provided.
    Name(String),
    /// Reply promise.
    ReplyWithin(Option<Span>),
    /// Delivery promise.
    DeliverWithin(Option<Span>),
    /// When both ends look at it again.
    ReconfirmBy(Option<Millis>),
    /// What the asker must say.
    Questions(String),
    /// Gone from the map, or back.
    Retired(bool),
}

/// A field of a person, with its new value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonField {
    /// What colleagues call them.
    Name(String),
    /// Their team.
    Team(Option<DocId>),
    /// What they call one of their devices.
    Device(DeviceId, String),
}

/// A field of a customer, with its new value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CustomerField {
    /// What everybody calls them.
    Name(String),
    /// Customer number.
    Reference(String),
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
            | Self::ChangeCustomer { id, .. } => *id,
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
        )
    }
}
