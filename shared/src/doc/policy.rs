//! What a person may do to a document, decided on the document before and after. The relay asks before it appends.

use super::texts;
use super::write::is_wordless_answer;
use crate::fold::is_orderly;
use crate::id::{DeviceId, DocId, DocKind};
use crate::limits::{
    EVENTS_MAX, FILTERS_MAX, HOLIDAYS_MAX, PROPOSALS_MAX, PUT_AWAY_MAX, SEEN_MAX, SNIPPETS_MAX, TURNS_MAX,
    VOICE_LINKS_MAX,
};
use crate::model::{
    Answer, Customer, Event, EventKind, Field, Model, Party, Person, Proposal, Request, Service, Task, Turn,
    TurnKind, are_steps, may_hang_under,
};
use crate::wire::RefusalReason;
use std::collections::{HashMap, HashSet};

/// Who changed a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Who {
    /// The person whose device it is.
    pub person: DocId,
    /// The device.
    pub device: DeviceId,
    /// May write the workspace's settings and other people's documents.
    pub admin: bool,
}

type Verdict = Result<(), RefusalReason>;

/// Whether this person may change a document so. Rules PO1 to PO9.
///
/// # Errors
/// [`RefusalReason::NotAllowed`], [`RefusalReason::BadDocument`] or [`RefusalReason::DocTooLarge`].
pub fn allowed(before: Option<&Model>, after: &Model, who: &Who) -> Verdict {
    ensure(texts::of_model(after).iter().all(texts::Text::is_good), RefusalReason::BadDocument)?;
    match (before, after) {
        (None, Model::Settings(_)) | (Some(Model::Settings(_)), Model::Settings(_)) => admins_only(who),
        (None, Model::Person(person)) => own_person(person, who),
        (Some(Model::Person(old)), Model::Person(new)) if old.id == new.id => own_person(new, who),
        (None, Model::Request(new)) => request(None, new, who),
        (Some(Model::Request(old)), Model::Request(new)) if old.id == new.id => request(Some(old), new, who),
        (None, Model::Party(new)) => party(new, SNIPPETS_MAX),
        (None, Model::Service(new)) => proposals(None, new, who),
        (None, Model::Customer(new)) => merged_into_another(new),
        (Some(Model::Party(old)), Model::Party(new)) => {
            stays((old.id, old.kind) == (new.id, new.kind))?;
            // Two people who add at once may come over the limit together.
            party(new, SNIPPETS_MAX * 2)
        }
        (Some(Model::Service(old)), Model::Service(new)) => {
            stays((old.id, old.provider, old.served) == (new.id, new.provider, new.served))?;
            proposals(Some(old), new, who)
        }
        (Some(Model::Customer(old)), Model::Customer(new)) => {
            stays((old.id, old.segment) == (new.id, new.segment))?;
            merged_into_another(new)
        }
        (None, Model::Task(new)) => task(None, new, who),
        (Some(Model::Task(old)), Model::Task(new)) if old.id == new.id => task(Some(old), new, who),
        _ => Err(RefusalReason::BadDocument),
    }
}

fn ensure(holds: bool, otherwise: RefusalReason) -> Verdict {
    if holds { Ok(()) } else { Err(otherwise) }
}

fn admins_only(who: &Who) -> Verdict {
    ensure(who.admin, RefusalReason::NotAllowed)
}

fn own_person(person: &Person, who: &Who) -> Verdict {
    ensure(who.admin || person.id == who.person, RefusalReason::NotAllowed)?;
    ensure(person.filters.len() <= FILTERS_MAX, RefusalReason::BadDocument)
}

/// What no edit changes stays as it was created.
fn stays(unchanged: bool) -> Verdict {
    ensure(unchanged, RefusalReason::NotAllowed)
}

/// What holds of every party, whoever wrote what of it. Snippets that are gone don't count.
fn party(party: &Party, snippets_max: usize) -> Verdict {
    steps_follow(party)?;
    let placed = [&party.at_rings, &party.at_layers].into_iter().flat_map(Field::all).flatten();
    ensure(placed.into_iter().all(|place| place.is_in_reach()), RefusalReason::BadDocument)?;
    let merged = party.merged_into.all().flatten().all(|other| party.may_merge_into(*other));
    ensure(merged, RefusalReason::BadDocument)?;
    holidays(party)?;
    let away = [&party.away.value].into_iter().chain(&party.away.others).flatten();
    ensure(away.into_iter().all(|away| away.fits(party.id)), RefusalReason::BadDocument)?;
    // Those who put away at once may come over the limit together.
    ensure(party.put_away.len() <= PUT_AWAY_MAX * 2, RefusalReason::DocTooLarge)?;
    let told = party.snippets.iter().filter(|one| one.is_told()).count();
    ensure(told <= snippets_max, RefusalReason::DocTooLarge)
}

/// Steps are few and ascend, in what shows and in what is disputed.
fn steps_follow(party: &Party) -> Verdict {
    ensure(party.steps.all().all(|steps| are_steps(steps)), RefusalReason::BadDocument)
}

