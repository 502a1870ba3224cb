//! All rows of a workspace in memory, indexed so that every screen is cheap however many requests are closed.

mod kept;
mod published;
mod search;
mod tasks;
mod voices;
mod worked_out;

use super::index::Indexes;
use super::search::Search;
use super::{
    CustomerRow, Named, PartyRow, PersonRow, RequestRow, Row, ServiceRow, SettingsRow, Statistics, TaskRow,
};
use crate::calendar::Calendar;
use crate::id::{DocId, DocKind, Millis};
use crate::map::{Graph, Sights};
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{Arc, OnceLock};
use worked_out::WorkedOut;

/// Steps along all requests that take as long as looking one up.
const LOOK_UPS_PER_WALK: usize = 10;

/// All rows. Equal sets of rows are equal, whatever the order in which they came.
///
/// Ordered maps throughout: iteration is deterministic, and no choice of ids by a hostile device makes a lookup slow.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    pub(super) requests: BTreeMap<DocId, Box<RequestRow>>,
    /// Of requests that show otherwise than they are written: as written.
    pub(super) written: BTreeMap<DocId, Box<RequestRow>>,
    pub(super) parties: BTreeMap<DocId, PartyRow>,
    /// Of parties that were merged: who stands for them.
    pub(super) stands: BTreeMap<DocId, DocId>,
    /// Of services, people and tasks that show otherwise than they are written: as written.
    pub(super) beside: BTreeMap<DocId, Row>,
    pub(super) services: BTreeMap<DocId, ServiceRow>,
    pub(super) people: BTreeMap<DocId, PersonRow>,
    customers: BTreeMap<DocId, CustomerRow>,
    settings: Option<SettingsRow>,
    pub(super) tasks: BTreeMap<DocId, TaskRow>,
    pub(super) indexes: Indexes,
    pub(super) search: Search,
    /// The map's lines of sight, once somebody has asked: every screen needs them, and the map seldom changes.
    sights: OnceLock<Sights>,
    /// Those of the teams that don't work always: they follow from the parties' rows.
    pub(super) calendars: BTreeMap<DocId, Calendar>,
    /// Those of the services that have hours of their own: they follow from the map's rows.
    pub(super) own_calendars: OnceLock<BTreeMap<DocId, Calendar>>,
    /// Parties that have left the map, and since when if that is known: asked of every open request, and mostly none.
    pub(super) gone: BTreeMap<DocId, Option<Millis>>,
    /// What the relay has published last; it follows from no row that is here.
    statistics: Option<Arc<Statistics>>,
    pub(super) worked_out: WorkedOut,
}

impl PartialEq for Rows {
    /// What is prepared or worked out is left out: how far that is is not part of the value. So is what the relay published.
    fn eq(&self, other: &Self) -> bool {
        self.requests == other.requests
            && self.written == other.written
            && self.parties == other.parties
            && self.services == other.services
            && self.people == other.people
            && self.customers == other.customers
            && self.settings == other.settings
            && self.tasks == other.tasks
            && self.gone == other.gone
            && self.stands == other.stands
            && self.beside == other.beside
            && self.indexes == other.indexes
    }
}

impl FromIterator<Row> for Rows {
    fn from_iter<I: IntoIterator<Item = Row>>(rows: I) -> Self {
        let mut all = Self::default();
        for row in rows {
            all.apply(row);
        }
        all
    }
}

impl Rows {
    /// Takes a row, in place of the one with the same id. Says whether anything changed.
    pub fn apply(&mut self, row: Row) -> bool {
        self.worked_out.forget();
        let id = row.id();
        let before = self.words_of(id);
        let above = self.above(id);
        let changed = match row {
            Row::Request(row) => self.apply_request(id, Some(row)),
            Row::Party(row) => self.apply_party(row),
            Row::Customer(row) => self.apply_customer(row),
            Row::Settings(row) => {
                let changed = self.settings.as_ref() != Some(&row);
                self.settings = Some(row);
                changed
            }
            row @ (Row::Service(_) | Row::Person(_) | Row::Task(_)) => self.apply_naming(row),
        };
        if changed {
            let standing = self.standing_of(id);
            if self.words_of(id) == before {
                self.search.note(id, standing);
            } else {
                self.search.expect(id, standing.customer);
            }
            if self.above(id) != above {
                self.note_below(id);
            }
        }
        changed
    }

    pub(super) fn apply_service(&mut self, row: ServiceRow) -> bool {
        let id = row.id;
        let Some(before) = put(&mut self.services, id, row) else { return false };
        if let Some(old) = before {
            self.indexes.forget_service(&old);
        }
        if let Some(row) = self.services.get(&id) {
            self.indexes.note_service(row);
        }
        self.map_changed(true)
    }

