//! Whom a team that serves nobody yet may serve: what the card of the first day offers.

use super::{Named, PartyRowKind, Rows, Viewer, plain_words};
use crate::in_order::InOrder as _;
use crate::limits::FIRST_DAY_PARTIES_MAX;

/// The parties to offer, those who pay first, then by name. None: there is nothing to ask, for the viewer is in no team that is on the map,
/// or it serves somebody already.
pub fn whom_to_serve(rows: &Rows, viewer: &Viewer) -> Option<Vec<Named>> {
    let team = rows.party(viewer.team?).filter(|row| !row.retired)?;
    let on_map = |id| rows.party(id).is_some_and(|row| !row.retired);
    if rows.services_of(team.id).any(|row| !row.retired && row.served != team.id && on_map(row.served)) {
        return None;
    }
    let mut parties: Vec<_> = rows.parties().filter(|row| !row.retired && row.id != team.id).collect();
    parties.put_in_order_by_cached_key(|row| {
        (row.kind != PartyRowKind::PayingCustomer, plain_words(&row.name), row.id)
    });
    let named = parties.into_iter().map(|row| Named { id: row.id, name: row.name.clone() });
    Some(named.take(FIRST_DAY_PARTIES_MAX).collect())
}
