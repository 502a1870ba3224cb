//! Whom do I ask: those who serve my team first.

use super::card::side;
use super::search::Texts;
use super::{
    Named, OnDuty, PartyRow, PartyRowKind, RequestRow, Rows, ServiceRow, Side, Viewer, chain, clock, on_duty,
    plain, timing,
};
use crate::id::{DocId, Millis, Span};
use crate::in_order::InOrder as _;
use crate::model::Due;

/// The first step of *New request*.
#[derive(Debug, Clone, PartialEq)]
pub struct WhomToAsk {
    /// Teams that serve the viewer's team by the map, by name.
    pub serving: Vec<TeamToAsk>,
    /// All other teams, by name.
    pub others: Vec<TeamToAsk>,
    /// The viewer's own team: a customer's problem that it takes up itself, and asks others under it.
    pub own: Option<TeamToAsk>,
}

/// A team that can be asked.
#[derive(Debug, Clone, PartialEq)]
pub struct TeamToAsk {
    /// The team.
    pub team: Named,
    /// What is good to know about it; may be empty.
    pub note: String,
    /// What it provides to the viewer's team; empty for the others.
    pub services: Vec<ServiceToAsk>,
    /// Open requests that wait on it now.
    pub open: usize,
    /// Those of them that are silent.
    pub silent: usize,
    /// Who of it is here.
    pub on_duty: OnDuty,
}

/// A service through which a team can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceToAsk {
    /// The service.
    pub service: Named,
    /// Reply promise.
    pub reply_within: Option<Span>,
    /// Delivery promise.
    pub deliver_within: Option<Span>,
    /// When it is given; empty: whenever its team works.
    pub hours: String,
    /// What the asker must say, one each.
    pub questions: Vec<String>,
}

/// What a new request takes over from the one that it blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskUnder {
    /// The parent.
    pub parent: Named,
    /// The team that has the parent, and so asks.
    pub asker: DocId,
    /// The customer who waits at the end of the parent's chain.
    pub customer: Option<Named>,
    /// The order number nearest up the chain; may be empty.
    pub reference: String,
    /// When the parent is due or promised, whichever is earlier: the child's due time is this, less what the work above takes.
    pub due: Option<Millis>,
    /// What is proposed for the child, where it is known how long the work above takes.
    pub proposed: Option<Due>,
    /// What the work above takes, where that leaves nothing of the parent's time: no time is proposed, and it is said early.
    pub too_tight: Option<Span>,
    /// It is proposed that only the two teams may read the child: so it is with the parent, or above it.
    pub private: bool,
}

/// Whom the viewer can ask: teams whose name, or a service to the viewer's team, has every word of `query`.
pub fn whom_to_ask(rows: &Rows, viewer: &Viewer, query: &str, now: Millis) -> WhomToAsk {
    let words = plain::query_words(query);
    let teams = rows.parties().filter(|party| !party.retired && party.kind != PartyRowKind::PayingCustomer);
    let mut all: Vec<TeamToAsk> = teams
        .map(|party| team_to_ask(rows, viewer, party, now))
        .filter(|team| has_words(team, &words))
        .collect();
    let own = all.iter().position(|team| Some(team.team.id) == viewer.team);
    let own = own.map(|place| all.swap_remove(place));
    all.put_in_order_by_cached_key(|team| (plain::sort_key(&team.team.name), team.team.id));
    let (serving, others) = all.into_iter().partition(|team| !team.services.is_empty());
    WhomToAsk { serving, others, own }
}

fn team_to_ask(rows: &Rows, viewer: &Viewer, party: &PartyRow, now: Millis) -> TeamToAsk {
    let services = rows.services_of(party.id).filter(|row| !row.retired && Some(row.served) == viewer.team);
    let mut services: Vec<ServiceToAsk> = services.map(service_to_ask).collect();
    services.put_in_order_by_cached_key(|one| (plain::sort_key(&one.service.name), one.service.id));
    let waiting = || rows.open_at(party.id).filter(|row| row.state.waits_on_provider());
    TeamToAsk {
        team: rows.named(party.id),
        note: party.note.clone(),
        services,
        on_duty: on_duty(rows, party.id, now),
        open: waiting().count(),
        silent: waiting().filter(|row| clock(rows, row, now).silent_since().is_some()).count(),
    }
}

fn service_to_ask(row: &ServiceRow) -> ServiceToAsk {
    ServiceToAsk {
        service: Named { id: row.id, name: row.name.clone() },
        reply_within: row.reply_within,
        deliver_within: row.deliver_within,
        hours: row.hours.clone(),
        questions: questions(&row.questions),
    }
}

/// The reply promise of a team to another, by the map: the shortest of its services.
pub fn reply_promise(rows: &Rows, provider: DocId, asker: DocId) -> Option<Span> {
    let services = rows.services_of(provider).filter(|service| !service.retired && service.served == asker);
    services.filter_map(|service| service.reply_within).min()
}

/// When the team that has a request is promised to answer from now on: by its service while that is theirs, else by the shortest of the
/// services from them to the asker. With the promise that it comes from.
pub fn answer_promise(rows: &Rows, request: DocId, now: Millis) -> Option<(Span, Millis)> {
    let row = rows.request(request)?;
    let own = row.service.and_then(|service| rows.service(service));
    let own = own.filter(|service| service.provider == row.provider && !service.retired);
    let within = own
        .and_then(|service| service.reply_within)
        .or_else(|| reply_promise(rows, row.provider, row.asker))?;
    Some((within, promised_from(rows, (row.provider, row.service), now, within)))
}

