//! Each pair of kinds, done by two devices that don't know of each other, through documents: the written table alone says who wins,
//! whoever has which actor, counter or id.

mod answers;

use super::*;
use crate::fold::{Folded, Outcome, fold, is_possible};
use std::collections::{BTreeSet, HashMap};

/// Each state in which people act, with and without an owner where that makes a difference, and how a request comes there.
fn ways() -> Vec<(&'static str, Vec<EventKind>)> {
    let [accepted, delivered, declined] = [Kind::Accepted, Kind::Delivered, Kind::Declined].map(sample);
    let owned = |then: Kind| vec![accepted.clone(), sample(then)];
    vec![
        ("asked", vec![]),
        ("offered", vec![sample(Kind::CounterOffered)]),
        ("offered by the owner", owned(Kind::CounterOffered)),
        ("handed on", owned(Kind::HandedOn)),
        ("declined", vec![declined.clone()]),
        ("accepted", vec![accepted.clone()]),
        ("working", owned(Kind::Working)),
        ("waiting", owned(Kind::Waiting)),
        ("delivered", vec![delivered.clone()]),
        ("confirmed", vec![delivered.clone(), sample(Kind::Confirmed)]),
        ("reopened", vec![delivered, sample(Kind::Reopened)]),
        ("reopened, nobody's", vec![declined, sample(Kind::Reopened)]),
        ("withdrawn", vec![sample(Kind::Withdrawn)]),
        ("merged", vec![sample(Kind::Merged)]),
        ("given back", vec![accepted.clone(), back_to_the_team()]),
    ]
}

fn sample(kind: Kind) -> EventKind {
    some_event(kind, 7, 4)
}

fn back_to_the_team() -> EventKind {
    EventKind::HandedOver { to: None, note: String::new() }
}

/// What one of the two does, unheard by the other.
#[derive(Debug, Clone)]
struct Side {
    /// What has to be done first, so that the act is possible at all.
    first: Option<EventKind>,
    act: EventKind,
}

impl Side {
    fn kind(&self) -> Kind {
        Kind::from(&self.act)
    }
}

/// Everything that can be done in this state: each kind, handing over in both ways.
fn possible(folded: &Folded) -> Vec<Side> {
    let kinds = Kind::ALL.into_iter().filter(|kind| is_possible(folded, *kind));
    let back = is_possible(folded, Kind::HandedOver).then(back_to_the_team);
    kinds.map(sample).chain(back).map(|act| Side { first: None, act }).collect()
}

/// What becomes possible by delivering or accepting, for those who weren't there: no state allows it together with the rest.
fn possible_after_another(folded: &Folded) -> Vec<Side> {
    let by_delivery = [Kind::Confirmed, Kind::Reopened, Kind::Kept].map(|kind| (Kind::Delivered, kind));
    let by_acceptance = [Kind::Working, Kind::Waiting].map(|kind| (Kind::Accepted, kind));
    let ways = by_delivery.into_iter().chain(by_acceptance).filter(|(first, _)| is_possible(folded, *first));
    ways.map(|(first, act)| Side { first: Some(sample(first)), act: sample(act) }).collect()
}

/// Who does it where: everything that must make no difference.
#[derive(Debug, Clone, Copy)]
struct Circumstances {
    /// Whose actor each has.
    actors: [u8; 2],
    /// Remarks that each made before, unheard by the other: its counters are the higher for them.
    remarks: [u64; 2],
    /// The numbers that make the event ids.
    ids: [u64; 2],
}

fn circumstances() -> Vec<Circumstances> {
    let mut all = Vec::new();
    for actors in [[2, 3], [3, 2]] {
        for remarks in [[0, 1], [1, 0]] {
            for ids in [[500, 600], [600, 500]] {
                all.push(Circumstances { actors, remarks, ids });
            }
        }
    }
    all
}

fn id(number: u64) -> EventId {
    EventId::from_bytes(number.to_be_bytes())
}

/// Two devices do these at once; then they hear of each other.
fn together(before: &Doc, sides: [&Side; 2], how: Circumstances) -> Folded {
    let mut docs = [before.clone(), before.clone()];
    for ((side, doc), place) in sides.iter().zip(&mut docs).zip(0..) {
        let (who, number) = (how.actors[place], how.ids[place]);
        for remark in 0..how.remarks[place] {
            edit(doc, who, 100 + remark, &commenting("meanwhile"));
        }
        for (event, number) in side.first.iter().zip([number + 1]).chain([(&side.act, number)]) {
            // The person stays with what is done: what they own and say is compared below.
            let by = person(if place == 0 { 20 } else { 30 });
            let stamp = Stamp { event: id(number), by, ..stamp_of(who, 200) };
            write(doc, actor(who), &[(&act(event.clone()), stamp)]).expect("possible here");
        }
    }
    let [mut one, mut other] = docs;
    exchange(&mut one, &mut other);
    assert_eq!(one.heads(), other.heads());
    let folded = fold(&request_of(&one));
    assert_eq!(fold(&request_of(&other)), folded);
    folded
}

