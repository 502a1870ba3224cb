//! Addresses: every place of the app has one, so that back, reload and sharing work. Written and read here only.

use super::look::Look;
use sightline_shared::id::{DocId, DocKind};

/// What is chosen of a new request before somebody writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct AskFor {
    /// The request that it blocks.
    pub(crate) parent: Option<DocId>,
    /// The team to ask.
    pub(crate) team: Option<DocId>,
    /// The service of it to ask through.
    pub(crate) service: Option<DocId>,
    /// The customer who waits.
    pub(crate) customer: Option<DocId>,
}

impl AskFor {
    const NOTHING: Self = Self { parent: None, team: None, service: None, customer: None };

    fn named(self) -> [(&'static str, Option<DocId>); 4] {
        [("under", self.parent), ("team", self.team), ("service", self.service), ("customer", self.customer)]
    }

    fn query(self) -> String {
        let named = self.named().into_iter().filter_map(|(name, id)| Some(format!("{name}={}", id?)));
        let query = named.collect::<Vec<_>>().join("&");
        if query.is_empty() { query } else { format!("?{query}") }
    }

    /// A name for a draft of it: what is for one place, team or customer is no draft of what is for another.
    pub(crate) fn draft(self) -> String {
        self.named()
            .into_iter()
            .filter_map(|(_, id)| id)
            .fold("ask".to_owned(), |name, id| format!("{name}-{id}"))
    }
}

/// A place in the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Route {
    /// What waits on us; perhaps with a request open beside it.
    Now(Option<DocId>),
    /// A new request, with what is chosen before.
    Ask(AskFor),
    /// How to work with a team.
    Team(DocId),
    /// Search; perhaps with a request open beside it.
    Find(Option<DocId>),
    /// Who is silent; perhaps with a request open beside it.
    Radar(Option<DocId>),
    /// One customer.
    Customer(DocId, Option<DocId>),
    /// The map as a picture; perhaps with a party in focus.
    Map(Option<DocId>, Look),
    /// The map as lists to edit.
    MapList,
    /// The map as a file, in and out, and templates to begin with.
    MapFile,
    /// Myself and this device.
    Me,
    /// People and devices.
    People,
    /// Invites.
    Invites,
    /// Edits that the relay refused.
    Refused,
    /// Handing over what I own.
    HandOver,
    /// Everybody whom we serve.
    Customers,
    /// Customers from a file.
    ImportCustomers,
    /// Parts of a request become requests of their own.
    Split(DocId),
    /// What reached those who waited.
    Echo,
    /// What I should hear of.
    Notices,
    /// Routine work of my team; perhaps to be set aside for a request.
    Tasks(Option<DocId>),
    /// What customers said; perhaps with one open beside it.
    Voices(Option<DocId>),
    /// Writing down what a customer said.
    Hear {
        /// The request that it speaks of.
        about: Option<DocId>,
        /// Who said it.
        customer: Option<DocId>,
    },
    /// Joining by a link.
    Join,
    /// No such place.
    Lost,
}

impl Route {
    /// A new request, with everything to be chosen.
    pub(crate) const ASK: Self = Self::Ask(AskFor::NOTHING);

    /// A new request under another.
    pub(crate) const fn ask_under(parent: DocId) -> Self {
        Self::Ask(AskFor { parent: Some(parent), ..AskFor::NOTHING })
    }

    /// The map as it is always drawn, with this party in focus.
    pub(crate) fn map(focus: Option<DocId>) -> Self {
        Self::Map(focus, Look::default())
    }

    /// A new request to a team.
    pub(crate) const fn ask(team: DocId) -> Self {
        Self::Ask(AskFor { team: Some(team), ..AskFor::NOTHING })
    }

    /// A new request for a customer.
    pub(crate) const fn ask_for(customer: DocId) -> Self {
        Self::Ask(AskFor { customer: Some(customer), ..AskFor::NOTHING })
    }

