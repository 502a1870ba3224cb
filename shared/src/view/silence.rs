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
    /// What the chain is about, when the silent link isn't its root.
    pub root_title: String,
}

impl SilentChain {
    /// Whether whoever has to answer can't have read what they are waited for: no device of theirs has been heard since before the silence
    /// began. Of an owner, their devices; of a team in which nobody has taken it, those of all its people. `None`: they have been heard, or
    /// it isn't known.
    ///
    /// `heard`: when the relay last heard of a person's devices.
    pub fn unheard_since(&self, rows: &Rows, heard: &BTreeMap<DocId, Millis>) -> Option<Millis> {
        let last = match &self.link.owner {
            Some(owner) => heard.get(&owner.id).copied(),
            None => rows
                .people_in(self.link.provider.id)
                .filter_map(|person| heard.get(&person.id).copied())
                .max(),
        };
        last.filter(|last| *last < self.since)
    }
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
        let root_title = rows.request(*root).filter(|_| link.id != *root).map(|row| row.title.clone());
        let root_title = root_title.unwrap_or_default();
        Some(SilentChain { root: *root, link, since: *since, silent: *silent, root_title })
    });
    Section { total: oldest.len(), items: shown.collect() }
}
