//! What a gate reads out of a store when the relay starts is what it knew before, whichever store it is.

use super::*;
use crate::limits::PIECE_BYTES_MAX;
use crate::room::{Gate, Given, Read, read_piece};
use crate::store::fixture::stores;
use crate::store::{Append, DocUpdate, NewEntry, chain_next};
use sightline_shared::doc::inspect;
use sightline_shared::view::decode_page;

/// Everything that another store has, appended to this one.
fn copy(from: &MemoryStore, to: &mut impl LogStore) {
    let (head, begin) = (from.head().unwrap().seq, to.head().unwrap());
    let mut chain = begin.chain;
    let entries = from.entries(Seq(0), head, usize::MAX).unwrap().entries.into_iter().map(|entry| {
        let meta = inspect(&entry.bytes).unwrap();
        chain = chain_next(chain, &entry.hash);
        let (doc, hash, actor, actor_seq) = (entry.doc, entry.hash, meta.actor, meta.seq);
        NewEntry { doc, hash, actor, actor_seq, bytes: entry.bytes, chain }
    });
    let entries = entries.collect();
    let rows = from.rows(None, None, usize::MAX).unwrap().items.bytes;
    let ids = decode_page(&rows).unwrap().into_iter().map(|stored| stored.row.id());
    let docs = ids.map(|doc| {
        let record = from.doc(doc).unwrap().unwrap();
        let row = from.row(doc).unwrap().unwrap();
        DocUpdate { doc, row, heads: record.heads, tips: record.tips, snapshot: None }
    });
    let docs = docs.collect();
    to.append(&Append { after: begin.seq, entries, docs, received: Millis(1) }).unwrap();
}

/// The entries of the request that a person's device may have, and whether it may have the document.
fn seen(store: &impl LogStore, gate: &Gate, n: u8) -> (Vec<Vec<u8>>, usize) {
    let pass = gate.pass(author(n, false).person);
    let upto = store.head().unwrap().seq;
    let read = |wanted| read_piece(store, &pass, &wanted, PIECE_BYTES_MAX, Millis(9)).unwrap();
    let Given::Range(range) = read(Read::Range { after: Seq(0), upto }) else { panic!() };
    let Given::Whole(docs) = read(Read::Whole(vec![D])) else { panic!() };
    (range.entries.into_iter().filter(|entry| entry.doc == D).map(|entry| entry.bytes).collect(), docs.len())
}

stores! {
    /// PR2, PR3
    fn what_it_reads_at_a_start_is_what_it_knew(store) {
        let mut scene = Scene::asked();
        appended(&scene.says(2, "Row 9"));
        appended(&scene.hands_on(2, team(3)));
        appended(&scene.says(3, "We are at it"));
        appended(&scene.hands_on(3, team(4)));
        appended(&scene.says(4, "It is here"));
        copy(scene.room.store(), &mut store);
        let gate = Gate::of(&store).unwrap();
        let before: Vec<_> = (1..=5).map(|n| seen(scene.room.store(), scene.room.gate(), n)).collect();
        let after: Vec<_> = (1..=5).map(|n| seen(&store, &gate, n)).collect();
        assert_eq!(before, after);
        let counts: Vec<_> = after.iter().map(|(entries, docs)| (entries.len(), *docs)).collect();
        assert_eq!(counts, [(6, 1), (3, 0), (5, 0), (6, 1), (0, 0)]);
    }
}
