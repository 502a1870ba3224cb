//! From a document to its row. Whoever derives a row from the same document gets the same row: device and relay run this code.

use super::handed::hand_ons;
use super::kept;
use super::map_row::{party_row, service_row};
use super::split::split_into;
use super::taken::taken;
use super::task_row::task_row;
use super::{
    CustomerRow, DeviceName, FirstDelivery, FirstReply, LastSaid, Lost, Mention, OutsideOwner, PersonRow,
    ROW_VERSION, RequestRow, RewordedRow, Row, SavedFilter, SettingsRow, State, StoredRow, VoiceRow,
};
use crate::doc::{Doc, ReadError};
use crate::fold::{Effect, Folded, Kind, Outcome, adopted, fold, words};
use crate::id::{DocId, DocKind, EventId, Millis};
use crate::in_order::InOrder as _;
use crate::limits::{
    EXCERPT_CHARS_MAX, FOLLOWERS_MAX, LINE_CHARS_MAX, LOST_KEPT_MAX, MENTIONS_KEPT_MAX, SAID_BYTES_MAX,
    VOICE_REPLY_WITHIN,
};
use crate::model::{Customer, Event, EventKind, Field, Model, Person, Request, Settings, Wording};
use std::collections::BTreeSet;

/// Of so many of the newest events a row may keep what was said.
const SAID_EVENTS_READ_MAX: usize = 100;

/// The row of a document, with what it was derived from.
///
/// # Errors
/// [`ReadError`] when the document can't be read.
pub fn stored(doc: &Doc) -> Result<StoredRow, ReadError> {
    Ok(StoredRow { version: ROW_VERSION, heads: doc.heads(), row: derive(&doc.read()?) })
}

/// The row of a document.
pub fn derive(model: &Model) -> Row {
    match model {
        Model::Request(request) => Row::Request(Box::new(request_row(request, &fold(request)))),
        Model::Party(party) => Row::Party(party_row(party)),
        Model::Service(service) => Row::Service(service_row(service)),
        Model::Person(person) => Row::Person(person_row(person)),
        Model::Customer(customer) => Row::Customer(customer_row(customer)),
        Model::Settings(settings) => Row::Settings(settings_row(settings)),
        Model::Task(task) => Row::Task(task_row(task)),
    }
}

/// The row of a request whose fold is known.
pub(super) fn request_row(request: &Request, folded: &Folded) -> RequestRow {
    let hand_ons = hand_ons(request, folded);
    let mut row = RequestRow {
        id: request.id,
        title: line(&request.title.value),
        asker: request.asker,
        provider: folded.provider,
        asked_by: folded.asked_by.unwrap_or_default(),
        owner: folded.owner,
        service: request.service,
        customer: request.customer.value,
        reference: line(&request.reference.value),
        parent: request.parent.value,
        state: folded.state,
        asked_at: folded.asked_at,
        reply_by: folded.reply_by.or_else(|| voice_reply_by(request, folded)),
        answered_at: folded.answered_at,
        accepted_at: folded.accepted_at,
        promised: folded.promised,
        due: request.due.value.map(|due| due.at),
        next_update: folded.next_update,
        announced_at: folded.announced_at,
        state_since: folded.state_since,
        changed_at: folded.changed_at,
        hops: folded.hops,
        disputed: is_disputed(request) || kept::is_disputed(request, folded),
        has_overruled: folded.events.iter().any(|event| is_overruled(event.outcome)),
        private: request.private,
        excerpt: excerpt(&[&request.words.value, &request.details.value]),
        last_event: folded.last_event,
        waiting_on: line(&folded.waiting_on),
        last_words: line(&folded.last_words),
        waiting_on_asker: folded.waiting_on_asker,
        offered: folded.offer.as_ref().and_then(|offer| offer.promised),
        helped: folded.helped,
        handed_at: hand_ons.iter().map(|(_, at)| *at).collect(),
        via: hand_ons.into_iter().map(|(team, _)| team).collect(),
        said: said(request, folded),
        last_by: None,
        turned_at: None,
        lost: lost(request, folded),
        pauses: folded.pauses.clone(),
        merged_into: folded.merged_into,
        followers: followers(request, folded),
        mentions: mentions(request, folded),
        voice: request.voice.as_ref().map(|voice| VoiceRow {
            channel: voice.channel,
            tags: voice.tags.clone(),
            about: voice.about.clone(),
            adopted: adopted(request, folded),
        }),
        delivered_at: delivered_at(request, folded),
        kept: kept::kept_row(request, folded),
        taken: taken(request, folded),
        split_into: split_into(request, folded),
        refused: false,
        last_said: last_said(request, folded),
        reworded: reworded(request, folded),
        delivered: answer_of(request, folded),
        wait_answered: false,
        first_reply: None,
        first_delivery: None,
        outside: outside_owner(request, folded),
    };
    measure(&mut row, folded);
    if let Some((event, at)) = last_turn(request, folded) {
        row.last_by = Some(event.by).filter(|by| *by != row.moved_by());
        row.turned_at = Some(at).filter(|at| *at != row.state_since);
        row.refused = matches!(event.kind, EventKind::Refused { .. });
        row.wait_answered = matches!(event.kind, EventKind::Commented { answers: true, .. });
    }
    row
}

