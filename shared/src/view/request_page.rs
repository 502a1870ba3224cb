//! One request in full: line of sight, what is asked, the next action, the chain, the timeline and the history.

use super::card::{Deck, acts, gone, side, taken_over};
use super::chain::{self, Above};
use super::split::split_into;
use super::{
    Below, CHAIN_NODES_MAX, Clock, Escalation, KeptPart, Named, NextAct, OnDuty, Presence, Reached,
    RequestRow, Risk, Rows, SameAs, Section, Side, Sight, State, Viewer, VoicePart, clock, derive, echo,
    escalation, on_duty, timing,
};
use crate::fold::{Folded, Offer, Outcome, fold};
use crate::id::{DeviceId, DocId, EventId, Millis, Span};
use crate::model::{Due, Event, EventKind, Field, Request};
use std::collections::BTreeMap;

/// The *Request* screen.
#[derive(Debug, Clone, PartialEq)]
pub struct RequestPage {
    /// The request.
    pub id: DocId,
    /// Who waits at the end.
    pub sight: Sight,
    /// The ask in one line, with what others wrote at the same time.
    pub title: Field<String>,
    /// What the provider should know; may be empty.
    pub details: Field<String>,
    /// The customer's own words; may be empty.
    pub words: Field<String>,
    /// Order number; may be empty.
    pub reference: Field<String>,
    /// When the asker needs it, with the arithmetic.
    pub due: Field<Option<Due>>,
    /// The customer, as this request itself says.
    pub customer: Field<Option<Named>>,
    /// The service that it goes through.
    pub service: Option<Named>,
    /// The team that asked.
    pub asker: Named,
    /// The person who asked; none when the document doesn't say.
    pub asked_by: Option<Named>,
    /// When it was asked.
    pub asked_at: Millis,
    /// The team that has it now.
    pub provider: Named,
    /// The person who accepted it.
    pub owner: Option<Named>,
    /// Where its owner is away, or has left.
    pub owner_gone: Option<Presence>,
    /// Who of the team that has it is here.
    pub on_duty: OnDuty,
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
    /// In silence: who was told of it, and who will be.
    pub escalation: Option<Escalation>,
    /// When the first real answer was promised.
    pub reply_by: Option<Millis>,
    /// When it came.
    pub answered_at: Option<Millis>,
    /// When it was accepted.
    pub accepted_at: Option<Millis>,
    /// When delivery is promised, as it was said.
    pub promised: Option<Millis>,
    /// The working time in which the delivery clock has stood still since, and what the promise has moved to; none when it hasn't.
    pub moved: Option<(Span, Millis)>,
    /// The working time of the team that has it since it came to them; none where they work always.
    pub worked: Option<Span>,
    /// The next update announced, or the end of a wait.
    pub next_update: Option<Millis>,
    /// What was offered instead, while the asker has to say. Agreeing is accepting with this owner and time.
    pub offer: Option<Offer>,
    /// In declined: the team that may help instead.
    pub instead: Option<Named>,
    /// The answer, offer or reason that goes with the state; may be empty.
    pub last_words: String,
    /// Hand-ons so far.
    pub hops: u32,
    /// The teams that had it before and handed it on.
    pub via: Vec<DocId>,
    /// Only its two teams may read it.
    pub private: bool,
    /// It is what a customer said.
    pub voice: Option<VoicePart>,
    /// What is kept of its answer for whoever asks the like.
    pub kept: KeptPart,
    /// What the viewer's team may do next; the first is the one to show large.
    pub acts: Vec<NextAct>,
    /// The requests right below this one.
    pub below: Below,
    /// That it won't be in time as things are.
    pub risk: Option<Risk>,
    /// The whole chain in tree order: the root first, children by the time they were asked. At most `CHAIN_NODES_MAX`.
    pub chain: Section<ChainNode>,
    /// In merged: the request that it is the same as.
    pub same_as: Option<SameAs>,
    /// The requests that ask for parts of it.
    pub split_into: Vec<Named>,
    /// Who wants to hear of its turns.
    pub followers: Vec<Named>,
    /// The viewer is one of them.
    pub follows: bool,
    /// Requests that are the same as this one.
    pub duplicates: Vec<Named>,
    /// Whom the chain reached, once its root is confirmed.
    pub reached: Option<Reached>,
    /// Everything that happened, causes before consequences. The timeline shows it; the history adds device and outcome.
    pub moments: Vec<Moment>,
}

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
    /// The person who accepted it.
    pub owner: Option<Named>,
    /// Where it stands.
    pub state: State,
    /// When it came into that state.
    pub state_since: Millis,
    /// Its clock.
    pub clock: Clock,
    /// When it was asked.
    pub asked_at: Millis,
    /// From the ask to its end (delivered, declined, confirmed, withdrawn), or to now.
    pub took: Span,
    /// The part of `took` in which no open child had it: the time that this link itself answers for.
    pub own: Span,
    /// The part of `took` that is working time of the team that has it; none where they work always.
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

