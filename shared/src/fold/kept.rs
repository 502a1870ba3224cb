//! What was kept as an answer: what holds, and whether the request was opened again since.

use super::Kind;
use super::contest::Case;
use super::history::History;
use crate::id::EventId;
use crate::in_order::InOrder as _;
use std::cmp::Reverse;

/// A keeping, or a taking back, that nobody has replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptNow {
    /// The event.
    pub event: EventId,
    /// Somebody opened the request again, and whoever kept it didn't know: what it answers may be another by now.
    pub reopened: bool,
}

/// Of what was kept, that which no later one has seen; the latest first, which decides nothing but what is shown first.
pub(super) fn kept(history: &History, cases: &[Case], chain: &[usize]) -> Vec<KeptNow> {
    let of_kind = |wanted| {
        let cases = cases.iter().enumerate();
        cases.filter(move |(_, case)| case.kind == wanted).map(|(place, case)| (place, case.sensible))
    };
    let said: Vec<usize> =
        of_kind(Kind::Kept).filter(|(_, sensible)| *sensible).map(|(place, _)| place).collect();
    let saw = |later: usize, earlier: usize| {
        history.nodes().get(later).is_some_and(|node| node.ancestors.contains(earlier))
    };
    let holds = said.iter().filter(|place| !said.iter().any(|later| saw(*later, **place)));
    let reopenings = || of_kind(Kind::Reopened).filter(|(place, _)| chain.binary_search(place).is_ok());
    let mut kept: Vec<_> = holds
        .filter_map(|place| {
            let node = history.nodes().get(*place)?;
            let reopened = reopenings().any(|(other, _)| !saw(*place, other));
            Some((Reverse((node.at, node.event.id)), KeptNow { event: node.event.id, reopened }))
        })
        .collect();
    kept.put_in_order_by_key(|(order, _)| *order);
    kept.into_iter().map(|(_, kept)| kept).collect()
}
