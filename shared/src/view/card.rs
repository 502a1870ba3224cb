//! A request in a list.

use super::presence::owner_gone;
use super::sight::Eyes;
use super::{
    Clock, Named, NextAct, Presence, RequestRow, Risk, Rows, Side, Sight, State, Viewer, VoiceRow,
    VoiceStands, chain, clock, presence, timing,
};
use crate::fold::{self, Folded, Measured, Offer};
use crate::id::{DocId, Millis};

/// A request in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// The request.
    pub id: DocId,
    /// The ask in one line.
    pub title: String,
    /// Order number; may be empty.
    pub reference: String,
    /// Who waits at the end.
    pub sight: Sight,
    /// The team that asked.
    pub asker: Named,
    /// The person who asked.
    pub asked_by: Named,
    /// When it was asked.
    pub asked_at: Millis,
    /// The team that has it now.
    pub provider: Named,
    /// The person who has it, or delivered it.
    pub owner: Option<Named>,
    /// Where its owner is away, has left, or had their shift's end.
    pub owner_gone: Option<Presence>,
    /// The viewer owns it.
    pub mine: bool,
    /// Which end the viewer's team is.
    pub side: Side,
    /// Where it stands.
    pub state: State,
    /// When it came into that state.
    pub state_since: Millis,
    /// Its clock.
    pub clock: Clock,
    /// Hand-ons so far.
    pub hops: u32,
    /// The teams that had it before and handed it on.
    pub via: Vec<DocId>,
    /// Two people wrote different values into one field.
    pub disputed: bool,
    /// The answer, offer or reason that goes with the state; may be empty.
    pub last_words: String,
    /// What the viewer's team may do next; the first is the one to show large.
    pub acts: Vec<NextAct>,
    /// The requests right below it.
    pub below: Below,
    /// It is what a customer said.
    pub voice: Option<VoiceRow>,
    /// Where that stands.
    pub voice_stands: Option<VoiceStands>,
    /// That it won't be in time as things are.
    pub risk: Option<Risk>,
}

/// The requests right below one: it waits for those that are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Below {
    /// All but the withdrawn.
    pub all: usize,
    /// Those of them that are answered: delivered or confirmed.
    pub answered: usize,
    /// Those that are still open: a parent isn't confirmed over them without saying so.
    pub open: usize,
}

/// The requests right below one; none below one that isn't here.
pub fn below(rows: &Rows, request: DocId) -> Below {
    rows.request(request).map(|row| Below::of(rows, row)).unwrap_or_default()
}

impl Below {
    /// Those that somebody still has to answer: a parent isn't delivered over them without saying so.
    pub fn unanswered(self) -> usize {
        self.all.saturating_sub(self.answered)
    }

    /// There are some, and each has its answer: whoever waits for them can go on.
    pub fn is_all_answered(self) -> bool {
        self.all > 0 && self.unanswered() == 0
    }

    pub(super) fn of(rows: &Rows, row: &RequestRow) -> Self {
        // A duplicate is as far as the request that it follows; one that isn't here may be open.
        let below = chain::below(rows, row).into_iter().map(|child| match child.state {
            State::Merged => rows.followed(child.id).map_or(State::Unknown, |other| other.state),
            state => state,
        });
        let below: Vec<State> = below.collect();
        let count = |which: fn(State) -> bool| below.iter().filter(|state| which(**state)).count();
        Self {
            all: count(|state| state != State::Withdrawn),
            answered: count(|state| matches!(state, State::Delivered | State::Confirmed)),
            open: count(|state| !state.is_closed()),
        }
    }
}

/// Makes cards for one screen.
pub(super) struct Deck<'a> {
    rows: &'a Rows,
    viewer: Viewer,
    now: Millis,
    eyes: Eyes<'a>,
}

impl<'a> Deck<'a> {
    pub(super) fn new(rows: &'a Rows, viewer: &Viewer, now: Millis) -> Self {
        Self { rows, viewer: *viewer, now, eyes: Eyes::new(rows, viewer, now) }
    }

    pub(super) fn sight(&self, row: &RequestRow) -> Sight {
        self.eyes.sight(row)
    }

    pub(super) fn card(&self, row: &RequestRow) -> Card {
        let side = side(self.rows, &self.viewer, row);
        let gone = gone(self.rows, row, self.now);
        let below = Below::of(self.rows, row);
        let free = is_free(self.rows, row, gone.as_ref(), &self.viewer, self.now);
        let acts = expected_first(acts(&standing(row), side), row, side, free, below);
        Card {
            id: row.id,
            title: row.title.clone(),
            reference: row.reference.clone(),
            sight: self.sight(row),
            asker: self.rows.named(row.asker),
            asked_by: self.rows.named(row.asked_by),
            asked_at: row.asked_at,
            provider: self.rows.named(row.provider),
            owner: self.rows.owner_of(row),
            owner_gone: gone.clone(),
            mine: row.is_owned_by(self.viewer.person),
            side,
            state: row.state,
            state_since: row.state_since,
            clock: clock(self.rows, row, self.now),
            hops: row.hops,
            via: row.via.clone(),
            disputed: row.disputed,
            last_words: row.words_beside().to_owned(),
            acts: if self.viewer.hears_of(row) { acts } else { Vec::new() },
            below,
            voice: row.voice.clone(),
            voice_stands: row.voice.as_ref().map(|_| VoiceStands::of(self.rows, row)),
            risk: timing::risk(self.rows, row, self.now),
        }
    }
}

