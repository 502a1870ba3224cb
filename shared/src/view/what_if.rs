//! What if a team is away: what stands still then, who waits at its end, whom it cuts off, and who has helped out before.

use super::sliced::{Sliced, at_once};
use super::{Named, PartyRowKind, RequestRow, Rows, chain, team_away};
use crate::id::{DocId, Millis};
use crate::in_order::InOrder as _;
use crate::limits::{
    LEARNED_LOOKED_BACK, LEARNED_REQUESTS_PER_STEP, SUBSTITUTES_MAX, WHAT_IF_CHAINS_PER_STEP,
};
use crate::map::{cut_off, served_behind, single_points};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What hangs on a team.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WhatIf {
    /// Open requests that it has and has to move on.
    pub has: usize,
    /// Chains that these belong to.
    pub chains: usize,
    /// Open requests above them, which wait for it, too.
    pub above: usize,
    /// Customers who wait at the end of these chains, by name.
    pub customers: Vec<Named>,
    /// Parties to whom its work leads by the map, through others or not; by name.
    pub depend: Vec<Named>,
    /// Teams that would have no line of sight without it, by name.
    pub cut_off: Vec<Named>,
    /// Teams that have done its work before, the most often first.
    pub substitutes: Vec<Substitute>,
}

/// A team that has done another's work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Substitute {
    /// The team.
    pub team: Named,
    /// Requests through the other's services that it has delivered.
    pub delivered: usize,
    /// Requests that the other handed on to it.
    pub got: usize,
}

/// A team without which others have no line of sight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SinglePoint {
    /// The team.
    pub team: Named,
    /// How many it would cut off.
    pub cuts_off: usize,
}

/// What hangs on a team now, and by the last year's work, worked out step by step.
#[derive(Debug)]
pub struct Reckoning {
    team: DocId,
    now: Millis,
    /// Open requests that it has to move on.
    has: Vec<DocId>,
    /// So many of them were looked at.
    looked_at: usize,
    roots: BTreeSet<DocId>,
    above: BTreeSet<DocId>,
    customers: BTreeSet<DocId>,
    helpers: Helpers,
    /// The last request that was read for who has helped out.
    after: Option<DocId>,
}

impl Reckoning {
    /// Nothing is worked out yet.
    pub fn new(rows: &Rows, team: DocId, now: Millis) -> Self {
        let waits = |row: &&RequestRow| row.state.waits_on_provider();
        Self {
            team,
            now,
            has: rows.open_at(team).filter(waits).map(|row| row.id).collect(),
            looked_at: 0,
            roots: BTreeSet::new(),
            above: BTreeSet::new(),
            customers: BTreeSet::new(),
            helpers: Helpers::default(),
            after: None,
        }
    }

    fn look_at(&mut self, rows: &Rows, row: &RequestRow) {
        let line = chain::line_up(rows, row);
        self.roots.extend(line.last().map(|root| root.id));
        let is_own = |link: &RequestRow| link.provider == self.team && link.state.waits_on_provider();
        let open = line.iter().filter(|link| !link.state.is_closed() && !is_own(link));
        self.above.extend(open.map(|link| link.id));
        self.customers.extend(chain::customer_of(rows, row).map(|customer| rows.kept(customer)));
    }
}

impl Sliced for Reckoning {
    type Found = WhatIf;

    fn go_on(&mut self, rows: &Rows) -> bool {
        let part: Vec<DocId> =
            self.has.iter().skip(self.looked_at).take(WHAT_IF_CHAINS_PER_STEP).copied().collect();
        if !part.is_empty() {
            self.looked_at += part.len();
            part.into_iter().filter_map(|id| rows.request(id)).for_each(|row| self.look_at(rows, row));
            return true;
        }
        let before = self.after;
        for row in rows.requests_after(before).take(LEARNED_REQUESTS_PER_STEP) {
            self.after = Some(row.id);
            if !row.private && row.changed_at >= self.now - LEARNED_LOOKED_BACK {
                self.helpers.add(rows, row, self.team);
            }
        }
        self.after != before
    }

    fn found(&self, rows: &Rows) -> WhatIf {
        let graph = rows.graph();
        WhatIf {
            has: self.has.len(),
            chains: self.roots.len(),
            above: self.above.len(),
            customers: named(rows, self.customers.iter().copied()),
            depend: named(rows, served_behind(&graph, self.team)),
            cut_off: named(rows, cut_off(&graph, self.team)),
            substitutes: self.helpers.best(rows, self.now),
        }
    }
}

/// The same at once.
pub fn what_if(rows: &Rows, team: DocId, now: Millis) -> WhatIf {
    at_once(Reckoning::new(rows, team, now), rows)
}

/// Teams without which others have no line of sight: who cuts off most first.
pub(super) fn points(rows: &Rows, graph: &crate::map::Graph) -> Vec<SinglePoint> {
    let mut points: Vec<SinglePoint> = single_points(graph)
        .into_iter()
        .map(|(team, cuts_off)| SinglePoint { team: rows.named(team), cuts_off })
        .collect();
    points.put_in_order_by_cached_key(|one| {
        (Reverse(one.cuts_off), super::plain::sort_key(&one.team.name), one.team.id)
    });
    points
}

fn named(rows: &Rows, ids: impl IntoIterator<Item = DocId>) -> Vec<Named> {
    let mut all: Vec<Named> = ids.into_iter().map(|id| rows.named(id)).collect();
    all.put_in_order_by_cached_key(|one| (super::plain::sort_key(&one.name), one.id));
    all
}

/// Who has done a team's work: delivered through its services, and got from it, each so often.
#[derive(Debug, Default)]
struct Helpers(BTreeMap<DocId, (usize, usize)>);

impl Helpers {
    fn add(&mut self, rows: &Rows, row: &RequestRow, team: DocId) {
        let is_its_service = |id: DocId| rows.service(id).is_some_and(|service| service.provider == team);
        let through = row.service.is_some_and(is_its_service);
        if through && row.provider != team && row.delivered_at.is_some() {
            self.0.entry(row.provider).or_default().0 += 1;
        }
        let next = row.via.iter().skip(1).copied().chain([row.provider]);
        let handed = row.via.iter().zip(next).filter(|(from, to)| **from == team && *to != team);
        let taken: BTreeSet<DocId> = handed.map(|(_, to)| to).collect();
        for other in taken {
            self.0.entry(other).or_default().1 += 1;
        }
    }

    fn best(&self, rows: &Rows, now: Millis) -> Vec<Substitute> {
        let can = |other: &DocId| {
            let on_map = rows
                .party(*other)
                .is_some_and(|row| !row.retired && row.kind != PartyRowKind::PayingCustomer);
            on_map && !team_away(rows, *other, now).is_some_and(|away| away.is_now)
        };
        let mut best: Vec<_> = self.0.iter().filter(|(other, _)| can(other)).collect();
        best.put_in_order_by_key(|(other, (delivered, got))| (Reverse(*delivered), Reverse(*got), **other));
        let substitute = |(other, (delivered, got)): (&DocId, &(usize, usize))| Substitute {
            team: rows.named(*other),
            delivered: *delivered,
            got: *got,
        };
        best.into_iter().take(SUBSTITUTES_MAX).map(substitute).collect()
    }
}
