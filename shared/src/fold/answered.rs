//! Who is waited on answers: a comment of the asker's that says so ends the wait that its author had seen. It is no turn that contests with
//! others: where the request has moved on meanwhile, or waits anew, it is a comment and nothing else.

use super::history::{History, Node};
use super::standing::Standing;
use crate::id::Millis;
use crate::model::EventKind;
use crate::view::State;

/// Where it stands once what it waits for was answered: the owner goes on with it, since then and with those words.
///
/// `chain` has the events in effect, in their order.
pub(super) fn wait_answered(history: &History, chain: &[usize], standing: Standing) -> Standing {
    if standing.state != State::Waiting {
        return standing;
    }
    let wait = standing.said;
    let first = answers(history, wait).filter(|(_, node)| {
        // Whoever answered once more had seen that it was answered.
        !answers(history, wait).any(|(place, _)| node.ancestors.contains(place))
    });
    let Some((place, node)) = first.max_by_key(|(_, node)| node.event.id) else {
        return Standing { since: waits_since(history, chain, wait).unwrap_or(standing.since), ..standing };
    };
    let turned_since = history.nodes().iter().position(|node| Some(node.event.id) == standing.last);
    let is_last = turned_since.is_some_and(|turn| node.ancestors.contains(turn));
    Standing {
        state: State::Working,
        since: ended_at(history, wait).unwrap_or(node.at),
        said: place,
        // Who was handed it without knowing hears of that.
        last: if is_last { Some(node.event.id) } else { standing.last },
        ..standing
    }
}

/// Since when the wait at this place lasts, where another before it was answered: in between its owner worked on. A wait that was said
/// once more doesn't begin anew.
fn waits_since(history: &History, chain: &[usize], wait: usize) -> Option<Millis> {
    let turns = chain.iter().rev().filter_map(|place| Some((*place, history.nodes().get(*place)?)));
    // A colleague goes on waiting.
    let turns = turns.filter(|(_, node)| !matches!(node.event.kind, EventKind::HandedOver { .. }));
    let waits = turns.take_while(|(_, node)| matches!(node.event.kind, EventKind::Waiting { .. }));
    let waits: Vec<(usize, &Node)> = waits.filter(|(place, _)| *place <= wait).collect();
    let begun = waits
        .iter()
        .zip(waits.iter().skip(1))
        .find(|((_, wait), (before, _))| ended_at(history, *before).is_some_and(|at| at <= wait.at));
    begun.map(|((_, wait), _)| wait.at)
}

/// When the wait at this place was answered first.
pub(super) fn ended_at(history: &History, wait: usize) -> Option<Millis> {
    answers(history, wait).map(|(_, node)| node.at).min()
}

/// The answers to the wait at this place, if that is one on the asker.
fn answers<'a>(history: &'a History<'a>, wait: usize) -> impl Iterator<Item = (usize, &'a Node<'a>)> {
    let on_asker = history
        .nodes()
        .get(wait)
        .is_some_and(|node| matches!(node.event.kind, EventKind::Waiting { on_asker: true, .. }));
    let nodes = history.nodes().iter().enumerate();
    nodes.filter(move |(_, node)| {
        on_asker
            && matches!(node.event.kind, EventKind::Commented { answers: true, .. })
            && node.ancestors.contains(wait)
    })
}
