//! Rows of routine work.

use super::{Rows, put};
use crate::id::{DocId, Millis};
use crate::view::TaskRow;

impl Rows {
    pub(in crate::view) fn apply_task(&mut self, row: TaskRow) -> bool {
        let id = row.id;
        let Some(before) = put(&mut self.tasks, id, row) else { return false };
        if let Some(old) = before {
            self.indexes.forget_task(&old);
        }
        if let Some(row) = self.tasks.get(&id) {
            self.indexes.note_task(row);
        }
        true
    }

    /// A task.
    pub fn task(&self, id: DocId) -> Option<&TaskRow> {
        self.tasks.get(&id)
    }

    /// All routine work, ended tasks too.
    pub fn tasks(&self) -> impl Iterator<Item = &TaskRow> {
        self.tasks.values()
    }

    /// A team's routine work, ended tasks too.
    pub fn tasks_of(&self, team: DocId) -> impl Iterator<Item = &TaskRow> {
        self.indexes.tasks_by_team.of(team).filter_map(|id| self.task(id))
    }

    /// Whether rows tell of anything that somebody did after this moment.
    pub(in crate::view) fn did_since(&self, person: DocId, moment: Millis) -> bool {
        self.indexes.acts.after(person, moment).next().is_some()
    }

    /// Tasks that were put off because of this request and not done since.
    pub fn tasks_aside_for(&self, request: DocId) -> impl Iterator<Item = &TaskRow> {
        self.indexes.tasks_aside_for.of(request).filter_map(|id| self.task(id))
    }
}
