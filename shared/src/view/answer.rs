//! The answer card: what the person who has a customer on the phone can say, over all links.

use super::clock::{asker_must_move, promise_ahead};
use super::{
    AnswerLink, ClockKind, CustomerAnswer, CustomerRow, LateLink, Missed, Named, NeedsWord, RequestRow, Rows,
    Section, Sentence, SilentLink, State, WhySilent, chain, clock, team_away,
};
use crate::id::{DocId, Millis};
use crate::in_order::InOrder as _;
use std::collections::{BTreeMap, BTreeSet};

/// Links of one answer card at most.
pub const ANSWER_LINKS_MAX: usize = 50;
/// Closed chains on one answer card at most.
pub const ANSWER_BEFORE_MAX: usize = 5;

/// The answer card of a customer; of who was merged, that of the one who stands for them.
pub fn customer_answer(rows: &Rows, customer: &CustomerRow, now: Millis) -> CustomerAnswer {
    let customer = rows.customer(rows.kept(customer.id)).unwrap_or(customer);
    let roots = roots(rows, customer.id);
    CustomerAnswer {
        customer: Named { id: customer.id, name: customer.name.clone() },
        reference: customer.reference.clone(),
        phone: customer.phone.clone(),
        other_phones: customer.other_phones.clone(),
        same_phone: rows.same_phone(customer.id),
        duplicates: rows.duplicates_of(customer.id),
        ..of_chains(rows, roots, now)
    }
}

/// The answer card of a chain that no customer waits for, by the order number of one of its requests.
pub(super) fn chain_answer(rows: &Rows, request: &RequestRow, now: Millis) -> CustomerAnswer {
    let root = chain::root(rows, request);
    CustomerAnswer {
        customer: Named { id: root.id, name: root.title.clone() },
        reference: request.reference.clone(),
        ..of_chains(rows, vec![root], now)
    }
}

/// What a card says of some chains, the oldest first.
fn of_chains(rows: &Rows, roots: Vec<&RequestRow>, now: Millis) -> CustomerAnswer {
    let mut links = Vec::new();
    let mut before = Vec::new();
    let mut sentence = Told::default();
    for root in roots {
        let tree = chain::tree(rows, root, chain::CHAIN_NODES_MAX);
        if tree.iter().any(|(_, row)| !goes_on(rows, row).state.is_closed()) {
            sentence.tell(rows, root, &tree, now);
            links.extend(tree);
        } else {
            before.push(root);
        }
    }
    before.put_in_order_by_key(|root| std::cmp::Reverse((root.state_since, root.id)));
    let shown = links.iter().take(ANSWER_LINKS_MAX).map(|(depth, row)| link(rows, *depth, row, now));
    let closed = before.iter().take(ANSWER_BEFORE_MAX).map(|row| link(rows, 0, row, now));
    CustomerAnswer {
        sentence: sentence.said(rows),
        links: Section { total: links.len(), items: shown.collect() },
        before: Section { total: before.len(), items: closed.collect() },
        ..CustomerAnswer::default()
    }
}

/// All requests of a customer's chains, closed ones too: the oldest chain first, each in tree order.
pub fn requests_behind(rows: &Rows, customer: DocId) -> Vec<DocId> {
    let tree = |root| chain::tree(rows, root, chain::CHAIN_NODES_MAX);
    roots(rows, customer).into_iter().flat_map(tree).map(|(_, row)| row.id).collect()
}

/// The roots of a customer's chains, the oldest first. A chain is theirs from the link on that has them at the end of its line: what stands above
/// it is another's, or nobody's.
fn roots(rows: &Rows, customer: DocId) -> Vec<&RequestRow> {
    let customer = rows.kept(customer);
    let first = rows.requests_of(customer).filter_map(|row| chain::first_for(rows, row, customer));
    let roots: BTreeMap<DocId, &RequestRow> = first.map(|root| (root.id, root)).collect();
    let mut roots: Vec<&RequestRow> = roots.into_values().collect();
    roots.put_in_order_by_key(|root| (root.asked_at, root.id));
    roots
}

