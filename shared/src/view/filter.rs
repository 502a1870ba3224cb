//! Which requests a person wants to see: a filter that is an address, so that it can be kept and shared.

use super::card::Deck;
use super::find::hit_of;
use super::hits::Hits;
use super::marked::Wanted;
use super::phone::Query;
use super::{Hit, RequestRow, Rows, Section, Viewer, asker_must_move, chain, clock, plain};
use crate::id::{DocId, Millis, Span};
use crate::in_order::InOrder as _;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// What a request must be like. What isn't said doesn't matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Words, as in search.
    pub text: String,
    /// Where it stands.
    pub state: Option<StateIs>,
    /// The team that has it or asked.
    pub team: Option<DocId>,
    /// Who owns it.
    pub owner: Option<DocId>,
    /// The customer who waits, or one who is the same.
    pub customer: Option<DocId>,
    /// Its clock.
    pub clock: Option<ClockIs>,
    /// Asked so many days ago at least.
    pub days_min: Option<u32>,
    /// The viewer asked it or has it.
    pub mine: bool,
}

/// Where a request stands, as far as anybody filters by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StateIs {
    /// Anything but closed.
    Open,
    /// Nobody has accepted it.
    Unanswered,
    /// Somebody has it.
    Underway,
    /// The asker has to say.
    WithAsker,
    /// Confirmed, withdrawn or merged.
    Closed,
}

/// What a clock says, as far as anybody filters by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockIs {
    /// Nobody speaks.
    Silent,
    /// Promised or needed before now; silent ones, too.
    Late,
}

/// The names in an address, with what they stand for. They are kept in documents: none is ever changed.
impl StateIs {
    /// All of them.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Open, "open"),
        (Self::Unanswered, "unanswered"),
        (Self::Underway, "underway"),
        (Self::WithAsker, "with-asker"),
        (Self::Closed, "closed"),
    ];

    fn holds(self, row: &RequestRow, now: Millis) -> bool {
        let owned = row.accepted_at.is_some();
        match self {
            Self::Open => !row.state.is_closed(),
            Self::Unanswered => row.state.waits_on_provider() && !owned,
            Self::Underway => row.state.waits_on_provider() && owned,
            Self::WithAsker => asker_must_move(row, now),
            Self::Closed => row.state.is_closed(),
        }
    }
}

impl ClockIs {
    /// All of them.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Silent, "silent"), (Self::Late, "late")];
}

impl Filter {
    /// Reads an address; what it doesn't understand is left out.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let id = |name: &str| get(name).and_then(|id| id.parse().ok());
        let state = get("state").and_then(|name| named(&StateIs::ALL, &name));
        let clock = get("clock").and_then(|name| named(&ClockIs::ALL, &name));
        Self {
            text: get("q").unwrap_or_default(),
            state,
            team: id("team"),
            owner: id("owner"),
            customer: id("customer"),
            clock,
            days_min: get("days").and_then(|days| days.parse().ok()),
            mine: get("mine").is_some(),
        }
    }

    /// What its address says, in a fixed order.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let id = |name, id: Option<DocId>| id.map(|id| (name, id.to_string()));
        let text = (!self.text.trim().is_empty()).then(|| ("q", self.text.clone()));
        let state = self.state.and_then(|state| Some(("state", name(&StateIs::ALL, state)?.to_owned())));
        let clock = self.clock.and_then(|clock| Some(("clock", name(&ClockIs::ALL, clock)?.to_owned())));
        let days = self.days_min.map(|days| ("days", days.to_string()));
        let mine = self.mine.then(|| ("mine", "1".to_owned()));
        let ids = [id("team", self.team), id("owner", self.owner), id("customer", self.customer)];
        [text, state].into_iter().chain(ids).chain([clock, days, mine]).flatten().collect()
    }

    /// Whether it says more than words: then requests only are looked for.
    pub fn narrows(&self) -> bool {
        let words = Self { text: self.text.clone(), ..Self::default() };
        *self != words
    }

    fn holds(&self, rows: &Rows, viewer: &Viewer, row: &RequestRow, now: Millis) -> bool {
        let is = |wanted: Option<DocId>, own: Option<DocId>| wanted.is_none() || wanted == own;
        self.state.is_none_or(|state| state.holds(row, now))
            && self.team.is_none_or(|team| [row.provider, row.asker].contains(&rows.survivor(team)))
            && is(self.owner, row.owner.filter(|_| row.accepted_at.is_some()))
            && self.days_min.is_none_or(|days| row.asked_at + Span::days(i64::from(days)) <= now)
            && (!self.mine || row.is_owned_by(viewer.person) || row.asked_by == viewer.person)
            && self.clock.is_none_or(|wanted| {
                let clock = clock(rows, row, now);
                clock.silent_since().is_some() || wanted == ClockIs::Late && clock.late_since().is_some()
            })
    }
}

fn named<T: Copy>(all: &[(T, &'static str)], name: &str) -> Option<T> {
    all.iter().find(|(_, own)| *own == name).map(|(value, _)| *value)
}

fn name<T: PartialEq>(all: &[(T, &'static str)], value: T) -> Option<&'static str> {
    all.iter().find(|(own, _)| *own == value).map(|(_, name)| *name)
}

/// What a filter lets through of what waits for its customer, or of all.
struct Sieve<'a> {
    rows: &'a Rows,
    viewer: &'a Viewer,
    filter: &'a Filter,
    now: Millis,
    /// What has the customer at the end of its line, if one is wanted.
    theirs: Option<BTreeSet<DocId>>,
}

impl<'a> Sieve<'a> {
    fn new(rows: &'a Rows, viewer: &'a Viewer, filter: &'a Filter, now: Millis) -> Self {
        let waiting = |customer| chain::waiting_for(rows, customer).into_iter().map(|row| row.id).collect();
        Self { rows, viewer, filter, now, theirs: filter.customer.map(waiting) }
    }

    fn lets_through(&self, row: &RequestRow) -> bool {
        self.theirs.as_ref().is_none_or(|theirs| theirs.contains(&row.id))
            && self.filter.holds(self.rows, self.viewer, row, self.now)
    }
}

/// The ids of all that a filter lets through: in search's order where words are given, else the open first, then the latest.
pub fn filtered_ids(rows: &Rows, viewer: &Viewer, filter: &Filter, now: Millis) -> Vec<DocId> {
    let query = Query::of(&filter.text);
    let sieve = Sieve::new(rows, viewer, filter, now);
    if query.words.is_empty() {
        let holds = rows.requests().filter(|row| sieve.lets_through(row));
        let mut found: Vec<_> =
            holds.map(|row| (row.state.is_closed(), Reverse(row.changed_at), row.id)).collect();
        found.put_in_order();
        return found.into_iter().map(|one| one.2).collect();
    }
    let mut hits = Hits::of(rows, &query);
    let mut found = hits.all();
    found.retain(|id| rows.request(*id).is_some_and(|row| sieve.lets_through(row)));
    found
}

/// What a filter lets through, as a list.
pub fn filtered(rows: &Rows, viewer: &Viewer, filter: &Filter, now: Millis, limit: usize) -> Section<Hit> {
    let ids = filtered_ids(rows, viewer, filter, now);
    let wanted = Wanted::new(&plain::query_words(&filter.text), false);
    let deck = Deck::new(rows, viewer, now);
    let shown = ids.iter().take(limit).filter_map(|id| rows.request(*id));
    Section { total: ids.len(), items: shown.map(|row| hit_of(&deck, &wanted, row, true)).collect() }
}
