//! Teams and people by their names.

use super::{Named, PartyRowKind, RequestRow, Rows, plain};
use crate::in_order::InOrder as _;

/// Parties of the map that can act, and people who work here, whose names have every word that was typed: by name, people with their team.
/// At most `limit`.
pub fn who_is_called(rows: &Rows, typed: &str, limit: usize) -> Vec<(Named, Option<Named>)> {
    let words = plain::words(typed);
    let fits = |name: &str| {
        let own = plain::words(name);
        words.iter().all(|word| own.iter().any(|own| own.starts_with(word.as_str())))
    };
    let acts = |kind: PartyRowKind| kind != PartyRowKind::PayingCustomer;
    let parties = rows.parties().filter(|row| !row.retired && acts(row.kind) && fits(&row.name));
    let parties = parties.map(|row| (rows.named(row.id), None));
    let people = rows.people().filter(|row| row.left.is_none() && fits(&row.name));
    let people = people.map(|row| (rows.named(row.id), row.team.map(|team| rows.named(team))));
    let mut called: Vec<_> = parties.chain(people).collect();
    called.put_in_order_by_cached_key(|(one, _)| (plain::sort_key(&one.name), one.id));
    called.truncate(limit);
    called
}

impl Rows {
    /// Who has a request, or delivered it; of somebody without the app the name that was written down.
    pub(super) fn owner_of(&self, row: &RequestRow) -> Option<Named> {
        let named = self.named(row.owner_now()?);
        Some(match &row.outside {
            Some(outside) => Named { name: outside.name.clone(), ..named },
            None => named,
        })
    }
}
