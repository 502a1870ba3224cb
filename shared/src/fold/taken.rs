//! Who had a request until another did something.

use super::contest::Contest;
use super::folded::Taken;
use super::history::History;
use super::standing::Standing;
use crate::id::DocId;

/// Each person as it happened last, the latest first. Whoever has it again has lost nothing.
pub(super) fn taken(history: &History, contest: &Contest, chain: &[usize], provider: DocId) -> Vec<Taken> {
    let mut taken: Vec<Taken> = Vec::new();
    let mut before = Standing::before(provider);
    for place in chain {
        let (Some(node), Some(case)) = (history.nodes().get(*place), contest.cases().get(*place)) else {
            continue;
        };
        let had = before.holder().filter(|had| case.after.holder() != Some(*had) && *had != node.event.by);
        if let Some(from) = had {
            taken.retain(|other| other.from != from);
            taken.push(Taken { from, event: node.event.id, at: node.at });
        }
        before = case.after;
    }
    taken.retain(|one| before.holder() != Some(one.from));
    taken.reverse();
    taken
}
