//! Questions for documents that the relay hasn't answered.

use super::{Action, Client, Phase, send};
use crate::id::DocId;
use crate::wire::{DocBytes, FromDevice};
use std::collections::VecDeque;

/// What was asked for in this connection, one list per question, oldest first. Answers come in that order.
#[derive(Debug, Default)]
pub(super) struct Fetches(VecDeque<Vec<DocId>>);

impl Fetches {
    pub(super) fn ask(&mut self, docs: Vec<DocId>) {
        self.0.push_back(docs);
    }

    /// What this answers. One that doesn't fit the oldest question shows that an answer was lost: what is missing in it would pass for what
    /// the relay doesn't have.
    pub(super) fn answered(&mut self, docs: &[DocBytes]) -> Option<Vec<DocId>> {
        let asked = self.0.pop_front()?;
        docs.iter().all(|whole| asked.contains(&whole.doc)).then_some(asked)
    }

    pub(super) fn has(&self, doc: DocId) -> bool {
        self.0.iter().flatten().any(|id| *id == doc)
    }

    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// The line is gone, and with it the answers.
    pub(super) fn lose(&mut self) {
        self.0.clear();
    }
}

impl Client {
    /// Asks for documents now, ahead of the bootstrap. Nothing happens without contact.
    pub fn fetch(&mut self, docs: Vec<DocId>) -> Vec<Action> {
        match self.phase {
            Phase::CatchingUp(_) | Phase::Live => {
                self.fetching.ask(docs.clone());
                vec![send(&FromDevice::Fetch(docs))]
            }
            _ => Vec::new(),
        }
    }

    /// Questions for documents that the relay hasn't answered.
    pub fn fetches(&self) -> usize {
        self.fetching.count()
    }

    /// Whether a document was asked of the relay, which hasn't answered.
    pub fn is_fetching(&self, doc: DocId) -> bool {
        self.fetching.has(doc)
    }
}
