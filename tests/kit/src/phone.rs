//! A device that drives the real sync client over a real socket, with a disk in memory and an oracle: whatever it is sent must continue
//! its place, and the chain's token must be the one that it computes itself.

use crate::device::{Device, upgrade};
use crate::meter::{Meter, Metered};
use crate::relay::Relay;
use futures_util::{SinkExt, StreamExt};
use rand::SeedableRng;
use rand::rngs::StdRng;
use sha2::{Digest, Sha256};
use sightline_shared::doc::{Doc, inspect, write};
use sightline_shared::edit::{Edit, Stamp};
use sightline_shared::id::{ChainToken, ChangeHash, DocId, EventId, LogId, Millis, Seq, Span};
use sightline_shared::session::{KeptEdits, OutboxEntry, OutboxKey, Place};
use sightline_shared::sync::{Action, Client, Phase, Taken};
use sightline_shared::wire::{Acked, Change, Cursor, Settled};
use std::collections::{BTreeMap, HashMap};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep_until, timeout};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{WebSocketStream, client_async};

/// How long a state is waited for before the test fails.
const PATIENCE: Duration = Duration::from_secs(60);
/// How soon an impatient person looks again after a line was lost.
const LOOKS_AGAIN: Duration = Duration::from_millis(30);

/// What the device's disk has.
#[derive(Debug, Default)]
pub struct Disk {
    pub place: Place,
    pub outbox: BTreeMap<OutboxKey, OutboxEntry>,
    pub docs: HashMap<DocId, Doc>,
    /// Where each change that it heard of stands in the log, its own included.
    pub log: BTreeMap<u64, (DocId, ChangeHash)>,
    /// What became of its batches, in the order of the answers.
    pub settled: Vec<(OutboxEntry, Acked)>,
    /// Rows that the first copy brought.
    pub rows: u64,
}

/// A device with a sync client.
pub struct Phone {
    pub device: Device,
    pub disk: Disk,
    /// Keeps documents loaded: tests compare them. Without, it only follows the log.
    pub keeps_docs: bool,
    /// Tries again at once when the line is lost, as for a person who looks at it. Otherwise it waits as the app does.
    pub impatient: bool,
    /// What its lines carry.
    pub meter: Meter,
    /// Lines that it has opened.
    pub opened: u64,
    /// Lines that ended, whoever ended them.
    pub lost: u64,
    client: Client,
    socket: Option<WebSocketStream<Metered>>,
    /// The relay's own port, and the one to connect to.
    relay: u16,
    via: u16,
    rng: StdRng,
    began: Instant,
    written: u64,
}

impl Phone {
    /// A phone of a device that joined, which reaches the relay through this port.
    pub fn new(device: Device, relay: &Relay, via: u16) -> Self {
        Self::at(Place::default(), device, relay, via)
    }

    /// A phone that had an empty log before anything was written: it is sent the whole log, change by change.
    pub fn from_start(log: LogId, device: Device, relay: &Relay, via: u16) -> Self {
        let chain = ChainToken::from_slice(log.as_bytes()).unwrap();
        let cursor = Some(Cursor { log, seq: Seq(0), chain });
        Self::at(Place { cursor, rows_done: true, docs_done: true, ..Place::default() }, device, relay, via)
    }

    fn at(place: Place, device: Device, relay: &Relay, via: u16) -> Self {
        let mut client = Client::new(place.clone());
        let now = Millis(0);
        let actions = client.lead(Vec::new(), now);
        assert_eq!(actions, [Action::Connect]);
        let seed = u64::from_le_bytes(*device.me.device.as_bytes());
        Self {
            device,
            disk: Disk { place, ..Disk::default() },
            keeps_docs: true,
            impatient: true,
            meter: Meter::default(),
            opened: 0,
            lost: 0,
            client,
            socket: None,
            relay: relay.port,
            via,
            rng: StdRng::seed_from_u64(seed),
            began: Instant::now(),
            written: 0,
        }
    }

    /// A phone that reaches the relay without anything in between.
    pub fn beside(device: Device, relay: &Relay) -> Self {
        Self::new(device, relay, relay.port)
    }

    /// The relay is elsewhere now.
    pub fn lead_to(&mut self, relay: &Relay, via: u16) {
        (self.relay, self.via) = (relay.port, via);
    }

    pub fn phase(&self) -> Phase {
        self.client.phase()
    }