/// What docs/STATUS.md says of two kinds: the winner's name, "greater id", or `None` where one takes no part.
fn written_winner(one: Kind, other: Kind) -> Option<String> {
    let page = include_str!("../../../../docs/STATUS.md");
    let table = page.split("The winner of each pair:").nth(1).expect("the table of pairs");
    let mut lines = table.trim_start().lines().map(|line| {
        line.trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('*')).collect::<Vec<_>>()
    });
    let header = lines.next().expect("a header");
    let column = header.iter().position(|name| *name == words(other))?;
    let row = lines.take(header.len()).find(|row| row[0] == words(one))?;
    Some(row[column].to_owned())
}

/// `CounterOffered` → `counter offered`.
fn words(kind: Kind) -> String {
    let name = format!("{kind:?}");
    let spaced = name.split_inclusive(|_: char| true).map(|letter| match letter {
        letter if letter.chars().all(char::is_uppercase) => format!(" {letter}"),
        letter => letter.to_owned(),
    });
    spaced.collect::<String>().trim().to_lowercase()
}

/// What the table makes of the two acts: which has effect, and what the loser is told.
fn expected(sides: [&Side; 2], how: Circumstances) -> [Outcome; 2] {
    let [one, other] = sides.map(Side::kind);
    let unhindered = |kind: Kind| {
        if kind.is_remark() { Outcome::Remark } else { Outcome::Effective }
    };
    // What is kept takes no part, but the delivery before it does.
    if let [Side { first: Some(first), act: EventKind::Kept { .. } }, met] = sides {
        let told = written_winner(Kind::from(first), met.kind());
        let told = told.map(|winner| assert_eq!(winner, words(Kind::from(first))));
        let lost = told.map_or_else(|| unhindered(met.kind()), |()| Outcome::Overruled(id(how.ids[0] + 1)));
        return [Outcome::Effective, lost];
    }
    // An acceptance wins for the work that follows it.
    if let [Side { first: Some(first), act: EventKind::Working | EventKind::Waiting { .. } }, met] = sides
        && written_winner(Kind::from(first), met.kind()) == Some(words(Kind::from(first)))
    {
        return [Outcome::Effective, Outcome::Overruled(id(how.ids[0] + 1))];
    }
    let Some(written) = written_winner(one, other) else { return [one, other].map(unhindered) };
    let second_wins = if written == "greater id" { how.ids[1] > how.ids[0] } else { written == words(other) };
    let winner = usize::from(second_wins);
    // The strongest that it meets is named: that may be the delivery before a reopening.
    let first = sides[winner].first.as_ref().map(Kind::from);
    let told = first.filter(|first| written_winner(*first, sides[winner].kind()) == Some(words(*first)));
    let lost = match (told, sides[winner].kind()) {
        (Some(_), _) => Outcome::Overruled(id(how.ids[winner] + 1)),
        (None, Kind::Confirmed) => Outcome::CameLate(id(how.ids[winner])),
        (None, _) => Outcome::Overruled(id(how.ids[winner])),
    };
    if second_wins { [lost, Outcome::Effective] } else { [Outcome::Effective, lost] }
}

fn check_pair(name: &str, before: &Doc, sides: [&Side; 2]) {
    let mut states = HashMap::new();
    for how in circumstances() {
        let folded = together(before, sides, how);
        let outcomes = how.ids.map(|number| {
            folded.events.iter().find(|effect| effect.id == id(number)).expect("nothing vanishes").outcome
        });
        assert_eq!(outcomes, expected(sides, how), "{name}: {sides:?}, {how:?}");
        // What decides is the same, so the rest is, too; of two of one kind it depends on which id is greater.
        let state = (folded.state, folded.provider, folded.owner, folded.promised, folded.hops, folded.offer);
        let first = states.entry(how.ids).or_insert(state);
        assert_eq!(*first, state, "{name}: {sides:?}, {how:?}");
    }
}

/// FO2, FO3, FO4, FO5, FO16: every pair, in every state in which both can be done, with actors, counters and ids swapped.
#[test]
fn fo16_actors_and_counters_decide_no_pair() {
    let mut tried = BTreeSet::new();
    let mut far = Vec::new();
    for (name, way) in ways() {
        let mut before = with(&asking());
        for (number, kind) in (10..).zip(way) {
            edit(&mut before, 1, number, &act(kind));
        }
        let folded = fold(&request_of(&before));
        let sides = possible(&folded);
        for (place, one) in sides.iter().enumerate() {
            for other in &sides[place..] {
                check_pair(name, &before, [one, other]);
                tried.extend([[one.kind(), other.kind()], [other.kind(), one.kind()]]);
            }
        }
        far.push((name, before, sides, possible_after_another(&folded)));
    }
    let near = tried.clone();
    for (name, before, sides, later) in &far {
        for (one, other) in later.iter().flat_map(|one| sides.iter().map(move |other| (one, other))) {
            if !near.contains(&[one.kind(), other.kind()]) {
                check_pair(name, before, [one, other]);
                tried.extend([[one.kind(), other.kind()], [other.kind(), one.kind()]]);
            }
        }
    }
    let kinds = Kind::ALL.into_iter().filter(|kind| !matches!(kind, Kind::Asked | Kind::Other));
    let pairs = kinds.clone().flat_map(|one| kinds.clone().map(move |other| [one, other]));
    let missing: Vec<_> = pairs.filter(|pair| !tried.contains(pair)).collect();
    assert!(missing.is_empty(), "not tried: {missing:?}");
}
