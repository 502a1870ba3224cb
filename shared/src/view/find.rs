//! One search over customers, requests and parties, as somebody types.

use super::answer::customer_answer;
use super::card::Deck;
use super::search::{Marks, Mask, mask_of};
use super::{Found, Named, PartyHit, RequestRow, Rows, Section, Viewer, plain};
use crate::id::{DocId, DocKind, Millis};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Answer cards in one result at most: each shows everything open behind a customer.
pub const ANSWERS_MAX: usize = 8;
/// How many of the best requests are asked whether it was their order number that was typed.
const REFERENCES_READ_MAX: usize = 200;

/// Searches customers, requests and parties as somebody types. Every word must be found, at the beginning of a word or inside it,
/// whatever its case and accents; a request is found by its customer's words too. `as_of` is handed through.
pub fn find(
    rows: &Rows,
    viewer: &Viewer,
    query: &str,
    now: Millis,
    as_of: Option<Millis>,
    limit: usize,
) -> Found {
    let words = plain::query_words(query);
    let hits = Hits::of(rows, &words);
    let (total, requests) = hits.requests(rows, limit.max(REFERENCES_READ_MAX));
    let deck = Deck::new(rows, viewer, now);
    let customers = hits.customers(rows, &words, &requests);
    let answers = customers.iter().take(ANSWERS_MAX.min(limit)).filter_map(|id| rows.customer(*id));
    Found {
        customers: Section {
            total: customers.len(),
            items: answers.map(|customer| customer_answer(rows, customer, now)).collect(),
        },
        requests: Section { total, items: requests.iter().take(limit).map(|row| deck.card(row)).collect() },
        parties: hits.parties(rows, limit),
        as_of,
    }
}

/// All requests that [`find`] finds, in its order.
pub fn found_requests(rows: &Rows, query: &str) -> Vec<DocId> {
    let hits = Hits::of(rows, &plain::query_words(query));
    hits.requests(rows, usize::MAX).1.into_iter().map(|row| row.id).collect()
}

/// What the index of words says, by kind.
struct Hits<'a> {
    /// All words of the query.
    full: u8,
    marks: Marks<'a>,
    /// Requests that have every word.
    whole: Vec<(DocId, Mask)>,
    /// Requests whose customer may have the words that they lack.
    partly: Vec<(DocId, Mask)>,
    /// By id.
    customers: Vec<(DocId, Mask)>,
    parties: Vec<(DocId, Mask)>,
}

/// What stands first among requests: open ones, then those with more words that begin with what was typed, then the latest.
type RequestRank = (Reverse<bool>, Reverse<u32>, Reverse<Millis>, DocId);

impl<'a> Hits<'a> {
    fn of(rows: &'a Rows, words: &[String]) -> Self {
        let full = words.iter().fold(0_u8, |full, _| full << 1 | 1);
        let marks = rows.search().look_up(words, |id| rows.texts_of(id));
        let of_kind = |kind: DocKind| marks.hits().filter(move |(id, _)| id.kind() == kind);
        let mut customers: Vec<_> = of_kind(DocKind::Customer).collect();
        customers.sort_unstable_by_key(|(id, _)| *id);
        let by_customers = customers.iter().fold(0, |all, (_, mask)| all | mask.inside);
        let (whole, rest): (Vec<_>, Vec<_>) =
            of_kind(DocKind::Request).partition(|(_, mask)| mask.inside == full);
        let partly = rest.into_iter().filter(|(_, mask)| mask.inside | by_customers == full).collect();
        let parties = of_kind(DocKind::Party).filter(|(_, mask)| mask.inside == full).collect();
        Self { full, whole, partly, customers, parties, marks }
    }