/// What was delivered last, of what is confirmed: until then it goes with the state.
fn answer_of(request: &Request, folded: &Folded) -> String {
    if folded.state == State::Confirmed { line(&kept::delivered(request, folded)) } else { String::new() }
}

/// Who has it by what whoever asked wrote down last, if that is nobody of the app.
fn outside_owner(request: &Request, folded: &Folded) -> Option<OutsideOwner> {
    let owner = folded.owner.filter(|owner| owner.kind() == DocKind::Party)?;
    let accepted = |effect: &&Effect| effect.outcome == Outcome::Effective;
    let events = folded.events.iter().rev().filter(accepted);
    let mut events = events.filter_map(|effect| request.events.iter().find(|event| event.id == effect.id));
    let event =
        events.find(|event| matches!(event.kind, EventKind::Accepted { owner: by, .. } if by == owner))?;
    Some(OutsideOwner { name: line(&event.on_behalf_of), noted_by: event.by })
}

/// What figures go by, where that isn't what the row says of the present.
fn measure(row: &mut RequestRow, folded: &Folded) {
    let measured = &folded.measured;
    let reply = FirstReply { by: measured.reply_by, at: measured.answered_at };
    let present = FirstReply { by: folded.reply_by, at: folded.answered_at };
    row.first_reply = Some(reply).filter(|reply| *reply != present);
    let first = FirstDelivery {
        accepted: measured.accepted_at,
        promised: measured.delivery.map_or(folded.promised, |first| first.promised),
        at: measured.delivery.map(|first| first.at),
        pauses: if measured.delivery.is_some() { folded.first_pauses.clone() } else { folded.pauses.clone() },
    };
    if first != row.first_delivery() {
        row.first_delivery = Some(first);
    }
}

/// When it was delivered, if it still is: what was opened again or handed on is nobody's delivery yet.
fn delivered_at(request: &Request, folded: &Folded) -> Option<Millis> {
    if !matches!(folded.state, State::Delivered | State::Confirmed) {
        return None;
    }
    let is_delivery = |id: EventId| {
        let event = request.events.iter().find(|event| event.id == id);
        event.is_some_and(|event| matches!(event.kind, EventKind::Delivered { .. }))
    };
    let effective = folded.events.iter().filter(|event| event.outcome == Outcome::Effective);
    effective.filter(|event| is_delivery(event.id)).map(|event| event.at).max()
}

/// What brought it to where it stands, and when.
fn last_turn<'a>(request: &'a Request, folded: &Folded) -> Option<(&'a Event, Millis)> {
    let last = folded.last_event?;
    let event = request.events.iter().find(|event| event.id == last)?;
    let effect = folded.events.iter().find(|effect| effect.id == last)?;
    Some((event, effect.at))
}