    /// Lines of sight are found anew if the map has changed; says whether it has.
    pub(super) fn map_changed(&mut self, changed: bool) -> bool {
        if changed {
            self.sights.take();
            self.own_calendars.take();
        }
        changed
    }

    pub(super) fn apply_person(&mut self, row: PersonRow) -> bool {
        let id = row.id;
        let Some(before) = put(&mut self.people, id, row) else { return false };
        if let Some(old) = before {
            self.indexes.forget_person(&old);
        }
        if let Some(row) = self.people.get(&id) {
            self.indexes.note_person(row);
        }
        true
    }

    fn apply_customer(&mut self, row: CustomerRow) -> bool {
        let id = row.id;
        let Some(before) = put(&mut self.customers, id, row) else { return false };
        if let Some(old) = before {
            self.indexes.forget_customer(&old);
        }
        if let Some(row) = self.customers.get(&id) {
            self.indexes.note_customer(row);
        }
        true
    }

    /// Forgets a row: its document is gone, or may no longer be read. Says whether there was one.
    pub fn remove(&mut self, id: DocId) -> bool {
        self.worked_out.forget();
        self.search.forget(id);
        self.beside.remove(&id);
        if id == DocId::SETTINGS {
            return self.settings.take().is_some();
        }
        if self.requests.contains_key(&id) {
            let was_there = self.apply_request(id, None);
            self.note_below(id);
            was_there
        } else if let Some(old) = self.services.remove(&id) {
            self.indexes.forget_service(&old);
            self.map_changed(true)
        } else if let Some(old) = self.people.remove(&id) {
            self.indexes.forget_person(&old);
            true
        } else if let Some(old) = self.customers.remove(&id) {
            self.indexes.forget_customer(&old);
            true
        } else if let Some(old) = self.tasks.remove(&id) {
            self.indexes.forget_task(&old);
            true
        } else {
            self.remove_party(id)
        }
    }

    pub(super) fn indexes(&self) -> &Indexes {
        &self.indexes
    }

    pub(super) fn search(&self) -> &Search {
        &self.search
    }
}

/// Lookups. All lists are in the order of ids.
impl Rows {
    /// A request.
    pub fn request(&self, id: DocId) -> Option<&RequestRow> {
        self.requests.get(&id).map(|row| &**row)
    }

    /// A party, or the one that stands for it.
    pub fn party(&self, id: DocId) -> Option<&PartyRow> {
        self.parties.get(&self.survivor(id))
    }

    /// A service.
    pub fn service(&self, id: DocId) -> Option<&ServiceRow> {
        self.services.get(&id)
    }

    /// A person.
    pub fn person(&self, id: DocId) -> Option<&PersonRow> {
        self.people.get(&id)
    }

    /// A customer.
    pub fn customer(&self, id: DocId) -> Option<&CustomerRow> {
        self.customers.get(&id)
    }

    /// The workspace's settings, once they are here.
    pub fn settings(&self) -> Option<&SettingsRow> {
        self.settings.as_ref()
    }

    /// Any row, cloned.
    pub fn get(&self, id: DocId) -> Option<Row> {
        if id == DocId::SETTINGS {
            return self.settings.clone().map(Row::Settings);
        }
        let request = self.written.get(&id).or_else(|| self.requests.get(&id)).cloned().map(Row::Request);
        request
            .or_else(|| self.beside.get(&id).cloned())
            .or_else(|| self.parties.get(&id).cloned().map(Row::Party))
            .or_else(|| self.services.get(&id).cloned().map(Row::Service))
            .or_else(|| self.people.get(&id).cloned().map(Row::Person))
            .or_else(|| self.customers.get(&id).cloned().map(Row::Customer))
            .or_else(|| self.tasks.get(&id).cloned().map(Row::Task))
    }

    /// A document by its name or title; the name is empty when its row isn't here. A customer or a party that was merged goes by the
    /// one who stands for them.
    pub fn named(&self, id: DocId) -> Named {
        let id = match id.kind() {
            DocKind::Customer => self.kept(id),
            DocKind::Party => self.survivor(id),
            _ => id,
        };
        let name = match id.kind() {
            DocKind::Request => self.request(id).map(|row| &row.title),
            DocKind::Party => self.party(id).map(|row| &row.name),
            DocKind::Service => self.service(id).map(|row| &row.name),
            DocKind::Person => self.person(id).map(|row| &row.name),
            DocKind::Customer => self.customer(id).map(|row| &row.name),
            DocKind::Settings => self.settings().map(|row| &row.name),
            DocKind::Task => self.task(id).map(|row| &row.title),
            DocKind::Other(_) => None,
        };
        Named { id, name: name.cloned().unwrap_or_default() }
    }

    /// The map: parties and services that aren't retired.
    pub fn graph(&self) -> Graph {
        Graph::new(self.parties(), self.services())
    }

