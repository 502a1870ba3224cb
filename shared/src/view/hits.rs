//! What the index of words says to a query, counted and ranked without a look at rows: thousands of hits come with the first letters.

use super::phone::Query;
use super::search::{Marks, Mask};
use super::{PartyRow, RequestRow, Rows, Section, chain, plain};
use crate::id::{DocId, DocKind, Millis};
use crate::in_order::InOrder as _;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Fewer hits than this, of all kinds, and what is spelt nearly as the words counts, too.
const NEAR_BELOW: usize = 8;
/// Customers who are put in order by their names; of more, the others stay behind in the order of their ids.
const CUSTOMERS_SORTED_MAX: usize = 200;

/// What decides about a hit's place: spelt as typed, then open, then words that begin with what was typed, then the latest; then the id.
type Rank = (Reverse<bool>, Reverse<bool>, Reverse<u32>, Reverse<Millis>, DocId);

/// The hits of a query.
pub(super) struct Hits<'a> {
    rows: &'a Rows,
    /// All words of the query.
    full: u8,
    marks: Marks<'a>,
    /// Words that a request has by its customer, by the customer's number.
    by_customer: Vec<u8>,
    requests: Vec<Rank>,
    answers: Vec<Rank>,
    /// Those of either sort whose answer is kept.
    kept: Vec<Rank>,
    /// Customers, and whether something of theirs is open.
    customers: Vec<(Reverse<bool>, Reverse<u32>, DocId)>,
    near: bool,
}

impl<'a> Hits<'a> {
    pub(super) fn of(rows: &'a Rows, query: &Query) -> Self {
        let words = query.words.as_slice();
        let mut hits = Self {
            rows,
            full: words.iter().fold(0_u8, |full, _| full << 1 | 1),
            marks: rows.marks(query),
            by_customer: Vec::new(),
            requests: Vec::new(),
            answers: Vec::new(),
            kept: Vec::new(),
            customers: Vec::new(),
            near: false,
        };
        hits.sort_out(&BTreeSet::new());
        let exact = hits.count();
        if exact < NEAR_BELOW && hits.full != 0 {
            let found = hits.requests.iter().chain(&hits.answers).chain(&hits.kept).map(|rank| rank.4);
            let as_typed: BTreeSet<DocId> = found.chain(hits.customers.iter().map(|one| one.2)).collect();
            hits.marks.add_near(words);
            hits.sort_out(&as_typed);
            hits.near = hits.count() > exact;
        }
        hits
    }

    fn count(&self) -> usize {
        let parties = self.marks.whole(DocKind::Party, self.full).count();
        self.requests.len() + self.answers.len() + self.kept.len() + self.customers.len() + parties
    }

    /// Whether some are only spelt nearly as what was typed.
    pub(super) fn is_near(&self) -> bool {
        self.near
    }

    /// Which documents are hits, and of which sort. `as_typed`: those that are spelt so; empty when all are.
    fn sort_out(&mut self, as_typed: &BTreeSet<DocId>) {
        self.by_customer = self.words_by_customer();
        let mut open = vec![false; self.by_customer.len()];
        let (mut requests, mut answers, mut kept, mut customers) = (vec![], vec![], vec![], vec![]);
        let is_typed = |id: &DocId| as_typed.is_empty() || as_typed.contains(id);
        let mut put = |holds: bool, own: bool, rank: Rank| match (holds, own) {
            (true, _) => kept.push(rank),
            (false, true) => requests.push(rank),
            (false, false) => answers.push(rank),
        };
        for (slot, mask) in self.marks.slots() {
            match slot.id.kind() {
                DocKind::Request => {
                    if slot.open
                        && let Some(open) = open.get_mut(slot.customer as usize)
                    {
                        *open = true;
                    }
                    if let Some(sort) = self.sort_of(mask, slot.customer) {
                        let open = slot.open && !slot.kept;
                        let rank = rank(slot.id, is_typed(&slot.id), open, mask, slot.changed_at);
                        put(slot.kept, sort, rank);
                    }
                }
                DocKind::Customer if mask.own == self.full && self.full != 0 => {
                    customers.push((slot.id, slot.customer, mask));
                }
                _ => {}
            }
        }
        for (id, mask) in self.marks.waiting() {
            if let Some(row) = self.rows.request(*id) {
                let customer =
                    chain::named_customer(self.rows, row).map_or(0, |id| self.marks.customer_number(id));
                if let Some(sort) = self.sort_of(*mask, customer) {
                    let holds = row.holding().is_some();
                    let open = !row.state.is_closed() && !holds;
                    let rank = rank(*id, is_typed(id), open, *mask, row.changed_at);
                    put(holds, sort, rank);
                }
            } else if id.kind() == DocKind::Customer && mask.own == self.full && self.full != 0 {
                customers.push((*id, self.marks.customer_number(*id), *mask));
            }
        }
        (self.requests, self.answers, self.kept) = (requests, answers, kept);
        self.customers = self.standing_for(&customers, &open);
    }

