//! Requests that turned out to be the same: the duplicate is closed, keeps its history, and shows what becomes of the one that goes on.
//!
//! Links are written on different devices without seeing each other, so they can form a circle, in which nobody would go on. In a circle
//! the link of the request with the smallest id is ignored, everywhere alike: that one shows as opened again.

use super::{Clock, Named, RequestRow, Rows, State, chain, clock, find, merged::MERGES_FOLLOWED_MAX};
use crate::id::{DocId, Millis};
use crate::in_order::InOrder as _;

/// What a duplicate shows of the request that goes on.
#[derive(Debug, Clone, PartialEq)]
pub struct SameAs {
    /// The request that it was merged into, or the one that goes on for that.
    pub request: Named,
    /// The team that has it.
    pub provider: Option<Named>,
    /// Where it stands, and its clock; none when it isn't on this device.
    pub stands: Option<(State, Clock)>,
    /// What goes with its state: an answer, an offer, a reason; may be empty.
    pub words: String,
    /// Several were merged into each other, so that this one goes on: somebody has to open it again.
    pub in_circle: bool,
}

impl SameAs {
    pub(super) fn of(rows: &Rows, row: &RequestRow, now: Millis) -> Option<Self> {
        let into = row.merged_into?;
        let in_circle = rows
            .request(row.id)
            .is_some_and(|shown| shown.state != State::Merged && shown.merged_into == Some(into));
        let other = if in_circle { None } else { rows.followed(row.id) };
        Some(Self {
            request: rows.named(other.map_or(into, |other| other.id)),
            provider: other.map(|other| rows.named(other.provider)),
            stands: other.map(|other| (other.state, clock(rows, other, now))),
            words: other.map(|other| other.last_words.clone()).unwrap_or_default(),
            in_circle,
        })
    }
}

/// Whether one request may be merged into another as far as this device knows: both go on, neither hangs above or below the other, and the
/// other doesn't follow this one already.
pub fn may_merge(rows: &Rows, duplicate: DocId, into: DocId) -> bool {
    let (Some(one), Some(other)) = (rows.request(duplicate), rows.request(into)) else {
        return duplicate != into;
    };
    let stands_above =
        |low: &RequestRow, high: DocId| chain::line_up(rows, low).iter().any(|link| link.id == high);
    duplicate != into
        && !other.state.is_closed()
        && !stands_above(one, into)
        && !stands_above(other, duplicate)
}

/// Of what was found so many are looked at: whoever has more types another word.
const CANDIDATES_MAX: usize = 300;

/// Open requests that this one may be the same as and that have every word of `query`: those for the same customer first, then the best.
pub fn merge_candidates(rows: &Rows, duplicate: DocId, query: &str, limit: usize) -> Vec<DocId> {
    candidates(rows, duplicate, query, limit, |id| may_merge(rows, duplicate, id))
}

/// Of the requests that have every word of `query` those that fit: for the same customer as this one first, then the best. Without a word
/// those for that customer.
pub(super) fn candidates(
    rows: &Rows,
    request: DocId,
    query: &str,
    limit: usize,
    fits: impl Fn(DocId) -> bool,
) -> Vec<DocId> {
    let customer = rows.request(request).and_then(|row| chain::customer_of(rows, row));
    let for_customer = |row: &RequestRow| customer.is_some() && chain::customer_of(rows, row) == customer;
    let found = if query.trim().is_empty() {
        let same: Vec<_> = customer
            .map(|customer| chain::waiting_for(rows, customer).into_iter().map(|row| row.id).collect())
            .unwrap_or_default();
        same
    } else {
        find::found_requests(rows, query)
    };
    let mut fitting: Vec<DocId> = found.into_iter().take(CANDIDATES_MAX).filter(|id| fits(*id)).collect();
    fitting.put_in_order_by_cached_key(|id| !rows.request(*id).is_some_and(for_customer));
    fitting.truncate(limit);
    fitting
}

