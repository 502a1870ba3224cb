//! What the tests of this module share: a store in memory, filled and read back.

use super::story::Story;
use super::tally::Tally;
use super::writer::{Run, Sink, fill};
use crate::store::{LogStore, MemoryStore};
use sightline_shared::doc::Doc;
use sightline_shared::edit::{Edit, Stamp};
use sightline_shared::fold::{Outcome, fold};
use sightline_shared::id::{DeviceId, DocId, DocKind, Incarnation, LogId, Millis, WorkspaceId};
use sightline_shared::model::{Event, EventKind, Field, Model, Request};
use sightline_shared::view::{Rows, StoredRow, stored};

pub(super) const NOW: Millis = Millis(1_700_000_000_000);

pub(super) fn store() -> MemoryStore {
    MemoryStore::new(WorkspaceId::default(), LogId::default())
}

pub(super) fn run(nth: u8) -> Run {
    Run { incarnation: Incarnation::from_bytes([nth; 8]), now: NOW }
}

/// A new store with these stories.
pub(super) fn filled(stories: impl Iterator<Item = Story>, tally: &mut Tally) -> MemoryStore {
    let mut store = store();
    fill(stories, Sink::Store(&mut store), run(1), tally).unwrap();
    store
}

/// A document, loaded from what the store has of it.
pub(super) fn doc(store: &impl LogStore, id: DocId) -> Doc {
    let record = store.doc(id).unwrap().unwrap();
    let chunks = record.snapshot.iter().chain(&record.changes).map(Vec::as_slice);
    Doc::load(id, chunks).unwrap()
}

pub(super) fn request(store: &impl LogStore, id: DocId) -> Request {
    let Model::Request(request) = doc(store, id).read().unwrap() else { panic!("{id} is no request") };
    request
}

/// All rows as they are stored.
pub(super) fn stored_rows(store: &impl LogStore) -> Vec<StoredRow> {
    let page = store.rows(None, None, usize::MAX).unwrap();
    let mut bytes = minicbor::Decoder::new(&page.items.bytes);
    (0..page.items.count).map(|_| bytes.decode().unwrap()).collect()
}

pub(super) fn rows(store: &impl LogStore) -> Rows {
    let mut rows = Rows::default();
    stored_rows(store).into_iter().for_each(|stored| {
        rows.apply(stored.row);
    });
    rows
}

/// Every stored row is what its document gives, and no event of a request is senseless or before the ask.
pub(super) fn assert_sensible(store: &impl LogStore) {
    for row in stored_rows(store) {
        let id = row.row.id();
        assert_eq!(stored(&doc(store, id)).unwrap(), row);
        if id.kind() == DocKind::Request {
            let request = request(store, id);
            let folded = fold(&request);
            assert!(folded.events.iter().all(|effect| effect.outcome != Outcome::Senseless), "{request:#?}");
            assert!(request.events.iter().all(|event| event.at() >= folded.asked_at), "{request:#?}");
        }
    }
}

/// The request that a story tells, without a document: for telling many thousands.
pub(super) fn told(story: &Story) -> Request {
    let mut edits =
        story.parts.iter().flat_map(|part| part.edits.iter().map(move |edit| (part.device, edit)));
    let Some((device, (Edit::Ask(ask), stamp))) = edits.next() else { panic!("no ask") };
    let asked = EventKind::Asked { reply_by: ask.reply_by };
    let mut events = vec![event(asked, device, stamp, &[])];
    for (device, (edit, stamp)) in edits {
        let Edit::Act { event: kind, .. } = edit else { panic!("{edit:?}") };
        let next = event(kind.clone(), device, stamp, &events);
        events.push(next);
    }
    let ask = ask.clone();
    Request {
        id: ask.id,
        title: Field::of(ask.title),
        details: Field::of(ask.details),
        asker: ask.asker,
        provider: ask.provider,
        service: ask.service,
        customer: Field::of(ask.customer),
        words: Field::of(ask.words),
        reference: Field::of(ask.reference),
        parent: Field::of(ask.parent),
        due: Field::of(ask.due),
        private: ask.private,
        voice: None,
        events,
    }
}

fn event(kind: EventKind, device: DeviceId, stamp: &Stamp, before: &[Event]) -> Event {
    Event {
        id: stamp.event,
        kind,
        seen: before.last().map(|event| event.id).into_iter().collect(),
        by: stamp.by,
        device,
        device_time: stamp.device_time,
        offset: stamp.offset,
        on_behalf_of: String::new(),
    }
}