    /// The log has these changes, each once, and every document that is loaded here is what the log adds up to.
    pub fn check(&self, written: &[(DocId, ChangeHash)]) {
        let mut places: HashMap<(DocId, ChangeHash), usize> = HashMap::new();
        for change in self.disk.log.values() {
            *places.entry(*change).or_default() += 1;
        }
        for change in written {
            assert_eq!(places.get(change), Some(&1), "{change:?} is in the log once");
        }
        let named: usize = places.values().sum();
        assert_eq!(u64::try_from(named).unwrap(), self.seq(), "from the first to the last");
    }

    /// Everything the relay had is here, and everything written here is there.
    pub fn is_settled(&self) -> bool {
        self.phase() == Phase::Live
            && self.disk.outbox.is_empty()
            && self.disk.place.docs_done
            && self.disk.place.rows_done
    }

    /// The last place in the log that is stored here.
    pub fn seq(&self) -> u64 {
        self.disk.place.cursor.map_or(0, |cursor| cursor.seq.0)
    }

    /// How many batches were accepted.
    pub fn accepted(&self) -> usize {
        self.disk.settled.iter().filter(|(_, acked)| matches!(acked.outcome, Settled::Accepted(_))).count()
    }

    fn now(&self) -> Millis {
        Millis(i64::try_from(self.began.elapsed().as_millis()).unwrap_or(i64::MAX))
    }

    /// Writes one batch of edits, each on its document: stored, and handed to the client. Answers the changes' documents and hashes.
    pub async fn write(&mut self, edits: &[Edit]) -> Vec<(DocId, ChangeHash)> {
        let (mut changes, mut docs, mut named) = (Vec::new(), Vec::new(), Vec::new());
        self.written += 1;
        for edit in edits {
            let id = edit.doc();
            let stamp = Stamp {
                by: self.device.me.person,
                event: EventId::random(&mut self.rng),
                device_time: Millis(1_764_000_000_000),
                offset: Span::ZERO,
            };
            let doc = self.disk.docs.entry(id).or_insert_with(|| Doc::empty(id));
            let written = write(doc, self.device.actor, &[(edit, stamp)]).unwrap();
            named.push((id, inspect(&written.bytes).unwrap().hash));
            docs.push(id);
            changes.push(Change { doc: id, bytes: written.bytes.into() });
        }
        let incarnation = self.device.actor.incarnation;
        let key = OutboxKey { made: self.now(), incarnation, number: self.written };
        let entry = OutboxEntry { key, changes, docs, edits: KeptEdits::default() };
        self.disk.outbox.insert(key, entry.clone());
        let actions = self.client.push(entry, self.now());
        self.act(actions).await;
        named
    }

    /// Goes on until the disk and the line are as wished.
    pub async fn until(&mut self, what: &str, mut wish: impl FnMut(&Self) -> bool) {
        let driven = timeout(PATIENCE, async {
            while !wish(self) {
                self.step().await;
            }
        });
        if driven.await.is_err() {
            let place = &self.disk.place;
            panic!(
                "waited in vain: {what}; {:?}, {place:?}, {} to send",
                self.phase(),
                self.disk.outbox.len()
            );
        }
    }

    /// Goes on for so long, whatever happens.
    pub async fn meanwhile(&mut self, time: Duration) {
        let _ = timeout(time, async {
            loop {
                self.step().await;
            }
        })
        .await;
    }

    /// One thing that happens: a frame, or time.
    pub async fn step(&mut self) {
        let wake = self.wake();
        let heard = match &mut self.socket {
            None if matches!(self.client.phase(), Phase::Connecting { .. }) => return self.connect().await,
            None => {
                sleep_until(wake).await;
                None
            }
            Some(socket) => tokio::select! {
                message = socket.next() => Some(message),
                () = sleep_until(wake) => None,
            },
        };
        let now = self.now();
        let actions = match heard {
            None if self.impatient && matches!(self.phase(), Phase::Offline { .. }) => self.client.nudge(now),
            None => self.client.tick(now, &mut self.rng),
            Some(Some(Ok(Message::Binary(bytes)))) => self.client.frame(&bytes, now, &mut self.rng),
            Some(Some(Ok(Message::Ping(_) | Message::Pong(_)))) => {
                // The answer to a ping leaves with the next flush.
                if let Some(socket) = &mut self.socket {
                    let _ = socket.flush().await;
                }
                Vec::new()
            }
            Some(_) => {
                self.lost += u64::from(self.socket.take().is_some());
                self.client.disconnected(now, &mut self.rng)
            }
        };
        self.act(actions).await;
    }

    fn wake(&self) -> Instant {
        if self.impatient && matches!(self.phase(), Phase::Offline { .. }) {
            return Instant::now() + LOOKS_AGAIN;
        }
        let at = self.client.wake_at().map_or(60_000, |at| (at - self.now()).0.max(1));
        Instant::now() + Duration::from_millis(u64::try_from(at).unwrap_or(1))
    }