impl Rows {
    /// The request that goes on for a merged one: follows on when that was merged, too. None when it isn't merged, or not all are here.
    pub fn followed(&self, duplicate: DocId) -> Option<&RequestRow> {
        let mut at = self.request(duplicate).filter(|row| row.state == State::Merged)?;
        for _ in 0..MERGES_FOLLOWED_MAX {
            at = self.request(at.merged_into?)?;
            if at.state != State::Merged {
                return Some(at);
            }
        }
        None
    }

    /// Requests that follow this one, themselves or by another.
    pub fn same_as(&self, request: DocId) -> impl Iterator<Item = &RequestRow> {
        let mut same = vec![request];
        let mut at = 0;
        while let Some(next) = same.get(at).copied()
            && same.len() <= MERGES_FOLLOWED_MAX
        {
            let follows = self
                .indexes
                .followers
                .of(next)
                .filter(|id| self.request(*id).is_some_and(|row| row.state == State::Merged));
            let new: Vec<DocId> = follows.filter(|id| !same.contains(id)).collect();
            same.extend(new);
            at += 1;
        }
        same.into_iter().skip(1).filter_map(|id| self.request(id))
    }

    /// Merged requests that a team asked.
    pub fn merged_asked_by(&self, asker: DocId) -> impl Iterator<Item = &RequestRow> {
        self.indexes.merged_by_asker.of(asker).filter_map(|id| self.request(id))
    }

    /// Takes a request's row, or forgets it. Only circles that it is part of can begin or end by that.
    pub(super) fn apply_request(&mut self, id: DocId, row: Option<Box<RequestRow>>) -> bool {
        let before = self.written.get(&id).or_else(|| self.requests.get(&id));
        if before == row.as_ref() {
            return false;
        }
        let was = self.ignored_in_circle(id);
        let into = row.as_ref().filter(|row| row.state == State::Merged).and_then(|row| row.merged_into);
        self.indexes.note_same(id, into);
        self.written.remove(&id);
        match row {
            Some(row) if self.names_joined(&row) => {
                let shown = self.join_request((*row).clone());
                self.written.insert(id, row);
                self.show_request(id, Some(Box::new(shown)));
            }
            row => self.show_request(id, row),
        }
        let is = self.ignored_in_circle(id);
        for head in [was, is].into_iter().flatten() {
            self.settle_circle(head);
        }
        true
    }

    /// In the circle of merges that a request is part of: the one whose link is ignored.
    fn ignored_in_circle(&self, request: DocId) -> Option<DocId> {
        let (mut at, mut least) = (request, request);
        for _ in 0..MERGES_FOLLOWED_MAX {
            at = *self.indexes.same.get(&at)?;
            if at == request {
                return Some(least);
            }
            least = least.min(at);
        }
        None
    }

    /// Shows a request as opened again, or not any more.
    fn settle_circle(&mut self, id: DocId) {
        self.show_anew(id);
        if self.requests.contains_key(&id) {
            let standing = self.standing_of(id);
            self.search.note(id, standing);
        }
    }

    /// Shows a request as everything else that is here has it shown.
    pub(super) fn show_anew(&mut self, id: DocId) {
        let Some(written) = self.written.remove(&id).or_else(|| self.requests.get(&id).cloned()) else {
            return;
        };
        let is_ignored = self.ignored_in_circle(id) == Some(id);
        let shown = if is_ignored { opened_again(&written) } else { (*written).clone() };
        let shown = self.join_request(shown);
        if shown != *written {
            self.written.insert(id, written);
        }
        self.show_request(id, Some(Box::new(shown)));
    }

    fn show_request(&mut self, id: DocId, row: Option<Box<RequestRow>>) {
        if let Some(old) = self.requests.remove(&id) {
            self.indexes.forget_request(&old);
        }
        if let Some(row) = row {
            self.indexes.note_request(&row);
            self.requests.insert(id, row);
        }
    }
}

/// As after a reopening: an owner goes on, without one it waits to be accepted.
fn opened_again(row: &RequestRow) -> RequestRow {
    let owned = row.accepted_at.is_some();
    RequestRow {
        state: State::Reopened,
        answered_at: row.answered_at.filter(|_| owned),
        reply_by: row.reply_by.filter(|_| owned),
        ..row.clone()
    }
}
