//! Mentions: "@Tom" in a comment names a person or a team, who hear of it.

use super::{Named, Rows, Viewer, plain};
use crate::id::DocId;
use crate::limits::MENTIONS_MAX;

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
    found.sort_by_cached_key(|(team, id, name)| (*team != viewer.team, plain::sort_key(name), *id));
    found.into_iter().take(limit).map(|(_, id, name)| Named { id, name: name.clone() }).collect()
}

/// Whom a comment names: those who were picked and still stand in it, and whoever is the only one of a name that was typed out.
pub fn mentioned(rows: &Rows, text: &str, picked: &[Named]) -> Vec<DocId> {
    let mut named: Vec<DocId> =
        picked.iter().filter(|one| stands_in(text, &one.name)).map(|one| one.id).collect();
    if text.contains('@') {
        let people = rows.people().map(|person| (person.id, &person.name));
        let teams = rows.parties().filter(|party| !party.retired).map(|party| (party.id, &party.name));
        let typed: Vec<(DocId, &String)> =
            people.chain(teams).filter(|(_, name)| !name.is_empty() && stands_in(text, name)).collect();
        let is_picked = |name: &String| picked.iter().any(|one| one.name == *name);
        let only = |name: &String| typed.iter().filter(|(_, other)| *other == name).count() == 1;
        named.extend(typed.iter().filter(|(_, name)| !is_picked(name) && only(name)).map(|(id, _)| *id));
    }
    named.sort_unstable();
    named.dedup();
    named.truncate(MENTIONS_MAX);
    named
}

/// Whether "@name" stands in a text, and not as the beginning of a longer word.
fn stands_in(text: &str, name: &str) -> bool {
    let written = format!("@{name}");
    text.match_indices(&written).any(|(at, _)| {
        let ends = |after: &str| after.chars().next().is_none_or(|next| !next.is_alphanumeric());
        text.get(at + written.len()..).is_some_and(ends)
    })
}
