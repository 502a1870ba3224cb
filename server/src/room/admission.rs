//! May this batch into the log? Bytes first, then counters, then meaning and policy (AD rules in SPEC.md). Batches pass whole or not at
//! all, and a batch that kills its own examination harms no other.

mod carried;

use super::Author;
use super::gate::Gate;
use super::hot::{Cache, Hot};
use super::stage::Stage;
use crate::limits::{OPENED_BYTES_MAX, RECENT_BYTES_MAX, TAIL_BYTES_MAX, TAIL_CHANGES_MAX};
use crate::seal::Sealer;
use crate::store::{DocRecord, DocUpdate, LogStore, StoreError, sound};
use sightline_shared::doc::{Applied, ChangeMeta, Counters, Opened, Who, allowed, open};
use sightline_shared::id::{ChangeHash, DocId, DocKind};
use sightline_shared::limits::{
    BATCH_BYTES_MAX, BATCH_CHANGES_MAX, BATCH_UNPACKED_BYTES_MAX, DOC_BYTES_MAX, EVENTS_MAX, TURNS_MAX,
};
use sightline_shared::model::Model;
use sightline_shared::view::{ROW_VERSION, StoredRow, derive};
use sightline_shared::wire::{AppendedRange, Change, Push, Refusal, RefusalReason};
use std::collections::HashSet;
use std::collections::btree_map::{BTreeMap, Entry};

const _: () = assert!(TAIL_BYTES_MAX < DOC_BYTES_MAX && RECENT_BYTES_MAX >= BATCH_BYTES_MAX);

/// Why a batch was not staged.
pub(super) enum NotStaged {
    /// The device is told.
    Refused(Refusal),
    /// The store failed: nobody is told anything.
    Failed(StoreError),
}

/// What passed.
pub(super) struct Admitted {
    /// Where it will be; none when all of it was in the log already.
    pub(super) range: Option<AppendedRange>,
    /// Its changes, in the batch's order.
    pub(super) named: Vec<(DocId, ChangeHash)>,
}

impl From<StoreError> for NotStaged {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

fn refusal(change: Option<ChangeHash>, why: RefusalReason) -> Refusal {
    Refusal { change, why }
}

fn refuse(change: Option<ChangeHash>, why: RefusalReason) -> NotStaged {
    NotStaged::Refused(refusal(change, why))
}

/// One examination: what it may look at.
pub(super) struct Admission<'a, S> {
    pub(super) store: &'a S,
    pub(super) cache: &'a mut Cache,
    pub(super) denied: &'a HashSet<DocId>,
    pub(super) gate: &'a Gate,
    pub(super) stage: &'a mut Stage,
}

/// A change that was looked at from outside.
#[derive(Debug)]
pub(super) struct Candidate {
    doc: DocId,
    meta: ChangeMeta,
    /// Until it is applied; none for a large one.
    opened: Option<Opened>,
}