/// What was done, in the order to show.
fn in_order<'a>(request: &'a Request, folded: &'a Folded) -> impl Iterator<Item = (&'a Event, Millis)> {
    let event = |id: EventId| request.events.iter().find(|event| event.id == id);
    folded.events.iter().filter_map(move |effect| Some((event(effect.id)?, effect.at)))
}

/// Who follows it: each as they said last.
fn followers(request: &Request, folded: &Folded) -> Vec<DocId> {
    // Most requests have none: nothing is looked up for them.
    if !request.events.iter().any(|event| matches!(event.kind, EventKind::Followed { .. })) {
        return Vec::new();
    }
    let mut followers = BTreeSet::new();
    for (event, _) in in_order(request, folded) {
        match event.kind {
            EventKind::Followed { stop: false } => followers.insert(event.by),
            EventKind::Followed { stop: true } => followers.remove(&event.by),
            _ => false,
        };
    }
    followers.into_iter().take(FOLLOWERS_MAX).collect()
}

/// Who was named, the latest first.
fn mentions(request: &Request, folded: &Folded) -> Vec<Mention> {
    if !request
        .events
        .iter()
        .any(|event| matches!(&event.kind, EventKind::Commented { mentions, .. } if !mentions.is_empty()))
    {
        return Vec::new();
    }
    let mut named = Vec::new();
    for (event, at) in in_order(request, folded) {
        if let EventKind::Commented { mentions, .. } = &event.kind {
            named.extend(mentions.iter().map(|who| Mention { event: event.id, who: *who, by: event.by, at }));
        }
    }
    named.put_in_order_by_key(|one| std::cmp::Reverse((one.at, one.event, one.who)));
    named.dedup();
    named.truncate(MENTIONS_KEPT_MAX);
    named
}

/// What was said last without a turn. Of what was said in the same moment the one of the greater id.
fn last_said(request: &Request, folded: &Folded) -> Option<LastSaid> {
    // Only what was said is looked up among what became of all events.
    let said = request.events.iter().filter_map(|event| {
        let news = match &event.kind {
            EventKind::Commented { .. } => None,
            EventKind::Announced { next_update, .. } => Some(*next_update),
            _ => return None,
        };
        let effect = folded.events.iter().find(|effect| effect.id == event.id)?;
        Some(LastSaid { event: event.id, by: event.by, at: effect.at, news })
    });
    said.max_by_key(|one| (one.at, one.event))
}

/// How what is asked was changed last: all parts that one person changed in the same moment.
fn reworded(request: &Request, folded: &Folded) -> Option<RewordedRow> {
    let changes = request.events.iter().filter_map(|event| {
        let EventKind::Reworded { what, .. } = event.kind else { return None };
        let effect = folded.events.iter().find(|effect| effect.id == event.id)?;
        Some((effect.at, event, what))
    });
    let changes: Vec<(Millis, &Event, Wording)> = changes.collect();
    let (at, last, _) = changes.iter().max_by_key(|(at, event, _)| (*at, event.id))?;
    let of_one = changes.iter().filter(|(other, event, _)| (other, event.by) == (at, last.by));
    let what: BTreeSet<Wording> = of_one.map(|(_, _, what)| *what).collect();
    Some(RewordedRow { event: last.id, by: last.by, at: *at, what: what.into_iter().collect() })
}

/// What lost against something that was done at the same time: the latest.
fn lost(request: &Request, folded: &Folded) -> Vec<Lost> {
    let event = |id: EventId| request.events.iter().find(|event| event.id == id);
    let one = |effect: &Effect| {
        let (Outcome::Overruled(winner) | Outcome::CameLate(winner)) = effect.outcome else { return None };
        let (event, winner) = (event(effect.id)?, event(winner)?);
        let (kind, won) = (Kind::from(&event.kind), Kind::from(&winner.kind));
        Some(Lost { event: event.id, by: event.by, kind, at: effect.at, winner: winner.by, won })
    };
    let mut lost: Vec<Lost> = folded.events.iter().filter_map(one).collect();
    lost.put_in_order_by_key(|lost| std::cmp::Reverse((lost.at, lost.event)));
    lost.truncate(LOST_KEPT_MAX);
    lost
}

