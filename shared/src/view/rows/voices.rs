//! Rows of what customers said.

use super::Rows;
use crate::id::DocId;
use crate::view::RequestRow;

impl Rows {
    /// What customers said, answered or not.
    pub fn voices(&self) -> impl Iterator<Item = &RequestRow> {
        self.indexes.voices.iter().filter_map(|id| self.request(*id))
    }

    /// What customers said of this request.
    pub fn voices_about(&self, request: DocId) -> impl Iterator<Item = &RequestRow> {
        self.indexes.voices_about.of(request).filter_map(|id| self.request(id))
    }
}
