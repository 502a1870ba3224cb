//! What every store must do with the log. One story per promise, run against both stores.

use super::fixture::{doc, entry, stores, update};
use super::{AccessStore, Append, DocUpdate, LogStore, NewEntry, StoreError, chain_next, chain_start};
use sightline_shared::id::{Actor, ChangeHash, DocId, Incarnation, LogId, Millis, Seq};
use sightline_shared::wire::Cursor;

/// Appends one entry for each number, as one step.
fn append<S: LogStore>(store: &mut S, doc: DocId, numbers: &[u8]) -> Cursor {
    let mut head = store.head().unwrap();
    let mut step = Append { after: head.seq, received: Millis(5), ..Append::default() };
    for n in numbers {
        let entry = entry(&head, doc, *n);
        head = Cursor { log: head.log, seq: Seq(head.seq.0 + 1), chain: entry.chain };
        step.entries.push(entry);
        step.docs = vec![update(doc, *n)];
    }
    store.append(&step).unwrap();
    head
}

fn step(store: &impl LogStore, entries: Vec<NewEntry>) -> Append {
    Append { after: store.head().unwrap().seq, entries, docs: Vec::new(), received: Millis(0) }
}

stores! {
    /// RE1: an empty log begins at 0 with its own id as the chain.
    fn an_empty_log_begins_at_its_own_id(store) {
        let head = store.head().unwrap();
        assert_eq!((head.seq, head.chain), (Seq(0), chain_start(head.log)));
        assert_eq!(store.chain_at(Seq(0)).unwrap(), Some(head.chain));
        assert_eq!(store.chain_at(Seq(1)).unwrap(), None);
        assert_eq!(store.doc_count().unwrap(), 0);
        assert!(store.rows(None, None, 10).unwrap().done);
        assert!(store.docs(None, None, 10).unwrap().done);
    }

    /// RE1, RE2: numbers have no gaps, and each token follows from the one before.
    fn what_is_appended_is_numbered_without_gaps(store) {
        let first = append(&mut store, doc(1, 1), &[1, 2]);
        let second = append(&mut store, doc(1, 2), &[3]);
        assert_eq!((first.seq, second.seq), (Seq(2), Seq(3)));
        assert_eq!(store.head().unwrap(), second);
        assert_eq!(store.chain_at(Seq(2)).unwrap(), Some(first.chain));
        assert_eq!(store.another().unwrap().head().unwrap(), second, "other readers see it");
        assert_eq!(store.find(doc(1, 2), &ChangeHash::from_bytes([3; 32])).unwrap(), Some(Seq(3)));
        assert_eq!(store.find(doc(1, 1), &ChangeHash::from_bytes([3; 32])).unwrap(), None);
    }

    /// RE4: pieces of the log join without a gap, whatever their size.
    fn pieces_of_the_log_join_without_a_gap(store) {
        append(&mut store, doc(1, 1), &[1, 2, 3, 4, 5]);
        let (mut after, mut seen) = (Seq(0), Vec::new());
        while after < Seq(5) {
            let piece = store.entries(after, Seq(5), 25).unwrap();
            assert!((1..=2).contains(&piece.entries.len()));
            assert_eq!(store.chain_at(piece.to).unwrap(), Some(piece.chain));
            seen.extend(piece.entries.into_iter().map(|entry| entry.bytes[0]));
            after = piece.to;
        }
        assert_eq!(seen, [1, 2, 3, 4, 5]);
        assert_eq!(store.entries(Seq(1), Seq(3), 1_000).unwrap().to, Seq(3), "not beyond what was asked for");
        assert!(store.entries(Seq(5), Seq(9), 1_000).unwrap().entries.is_empty());
        assert_eq!(store.entries(Seq(0), Seq(5), 1).unwrap().entries.len(), 1, "an entry is never too large");
    }

    /// AD13, AD8: a document has a hash once, and (actor, number) once; a refused step leaves nothing behind. Documents that begin alike
    /// share a hash.
    fn a_change_is_in_the_log_once(store) {
        let head = append(&mut store, doc(1, 1), &[1]);
        let fresh = entry(&head, doc(1, 1), 2);
        let again = step(&store, vec![fresh.clone(), entry(&head, doc(1, 1), 1)]);
        assert!(matches!(store.append(&again), Err(StoreError::Duplicate)));
        let other_hash = NewEntry { hash: ChangeHash::from_bytes([9; 32]), ..entry(&head, doc(1, 1), 1) };
        let reused = step(&store, vec![other_hash.clone()]);
        assert!(matches!(store.append(&reused), Err(StoreError::Duplicate)));
        assert_eq!(store.head().unwrap(), head);
        assert_eq!(store.find(fresh.doc, &fresh.hash).unwrap(), None);
        let elsewhere = NewEntry { doc: doc(1, 2), ..entry(&head, doc(1, 1), 1) };
        store.append(&step(&store, vec![elsewhere])).unwrap();
        let device = other_hash.actor.device;
        let by_another_tab = Actor { device, incarnation: Incarnation::from_bytes([3; 8]) };
        let entry = NewEntry { actor: by_another_tab, hash: ChangeHash::from_bytes([10; 32]), ..other_hash };
        store.append(&step(&store, vec![entry])).unwrap();
        assert_eq!(store.head().unwrap().seq, Seq(3));
    }

    /// RE1: a writer that didn't know of another one's entries doesn't write over them.
    fn a_step_from_an_old_head_is_refused(store) {
        let old = store.head().unwrap();
        let head = append(&mut store, doc(1, 1), &[1]);
        let late = Append { after: old.seq, entries: vec![entry(&old, doc(1, 1), 2)], ..Append::default() };
        assert!(matches!(store.append(&late), Err(StoreError::Moved)));
        assert_eq!(store.head().unwrap(), head);
    }

    /// RE6: a document is its newest snapshot and the changes after it.
    fn a_document_is_its_snapshot_and_what_follows(store) {
        append(&mut store, doc(1, 1), &[1, 2]);
        let head = store.head().unwrap();
        let with_snapshot = Append {
            entries: vec![entry(&head, doc(1, 1), 3)],
            docs: vec![DocUpdate { snapshot: Some(b"all".to_vec()), ..update(doc(1, 1), 3) }],
            ..step(&store, Vec::new())
        };
        assert_eq!(store.doc(doc(1, 1)).unwrap().unwrap().changes.len(), 2);
        store.append(&with_snapshot).unwrap();
        append(&mut store, doc(1, 2), &[4]);
        append(&mut store, doc(1, 1), &[5]);
        let record = store.doc(doc(1, 1)).unwrap().unwrap();
        assert_eq!(record.snapshot.as_deref(), Some(b"all".as_slice()));
        assert_eq!(record.changes, [vec![5; 10]]);
        let as_updated = update(doc(1, 1), 5);
        assert_eq!((record.heads, &record.tips), (as_updated.heads, &as_updated.tips));
        assert_eq!(record.into_bytes()[..4], *b"all\x05");
        assert_eq!(store.replay(doc(1, 1)).unwrap(), [1, 2, 3, 5].map(|n| vec![n; 10]), "the log has all of it");
        assert!(store.replay(doc(1, 3)).unwrap().is_empty());
        assert_eq!(store.doc(doc(1, 3)).unwrap(), None);
        assert_eq!(store.row(doc(1, 1)).unwrap(), Some(vec![5; 5]));
    }

    /// RE7: pages hold every row and every document once, in the order of their ids.
    fn pages_hold_everything_once_in_order(store) {
        let ids: Vec<DocId> = [(2, 9), (1, 3), (1, 1), (6, 0), (1, 2)].map(|(kind, n)| doc(kind, n)).into();
        for (id, n) in ids.iter().zip(1..) {
            append(&mut store, *id, &[n]);
        }
        let (mut after, mut docs, mut rows) = (None, Vec::new(), Vec::new());
        loop {
            let page = store.docs(after, None, 25).unwrap();
            let row_page = store.rows(after, None, 10).unwrap();
            assert_eq!((page.last, page.done), (row_page.last, row_page.done), "two of each fit");
            assert_eq!(row_page.items.bytes.len(), 5 * row_page.items.count as usize);
            docs.extend(page.items.into_iter().map(|(id, _)| id));
            rows.extend(row_page.items.bytes);
            after = page.last;
            if page.done {
                break;
            }
        }
        let mut sorted = ids.clone();
        sorted.sort();
        assert_eq!(docs, sorted);
        assert_eq!(rows.chunks(5).map(|row| row[0]).collect::<Vec<_>>(), [3, 5, 2, 1, 4]);
        assert_eq!(store.doc_count().unwrap(), 5);
        let first = store.heads(None, 3).unwrap();
        assert_eq!((first.items.len(), first.last, first.done), (3, Some(sorted[2]), false));
        let rest = store.heads(first.last, 2).unwrap();
        assert_eq!((rest.items[1].doc, rest.last, rest.done), (sorted[4], Some(sorted[4]), true));
        assert_eq!(first.items[0].heads, update(sorted[0], 3).heads);
        assert!(store.heads(rest.last, 2).unwrap().done);
        assert!(store.rows(Some(doc(6, 0)), None, 10).unwrap().done);
        let some = store.rows(Some(doc(1, 1)), Some(doc(1, 3)), 100).unwrap();
        assert_eq!((some.items.count, some.last, some.done), (2, Some(doc(1, 3)), true), "up to and with the last");
    }

    /// RE9: remarks are kept, the last one counts.
    fn remarks_are_kept(store) {
        assert_eq!(store.remark("a").unwrap(), None);
        store.set_remark("a", "1").unwrap();
        store.set_remark("a", "2").unwrap();
        assert_eq!(store.another().unwrap().remark("a").unwrap().as_deref(), Some("2"));
    }

    /// RE2, RE17: a restored log goes on under another id; its tokens, the one before the first change too, stay as they were.
    fn a_restored_log_has_another_id_and_the_same_tokens(store) {
        let before = append(&mut store, doc(1, 1), &[1, 2]);
        let start = store.chain_at(Seq(0)).unwrap();
        let id = LogId::from_bytes([7; 16]);
        store.restored(id, Millis(9)).unwrap();
        for store in [&store, &store.another().unwrap()] {
            assert_eq!(store.head().unwrap(), Cursor { log: id, ..before });
            assert_eq!(store.chain_at(Seq(0)).unwrap(), start);
        }
        let after = append(&mut store, doc(1, 1), &[3]);
        assert_eq!((after.log, after.chain), (id, chain_next(before.chain, &entry(&before, doc(1, 1), 3).hash)));
    }
}
