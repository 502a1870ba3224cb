//! *Map*: who serves whom, under what promise, and from where nobody can be seen. The same data feeds the picture and its list twin.

use super::{
    Card, MapProposal, Named, Observed, PartyRowKind, PersonItem, Section, Severity, SinglePoint, WorkRow,
};
use crate::calendar::Opening;
use crate::id::{DocId, Millis, Span};
use crate::model::{Spot, Step, TeamAway};

/// The *Map* screen. The picture is `map::layout` of `rows.graph()`.
#[derive(Debug, Clone, PartialEq)]
pub struct MapPage {
    /// Parties, by ring and then by name; those without a path last. Retired ones are left out.
    pub parties: Vec<MapParty>,
    /// Services between them, by the names of provider and served. Retired ones are left out.
    pub services: Vec<MapService>,
    /// What somebody should look at.
    pub gaps: Vec<Gap>,
    /// Retired parties and services, so that they can be brought back.
    pub retired: Vec<Named>,
    /// Teams without which others would have no line of sight.
    pub single_points: Vec<SinglePoint>,
}

/// A party on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapParty {
    /// The party.
    pub id: DocId,
    /// Its name.
    pub name: String,
    /// Names that others gave it at the same time.
    pub other_names: Vec<String>,
    /// What is good to know about it; may be empty.
    pub note: String,
    /// What it is.
    pub kind: PartyRowKind,
    /// Links to the nearest paying customer: 0 for paying customers themselves, none without a path.
    pub ring: Option<u32>,
    /// Open requests that wait on it.
    pub open: usize,
    /// Those of them that are silent.
    pub silent: usize,
    /// Those that are late but not silent.
    pub late: usize,
    /// Its people who use Sightline.
    pub people: usize,
    /// It is the viewer's team.
    pub is_mine: bool,
    /// What happens when one of its requests stays silent; none: what holds for all.
    pub steps: Vec<Step>,
    /// Steps that others wrote at the same time.
    pub other_steps: Vec<Vec<Step>>,
    /// When its people work.
    pub work: WorkRow,
    /// Days on which nobody of it is there.
    pub away: Option<TeamAway>,
    /// What others said of that at the same time.
    pub other_aways: Vec<TeamAway>,
    /// Whether they do now.
    pub opening: Opening,
    /// Notes that others wrote at the same time.
    pub other_notes: Vec<String>,
    /// Where it is; may be empty.
    pub site: String,
    /// Sites that others wrote at the same time.
    pub other_sites: Vec<String>,
    /// What it is part of; may be empty.
    pub department: String,
    /// Departments that others wrote at the same time.
    pub other_departments: Vec<String>,
    /// Where somebody placed it in the picture of rings.
    pub at_rings: Option<Spot>,
    /// Where somebody placed it in the picture of layers.
    pub at_layers: Option<Spot>,
}

impl MapParty {
    /// Whether two people wrote different values into one field of it.
    pub fn is_disputed(&self) -> bool {
        let work = &self.work;
        let texts = [
            &self.other_names,
            &self.other_notes,
            &self.other_sites,
            &self.other_departments,
            &work.other_hours,
            &work.other_zones,
        ];
        texts.iter().any(|others| !others.is_empty())
            || !self.other_steps.is_empty()
            || !self.other_aways.is_empty()
            || work.holidays.iter().any(|day| !day.other_names.is_empty())
    }
}