impl<S: LogStore> Admission<'_, S> {
    /// Examines a batch that passed [`look`] and stages it.
    pub(super) fn examine(
        &mut self,
        author: &Author,
        push: &Push,
        candidates: Vec<Candidate>,
    ) -> Result<Admitted, NotStaged> {
        let carried = !push.seals.is_empty();
        let named = candidates.iter().map(|candidate| (candidate.doc, candidate.meta.hash)).collect();
        let mut fresh = self.without_known(candidates.into_iter().zip(&push.changes))?;
        let mut docs: BTreeMap<DocId, (Option<Model>, Hot)> = BTreeMap::new();
        let reader = self.gate.pass(author.person);
        for (candidate, change) in &mut fresh {
            // Whoever may not read it may not write to it either (PR4).
            if !carried && !reader.may_read(candidate.doc) {
                return Err(refuse(Some(candidate.meta.hash), RefusalReason::NotAllowed));
            }
            let (_, hot) = match docs.entry(candidate.doc) {
                Entry::Occupied(loaded) => loaded.into_mut(),
                Entry::Vacant(free) => {
                    let mut hot = self.load(candidate.doc)?;
                    // Judging reads it anew; a document that is refused doesn't go back into the cache.
                    free.insert((hot.model.take(), hot))
                }
            };
            apply(hot, candidate, &change.bytes)?;
        }
        let mut updates = Vec::with_capacity(docs.len());
        for (doc, (before, hot)) in &mut docs {
            let last = fresh
                .iter()
                .rev()
                .find(|(candidate, _)| candidate.doc == *doc)
                .map(|(candidate, _)| candidate.meta.hash);
            // What is given back was allowed when it was first accepted, to people who may have other rights now.
            let judges = Some(author).filter(|_| !carried);
            updates.push(judge(judges, *doc, before.as_ref(), hot).map_err(|why| refuse(last, why))?);
        }
        let range =
            self.stage.add(fresh.iter().map(|(c, change)| (c.doc, &c.meta, &change.bytes[..])), updates);
        for (doc, (_, hot)) in docs {
            hot.model.iter().for_each(|model| self.gate.take(model, self.stage.head().seq));
            self.cache.put(doc, hot);
        }
        Ok(Admitted { range, named })
    }

    /// Leaves out what the log has already, so that a resend is acknowledged again and appended once (AD13).
    fn without_known<'c>(
        &self,
        candidates: impl Iterator<Item = (Candidate, &'c Change)>,
    ) -> Result<Vec<(Candidate, &'c Change)>, NotStaged> {
        let mut fresh: Vec<(Candidate, &'c Change)> = Vec::new();
        for (candidate, change) in candidates {
            let (doc, hash) = (candidate.doc, candidate.meta.hash);
            if fresh.iter().any(|(other, _)| (other.doc, other.meta.hash) == (doc, hash)) {
                return Err(refuse(Some(hash), RefusalReason::Malformed));
            }
            if !self.stage.has(doc, hash) && self.store.find(doc, &hash)?.is_none() {
                fresh.push((candidate, change));
            }
        }
        Ok(fresh)
    }

    fn load(&mut self, doc: DocId) -> Result<Hot, NotStaged> {
        if self.denied.contains(&doc) {
            return Err(refuse(None, RefusalReason::BadDocument));
        }
        if let Some(hot) = self.cache.take(&doc) {
            return Ok(hot);
        }
        let stored = self.store.doc(doc)?;
        let staged = self.stage.changes_of(doc);
        if stored.is_none() && staged.is_empty() {
            return Ok(Hot::empty(doc));
        }
        let mut record = match stored {
            Some(record) => {
                sound(self.store, doc, record)?.ok_or_else(|| refuse(None, RefusalReason::BadDocument))?
            }
            None => DocRecord::default(),
        };
        record.changes.extend(staged);
        Hot::load(doc, &record).map_err(|_| refuse(None, RefusalReason::BadDocument))
    }
}

/// What can be said of a batch without knowing the log: sizes, form, and whose changes they are (AD1 to AD4, AD10 to AD12) or what covers
/// them (AD19).
pub(super) fn look(sealer: &Sealer, author: &Author, push: &Push) -> Result<Vec<Candidate>, Refusal> {
    if !push.seals.is_empty() {
        return carried::look(sealer, push);
    }
    let bytes: usize = push.changes.iter().map(|change| change.bytes.len()).sum();
    if push.changes.len() > BATCH_CHANGES_MAX || bytes > BATCH_BYTES_MAX {
        return Err(refusal(None, RefusalReason::Malformed));
    }
    each(push, |change| candidate(author, change))
}

/// Looks at one change after the other, as long as they don't unpack to too much in all (AD21).
fn each(
    push: &Push,
    look: impl Fn(&Change) -> Result<Candidate, Refusal>,
) -> Result<Vec<Candidate>, Refusal> {
    let mut unpacked = 0;
    let looked = push.changes.iter().map(|change| {
        let mut candidate = look(change)?;
        unpacked += candidate.meta.unpacked_len;
        if unpacked > BATCH_UNPACKED_BYTES_MAX {
            return Err(refusal(Some(candidate.meta.hash), RefusalReason::Malformed));
        }
        if candidate.meta.unpacked_len > OPENED_BYTES_MAX {
            // It may wait for long, with many others: it is opened again when its turn comes.
            candidate.opened = None;
        }
        Ok(candidate)
    });
    looked.collect()
}