    /// Whether a request is found by its own words (true), or by what was said since as well (false). A word at least must be its own or
    /// said: it isn't found by its customer alone.
    fn sort_of(&self, mask: Mask, customer: u32) -> Option<bool> {
        if mask.any == 0 || self.full == 0 {
            return None;
        }
        let theirs = self.by_customer.get(customer as usize).copied().unwrap_or_default();
        if mask.own != 0 && mask.own | theirs == self.full {
            return Some(true);
        }
        (mask.any | theirs == self.full).then_some(false)
    }

    /// The words of each customer: those of the one that is named, and of the one who stands for them.
    fn words_by_customer(&self) -> Vec<u8> {
        let mut words = vec![0; self.marks.customers_len()];
        let mut put = |customer: u32, mask: Mask| {
            if customer != 0
                && let Some(words) = words.get_mut(customer as usize)
            {
                *words |= mask.own;
            }
        };
        for (slot, mask) in self.marks.slots().filter(|(slot, mask)| mask.own != 0 && is_customer(slot.id)) {
            put(slot.customer, mask);
        }
        for (id, mask) in self.marks.waiting().iter().filter(|(id, _)| is_customer(*id)) {
            put(self.marks.customer_number(*id), *mask);
        }
        for duplicate in self.rows.indexes().merged.keys() {
            let kept = self.marks.customer_number(self.rows.kept(*duplicate));
            let theirs = words.get(kept as usize).copied().unwrap_or_default();
            if let Some(own) = words.get_mut(self.marks.customer_number(*duplicate) as usize) {
                *own |= theirs;
            }
        }
        words
    }

    /// Each customer once, under whom they show.
    fn standing_for(
        &self,
        found: &[(DocId, u32, Mask)],
        open: &[bool],
    ) -> Vec<(Reverse<bool>, Reverse<u32>, DocId)> {
        let merged = &self.rows.indexes().merged;
        let is_open = |number: u32| number != 0 && open.get(number as usize).copied().unwrap_or_default();
        let mut kept = Vec::new();
        let mut under = BTreeSet::new();
        for (id, number, mask) in found {
            if merged.is_empty() {
                kept.push((Reverse(is_open(*number)), Reverse(mask.at_start.count_ones()), *id));
            } else {
                let stands = self.rows.kept(*id);
                if under.insert(stands) {
                    let group = self.rows.group(stands);
                    let open = group.into_iter().any(|one| is_open(self.marks.customer_number(one)))
                        || self.rows.has_open_of(stands);
                    kept.push((Reverse(open), Reverse(mask.at_start.count_ones()), stands));
                }
            }
        }
        kept
    }

    /// Requests that have every word themselves or by their customer, the best first.
    pub(super) fn requests(&mut self, count_max: usize) -> Section<DocId> {
        best(&mut self.requests, count_max)
    }

    /// Requests that have every word only with what was said since.
    pub(super) fn answers(&mut self, count_max: usize) -> Section<DocId> {
        best(&mut self.answers, count_max)
    }

    /// Requests of either sort whose answer is kept.
    pub(super) fn kept(&mut self, count_max: usize) -> Section<DocId> {
        best(&mut self.kept, count_max)
    }

    /// All requests: those whose answer is kept, those found by their own words, those found by what was said since.
    pub(super) fn all(&mut self) -> Vec<DocId> {
        let lists = [self.kept(usize::MAX), self.requests(usize::MAX), self.answers(usize::MAX)];
        lists.into_iter().flat_map(|list| list.items).collect()
    }