    /// Reads an address.
    pub(crate) fn read(path: &str, query: impl Fn(&str) -> Option<String>) -> Self {
        // Anybody may write a link: what is no customer can't be chosen as one.
        let doc = |name: &str, kind: DocKind| {
            query(name).and_then(|id| id.parse().ok()).filter(|id: &DocId| id.kind() == kind)
        };
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let route = match (parts.next(), parts.next(), parts.next()) {
            (None | Some("now"), None, None) => Some(Self::Now(None)),
            (Some("now" | "r"), Some(id), None) => id.parse().ok().map(|id| Self::Now(Some(id))),
            (Some("ask"), None, None) => Some(Self::Ask(AskFor {
                parent: doc("under", DocKind::Request),
                team: doc("team", DocKind::Party),
                service: doc("service", DocKind::Service),
                customer: doc("customer", DocKind::Customer),
            })),
            (Some("split"), Some(id), None) => id.parse().ok().map(Self::Split),
            (Some("team"), Some(id), None) => id.parse().ok().map(Self::Team),
            (Some("find"), None, None) => Some(Self::Find(None)),
            (Some("find"), Some(id), None) => id.parse().ok().map(|id| Self::Find(Some(id))),
            (Some("radar"), None, None) => Some(Self::Radar(None)),
            (Some("radar"), Some(id), None) => id.parse().ok().map(|id| Self::Radar(Some(id))),
            (Some("customer"), Some(id), None) => id.parse().ok().map(|id| Self::Customer(id, None)),
            (Some("customer"), Some(id), Some(open)) => {
                id.parse().ok().zip(open.parse().ok()).map(|(id, open)| Self::Customer(id, Some(open)))
            }
            (Some("map"), None, None) => Some(Self::Map(None, Look::read(&query))),
            (Some("map"), Some("list"), None) => Some(Self::MapList),
            (Some("map"), Some("file"), None) => Some(Self::MapFile),
            (Some("map"), Some(id), None) => {
                id.parse().ok().map(|id| Self::Map(Some(id), Look::read(&query)))
            }
            (Some("me"), None, None) => Some(Self::Me),
            (Some("me"), Some("people"), None) => Some(Self::People),
            (Some("me"), Some("invites"), None) => Some(Self::Invites),
            (Some("me"), Some("refused"), None) => Some(Self::Refused),
            (Some("me"), Some("hand-over"), None) => Some(Self::HandOver),
            (Some("me"), Some("customers"), None) => Some(Self::Customers),
            (Some("me"), Some("customers"), Some("import")) => Some(Self::ImportCustomers),
            (Some("me"), Some("echo"), None) => Some(Self::Echo),
            (Some("me"), Some("notices"), None) => Some(Self::Notices),
            (Some("tasks"), None, None) => Some(Self::Tasks(doc("for", DocKind::Request))),
            (Some("voices"), None, None) => Some(Self::Voices(None)),
            (Some("voices"), Some("new"), None) => Some(Self::Hear {
                about: doc("about", DocKind::Request),
                customer: doc("customer", DocKind::Customer),
            }),
            (Some("voices"), Some(id), None) => id.parse().ok().map(|id| Self::Voices(Some(id))),
            (Some("join"), None, None) => Some(Self::Join),
            _ => None,
        };
        route.filter(|_| parts.next().is_none()).unwrap_or(Self::Lost)
    }

    /// Writes its address. The query of a search is not part of it.
    pub(crate) fn href(&self) -> String {
        match self {
            Self::Now(None) | Self::Lost => "/now".to_owned(),
            Self::Now(Some(id)) => format!("/now/{id}"),
            Self::Ask(of) => format!("/ask{}", of.query()),
            Self::Split(id) => format!("/split/{id}"),
            Self::Team(id) => format!("/team/{id}"),
            Self::Find(None) => "/find".to_owned(),
            Self::Find(Some(id)) => format!("/find/{id}"),
            Self::Radar(None) => "/radar".to_owned(),
            Self::Radar(Some(id)) => format!("/radar/{id}"),
            Self::Customer(id, None) => format!("/customer/{id}"),
            Self::Customer(id, Some(open)) => format!("/customer/{id}/{open}"),
            Self::Map(None, look) => format!("/map{}", look.query()),
            Self::Map(Some(id), look) => format!("/map/{id}{}", look.query()),
            Self::MapList => "/map/list".to_owned(),
            Self::MapFile => "/map/file".to_owned(),
            Self::Me => "/me".to_owned(),
            Self::People => "/me/people".to_owned(),
            Self::Invites => "/me/invites".to_owned(),
            Self::Refused => "/me/refused".to_owned(),
            Self::HandOver => "/me/hand-over".to_owned(),
            Self::Customers => "/me/customers".to_owned(),
            Self::ImportCustomers => "/me/customers/import".to_owned(),
            Self::Echo => "/me/echo".to_owned(),
            Self::Notices => "/me/notices".to_owned(),
            Self::Tasks(None) => "/tasks".to_owned(),
            Self::Tasks(Some(id)) => format!("/tasks?for={id}"),
            Self::Voices(None) => "/voices".to_owned(),
            Self::Voices(Some(id)) => format!("/voices/{id}"),
            Self::Hear { about: Some(id), .. } => format!("/voices/new?about={id}"),
            Self::Hear { customer: Some(id), .. } => format!("/voices/new?customer={id}"),
            Self::Hear { .. } => "/voices/new".to_owned(),
            Self::Join => "/join".to_owned(),
        }
    }

