//! What the daily work teaches the map: asks that no service shows, teams that are reached by a detour, requests that come back, and the hop
//! at which they wait longest. Read from rows only; a person takes each suggestion or puts it away.

use super::clock::pauses_until;
use super::sliced::{Sliced, at_once};
use super::{Named, PartyRowKind, RequestRow, Rows, naming};
use crate::id::{DocId, Millis, Span};
use crate::in_order::InOrder as _;
use crate::limits::{
    LEARNED_CASES_MIN, LEARNED_EXAMPLES_MAX, LEARNED_LOOKED_BACK, LEARNED_REQUESTS_PER_STEP,
    LEARNED_SHOWN_MAX, LEARNED_TITLES_MAX,
};
use crate::map::Graph;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What was learned from the work of the last year.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Learned {
    /// Requests that were read.
    pub requests: usize,
    /// Hand-ons in them.
    pub hand_ons: usize,
    /// Services that should stand on the map: what is asked most first.
    pub services: Vec<SuggestedService>,
    /// Teams that should be asked directly: what is handed on most first.
    pub direct: Vec<AskDirectly>,
    /// Requests that went back and forth: the most frequent first.
    pub loops: Vec<ReturnLoop>,
    /// Hops before which requests wait: what adds most first.
    pub hops: Vec<SlowHop>,
}

/// One team asks another again and again, and the map shows nothing between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestedService {
    /// Who provides.
    pub provider: Named,
    /// Who asks.
    pub served: Named,
    /// How often.
    pub asked: usize,
    /// What is proposed for the map.
    pub draft: ServiceDraft,
}

/// What is proposed for a new service.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ServiceDraft {
    /// From the commonest words of what was asked; may be empty.
    pub name: String,
    /// What four of five replies took; none where fewer than [`LEARNED_CASES_MIN`] say it.
    pub reply_within: Option<Span>,
    /// What four of five deliveries took.
    pub deliver_within: Option<Span>,
}

/// Most of what one team asks another is handed on to the same third.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskDirectly {
    /// Who asks.
    pub asker: Named,
    /// Whom they ask.
    pub first: Named,
    /// Who has it in the end.
    pub last: Named,
    /// How often that was so.
    pub handed_on: usize,
    /// Of so many requests.
    pub of: usize,
    /// The map has a service from the last to the asker.
    pub on_map: bool,
}

/// A team handed requests on and got them back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnLoop {
    /// Who handed it on and got it back.
    pub team: Named,
    /// Who gave it back.
    pub by: Named,
    /// How many requests.
    pub requests: usize,
    /// The latest of them.
    pub examples: Vec<Named>,
}

/// Requests wait at a team before it hands them on to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlowHop {
    /// At whom they wait.
    pub from: Named,
    /// To whom they go then.
    pub to: Named,
    /// How many did.
    pub requests: usize,
    /// What half of them stay below, in working time of the team at which they wait.
    pub median: Span,
}

type Pair = (DocId, DocId);

/// What is counted in one pass.
#[derive(Debug, Default)]
struct Counted {
    requests: usize,
    hand_ons: usize,
    /// (asker, who has it in the end).
    asked: BTreeMap<Pair, Vec<DocId>>,
    /// (asker, whom they asked).
    first: BTreeMap<Pair, usize>,
    /// (asker, whom they asked, who has it in the end).
    detours: BTreeMap<(DocId, DocId, DocId), usize>,
    loops: BTreeMap<Pair, Vec<(Millis, DocId)>>,
    hops: BTreeMap<Pair, Vec<Span>>,
}

/// What the requests of the last year teach, worked out step by step. Private ones are left out, and what somebody has put away.
#[derive(Debug)]
pub struct Learning {
    now: Millis,
    /// The last request that was read.
    after: Option<DocId>,
    counted: Counted,
    /// What is left to be said of what was counted.
    left: Vec<Said>,
    found: Learned,
}

/// A part of what is said: each is a step of its own.
type Said = fn(&Counted, &Rows, &mut Learned);

impl Learning {
    /// Nothing is read yet.
    pub fn new(now: Millis) -> Self {
        let left: [Said; 4] = [
            |counted, rows, found| found.services = counted.services(rows, &rows.graph()),
            |counted, rows, found| found.direct = counted.direct(rows, &rows.graph()),
            |counted, rows, found| found.loops = counted.loops(rows),
            |counted, rows, found| found.hops = counted.slow_hops(rows),
        ];
        let (counted, found) = (Counted::default(), Learned::default());
        Self { now, after: None, counted, left: left.into(), found }
    }
}

impl Sliced for Learning {
    type Found = Learned;

    fn go_on(&mut self, rows: &Rows) -> bool {
        let before = self.after;
        for row in rows.requests_after(before).take(LEARNED_REQUESTS_PER_STEP) {
            self.after = Some(row.id);
            if counts(row, self.now) {
                self.counted.add(rows, row);
            }
        }
        if self.after != before {
            return true;
        }
        let Some(said) = self.left.pop() else { return false };
        said(&self.counted, rows, &mut self.found);
        true
    }

