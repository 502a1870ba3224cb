//! A team of which nobody is there for some days: what those who ask are told, and what its calendar makes of it.

use super::{Named, PartyRow, Rows, WorkRow};
use crate::calendar::{Calendar, Zone};
use crate::id::{Day, DocId, Millis};
use crate::in_order::InOrder as _;
use crate::limits::AWAY_TOLD_BEFORE_DAYS;
use crate::model::{Field, TeamAway};

/// All hours of all days: what a team that works always works when it says that it is away.
const ALL_HOURS: &str = "mo-su 0-0";

/// That a team is away, or will be soon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AwayNow {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub until: Day,
    /// It has begun.
    pub is_now: bool,
    /// Who stands in, if that is said and they are on the map.
    pub stands_in: Option<Named>,
    /// Why; may be empty.
    pub words: String,
}

/// Whether a team is away today or within the next [`AWAY_TOLD_BEFORE_DAYS`] days, by its own calendar.
pub fn team_away(rows: &Rows, team: DocId, now: Millis) -> Option<AwayNow> {
    let row = rows.party(team)?;
    let away = row.away.as_ref()?;
    let today = Zone::parse(&row.work.zone).unwrap_or_default().day(now)?;
    let told = today <= away.until && away.from.days_after(today) <= AWAY_TOLD_BEFORE_DAYS;
    let on_map = |id: &DocId| rows.party(*id).is_some_and(|row| !row.retired);
    told.then(|| AwayNow {
        from: away.from,
        until: away.until,
        is_now: away.from <= today,
        stands_in: away.stands_in.filter(on_map).map(|id| rows.named(id)),
        words: away.words.clone(),
    })
}

/// What is computed with for a party or one of its services, unless it works always.
pub(super) fn calendar(party: DocId, work: &WorkRow, away: Option<&TeamAway>) -> Option<Calendar> {
    let calendar = work.calendar();
    let Some(away) = away.filter(|away| away.fits(party)) else {
        return Some(calendar).filter(|calendar| !calendar.is_always());
    };
    let days: Vec<String> = away.days().map(|day| day.to_string()).collect();
    if calendar.is_always() {
        // Its holidays were none before, and stay so.
        return Some(Calendar::new(&work.zone, ALL_HOURS, days.iter().map(String::as_str)));
    }
    let holidays = work.holidays.iter().filter(|day| !day.name.trim().is_empty());
    let closed = holidays.map(|day| day.date.as_str()).chain(days.iter().map(String::as_str));
    Some(Calendar::new(&work.zone, &work.hours, closed))
}

impl PartyRow {
    /// Its calendar, unless it works always. Days on which it is away are like holidays.
    pub(super) fn calendar(&self) -> Option<Calendar> {
        calendar(self.id, &self.work, self.away.as_ref())
    }

    /// The same of one of its services that has hours of its own: in its zone, and closed when it is.
    pub(super) fn calendar_within(&self, hours: &str) -> Option<Calendar> {
        calendar(self.id, &self.work.with_hours(hours), self.away.as_ref())
    }
}

/// Sorted, as all that is disputed.
pub(super) fn other_aways(field: &Field<Option<TeamAway>>) -> Vec<TeamAway> {
    let mut others: Vec<TeamAway> = field.others.iter().flatten().cloned().collect();
    others.put_in_order_by_cached_key(|away| (away.from, away.until, away.stands_in, away.words.clone()));
    others
}
