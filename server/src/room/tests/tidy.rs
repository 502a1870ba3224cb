//! Snapshots of documents that nobody writes to any more.

use super::*;
use crate::limits::HOT_DOCS_MAX;
use crate::store::LogStore;
use sightline_shared::edit::PartyField;

fn rename(pen: &mut Pen, doc: &mut Doc, n: usize) -> Change {
    let edit = Edit::ChangeParty { id: doc.id(), field: PartyField::Name(format!("Warehouse {n}")) };
    pen.write(doc, &edit)
}

/// RE6: a document that rests for a round gets a snapshot of all its changes, one that is written to doesn't, and nothing is new in the log.
#[test]
fn what_rests_gets_a_snapshot() {
    let mut room = room();
    let (mut pen, mut doc) = (Pen::new(1), Doc::empty(PARTY));
    let mut changes = vec![pen.add_party(&mut doc)];
    changes.extend((0..4).map(|n| rename(&mut pen, &mut doc, n)));
    appended(&push(&mut room, pen.author, changes));
    let head = room.head();
    let stored = |room: &RoomCore<MemoryStore>| room.store().doc(PARTY).unwrap().unwrap();
    assert!(!room.tidy(Millis(6)).unwrap());
    assert_eq!(stored(&room).snapshot, None, "it was written to just now");
    assert!(!room.tidy(Millis(7)).unwrap());
    let rested = stored(&room);
    assert_eq!((rested.snapshot, rested.changes.len()), (Some(doc.save_raw()), 0));
    assert_eq!((rested.heads, room.head()), (doc.heads(), head));

    let change = rename(&mut pen, &mut doc, 9);
    appended(&push(&mut room, pen.author, vec![change]));
    while room.tidy(Millis(8)).unwrap() {}
    while room.tidy(Millis(9)).unwrap() {}
    assert_eq!(stored(&room).changes.len(), 1, "one change costs less than another snapshot");
    let record = stored(&room);
    let chunks = record.snapshot.iter().chain(&record.changes).map(Vec::as_slice);
    assert_eq!(Doc::load(PARTY, chunks).unwrap().heads(), doc.heads());
}

/// RE6: a document that has to leave the cache gets its snapshot then.
#[test]
fn what_has_to_make_room_gets_a_snapshot() {
    let mut room = room();
    let mut pen = Pen::new(1);
    let id = |n: usize| {
        let mut bytes = [2; 16];
        bytes[8..].copy_from_slice(&n.to_be_bytes());
        DocId::from_bytes(bytes)
    };
    for n in 0..=HOT_DOCS_MAX {
        let mut doc = Doc::empty(id(n));
        let mut changes = vec![pen.add_party(&mut doc)];
        changes.extend((0..3).map(|n| rename(&mut pen, &mut doc, n)));
        appended(&push(&mut room, pen.author, changes));
    }
    let has_snapshot = |n: usize| room.store().doc(id(n)).unwrap().unwrap().snapshot.is_some();
    assert!(has_snapshot(0) && !has_snapshot(HOT_DOCS_MAX));
}
