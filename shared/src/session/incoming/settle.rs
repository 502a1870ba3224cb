//! What the relay said of a batch: it goes out of the outbox, and what was refused out of its document.

use super::heads_of;
use super::queue::Item;
use crate::doc::inspect;
use crate::id::{ChangeHash, DocId, Millis};
use crate::session::{OutboxEntry, Place, RefusedEntry, Session, Write};
use crate::view;
use crate::wire::{Acked, Change, Sealed, Settled};

impl Session {
    /// A batch is settled. In the queue, because its place must not overtake what came before it.
    pub(super) fn settle(&mut self, entry: OutboxEntry, acked: Acked, place: Place) {
        let mut item = Item { place: Some(place), ..Item::default() };
        item.write.outbox_remove.push(entry.key);
        let meta = |change: &Change| inspect(&change.bytes).ok().map(|meta| (change.doc, meta));
        let named: Vec<_> = entry.changes.iter().filter_map(meta).collect();
        match acked.outcome {
            Settled::Accepted(_) => {
                item.acknowledged = named.iter().map(|(doc, meta)| (*doc, meta.hash)).collect();
                for ((doc, meta), seal) in named.into_iter().zip(acked.seals) {
                    item.write.seals_remove.extend(meta.deps.iter().map(|dep| (doc, *dep)));
                    item.write.seals.push((doc, Sealed { hash: meta.hash, seal }));
                }
            }
            Settled::Refused(refusal) => {
                item.write.drop_changes = named.into_iter().map(|(doc, meta)| (doc, meta.hash)).collect();
                item.write.refused_add.push(RefusedEntry { entry, why: refusal.why, at: Millis::default() });
                item.take_out();
            }
        }
        self.incoming.queue.push_back(item);
    }

    /// Takes refused changes out of a document. What depends on them will be refused as well.
    pub(super) fn take_out(&mut self, id: DocId, hashes: &[ChangeHash], write: &mut Write) {
        let before = self.shelf.get(id).and_then(|doc| heads_of(doc));
        let rest = self.shelf.get(id).and_then(|doc| doc.without(hashes).ok());
        let row = rest.as_ref().and_then(|doc| view::stored(doc).ok());
        match (rest, row) {
            (Some(doc), Some(row)) => {
                self.shelf.put(doc);
                self.take_row(before, row, write);
            }
            _ => {
                self.shelf.forget(id);
                self.forget_row(id);
                write.rows_remove.push(id);
            }
        }
    }

    /// Another tab wrote to a document while refused changes were taken out of it: read it again and start over.
    pub(in crate::session) fn drop_again(&mut self, mut write: Write) {
        for (doc, _) in &write.drop_changes {
            self.shelf.forget(*doc);
        }
        (write.rows, write.rows_remove) = (Vec::new(), Vec::new());
        // The person has been told, and the list of refused batches has it.
        let mut item = Item { place: write.place.take(), ..Item::default() };
        item.told = true;
        item.write = write;
        item.take_out();
        self.incoming.queue.push_front(item);
    }
}
