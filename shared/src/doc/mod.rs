//! Documents: the only module that knows automerge.
//!
//! [`Doc`] owns one automerge document. [`write()`] turns edits into one transaction, [`Doc::read`] gives plain values, [`inspect()`]
//! judges foreign bytes before automerge sees them, [`allowed`] says what a person may do. There is no way to ask which parts of a
//! document a change touched: documents are small, so a row is derived whole.

mod chunk;
mod columns;
mod counters;
mod error;
mod events;
mod fields;
mod inspect;
mod operations;
mod policy;
mod proposals;
mod read;
mod schema;
mod sound;
mod texts;
mod turns;
mod wording;
mod write;

#[cfg(test)]
mod tests;

pub use counters::Counters;
pub use error::{EditError, ReadError};
pub use inspect::{BadChange, ChangeMeta, Opened, inspect, open};
pub use policy::{Who, allowed};
pub use sound::is_sound;
pub use write::{Written, write};

use crate::id::{Actor, ChangeHash, DeviceId, DocId, HeadsDigest, Incarnation};
use crate::limits::{DOC_BYTES_MAX, DOC_BYTES_WARN};
use crate::model::{Event, Model};
use automerge::{Automerge, Change, ObjId, ReadDoc};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// One document. The only type outside of which nobody sees automerge.
#[derive(Debug, Clone)]
pub struct Doc {
    id: DocId,
    automerge: Automerge,
    /// Never less than [`Doc::size`]; none until somebody asks.
    size_at_most: Option<usize>,
    /// None until somebody asks, and whenever it isn't certain which changes were taken in.
    lasts: Option<counters::Lasts>,
    /// Whether a change ever waited here for another: one that is applied may bring it along.
    waited: bool,
    /// Events that [`Doc::read_again`] has read and nothing was written into since, by their maps.
    events: HashMap<ObjId, Event>,
}

/// What became of applied bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applied {
    /// It is part of the document now (and so is whatever waited for it).
    New(ChangeHash),
    /// It was part of the document already.
    Known(ChangeHash),
    /// A change that it depends on is missing: kept until that one comes; not part of what is read or saved.
    Waits(ChangeHash),
}

impl Doc {
    /// A document without content.
    pub fn empty(id: DocId) -> Self {
        Self { size_at_most: Some(0), ..Self::unread(id) }
    }

    fn unread(id: DocId) -> Self {
        Self {
            id,
            automerge: Automerge::new(),
            size_at_most: None,
            lasts: None,
            waited: false,
            events: HashMap::new(),
        }
    }