/// Something that happened to a request.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// The event.
    pub event: EventId,
    /// What happened, with the words that were said.
    pub kind: EventKind,
    /// The person or team that `kind` speaks of (owner, team handed to, team to go to instead).
    pub about: Option<Named>,
    /// Who did it.
    pub by: Named,
    /// The person without the app on whose behalf it was recorded; may be empty.
    pub on_behalf_of: String,
    /// When, by the device's clock and its last known offset.
    pub at: Millis,
    /// The device that wrote it.
    pub device: DeviceId,
    /// What its person calls it; empty when they don't.
    pub device_name: String,
    /// What became of it.
    pub became: Became,
}

/// What became of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Became {
    /// It did what it says.
    Effective,
    /// It never changes the state.
    Remark,
    /// Somebody did something at the same time that weighs more.
    Overruled {
        /// The event that won.
        event: EventId,
        /// Its author.
        by: Named,
    },
    /// It was written without knowing that the request had been confirmed.
    CameLate {
        /// The confirmation.
        event: EventId,
        /// Its author.
        by: Named,
    },
    /// It makes no sense in the state that its author had seen.
    Senseless,
}

/// One request in full. `request` is its document, read; the chain around it comes from rows.
pub fn request_page(rows: &Rows, request: &Request, viewer: &Viewer, now: Millis) -> RequestPage {
    let folded = fold(request);
    let row = derive::request_row(request, &folded);
    let deck = Deck::new(rows, viewer, now);
    let gone = gone(rows, &row, now);
    let side = side(viewer, request.asker, folded.provider);
    let customer = Field {
        value: request.customer.value.map(|id| rows.named(id)),
        others: request.customer.others.iter().map(|id| id.map(|id| rows.named(id))).collect(),
    };
    RequestPage {
        id: request.id,
        sight: deck.sight(&row),
        title: request.title.clone(),
        details: request.details.clone(),
        words: request.words.clone(),
        reference: request.reference.clone(),
        due: request.due.clone(),
        customer,
        service: request.service.map(|id| rows.named(id)),
        asker: rows.named(request.asker),
        asked_by: folded.asked_by.map(|id| rows.named(id)),
        asked_at: folded.asked_at,
        provider: rows.named(folded.provider),
        owner: folded.owner.map(|id| rows.named(id)),
        owner_gone: gone.clone(),
        on_duty: on_duty(rows, folded.provider, now),
        mine: folded.is_owned() && folded.owner == Some(viewer.person),
        side,
        state: folded.state,
        state_since: folded.state_since,
        clock: clock(rows, &row, now),
        escalation: escalation(rows, &row, now),
        reply_by: folded.reply_by,
        answered_at: folded.answered_at,
        accepted_at: folded.accepted_at,
        promised: folded.promised,
        moved: moved(rows, &row, now),
        worked: worked(rows, &row, now),
        next_update: folded.next_update,
        offer: folded.offer,
        instead: folded.instead.map(|id| rows.named(id)),
        last_words: folded.last_words.clone(),
        hops: folded.hops,
        via: row.via.clone(),
        private: request.private,
        voice: VoicePart::of(rows, &row),
        kept: KeptPart::of(rows, request, &folded, side),
        acts: taken_over(acts(&folded, side), gone.is_some()),
        below: Below::of(rows, &row),
        risk: timing::risk(rows, &row, now),
        chain: chain_nodes(rows, &row, now),
        same_as: SameAs::of(rows, &row, now),
        split_into: split_into(rows, request, &folded),
        followers: row.followers.iter().map(|id| rows.named(*id)).collect(),
        follows: row.followers.contains(&viewer.person),
        duplicates: rows.same_as(request.id).map(|row| rows.named(row.id)).collect(),
        reached: echo::reached(rows, &row),
        moments: moments(rows, request, &folded),
    }
}

