//! The radar: the oldest silent link of each chain.

use super::card::Deck;
use super::now::of_team;
use super::presence::owner_gone;
use super::why_silent::silence;
use super::{Card, Escalation, Named, RequestRow, Rows, Section, Viewer, chain, escalation};
use crate::id::{DocId, DocKind, Millis, Span};
use crate::in_order::InOrder as _;
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

/// Chains in which somebody is silent, the oldest silence first. With a team: only chains where the silent link is one that the
/// team has or asked.
pub fn silences(
    rows: &Rows,
    viewer: &Viewer,
    team: Option<DocId>,
    now: Millis,
    chains_max: usize,
) -> Section<SilentChain> {
    // Of what isn't sent here any more nobody here can say that it is silent.
    let heard_of = |row: &&RequestRow| viewer.hears_of(row);
    let mut oldest = match team {
        Some(team) => oldest_of_each(rows, of_team(rows, team).filter(heard_of), now),
        None => oldest_of_each(rows, rows.open().filter(heard_of), now),
    };
    let total = oldest.len();
    // Of thousands of silences only those that are shown are put in order.
    if chains_max < total {
        oldest.select_nth_unstable(chains_max);
        oldest.truncate(chains_max);
    }
    oldest.put_in_order();
    let deck = Deck::new(rows, viewer, now);
    let shown = oldest.iter().filter_map(|(since, link, root, silent)| {
        let row = rows.request(*link)?;
        let answers = rows.named(
            row.owner
                .filter(|owner| row.is_owned_by(*owner) && owner_gone(rows, row, now).is_none())
                .unwrap_or(row.provider),
        );
        let escalation = escalation(rows, row, now);
        let link = deck.card(row);
        let root_title = rows.request(*root).filter(|_| link.id != *root).map(|row| row.title.clone());
        let root_title = root_title.unwrap_or_default();
        Some(SilentChain {
            root: *root,
            answers,
            link,
            since: *since,
            silent: *silent,
            root_title,
            escalation,
        })
    });
    Section { total, items: shown.collect() }
}

/// Of each chain in which somebody is silent: since when, the link that is silent for longest, the root, and how many are silent.
fn oldest_of_each<'a>(
    rows: &Rows,
    open: impl Iterator<Item = &'a RequestRow>,
    now: Millis,
) -> Vec<(Millis, DocId, DocId, usize)> {
    let root = |row: &RequestRow| if row.parent.is_none() { row.id } else { chain::root(rows, row).id };
    let links = open.filter_map(|row| silence(rows, row, now).map(|since| (root(row), since, row.id)));
    let mut links: Vec<_> = links.collect();
    links.put_in_order();
    links
        .chunk_by(|one, next| one.0 == next.0)
        .filter_map(|chain| chain.first().map(|(root, since, link)| (*since, *link, *root, chain.len())))
        .collect()
}