    /// The request that is open beside the list.
    pub(crate) fn open(&self) -> Option<DocId> {
        match self {
            Self::Now(open)
            | Self::Find(open)
            | Self::Radar(open)
            | Self::Voices(open)
            | Self::Customer(_, open) => *open,
            _ => None,
        }
    }

    /// The same list with this request open, or with none.
    pub(crate) fn with_open(&self, open: Option<DocId>) -> Self {
        match self {
            Self::Find(_) => Self::Find(open),
            Self::Radar(_) => Self::Radar(open),
            Self::Voices(_) => Self::Voices(open),
            Self::Customer(id, _) => Self::Customer(*id, open),
            _ => Self::Now(open),
        }
    }

    /// What stays mounted while requests are opened beside it.
    pub(crate) fn list(&self) -> Self {
        match self {
            // Who is in focus and how it is drawn changes on the same picture.
            Self::Map(..) => Self::map(None),
            _ if self.is_split() => self.with_open(None),
            _ => self.clone(),
        }
    }

    /// Whether a request may be open beside it.
    pub(crate) fn is_split(&self) -> bool {
        matches!(self, Self::Now(_) | Self::Find(_) | Self::Radar(_) | Self::Voices(_) | Self::Customer(..))
    }
}

#[cfg(test)]
mod tests {
    use super::super::look::Hops;
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn read(address: &str) -> Route {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let value = |name: &str, pair: &str| pair.strip_prefix(name)?.strip_prefix('=').map(str::to_owned);
        Route::read(path, |name| query.split('&').find_map(|pair| value(name, pair)))
    }

    #[wasm_bindgen_test]
    fn every_address_reads_as_its_place() {
        let id = DocId::from_bytes([1; 16]);
        let other = DocId::from_bytes([5; 16]);
        let (party, service) = (DocId::from_bytes([2; 16]), DocId::from_bytes([3; 16]));
        for route in [
            Route::Now(None),
            Route::Now(Some(id)),
            Route::ASK,
            Route::ask_under(id),
            Route::ask(party),
            Route::Ask(AskFor { team: Some(party), service: Some(service), ..AskFor::default() }),
            Route::ask_for(other),
            Route::Team(party),
            Route::Split(id),
            Route::Find(None),
            Route::Find(Some(id)),
            Route::Radar(None),
            Route::Radar(Some(id)),
            Route::Customer(other, None),
            Route::Customer(other, Some(id)),
            Route::map(None),
            Route::Map(Some(party), Look { hops: Some(Hops::Two), ..Look::default() }),
            Route::MapList,
            Route::MapFile,
            Route::Me,
            Route::People,
            Route::Invites,
            Route::Refused,
            Route::HandOver,
            Route::Customers,
            Route::ImportCustomers,
            Route::Echo,
            Route::Notices,
            Route::Voices(None),
            Route::Voices(Some(id)),
            Route::Hear { about: None, customer: None },
            Route::Hear { about: Some(id), customer: None },
            Route::Hear { about: None, customer: Some(other) },
            Route::Tasks(None),
            Route::Tasks(Some(id)),
            Route::Join,
        ] {
            assert_eq!(read(&route.href()), route, "{}", route.href());
        }
        assert_eq!(read("/"), Route::Now(None));
        for lost in ["/now/zz", "/nowhere", "/map/list/more", "/now/1/2/3"] {
            assert_eq!(read(lost), Route::Lost, "{lost}");
        }
        // A request where a customer, a team and a service should stand.
        for name in ["customer", "team", "service"] {
            assert_eq!(read(&format!("/ask?{name}={id}")), Route::ASK, "{name}");
        }
        assert_eq!(read(&format!("/ask?under={other}")), Route::ASK);
        assert_eq!(read(&format!("/voices/new?customer={id}")), Route::Hear { about: None, customer: None });
    }
}
