//! The radar: the oldest silent link of each chain.

use super::card::Deck;
use super::now::{followed_by, of_team};
use super::presence::owner_gone;
use super::why_silent::silence;
use super::{Card, Escalation, Named, RequestRow, Rows, Section, Viewer, chain, escalation};
use crate::id::{DocId, DocKind, Millis, Span};
use crate::in_order::InOrder as _;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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
    /// Who has to answer: its owner, or the team in which nobody has it.
    pub answers: Named,
    /// What the chain is about, when the silent link isn't its root.
    pub root_title: String,
    /// Who was told of it, and who will be.
    pub escalation: Option<Escalation>,
}

/// When the relay had last heard of people's devices, and when it said so.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Heard {
    /// When it said so.
    pub at: Millis,
    /// Each person's last sign of life, cut to the minute.
    pub of: BTreeMap<DocId, Millis>,
}

impl SilentChain {
    /// When whoever has to answer was last heard, if that was before the silence began: they can't have read what they are waited for. Of an
    /// owner, their devices; of a team in which nobody has taken it, those of all its people. `None`: they have been heard since, or it isn't
    /// known, as of a silence that is younger than what the relay said.
    pub fn unheard_since(&self, rows: &Rows, heard: &Heard) -> Option<Millis> {
        const CUT: Span = Span::minutes(1);
        let last = match self.answers.id.kind() {
            DocKind::Person => heard.of.get(&self.answers.id).copied(),
            _ => rows.people_in(self.answers.id).filter_map(|person| heard.of.get(&person.id).copied()).max(),
        };
        last.filter(|last| *last + CUT <= self.since && self.since + CUT <= heard.at)
    }
}

/// Chains in which somebody is silent, the oldest silence first. With a team: only chains in which it has or asked an open request, wherever in
/// them the silent link is.
pub fn silences(
    rows: &Rows,
    viewer: &Viewer,
    team: Option<DocId>,
    now: Millis,
    chains_max: usize,
) -> Section<SilentChain> {
    let kept = oldest_of_each(rows, viewer, team, now);
    let mut oldest: Vec<&Oldest> = kept.iter().collect();
    let total = oldest.len();
    // Of thousands of silences only those that are shown are put in order.
    if chains_max < total {
        oldest.select_nth_unstable(chains_max);
        oldest.truncate(chains_max);
    }
    oldest.put_in_order();
    let deck = Deck::new(rows, viewer, now);
    let shown = oldest.iter().filter_map(|oldest| silent_chain(rows, &deck, **oldest, now));
    Section { total, items: shown.collect() }
}

/// How many chains [`silences`] has: far cheaper than the cards, for what is on every screen.
pub fn silent_chains(rows: &Rows, viewer: &Viewer, team: Option<DocId>, now: Millis) -> usize {
    oldest_of_each(rows, viewer, team, now).len()
}

/// Of a chain in which somebody is silent: since when, the link that is silent for longest, the root, and how many are silent.
pub(super) type Oldest = (Millis, DocId, DocId, usize);

fn silent_chain(
    rows: &Rows,
    deck: &Deck<'_>,
    (since, link, root, silent): Oldest,
    now: Millis,
) -> Option<SilentChain> {
    let row = rows.request(link)?;
    let owner = row.owner.filter(|owner| row.is_owned_by(*owner) && owner_gone(rows, row, now).is_none());
    let above = rows.request(root).filter(|above| above.id != link);
    Some(SilentChain {
        root,
        link: deck.card(row),
        since,
        silent,
        answers: rows.named(owner.unwrap_or(row.provider)),
        root_title: above.map(|above| above.title.clone()).unwrap_or_default(),
        escalation: escalation(rows, row, now),
    })
}

/// Nothing hangs below a request, and it hangs below nothing: of ten thousand most.
fn is_alone(rows: &Rows, row: &RequestRow) -> bool {
    row.parent.is_none() && rows.children(row.id).next().is_none()
}

/// All requests of the chains with these roots, closed ones too, each with its root.
fn links_below<'a>(rows: &'a Rows, roots: &BTreeSet<DocId>) -> Vec<(DocId, &'a RequestRow)> {
    let mut ahead: Vec<_> = roots.iter().filter_map(|root| Some((*root, rows.request(*root)?))).collect();
    let mut seen = BTreeSet::new();
    let mut links = Vec::new();
    while let Some((root, row)) = ahead.pop() {
        // Longer than anybody's chain a circle isn't known for one.
        if !seen.insert(row.id) {
            continue;
        }
        links.push((root, row));
        let hangs_here = |child: &&RequestRow| chain::above(rows, child) == chain::Above::Parent(row.id);
        ahead.extend(rows.children(row.id).filter(hangs_here).map(|child| (root, child)));
    }
    links
}

/// The oldest silence of each chain, of all or of those that a team is part of, by what it has or asked; also where that goes on elsewhere as
/// a duplicate's.
fn oldest_of_each(rows: &Rows, viewer: &Viewer, team: Option<DocId>, now: Millis) -> Arc<Vec<Oldest>> {
    rows.worked_out.oldest.get((*viewer, team, now), || find_oldest(rows, viewer, team, now))
}

/// Of a team only its own chains are walked along: that is asked on every screen.
fn find_oldest(rows: &Rows, viewer: &Viewer, team: Option<DocId>, now: Millis) -> Vec<Oldest> {
    // Of what isn't sent here any more nobody here can say that it is silent.
    let since = |row: &RequestRow| silence(rows, row, now).filter(|_| viewer.hears_of(row));
    let alone = |row: &RequestRow, since: Millis| (since, row.id, row.id, 1);
    let Some(team) = team else {
        let silent = rows.open().filter_map(|row| Some((row, since(row)?)));
        let (singles, links): (Vec<_>, Vec<_>) = silent.partition(|(row, _)| is_alone(rows, row));
        let links = links.into_iter().map(|(row, since)| (chain::root(rows, row).id, since, row.id));
        let singles = singles.into_iter().map(|(row, since)| alone(row, since));
        return singles.chain(by_chain(links.collect())).collect();
    };
    let theirs = of_team(rows, team).chain(followed_by(rows, team)).filter(|row| viewer.hears_of(row));
    let (singles, linked): (Vec<_>, Vec<_>) = theirs.partition(|row| is_alone(rows, row));
    let roots = linked.into_iter().map(|row| chain::root(rows, row).id).collect();
    let links = links_below(rows, &roots).into_iter();
    let links = links.filter_map(|(root, row)| Some((root, since(row)?, row.id)));
    singles
        .into_iter()
        .filter_map(|row| Some(alone(row, since(row)?)))
        .chain(by_chain(links.collect()))
        .collect()
}

/// The oldest of each chain, out of silent links with their roots and since when they are silent.
fn by_chain(mut links: Vec<(DocId, Millis, DocId)>) -> Vec<Oldest> {
    links.put_in_order();
    let chains = links.chunk_by(|one, next| one.0 == next.0);
    let oldest = |chain: &[(DocId, Millis, DocId)]| {
        chain.first().map(|(root, since, link)| (*since, *link, *root, chain.len()))
    };
    chains.filter_map(oldest).collect()
}
