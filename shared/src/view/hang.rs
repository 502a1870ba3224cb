//! Hanging a request under another that waits for it, after both were asked.

use super::same::candidates;
use super::{RequestRow, Rows, chain};
use crate::id::DocId;

/// Whether a request may hang under another as far as this device knows: the other doesn't wait for it already, in whatever many links.
pub fn may_hang(rows: &Rows, request: DocId, under: DocId) -> bool {
    // A link that is the same as another waits for what that one waits for.
    let is_it = |link: DocId| link == request || rows.followed(link).is_some_and(|other| other.id == request);
    let waits = |row| chain::line_up(rows, row).iter().any(|link| is_it(link.id));
    request != under && !rows.request(under).is_some_and(waits)
}

/// Open requests that this one may wait for and that have every word of `query`: those for the same customer first, then the best. What
/// stands under another already is left out: it would be torn from the chain that waits for it.
pub fn hang_candidates(rows: &Rows, under: DocId, query: &str, limit: usize) -> Vec<DocId> {
    let free = |row: &RequestRow| row.parent.is_none() && !row.state.is_closed();
    candidates(rows, under, query, limit, |id| {
        rows.request(id).is_some_and(free) && may_hang(rows, id, under)
    })
}

/// The customer to write into a request as it is taken out of its chain, so that who waits at the end of its line still does (CU11); none where
/// it names one itself.
pub fn customer_to_keep(rows: &Rows, request: DocId) -> Option<DocId> {
    let row = rows.request(request).filter(|row| row.customer.is_none())?;
    // What only two teams may read above it isn't written where everybody reads it.
    let mut above =
        chain::line_up(rows, row).into_iter().skip(1).take_while(|link| row.private || !link.private);
    above.find_map(|link| link.customer)
}
