//! Customers who turned out to be the same: a duplicate keeps its document, and shows under the one that it was merged into.
//!
//! Links are written on different devices without seeing each other, so they can form a circle. In a circle the link of the customer
//! with the smallest id is ignored, everywhere alike: all of them show under that one.

use super::chain::waiting_for;
use super::phone::Query;
use super::{CustomerRow, Named, RequestRow, Rows, plain};
use crate::id::{DocId, DocKind};
use crate::in_order::InOrder as _;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Links from a duplicate to its customer that are followed at most: nobody merges a customer so often.
pub const MERGES_FOLLOWED_MAX: usize = 64;
/// Duplicates of one customer that are gathered at most.
pub const DUPLICATES_MAX: usize = 500;

/// A customer in the list of customers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerItem {
    /// The customer.
    pub customer: Named,
    /// Customer number; may be empty.
    pub reference: String,
    /// Their texts with telephone numbers.
    pub phones: Vec<String>,
    /// Others who have the same telephone number and stand for themselves, by name.
    pub same_phone: Vec<Named>,
    /// Open requests with them, or a duplicate of theirs, at the end of their lines.
    pub open: usize,
    /// Those who were merged into them, by name.
    pub duplicates: Vec<Duplicate>,
}

/// A customer who shows under another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// The customer.
    pub customer: Named,
    /// Customer number; may be empty.
    pub reference: String,
    /// Their texts with telephone numbers.
    pub phones: Vec<String>,
    /// Two people said different things of whom this is a duplicate of.
    pub disputed: bool,
}

/// Customers who stand for themselves and have every word of `query` in their names or numbers, or those of a duplicate: by name, at
/// most `limit`; and how many there are. All, when nothing is typed.
pub fn customers(rows: &Rows, query: &str, limit: usize) -> (usize, Vec<CustomerItem>) {
    let query = Query::of(query);
    let full = query.words.iter().fold(0_u8, |full, _| full << 1 | 1);
    let found: BTreeSet<DocId> = if query.words.is_empty() {
        rows.customers().map(|row| rows.kept(row.id)).collect()
    } else {
        let marks = rows.marks(&query);
        marks.whole(DocKind::Customer, full).map(|(id, _)| rows.kept(id)).collect()
    };
    let kept = found.iter().filter_map(|id| rows.customer(*id));
    let mut kept: Vec<_> = kept.map(|row| (plain::sort_key(&row.name), row.id, row)).collect();
    kept.put_in_order_by(|one, other| (&one.0, one.1).cmp(&(&other.0, other.1)));
    let items = kept.iter().take(limit).map(|(_, _, row)| CustomerItem {
        customer: Named { id: row.id, name: row.name.clone() },
        reference: row.reference.clone(),
        phones: written(row),
        same_phone: rows.same_phone(row.id),
        open: waiting_for(rows, row.id).into_iter().filter(|request| !request.state.is_closed()).count(),
        duplicates: rows.duplicates_of(row.id),
    });
    (kept.len(), items.collect())
}

/// The texts with telephone numbers that have something in them.
fn written(row: &CustomerRow) -> Vec<String> {
    row.phones().filter(|text| !text.is_empty()).map(str::to_owned).collect()
}

/// Whose link is taken back so that this one stands for itself again and nobody is put under it by that: its own, and that of the one who
/// points back at it in a circle, which two devices made apart.
pub(super) fn separated(links: &BTreeMap<DocId, DocId>, one: DocId) -> Vec<DocId> {
    let mut separate = vec![one];
    let mut at = one;
    for _ in 0..MERGES_FOLLOWED_MAX {
        match links.get(&at).copied() {
            Some(next) if next == one => {
                separate.extend((at != one).then_some(at));
                break;
            }
            Some(next) => at = next,
            None => break,
        }
    }
    separate
}

impl Rows {
    /// The customer under whom this one shows: itself, unless it was merged into another who is here. Follows on when that one was
    /// merged, too.
    pub fn kept(&self, customer: DocId) -> DocId {
        let merged = &self.indexes().merged;
        if !merged.contains_key(&customer) {
            return customer;
        }
        let mut line = vec![customer];
        let mut at = customer;
        while line.len() <= MERGES_FOLLOWED_MAX
            && let Some(next) = merged.get(&at).copied()
            && self.customer(next).is_some()
        {
            if let Some(begin) = line.iter().position(|known| *known == next) {
                return line.iter().skip(begin).min().copied().unwrap_or(next);
            }
            line.push(next);
            at = next;
        }
        at
    }

    /// Whose merging is taken back so that this customer stands for themselves again.
    pub fn to_separate(&self, customer: DocId) -> Vec<DocId> {
        separated(&self.indexes().merged, customer)
    }

    /// All customers who show under this one, itself first.
    pub(super) fn group(&self, kept: DocId) -> Vec<DocId> {
        let mut group = vec![kept];
        let mut at = 0;
        while let Some(into) = group.get(at).copied()
            && group.len() <= DUPLICATES_MAX
        {
            let below = self.indexes().duplicates.of(into);
            let new: Vec<_> = below
                .filter(|id| !group.contains(id) && self.kept(*id) == kept)
                .take(DUPLICATES_MAX)
                .collect();
            group.extend(new);
            at += 1;
        }
        group
    }

    /// Requests that name this customer, or one who shows under them.
    pub fn requests_of(&self, customer: DocId) -> impl Iterator<Item = &RequestRow> {
        self.group(self.kept(customer)).into_iter().flat_map(|one| self.requests_for(one))
    }

    /// Whether any open request names this customer, or one who shows under them.
    pub fn has_open_of(&self, customer: DocId) -> bool {
        self.group(self.kept(customer)).into_iter().any(|one| self.has_open_for(one))
    }

    /// Those who show under this customer, by name.
    pub fn duplicates_of(&self, customer: DocId) -> Vec<Duplicate> {
        let rows = self.group(customer).into_iter().skip(1).filter_map(|id| self.customer(id));
        let mut duplicates: Vec<_> = rows
            .map(|row| Duplicate {
                customer: Named { id: row.id, name: row.name.clone() },
                reference: row.reference.clone(),
                phones: written(row),
                disputed: row.merge_disputed,
            })
            .collect();
        duplicates.put_in_order_by_cached_key(|one| {
            (plain::sort_key(&one.customer.name), Reverse(one.customer.id))
        });
        duplicates
    }
}