fn candidate(author: &Author, change: &Change) -> Result<Candidate, Refusal> {
    let candidate = formed(change)?;
    if candidate.meta.actor.device != author.device {
        return Err(refusal(Some(candidate.meta.hash), RefusalReason::ForeignActor));
    }
    Ok(candidate)
}

/// A sound change of a document of a known kind.
fn formed(change: &Change) -> Result<Candidate, Refusal> {
    let (meta, opened) = open(&change.bytes).map_err(|_| refusal(None, RefusalReason::Malformed))?;
    if matches!(change.doc.kind(), DocKind::Other(_)) {
        return Err(refusal(Some(meta.hash), RefusalReason::BadDocument));
    }
    Ok(Candidate { doc: change.doc, meta, opened: Some(opened) })
}

/// Counters, dependencies, and automerge's own opinion (AD5 to AD9).
fn apply(hot: &mut Hot, candidate: &mut Candidate, bytes: &[u8]) -> Result<(), NotStaged> {
    let meta = &candidate.meta;
    let hash = Some(meta.hash);
    match hot.doc.check_counters(meta) {
        Counters::Ok => {}
        Counters::MissingDependency => return Err(refuse(hash, RefusalReason::MissingDependency)),
        Counters::ActorReused => return Err(refuse(hash, RefusalReason::ActorReused)),
        Counters::BadCounters => return Err(refuse(hash, RefusalReason::BadCounters)),
        // The log doesn't have it, so the document can't: what is stored is not what was admitted.
        Counters::Known => return Err(refuse(hash, RefusalReason::BadDocument)),
    }
    let applied = match candidate.opened.take() {
        Some(opened) => hot.doc.apply_opened(meta, opened),
        None => hot.doc.apply(bytes),
    };
    match applied {
        Ok(Applied::New(_)) => {}
        Ok(Applied::Waits(_)) => return Err(refuse(hash, RefusalReason::MissingDependency)),
        Ok(Applied::Known(_)) | Err(_) => return Err(refuse(hash, RefusalReason::Malformed)),
    }
    hot.tail_changes += 1;
    hot.tail_bytes += bytes.len();
    Ok(())
}

/// Size, meaning and policy (AD15 to AD17).
fn judge(
    author: Option<&Author>,
    doc: DocId,
    before: Option<&Model>,
    hot: &mut Hot,
) -> Result<DocUpdate, RefusalReason> {
    if hot.doc.is_too_large() {
        return Err(RefusalReason::DocTooLarge);
    }
    let after = hot.doc.read_again().map_err(|_| RefusalReason::BadDocument)?;
    let is_full = match &after {
        Model::Request(request) => request.events.len() > EVENTS_MAX,
        Model::Task(task) => task.turns.len() > TURNS_MAX,
        _ => false,
    };
    if is_full {
        return Err(RefusalReason::DocTooLarge);
    }
    if let Some(author) = author {
        let who = Who { person: author.person, device: author.device, admin: author.admin };
        allowed(before, &after, &who)?;
    }
    let (heads, tips) = (hot.doc.heads(), hot.doc.head_hashes());
    let row = StoredRow { version: ROW_VERSION, heads, row: derive(&after) };
    hot.model = Some(after);
    Ok(DocUpdate { doc, row: sightline_shared::wire::encode(&row), heads, tips, snapshot: None })
}

/// A new snapshot, when too much lies after the old one.
pub(super) fn snapshot(hot: &mut Hot) -> Option<Vec<u8>> {
    if hot.tail_changes <= TAIL_CHANGES_MAX && hot.tail_bytes <= TAIL_BYTES_MAX {
        return None;
    }
    // Not deflated: chunks of documents are deflated together when they are sent.
    let bytes = hot.doc.save_raw();
    hot.tail_changes = 0;
    hot.tail_bytes = 0;
    Some(bytes)
}
