//! Rows of requests whose answer is kept.

use super::Rows;
use crate::id::DocId;
use crate::view::RequestRow;

impl Rows {
    /// Requests of which an answer is kept and holds: those that a team answered, or all.
    pub fn kept_by(&self, team: Option<DocId>) -> impl Iterator<Item = &RequestRow> {
        let all = team.is_none().then(|| self.indexes.kept.pairs().map(|(_, request)| request));
        let own = team.map(|team| self.indexes.kept.of(team));
        all.into_iter().flatten().chain(own.into_iter().flatten()).filter_map(|id| self.request(id))
    }
}
