//! One search over customers, requests, answers and parties, as somebody types.

use super::answer::{chain_answer, customer_answer};
use super::card::Deck;
use super::hits::Hits;
use super::marked::Wanted;
use super::phone::Query;
use super::search::WAITING_READ_MAX;
use super::{Found, Hit, Named, PartyHit, RequestRow, Rows, Section, Viewer, chain};
use crate::id::{DocId, Millis};

/// Answer cards in one result at most: each shows what is open behind a customer.
pub const ANSWERS_MAX: usize = 5;
/// Links on each of several answer cards at most: who is sure of the customer opens theirs.
const LINKS_BESIDE_OTHERS_MAX: usize = 4;
/// How many of the best requests are asked whether it was their order number that was typed.
const REFERENCES_READ_MAX: usize = 200;

/// Searches customers, requests and parties as somebody types. Every word must be found, at the beginning of a word or inside it,
/// whatever its case and accents; a request is found by its customer's words too, and by what was said since. Where that finds little,
/// words that are spelt nearly as those typed count, too. `as_of` is handed through.
pub fn find(
    rows: &Rows,
    viewer: &Viewer,
    query: &str,
    now: Millis,
    as_of: Option<Millis>,
    limit: usize,
) -> Found {
    if let Some(row) = pasted(rows, query) {
        return found_by_id(rows, viewer, row, now, as_of);
    }
    let query = Query::of(query);
    let words = query.words.as_slice();
    let mut hits = Hits::of(rows, &query);
    let (requests, answers) = (hits.requests(limit.max(REFERENCES_READ_MAX)), hits.answers(limit));
    let kept = hits.kept(limit);
    let best: Vec<&RequestRow> = requests.items.iter().filter_map(|id| rows.request(*id)).collect();
    let holding: Vec<&RequestRow> = kept.items.iter().filter_map(|id| rows.request(*id)).collect();
    let asked = best.iter().take(REFERENCES_READ_MAX).chain(&holding).copied();
    let customers = hits.customers(words, &asked.collect::<Vec<_>>());
    let wanted = Wanted::new(words, hits.is_near());
    let deck = Deck::new(rows, viewer, now);
    let hit = |row: &RequestRow, answered| hit_of(&deck, &wanted, row, answered);
    let answered = answers.items.iter().filter_map(|id| rows.request(*id));
    let holding = holding.iter().filter_map(|row| kept_hit(&deck, &wanted, row)).collect();
    Found {
        kept: Section { total: kept.total, items: holding },
        customers: cards(rows, &customers, limit, now),
        answers: Section { total: answers.total, items: answered.map(|row| hit(row, true)).collect() },
        requests: Section {
            total: requests.total,
            items: best.iter().take(limit).map(|row| hit(row, false)).collect(),
        },
        parties: parties(rows, &hits, limit),
        near: hits.is_near(),
        reading: Some(rows.search_read()).filter(|(taken, all)| all - taken > WAITING_READ_MAX),
        as_of,
    }
}

/// All requests that [`find`] finds, in its order.
pub fn found_requests(rows: &Rows, query: &str) -> Vec<DocId> {
    match pasted(rows, query) {
        Some(row) => vec![row.id],
        None => Hits::of(rows, &Query::of(query)).all(),
    }
}

/// The request that is meant by its id, or by a link that ends with it.
fn pasted<'a>(rows: &'a Rows, query: &str) -> Option<&'a RequestRow> {
    let address = query.trim().split(['?', '#']).next()?;
    let last = address.trim_end_matches('/').rsplit('/').next()?;
    rows.request(last.parse().ok()?)
}

/// It alone, and the card of the customer who waits for it, or of its chain.
fn found_by_id(rows: &Rows, viewer: &Viewer, row: &RequestRow, now: Millis, as_of: Option<Millis>) -> Found {
    let whose = chain::customer_of(rows, row).unwrap_or(row.id);
    let hit = hit_of(&Deck::new(rows, viewer, now), &Wanted::new(&[], false), row, false);
    Found {
        customers: cards(rows, &[whose], ANSWERS_MAX, now),
        requests: Section { total: 1, items: vec![hit] },
        as_of,
        ..Found::default()
    }
}

fn cards(rows: &Rows, customers: &[DocId], limit: usize, now: Millis) -> Section<super::CustomerAnswer> {
    let of_customer = |id: DocId| rows.customer(id).map(|customer| customer_answer(rows, customer, now));
    let of_chain = |id: DocId| rows.request(id).map(|request| chain_answer(rows, request, now));
    let shown = customers.iter().take(ANSWERS_MAX.min(limit));
    let mut items: Vec<_> = shown.filter_map(|id| of_customer(*id).or_else(|| of_chain(*id))).collect();
    if items.len() > 1 {
        items.iter_mut().for_each(|answer| answer.links.items.truncate(LINKS_BESIDE_OTHERS_MAX));
    }
    Section { total: customers.len(), items }
}

/// A request with where it has what was typed. `answered`: it was found by what was said since.
pub(super) fn hit_of(deck: &Deck<'_>, wanted: &Wanted, row: &RequestRow, answered: bool) -> Hit {
    let (title, in_title) = wanted.whole(&row.title);
    let (question, kept) = row.kept.as_ref().map_or(("", ""), |kept| (&*kept.question, &*kept.answer));
    let own = [row.reference.as_str(), &row.excerpt, question];
    let said = || [row.last_words.as_str()].into_iter().chain(row.said.lines()).chain([kept]);
    let in_said = || wanted.excerpt(said(), in_title).map(|part| (part, true));
    let in_own = || wanted.excerpt(own.into_iter(), in_title).map(|part| (part, false));
    let found = if answered { in_said().or_else(in_own) } else { in_own() };
    let (excerpt, said) = found.unwrap_or_default();
    Hit { card: deck.card(row), title, excerpt, said }
}

/// An answer that is kept, by its own question; its beginning where it has nothing of what was typed.
fn kept_hit(deck: &Deck<'_>, wanted: &Wanted, row: &RequestRow) -> Option<Hit> {
    let kept = row.holding()?;
    let (title, _) = wanted.whole(&kept.question);
    let beginning = || wanted.beginning(&kept.answer);
    let excerpt = wanted.excerpt(std::iter::once(kept.answer.as_str()), 0).unwrap_or_else(beginning);
    Some(Hit { card: deck.card(row), title, excerpt, said: true })
}

fn parties(rows: &Rows, hits: &Hits<'_>, limit: usize) -> Section<PartyHit> {
    let found = hits.parties();
    let items = found.iter().take(limit).map(|row| PartyHit {
        party: Named { id: row.id, name: row.name.clone() },
        kind: row.kind,
        open: rows.open_at(row.id).filter(|open| open.state.waits_on_provider()).count(),
    });
    Section { total: found.len(), items: items.collect() }
}
