//! When a team works, as its row tells it, and the calendars that follow from it.

use super::rows::put;
use super::{PartyRow, RequestRow, Rows};
use crate::calendar::Calendar;
use crate::id::{DocId, DocKind, Millis};
use minicbor::{Decode, Encode};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// When a team's people work.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
#[cbor(map)]
pub struct WorkRow {
    /// Its zone with the zone's rule; may be empty.
    #[n(0)]
    pub zone: String,
    /// Zones that others wrote at the same time.
    #[n(1)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub other_zones: Vec<String>,
    /// The hours of its week; empty: always.
    #[n(2)]
    pub hours: String,
    /// Hours that others wrote at the same time.
    #[n(3)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub other_hours: Vec<String>,
    /// Its holidays, by their dates.
    #[n(4)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub holidays: Vec<HolidayRow>,
}

/// A holiday.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct HolidayRow {
    /// Its date: `2026-12-25`.
    #[n(0)]
    pub date: String,
    /// Its name; empty when it was taken back, and somebody at the same time said otherwise.
    #[n(1)]
    pub name: String,
    /// What others said at the same time; empty: that it is none.
    #[n(2)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub other_names: Vec<String>,
}

impl WorkRow {
    /// Nothing was said of it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The same zone and holidays with other hours.
    pub(super) fn with_hours(&self, hours: &str) -> Self {
        Self { hours: hours.to_owned(), ..self.clone() }
    }

    /// What is computed with.
    pub fn calendar(&self) -> Calendar {
        let days = self.holidays.iter().filter(|day| !day.name.trim().is_empty());
        Calendar::new(&self.zone, &self.hours, days.map(|day| day.date.as_str()))
    }
}

impl Rows {
    /// When a team works, or a service with hours of its own is given; always, when nothing is known of it.
    pub fn calendar(&self, whose: DocId) -> &Calendar {
        static ALWAYS: LazyLock<Calendar> = LazyLock::new(Calendar::default);
        let known = match whose.kind() {
            DocKind::Service => self.own_calendars().get(&whose),
            _ => self.calendars.get(&self.survivor(whose)),
        };
        known.unwrap_or(&ALWAYS)
    }

    /// In whose hours a request is worked on: the service's through which it was asked, where that has its own and the team that has the
    /// request gives it; else that team's.
    pub fn worked_in(&self, row: &RequestRow) -> DocId {
        self.hours_of(row.provider, row.service)
    }

    /// The same of a request that is yet to be asked.
    pub(super) fn hours_of(&self, team: DocId, service: Option<DocId>) -> DocId {
        let own = service.and_then(|service| self.service(service));
        own.filter(|own| !own.hours.is_empty() && own.provider == team).map_or(team, |own| own.id)
    }

    /// When a request is worked on: the calendar of [`Rows::worked_in`].
    pub fn calendar_for(&self, row: &RequestRow) -> &Calendar {
        self.calendar(self.worked_in(row))
    }

    /// Those of the services that have hours of their own and aren't given always.
    fn own_calendars(&self) -> &BTreeMap<DocId, Calendar> {
        self.own_calendars.get_or_init(|| {
            let own = self.services().filter(|row| !row.hours.is_empty());
            own.filter_map(|row| Some((row.id, self.party(row.provider)?.calendar_within(&row.hours)?)))
                .collect()
        })
    }

    /// Whether a party has left the map.
    pub fn is_gone(&self, party: DocId) -> bool {
        self.gone.contains_key(&self.survivor(party))
    }

    /// Since when nobody answers for an open request because its team has left the map: not where a person has it.
    pub(super) fn stranded_since(&self, row: &RequestRow) -> Option<Millis> {
        let since = self
            .gone
            .get(&row.provider)
            .filter(|_| !row.owner.is_some_and(|owner| row.is_owned_by(owner)))?;
        Some(since.map_or(row.moved_at(), |since| since.max(row.moved_at())))
    }

    /// Takes the row of a party; says whether anything changed.
    pub(super) fn apply_party(&mut self, row: PartyRow) -> bool {
        let (id, calendar) = (row.id, row.calendar());
        let gone = row.retired.then_some(row.retired_at);
        let (is_new, into) = (!self.parties.contains_key(&id), row.merged_into);
        let changed = put(&mut self.parties, id, row).is_some();
        match calendar.filter(|_| changed) {
            Some(calendar) => drop(self.calendars.insert(id, calendar)),
            None if changed => drop(self.calendars.remove(&id)),
            None => {}
        }
        match gone {
            Some(since) => drop(self.gone.insert(id, since)),
            None => drop(self.gone.remove(&id)),
        }
        let before = match into {
            Some(into) => self.indexes.joins.insert(id, into),
            None => self.indexes.joins.remove(&id),
        };
        if before != into || is_new && !self.indexes.joins.is_empty() {
            self.settle_joined();
        }
        self.map_changed(changed)
    }

    /// Forgets the row of a party; says whether there was one.
    pub(super) fn remove_party(&mut self, id: DocId) -> bool {
        let was_there = self.parties.remove(&id).is_some();
        self.calendars.remove(&id);
        self.gone.remove(&id);
        self.indexes.joins.remove(&id);
        self.settle_joined();
        self.map_changed(was_there)
    }
}