    /// Customers whose own words match, those with something open first; then those whose order number was typed, and the requests whose whole
    /// order number was typed and for which no customer waits, one of each chain.
    pub(super) fn customers(&mut self, words: &[String], requests: &[&RequestRow]) -> Vec<DocId> {
        if self.customers.len() > CUSTOMERS_SORTED_MAX {
            self.customers.select_nth_unstable(CUSTOMERS_SORTED_MAX);
        }
        let sorted = self.customers.len().min(CUSTOMERS_SORTED_MAX);
        let name = |id: DocId| self.rows.customer(id).map(|row| row.name.as_str()).unwrap_or_default();
        if let Some(first) = self.customers.get_mut(..sorted) {
            first.put_in_order_by_cached_key(|(open, starts, id)| (*open, *starts, name(*id), *id));
        }
        let mut customers: Vec<DocId> = self.customers.iter().map(|one| one.2).collect();
        let mut by_number = BTreeSet::new();
        let mut chains = Vec::new();
        for row in requests.iter().filter(|row| has_word(words, &row.reference, self.full, self, row)) {
            match chain::customer_of(self.rows, row) {
                Some(customer) if by_number.insert(customer) && !customers.contains(&customer) => {
                    customers.push(customer);
                }
                // With the first digits of a number all orders of the day are meant: their chains would stand above all else.
                None if is_whole(words, &row.reference)
                    && by_number.insert(chain::root(self.rows, row).id) =>
                {
                    chains.push(row.id);
                }
                _ => {}
            }
        }
        customers.append(&mut chains);
        customers
    }

    /// Parties of the map, by how they match and by name.
    pub(super) fn parties(&self) -> Vec<&'a PartyRow> {
        let found = self.marks.whole(DocKind::Party, self.full);
        let mut alive: Vec<_> = found.filter_map(|(id, mask)| Some((mask, self.rows.party(id)?))).collect();
        let mut seen = BTreeSet::new();
        // Who was merged is found by the name that they had, and shows as who stands for them.
        alive.put_in_order_by_key(|(mask, _)| Reverse(mask.at_start.count_ones()));
        alive.retain(|(_, row)| !row.retired && seen.insert(row.id));
        alive.put_in_order_by_key(|(mask, row)| {
            (Reverse(mask.at_start.count_ones()), row.name.as_str(), row.id)
        });
        alive.into_iter().map(|(_, row)| row).collect()
    }
}

/// Whether it was a request's order number that was typed, perhaps with words of its customer.
fn has_word(words: &[String], reference: &str, full: u8, hits: &Hits<'_>, row: &RequestRow) -> bool {
    if reference.is_empty() {
        return false;
    }
    let own = plain::words(reference);
    let has = |word: &String| own.iter().any(|other| other.contains(word.as_str()));
    let by_number = words.iter().rev().fold(0_u8, |all, word| all << 1 | u8::from(has(word)));
    let number = chain::named_customer(hits.rows, row).map_or(0, |id| hits.marks.customer_number(id));
    let theirs = hits.by_customer.get(number as usize).copied().unwrap_or_default();
    by_number != 0 && by_number | theirs == full
}

/// Whether all of an order number was typed.
fn is_whole(words: &[String], reference: &str) -> bool {
    // Of words that begin alike a query keeps the longest.
    plain::words(reference).iter().all(|own| words.iter().any(|word| word.starts_with(own.as_str())))
}

fn is_customer(id: DocId) -> bool {
    id.kind() == DocKind::Customer
}

fn rank(id: DocId, is_typed: bool, open: bool, mask: Mask, changed_at: Millis) -> Rank {
    (Reverse(is_typed), Reverse(open), Reverse(mask.at_start.count_ones()), Reverse(changed_at), id)
}

/// The first of these in their order.
fn best(ranks: &mut Vec<Rank>, count_max: usize) -> Section<DocId> {
    let total = ranks.len();
    if count_max < total {
        ranks.select_nth_unstable(count_max);
        ranks.truncate(count_max);
    }
    ranks.put_in_order();
    Section { total, items: ranks.iter().map(|rank| rank.4).collect() }
}