/// The sentence while it grows, with teams by id.
#[derive(Default)]
struct Told {
    /// Requests that were told: a duplicate counts as the one that goes on, and that may be here itself.
    told: BTreeSet<DocId>,
    open: usize,
    asked: usize,
    to_decide: usize,
    answered: usize,
    silent: Option<(Millis, WhySilent, DocId)>,
    late: Option<(Millis, Missed, DocId)>,
    next: Option<(Millis, DocId)>,
    /// Since when it waits on who asked, and which request.
    needs_word: Option<(Millis, DocId)>,
    since: Option<Millis>,
}

impl Told {
    fn tell(&mut self, rows: &Rows, root: &RequestRow, tree: &[(usize, &RequestRow)], now: Millis) {
        self.since = earliest(self.since, Some(root.asked_at));
        for (_, row) in tree {
            let row = goes_on(rows, row);
            if !self.told.insert(row.id) {
                continue;
            }
            let clock = clock(rows, row, now);
            let by = |at: Option<Millis>| at.map(|at| (at, row.provider));
            self.open += usize::from(!row.state.is_closed());
            self.asked += usize::from(row.state.waits_on_provider());
            self.to_decide += usize::from(matches!(row.state, State::CounterOffered | State::Declined));
            self.answered += usize::from(matches!(row.state, State::Delivered | State::Confirmed));
            match clock.kind {
                ClockKind::Silent { since, why } => {
                    self.silent = earliest(self.silent, Some((since, why, row.provider)));
                }
                ClockKind::Late { since, missed } => {
                    self.late = earliest(self.late, Some((since, missed, row.provider)));
                }
                _ => {}
            }
            self.next = earliest(self.next, by(promise_ahead(rows, row, now)));
            // Once the wait has run out it is the owner's again.
            let waits = row.state == State::Waiting && asker_must_move(row, now);
            self.needs_word = earliest(self.needs_word, waits.then_some((row.state_since, row.id)));
        }
    }

    fn said(self, rows: &Rows) -> Sentence {
        let named = |(at, team): (Millis, DocId)| (rows.named(team), at);
        Sentence {
            open: self.open,
            asked: self.asked,
            to_decide: self.to_decide,
            answered: self.answered,
            silent: self.silent.map(|(since, why, team)| SilentLink { team: rows.named(team), since, why }),
            late: self.late.map(|(since, missed, team)| LateLink { team: rows.named(team), since, missed }),
            next: self.next.map(named),
            needs_word: self
                .needs_word
                .and_then(|(_, request)| rows.request(request))
                .map(|row| needs(rows, row)),
            since: self.since,
        }
    }
}

/// What is waited for is said in one line by older versions, which name on whom.
fn needs(rows: &Rows, row: &RequestRow) -> NeedsWord {
    let why = if row.words_beside().is_empty() { &row.waiting_on } else { row.words_beside() };
    NeedsWord { team: rows.named(row.provider), from: rows.named(row.asker), why: why.to_owned() }
}

/// Of a duplicate the one that goes on for it: that is what the customer waits for.
fn goes_on<'a>(rows: &'a Rows, row: &'a RequestRow) -> &'a RequestRow {
    rows.followed(row.id).unwrap_or(row)
}

fn earliest<T: Ord>(one: Option<T>, other: Option<T>) -> Option<T> {
    one.into_iter().chain(other).min()
}

fn link(rows: &Rows, depth: usize, row: &RequestRow, now: Millis) -> AnswerLink {
    AnswerLink {
        id: row.id,
        depth,
        title: row.title.clone(),
        reference: row.reference.clone(),
        team: rows.named(row.provider),
        team_away: team_away(rows, row.provider, now),
        owner: rows.owner_of(row),
        state: row.state,
        state_since: row.state_since,
        asked_at: row.asked_at,
        clock: clock(rows, row, now),
        last_words: row.words_beside().to_owned(),
    }
}
