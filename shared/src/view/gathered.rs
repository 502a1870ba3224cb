//! From all rows of a workspace to its [`Statistics`]. Rows come one by one and in any order, so that whoever gathers never holds all of
//! them; of a request a few moments are kept, and only of what happened within a year.

use super::clock::{moved_by_pauses, pauses_until};
use super::statistics::{Kept, Period, Remains, Spread, Statistics, WorkFigures};
use super::team_away::calendar;
use super::{PartyRow, PartyRowKind, Pause, RequestRow, Row, ServiceRow, WorkRow, joined};
use crate::calendar::Calendar;
use crate::id::{DocId, Millis, Span};
use crate::in_order::InOrder as _;
use crate::limits::TIMING_SAMPLES_KEPT_MAX;
use crate::model::TeamAway;
use std::collections::BTreeMap;

/// So long is looked back: what a team took last year says little of today.
const LOOKED_BACK: Span = Span::days(180);

/// What was read so far.
#[derive(Debug)]
pub struct Gathered {
    as_of: Millis,
    samples_min: usize,
    /// When parties work and are away, where anything is said of it.
    works: BTreeMap<DocId, (WorkRow, Option<TeamAway>)>,
    /// Of services with hours of their own: who gives them, and when.
    hours: BTreeMap<DocId, (DocId, String)>,
    facts: BTreeMap<DocId, Fact>,
    kinds: BTreeMap<DocId, PartyRowKind>,
    /// Of parties that were merged: into which.
    joins: BTreeMap<DocId, DocId>,
}

/// What counts of a request.
#[derive(Debug)]
struct Fact {
    team: DocId,
    service: Option<DocId>,
    parent: Option<DocId>,
    asked: Millis,
    /// None: another team had it before, and when this one was asked isn't in the row.
    answered_first: Option<Millis>,
    answered: Option<Millis>,
    reply_by: Option<Millis>,
    accepted: Option<Millis>,
    delivered: Option<Millis>,
    /// What waits above it waited until then: none where it was opened again.
    delivered_last: Option<Millis>,
    promised: Option<Millis>,
    pauses: Vec<Pause>,
    is_closed: bool,
}

/// A team's work: all of it, or through a service.
type Work = (DocId, Option<DocId>);

/// The cases of one work.
#[derive(Debug, Default)]
struct Cases {
    remains: Vec<(Millis, Span)>,
    /// The last half year, and the one before it.
    periods: [PeriodCases; 2],
}

#[derive(Debug, Default)]
struct PeriodCases {
    replies: Vec<Span>,
    deliveries: Vec<Span>,
    replies_kept: Kept,
    deliveries_kept: Kept,
}

impl Gathered {
    /// Nothing yet. What happened after `as_of` won't count, and neither does what fewer than `samples_min` cases say.
    pub fn new(as_of: Millis, samples_min: usize) -> Self {
        Self {
            as_of,
            samples_min,
            works: BTreeMap::new(),
            hours: BTreeMap::new(),
            facts: BTreeMap::new(),
            kinds: BTreeMap::new(),
            joins: BTreeMap::new(),
        }
    }

    /// Reads a row.
    pub fn take(&mut self, row: &Row) {
        match row {
            Row::Request(row) => self.take_request(row),
            Row::Party(row) => self.take_party(row),
            Row::Service(row) => self.take_service(row),
            _ => {}
        }
    }

    pub(super) fn take_party(&mut self, row: &PartyRow) {
        self.kinds.insert(row.id, row.kind);
        self.joins.extend(row.merged_into.map(|into| (row.id, into)));
        if !row.work.is_empty() || row.away.is_some() {
            self.works.insert(row.id, (row.work.clone(), row.away.clone()));
        }
    }

    fn take_service(&mut self, row: &ServiceRow) {
        if !row.hours.is_empty() {
            self.hours.insert(row.id, (row.provider, row.hours.clone()));
        }
    }

