//! Stored documents that can't be read: they are fetched whole, and what is damaged is replaced by what came (SY25). An edit that waits to
//! be sent is in the outbox as well, and goes into the fetched document.

use super::{Hint, Notice, Output, Session, Write};
use crate::doc::{Doc, ReadError};
use crate::id::DocId;

impl Session {
    /// Storage has bytes of this document that can't be read.
    pub(super) fn set_aside(&mut self, doc: DocId) {
        // It may be read more than once before it is whole again: a person hears of it once.
        if !self.incoming.damaged.contains(&doc) {
            self.out.push(Output::Notice(Notice::SetAside(doc)));
        }
        self.shelf.forget(doc);
        self.incoming.is_damaged(doc);
        self.repair(doc);
    }

    /// Another tab, or this one, can't read what is stored: the leader fetches it. That may be this one, once it leads.
    pub(super) fn repair(&mut self, doc: DocId) {
        self.incoming.damaged.insert(doc);
        self.fetch_damaged();
        if !self.tabs.leads() {
            self.tell(Hint { damaged: vec![doc], ..Hint::default() });
        }
    }

    /// Asks for what can't be read, once there is contact.
    pub(super) fn fetch_damaged(&mut self) {
        let wanted: Vec<DocId> =
            self.incoming.damaged.iter().filter(|doc| !self.shelf.is_gone(**doc)).copied().collect();
        wanted.into_iter().for_each(|doc| self.fetch(doc));
    }

    /// The relay's copy of a damaged document takes the place of everything that storage has of it; what waits to be sent goes on top.
    ///
    /// # Errors
    /// [`ReadError`] when what came can't be read either.
    pub(super) fn replace_damaged(
        &mut self,
        id: DocId,
        mut theirs: Doc,
        write: &mut Write,
    ) -> Result<(), ReadError> {
        if self.incoming.damaged.remove(&id) && !self.shelf.has(id) {
            write.replace_docs.push(id);
            let waiting: Vec<Vec<u8>> =
                self.client.waiting_changes(id).map(|change| change.bytes.to_vec()).collect();
            theirs.absorb(waiting.iter().map(Vec::as_slice))?;
            self.shelf.put(theirs);
        }
        Ok(())
    }
}