    fn found(&self, _: &Rows) -> Learned {
        let Counted { requests, hand_ons, .. } = self.counted;
        Learned { requests, hand_ons, ..self.found.clone() }
    }
}

/// The same at once.
pub fn learned(rows: &Rows, now: Millis) -> Learned {
    at_once(Learning::new(now), rows)
}

/// What is proposed for a service between two parties, by what was asked there so far.
pub fn service_draft(rows: &Rows, served: DocId, provider: DocId, now: Millis) -> ServiceDraft {
    let asked = rows.requests().filter(|row| (row.asker, row.provider) == (served, provider));
    draft(rows, &asked.filter(|row| counts(row, now)).collect::<Vec<_>>())
}

fn counts(row: &RequestRow, now: Millis) -> bool {
    !row.private && row.changed_at >= now - LEARNED_LOOKED_BACK
}

/// The teams that had a request, in their order.
fn path(row: &RequestRow) -> impl Iterator<Item = DocId> + Clone + '_ {
    row.via.iter().copied().chain([row.provider])
}

impl Counted {
    fn add(&mut self, rows: &Rows, row: &RequestRow) {
        self.requests += 1;
        self.hand_ons += row.via.len();
        self.asked.entry((row.asker, row.provider)).or_default().push(row.id);
        let first = row.via.first().copied().unwrap_or(row.provider);
        *self.first.entry((row.asker, first)).or_default() += 1;
        if row.via.is_empty() {
            return;
        }
        if first != row.provider {
            *self.detours.entry((row.asker, first, row.provider)).or_default() += 1;
        }
        for pair in returns(row) {
            self.loops.entry(pair).or_default().push((row.changed_at, row.id));
        }
        for (pair, waited) in waits(rows, row) {
            self.hops.entry(pair).or_default().push(waited);
        }
    }

    fn services(&self, rows: &Rows, graph: &Graph) -> Vec<SuggestedService> {
        let lacks = |(asker, provider): &Pair| {
            asker != provider
                && is_on_map(rows, graph, *asker)
                && is_team(rows, graph, *provider)
                && !graph.has_edge(*provider, *asker)
                && !is_put_away(rows, *asker, &service_key(*provider))
        };
        let asked = self.asked.iter().filter(|(_, asked)| asked.len() >= LEARNED_CASES_MIN);
        let mut all: Vec<_> = asked.filter(|(pair, _)| lacks(pair)).collect();
        all.put_in_order_by_key(|(pair, asked)| (Reverse(asked.len()), **pair));
        let suggested = |((asker, provider), asked): (&Pair, &Vec<DocId>)| {
            let requests: Vec<&RequestRow> = asked.iter().filter_map(|id| rows.request(*id)).collect();
            SuggestedService {
                provider: rows.named(*provider),
                served: rows.named(*asker),
                asked: asked.len(),
                draft: draft(rows, &requests),
            }
        };
        all.into_iter().take(LEARNED_SHOWN_MAX).map(suggested).collect()
    }

    fn direct(&self, rows: &Rows, graph: &Graph) -> Vec<AskDirectly> {
        let of = |asker: DocId, first: DocId| self.first.get(&(asker, first)).copied().unwrap_or_default();
        let mostly = |((asker, first, last), count): &(&(DocId, DocId, DocId), &usize)| {
            **count >= LEARNED_CASES_MIN
                && **count * 2 >= of(*asker, *first)
                && asker != last
                && is_on_map(rows, graph, *asker)
                && is_team(rows, graph, *last)
                && !is_put_away(rows, *asker, &direct_key(*first, *last))
        };
        let mut all: Vec<_> = self.detours.iter().filter(mostly).collect();
        all.put_in_order_by_key(|(trio, count)| (Reverse(**count), **trio));
        let suggested = |((asker, first, last), count): (&(DocId, DocId, DocId), &usize)| AskDirectly {
            asker: rows.named(*asker),
            first: rows.named(*first),
            last: rows.named(*last),
            handed_on: *count,
            of: of(*asker, *first),
            on_map: graph.has_edge(*last, *asker),
        };
        all.into_iter().take(LEARNED_SHOWN_MAX).map(suggested).collect()
    }

    fn loops(&self, rows: &Rows) -> Vec<ReturnLoop> {
        let mut all: Vec<_> = self.loops.iter().collect();
        all.put_in_order_by_key(|(pair, requests)| (Reverse(requests.len()), **pair));
        let found = |((team, by), requests): (&Pair, &Vec<(Millis, DocId)>)| {
            let mut latest = requests.clone();
            latest.put_in_order_by_key(|one| Reverse(*one));
            ReturnLoop {
                team: rows.named(*team),
                by: rows.named(*by),
                requests: requests.len(),
                examples: latest.iter().take(LEARNED_EXAMPLES_MAX).map(|(_, id)| rows.named(*id)).collect(),
            }
        };
        all.into_iter().take(LEARNED_SHOWN_MAX).map(found).collect()
    }