/// The whole chain that a request is part of.
fn chain_nodes(rows: &Rows, row: &RequestRow, now: Millis) -> Section<ChainNode> {
    let root = chain::root(rows, row);
    let tree = chain::tree(rows, root, usize::MAX);
    let path = chain::critical(rows, root);
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
            owner: link.owner.map(|owner| rows.named(owner)),
            state: link.state,
            state_since: link.state_since,
            clock: clock(rows, link, now),
            asked_at: link.asked_at,
            took,
            own: own(rows, link, now),
            worked: worked(rows, link, now),
            share: (took.0 as f64 / longest as f64).clamp(0.0, 1.0),
            last_words: link.last_words.clone(),
            is_this: link.id == row.id,
            holds_up: path.len() > 1 && path.iter().any(|other| other.id == link.id),
            is_waited_for: path.len() > 1 && path.last().is_some_and(|last| last.id == link.id),
            parent_ignored: above == Above::Circle,
            parent_missing: above == Above::Missing,
        }
    };
    Section { total: tree.len(), items: tree.iter().take(CHAIN_NODES_MAX).map(node).collect() }
}

/// How far the promise has moved, and where to.
fn moved(rows: &Rows, row: &RequestRow, now: Millis) -> Option<(Span, Millis)> {
    let stood = clock::stood_still(rows, row, now);
    clock::promised_by(rows, row, now).filter(|_| stood > Span::ZERO).map(|to| (stood, to))
}

fn worked(rows: &Rows, row: &RequestRow, now: Millis) -> Option<Span> {
    let calendar = rows.calendar(row.provider);
    (!calendar.is_always()).then(|| calendar.between(row.asked_at, row.asked_at + took(row, now)))
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

fn moments(rows: &Rows, request: &Request, folded: &Folded) -> Vec<Moment> {
    let events: BTreeMap<EventId, &Event> = request.events.iter().map(|event| (event.id, event)).collect();
    let author = |id: EventId| {
        let by = events.get(&id).map(|event| event.by);
        by.map_or_else(|| Named { id: DocId::default(), name: String::new() }, |by| rows.named(by))
    };
    let shown = folded.events.iter().filter_map(|effect| Some((effect, *events.get(&effect.id)?)));
    shown
        .map(|(effect, event)| Moment {
            event: event.id,
            kind: event.kind.clone(),
            about: about(&event.kind).map(|id| rows.named(id)),
            by: rows.named(event.by),
            on_behalf_of: event.on_behalf_of.clone(),
            at: effect.at,
            device: event.device,
            device_name: device_name(rows, event),
            became: match effect.outcome {
                Outcome::Effective => Became::Effective,
                Outcome::Remark => Became::Remark,
                Outcome::Senseless => Became::Senseless,
                Outcome::Overruled(winner) => Became::Overruled { event: winner, by: author(winner) },
                Outcome::CameLate(winner) => Became::CameLate { event: winner, by: author(winner) },
            },
        })
        .collect()
}

/// The person or team that an event speaks of.
fn about(kind: &EventKind) -> Option<DocId> {
    match kind {
        EventKind::Accepted { owner, .. } => Some(*owner),
        EventKind::HandedOn { to, .. } => Some(*to),
        EventKind::Merged { into, .. } => Some(*into),
        EventKind::HandedOver { to, .. } => *to,
        EventKind::Declined { instead, .. } => *instead,
        _ => None,
    }
}

fn device_name(rows: &Rows, event: &Event) -> String {
    let devices = rows.person(event.by).map(|person| &*person.devices).unwrap_or_default();
    devices
        .iter()
        .find(|device| device.id == event.device)
        .map(|device| device.name.clone())
        .unwrap_or_default()
}
