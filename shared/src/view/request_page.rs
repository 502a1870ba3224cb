//! One request in full: line of sight, what is asked, the next action, the chain, the timeline and the history.

use super::card::{Deck, acts, expected_first, gone, is_free, side};
use super::chain_page::{chain_nodes, worked};
use super::moment::moments;
use super::{
    AwayNow, Below, ChainNode, Clock, Escalation, KeptPart, Moment, Named, NextAct, OnDuty, Presence,
    Reached, RequestRow, Risk, Rows, SameAs, Section, Side, Sight, State, Viewer, VoicePart, clock, derive,
    echo, escalation, on_duty, team_away, timing,
};
use crate::fold::{Offer, fold, may_split};
use crate::id::{DocId, Millis, Span};
use crate::model::{Due, Field, Request};

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
    /// The request that it blocks, as it says; what closes a circle is shown by the chain.
    pub parent: Field<Option<Named>>,
    /// The service that it goes through.
    pub service: Option<Named>,
    /// That service is no longer offered; what was promised with it stays.
    pub service_gone: bool,
    /// Nobody has it, and its team has left the map: anybody may take it.
    pub team_gone: bool,
    /// The team that asked.
    pub asker: Named,
    /// The person who asked; none when the document doesn't say.
    pub asked_by: Option<Named>,
    /// When it was asked.
    pub asked_at: Millis,
    /// The team that has it now.
    pub provider: Named,
    /// The person who has it, or delivered it.
    pub owner: Option<Named>,
    /// The person who had it last, of the team that handed it on.
    pub had_before: Option<Named>,
    /// Who wrote down that they have it, if they don't use the app.
    pub owner_noted_by: Option<Named>,
    /// Where its owner is away, or has left.
    pub owner_gone: Option<Presence>,
    /// Who of the team that has it is here.
    pub on_duty: OnDuty,
    /// Where that team is away, or soon will be.
    pub team_away: Option<AwayNow>,
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
    /// It is no longer sent to the viewer: it is shown as it was last, and nothing can be done to it.
    pub out_of_sight: bool,
    /// Parts of it can become requests of their own.
    pub may_split: bool,
    /// What is asked can be changed.
    pub may_change: bool,
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
    /// The request that it was split from; more than one only where two people wrote so apart.
    pub part_of: Vec<Named>,
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

/// One request in full. `request` is its document, read; the chain around it comes from rows.
pub fn request_page(rows: &Rows, request: &Request, viewer: &Viewer, now: Millis) -> RequestPage {
    let folded = fold(request);
    let row = rows.join_request(derive::request_row(request, &folded));
    let deck = Deck::new(rows, viewer, now);
    let gone = gone(rows, &row, now);
    let side = side(rows, viewer, &row);
    let out_of_sight = !viewer.hears_of(&row);
    let below = Below::of(rows, &row);
    let named = |field: &Field<Option<DocId>>| Field {
        value: field.value.map(|id| rows.named(id)),
        others: field.others.iter().map(|id| id.map(|id| rows.named(id))).collect(),
    };
    RequestPage {
        id: request.id,
        sight: deck.sight(&row),
        title: request.title.clone(),
        details: request.details.clone(),
        words: request.words.clone(),
        reference: request.reference.clone(),
        due: request.due.clone(),
        customer: named(&request.customer),
        parent: named(&request.parent),
        service: request.service.map(|id| rows.named(id)),
        service_gone: request.service.and_then(|id| rows.service(id)).is_some_and(|service| service.retired),
        team_gone: rows.stranded_since(&row).is_some() && !folded.state.is_closed(),
        asker: rows.named(request.asker),
        asked_by: folded.asked_by.map(|id| rows.named(id)),
        asked_at: folded.asked_at,
        provider: rows.named(folded.provider),
        owner: rows.owner_of(&row),
        had_before: folded.owner.filter(|_| row.owner_now().is_none()).map(|id| rows.named(id)),
        owner_noted_by: row.outside.as_ref().map(|one| rows.named(one.noted_by)),
        owner_gone: gone.clone(),
        on_duty: on_duty(rows, row.provider, now),
        team_away: team_away(rows, row.provider, now),
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
        last_words: if row.words_beside().is_empty() { String::new() } else { folded.last_words.clone() },
        hops: folded.hops,
        via: row.via.clone(),
        private: request.private,
        out_of_sight,
        may_split: !out_of_sight && may_split(&folded),
        may_change: !out_of_sight && !folded.state.is_closed(),
        voice: VoicePart::of(rows, &row),
        kept: KeptPart::of(rows, request, &folded, side),
        acts: if out_of_sight {
            Vec::new()
        } else {
            let free = is_free(rows, &row, gone.as_ref(), viewer, now);
            expected_first(acts(&folded, side), &row, side, free, below)
        },
        below,
        risk: timing::risk(rows, &row, now),
        chain: chain_nodes(rows, &row, now),
        same_as: SameAs::of(rows, &row, now),
        split_into: row.split_into.iter().map(|part| rows.named(*part)).collect(),
        part_of: rows.split_from(request.id).map(|row| rows.named(row.id)).collect(),
        followers: row.followers.iter().map(|id| rows.named(*id)).collect(),
        follows: row.is_followed_by(viewer.person),
        duplicates: rows.same_as(request.id).map(|row| rows.named(row.id)).collect(),
        reached: echo::reached(rows, &row),
        moments: moments(rows, request, &folded),
    }
}

/// How far the promise has moved, and where to.
fn moved(rows: &Rows, row: &RequestRow, now: Millis) -> Option<(Span, Millis)> {
    let stood = clock::stood_still(rows, row, now);
    clock::promised_by(rows, row, now).filter(|_| stood > Span::ZERO).map(|to| (stood, to))
}