    /// Loads a document from any number of byte strings, each with snapshots or changes, in any order. No bytes give an empty document;
    /// changes whose dependencies are missing wait for them.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] when anything can't be read: nothing is left out in silence. [`ReadError::ActorReused`].
    pub fn load<'a>(id: DocId, chunks: impl IntoIterator<Item = &'a [u8]>) -> Result<Self, ReadError> {
        let mut doc = Self::unread(id);
        doc.absorb(chunks)?;
        Ok(doc)
    }

    /// Takes in whatever these byte strings hold that isn't here yet: snapshots or changes, in any order, as [`Doc::load`] does.
    ///
    /// # Errors
    /// As [`Doc::load`]; then some of it may have been taken in, which is harmless: it is all part of this document.
    pub fn absorb<'a>(&mut self, chunks: impl IntoIterator<Item = &'a [u8]>) -> Result<(), ReadError> {
        self.forget();
        self.size_at_most = None;
        let mut changes = Vec::new();
        for bytes in chunks {
            let mut rest = bytes;
            while !rest.is_empty() {
                let (chunk, after) = chunk::split(rest).map_err(|_| ReadError::Damaged)?;
                if chunk.is_document() {
                    self.take_in(chunk.bytes)?;
                } else {
                    changes.push(chunk.change()?);
                }
                rest = after;
            }
        }
        let applied = self.automerge.apply_changes(changes).map_err(reason);
        self.waited |= !self.automerge.get_missing_deps(&[]).is_empty();
        applied
    }

    fn take_in(&mut self, snapshot: &[u8]) -> Result<(), ReadError> {
        let mut loaded = Automerge::load(snapshot).map_err(reason)?;
        if self.automerge.is_empty() {
            self.automerge = loaded;
            return Ok(());
        }
        self.automerge.merge(&mut loaded).map(|_| ()).map_err(reason)
    }

    /// Which document this is.
    pub fn id(&self) -> DocId {
        self.id
    }

    /// Whether nothing has been written into it.
    pub fn is_empty(&self) -> bool {
        self.automerge.get_heads().is_empty()
    }

    /// Applies one change. Applying a change twice is harmless.
    ///
    /// Foreign bytes go through [`inspect()`] first: automerge inflates without a limit.
    ///
    /// # Errors
    /// [`ReadError::Damaged`], [`ReadError::ActorReused`]; the document is as it was.
    pub fn apply(&mut self, bytes: &[u8]) -> Result<Applied, ReadError> {
        let (chunk, rest) = chunk::split(bytes).map_err(|_| ReadError::Damaged)?;
        if !rest.is_empty() {
            return Err(ReadError::Damaged);
        }
        self.events.clear();
        self.take(chunk.change()?)
    }

    /// [`Doc::apply`] for bytes that were opened already: automerge need not read them again.
    ///
    /// # Errors
    /// As [`Doc::apply`].
    pub fn apply_opened(&mut self, meta: &ChangeMeta, opened: Opened) -> Result<Applied, ReadError> {
        for map in meta.references.written() {
            self.events.remove(&map);
        }
        self.take(opened.0)
    }

    fn take(&mut self, change: Change) -> Result<Applied, ReadError> {
        let hash = change.hash();
        if self.has(&hash) {
            return Ok(Applied::Known(named(hash)));
        }
        let grows = change.raw_bytes().len();
        let (actor, seq) = (change.actor_id().clone(), change.seq());
        // Automerge refuses before it changes anything; what waits in its queue stays there.
        self.automerge.apply_changes([change]).map_err(reason)?;
        self.size_at_most = self.size_at_most.map(|size| size + grows);
        if !self.has(&hash) {
            self.waited = true;
            return Ok(Applied::Waits(named(hash)));
        }
        match self.waited {
            true => self.forget(),
            false => self.applied(actor.to_bytes(), seq, hash),
        }
        Ok(Applied::New(named(hash)))
    }

    /// It isn't certain any more which changes were taken in.
    fn forget(&mut self) {
        self.lasts = None;
        self.events.clear();
    }

    fn has(&self, hash: &automerge::ChangeHash) -> bool {
        self.automerge.get_change_meta_by_hash(hash).is_some()
    }

    /// Whether this change is part of the document.
    pub fn contains(&self, hash: ChangeHash) -> bool {
        self.has(&automerge::ChangeHash(*hash.as_bytes()))
    }

    /// What a change of this document depends on; nothing for one that isn't here.
    pub fn deps(&self, hash: ChangeHash) -> Vec<ChangeHash> {
        let meta = self.automerge.get_change_meta_by_hash(&automerge::ChangeHash(*hash.as_bytes()));
        meta.map_or_else(Vec::new, |meta| meta.deps.iter().copied().map(named).collect())
    }

    /// The changes that no other depends on, sorted.
    pub fn head_hashes(&self) -> Vec<ChangeHash> {
        self.automerge.get_heads().into_iter().map(named).collect()
    }

    /// The heads that a device wrote, with the incarnation that did.
    pub fn heads_of(&self, device: DeviceId) -> Vec<(ChangeHash, Incarnation)> {
        let author = |hash: &automerge::ChangeHash| {
            let meta = self.automerge.get_change_meta_by_hash(hash)?;
            let actor = Actor::from_slice(meta.actor.to_bytes()).ok()?;
            (actor.device == device).then_some((named(*hash), actor.incarnation))
        };
        self.automerge.get_heads().iter().filter_map(author).collect()
    }

    /// A digest of the heads: equal for documents with the same changes.
    pub fn heads(&self) -> HeadsDigest {
        digest_of(&self.head_hashes())
    }

    /// The whole document in automerge's compact, deflated form. Waiting changes are not part of it.
    pub fn save(&self) -> Vec<u8> {
        self.automerge.save_with_options(automerge::SaveOptions { deflate: true, retain_orphans: false })
    }

    /// Like [`Doc::save`], not deflated: for those who compress many documents together.
    pub fn save_raw(&self) -> Vec<u8> {
        self.automerge.save_with_options(automerge::SaveOptions { deflate: false, retain_orphans: false })
    }

    /// Bytes of the saved document before deflate: what the limits on documents count, because it doesn't shrink by repetition.
    pub fn size(&self) -> usize {
        self.save_raw().len()
    }

    /// Whether a person should hear that the document grows too large ([`DOC_BYTES_WARN`]).
    pub fn is_large(&mut self) -> bool {
        self.size_exceeds(DOC_BYTES_WARN)
    }

    /// Whether it is past [`DOC_BYTES_MAX`]: the change that brought it there is refused.
    pub fn is_too_large(&mut self) -> bool {
        self.size_exceeds(DOC_BYTES_MAX)
    }

    /// Saves only if the estimate is past the limit: an append of one change shouldn't cost a save of all.
    fn size_exceeds(&mut self, limit: usize) -> bool {
        if self.size_at_most.is_some_and(|size| size <= limit) {
            return false;
        }
        let size = self.size();
        self.size_at_most = Some(size);
        size > limit
    }

    /// What the document says.
    ///
    /// # Errors
    /// [`ReadError::Empty`], [`ReadError::UnknownKind`], [`ReadError::Bad`].
    pub fn read(&self) -> Result<Model, ReadError> {
        read::read(self.id, &self.automerge, None)
    }

    /// The same, for a document that is read after every change: of the events, only those that are new or were written into.
    ///
    /// # Errors
    /// As [`Doc::read`].
    pub fn read_again(&mut self) -> Result<Model, ReadError> {
        read::read(self.id, &self.automerge, Some(&mut self.events))
    }

    /// Every change with its bytes, dependencies first.
    pub fn changes(&self) -> Vec<(ChangeHash, Vec<u8>)> {
        let changes = self.automerge.get_changes(&[]);
        changes.into_iter().map(|mut change| (named(change.hash()), change.bytes().into_owned())).collect()
    }

    /// The document without these changes; what depends on them waits, and is not part of what is read.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] when automerge can't read its own changes.
    pub fn without(&self, hashes: &[ChangeHash]) -> Result<Self, ReadError> {
        let kept: Vec<Vec<u8>> = self
            .changes()
            .into_iter()
            .filter(|(hash, _)| !hashes.contains(hash))
            .map(|(_, bytes)| bytes)
            .collect();
        Self::load(self.id, kept.iter().map(Vec::as_slice))
    }
}

/// The digest of a document that has these heads, in the order of [`Doc::head_hashes`].
pub fn digest_of(heads: &[ChangeHash]) -> HeadsDigest {
    let digest = heads.iter().fold(Sha256::new(), |sha, head| sha.chain_update(head.as_bytes())).finalize();
    let mut half = [0; HeadsDigest::LEN];
    half.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    HeadsDigest::from_bytes(half)
}

fn named(hash: automerge::ChangeHash) -> ChangeHash {
    ChangeHash::from_bytes(hash.0)
}

fn reason(error: automerge::AutomergeError) -> ReadError {
    match error {
        automerge::AutomergeError::DuplicateSeqNumber(..) => ReadError::ActorReused,
        _ => ReadError::Damaged,
    }
}

impl chunk::Chunk<'_> {
    /// The change in this chunk, its checksum compared: automerge compares it only for whole documents.
    fn change(&self) -> Result<Change, ReadError> {
        let change = Change::from_bytes(self.bytes.to_vec()).map_err(|_| ReadError::Damaged)?;
        if change.hash().0.starts_with(&self.checksum) { Ok(change) } else { Err(ReadError::Damaged) }
    }
}
