//! The room over a store in memory: who is refused and why, what is acknowledged, and what everybody else hears.

mod admission;
mod carried;
mod failure;
mod figures;
mod private;
mod stream;
mod tidy;

use super::{Author, Outcome, Pushed, RoomCore};
use crate::seal::{KEY_LEN, Sealer};
use crate::store::MemoryStore;
use crate::store::fixture::NEW;
use sightline_shared::doc::{Doc, write};
use sightline_shared::edit::{Ask, Edit, Stamp};
use sightline_shared::id::{Actor, DeviceId, DocId, EventId, Incarnation, Millis, Span};
use sightline_shared::model::PartyKind;
use sightline_shared::wire::{AppendedRange, Change, Push, RefusalReason, Settled};

pub(super) const PARTY: DocId = DocId::from_bytes([2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);

pub(super) fn author(n: u8, admin: bool) -> Author {
    let mut person = [n; 16];
    person[0] = 4;
    Author { device: DeviceId::from_bytes([n; 8]), person: DocId::from_bytes(person), admin }
}

pub(super) fn actor(n: u8) -> Actor {
    Actor { device: DeviceId::from_bytes([n; 8]), incarnation: Incarnation::from_bytes([1; 8]) }
}

/// Somebody who writes documents as a device does.
pub(super) struct Pen {
    pub(super) author: Author,
    pub(super) actor: Actor,
    events: u8,
}

impl Pen {
    pub(super) fn new(n: u8) -> Self {
        Self { author: author(n, false), actor: actor(n), events: 0 }
    }

    pub(super) fn write(&mut self, doc: &mut Doc, edit: &Edit) -> Change {
        self.events = self.events.wrapping_add(1);
        let event = EventId::from_bytes([self.events; 8]);
        let stamp = Stamp { by: self.author.person, event, device_time: Millis(1), offset: Span::ZERO };
        let written = write(doc, self.actor, &[(edit, stamp)]).unwrap();
        Change { doc: doc.id(), bytes: written.bytes.into() }
    }

    pub(super) fn add_party(&mut self, doc: &mut Doc) -> Change {
        let edit = Edit::AddParty { id: doc.id(), kind: PartyKind::Team, name: "Warehouse".to_owned() };
        self.write(doc, &edit)
    }
}

/// Asks a team.
pub(super) fn ask(id: DocId, provider: DocId) -> Edit {
    Edit::Ask(Box::new(Ask {
        id,
        title: "Which pallet has lot 4471?".to_owned(),
        asker: PARTY,
        provider,
        details: String::new(),
        service: None,
        customer: None,
        words: String::new(),
        reference: String::new(),
        parent: None,
        due: None,
        reply_by: None,
        private: false,
        voice: None,
    }))
}

pub(super) fn sealer() -> Sealer {
    Sealer::new(&[7; KEY_LEN], NEW.0)
}

pub(super) fn room() -> RoomCore<MemoryStore> {
    RoomCore::open(MemoryStore::new(NEW.0, NEW.1), sealer()).unwrap()
}

/// Hands in one batch.
pub(super) fn push(room: &mut RoomCore<MemoryStore>, author: Author, changes: Vec<Change>) -> Settled {
    let pushed = Pushed::new((), author, Push { batch: 1, changes, seals: Vec::new() }, &sealer());
    let outcomes: Vec<Outcome<()>> = room.process(vec![pushed], Millis(5)).unwrap();
    assert_eq!(outcomes.len(), 1);
    outcomes.into_iter().next().unwrap().acked.outcome
}

pub(super) fn appended(settled: &Settled) -> AppendedRange {
    match settled {
        Settled::Accepted(Some(range)) => *range,
        other => panic!("{other:?}"),
    }
}

pub(super) fn why(settled: &Settled) -> RefusalReason {
    match settled {
        Settled::Refused(refusal) => refusal.why,
        other => panic!("{other:?}"),
    }
}