    /// The lines of sight of [`Rows::graph`].
    pub fn sights(&self) -> &Sights {
        self.sights.get_or_init(|| Sights::of(&self.graph()))
    }

    /// How many rows there are, of all kinds.
    pub fn len(&self) -> usize {
        self.requests.len()
            + self.parties.len()
            + self.services.len()
            + self.people.len()
            + self.customers.len()
            + self.tasks.len()
            + usize::from(self.settings.is_some())
    }

    /// Whether there are no rows at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All requests, closed ones too.
    pub fn requests(&self) -> impl Iterator<Item = &RequestRow> {
        self.requests.values().map(|row| &**row)
    }

    /// Those that follow after this one by id; all where none is said.
    pub(super) fn requests_after(&self, id: Option<DocId>) -> impl Iterator<Item = &RequestRow> {
        let from = id.map_or(Bound::Unbounded, Bound::Excluded);
        self.requests.range((from, Bound::Unbounded)).map(|(_, row)| &**row)
    }

    /// All parties that stand for themselves, retired ones too.
    pub fn parties(&self) -> impl Iterator<Item = &PartyRow> {
        self.parties.values().filter(|row| !self.stands.contains_key(&row.id))
    }

    /// All services, retired ones too.
    pub fn services(&self) -> impl Iterator<Item = &ServiceRow> {
        self.services.values()
    }

    /// All people.
    pub fn people(&self) -> impl Iterator<Item = &PersonRow> {
        self.people.values()
    }

    /// All customers.
    pub fn customers(&self) -> impl Iterator<Item = &CustomerRow> {
        self.customers.values()
    }

    /// Requests that aren't closed.
    pub fn open(&self) -> Box<dyn Iterator<Item = &RequestRow> + '_> {
        let open = &self.indexes.open;
        if open.len() * LOOK_UPS_PER_WALK < self.requests.len() {
            return Box::new(open.iter().filter_map(|id| self.request(*id)));
        }
        // Both are in the order of their ids: walking along all is faster than looking up many.
        let mut open = open.iter().peekable();
        let walk = self.requests.iter().filter(move |(id, _)| open.next_if_eq(id).is_some());
        Box::new(walk.map(|(_, row)| &**row))
    }

    /// Open requests that a team has.
    pub fn open_at(&self, provider: DocId) -> impl Iterator<Item = &RequestRow> {
        self.indexes.open_by_provider.of(provider).filter_map(|id| self.request(id))
    }

    /// Open requests that a team asked.
    pub fn open_asked_by(&self, asker: DocId) -> impl Iterator<Item = &RequestRow> {
        self.indexes.open_by_asker.of(asker).filter_map(|id| self.request(id))
    }

    /// Requests to which something happened since then, the latest first.
    pub fn changed_since(&self, since: Millis) -> impl Iterator<Item = &RequestRow> {
        let changed = self.indexes.by_change.range((since, DocId::from_bytes([0; DocId::LEN]))..);
        changed.rev().filter_map(|(_, id)| self.request(*id))
    }

    /// Requests that name this one as their parent, as written: circles are not resolved.
    pub fn children(&self, parent: DocId) -> impl Iterator<Item = &RequestRow> {
        self.indexes.children.of(parent).filter_map(|id| self.request(id))
    }

    /// Requests that name this customer themselves.
    pub fn requests_for(&self, customer: DocId) -> impl Iterator<Item = &RequestRow> {
        self.indexes.by_customer.of(customer).filter_map(|id| self.request(id))
    }

    /// Whether any open request names this customer itself.
    pub fn has_open_for(&self, customer: DocId) -> bool {
        self.indexes.open_by_customer.of(customer).next().is_some()
    }

    /// Services that a team provides, retired ones too.
    pub fn services_of(&self, provider: DocId) -> impl Iterator<Item = &ServiceRow> {
        self.indexes.services_by_provider.of(provider).filter_map(|id| self.service(id))
    }

    /// Services that a party gets, retired ones too.
    pub fn services_for(&self, served: DocId) -> impl Iterator<Item = &ServiceRow> {
        self.indexes.services_by_served.of(served).filter_map(|id| self.service(id))
    }

    /// The people of a team.
    pub fn people_in(&self, team: DocId) -> impl Iterator<Item = &PersonRow> {
        self.indexes.people_by_team.of(team).filter_map(|id| self.person(id))
    }
}

/// Puts a value into a map: `None` when it was there already, else the value that it replaced.
pub(super) fn put<T: PartialEq>(map: &mut BTreeMap<DocId, T>, id: DocId, value: T) -> Option<Option<T>> {
    if map.get(&id) == Some(&value) { None } else { Some(map.insert(id, value)) }
}
