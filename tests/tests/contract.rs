//! The simulator's disk keeps the promises of a storage; the browser's has the same stories told in the app's own tests.

use sightline_shared::contract::{PICTURES, Seen, Storage, TEXTS, check, pictures, texts};
use sightline_shared::id::DocId;
use sightline_shared::session::{Epoch, StoredDoc, Write, WriteFailure};
use sightline_shared::wire::Sealed;
use sightline_tests::sim::disk::Disk;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

struct Simulated(Disk);

impl Storage for Simulated {
    async fn commit(&mut self, write: &Write) -> Result<(), WriteFailure> {
        self.0.commit(write)
    }

    async fn take_the_lead(&mut self) -> Epoch {
        self.0.take_the_lead()
    }

    async fn see(&mut self) -> Seen {
        let contents = self.0.contents();
        Seen {
            rows: contents.rows.values().cloned().collect(),
            outbox: contents.outbox.values().cloned().collect(),
            refused: contents.refused.values().cloned().collect(),
            place: contents.place.clone(),
            statistics: contents.statistics.clone(),
        }
    }

    async fn doc(&mut self, doc: DocId) -> StoredDoc {
        self.0.doc(doc)
    }

    async fn seals(&mut self, doc: DocId) -> Vec<Sealed> {
        self.0.seals(doc)
    }
}

#[test]
fn the_simulated_disk_keeps_every_promise() {
    // SY1, SY14, SY18: nothing in it waits.
    let told = pin!(check(async |_| Simulated(Disk::default())));
    match told.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(told) => assert_eq!(told, Ok(14)),
        Poll::Pending => panic!("the simulated disk never waits"),
    }
}

#[test]
fn texts_come_to_the_same_here_as_in_a_browser() {
    // Fault 41, DO3.
    assert_eq!(texts().as_deref(), Ok(TEXTS));
}

#[test]
fn pictures_of_the_map_are_the_same_here_as_in_a_browser() {
    // MA4.
    assert_eq!(pictures(), PICTURES);
}