/// A service on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapService {
    /// The service.
    pub id: DocId,
    /// What is provided.
    pub name: String,
    /// Names that others gave it at the same time.
    pub other_names: Vec<String>,
    /// The team that provides.
    pub provider: Named,
    /// The party that is served.
    pub served: Named,
    /// It pays, and asks for nothing here.
    pub served_pays: bool,
    /// Reply promise.
    pub reply_within: Option<Span>,
    /// Reply promises that others gave at the same time.
    pub other_reply_within: Vec<Span>,
    /// Delivery promise.
    pub deliver_within: Option<Span>,
    /// Delivery promises that others gave at the same time.
    pub other_deliver_within: Vec<Span>,
    /// At the same time somebody took the reply promise away.
    pub or_no_reply: bool,
    /// At the same time somebody took the delivery promise away.
    pub or_no_deliver: bool,
    /// When both ends look at the promise again.
    pub reconfirm_by: Option<Millis>,
    /// When others want to, who said so at the same time.
    pub other_reconfirm_by: Vec<Millis>,
    /// At the same time somebody said that it isn't looked at again.
    pub or_no_reconfirm: bool,
    /// That moment has passed.
    pub reconfirm_overdue: bool,
    /// What the asker must say, one each.
    pub questions: Vec<String>,
    /// The same as it was written.
    pub questions_text: String,
    /// What others wrote at the same time.
    pub other_questions: Vec<String>,
    /// Whom to call when it can't wait; may be empty.
    pub contact: String,
    /// Contacts that others wrote at the same time.
    pub other_contacts: Vec<String>,
    /// When it is given; empty: whenever its team works.
    pub hours: String,
    /// Hours that others wrote at the same time.
    pub other_hours: Vec<String>,
    /// Two people wrote different values into one field.
    pub disputed: bool,
    /// What happens between the two.
    pub flow: Flow,
    /// What was observed of it lately; none where too few cases say anything.
    pub observed: Option<Observed>,
    /// When somebody last asked, if that is long ago.
    pub quiet_since: Option<Millis>,
    /// Its promise is changed by both ends only.
    pub is_negotiated: bool,
    /// Promises that one end wants instead.
    pub proposals: Vec<MapProposal>,
    /// When both ends last agreed to what one of them had proposed.
    pub agreed_at: Option<Millis>,
}

/// What happens between an asker and a provider: all requests from one to the other, whatever service they name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flow {
    /// Requests ever.
    pub asked: usize,
    /// When the latest was asked.
    pub last_asked: Option<Millis>,
    /// Open ones.
    pub open: usize,
    /// Open and silent.
    pub silent: usize,
    /// Open and late, but not silent.
    pub late: usize,
    /// Requests with a reply promise that were answered, or whose promise has passed.
    pub promised: usize,
    /// Those of them that were answered in time.
    pub kept: usize,
}

impl Flow {
    /// How to draw the edge.
    pub fn severity(&self) -> Severity {
        let mostly_kept = self.promised > 0 && self.kept * 10 >= self.promised * 9;
        match self {
            Self { silent: 1.., .. } | Self { late: 1.., .. } => Severity::Late,
            Self { open: 1.., .. } => Severity::Wait,
            _ if mostly_kept => Severity::Done,
            _ => Severity::Calm,
        }
    }
}

/// Something about the map that somebody should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// The team serves nobody who leads to a paying customer.
    NoPath {
        /// The team.
        party: Named,
    },
    /// There is a service, and nobody ever asked through it.
    NeverAsked {
        /// The service.
        service: Named,
        /// Who provides.
        provider: Named,
        /// Who is served.
        served: Named,
    },
    /// One team asks another, and the map has no service between them.
    NotOnMap {
        /// Who asks.
        asker: Named,
        /// Who is asked.
        provider: Named,
        /// Requests ever.
        asked: usize,
    },
    /// Several parties have one name.
    SameName {
        /// The name.
        name: String,
        /// The parties, by id.
        parties: Vec<Named>,
    },
    /// There is no paying customer on the map, so nobody can have a line of sight.
    NoCustomer,
}

/// One party in full.
#[derive(Debug, Clone, PartialEq)]
pub struct PartyPage {
    /// The party.
    pub party: MapParty,
    /// It is gone from the map.
    pub retired: bool,
    /// Whom it serves.
    pub serves: Vec<MapService>,
    /// Who serves it.
    pub served_by: Vec<MapService>,
    /// The shortest path to a paying customer, itself first; empty when there is none.
    pub path: Vec<Named>,
    /// Its people who use Sightline.
    pub people: Vec<PersonItem>,
    /// Open requests that it has.
    pub has: Section<Card>,
    /// Open requests that it asked.
    pub asked: Section<Card>,
}

impl PartyPage {
    /// Whom to call when something can't wait, each once, with the services that say so.
    pub fn contacts(&self) -> Vec<(&str, Vec<&str>)> {
        let mut contacts: Vec<(&str, Vec<&str>)> = Vec::new();
        for service in self.serves.iter().filter(|service| !service.contact.is_empty()) {
            match contacts.iter_mut().find(|(contact, _)| *contact == service.contact) {
                Some((_, services)) => services.push(&service.name),
                None => contacts.push((&service.contact, vec![&service.name])),
            }
        }
        contacts
    }
}
