//! One search over customers, requests and parties, as somebody types.

use super::answer::customer_answer;
use super::card::Deck;
use super::search::{Mask, mask_of};
use super::{Found, Named, PartyHit, RequestRow, Rows, Section, Viewer, plain};
use crate::id::{DocId, DocKind, Millis};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

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

/// What the index of words says, by kind.
struct Hits {
    /// All words of the query.
    full: u8,
    requests: Vec<(DocId, Mask)>,
    customers: BTreeMap<DocId, Mask>,
    parties: Vec<(DocId, Mask)>,
}

/// What stands first among requests: open ones, then those with more words that begin with what was typed, then the latest.
type RequestRank = (Reverse<bool>, Reverse<u32>, Reverse<Millis>, DocId);

impl Hits {
    fn of(rows: &Rows, words: &[String]) -> Self {
        let full = words.iter().fold(0_u8, |full, _| full << 1 | 1);
        let mut hits = Self { full, requests: Vec::new(), customers: BTreeMap::new(), parties: Vec::new() };
        for (id, mask) in rows.search().look_up(words, |id| rows.texts_of(id)) {
            match id.kind() {
                DocKind::Request => hits.requests.push((id, mask)),
                DocKind::Customer => {
                    hits.customers.insert(id, mask);
                }
                DocKind::Party if mask.inside == full => hits.parties.push((id, mask)),
                _ => {}
            }
        }
        hits
    }

    /// How many requests have every word, themselves or by their customer, and the best of them.
    fn requests<'a>(&self, rows: &'a Rows, count_max: usize) -> (usize, Vec<&'a RequestRow>) {
        let mut found: Vec<(RequestRank, &RequestRow)> = Vec::new();
        let mut all = rows.requests().peekable();
        for (id, mask) in &self.requests {
            // Both are in the order of ids: walking beside is far cheaper than looking thousands of them up.
            while all.next_if(|row| row.id < *id).is_some() {}
            let Some(row) = all.next_if(|row| row.id == *id) else { continue };
            if mask.inside == self.full || mask.inside | self.customer_has(row) == self.full {
                let open = !row.state.is_closed();
                let rank =
                    (Reverse(open), Reverse(mask.at_start.count_ones()), Reverse(row.changed_at), row.id);
                found.push((rank, row));
            }
        }
        let total = found.len();
        if count_max < total {
            found.select_nth_unstable_by_key(count_max, |(rank, _)| *rank);
            found.truncate(count_max);
        }
        found.sort_unstable_by_key(|(rank, _)| *rank);
        (total, found.into_iter().map(|(_, row)| row).collect())
    }

    /// The words that a request's customer has.
    fn customer_has(&self, row: &RequestRow) -> u8 {
        row.customer.and_then(|id| self.customers.get(&id)).map_or(0, |mask| mask.inside)
    }

    /// Customers whose own words match, those with something open first; then those whose order number was typed.
    fn customers(&self, rows: &Rows, words: &[String], requests: &[&RequestRow]) -> Vec<DocId> {
        let own = self.customers.iter().filter(|(_, mask)| mask.inside == self.full);
        let mut own: Vec<_> = own
            .map(|(id, mask)| {
                let open = rows.has_open_for(*id);
                let name = rows.customer(*id).map(|row| row.name.as_str()).unwrap_or_default();
                (Reverse(open), Reverse(mask.at_start.count_ones()), name, *id)
            })
            .collect();
        own.sort_unstable();
        let mut seen: BTreeSet<DocId> = own.iter().map(|one| one.3).collect();
        let mut customers: Vec<DocId> = own.into_iter().map(|one| one.3).collect();
        for row in requests.iter().take(REFERENCES_READ_MAX) {
            let by_number = mask_of(words, &[&row.reference]).inside;
            let is_typed = by_number != 0 && by_number | self.customer_has(row) == self.full;
            customers.extend(row.customer.filter(|id| is_typed && seen.insert(*id)));
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
