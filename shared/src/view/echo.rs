//! The echo: when the request at the root of a chain is confirmed, everybody who served the chain hears of it.

use super::notices::key;
use super::{MERGES_FOLLOWED_MAX, Named, RequestRow, Rows, Section, State, Viewer, chain};
use crate::id::{DocId, Millis};
use crate::in_order::InOrder as _;
use std::collections::BTreeSet;

/// The end of a chain: whom it reached, and what they said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// The customer who waited; without one, the team that asked.
    pub who: Named,
    /// It is a customer.
    pub is_customer: bool,
    /// When the root was confirmed.
    pub at: Millis,
    /// Thanks; may be empty.
    pub thanks: String,
}

/// A chain that reached its end, for somebody who served it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Echo {
    /// The request at the root.
    pub root: DocId,
    /// What was asked there.
    pub title: String,
    /// The end.
    pub reached: Reached,
    /// What the viewer did for it or, if that is nothing, their team; in the chain's order.
    pub parts: Vec<Part>,
}

impl Echo {
    /// The same for the same echo, on every device and at any time: by this it is known to be seen. Opened again and confirmed anew it is
    /// another.
    pub fn key(&self) -> u64 {
        key(self.root, &[self.reached.at.0.to_be_bytes().as_slice(), &[7]].concat())
    }
}

/// A link of the chain, answered by the viewer or their team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The request, with its title.
    pub request: Named,
    /// Who answered.
    pub owner: Option<Named>,
}

/// The request at whose confirmation a request's chain ends: its root or, of a duplicate, the root of the one that goes on.
fn end_of<'a>(rows: &'a Rows, row: &'a RequestRow) -> &'a RequestRow {
    let mut root = chain::root(rows, row);
    for _ in 0..MERGES_FOLLOWED_MAX {
        let Some(other) = rows.followed(root.id) else { break };
        root = chain::root(rows, other);
    }
    root
}

/// Whom a request's chain has reached. None before the root is confirmed, when the asker said that it did not help, and while the root isn't
/// on this device.
pub(super) fn reached(rows: &Rows, row: &RequestRow) -> Option<Reached> {
    let root = end_of(rows, row);
    let is_here = chain::above(rows, root) != chain::Above::Missing;
    let is_good = is_here && root.state == State::Confirmed && root.helped != Some(false);
    let customer = chain::customer_of(rows, root);
    is_good.then(|| Reached {
        who: rows.named(customer.unwrap_or(root.asker)),
        is_customer: customer.is_some(),
        at: root.state_since,
        thanks: root.last_words.clone(),
    })
}

/// The chains that the viewer or their team has served and that reached their end since then; the latest first. Whoever confirmed a request
/// of their own team has no need to hear of it.
pub fn echoes(rows: &Rows, viewer: &Viewer, since: Millis, echoes_max: usize) -> Section<Echo> {
    // Whatever was confirmed since has changed since.
    let changed = rows.changed_since(since);
    let ended = changed.filter(|row| row.state == State::Confirmed && row.state_since >= since);
    let is_root =
        |row: &&RequestRow| matches!(chain::above(rows, row), chain::Above::Nothing | chain::Above::Circle);
    let roots = ended.filter(is_root);
    let mut all: Vec<(&RequestRow, Vec<&RequestRow>)> =
        roots.map(|root| (root, parts(rows, viewer, root))).filter(|(_, parts)| !parts.is_empty()).collect();
    all.put_in_order_by_key(|(root, _)| std::cmp::Reverse((root.state_since, root.id)));
    let echo = |(root, parts): &(&RequestRow, Vec<&RequestRow>)| {
        let part = |link: &&RequestRow| Part {
            request: Named { id: link.id, name: link.title.clone() },
            owner: rows.owner_of(link),
        };
        let parts = parts.iter().map(part).collect();
        reached(rows, root).map(|reached| Echo { root: root.id, title: root.title.clone(), reached, parts })
    };
    let heard: Vec<_> = all.iter().filter(|(root, _)| root.helped != Some(false)).collect();
    Section { total: heard.len(), items: heard.into_iter().take(echoes_max).filter_map(echo).collect() }
}

/// The links of a chain with what hangs below its duplicates, each once.
fn links<'a>(rows: &'a Rows, root: &'a RequestRow) -> Vec<&'a RequestRow> {
    if rows.children(root.id).next().is_none() && rows.same_as(root.id).next().is_none() {
        return vec![root];
    }
    let mut seen = BTreeSet::new();
    let mut links = Vec::new();
    let mut ahead = vec![root];
    while let Some(at) = ahead.pop()
        && links.len() < chain::CHAIN_NODES_MAX
    {
        for (_, link) in chain::tree(rows, at, chain::CHAIN_NODES_MAX) {
            if seen.insert(link.id) {
                links.push(link);
                ahead.extend(rows.same_as(link.id));
            }
        }
    }
    links
}

/// Whether somebody has served a link: answered it, or had it until it was merged into one that was answered.
fn is_served(link: &RequestRow) -> bool {
    match link.state {
        State::Merged => link.accepted_at.is_some(),
        state => matches!(state, State::Delivered | State::Confirmed),
    }
}

/// The links that were served and that the viewer owned or, if there is none, that their team had or handed on.
fn parts<'a>(rows: &'a Rows, viewer: &Viewer, root: &'a RequestRow) -> Vec<&'a RequestRow> {
    let is_theirs = |link: &&RequestRow| link.id == root.id && viewer.team == Some(root.asker);
    let all = links(rows, root).into_iter();
    let answered: Vec<_> = all.filter(|link| is_served(link) && !is_theirs(link)).collect();
    let own: Vec<_> = answered.iter().copied().filter(|link| link.owner == Some(viewer.person)).collect();
    if own.is_empty() {
        let served = |link: &&RequestRow| {
            viewer.team.is_some_and(|team| team == link.provider || link.via.contains(&team))
        };
        answered.into_iter().filter(served).collect()
    } else {
        own
    }
}
