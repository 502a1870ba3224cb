//! How long teams take from the last answer that they waited for to their own: what a deadline leaves for the work above it.

use super::{RequestRow, Rows, chain, clock};
use crate::id::{DocId, Millis, Span};
use crate::model::TakesFrom;

/// How long a team takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Takes {
    /// In working time of that team.
    pub span: Span,
    /// Where that is known from.
    pub from: TakesFrom,
}

/// How long the team that has a request takes for it once all answers below are here: as the relay has published or, where that says too
/// little, as the map promises. None where neither says anything.
pub(super) fn takes(rows: &Rows, row: &RequestRow) -> Option<Takes> {
    let observed = rows.statistics().and_then(|statistics| statistics.takes(row.provider, row.service));
    observed.or_else(|| promised(rows, row))
}

fn promised(rows: &Rows, row: &RequestRow) -> Option<Takes> {
    let within = super::ask::delivery_within(rows, row)?;
    Some(Takes { span: rows.calendar_for(row).working(within), from: TakesFrom::Promise })
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
    /// What the work above takes once that is there; none where nobody knows, or nothing below makes it so.
    pub takes: Option<Takes>,
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
    let takes = below.and_then(|_| takes(rows, row));
    (due >= now && ends > due).then_some(Risk { due, ends, below, is_offer, takes })
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
    let takes = takes(rows, row).map(|takes| takes.span);
    let calendar = rows.calendar_for(row);
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