/// A proposal is made, changed and withdrawn by its person; what is said to it, by whoever says so.
fn proposals(before: Option<&Service>, after: &Service, who: &Who) -> Verdict {
    // Those who propose at once may come over the limit together.
    ensure(after.proposals.len() <= PROPOSALS_MAX * 2, RefusalReason::DocTooLarge)?;
    let old = before.map(|before| &*before.proposals).unwrap_or_default();
    let offered = |one: &Proposal, all: &[Proposal]| {
        all.iter().any(|other| (one.by, one.at, &one.offer) == (other.by, other.at, &other.offer))
    };
    let changed = after.proposals.iter().filter(|one| !offered(one, old));
    let gone = old.iter().filter(|one| !offered(one, &after.proposals));
    let own = changed.chain(gone).all(|one| one.by == who.person);
    ensure(own, RefusalReason::NotAllowed)?;
    let known = |answer: &Answer| old.iter().any(|one| one.answer.as_ref() == Some(answer));
    let said = after.proposals.iter().filter_map(|one| one.answer.as_ref()).filter(|answer| !known(answer));
    for answer in said {
        ensure(answer.by == who.person, RefusalReason::NotAllowed)?;
        ensure(answer.makes_sense(), RefusalReason::BadDocument)?;
    }
    ensure(after.proposals.iter().all(|one| one.offer.fits(after)), RefusalReason::BadDocument)
}

/// A duplicate is one of another customer, in what shows and in what is disputed.
fn merged_into_another(customer: &Customer) -> Verdict {
    let makes_sense = customer.merged_into.all().flatten().all(|other| customer.may_merge_into(*other));
    ensure(makes_sense, RefusalReason::BadDocument)
}

/// Days that were taken back count, too: their keys stay.
fn holidays(party: &Party) -> Verdict {
    ensure(party.work.holidays.len() <= HOLIDAYS_MAX, RefusalReason::DocTooLarge)
}

fn request(before: Option<&Request>, after: &Request, who: &Who) -> Verdict {
    let hangs = after.parent.all().flatten().all(|parent| may_hang_under(after.id, *parent));
    ensure(hangs, RefusalReason::BadDocument)?;
    ensure(after.events.len() <= EVENTS_MAX, RefusalReason::DocTooLarge)?;
    if let Some(before) = before {
        let fixed = |request: &Request| {
            let heard = request.voice.as_ref().map(|voice| voice.channel);
            (request.asker, request.provider, request.service, request.private, heard)
        };
        stays(fixed(before) == fixed(after))?;
    }
    let old: HashMap<_, &Event> =
        before.iter().flat_map(|before| &before.events).map(|event| (event.id, event)).collect();
    let kept = after.events.iter().filter(|event| old.get(&event.id) == Some(event)).count();
    stays(kept == old.len())?;
    let ids: HashSet<_> = after.events.iter().map(|event| event.id).collect();
    after.events.iter().filter(|event| !old.contains_key(&event.id)).try_for_each(|event| {
        ensure(event.by == who.person && event.device == who.device, RefusalReason::NotAllowed)?;
        let names_known =
            event.seen.len() <= SEEN_MAX && event.seen.iter().all(|id| *id != event.id && ids.contains(id));
        ensure(names_known, RefusalReason::BadDocument)?;
        let named = !event.kind.is_noted() || !event.on_behalf_of.trim().is_empty();
        let says = named && !(after.voice.is_some() && is_wordless_answer(&event.kind));
        ensure(says && after.may_happen(&event.kind), RefusalReason::BadDocument)?;
        ensure(texts::of_event(event).iter().all(texts::Text::is_good), RefusalReason::BadDocument)
    })?;
    voice(before, after)?;
    ensure(asked_once(after) && is_orderly(&after.events), RefusalReason::BadDocument)
}

/// A voice says something, and speaks of requests. Two people who add at once may come over the limit together.
fn voice(before: Option<&Request>, after: &Request) -> Verdict {
    let Some(voice) = &after.voice else { return Ok(()) };
    let links_max = before.and(Some(VOICE_LINKS_MAX * 2)).unwrap_or(VOICE_LINKS_MAX);
    ensure(voice.tags.len().max(voice.about.len()) <= links_max, RefusalReason::DocTooLarge)?;
    ensure(!after.words.value.trim().is_empty(), RefusalReason::BadDocument)?;
    ensure(voice.about.iter().all(|id| id.kind() == DocKind::Request), RefusalReason::BadDocument)
}

/// A request begins with one ask, and nothing else comes out of nowhere.
fn asked_once(request: &Request) -> bool {
    let asked = |event: &&Event| matches!(event.kind, EventKind::Asked { .. });
    let begins = |event: &&Event| event.seen.is_empty();
    request.events.iter().filter(asked).count() == 1
        && request.events.iter().filter(begins).all(|event| asked(&event))
}

/// A task stays its team's; what happened to it is written once, by who did it.
fn task(before: Option<&Task>, after: &Task, who: &Who) -> Verdict {
    ensure(after.turns.len() <= TURNS_MAX, RefusalReason::DocTooLarge)?;
    stays(before.is_none_or(|before| before.team == after.team))?;
    // Nobody says that somebody else gave it.
    let new = after.given.filter(|given| before.and_then(|before| before.given) != Some(*given));
    ensure(new.is_none_or(|given| given.by == who.person), RefusalReason::NotAllowed)?;
    let old: HashMap<_, &Turn> =
        before.iter().flat_map(|before| &before.turns).map(|turn| (turn.id, turn)).collect();
    let kept = after.turns.iter().filter(|turn| old.get(&turn.id) == Some(turn)).count();
    stays(kept == old.len())?;
    after.turns.iter().filter(|turn| !old.contains_key(&turn.id)).try_for_each(|turn| {
        ensure(turn.by == who.person && turn.device == who.device, RefusalReason::NotAllowed)?;
        ensure(texts::of_turn(turn).iter().all(texts::Text::is_good), RefusalReason::BadDocument)?;
        let makes_sense = match &turn.kind {
            TurnKind::SetAside { from, to, request, .. } => to > from && request.kind() == DocKind::Request,
            _ => true,
        };
        ensure(makes_sense, RefusalReason::BadDocument)
    })
}
