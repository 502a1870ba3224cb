//! Stories become changes, snapshots and rows, and go to the store in batches.
//!
//! Documents don't depend on each other, so each batch is written on all cores; the store gets it in the stories' order.

use super::story::{Part, Story};
use super::tally::Tally;
use crate::store::{Append, DocUpdate, LogStore, NewEntry, StoreError, chain_next};
use sightline_shared::doc::{Doc, EditError, ReadError, write};
use sightline_shared::edit::Edit;
use sightline_shared::id::{Actor, ChangeHash, DocId, DocKind, Incarnation, Millis};
use sightline_shared::model::EventKind;
use sightline_shared::view::{Row, State, StoredRow, stored};
use sightline_shared::wire::Cursor;
use std::collections::HashMap;

/// Stories that are written at once: one transaction of the store.
const BATCH_STORIES: usize = 2_000;

/// Where stories go.
pub enum Sink<'a, S> {
    /// Into a workspace; documents that it has already are left as they are.
    Store(&'a mut S),
    /// Nowhere: everything is tried, nothing is kept.
    DryRun,
}

/// What holds for everything that one command writes.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// Fresh and random: the same story written again by a later command must not reuse an actor.
    pub incarnation: Incarnation,
    /// The relay's clock.
    pub now: Millis,
}

/// Writes all stories. What they came to is counted in `tally`; stories that can't be written are reported there with their rows.
///
/// # Errors
/// When the store fails. What was stored before stays; filling again goes on from there.
pub fn fill<S: LogStore>(
    stories: impl Iterator<Item = Story>,
    mut sink: Sink<'_, S>,
    run: Run,
    tally: &mut Tally,
) -> Result<(), StoreError> {
    let mut stories = stories.peekable();
    while stories.peek().is_some() {
        let mut batch = Vec::with_capacity(BATCH_STORIES);
        for story in stories.by_ref().take(BATCH_STORIES) {
            match &sink {
                Sink::Store(store) if store.row(story.doc)?.is_some() => {
                    tally.count("documents that were already there", 1);
                }
                _ => batch.push(story),
            }
        }
        let written = write_all(&batch, run);
        let mut ready = Vec::with_capacity(batch.len());
        for (story, outcome) in batch.iter().zip(written) {
            match outcome {
                Ok(document) => {
                    count(story, &document.row.row, tally);
                    ready.push(document);
                }
                Err(error) => report(story, &error, tally),
            }
        }
        if let Sink::Store(store) = &mut sink {
            append(*store, ready, run.now)?;
        }
    }
    Ok(())
}

/// A document, ready to be stored.
struct Ready {
    doc: DocId,
    changes: Vec<(ChangeHash, Actor, u64, Vec<u8>)>,
    row: StoredRow,
    tips: Vec<ChangeHash>,
    snapshot: Option<Vec<u8>>,
}

/// Why a story can't be written.
#[derive(Debug, thiserror::Error)]
enum Unwritten {
    #[error("{0}")]
    Edit(#[from] EditError),
    #[error("{0}")]
    Read(#[from] ReadError),
    #[error("a worker stopped unexpectedly")]
    Stopped,
}

fn write_all(batch: &[Story], run: Run) -> Vec<Result<Ready, Unwritten>> {
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let share = batch.len().div_ceil(workers).max(1);
    std::thread::scope(|scope| {
        let shares: Vec<_> = batch
            .chunks(share)
            .map(|stories| {
                let work = move || stories.iter().map(|story| write_one(story, run)).collect::<Vec<_>>();
                (stories.len(), scope.spawn(work))
            })
            .collect();
        shares
            .into_iter()
            .flat_map(|(count, worker)| {
                worker.join().unwrap_or_else(|_| (0..count).map(|_| Err(Unwritten::Stopped)).collect())
            })
            .collect()
    })
}

fn write_one(story: &Story, run: Run) -> Result<Ready, Unwritten> {
    let mut doc = Doc::empty(story.doc);
    let mut heard = doc.clone();
    let mut seqs: HashMap<Actor, u64> = HashMap::new();
    let mut changes = Vec::with_capacity(story.parts.len());
    let mut before_was_apart = false;
    for Part { device, apart, edits } in &story.parts {
        let actor = Actor { device: *device, incarnation: run.incarnation };
        let edits: Vec<_> = edits.iter().map(|(edit, stamp)| (edit, *stamp)).collect();
        let written = if *apart {
            if !before_was_apart {
                heard = doc.clone();
            }
            let written = write(&mut heard.clone(), actor, &edits)?;
            doc.apply(&written.bytes)?;
            written
        } else {
            write(&mut doc, actor, &edits)?
        };
        before_was_apart = *apart;
        let seq = seqs.entry(actor).or_default();
        *seq += 1;
        changes.push((written.hash, actor, *seq, written.bytes));
    }
    // A document of one change is its own snapshot.
    let snapshot = (changes.len() > 1).then(|| doc.save_raw());
    Ok(Ready { doc: story.doc, changes, row: stored(&doc)?, tips: doc.head_hashes(), snapshot })
}

fn append<S: LogStore>(store: &mut S, ready: Vec<Ready>, now: Millis) -> Result<(), StoreError> {
    if ready.is_empty() {
        return Ok(());
    }
    let Cursor { seq, mut chain, .. } = store.head()?;
    let mut step = Append { after: seq, received: now, ..Append::default() };
    for Ready { doc, changes, row, tips, snapshot } in ready {
        for (hash, actor, actor_seq, bytes) in changes {
            chain = chain_next(chain, &hash);
            step.entries.push(NewEntry { doc, hash, actor, actor_seq, bytes, chain });
        }
        let heads = row.heads;
        let row = minicbor::to_vec(&row).map_err(|error| StoreError::Broken(error.to_string()))?;
        step.docs.push(DocUpdate { doc, row, heads, tips, snapshot });
    }
    store.append(&step)
}

fn report(story: &Story, error: &Unwritten, tally: &mut Tally) {
    if story.rows.is_empty() {
        tally.fault(format!(
            "the {:?} document {} could not be written: {error}",
            story.doc.kind(),
            story.doc
        ));
    }
    for row in &story.rows {
        tally.report(*row, format!("its request could not be written: {error}"));
    }
}

/// Adds a document to the figures of the summary.
fn count(story: &Story, row: &Row, tally: &mut Tally) {
    let name = match story.doc.kind() {
        DocKind::Request => "requests",
        DocKind::Party => "parties",
        DocKind::Service => "services",
        DocKind::Person => "people",
        DocKind::Customer => "customers",
        DocKind::Task => "tasks",
        DocKind::Settings | DocKind::Other(_) => "other documents",
    };
    tally.count(name, 1);
    if let Row::Request(row) = row {
        tally.count("requests that are open", u64::from(!row.state.is_closed()));
        tally.count(
            "requests that nobody has answered",
            u64::from(matches!(row.state, State::Asked | State::HandedOn)),
        );
    }
    for (edit, _) in story.parts.iter().flat_map(|part| &part.edits) {
        match edit {
            Edit::Ask(_) => tally.count("events", 1),
            Edit::Act { event, .. } => {
                tally.count("events", 1);
                tally.count("hand-ons", u64::from(matches!(event, EventKind::HandedOn { .. })));
            }
            _ => {}
        }
    }
}
