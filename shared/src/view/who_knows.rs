//! Who can answer what is being asked: by what was kept, by the map, and by what was answered before.

use super::before::{Like, alike, closest};
use super::{AnsweredBefore, Named, PartyRowKind, Rows, ServiceRow, State, on_duty, plain};
use crate::id::{DocId, Millis, Span};
use crate::in_order::InOrder as _;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// So many teams are shown at most.
const SHOWN_MAX: usize = 3;
/// So many of the closest requests are counted by the team that answered them.
const COUNTED_MAX: usize = 400;
/// Letters of a word that says something about what a service is.
const LETTERS_MIN: usize = 4;

/// A word that so many services have may still say something.
const COMMON_MIN: usize = 3;

/// A team that may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MayKnow {
    /// The team.
    pub team: Named,
    /// Why.
    pub why: KnowsBy,
    /// The service that the asking team would go through, with its reply promise.
    pub through: Option<(Named, Option<Span>)>,
}

/// Why a team may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KnowsBy {
    /// An answer of theirs to such a question is kept.
    Kept,
    /// They provide this, by the map.
    Provides(Named),
    /// They answered so many such requests.
    Answered(usize),
}

/// What is known of one team.
#[derive(Default)]
struct Known<'a> {
    kept: bool,
    answered: usize,
    /// The service that has the most of the words, one to the asking team before others.
    service: Option<(bool, usize, &'a ServiceRow)>,
}

/// Which teams may know, at most three: those whose answer to such a question is kept, then those that provide such a thing to the asking team,
/// then by how many such requests they answered, then those that provide it to others; then by name. Never one of `except` or one that is off
/// the map, nor one of which everybody is away.
pub fn who_knows(rows: &Rows, title: &str, asker: DocId, except: &[DocId], now: Millis) -> Vec<MayKnow> {
    knowing(rows, &alike(rows, title), title, asker, except, now)
}

/// The same, where it is known which requests are like it.
pub(super) fn knowing(
    rows: &Rows,
    alike: &[Like],
    title: &str,
    asker: DocId,
    except: &[DocId],
    now: Millis,
) -> Vec<MayKnow> {
    let mut known: BTreeMap<DocId, Known<'_>> = BTreeMap::new();
    for (kept, _, id) in alike.iter().take(COUNTED_MAX) {
        let Some(row) = rows.request(*id) else { continue };
        let is_answered =
            matches!(row.state, State::Delivered | State::Confirmed) && row.helped != Some(false);
        if is_answered && !row.private {
            let known = known.entry(row.provider).or_default();
            known.kept |= kept.0;
            known.answered += 1;
        }
    }
    for (service, words) in services(rows, title) {
        let known = known.entry(service.provider).or_default();
        let found = (service.served == asker, words, service);
        if known.service.is_none_or(|best| (best.0, best.1) < (found.0, found.1)) {
            known.service = Some(found);
        }
    }
    let may_be_asked =
        |team: &DocId| *team != asker && !except.contains(team) && can_answer(rows, *team, now);
    let mut best: Vec<_> = known.iter().map(|(team, known)| (place(known), *team, known)).collect();
    best.put_in_order_by_cached_key(|(place, team, _)| {
        (*place, plain::sort_key(&rows.named(*team).name), *team)
    });
    let best = best.into_iter().filter(|(_, team, _)| may_be_asked(team));
    best.take(SHOWN_MAX).map(|(_, team, known)| may_know(rows, team, known)).collect()
}

fn place(known: &Known<'_>) -> impl Ord + Copy + use<> {
    let serves = known.service.is_some_and(|(serves, ..)| serves);
    (Reverse(known.kept), Reverse(serves), Reverse(known.answered))
}

fn may_know(rows: &Rows, team: DocId, known: &Known<'_>) -> MayKnow {
    let through = known.service.filter(|(serves, ..)| *serves).map(|(_, _, service)| service);
    let provides = |service: &ServiceRow| KnowsBy::Provides(rows.named(service.id));
    let why = match (known.kept, through, known.service) {
        (true, ..) => KnowsBy::Kept,
        (_, Some(service), _) => provides(service),
        (_, None, Some((.., service))) if known.answered == 0 => provides(service),
        _ => KnowsBy::Answered(known.answered),
    };
    let through = through.map(|service| (rows.named(service.id), service.reply_within));
    MayKnow { team: rows.named(team), why, through }
}

/// Whether a team is on the map and somebody of it may answer: of one whose people said nothing it isn't known that nobody will.
fn can_answer(rows: &Rows, team: DocId, now: Millis) -> bool {
    let on_map = |party: &super::PartyRow| !party.retired && party.kind != PartyRowKind::PayingCustomer;
    let duty = on_duty(rows, team, now);
    rows.party(team).is_some_and(on_map) && (duty.people == 0 || duty.away < duty.people)
}

/// Services that have such words, with how many: one in the name, or two in the questions. A word that is in most of them says nothing.
fn services<'a>(rows: &'a Rows, title: &str) -> Vec<(&'a ServiceRow, usize)> {
    let mut typed = plain::query_words(title);
    typed.retain(|word| word.chars().count() >= LETTERS_MIN);
    let bits = |text: &str| {
        let words = plain::words(text);
        let has = |typed: &String| words.iter().any(|word| is_like(word, typed));
        typed.iter().fold(0_u32, |bits, typed| bits << 1 | u32::from(has(typed)))
    };
    let alive = rows.services().filter(|service| !service.retired && !typed.is_empty());
    let marked: Vec<_> = alive.map(|one| (one, bits(&one.name), bits(&one.questions))).collect();
    let says_something = (0..typed.len()).map(|place| 1_u32 << place).filter(|bit| {
        let common = marked.iter().filter(|(_, named, asked)| (named | asked) & bit != 0).count();
        common <= COMMON_MIN || common * 3 <= marked.len()
    });
    let mask = says_something.fold(0, |mask, bit| mask | bit);
    let counted = marked.iter().map(|(one, named, asked)| (*one, named & mask, asked & mask));
    let counted =
        counted.map(|(one, named, asked)| (one, named.count_ones() as usize, asked.count_ones() as usize));
    let enough = counted.filter(|(_, named, asked)| *named >= 1 || *asked >= 2);
    enough.map(|(one, named, asked)| (one, named * 2 + asked)).collect()
}

/// "Pallets" is like "pallet", and so is "pall", which is being typed.
fn is_like(word: &str, typed: &str) -> bool {
    word.starts_with(typed) || word.chars().count() >= LETTERS_MIN && typed.starts_with(word)
}

/// What is good to know while somebody types what they ask.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WhileAsking {
    /// What was answered before.
    pub before: Vec<AnsweredBefore>,
    /// Who may know, without the team that is asked already.
    pub know: Vec<MayKnow>,
}

/// Both, with one look into the index: it is done with every key.
pub fn while_asking(rows: &Rows, title: &str, asker: DocId, team: Option<DocId>, now: Millis) -> WhileAsking {
    let alike = alike(rows, title);
    let asked: Vec<DocId> = team.into_iter().collect();
    WhileAsking {
        before: closest(rows, &alike, team),
        know: knowing(rows, &alike, title, asker, &asked, now),
    }
}
