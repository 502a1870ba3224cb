//! When the next update is due: announcements by the owner, and the end of a wait.

use super::contest::Case;
use super::history::History;
use super::standing::Standing;
use crate::id::Millis;
use crate::limits::WAIT_MAX;
use crate::model::EventKind;
use crate::view::State;

/// The next update, while somebody of the provider has something to do.
///
/// An announcement holds until the request takes another turn (accepted, handed on, delivered, …): work and waiting don't end it.
/// Among those that hold, a later one replaces those that its author had seen; of concurrent ones the soonest holds, so that nothing
/// goes silent unnoticed. With when it was announced; none for the end of a wait.
pub(super) fn next_update(
    history: &History,
    cases: &[Case],
    standing: &Standing,
) -> Option<(Millis, Option<Millis>)> {
    if !standing.state.waits_on_provider() || standing.state == State::Unknown {
        return None;
    }
    let said: Vec<(usize, Millis, Option<Millis>)> = history
        .nodes()
        .iter()
        .zip(cases)
        .enumerate()
        .filter_map(|(place, (node, case))| match &node.event.kind {
            EventKind::Announced { next_update, .. }
                if case.sensible && node.ancestors.contains(standing.turn) =>
            {
                Some((place, *next_update, Some(node.at)))
            }
            EventKind::Waiting { until, .. } if standing.said == place => {
                Some((place, until.unwrap_or(node.at + WAIT_MAX), None))
            }
            _ => None,
        })
        .collect();
    let replaced = |place: usize| {
        said.iter().any(|(later, _, _)| {
            history.nodes().get(*later).is_some_and(|node| node.ancestors.contains(place))
        })
    };
    said.iter().filter(|(place, _, _)| !replaced(*place)).map(|(_, at, said)| (*at, *said)).min()
}

/// An owner who announces news to what was opened again has said something to it.
pub(super) fn announced_since(history: &History, cases: &[Case], standing: Standing) -> Standing {
    if standing.state != State::Reopened || !standing.is_owned() || standing.answered_at.is_some() {
        return standing;
    }
    let said = history.nodes().iter().zip(cases).filter(|(node, case)| {
        matches!(node.event.kind, EventKind::Announced { .. })
            && case.sensible
            && node.ancestors.contains(standing.turn)
    });
    Standing { answered_at: said.map(|(node, _)| node.at).min(), ..standing }
}
