//! Counts what is in a workspace, from its rows.

use crate::store::{LogStore, StoreError};
use sightline_shared::id::{DocId, Millis};
use sightline_shared::view::{Row, Rows, StoredRow, clock};
use std::collections::BTreeMap;
use std::fmt;

/// Bytes of rows read at once.
const PAGE_BYTES_MAX: usize = 1 << 20;

/// How many there are of what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Documents by kind.
    pub kinds: BTreeMap<&'static str, u64>,
    /// Requests by state.
    pub states: BTreeMap<String, u64>,
    /// Requests that are not closed.
    pub open: u64,
    /// Open requests past their reply promise, or past the next update that was announced, without a word.
    pub silent: u64,
    /// Open requests with a parent.
    pub open_links: u64,
    /// Links of the longest chain.
    pub longest_chain: usize,
    /// Rows that another version wrote, or that can't be read.
    pub unread: u64,
    parents: BTreeMap<DocId, DocId>,
}

/// Counts all rows.
///
/// # Errors
/// When the store fails.
pub fn count<S: LogStore>(store: &S, now: Millis) -> Result<Counts, StoreError> {
    let mut counts = Counts::default();
    let mut after = None;
    loop {
        let page = store.rows(after, None, PAGE_BYTES_MAX)?;
        let mut bytes = minicbor::Decoder::new(&page.items.bytes);
        for _ in 0..page.items.count {
            match bytes.decode::<StoredRow>() {
                Ok(stored) => counts.add(&stored.row, now),
                Err(_) => counts.unread += 1,
            }
        }
        after = page.last;
        if page.done || after.is_none() {
            counts.longest_chain = counts.longest();
            return Ok(counts);
        }
    }
}

impl Counts {
    fn add(&mut self, row: &Row, now: Millis) {
        let kind = match row {
            Row::Request(_) => "requests",
            Row::Party(_) => "parties",
            Row::Service(_) => "services",
            Row::Person(_) => "people",
            Row::Customer(_) => "customers",
            Row::Settings(_) => "settings",
            Row::Task(_) => "tasks",
        };
        *self.kinds.entry(kind).or_default() += 1;
        let Row::Request(row) = row else { return };
        *self.states.entry(format!("{:?}", row.state)).or_default() += 1;
        if let Some(parent) = row.parent {
            self.parents.insert(row.id, parent);
        }
        if !row.state.is_closed() {
            self.open += 1;
            self.open_links += u64::from(row.parent.is_some());
            self.silent += u64::from(clock(&Rows::default(), row, now).silent_since().is_some());
        }
    }

    /// Follows each request to its root; a circle ends where it began.
    fn longest(&self) -> usize {
        let length = |id: &DocId| {
            let links =
                std::iter::successors(Some(id), |id| self.parents.get(*id)).take(self.parents.len() + 1);
            links.count()
        };
        self.parents.keys().map(length).max().unwrap_or(usize::from(self.kinds.contains_key("requests")))
    }

    /// All of it as one JSON object.
    pub fn json(&self) -> String {
        serde_json::json!({
            "kinds": self.kinds, "states": self.states, "open": self.open, "silent": self.silent,
            "open_links": self.open_links, "longest_chain": self.longest_chain, "unread": self.unread,
        })
        .to_string()
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kinds.iter().try_for_each(|(kind, count)| writeln!(f, "{kind}: {count}"))?;
        writeln!(f, "requests that are open: {} ({} of them silent)", self.open, self.silent)?;
        self.states.iter().try_for_each(|(state, count)| writeln!(f, "  {state}: {count}"))?;
        writeln!(f, "longest chain: {} links", self.longest_chain)?;
        match self.unread {
            0 => Ok(()),
            unread => writeln!(f, "rows of another version: {unread}"),
        }
    }
}