    /// Private requests count nowhere: not everybody may know of them.
    pub(super) fn take_request(&mut self, row: &RequestRow) {
        if row.private || row.changed_at < self.as_of - LOOKED_BACK - LOOKED_BACK {
            return;
        }
        let until = |at: Option<Millis>| at.filter(|at| *at <= self.as_of);
        let (reply, delivery) = (row.first_reply(), row.first_delivery());
        let fact = Fact {
            team: row.provider,
            service: row.service,
            parent: row.parent,
            asked: row.asked_at,
            answered_first: until(reply.at).filter(|_| row.hops == 0),
            answered: until(reply.at),
            reply_by: reply.by,
            accepted: until(delivery.accepted),
            delivered: until(delivery.at),
            delivered_last: until(row.delivered_at),
            promised: delivery.promised,
            pauses: delivery.pauses,
            is_closed: row.state.is_closed(),
        };
        self.facts.insert(row.id, fact);
    }

    /// What all of it says.
    pub fn statistics(mut self) -> Statistics {
        let stands = joined::standing(&self.joins, |party| self.kinds.get(&party).copied());
        let stands_for = |party: DocId| stands.get(&party).copied().unwrap_or(party);
        for fact in self.facts.values_mut() {
            fact.team = stands_for(fact.team);
        }
        for (provider, _) in self.hours.values_mut() {
            *provider = stands_for(*provider);
        }
        let calendars = self.calendars();
        let mut answers: BTreeMap<DocId, Vec<Millis>> = BTreeMap::new();
        for fact in self.facts.values() {
            if let (Some(parent), Some(delivered)) = (fact.parent, fact.delivered_last) {
                answers.entry(parent).or_default().push(delivered);
            }
        }
        let mut cases: BTreeMap<Work, Cases> = BTreeMap::new();
        let always = Calendar::default();
        for (id, fact) in &self.facts {
            let below = answers.get(id).map_or(&[][..], Vec::as_slice);
            let calendar = |whose: DocId| calendars.get(&whose).unwrap_or(&always);
            // What was done in hours of its own says nothing of what the team does in its hours.
            let own = fact.service.filter(|id| self.hours.get(id).is_some_and(|(by, _)| *by == fact.team));
            let measured = self.measure(fact, calendar(own.unwrap_or(fact.team)), below);
            let all = own.is_none().then_some((fact.team, None));
            let through = fact.service.map(|service| (fact.team, Some(service)));
            for work in [all, through].into_iter().flatten() {
                cases.entry(work).or_default().add(&measured);
            }
        }
        let figures = cases.into_iter().map(|(work, cases)| cases.figures(work, self.samples_min));
        Statistics::new(self.as_of, figures.filter(|figures| !figures.is_empty()).collect())
    }

    /// Of parties and services that don't work always: as in [`super::Rows::calendar`].
    fn calendars(&self) -> BTreeMap<DocId, Calendar> {
        let nothing = (WorkRow::default(), None);
        let said = |party: &DocId| self.works.get(party).unwrap_or(&nothing);
        let parties = self.works.iter().map(|(id, (work, away))| (*id, calendar(*id, work, away.as_ref())));
        let services = self.hours.iter().map(|(id, (provider, hours))| {
            let (work, away) = said(provider);
            (*id, calendar(*provider, &work.with_hours(hours), away.as_ref()))
        });
        parties.chain(services).filter_map(|(id, calendar)| Some((id, calendar?))).collect()
    }

    fn measure(&self, fact: &Fact, calendar: &Calendar, below: &[Millis]) -> Measured {
        let took = |from: Millis, to: Millis| (to >= from).then(|| calendar.between(from, to));
        let reply = fact.answered_first.and_then(|at| Some((at, took(fact.asked, at)?)));
        let delivery = fact.accepted.zip(fact.delivered).and_then(|(from, at)| {
            let stood = pauses_until(calendar, &fact.pauses, at);
            Some((at, Span(took(from, at)?.0.saturating_sub(stood.0).max(0))))
        });
        let promised = fact
            .promised
            .map(|by| moved_by_pauses(calendar, by, &fact.pauses, fact.delivered.unwrap_or(self.as_of)));
        let last = |delivered: Millis| below.iter().copied().filter(|at| *at <= delivered).max();
        let remains = fact.delivered.and_then(|at| Some((at, calendar.between(last(at)?, at))));
        Measured {
            reply: self.dated(reply),
            delivery: self.dated(delivery),
            replied: self.dated(self.kept(fact, fact.reply_by, fact.answered)),
            delivered: self.dated(self.kept(fact, promised, fact.delivered)),
            remains: remains.filter(|(at, _)| self.period(*at) == Some(0)),
        }
    }

