//! Promises between two ends: who proposes another, and who has to say something to it.

use super::{Named, PartyRowKind, Presence, ProposalRow, Rows, ServiceRow, Viewer, presence};
use crate::id::{DocId, Millis};
use crate::in_order::InOrder as _;
use crate::limits::PROPOSALS_KEPT_MAX;
use crate::model::{Answer, Offer, Proposal, Service, Verdict};

/// A promise that somebody wants instead of the one that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapProposal {
    /// Who proposed.
    pub by: Named,
    /// The end for which they did; none: they stand at neither.
    pub end: Option<Named>,
    /// When: what tells it from others of the same person.
    pub at: Millis,
    /// What.
    pub offer: Offer,
    /// What was said to it; none while it waits.
    pub answer: Option<Answer>,
    /// The viewer proposed it.
    pub is_mine: bool,
    /// The viewer's team is the one that has to say something to it.
    pub may_answer: bool,
}

/// A service whose promise waits for a word of the viewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseToSettle {
    /// The service.
    pub service: Named,
    /// Who provides it.
    pub provider: Named,
    /// Who is served.
    pub served: Named,
    /// The proposal.
    pub proposal: MapProposal,
}

/// What a row keeps of a service's proposals.
pub(super) fn proposal_rows(service: &Service) -> Vec<ProposalRow> {
    let skipped = service.proposals.len().saturating_sub(PROPOSALS_KEPT_MAX);
    let row = |one: &Proposal| ProposalRow {
        by: one.by,
        at: one.at,
        offer: one.offer.clone(),
        answer: one.answer.clone(),
    };
    service.proposals.iter().skip(skipped).map(row).collect()
}

/// Whether a promise is changed by both ends only: both are teams of which somebody uses Sightline. Else nobody could agree.
pub fn is_negotiated(rows: &Rows, service: &ServiceRow, now: Millis) -> bool {
    let uses_it = |party: DocId| {
        let is_team = rows.party(party).is_some_and(|row| row.kind == PartyRowKind::Team && !row.retired);
        is_team && rows.people_in(party).any(|one| !matches!(presence(rows, one, now), Presence::Left { .. }))
    };
    uses_it(service.provider) && uses_it(service.served)
}

/// The end of a service at which somebody stands.
pub fn end_of(service: &ServiceRow, viewer: &Viewer) -> Option<DocId> {
    viewer.team.filter(|team| is_end(service, *team))
}

fn is_end(service: &ServiceRow, party: DocId) -> bool {
    party == service.provider || party == service.served
}

/// Those that wait, and those of the viewer that were declined; the oldest first.
pub(super) fn proposals(rows: &Rows, service: &ServiceRow, viewer: &Viewer) -> Vec<MapProposal> {
    let shown = service.proposals.iter().filter(|one| one.is_told_to(viewer.person));
    shown.map(|one| proposal(rows, service, one, viewer)).collect()
}

/// The proposal that was accepted last: since when both ends have agreed.
pub(super) fn agreed(service: &ServiceRow) -> Option<Millis> {
    let answers = service.proposals.iter().filter_map(|one| one.answer.as_ref());
    answers.filter(|answer| answer.verdict == Verdict::Accepted).map(|answer| answer.at).max()
}

impl ProposalRow {
    /// What was declined is told to who proposed it, until they propose something else or take it back.
    fn is_told_to(&self, person: DocId) -> bool {
        match &self.answer {
            None => true,
            Some(answer) => answer.verdict == Verdict::Declined && self.by == person,
        }
    }
}

fn proposal(rows: &Rows, service: &ServiceRow, one: &ProposalRow, viewer: &Viewer) -> MapProposal {
    let end = one.offer.end.filter(|end| is_end(service, *end));
    let ours = end_of(service, viewer);
    MapProposal {
        by: rows.named(one.by),
        end: end.map(|end| rows.named(end)),
        at: one.at,
        offer: one.offer.clone(),
        answer: one.answer.clone(),
        is_mine: one.by == viewer.person,
        may_answer: one.answer.is_none() && ours.is_some() && ours != end && one.by != viewer.person,
    }
}

/// What *Now* shows of promises: proposals that the viewer's team has to say something to, and the viewer's own that were declined. The
/// oldest first.
pub fn promises_to_settle(rows: &Rows, viewer: &Viewer) -> Vec<PromiseToSettle> {
    let of_team = viewer.team.into_iter().flat_map(|team| {
        let served = rows.services_for(team).filter(move |row| row.provider != team);
        rows.services_of(team).chain(served)
    });
    let mut all: Vec<PromiseToSettle> = of_team
        .filter(|row| !row.retired)
        .flat_map(|row| proposals(rows, row, viewer).into_iter().map(move |proposal| (row, proposal)))
        .filter(|(_, proposal)| proposal.may_answer || (proposal.is_mine && proposal.answer.is_some()))
        .map(|(row, proposal)| PromiseToSettle {
            service: Named { id: row.id, name: row.name.clone() },
            provider: rows.named(row.provider),
            served: rows.named(row.served),
            proposal,
        })
        .collect();
    all.put_in_order_by_key(|one| (one.proposal.at, one.service.id));
    all
}
