//! Which events have effect: concurrent ones contest by the table, strongest first, so that the effective ones form a chain.
//!
//! Why this is one answer for everybody: an event is judged by what its author had seen. If it has effect, everything effective
//! among what its author had seen is effective in the whole as well (a stronger event that overruled one of those would be
//! concurrent with this one, too). So the state that its author saw is exactly the state that it is applied to.

use super::Kind;
use super::history::{History, Node};
use super::standing::Standing;
use super::table::{makes_sense, rank};
use crate::id::{DocId, EventId};

/// Every event's case.
pub(super) struct Contest<'a> {
    history: &'a History<'a>,
    /// State-changing events that make sense to their authors, strongest first: (place, rank, id).
    order: Vec<(usize, usize, EventId)>,
    cases: Vec<Case>,
}

/// What is known of one event, whoever wins in the end.
#[derive(Clone, Copy)]
pub(super) struct Case {
    pub(super) kind: Kind,
    /// Whether it makes sense in the state that its author had seen.
    pub(super) sensible: bool,
    /// The last effective event among those that its author had seen.
    top_before: Option<usize>,
    /// Where the request stands for its author after it.
    pub(super) after: Standing,
}

impl<'a> Contest<'a> {
    /// Judges every event by what its author had seen.
    pub(super) fn of(history: &'a History<'a>, provider: DocId) -> Self {
        let mut contest =
            Self { history, order: Vec::new(), cases: Vec::with_capacity(history.nodes().len()) };
        for (place, node) in history.nodes().iter().enumerate() {
            let case = contest.judge(place, node, provider);
            contest.cases.push(case);
            if let (true, Some(rank)) = (case.sensible, rank(case.kind)) {
                let key = (rank, node.event.id);
                let at = contest.order.partition_point(|(_, rank, id)| (*rank, *id) > key);
                contest.order.insert(at, (place, rank, node.event.id));
            }
        }
        contest
    }

    fn judge(&self, place: usize, node: &Node, provider: DocId) -> Case {
        let top_before = self.top_seen_by(node);
        let before = top_before
            .and_then(|top| self.cases.get(top))
            .map_or(Standing::before(provider), |case| case.after);
        let kind = Kind::from(&node.event.kind);
        let sensible = match kind {
            Kind::Asked => node.parents.is_empty(),
            kind => makes_sense(before.state, before.is_owned(), kind),
        };
        let after = if sensible { before.after(node.event, node.at, place) } else { before };
        Case { kind, sensible, top_before, after }
    }

    /// The last effective event of what an author had seen.
    fn top_seen_by(&self, node: &Node) -> Option<usize> {
        match node.parents.as_slice() {
            [] => None,
            // Nothing contests the only event of a frontier: it stands, or what stood before it does.
            [parent] => self.top_after(*parent),
            _ => self.chain(|place| node.ancestors.contains(place)).last().copied(),
        }
    }

    fn top_after(&self, place: usize) -> Option<usize> {
        let case = self.cases.get(place)?;
        if case.sensible && case.kind.changes_state() { Some(place) } else { case.top_before }
    }

    /// The effective events among these, in causal order. `among` must hold for all ancestors of what it holds for.
    pub(super) fn chain(&self, among: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut chain: Vec<usize> = Vec::new();
        for (place, _, _) in self.order.iter().filter(|(place, _, _)| among(*place)) {
            let at = chain.partition_point(|other| other < place);
            // The chain is causally ordered, so its neighbours answer for all the others.
            let mut neighbours = chain.get(at.wrapping_sub(1)).into_iter().chain(chain.get(at));
            if !neighbours.any(|other| self.history.concurrent(*place, *other)) {
                chain.insert(at, *place);
            }
        }
        chain
    }

    /// Who overruled this event: the strongest effective event that is concurrent with it.
    pub(super) fn winner_over(&self, place: usize, chain: &[usize]) -> Option<(Kind, EventId)> {
        let (winner, _, id) = self.order.iter().find(|(other, _, _)| {
            self.history.concurrent(place, *other) && chain.binary_search(other).is_ok()
        })?;
        self.cases.get(*winner).map(|case| (case.kind, *id))
    }

    pub(super) fn cases(&self) -> &[Case] {
        &self.cases
    }

    /// Where the request stands after this chain.
    pub(super) fn standing(&self, chain: &[usize], provider: DocId) -> Standing {
        chain
            .last()
            .and_then(|top| self.cases.get(*top))
            .map_or(Standing::before(provider), |case| case.after)
    }
}
