//! How long teams take from the last answer that they waited for to their own: what a deadline leaves for the work above it.

use super::{RequestRow, Rows, chain, clock};
use crate::id::{DocId, Millis, Span};
use crate::limits::{TIMING_AGE_MAX, TIMING_SAMPLES_KEPT_MAX, TIMING_SAMPLES_MIN};
use crate::model::TakesFrom;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// So long is looked back: what a team took last year says little of today.
const LOOKED_BACK: Span = Span::days(180);

/// How long a team takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Takes {
    /// In working time of that team.
    pub span: Span,
    /// Where that is known from.
    pub from: TakesFrom,
}

/// A team's work: through a service, or all of it.
type Work = (DocId, Option<DocId>);

/// What was observed of all teams at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Timings {
    as_of: Millis,
    /// Requests that there were then.
    requests: usize,
    /// The p80 of a team's work through a service, and of all its work, each with its samples.
    of: BTreeMap<Work, (Span, usize)>,
}

/// The observations that screens use. They are made anew when they are old, or when many more requests are here than there were.
#[derive(Debug, Default)]
pub(super) struct Kept(Mutex<Option<Arc<Timings>>>);

impl Clone for Kept {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Rows {
    /// What was observed, as of the last hour.
    pub(super) fn timings(&self, now: Millis) -> Arc<Timings> {
        let mut kept = self.timings.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = self.requests().size_hint().0;
        let holds = |timings: &Arc<Timings>| {
            let age = now - timings.as_of;
            let is_near = timings.requests.abs_diff(count) * 10 <= count;
            (Span::ZERO..TIMING_AGE_MAX).contains(&age) && is_near
        };
        if let Some(timings) = kept.as_ref().filter(|timings| holds(timings)) {
            return Arc::clone(timings);
        }
        Arc::clone(kept.insert(Arc::new(Timings::of(self, now, count))))
    }
}

impl Timings {
    fn of(rows: &Rows, now: Millis, requests: usize) -> Self {
        let mut samples: BTreeMap<Work, Vec<(Millis, Span)>> = BTreeMap::new();
        // Only those that waited for somebody tell how long the work above takes: they are found by their children, few of many.
        let mut parents: Vec<DocId> = rows.indexes().children.pairs().map(|(parent, _)| parent).collect();
        parents.dedup();
        for row in parents.into_iter().filter_map(|parent| rows.request(parent)) {
            let Some((at, span)) = sample(rows, row).filter(|(at, _)| now - *at < LOOKED_BACK) else {
                continue;
            };
            samples.entry((row.provider, None)).or_default().push((at, span));
            if row.service.is_some() {
                samples.entry((row.provider, row.service)).or_default().push((at, span));
            }
        }
        let of = samples.into_iter().filter_map(|(of, samples)| Some((of, p80(samples)?)));
        Self { as_of: now, requests, of: of.collect() }
    }

    fn observed(&self, team: DocId, service: Option<DocId>) -> Option<Takes> {
        let through = service.and_then(|service| self.of.get(&(team, Some(service))));
        let (span, samples) = through.or_else(|| self.of.get(&(team, None)))?;
        let samples = u32::try_from(*samples).unwrap_or(u32::MAX);
        Some(Takes { span: *span, from: TakesFrom::Observed { samples, as_of: self.as_of } })
    }
}

/// The working time of a delivered request from the last answer below it to its own, and when that was.
fn sample(rows: &Rows, row: &RequestRow) -> Option<(Millis, Span)> {
    let delivered = row.delivered_at?;
    let last =
        rows.children(row.id).filter_map(|child| child.delivered_at).filter(|at| *at <= delivered).max()?;
    Some((delivered, rows.calendar(row.provider).between(last, delivered)))
}

/// What four of five stay below, of the latest; none where they are too few to say.
fn p80(mut samples: Vec<(Millis, Span)>) -> Option<(Span, usize)> {
    if samples.len() < TIMING_SAMPLES_MIN {
        return None;
    }
    samples.sort_unstable();
    let latest = samples.split_off(samples.len().saturating_sub(TIMING_SAMPLES_KEPT_MAX));
    let mut spans: Vec<Span> = latest.into_iter().map(|(_, span)| span).collect();
    spans.sort_unstable();
    let at = (spans.len() * 4).div_ceil(5).saturating_sub(1);
    spans.get(at).map(|span| (*span, spans.len()))
}

/// How long the team that has a request takes for it once all answers below are here: as observed or, where that is too little, as the map
/// promises. None where neither says anything.
pub(super) fn takes(rows: &Rows, row: &RequestRow, now: Millis) -> Option<Takes> {
    rows.timings(now).observed(row.provider, row.service).or_else(|| promised(rows, row))
}

fn promised(rows: &Rows, row: &RequestRow) -> Option<Takes> {
    let within = super::ask::delivery_within(rows, row)?;
    Some(Takes { span: rows.calendar(row.provider).working(within), from: TakesFrom::Promise })
}

/// That a request won't be in time as things are, before it is late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Risk {
    /// When it has to be there: as promised or needed, whichever is earlier.
    pub due: Millis,
    /// When it would be there.
    pub ends: Millis,
    /// The open request below that makes it so, if it is one.
    pub below: Option<DocId>,
    /// Something later than that was offered there, and waits for an answer.
    pub is_offer: bool,
}

/// Whether what remains of an open request fits before it is due. A request that is late already, or whose next move is the asker's, is not
/// at risk; nor is one of which nobody said how long anything takes.
pub(super) fn risk(rows: &Rows, row: &RequestRow, now: Millis) -> Option<Risk> {
    if row.state.is_closed() || clock::asker_must_move(row, now) {
        return None;
    }
    let due = [clock::promised_by(rows, row, now), row.due].into_iter().flatten().min()?;
    let (ends, below) = ends(rows, row, now, 0)?;
    let is_offer = below.and_then(|id| rows.request(id)).is_some_and(|child| child.offered.is_some());
    (due >= now && ends > due).then_some(Risk { due, ends, below, is_offer })
}

/// When an open request would be delivered as things are, and the request right below that it then waits for last. None when nothing is
/// known.
fn ends(rows: &Rows, row: &RequestRow, now: Millis, depth: usize) -> Option<(Millis, Option<DocId>)> {
    if depth > chain::CHAIN_LINKS_MAX {
        return None;
    }
    let said = [clock::promised_by(rows, row, now), row.offered].into_iter().flatten().max();
    let open = chain::below(rows, row).into_iter().filter(|child| chain::ended(child).is_none());
    let children = open.filter_map(|child| Some((ends(rows, child, now, depth + 1)?.0, child.id)));
    let last = children.max();
    let takes = takes(rows, row, now).map(|takes| takes.span);
    let calendar = rows.calendar(row.provider);
    let after = |from: Millis, span| calendar.after(from.max(now), span).unwrap_or(from + span);
    let by_children = last.map(|(at, id)| (after(at, takes.unwrap_or_default()), Some(id)));
    let own = match said {
        Some(said) => Some(said.max(now)),
        // Nobody has said when: as long as they promise, from now on.
        None if last.is_none() => promised(rows, row).map(|takes| after(now, takes.span)),
        None => None,
    };
    match (own, by_children) {
        (Some(own), Some((at, _))) if own >= at => Some((own, None)),
        (_, Some(found)) => Some(found),
        (own, None) => own.map(|own| (own, None)),
    }
}