/// What was said of it, a line each, the newest first; what a row says anyway is left out.
fn said(request: &Request, folded: &Folded) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut room = SAID_BYTES_MAX;
    let event = |id: EventId| request.events.iter().find(|event| event.id == id);
    let newest = folded.events.iter().rev().take(SAID_EVENTS_READ_MAX).filter_map(|effect| event(effect.id));
    for words in newest.map(|event| words(&event.kind)) {
        let mut line = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_known = words == folded.last_words && words.chars().count() <= LINE_CHARS_MAX;
        if line.is_empty() || is_known || lines.contains(&line) {
            continue;
        }
        let end = (0..=room.min(line.len())).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0);
        line.truncate(end);
        // With the end of its line.
        room = room.saturating_sub(end + 1);
        lines.push(line);
        if room == 0 {
            break;
        }
    }
    lines.join("\n")
}

/// A voice that was handed on or opened again where nobody promises anything still has a clock: else it could fall silent unseen.
fn voice_reply_by(request: &Request, folded: &Folded) -> Option<Millis> {
    let waits = request.voice.is_some() && folded.answered_at.is_none();
    waits.then(|| folded.state_since + VOICE_REPLY_WITHIN)
}

fn is_disputed(request: &Request) -> bool {
    request.title.is_disputed()
        || request.details.is_disputed()
        || request.customer.is_disputed()
        || request.words.is_disputed()
        || request.reference.is_disputed()
        || request.due.is_disputed()
        || request.parent.is_disputed()
}

fn is_overruled(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Overruled(_) | Outcome::CameLate(_))
}

fn person_row(person: &Person) -> PersonRow {
    let devices = person.devices.iter();
    PersonRow {
        id: person.id,
        name: line(&person.name.value),
        team: person.team.value,
        duty_until: person.duty_until.value,
        away: person.away.value.clone(),
        left: person.left.value,
        devices: devices.map(|(id, name)| DeviceName { id: *id, name: line(name) }).collect(),
        filters: person.filters.iter().map(saved_filter).collect(),
    }
}

fn saved_filter((name, address): &(String, String)) -> SavedFilter {
    SavedFilter { name: name.clone(), address: address.clone() }
}

fn customer_row(customer: &Customer) -> CustomerRow {
    CustomerRow {
        id: customer.id,
        name: line(&customer.name.value),
        reference: line(&customer.reference.value),
        segment: customer.segment,
        merged_into: customer.merged_into.value,
        merge_disputed: customer.merged_into.is_disputed(),
        phone: line(&customer.phone.value),
        other_phones: other_lines(&customer.phone),
    }
}

fn settings_row(settings: &Settings) -> SettingsRow {
    SettingsRow { name: line(&settings.name.value) }
}

/// Other values in a fixed order: a document gives them in none, and equal documents must give equal rows.
pub(super) fn other_lines(field: &Field<String>) -> Vec<String> {
    others(field).iter().map(|other| line(other)).collect()
}

/// The same, whole.
pub(super) fn others(field: &Field<String>) -> Vec<String> {
    let mut others = field.others.clone();
    others.put_in_order();
    others
}

/// At most one line's characters.
pub(super) fn line(text: &str) -> String {
    text.chars().take(LINE_CHARS_MAX).collect()
}

/// The beginning of some texts, white space drawn together, for search.
fn excerpt(texts: &[&str]) -> String {
    let words: Vec<&str> =
        texts.iter().flat_map(|text| text.split_whitespace()).take(EXCERPT_CHARS_MAX).collect();
    words.join(" ").chars().take(EXCERPT_CHARS_MAX).collect()
}
