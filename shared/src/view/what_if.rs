//! What if a team is away: what stands still then, who waits at its end, whom it cuts off, and who has helped out before.

use super::{Named, PartyRowKind, RequestRow, Rows, chain, team_away};
use crate::id::{DocId, Millis};
use crate::limits::{LEARNED_LOOKED_BACK, SUBSTITUTES_MAX};
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

/// What hangs on this team now, and by the last year's work.
pub fn what_if(rows: &Rows, team: DocId, now: Millis) -> WhatIf {
    let graph = rows.graph();
    let (mut roots, mut above, mut customers) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let waits = |row: &&RequestRow| row.state.waits_on_provider();
    let has: Vec<&RequestRow> = rows.open_at(team).filter(waits).collect();
    let own: BTreeSet<DocId> = has.iter().map(|row| row.id).collect();
    for row in &has {
        let line = chain::line_up(rows, row);
        roots.extend(line.last().map(|root| root.id));
        let open = line.iter().filter(|link| !link.state.is_closed() && !own.contains(&link.id));
        above.extend(open.map(|link| link.id));
        customers.extend(chain::customer_of(rows, row).map(|customer| rows.kept(customer)));
    }
    WhatIf {
        has: has.len(),
        chains: roots.len(),
        above: above.len(),
        customers: named(rows, customers),
        depend: named(rows, served_behind(&graph, team)),
        cut_off: named(rows, cut_off(&graph, team)),
        substitutes: substitutes(rows, team, now),
    }
}

/// Teams without which others have no line of sight: who cuts off most first.
pub(super) fn points(rows: &Rows, graph: &crate::map::Graph) -> Vec<SinglePoint> {
    let mut points: Vec<SinglePoint> = single_points(graph)
        .into_iter()
        .map(|(team, cuts_off)| SinglePoint { team: rows.named(team), cuts_off })
        .collect();
    points.sort_by_cached_key(|one| {
        (Reverse(one.cuts_off), super::plain::sort_key(&one.team.name), one.team.id)
    });
    points
}

fn named(rows: &Rows, ids: impl IntoIterator<Item = DocId>) -> Vec<Named> {
    let mut all: Vec<Named> = ids.into_iter().map(|id| rows.named(id)).collect();
    all.sort_by_cached_key(|one| (super::plain::sort_key(&one.name), one.id));
    all
}

fn substitutes(rows: &Rows, team: DocId, now: Millis) -> Vec<Substitute> {
    let services: BTreeSet<DocId> = rows.services_of(team).map(|service| service.id).collect();
    let mut found: BTreeMap<DocId, (usize, usize)> = BTreeMap::new();
    let lately = rows.requests().filter(|row| !row.private && row.changed_at >= now - LEARNED_LOOKED_BACK);
    for row in lately {
        let through = row.service.is_some_and(|service| services.contains(&service));
        if through && row.provider != team && row.delivered_at.is_some() {
            found.entry(row.provider).or_default().0 += 1;
        }
        let next = row.via.iter().skip(1).copied().chain([row.provider]);
        let taken: BTreeSet<DocId> = row
            .via
            .iter()
            .zip(next)
            .filter(|(from, to)| **from == team && *to != team)
            .map(|(_, to)| to)
            .collect();
        for other in taken {
            found.entry(other).or_default().1 += 1;
        }
    }
    let can = |other: &DocId| {
        let on_map =
            rows.party(*other).is_some_and(|row| !row.retired && row.kind != PartyRowKind::PayingCustomer);
        on_map && !team_away(rows, *other, now).is_some_and(|away| away.is_now)
    };
    let mut best: Vec<_> = found.into_iter().filter(|(other, _)| can(other)).collect();
    best.sort_by_key(|(other, (delivered, got))| (Reverse(*delivered), Reverse(*got), *other));
    let best = best.into_iter().take(SUBSTITUTES_MAX);
    best.map(|(other, (delivered, got))| Substitute { team: rows.named(other), delivered, got }).collect()
}
