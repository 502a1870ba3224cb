//! The radar: the oldest silent link of each chain.

use super::card::Deck;
use super::{Card, Rows, Section, Viewer, chain, clock};
use crate::id::{DocId, Millis};
use std::collections::BTreeMap;

/// A chain in which somebody is silent.
#[derive(Debug, Clone, PartialEq)]
pub struct SilentChain {
    /// The request at the root of the chain.
    pub root: DocId,
    /// Its oldest silent link.
    pub link: Card,
    /// Since when that link is silent.
    pub since: Millis,
    /// Silent links in the chain, this one included.
    pub silent: usize,
}

/// Chains in which somebody is silent, the oldest silence first. With a team: only chains where the silent link is one that the
/// team has or asked.
pub fn silences(
    rows: &Rows,
    viewer: &Viewer,
    team: Option<DocId>,
    now: Millis,
    chains_max: usize,
) -> Section<SilentChain> {
    let mut chains: BTreeMap<DocId, Vec<(Millis, DocId)>> = BTreeMap::new();
    for row in rows.open().filter(|row| team.is_none_or(|team| row.provider == team || row.asker == team)) {
        if let Some(since) = clock(row, now).silent_since() {
            chains.entry(chain::root(rows, row).id).or_default().push((since, row.id));
        }
    }
    let mut oldest: Vec<_> = chains
        .into_iter()
        .filter_map(|(root, links)| Some((links.iter().min().copied()?, root, links.len())))
        .collect();
    oldest.sort_unstable();
    let deck = Deck::new(rows, viewer, now);
    let shown = oldest.iter().take(chains_max).filter_map(|((since, link), root, silent)| {
        let link = deck.card(rows.request(*link)?);
        Some(SilentChain { root: *root, link, since: *since, silent: *silent })
    });
    Section { total: oldest.len(), items: shown.collect() }
}