/// When a team's promise that runs from now is over, in its own working hours or those of the service.
pub fn promised_from(
    rows: &Rows,
    (team, service): (DocId, Option<DocId>),
    now: Millis,
    within: Span,
) -> Millis {
    rows.calendar(rows.hours_of(team, service)).promised(now, within)
}

/// When a request that is accepted now would be delivered by what the map promises: by its service, else by the shortest of the services from
/// the team that has it to the asker. With the promise that it comes from.
pub fn delivery_promise(rows: &Rows, request: DocId, now: Millis) -> Option<(Span, Millis)> {
    let row = rows.request(request)?;
    let within = delivery_within(rows, row)?;
    Some((within, promised_from(rows, (row.provider, row.service), now, within)))
}

/// The promise of a request's service, else the shortest of the services from the team that has it to the asker.
pub(super) fn delivery_within(rows: &Rows, row: &RequestRow) -> Option<Span> {
    let own = row.service.and_then(|service| rows.service(service));
    let own = own.filter(|service| service.provider == row.provider && !service.retired);
    let services = rows.services_of(row.provider);
    let served = services.filter(|service| !service.retired && service.served == row.asker);
    own.and_then(|service| service.deliver_within)
        .or_else(|| served.filter_map(|service| service.deliver_within).min())
}

/// One question a line; empty lines are none.
pub(super) fn questions(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn has_words(team: &TeamToAsk, words: &[String]) -> bool {
    let services = team.services.iter().map(|one| &*one.service.name);
    let texts = std::iter::once(&*team.team.name).chain(services);
    let mask = texts
        .fold(0, |mask, text| mask | Texts { own: [text, "", "", ""], ..Texts::default() }.mask(words).own);
    mask.count_ones() as usize == words.len()
}

/// The parent's due moment less what the work above takes, in the working time of the team that has the parent. None when that leaves nothing: a
/// request must not be late as it is asked.
fn child_due(rows: &Rows, row: &RequestRow, due: Millis, now: Millis) -> Option<Due> {
    let takes = timing::takes(rows, row)?;
    let at = rows.calendar_for(row).before(due, takes.span).unwrap_or(due - takes.span);
    (at > now).then_some(Due { at, from: Some((due, takes.span)), takes: Some(takes.from) })
}

/// The customer to write into a request below this one, of whom the form says that they wait: nobody where that is who waits above it anyway, so
/// that who is corrected there is corrected here. Who may read it needn't be allowed to read what stands above it: below what only two teams may
/// read the customer is written.
pub fn customer_to_write(rows: &Rows, parent: Option<DocId>, customer: Option<DocId>) -> Option<DocId> {
    let customer = customer?;
    let Some(parent) = parent.and_then(|parent| rows.request(parent)) else { return Some(customer) };
    let line = chain::line_up(rows, parent);
    let names = line.iter().position(|link| link.customer.is_some());
    let is_seen = names.is_some_and(|names| line.iter().take(names + 1).all(|link| !link.private));
    let is_same = is_seen && chain::customer_of(rows, parent) == Some(rows.kept(customer));
    (!is_same).then_some(customer)
}

/// Below which request a viewer who has this one open asks a further team: below this one, in the name of who has it; but whoever asked it asks
/// for what they serve themselves, above it. None where that isn't theirs: nobody whom they asked would know what was asked in their name.
pub fn asks_under(rows: &Rows, viewer: &Viewer, request: DocId) -> Option<DocId> {
    let row = rows.request(request)?;
    if side(rows, viewer, row) != Side::Asker {
        return Some(request);
    }
    let above = rows.request(row.parent?)?;
    (viewer.team == Some(above.provider)).then_some(above.id)
}

/// What requests that ask for a part of this one take over; they stand where it stands. None when it isn't on this device.
pub fn ask_beside(rows: &Rows, request: DocId, now: Millis) -> Option<AskUnder> {
    let row = rows.request(request)?;
    let proposed = row.due.map(|at| Due { at, from: None, takes: None });
    Some(AskUnder {
        asker: row.asker,
        due: row.due,
        proposed,
        too_tight: None,
        ..ask_under(rows, request, now)?
    })
}

/// What a new request under this parent takes over; none when the parent isn't on this device.
pub fn ask_under(rows: &Rows, parent: DocId, now: Millis) -> Option<AskUnder> {
    let row = rows.request(parent)?;
    let line = chain::line_up(rows, row);
    let reference = line.iter().map(|link| &link.reference).find(|reference| !reference.is_empty());
    let due = [row.due, clock::promised_by(rows, row, now)].into_iter().flatten().min();
    let ahead = due.filter(|due| *due > now);
    let proposed = ahead.and_then(|due| child_due(rows, row, due, now));
    let takes = ahead.filter(|_| proposed.is_none()).and_then(|_| timing::takes(rows, row));
    Some(AskUnder {
        parent: rows.named(parent),
        asker: row.provider,
        customer: chain::customer_of(rows, row).map(|customer| rows.named(customer)),
        reference: reference.cloned().unwrap_or_default(),
        due,
        proposed,
        too_tight: takes.map(|takes| takes.span),
        private: line.iter().any(|link| link.private),
    })
}