/// Which end of a request the viewer stands at. A team that has left the map has nobody, so everybody stands in for it; and whoever asked
/// may say whether it helped, in whatever team they are by now.
pub(super) fn side(rows: &Rows, viewer: &Viewer, row: &RequestRow) -> Side {
    let stands_for = |team: DocId| viewer.team == Some(team) || rows.is_gone(team);
    let asked = stands_for(row.asker) || row.asked_by == viewer.person;
    match (asked, stands_for(row.provider)) {
        (true, true) => Side::Both,
        (true, false) => Side::Asker,
        (false, true) => Side::Provider,
        (false, false) => Side::Neither,
    }
}

/// Where the owner of an open request is, if not here.
pub(super) fn gone(rows: &Rows, row: &RequestRow, now: Millis) -> Option<Presence> {
    let owner = rows.person(row.owner.filter(|owner| !row.state.is_closed() && row.is_owned_by(*owner))?)?;
    Some(presence(rows, owner, now)).filter(Presence::is_gone)
}

/// Whether a colleague takes it first of all: its owner isn't here. After the end of a shift only where the team works on.
pub(super) fn is_free(
    rows: &Rows,
    row: &RequestRow,
    gone: Option<&Presence>,
    viewer: &Viewer,
    now: Millis,
) -> bool {
    let works_on = || owner_gone(rows, row, now).is_some();
    let is_gone = gone.is_some_and(|gone| !matches!(gone, Presence::ShiftOver { .. }) || works_on());
    is_gone && !row.is_owned_by(viewer.person)
}

/// What is expected because of others comes first for those who can: without its owner somebody else takes it, and who has it and all the
/// answers from below gives its own.
pub(super) fn expected_first(
    mut acts: Vec<NextAct>,
    row: &RequestRow,
    side: Side,
    owner_gone: bool,
    below: Below,
) -> Vec<NextAct> {
    if side == Side::Asker && row.voice.is_some() {
        // Whoever heard what a customer said doesn't adopt it for others.
        acts.retain(|act| !act.is_noted_by_asker());
    }
    let has_it = side != Side::Asker && row.accepted_at.is_some() && row.state.waits_on_provider();
    let first = match (owner_gone, has_it && below.is_all_answered()) {
        (true, _) => NextAct::Accept,
        (false, true) => NextAct::Deliver,
        (false, false) => return acts,
    };
    if let Some(at) = acts.iter().position(|act| *act == first) {
        acts[..=at].rotate_right(1);
    }
    acts
}

/// What this side may do next, the expected first. Who stands on both sides is offered both: first those of the side that moves.
pub(super) fn acts(folded: &Folded, side: Side) -> Vec<NextAct> {
    let (first, second) = match side {
        Side::Asker => (fold::Side::Asker, None),
        Side::Provider => (fold::Side::Provider, None),
        Side::Neither => (fold::Side::Other, None),
        Side::Both if folded.state.waits_on_provider() => (fold::Side::Provider, Some(fold::Side::Asker)),
        Side::Both => (fold::Side::Asker, Some(fold::Side::Provider)),
    };
    let mut acts = fold::offered(folded, first);
    for act in second.into_iter().flat_map(|side| fold::offered(folded, side)) {
        if !acts.contains(&act) {
            acts.push(act);
        }
    }
    acts
}

/// What a row knows of its fold: enough to say which acts make sense.
pub(super) fn standing(row: &RequestRow) -> Folded {
    Folded {
        // What stands open only because its duplicates form a circle has been merged, says its document.
        state: if row.merged_into.is_some() { State::Merged } else { row.state },
        state_since: row.state_since,
        provider: row.provider,
        owner: row.owner,
        asked_by: Some(row.asked_by),
        asked_at: row.asked_at,
        reply_by: row.reply_by,
        answered_at: row.answered_at,
        accepted_at: row.accepted_at,
        promised: row.promised,
        kept: Vec::new(),
        pauses: Vec::new(),
        measured: Measured::default(),
        first_pauses: Vec::new(),
        next_update: row.next_update,
        announced_at: row.announced_at,
        waiting_on: String::new(),
        waiting_on_asker: row.waiting_on_asker,
        offer: row.owner.map(|owner| Offer { owner, promised: row.offered }),
        instead: None,
        taken: Vec::new(),
        merged_into: row.merged_into,
        helped: row.helped,
        last_words: String::new(),
        last_event: row.last_event,
        hops: row.hops,
        changed_at: row.changed_at,
        events: Vec::new(),
        frontier: Vec::new(),
    }
}