    /// Whether a promise was kept, and when that was decided; none while it is open. Withdrawn before anybody had to answer says nothing.
    fn kept(&self, fact: &Fact, by: Option<Millis>, done: Option<Millis>) -> Option<(Millis, bool)> {
        match (by?, done) {
            (by, Some(done)) => Some((done, done <= by)),
            (by, None) => (by < self.as_of && !fact.is_closed).then_some((by, false)),
        }
    }

    /// In which half year, counted back from now.
    fn period(&self, at: Millis) -> Option<usize> {
        let age = self.as_of - at;
        let halves = usize::try_from(age.0 / LOOKED_BACK.0).ok()?;
        (age >= Span::ZERO && halves < 2).then_some(halves)
    }

    fn dated<T>(&self, what: Option<(Millis, T)>) -> Option<(usize, T)> {
        let (at, what) = what?;
        Some((self.period(at)?, what))
    }
}

/// What one request says, each with the half year that it belongs to.
#[derive(Debug)]
struct Measured {
    reply: Option<(usize, Span)>,
    delivery: Option<(usize, Span)>,
    replied: Option<(usize, bool)>,
    delivered: Option<(usize, bool)>,
    remains: Option<(Millis, Span)>,
}

impl Cases {
    fn add(&mut self, measured: &Measured) {
        self.remains.extend(measured.remains);
        for (number, period) in self.periods.iter_mut().enumerate() {
            let of = |what: Option<(usize, Span)>| what.filter(|(at, _)| *at == number).map(|(_, span)| span);
            period.replies.extend(of(measured.reply));
            period.deliveries.extend(of(measured.delivery));
            for (kept, what) in [
                (&mut period.replies_kept, measured.replied),
                (&mut period.deliveries_kept, measured.delivered),
            ] {
                if let Some((_, was_kept)) = what.filter(|(at, _)| *at == number) {
                    kept.of += 1;
                    kept.kept += u32::from(was_kept);
                }
            }
        }
    }

    fn figures(self, (team, service): Work, samples_min: usize) -> WorkFigures {
        let [lately, before] = self.periods.map(|period| period.figures(samples_min));
        WorkFigures { team, service, remains: remains(self.remains, samples_min), lately, before }
    }
}

impl PeriodCases {
    fn figures(self, samples_min: usize) -> Period {
        let enough = |kept: Kept| Some(kept).filter(|kept| kept.of as usize >= samples_min && kept.of > 0);
        Period {
            reply: spread(self.replies, samples_min),
            delivery: spread(self.deliveries, samples_min),
            replies: enough(self.replies_kept),
            deliveries: enough(self.deliveries_kept),
        }
    }
}

/// What four of five stay below, of the latest.
fn remains(mut samples: Vec<(Millis, Span)>, samples_min: usize) -> Option<Remains> {
    samples.put_in_order();
    let latest = samples.split_off(samples.len().saturating_sub(TIMING_SAMPLES_KEPT_MAX));
    let spans = in_order(latest.into_iter().map(|(_, span)| span).collect(), samples_min)?;
    Some(Remains { samples: count(&spans), p80: below(&spans, 4, 5)? })
}

fn spread(spans: Vec<Span>, samples_min: usize) -> Option<Spread> {
    let spans = in_order(spans, samples_min)?;
    Some(Spread { samples: count(&spans), median: below(&spans, 1, 2)?, p90: below(&spans, 9, 10)? })
}

/// None where they are too few to say anything.
fn in_order(mut spans: Vec<Span>, samples_min: usize) -> Option<Vec<Span>> {
    spans.put_in_order();
    Some(spans).filter(|spans| spans.len() >= samples_min)
}

fn count(spans: &[Span]) -> u32 {
    u32::try_from(spans.len()).unwrap_or(u32::MAX)
}

/// The smallest that so many of so many don't exceed.
fn below(spans: &[Span], part: usize, of: usize) -> Option<Span> {
    spans.get((spans.len() * part).div_ceil(of).saturating_sub(1)).copied()
}
