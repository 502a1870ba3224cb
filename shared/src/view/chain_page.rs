//! The chain around a request: as a tree, with who has had it how long.

use super::card::gone;
use super::chain::{self, Above};
use super::{CHAIN_NODES_MAX, Clock, Named, Presence, RequestRow, Rows, Section, State, clock};
use crate::calendar::Worked;
use crate::id::{DocId, Millis, Span};
use std::collections::BTreeMap;

/// A request in a chain.
#[derive(Debug, Clone, PartialEq)]
pub struct ChainNode {
    /// The request.
    pub id: DocId,
    /// Links below the root.
    pub depth: usize,
    /// The ask in one line.
    pub title: String,
    /// The team that asked.
    pub asker: Named,
    /// The team that has it.
    pub team: Named,
    /// The person who has it, or delivered it.
    pub owner: Option<Named>,
    /// Where its owner is, if not here.
    pub owner_gone: Option<Presence>,
    /// Where it stands.
    pub state: State,
    /// When it came into that state.
    pub state_since: Millis,
    /// Its clock.
    pub clock: Clock,
    /// When it was asked.
    pub asked_at: Millis,
    /// From the ask to its end, or to now.
    pub took: Span,
    /// It has ended: delivered, declined or closed, as a duplicate too.
    pub ended: bool,
    /// The part of `took` in which no open child had it: the time that this link itself answers for.
    pub own: Span,
    /// What of it the team that has it now has had it for, if others had it before.
    pub held: Option<Span>,
    /// The part of that which is working time of the team that has it; none where they work always.
    pub worked: Option<Span>,
    /// `took` as a share of the longest in the chain, 0 to 1.
    pub share: f64,
    /// The answer, offer or reason that goes with the state; may be empty.
    pub last_words: String,
    /// This is the request that the screen shows.
    pub is_this: bool,
    /// It is on the chain's critical path: it decides when the root is done.
    pub holds_up: bool,
    /// It is the last link of that path: the whole chain waits for it.
    pub is_waited_for: bool,
    /// Its parent link closes a circle and is ignored, so it stands as a root. Shown, so that somebody can mend it.
    pub parent_ignored: bool,
    /// It names a parent that isn't on this device.
    pub parent_missing: bool,
}

/// The whole chain that a request is part of.
pub(super) fn chain_nodes(rows: &Rows, row: &RequestRow, now: Millis) -> Section<ChainNode> {
    let root = chain::root(rows, row);
    let tree = chain::tree(rows, root, usize::MAX);
    let path = chain::critical(rows, root);
    let stretches = stretches(rows, &tree, now);
    let longest = tree.iter().map(|(_, link)| took(link, now).0).max().unwrap_or(0).max(1);
    let node = |(depth, link): &(usize, &RequestRow)| {
        // The shown document may be ahead of its row.
        let link = if link.id == row.id { row } else { link };
        let above = chain::above(rows, link);
        let took = took(link, now);
        ChainNode {
            id: link.id,
            depth: *depth,
            title: link.title.clone(),
            asker: rows.named(link.asker),
            team: rows.named(link.provider),
            owner: rows.owner_of(link),
            owner_gone: gone(rows, link, now),
            state: link.state,
            state_since: link.state_since,
            clock: clock(rows, link, now),
            asked_at: link.asked_at,
            took,
            ended: chain::ended(link).is_some(),
            own: own(rows, link, now),
            held: link.handed_at.last().map(|at| Span((link.asked_at + took - *at).0.max(0))),
            worked: stretches.get(&rows.worked_in(link)).map_or_else(
                || worked(rows, link, now),
                |all| Some(all.between(came(link), link.asked_at + took)),
            ),
            share: (took.0 as f64 / longest as f64).clamp(0.0, 1.0),
            last_words: link.words_beside().to_owned(),
            is_this: link.id == row.id,
            holds_up: path.len() > 1 && path.iter().any(|other| other.id == link.id),
            is_waited_for: path.len() > 1 && path.last().is_some_and(|last| last.id == link.id),
            parent_ignored: above == Above::Circle,
            parent_missing: above == Above::Missing,
        }
    };
    Section { total: tree.len(), items: tree.iter().take(CHAIN_NODES_MAX).map(node).collect() }
}

/// The working times of the teams that have links, and of their services with hours of their own, that don't work always, each walked along once: links may be hundreds, and months old.
fn stretches<'a>(rows: &'a Rows, tree: &[(usize, &RequestRow)], now: Millis) -> BTreeMap<DocId, Worked<'a>> {
    let mut ends: BTreeMap<DocId, (Millis, Millis)> = BTreeMap::new();
    for (_, link) in tree.iter().take(CHAIN_NODES_MAX) {
        let (from, to) = ends.entry(rows.worked_in(link)).or_insert((link.asked_at, link.asked_at));
        (*from, *to) = ((*from).min(link.asked_at), (*to).max(link.asked_at + took(link, now)));
    }
    let calendars = ends.into_iter().map(|(whose, ends)| (whose, rows.calendar(whose), ends));
    calendars
        .filter(|(_, calendar, _)| !calendar.is_always())
        .map(|(whose, calendar, (from, to))| (whose, calendar.worked(from, to)))
        .collect()
}

/// The working time of the team that has it since it came to them; none where they work always.
pub(super) fn worked(rows: &Rows, row: &RequestRow, now: Millis) -> Option<Span> {
    let calendar = rows.calendar_for(row);
    (!calendar.is_always()).then(|| calendar.between(came(row), row.asked_at + took(row, now)))
}

/// When it came to the team that has it.
fn came(row: &RequestRow) -> Millis {
    row.handed_at.last().copied().unwrap_or(row.asked_at)
}

fn took(row: &RequestRow, now: Millis) -> Span {
    let span = chain::ended(row).unwrap_or(now) - row.asked_at;
    Span(span.0.max(0))
}

/// The time of a link less the time in which any link right below it was under way.
fn own(rows: &Rows, row: &RequestRow, now: Millis) -> Span {
    let end = row.asked_at + took(row, now);
    let mut free_from = row.asked_at;
    let mut own = 0;
    for child in chain::below(rows, row) {
        let from = child.asked_at.clamp(free_from, end);
        own += (from - free_from).0;
        free_from = free_from.max((child.asked_at + took(child, now)).min(end));
    }
    Span(own + (end - free_from).0)
}
