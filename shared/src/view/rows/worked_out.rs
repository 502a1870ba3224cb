//! What several screens ask of all open requests alike, and each at every visit: worked out once, until a row or the question changes.

use crate::id::{DocId, Millis};
use crate::view::Viewer;
use crate::view::now::Standing;
use crate::view::silence::Oldest;
use std::sync::{Arc, Mutex, PoisonError};

/// What is kept of all rows as they are.
#[derive(Debug, Clone, Default)]
pub(in crate::view) struct WorkedOut {
    /// Where a viewer's requests stand at a moment.
    pub(in crate::view) standing: Answers<(Viewer, Millis), Standing>,
    /// The oldest silence of each chain at a moment, for a viewer: of a team's chains, or of all.
    pub(in crate::view) oldest: Answers<(Viewer, Option<DocId>, Millis), Vec<Oldest>>,
}

impl WorkedOut {
    /// A row changes.
    pub(super) fn forget(&mut self) {
        self.standing.forget();
        self.oldest.forget();
    }
}

/// Answers to one question that are kept: silences of a team and of the whole workspace.
const KEPT: usize = 2;

/// Answers beside their questions, which name all that an answer follows from but the rows: these forget it when they change.
#[derive(Debug)]
pub(in crate::view) struct Answers<Q, A>(Mutex<Vec<(Q, Arc<A>)>>);

impl<Q: PartialEq, A> Answers<Q, A> {
    /// The answer, worked out if it isn't kept.
    pub(in crate::view) fn get(&self, question: Q, work_out: impl FnOnce() -> A) -> Arc<A> {
        let kept = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept().iter().find(|(asked, _)| *asked == question).map(|(_, answer)| Arc::clone(answer));
        found.unwrap_or_else(|| {
            // Not under the lock: what is worked out may ask for something else that is kept.
            let answer = Arc::new(work_out());
            let mut kept = kept();
            if kept.len() >= KEPT {
                kept.remove(0);
            }
            kept.push((question, Arc::clone(&answer)));
            answer
        })
    }

    fn forget(&mut self) {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl<Q, A> Default for Answers<Q, A> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

/// A copy works it out for itself.
impl<Q, A> Clone for Answers<Q, A> {
    fn clone(&self) -> Self {
        Self::default()
    }
}
