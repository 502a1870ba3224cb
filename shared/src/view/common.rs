//! What all screens have in common: who looks, named things, sections with a cap.

use super::RequestRow;
use crate::id::DocId;

/// Who looks at the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Viewer {
    /// The person.
    pub person: DocId,
    /// Their team, if they are in one.
    pub team: Option<DocId>,
}

impl Viewer {
    /// Whether the relay still sends them what becomes of a request: of a private one it does so only while they may read it. What their
    /// device has had before stays as it was.
    pub fn hears_of(&self, row: &RequestRow) -> bool {
        let is_theirs = |team: DocId| self.team == Some(team);
        let is_named = row.asked_by == self.person || row.is_owned_by(self.person);
        !row.private || is_named || is_theirs(row.asker) || is_theirs(row.provider)
    }
}

/// A document and what it is called.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Named {
    /// The document.
    pub id: DocId,
    /// Its name or title. Empty when its row is not on this device (yet): the screen then says "not here yet", never nothing.
    pub name: String,
}

/// Which end of a request the viewer's team is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// It asked.
    Asker,
    /// It has the request now.
    Provider,
    /// It asked itself.
    Both,
    /// Neither: it looks on.
    Neither,
}

/// A list that is cut off for painting, with its full length.
#[derive(Debug, Clone, PartialEq)]
pub struct Section<T> {
    /// How many there are.
    pub total: usize,
    /// The first of them, in the order to show.
    pub items: Vec<T>,
}

impl<T> Default for Section<T> {
    fn default() -> Self {
        Self { total: 0, items: Vec::new() }
    }
}

impl<T> Section<T> {
    /// How many are not in `items`.
    pub fn more(&self) -> usize {
        self.total.saturating_sub(self.items.len())
    }
}