    async fn connect(&mut self) {
        let socket = timeout(Duration::from_secs(15), async {
            let stream = TcpStream::connect(("127.0.0.1", self.via)).await.ok()?;
            let _ = stream.set_nodelay(true);
            let origin = format!("http://localhost:{}", self.relay);
            let request = upgrade(self.relay, Some(&self.device.cookie), Some(&origin));
            client_async(request, Metered(stream, self.meter.clone())).await.ok()
        });
        let actions = match socket.await {
            Ok(Some((socket, _))) => {
                self.socket = Some(socket);
                self.opened += 1;
                self.client.connected(self.now())
            }
            _ => self.client.disconnected(self.now(), &mut self.rng),
        };
        self.act(actions).await;
    }

    async fn act(&mut self, actions: Vec<Action>) {
        let mut todo: std::collections::VecDeque<Action> = actions.into();
        while let Some(action) = todo.pop_front() {
            let more = match action {
                // A connection is opened by the next step.
                Action::Connect | Action::NewLog | Action::Statistics(_) => Vec::new(),
                Action::Hangup => {
                    self.lost += u64::from(self.socket.take().is_some());
                    Vec::new()
                }
                Action::Send(bytes) => {
                    // A line that can't be written to tells so when it is read.
                    if let Some(socket) = &mut self.socket {
                        let _ = timeout(Duration::from_secs(30), socket.send(Message::Binary(bytes.into())))
                            .await;
                    }
                    Vec::new()
                }
                Action::Take(taken) => self.take(taken),
                Action::Settle(entry, acked, place) => {
                    self.settle(entry, acked, place);
                    Vec::new()
                }
                other => panic!("this device keeps its session and its history: {other:?}"),
            };
            todo.extend(more);
        }
    }

    fn take(&mut self, taken: Taken) -> Vec<Action> {
        self.disk.rows += u64::from(taken.rows.1);
        for doc in &taken.docs {
            let loaded = Doc::load(doc.doc, [&doc.bytes[..]]).unwrap();
            assert_eq!(loaded.heads(), doc.heads);
            if self.keeps_docs {
                let mine = self.disk.docs.entry(doc.doc).or_insert_with(|| Doc::empty(doc.doc));
                mine.absorb([&doc.bytes[..]]).unwrap();
            }
        }
        let changes: Vec<Change> =
            taken.entries.into_iter().map(|entry| Change { doc: entry.doc, bytes: entry.bytes }).collect();
        if let Some(place) = taken.place {
            self.note(&changes, &place);
            for change in changes.iter().filter(|_| self.keeps_docs) {
                let doc = self.disk.docs.entry(change.doc).or_insert_with(|| Doc::empty(change.doc));
                doc.apply(&change.bytes).unwrap();
            }
            self.store(place);
        }
        if taken.credit { self.client.chunk_stored() } else { Vec::new() }
    }

    fn settle(&mut self, entry: OutboxEntry, acked: Acked, place: Place) {
        assert!(self.disk.outbox.remove(&entry.key).is_some(), "a batch is settled once");
        if let Settled::Accepted(Some(range)) = acked.outcome {
            assert_eq!(range.to.0 + 1 - range.from.0, entry.changes.len() as u64);
            self.note(&entry.changes, &place);
        }
        self.disk.settled.push((entry, acked));
        self.store(place);
    }

    /// The changes that lead to this place follow the stored one without a gap, and the chain says so too.
    fn note(&mut self, changes: &[Change], place: &Place) {
        let (Some(before), Some(after)) = (self.disk.place.cursor, place.cursor) else { return };
        if changes.is_empty() {
            return;
        }
        let mut chain = before.chain;
        for (change, seq) in changes.iter().zip(before.seq.0 + 1..) {
            let hash = inspect(&change.bytes).unwrap().hash;
            chain = chain_next(chain, hash);
            assert!(self.disk.log.insert(seq, (change.doc, hash)).is_none(), "{seq} came twice");
        }
        assert_eq!(after.seq.0, before.seq.0 + changes.len() as u64, "a gap");
        assert_eq!(after.chain, chain, "another history");
    }

    fn store(&mut self, place: Place) {
        self.disk.place = place.clone();
        self.client.stored(place);
    }
}

/// RE2, computed here once more: a test must not believe the relay's own arithmetic.
fn chain_next(before: ChainToken, hash: ChangeHash) -> ChainToken {
    let digest = Sha256::new().chain_update(before.as_bytes()).chain_update(hash.as_bytes()).finalize();
    ChainToken::from_slice(&digest[..ChainToken::LEN]).unwrap()
}
