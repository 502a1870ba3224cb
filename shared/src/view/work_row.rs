//! When a team works, as its row tells it, and the calendars that follow from it.

use super::rows::put;
use super::{PartyRow, Rows};
use crate::calendar::Calendar;
use crate::id::DocId;
use minicbor::{Decode, Encode};
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

    /// What is computed with.
    pub fn calendar(&self) -> Calendar {
        let days = self.holidays.iter().filter(|day| !day.name.trim().is_empty());
        Calendar::new(&self.zone, &self.hours, days.map(|day| day.date.as_str()))
    }
}

impl PartyRow {
    /// Its calendar, unless it works always.
    pub(super) fn calendar(&self) -> Option<Calendar> {
        Some(self.work.calendar()).filter(|calendar| !calendar.is_always())
    }
}

impl Rows {
    /// When a team works; always, when nothing is known of it.
    pub fn calendar(&self, team: DocId) -> &Calendar {
        static ALWAYS: LazyLock<Calendar> = LazyLock::new(Calendar::default);
        self.calendars.get(&team).unwrap_or(&ALWAYS)
    }

    /// Whether a party has left the map.
    pub fn is_gone(&self, party: DocId) -> bool {
        self.gone.contains(&party)
    }

    /// Takes the row of a party; says whether anything changed.
    pub(super) fn apply_party(&mut self, row: PartyRow) -> bool {
        let (id, calendar, is_gone) = (row.id, row.calendar(), row.retired);
        let changed = put(&mut self.parties, id, row).is_some();
        match calendar.filter(|_| changed) {
            Some(calendar) => drop(self.calendars.insert(id, calendar)),
            None if changed => drop(self.calendars.remove(&id)),
            None => {}
        }
        if is_gone {
            self.gone.insert(id);
        } else {
            self.gone.remove(&id);
        }
        self.map_changed(changed)
    }
}
