//! Picking an open request by its words.

use super::{Named, Rows, Viewer, chain, find, now as now_page};
use crate::id::{DocId, Millis};
use std::collections::BTreeSet;

/// Open requests that fit the query, those of customers who fit it first, each with the customer who waits at the end of its chain. Without a
/// query, what waits on the viewer's team, in the order of *Now*.
pub fn open_requests(
    rows: &Rows,
    viewer: &Viewer,
    query: &str,
    now: Millis,
    choices_max: usize,
) -> Vec<(Named, Option<Named>)> {
    let ids: Vec<DocId> = if query.trim().is_empty() {
        now_page(rows, viewer, now, choices_max).waits_on_us.items.iter().map(|card| card.id).collect()
    } else {
        let found = find(rows, viewer, query, now, None, choices_max);
        let of_customers = found.customers.items.iter().flat_map(|customer| &customer.links.items);
        let ids = of_customers.map(|link| link.id).chain(found.requests.items.iter().map(|hit| hit.card.id));
        let mut seen = BTreeSet::new();
        ids.filter(|id| seen.insert(*id)).take(choices_max).collect()
    };
    let choice = |id: DocId| {
        let row = rows.request(id).filter(|row| !row.state.is_closed())?;
        let customer = chain::customer_of(rows, row).map(|customer| rows.named(customer));
        Some((Named { id, name: row.title.clone() }, customer))
    };
    ids.into_iter().filter_map(choice).collect()
}
