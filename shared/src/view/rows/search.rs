//! What search reads of the rows.

use super::{RequestRow, Rows};
use crate::id::{DocId, DocKind, Millis};
use crate::view::chain::{self, CHAIN_NODES_MAX};
use crate::view::search::{Standing, Texts};
use std::collections::BTreeSet;

/// What somebody kept as an answer, also where the request was opened again since: it was said.
fn kept(row: &RequestRow) -> (&str, &str) {
    row.kept.as_ref().map_or(("", ""), |kept| (&*kept.question, &*kept.answer))
}

/// How a document stands in search; `customer`: for whom it is.
fn standing(request: Option<&RequestRow>, customer: Option<DocId>) -> Standing {
    Standing {
        open: request.is_some_and(|row| !row.state.is_closed()),
        changed_at: request.map_or(Millis(0), |row| row.changed_at),
        customer,
        kept: request.is_some_and(|row| row.holding().is_some()),
    }
}

impl Rows {
    /// Prepares up to `rows_max` rows for search; says whether some are left.
    ///
    /// Rows that wait are read one by one while they are few, and aren't found while they are many: see [`Rows::search_read`]. To be
    /// called when nothing else is to do, so that a cold start doesn't pay for it.
    pub fn prepare_search(&mut self, rows_max: usize) -> bool {
        let mut search = std::mem::take(&mut self.search);
        for id in search.waiting_first(rows_max) {
            search.take_in(id, &self.texts_of(id), self.standing_of(id));
        }
        self.search = search;
        self.search.waiting() > 0
    }

    /// How many rows search has read, and of how many.
    pub fn search_read(&self) -> (usize, usize) {
        (self.search.taken(), self.search.taken() + self.search.waiting())
    }

    /// What can be searched of a document: its name or title, its reference, its excerpt; and what was said since.
    pub(in crate::view) fn texts_of(&self, id: DocId) -> Texts<'_> {
        let own = |[name, reference]: [_; 2]| Texts { own: [name, reference, "", ""], ..Texts::default() };
        match id.kind() {
            DocKind::Request => self.request(id).map(|row| Texts {
                own: [&*row.title, &*row.reference, &*row.excerpt, kept(row).0],
                said: [&*row.last_words, &*row.said, kept(row).1, &*row.waiting_on],
            }),
            DocKind::Customer => self.customer(id).map(|row| own([&*row.name, &*row.reference])),
            DocKind::Party => self.party_itself(id).map(|row| own([&*row.name, ""])),
            _ => None,
        }
        .unwrap_or_default()
    }

    /// What search has to know of a row beside its words.
    pub(in crate::view) fn standing_of(&self, id: DocId) -> Standing {
        let request = self.request(id);
        let named = (id.kind() == DocKind::Customer).then_some(id);
        standing(request, request.map_or(named, |row| chain::named_customer(self, row)))
    }

    /// What decides about the customer at the end of a request's line, and of those below it; none where it isn't here.
    pub(super) fn above(&self, id: DocId) -> Option<(Option<DocId>, Option<DocId>)> {
        self.request(id).map(|row| (row.customer, row.parent))
    }

    /// What hangs below a request and names no customer is found by the words of the one above it, who may be another now.
    ///
    /// They have whom it has: nothing is looked up for each. A chain that is longer than what is shown of one is no chain of people, and following
    /// it whenever a link of it comes would freeze a screen.
    pub(super) fn note_below(&mut self, id: DocId) {
        let customer = self.request(id).and_then(|row| chain::named_customer(self, row));
        let mut ahead = vec![id];
        let mut seen = BTreeSet::new();
        while let Some(at) = ahead.pop() {
            let hangs = |child: &&RequestRow| {
                child.customer.is_none() && chain::above(self, child) != chain::Above::Circle
            };
            let below =
                self.children(at).filter(hangs).map(|child| (child.id, standing(Some(child), customer)));
            for (child, standing) in below.collect::<Vec<_>>() {
                if seen.len() < CHAIN_NODES_MAX && seen.insert(child) {
                    self.search.note(child, standing);
                    ahead.push(child);
                }
            }
        }
    }

    /// The texts of a document, to see whether they change.
    pub(super) fn words_of(&self, id: DocId) -> [String; 8] {
        let Texts { own: [name, reference, excerpt, question], said: [last, said, kept, on] } =
            self.texts_of(id);
        [name, reference, excerpt, question, last, said, kept, on].map(str::to_owned)
    }
}
