//! *Now*: what waits on my team and what it waits for, oldest silence first, customer work above the rest.

use super::card::{Below, Deck};
use super::clock::{Urgency, asker_must_move};
use super::{Card, Named, RequestRow, Rows, Section, Viewer, chain, clock};
use crate::id::{DocId, Millis};
use crate::in_order::InOrder as _;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The *Now* screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Now {
    /// The team whose work this is; none when the viewer is in no team: then it is what they own and asked themselves.
    pub team: Option<Named>,
    /// The figures.
    pub counts: NowCounts,
    /// Our team has it and the next move is ours. Customer work first, then silent, then by the earliest clock.
    pub waits_on_us: Section<Card>,
    /// We asked. First what only we can move on (an offer to answer, a delivery to confirm, a question to answer), then as above.
    pub we_wait_for: Section<Card>,
    /// Our team has it and the asker has to move: we offered, declined, delivered, or wait for them.
    pub asker_to_move: Section<Card>,
}

/// The figures of *Now*. Each open request of the team is in exactly one section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NowCounts {
    /// Different customers behind `waits_on_us`.
    pub customers: usize,
    /// Requests in `waits_on_us` for a customer.
    pub customer_work: usize,
    /// Silent requests in `waits_on_us`.
    pub silent: usize,
    /// Requests in `waits_on_us` that the viewer owns.
    pub mine: usize,
    /// Requests in `we_wait_for` where the next move is ours.
    pub ours_to_move: usize,
    /// Silent requests in `we_wait_for`.
    pub silent_elsewhere: usize,
}

/// Which section of *Now* a request stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    WaitsOnUs,
    WeWaitFor,
    AskerToMove,
}

/// A request with what decides its place.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    request: DocId,
    place: Place,
    /// The next move is the asker's.
    asker_moves: bool,
    customer: Option<DocId>,
    urgency: Urgency,
    silent: bool,
    /// The viewer owns it.
    mine: bool,
}

/// Everything that stands on *Now*, and its figures.
#[derive(Debug, Clone)]
pub(super) struct Standing {
    placed: Vec<Placed>,
    counts: NowCounts,
}

impl Placed {
    /// What only the asker can move on stands first where we are the asker. No two requests are equal in it.
    fn order(&self) -> (bool, Urgency) {
        (self.place == Place::WeWaitFor && !self.asker_moves, self.urgency)
    }
}

/// What waits on the viewer's team and what it waits for; at most `cards_max` cards in each section.
pub fn now(rows: &Rows, viewer: &Viewer, now: Millis, cards_max: usize) -> Now {
    let standing = standing(rows, viewer, now);
    let deck = Deck::new(rows, viewer, now);
    let section = |place: Place| {
        let mut ours: Vec<_> = standing.placed.iter().filter(|one| one.place == place).collect();
        let total = ours.len();
        // Of thousands only those that are shown are put in order.
        if cards_max < total {
            ours.select_nth_unstable_by_key(cards_max, |one| one.order());
            ours.truncate(cards_max);
        }
        ours.put_in_order_by_key(|one| one.order());
        let rows = ours.iter().filter_map(|one| rows.request(one.request));
        Section { total, items: rows.map(|row| deck.card(row)).collect() }
    };
    Now {
        team: viewer.team.map(|team| rows.named(team)),
        counts: standing.counts,
        waits_on_us: section(Place::WaitsOnUs),
        we_wait_for: section(Place::WeWaitFor),
        asker_to_move: section(Place::AskerToMove),
    }
}

/// The figures alone: far cheaper than the cards, for what is on every screen.
pub fn now_counts(rows: &Rows, viewer: &Viewer, now: Millis) -> NowCounts {
    standing(rows, viewer, now).counts
}

fn standing(rows: &Rows, viewer: &Viewer, now: Millis) -> Arc<Standing> {
    rows.worked_out.standing.get((*viewer, now), || {
        let placed = place_all(rows, viewer, now);
        Standing { counts: counts(&placed), placed }
    })
}

fn place_all(rows: &Rows, viewer: &Viewer, now: Millis) -> Vec<Placed> {
    let place = |row: &RequestRow, ours: bool| place(rows, row, viewer, ours, now);
    match viewer.team {
        Some(team) => {
            let ours = of_team(rows, team).map(|row| place(row, row.provider == team));
            // What we asked twice goes on there: it is what we wait for, and its asker's to move.
            let twice = followed_by(rows, team).into_iter().map(|row| Placed {
                place: Place::WeWaitFor,
                asker_moves: false,
                ..place(row, false)
            });
            ours.chain(twice).collect()
        }
        None => {
            of_person(rows, viewer.person).map(|row| place(row, row.is_owned_by(viewer.person))).collect()
        }
    }
}

/// Open requests that a team has or asked, each once.
pub(super) fn of_team(rows: &Rows, team: DocId) -> impl Iterator<Item = &RequestRow> {
    rows.open_at(team).chain(rows.open_asked_by(team).filter(move |row| row.provider != team))
}

/// Open requests of others that go on in place of what a team asked, each once.
pub(super) fn followed_by(rows: &Rows, team: DocId) -> Vec<&RequestRow> {
    let followed = rows.merged_asked_by(team).filter_map(|row| rows.followed(row.id));
    let others = followed.filter(|row| !row.state.is_closed() && row.provider != team && row.asker != team);
    others.map(|row| (row.id, row)).collect::<BTreeMap<_, _>>().into_values().collect()
}

/// Open requests that somebody owns or asked.
fn of_person(rows: &Rows, person: DocId) -> impl Iterator<Item = &RequestRow> {
    rows.open().filter(move |row| row.is_owned_by(person) || row.asked_by == person)
}

fn place(rows: &Rows, row: &RequestRow, viewer: &Viewer, ours: bool, now: Millis) -> Placed {
    let asker_moves = asker_must_move(row, now);
    let place = match (ours, asker_moves) {
        (false, _) => Place::WeWaitFor,
        (true, false) => Place::WaitsOnUs,
        // Who asked itself has both ends: the move is its own.
        (true, true) if row.asker == row.provider => Place::WeWaitFor,
        (true, true) => Place::AskerToMove,
    };
    let customer = chain::customer_of(rows, row);
    let clock = clock(rows, row, now);
    let urgency = Urgency::of(row, &clock, customer.is_some());
    let ready = place == Place::WaitsOnUs && Below::of(rows, row).is_all_answered();
    let urgency = if ready { urgency.answered_below() } else { urgency };
    Placed {
        request: row.id,
        place,
        asker_moves,
        customer,
        urgency,
        silent: clock.silent_since().is_some(),
        mine: row.is_owned_by(viewer.person),
    }
}

fn counts(placed: &[Placed]) -> NowCounts {
    let ours = || placed.iter().filter(|one| one.place == Place::WaitsOnUs);
    let theirs = || placed.iter().filter(|one| one.place == Place::WeWaitFor);
    NowCounts {
        customers: ours().filter_map(|one| one.customer).collect::<BTreeSet<_>>().len(),
        customer_work: ours().filter(|one| one.customer.is_some()).count(),
        silent: ours().filter(|one| one.silent).count(),
        mine: ours().filter(|one| one.mine).count(),
        ours_to_move: theirs().filter(|one| one.asker_moves).count(),
        silent_elsewhere: theirs().filter(|one| one.silent).count(),
    }
}
