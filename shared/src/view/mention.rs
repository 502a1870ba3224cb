//! Mentions: "@Tom" in a comment names a person or a team, who hear of it.

use super::{Named, Rows, Viewer, plain};
use crate::id::DocId;
use crate::in_order::InOrder as _;
use crate::limits::MENTIONS_MAX;
use std::collections::BTreeMap;

/// Characters of a name that is being typed, at most.
const TYPED_CHARS_MAX: usize = 40;

/// What is being typed of a name: what stands between the last "@" and the place where one types. None when no name is being typed.
pub fn typed_mention(before: &str) -> Option<&str> {
    let at = before.rfind('@')?;
    let (text, typed) = (before.get(..at)?, before.get(at + 1..)?);
    let begins = text.chars().next_back().is_none_or(|last| !last.is_alphanumeric());
    let fits = !typed.contains('\n') && typed.chars().count() <= TYPED_CHARS_MAX && !typed.starts_with(' ');
    (begins && fits).then_some(typed)
}

/// Whom one may mean: people and teams whose names have every word that was typed, those of the viewer's team first.
pub fn mention_choices(rows: &Rows, viewer: &Viewer, typed: &str, limit: usize) -> Vec<Named> {
    let wanted = plain::query_words(typed);
    let fits = |name: &str| {
        let own = plain::words(name);
        wanted.iter().all(|word| own.iter().any(|own| own.starts_with(word)))
    };
    let people = rows.people().map(|person| (person.team, person.id, &person.name));
    let teams =
        rows.parties().filter(|party| !party.retired).map(|party| (Some(party.id), party.id, &party.name));
    let known =
        people.chain(teams).filter(|(_, id, name)| *id != viewer.person && !name.is_empty() && fits(name));
    let mut found: Vec<_> = known.collect();
    found.put_in_order_by_cached_key(|(team, id, name)| (*team != viewer.team, plain::sort_key(name), *id));
    found.into_iter().take(limit).map(|(_, id, name)| Named { id, name: name.clone() }).collect()
}

/// Whom a comment names: those who were picked and still stand in it, and whoever is the only one of a name that was typed out. Where one
/// name begins another, the longer one is meant.
pub fn mentioned(rows: &Rows, text: &str, picked: &[Named]) -> Vec<DocId> {
    if !text.contains('@') {
        return Vec::new();
    }
    let people = rows.people().map(|person| (person.id, person.name.as_str()));
    let teams = rows.parties().filter(|party| !party.retired).map(|party| (party.id, party.name.as_str()));
    let known: Vec<(DocId, &str)> = people.chain(teams).filter(|(_, name)| !name.is_empty()).collect();
    let mut longest: BTreeMap<usize, usize> = BTreeMap::new();
    for name in known.iter().map(|(_, name)| *name).chain(picked.iter().map(|one| one.name.as_str())) {
        for at in places(text, name) {
            let longest = longest.entry(at).or_default();
            *longest = (*longest).max(name.len());
        }
    }
    let stands = |name: &str| places(text, name).any(|at| longest.get(&at) == Some(&name.len()));
    let is_picked = |name: &str| picked.iter().any(|one| one.name == *name);
    let only = |name: &str| known.iter().filter(|(_, other)| *other == name).count() == 1;
    let of_picked = picked.iter().filter(|one| stands(&one.name)).map(|one| one.id);
    let typed = known.iter().filter(|(_, name)| stands(name) && !is_picked(name) && only(name));
    let mut named: Vec<DocId> = of_picked.chain(typed.map(|(id, _)| *id)).collect();
    named.put_in_order();
    named.dedup();
    named.truncate(MENTIONS_MAX);
    named
}

/// Where "@name" stands in a text, and not as the beginning of a longer word.
fn places(text: &str, name: &str) -> impl Iterator<Item = usize> {
    let written = format!("@{name}");
    let ends = |after: &str| after.chars().next().is_none_or(|next| !next.is_alphanumeric());
    let found = text.match_indices(&written).map(|(at, _)| at);
    let whole = found.filter(|at| text.get(at + written.len()..).is_some_and(ends));
    whole.collect::<Vec<_>>().into_iter()
}
