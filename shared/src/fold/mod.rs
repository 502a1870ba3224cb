//! A request's status is a pure fold over its events.
//!
//! Each event names what its author had seen ([`crate::model::Event::seen`]), so the fold knows what came after what and what was
//! concurrent. Concurrent events contest by a written table of kinds ([`table`]); only equal kinds fall back to the event id. List
//! position, actor and clock decide nothing. docs/STATUS.md tells people the same.

mod adopted;
mod answered;
mod bits;
mod contest;
mod folded;
mod history;
mod kept;
mod kind;
mod offered;
mod pause;
mod standing;
pub mod table;
mod taken;
mod update;

#[cfg(test)]
mod tests;

pub use adopted::adopted;
pub use folded::{Effect, FirstDelivery, Folded, Measured, Offer, Outcome, Taken};
pub use kept::KeptNow;
pub use kind::Kind;
pub use offered::{NextAct, Side, is_possible, may_split, offered};

use crate::id::Millis;
use crate::model::{Event, EventKind, Request};
use contest::{Case, Contest};
use history::{History, Node};
use standing::Standing;

/// What the events of a request amount to. The order of `request.events` makes no difference; their ids must differ.
pub fn fold(request: &Request) -> Folded {
    let history = History::of(&request.events);
    let contest = Contest::of(&history, request.provider);
    let chain = contest.chain(|_| true);
    let standing = answered::wait_answered(&history, &chain, contest.standing(&chain, request.provider));
    let standing = update::announced_since(&history, contest.cases(), standing);
    let last = standing.last.and_then(|_| history.nodes().get(standing.said));
    let next_update = update::next_update(&history, contest.cases(), &standing);
    // Who only looks on has done nothing to it.
    let happened = history.nodes().iter().filter(|node| Kind::from(&node.event.kind) != Kind::Followed);
    let changed_at = happened.map(|node| node.at).max().unwrap_or(Millis(0));
    let frontier = history.nodes().iter().filter(|node| !node.seen).map(|node| node.event.id).collect();
    let folded =
        summary(&standing, last, next_update, changed_at, effects(&history, &contest, &chain), frontier);
    let kept = kept::kept(&history, contest.cases(), &chain);
    let taken = taken::taken(&history, &contest, &chain, request.provider);
    let (pauses, first_pauses) = pause::pauses(&history, &chain);
    Folded { pauses, first_pauses, kept, taken, ..folded }
}

/// Whether all events can be put in causal order: none claims to come after itself, and there are not too many.
pub fn is_orderly(events: &[Event]) -> bool {
    History::of(events).loose().is_empty()
}

fn summary(
    standing: &Standing,
    last: Option<&Node>,
    next_update: Option<(Millis, Option<Millis>)>,
    changed_at: Millis,
    events: Vec<Effect>,
    frontier: Vec<crate::id::EventId>,
) -> Folded {
    let kind = last.map(|node| &node.event.kind);
    let (waiting_on, waiting_on_asker) = match kind {
        Some(EventKind::Waiting { on, on_asker, .. }) => (on.clone(), *on_asker),
        _ => (String::new(), false),
    };
    let instead = if let Some(EventKind::Declined { instead, .. }) = kind { *instead } else { None };
    let merged_into = if let Some(EventKind::Merged { into, .. }) = kind { Some(*into) } else { None };
    let helped = if let Some(EventKind::Confirmed { helped, .. }) = kind { *helped } else { None };
    Folded {
        state: standing.state,
        state_since: standing.since,
        provider: standing.provider,
        owner: standing.owner,
        asked_by: standing.asked_by,
        asked_at: standing.asked_at,
        reply_by: standing.reply_by,
        answered_at: standing.answered_at,
        accepted_at: standing.accepted_at,
        promised: standing.promised,
        pauses: Vec::new(),
        measured: standing.measured,
        first_pauses: Vec::new(),
        kept: Vec::new(),
        next_update: next_update.map(|(at, _)| at),
        announced_at: next_update.and_then(|(_, said)| said),
        waiting_on,
        waiting_on_asker,
        offer: standing.offer,
        instead,
        merged_into,
        helped,
        last_words: kind.map_or("", words).to_owned(),
        last_event: standing.last,
        hops: standing.hops,
        taken: Vec::new(),
        changed_at,
        events,
        frontier,
    }
}

/// What a person said with an event; may be empty.
pub(crate) fn words(kind: &EventKind) -> &str {
    match kind {
        EventKind::CounterOffered { reason, .. }
        | EventKind::HandedOn { reason, .. }
        | EventKind::Declined { reason, .. }
        | EventKind::Refused { reason, .. }
        | EventKind::Reopened { reason, .. }
        | EventKind::Withdrawn { reason }
        | EventKind::Merged { reason, .. } => reason,
        EventKind::Delivered { answer, .. } => answer,
        EventKind::Confirmed { thanks, .. } => thanks,
        EventKind::Waiting { on, why, .. } => {
            if why.is_empty() {
                on
            } else {
                why
            }
        }
        EventKind::Announced { note, .. } | EventKind::HandedOver { note, .. } => note,
        EventKind::Commented { text, .. } => text,
        EventKind::Asked { .. }
        | EventKind::Accepted { .. }
        | EventKind::Working
        | EventKind::Followed { .. }
        | EventKind::Split { .. }
        | EventKind::Kept { .. }
        | EventKind::Reworded { .. }
        | EventKind::Other { .. } => "",
    }
}

fn effects(history: &History, contest: &Contest, chain: &[usize]) -> Vec<Effect> {
    let ordered = history.nodes().iter().zip(contest.cases()).enumerate().map(|(place, (node, case))| {
        Effect { id: node.event.id, at: node.at, outcome: outcome(place, case, contest, chain) }
    });
    let loose = history.loose().iter().map(|event| Effect {
        id: event.id,
        at: event.at(),
        outcome: without_history(event),
    });
    ordered.chain(loose).collect()
}

fn outcome(place: usize, case: &Case, contest: &Contest, chain: &[usize]) -> Outcome {
    match case.kind {
        kind if kind.is_remark() => Outcome::Remark,
        Kind::Other => Outcome::Remark,
        _ if !case.sensible => Outcome::Senseless,
        Kind::Announced | Kind::Split | Kind::Kept => Outcome::Effective,
        _ if chain.binary_search(&place).is_ok() => Outcome::Effective,
        _ => match contest.winner_over(place, chain) {
            Some((Kind::Confirmed, winner)) => Outcome::CameLate(winner),
            Some((_, winner)) => Outcome::Overruled(winner),
            None => Outcome::Senseless,
        },
    }
}

/// An event that claims to come after itself can't be judged by what its author had seen.
fn without_history(event: &Event) -> Outcome {
    if Kind::from(&event.kind).is_remark() { Outcome::Remark } else { Outcome::Senseless }
}
