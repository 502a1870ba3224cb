//! What must hold once everybody has everything, worked out anew from the events alone.

use super::team::{Act, Team};
use super::*;
use crate::fold::table::rank;
use crate::fold::{Folded, Outcome, fold};
use crate::view::State;
use std::collections::{BTreeMap, BTreeSet};

/// How often what was met.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Of each kind: had effect (or was a remark), and lost.
    kinds: BTreeMap<Kind, (usize, usize)>,
    pub(super) given_back: usize,
    pub(super) agreed: usize,
    pub(super) owned: usize,
}

impl Tally {
    pub(super) fn of(&self, kind: Kind) -> (usize, usize) {
        self.kinds.get(&kind).copied().unwrap_or_default()
    }
}

pub(super) fn check(team: &Team, tally: &mut Tally) {
    let request = request_of(&team.devices[0].doc);
    let folded = fold(&request);
    for phone in &team.devices[1..] {
        assert_eq!(phone.doc.heads(), team.devices[0].doc.heads());
        assert_eq!(fold(&request_of(&phone.doc)), folded);
        assert_eq!(crate::view::stored(&phone.doc), crate::view::stored(&team.devices[0].doc));
    }
    nothing_vanished(&request, &folded, &team.acts, tally);
    losers_know_their_winner(&request, &folded);
    an_owner_stands(&request, &folded, tally);
    tally.agreed += team.agreed;
}

/// Every act is there as it was written, and is told of exactly once.
fn nothing_vanished(request: &Request, folded: &Folded, acts: &[Act], tally: &mut Tally) {
    assert_eq!((request.events.len(), folded.events.len()), (acts.len(), acts.len()));
    for act in acts {
        let event = event(request, act.event);
        assert_eq!((&event.kind, event.by), (&act.kind, act.by));
        let (won, lost) = tally.kinds.entry(Kind::from(&act.kind)).or_default();
        match outcome(folded, act.event) {
            Outcome::Effective | Outcome::Remark => *won += 1,
            Outcome::Overruled(_) | Outcome::CameLate(_) => *lost += 1,
            Outcome::Senseless => panic!("honest devices write no nonsense: {event:?}"),
        }
    }
}

/// Who lost is told by whom: by one who has effect, who didn't know of it nor was known, and who is stronger.
fn losers_know_their_winner(request: &Request, folded: &Folded) {
    let strength = |id: EventId| (rank(Kind::from(&event(request, id).kind)), id);
    for effect in &folded.events {
        let late = match effect.outcome {
            Outcome::Overruled(winner) => (winner, false),
            Outcome::CameLate(winner) => (winner, true),
            _ => continue,
        };
        let (winner, late) = late;
        assert_eq!(outcome(folded, winner), Outcome::Effective);
        assert!(!seen_by(request, winner).contains(&effect.id), "who has seen it goes on from it");
        assert!(!seen_by(request, effect.id).contains(&winner), "who has seen it goes on from it");
        assert!(strength(winner) > strength(effect.id));
        assert_eq!(late, matches!(event(request, winner).kind, EventKind::Confirmed { .. }));
    }
}

/// What had effect, one after the other, leaves this owner and this state: told in the fewest words, and not in the fold's.
fn an_owner_stands(request: &Request, folded: &Folded, tally: &mut Tally) {
    let (mut owner, mut has_it, mut state) = (None, false, State::Unknown);
    let in_order = folded.events.iter().filter(|effect| effect.outcome == Outcome::Effective);
    for event in in_order.map(|effect| event(request, effect.id)) {
        match &event.kind {
            EventKind::Accepted { owner: next, .. } => (owner, has_it) = (Some(*next), true),
            EventKind::Delivered { .. } if !has_it => (owner, has_it) = (Some(event.by), true),
            EventKind::HandedOver { to: Some(next), .. } => owner = Some(*next),
            EventKind::HandedOver { to: None, .. } => {
                tally.given_back += 1;
                has_it = false;
                owner = owner.filter(|_| state == State::Delivered);
            }
            EventKind::HandedOn { .. } => has_it = false,
            _ => {}
        }
        state = match &event.kind {
            EventKind::Asked { .. } => State::Asked,
            EventKind::Accepted { .. } => State::Accepted,
            EventKind::CounterOffered { .. } => State::CounterOffered,
            EventKind::HandedOn { .. } => State::HandedOn,
            EventKind::Declined { .. } => State::Declined,
            EventKind::Working => State::Working,
            EventKind::Waiting { .. } => State::Waiting,
            EventKind::Delivered { .. } => State::Delivered,
            EventKind::Confirmed { .. } => State::Confirmed,
            EventKind::Reopened { .. } => State::Reopened,
            EventKind::Withdrawn { .. } => State::Withdrawn,
            EventKind::Merged { .. } => State::Merged,
            EventKind::Refused { .. } if has_it => State::Accepted,
            EventKind::Refused { .. } => State::Asked,
            EventKind::HandedOver { to: None, .. } if state != State::Delivered => State::Asked,
            EventKind::HandedOver { .. }
            | EventKind::Announced { .. }
            | EventKind::Kept { .. }
            | EventKind::Split { .. } => state,
            EventKind::Commented { .. }
            | EventKind::Followed { .. }
            | EventKind::Reworded { .. }
            | EventKind::Other { .. } => {
                panic!("a remark has no effect")
            }
        };
    }
    assert_eq!((folded.owner, folded.is_owned(), folded.state), (owner, has_it, state));
    // FO7 in one line: who has it is named.
    assert!(folded.owner.is_some() || !folded.is_owned());
    tally.owned += usize::from(folded.is_owned());
}

fn event(request: &Request, id: EventId) -> &crate::model::Event {
    request.events.iter().find(|event| event.id == id).expect("an event that was written")
}

fn outcome(folded: &Folded, id: EventId) -> Outcome {
    folded.events.iter().find(|effect| effect.id == id).expect("every event has an outcome").outcome
}

/// Everything that the author of an event had seen.
fn seen_by(request: &Request, id: EventId) -> BTreeSet<EventId> {
    let mut seen = BTreeSet::new();
    let mut ahead = event(request, id).seen.clone();
    while let Some(next) = ahead.pop() {
        if seen.insert(next) {
            ahead.extend(&event(request, next).seen);
        }
    }
    seen
}