    fn slow_hops(&self, rows: &Rows) -> Vec<SlowHop> {
        let often = self.hops.iter().filter(|(_, waited)| waited.len() >= LEARNED_CASES_MIN);
        let with_median = often.filter_map(|(pair, waited)| {
            let median = part_below(waited.clone(), 1, 2)?;
            Some((i128::from(median.0) * i128::try_from(waited.len()).ok()?, pair, waited.len(), median))
        });
        let mut all: Vec<_> = with_median.filter(|(adds, ..)| *adds > 0).collect();
        all.put_in_order_by_key(|(adds, pair, ..)| (Reverse(*adds), **pair));
        let hop = |(_, (from, to), requests, median): (i128, &Pair, usize, Span)| SlowHop {
            from: rows.named(*from),
            to: rows.named(*to),
            requests,
            median,
        };
        all.into_iter().take(LEARNED_SHOWN_MAX).map(hop).collect()
    }
}

/// Each (team, who gave it back) of a request, once.
fn returns(row: &RequestRow) -> Vec<Pair> {
    let teams: Vec<DocId> = path(row).collect();
    let mut found: Vec<Pair> = teams
        .windows(3)
        .filter_map(|three| match three {
            [team, by, again] if team == again && team != by => Some((*team, *by)),
            _ => None,
        })
        .collect();
    found.put_in_order();
    found.dedup();
    found
}

/// How long each team had a request before it handed it on, where the row still knows.
fn waits(rows: &Rows, row: &RequestRow) -> Vec<(Pair, Span)> {
    if row.handed_at.len() != row.via.len() {
        return Vec::new();
    }
    let starts = [row.asked_at].into_iter().chain(row.handed_at.iter().copied());
    let hops = path(row).zip(path(row).skip(1)).zip(starts.zip(row.handed_at.iter().copied()));
    hops.map(|((from, to), (since, until))| ((from, to), rows.calendar(from).between(since, until))).collect()
}

fn is_on_map(rows: &Rows, graph: &Graph, party: DocId) -> bool {
    graph.node(party).is_some() && rows.party(party).is_some()
}

fn is_team(rows: &Rows, graph: &Graph, party: DocId) -> bool {
    graph.node(party).is_some()
        && rows.party(party).is_some_and(|row| row.kind != PartyRowKind::PayingCustomer)
}

/// The name of a suggested service among what its asker has put away.
pub fn service_key(provider: DocId) -> String {
    format!("service {provider}")
}

/// The name of a suggestion to ask somebody directly.
pub fn direct_key(first: DocId, last: DocId) -> String {
    format!("direct {first} {last}")
}

fn is_put_away(rows: &Rows, asker: DocId, key: &str) -> bool {
    rows.party(asker).is_some_and(|row| row.put_away.iter().any(|one| one == key))
}

fn draft(rows: &Rows, asked: &[&RequestRow]) -> ServiceDraft {
    let mut latest = asked.to_vec();
    latest.put_in_order_by_key(|row| Reverse((row.asked_at, row.id)));
    latest.truncate(LEARNED_TITLES_MAX);
    let titles: Vec<&str> = latest.iter().map(|row| row.title.as_str()).collect();
    let replies = latest.iter().filter_map(|row| {
        let since = row.handed_at.last().copied().unwrap_or(row.asked_at);
        let known = row.via.len() == row.handed_at.len();
        let answered = row.first_reply().at;
        answered.filter(|at| known && *at >= since).map(|at| rows.calendar_for(row).between(since, at))
    });
    let deliveries = latest.iter().filter_map(|row| {
        let first = row.first_delivery();
        let (from, to) = (first.accepted?, first.at?);
        let calendar = rows.calendar_for(row);
        let took = calendar.between(from, to).0 - pauses_until(calendar, &first.pauses, to).0;
        (to >= from).then_some(Span(took.max(0)))
    });
    let promise = |took: Vec<Span>| {
        let enough = took.len() >= LEARNED_CASES_MIN;
        part_below(took, 4, 5).filter(|_| enough).map(rounded_up)
    };
    ServiceDraft {
        name: naming::common_name(&titles),
        reply_within: promise(replies.collect()),
        deliver_within: promise(deliveries.collect()),
    }
}

/// The smallest that so many of so many don't exceed.
fn part_below(mut spans: Vec<Span>, part: usize, of: usize) -> Option<Span> {
    spans.put_in_order();
    spans.get((spans.len() * part).div_ceil(of).checked_sub(1)?).copied()
}

/// The next length that people promise; whole days from two on.
fn rounded_up(span: Span) -> Span {
    const STEPS: [i64; 11] = [5, 10, 15, 30, 60, 120, 240, 480, 720, 1_440, 2_880];
    let minutes = span.0.div_euclid(60_000) + i64::from(span.0.rem_euclid(60_000) > 0);
    let step = STEPS.into_iter().find(|step| minutes <= *step);
    Span::minutes(step.unwrap_or_else(|| (minutes + 1_439) / 1_440 * 1_440))
}
