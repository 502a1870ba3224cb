//! A relay with a few phones that all follow the log from its first entry, and what must hold when they are done.

use crate::device::Device;
use crate::phone::Phone;
use crate::relay::{Relay, Start, run};
use crate::work;
use sightline_shared::id::{ChangeHash, DocId, DocKind, LogId};

/// A relay and its phones.
pub struct Team {
    /// None while it is dead.
    pub relay: Option<Relay>,
    pub phones: Vec<Phone>,
    /// What was written, by anybody.
    pub written: Vec<(DocId, ChangeHash)>,
    log: LogId,
    data: tempfile::TempDir,
}

impl Team {
    /// A fresh relay that was started in this way, and phones that joined.
    pub async fn start(phones: usize, start: &Start) -> Self {
        let data = tempfile::tempdir().unwrap();
        let relay = Relay::start_as(data.path(), start);
        let first = Device::join(&relay, relay.set_up.as_deref().unwrap());
        let (_, welcome) = first.greet(&relay, None).await;
        let mut devices = vec![first];
        while devices.len() < phones {
            devices.push(Device::join(&relay, &relay.invite(&devices[0].cookie)));
        }
        let log = welcome.head.log;
        let phones = devices.into_iter().map(|device| Phone::from_start(log, device, &relay, relay.port));
        Self { phones: phones.collect(), relay: Some(relay), written: Vec::new(), log, data }
    }

    pub fn relay(&self) -> &Relay {
        self.relay.as_ref().expect("it runs")
    }

    pub fn data(&self) -> &std::path::Path {
        self.data.path()
    }

    /// The `n`th phone asks something, and lets `events` things happen to it: each in a batch of its own, not waiting for answers.
    pub async fn work(&mut self, n: usize, request: u64, events: u64) {
        let id = work::doc(DocKind::Request, n as u64 + 1, request);
        self.written.extend(self.phones[n].write(&[work::ask(id, request)]).await);
        for event in 0..events {
            self.written.extend(self.phones[n].write(&[work::event(id, event)]).await);
        }
    }

    /// The `n`th phone asks something and goes on with it, one thing after the other, until it loses its line.
    pub async fn work_until_lost(&mut self, n: usize, request: u64) {
        let id = work::doc(DocKind::Request, n as u64 + 1, request);
        let before = self.phones[n].lost;
        for event in 0.. {
            let edit = if event == 0 { work::ask(id, request) } else { work::event(id, event) };
            let phone = &mut self.phones[n];
            self.written.extend(phone.write(&[edit]).await);
            phone
                .until("acknowledged, or lost", |phone| phone.disk.outbox.is_empty() || phone.lost > before)
                .await;
            if phone.lost > before {
                return;
            }
        }
    }

    /// Starts the relay again over the same data, in this way.
    pub fn restart(&mut self, start: &Start) {
        self.relay = None;
        let relay = Relay::start_as(self.data.path(), start);
        for phone in &mut self.phones {
            phone.lead_to(&relay, relay.port);
        }
        self.relay = Some(relay);
    }

    /// Goes on until every phone has sent everything and heard so much of the log.
    pub async fn everywhere(&mut self, seq: u64) {
        let waits = self.phones.iter_mut().map(|phone| {
            phone.until("everything is everywhere", move |phone| phone.is_settled() && phone.seq() >= seq)
        });
        futures_util::future::join_all(waits).await;
    }

    /// Goes on until every phone has sent and heard everything, then compares: acknowledged is in the log once, everybody has the same
    /// documents, a device that comes now is sent the same, and the doctor finds nothing.
    pub async fn settle(&mut self) {
        self.everywhere(self.written.len() as u64).await;
        self.check().await;
    }

    async fn check(&mut self) {
        let first = &self.phones[0];
        for phone in &self.phones {
            phone.check(&self.written);
            assert_eq!(phone.disk.log, first.disk.log);
            assert_eq!(phone.disk.docs.len(), first.disk.docs.len());
            for (id, doc) in &phone.disk.docs {
                assert_eq!(doc.heads(), first.disk.docs[id].heads(), "equal changes, equal heads");
            }
        }
        let relay = self.relay();
        let device = Device::join(relay, &relay.invite(&first.device.cookie));
        let mut late = Phone::beside(device, relay);
        late.until("a new device has everything", Phone::is_settled).await;
        assert_eq!(late.disk.rows, first.disk.docs.len() as u64);
        for (id, doc) in &first.disk.docs {
            assert_eq!(late.disk.docs[id].heads(), doc.heads());
        }
        let doctor = run(&["doctor", "--data", self.data.path().to_str().unwrap()]);
        assert!(doctor.status.success(), "{}", String::from_utf8_lossy(&doctor.stdout));
    }

    /// A device that reads the whole log now.
    pub fn reader(&self) -> Phone {
        let relay = self.relay();
        let device = Device::join(relay, &relay.invite(&self.phones[0].device.cookie));
        Phone::from_start(self.log, device, relay, relay.port)
    }
}