    /// How many requests have every word, themselves or by their customer, and the best of them.
    fn requests(&self, rows: &'a Rows, count_max: usize) -> (usize, Vec<&'a RequestRow>) {
        let rowed = |hits: &[(DocId, Mask)]| -> Vec<(&'a RequestRow, Mask)> {
            hits.iter().filter_map(|(id, mask)| Some((rows.request(*id)?, *mask))).collect()
        };
        let mut by_customer = rowed(&self.partly);
        by_customer.retain(|(row, mask)| self.has_all(rows, row, *mask));
        let total = self.whole.len() + by_customer.len();
        let open = rows.open().map(|row| (row, self.marks.of(row.id)));
        let mut found: Vec<_> = open.filter(|(row, mask)| self.has_all(rows, row, *mask)).collect();
        // Open ones stand first: the rows of thousands of closed ones are only looked at where there are too few of them.
        if found.len() < count_max.min(total) {
            found = rowed(&self.whole);
            found.append(&mut by_customer);
        }
        let mut ranked: Vec<(RequestRank, &RequestRow)> =
            found.into_iter().map(|(row, mask)| (rank(row, mask), row)).collect();
        if count_max < ranked.len() {
            ranked.select_nth_unstable_by_key(count_max, |(rank, _)| *rank);
            ranked.truncate(count_max);
        }
        ranked.sort_unstable_by_key(|(rank, _)| *rank);
        (total, ranked.into_iter().map(|(_, row)| row).collect())
    }

    /// Whether a request has every word, itself or by its customer.
    fn has_all(&self, rows: &Rows, row: &RequestRow, mask: Mask) -> bool {
        mask.inside != 0
            && (mask.inside == self.full || mask.inside | self.customer_has(rows, row) == self.full)
    }

    /// The words that a request's customer has: the one that it names, and the one who stands for them.
    fn customer_has(&self, rows: &Rows, row: &RequestRow) -> u8 {
        row.customer.map_or(0, |id| {
            let kept = rows.kept(id);
            let own = self.marks.of(id).inside;
            if kept == id { own } else { own | self.marks.of(kept).inside }
        })
    }

    /// Customers whose own words match, those with something open first; then those whose order number was typed.
    fn customers(&self, rows: &Rows, words: &[String], requests: &[&RequestRow]) -> Vec<DocId> {
        let own = self.customers.iter().filter(|(_, mask)| mask.inside == self.full);
        let mut own: Vec<_> = own
            .map(|(id, mask)| {
                let id = rows.kept(*id);
                let name = rows.customer(id).map(|row| row.name.as_str()).unwrap_or_default();
                (Reverse(rows.has_open_of(id)), Reverse(mask.at_start.count_ones()), name, id)
            })
            .collect();
        own.sort_unstable();
        // Who was found by their own name and by that of a duplicate stands once.
        let mut seen = BTreeSet::new();
        own.retain(|one| seen.insert(one.3));
        let mut customers: Vec<DocId> = own.into_iter().map(|one| one.3).collect();
        for row in requests.iter().take(REFERENCES_READ_MAX) {
            let by_number = mask_of(words, &[&row.reference]).inside;
            let is_typed = by_number != 0 && by_number | self.customer_has(rows, row) == self.full;
            let customer = row.customer.map(|id| rows.kept(id));
            customers.extend(customer.filter(|id| is_typed && seen.insert(*id)));
        }
        customers
    }

    fn parties(&self, rows: &Rows, limit: usize) -> Section<PartyHit> {
        let alive = self.parties.iter().filter_map(|(id, mask)| Some((mask, rows.party(*id)?)));
        let mut alive: Vec<_> = alive.filter(|(_, row)| !row.retired).collect();
        alive.sort_by_key(|(mask, row)| (Reverse(mask.at_start.count_ones()), row.name.as_str(), row.id));
        let items = alive.iter().take(limit).map(|(_, row)| PartyHit {
            party: Named { id: row.id, name: row.name.clone() },
            kind: row.kind,
            open: rows.open_at(row.id).filter(|open| open.state.waits_on_provider()).count(),
        });
        Section { total: alive.len(), items: items.collect() }
    }
}

fn rank(row: &RequestRow, mask: Mask) -> RequestRank {
    (Reverse(!row.state.is_closed()), Reverse(mask.at_start.count_ones()), Reverse(row.changed_at), row.id)
}
