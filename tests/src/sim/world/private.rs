//! Who may read which private request, by what the relay has stored and not by its gate, and whether anything else reaches a device.

use super::World;
use crate::sim::relay::ToDevice;
use sightline::store::LogStore;
use sightline_shared::id::DocId;
use sightline_shared::view::{RequestRow, Rows, decode_page};
use sightline_shared::wire::{self, FromRelay};

/// What a relay's rows say of private requests.
pub struct Readers {
    rows: Rows,
}

impl Readers {
    /// As the relay's rows stand.
    pub fn of(world: &World) -> Self {
        let page = world.relay.room().store().rows(None, None, usize::MAX).expect("memory can be read");
        let mut rows = Rows::default();
        for stored in decode_page(&page.items.bytes).expect("the relay's rows can be read") {
            rows.apply(stored.row);
        }
        Self { rows }
    }

    /// The private requests.
    pub fn private(&self) -> impl Iterator<Item = &RequestRow> {
        self.rows.requests().filter(|row| row.private)
    }

    /// Whether a document is a private request.
    pub fn is_private(&self, doc: DocId) -> bool {
        self.rows.request(doc).is_some_and(|row| row.private)
    }

    /// Whether a person may read it at present.
    pub fn may_read(&self, person: DocId, doc: DocId) -> bool {
        let Some(row) = self.rows.request(doc).filter(|row| row.private) else { return true };
        let team = self.rows.person(person).and_then(|person| person.team);
        let is_of_both = team.is_some_and(|team| team == row.asker || team == row.provider);
        is_of_both || row.asked_by == person || row.is_owned_by(person)
    }
}

impl World {
    /// Notes who may read what from now on.
    pub(super) fn note_readers(&mut self) {
        let head = self.relay.room().head();
        if self.looked.replace(head) == Some(head) {
            return;
        }
        let readers = Readers::of(self);
        for (index, device) in self.devices.iter().enumerate() {
            let may = readers.private().filter(|row| readers.may_read(device.me.person, row.id));
            self.allowed.extend(may.map(|row| (index, row.id)));
        }
    }

    /// PR6: nothing of a private request goes to a device that was at no time allowed to have it.
    pub(super) fn is_for(&mut self, device: usize, what: &ToDevice) {
        let ToDevice::Frame(frame) = what else { return };
        let Ok(frame) = wire::read(frame) else { return };
        let named = named_in(&frame);
        if named.is_empty() {
            return;
        }
        let private = |doc: &DocId| {
            let row = self.relay.room().store().row(*doc).ok().flatten().unwrap_or_default();
            let row = decode_page(&row).ok().and_then(|rows| rows.into_iter().next());
            matches!(row.map(|stored| stored.row), Some(sightline_shared::view::Row::Request(row)) if row.private)
        };
        let foreign = |doc: &&DocId| !self.allowed.contains(&(device, **doc)) && private(doc);
        if let Some(doc) = named.iter().find(foreign) {
            self.fail("private requests stay private", format!("device {device} is sent something of {doc}"));
        }
    }
}

/// The documents of which a frame says something.
fn named_in(frame: &FromRelay) -> Vec<DocId> {
    match frame {
        FromRelay::Range(range) => range.entries.iter().map(|entry| entry.doc).collect(),
        FromRelay::Chunk(chunk) => {
            let rows = decode_page(&chunk.rows).unwrap_or_default();
            rows.iter().map(|stored| stored.row.id()).chain(chunk.docs.iter().map(|doc| doc.doc)).collect()
        }
        FromRelay::Docs(docs) => docs.iter().map(|doc| doc.doc).collect(),
        FromRelay::Heads(heads) => heads.docs.iter().map(|heads| heads.doc).collect(),
        _ => Vec::new(),
    }
}
