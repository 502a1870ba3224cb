//! A relay, the devices that joined it, and what it has cost.

use crate::figures::Figures;
use futures_util::{SinkExt, StreamExt};
use rand::SeedableRng;
use rand::rngs::StdRng;
use sightline_kit::device::{Device, hello, upgrade};
use sightline_kit::meter::{Meter, Metered, cpu_seconds, memory_kib};
use sightline_kit::phone::Phone;
use sightline_kit::relay::{Relay, Start};
use sightline_kit::work;
use sightline_shared::doc::{Doc, write};
use sightline_shared::edit::{Edit, Stamp};
use sightline_shared::id::{ChainToken, DocId, DocKind, EventId, LogId, Millis, Seq, Span};
use sightline_shared::wire::{self, Change, Cursor, FromDevice, FromRelay, Push, Settled};
use std::time::Duration;
use tokio::net::TcpSocket;
use tokio::time::Instant;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{WebSocketStream, client_async};

/// Batches that a device has under way at once, as the app does.
const WINDOW: usize = 8;
/// How long nobody writes before a measurement of what is there.
const RESTS: Duration = Duration::from_secs(8);
/// Connections from one address, under the relay's limit.
const PER_ADDRESS: u64 = 400;

pub(crate) struct Stage {
    pub(crate) relay: Relay,
    pub(crate) devices: Vec<Device>,
    pub(crate) head: Cursor,
    pub(crate) meter: Meter,
    _data: tempfile::TempDir,
    cpu_before: f64,
    bytes_before: (u64, u64),
    began: Instant,
}

impl Stage {
    /// A fresh relay and so many devices.
    pub(crate) async fn new(devices: usize) -> Self {
        let data = tempfile::tempdir().unwrap();
        let relay = Relay::start_as(data.path(), &Start::default());
        let first = Device::join(&relay, relay.set_up.as_deref().unwrap());
        let (_, welcome) = first.greet(&relay, None).await;
        let mut joined = vec![first];
        while joined.len() < devices {
            joined.push(Device::join(&relay, &relay.invite(&joined[0].cookie)));
        }
        let mut stage = Self {
            relay,
            devices: joined,
            head: welcome.head,
            meter: Meter::default(),
            _data: data,
            cpu_before: 0.0,
            bytes_before: (0, 0),
            began: Instant::now(),
        };
        stage.reset();
        stage
    }

    /// A phone of this device, on the meter.
    pub(crate) fn phone(&self, device: &Device) -> Phone {
        let mut phone = Phone::beside(device.clone(), &self.relay);
        phone.meter = self.meter.clone();
        phone
    }

    /// From here on is measured.
    pub(crate) fn reset(&mut self) {
        self.cpu_before = self.cpu_in_all();
        self.bytes_before = self.meter.bytes();
        self.began = Instant::now();
    }

    fn cpu_in_all(&self) -> f64 {
        cpu_seconds(self.relay.pid()).unwrap_or(f64::NAN)
    }

    /// Seconds of the relay's processor time since.
    pub(crate) fn cpu(&self) -> f64 {
        self.cpu_in_all() - self.cpu_before
    }

    /// Seconds since.
    pub(crate) fn wall(&self) -> f64 {
        self.began.elapsed().as_secs_f64()
    }

    /// Bytes to the relay and from it since, of all sockets that share the meter.
    pub(crate) fn bytes(&self) -> (u64, u64) {
        let ((up, down), (up_before, down_before)) = (self.meter.bytes(), self.bytes_before);
        (up - up_before, down - down_before)
    }

    /// KiB that the relay holds.
    pub(crate) fn memory(&self) -> f64 {
        memory_kib(self.relay.pid()).map_or(f64::NAN, |(now, _)| now as f64)
    }

    /// What every row tells.
    pub(crate) fn costs(&self, figures: &mut Figures, row: &str) {
        figures.add(row, "wall", self.wall(), "s");
        figures.add(row, "relay CPU", self.cpu(), "s");
        let peak = memory_kib(self.relay.pid()).map_or(f64::NAN, |(_, peak)| peak as f64 / 1_024.0);
        figures.add(row, "relay peak memory", peak, "MiB");
        let (up, down) = self.bytes();
        figures.add(row, "bytes to the relay", up as f64, "B");
        figures.add(row, "bytes from the relay", down as f64, "B");
    }

    /// Puts so many requests of twelve changes into the workspace.
    pub(crate) async fn fill(&mut self, requests: std::ops::Range<u64>) {
        let device = &self.devices[0];
        let mut batches = Vec::new();
        for first in requests.clone().step_by(20) {
            let mut changes = Vec::new();
            for n in first..(first + 20).min(requests.end) {
                let mut pen = Pen::new(device, work::doc(DocKind::Request, 1, n), n);
                changes.extend((0..12).map(|_| pen.next()));
            }
            batches.push(changes);
        }
        let mut socket = Raw::open(&self.relay, device, Some(self.head), &Meter::default(), 0).await;
        socket.push_all(batches).await;
        self.head = socket.cursor;
        // The relay tidies when nobody writes: measured is what a device finds that comes later than that.
        tokio::time::sleep(RESTS).await;
    }
}

/// Writes what happens to one request, change by change.
pub(crate) struct Pen<'a> {
    device: &'a Device,
    pub(crate) doc: Doc,
    n: u64,
    written: u64,
    rng: StdRng,
}

impl<'a> Pen<'a> {
    pub(crate) fn new(device: &'a Device, id: DocId, n: u64) -> Self {
        Self { device, doc: Doc::empty(id), n, written: 0, rng: StdRng::seed_from_u64(n) }
    }

    pub(crate) fn next(&mut self) -> Change {
        let id = self.doc.id();
        let edit = if self.written == 0 { work::ask(id, self.n) } else { work::event(id, self.written) };
        self.written += 1;
        self.write(&edit)
    }

    pub(crate) fn write(&mut self, edit: &Edit) -> Change {
        let stamp = Stamp {
            by: self.device.me.person,
            event: EventId::random(&mut self.rng),
            device_time: Millis(1_764_000_000_000 + i64::try_from(self.written).unwrap() * 60_000),
            offset: Span::ZERO,
        };
        let written = write(&mut self.doc, self.device.actor, &[(edit, stamp)]).unwrap();
        Change { doc: self.doc.id(), bytes: written.bytes.into() }
    }
}

/// A socket that knows its place and nothing else: what it costs here is not to be measured with the relay.
pub(crate) struct Raw {
    socket: WebSocketStream<Metered>,
    pub(crate) cursor: Cursor,
    in_flight: usize,
    greeting: usize,
}

impl Raw {
    /// Bytes of the two frames of the greeting.
    pub(crate) fn greeting_bytes(&self) -> usize {
        self.greeting
    }

    /// Opens a socket and greets. `nth` chooses the address that it comes from.
    pub(crate) async fn open(
        relay: &Relay,
        device: &Device,
        at: Option<Cursor>,
        meter: &Meter,
        nth: u64,
    ) -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        let from = u8::try_from(nth / PER_ADDRESS + 1).unwrap();
        socket.bind(([127, 0, 0, from], 0).into()).unwrap();
        let stream = socket.connect(([127, 0, 0, 1], relay.port).into()).await.unwrap();
        stream.set_nodelay(true).unwrap();
        let request = upgrade(relay.port, Some(&device.cookie), Some(&relay.origin()));
        let (socket, _) = client_async(request, Metered(stream, meter.clone())).await.unwrap();
        let nowhere = Cursor { log: LogId::default(), seq: Seq(0), chain: ChainToken::default() };
        let mut raw = Self { socket, cursor: nowhere, in_flight: 0, greeting: 0 };
        let greeting = hello(at);
        raw.say(&greeting).await;
        let answer = raw.hear().await;
        let FromRelay::Welcome(welcome) = &answer else { panic!("{answer:?}") };
        raw.cursor = at.unwrap_or(welcome.head);
        raw.greeting = wire::encode(&greeting).len() + wire::encode(&answer).len();
        raw
    }

    pub(crate) async fn say(&mut self, frame: &FromDevice) {
        self.socket.send(Message::Binary(wire::encode(frame).into())).await.unwrap();
    }

    /// The next frame; its range is taken.
    pub(crate) async fn hear(&mut self) -> FromRelay {
        loop {
            let frame = match self.socket.next().await.expect("the relay stays").unwrap() {
                Message::Binary(bytes) => wire::read(&bytes).unwrap(),
                _ => {
                    self.socket.flush().await.unwrap();
                    continue;
                }
            };
            match &frame {
                FromRelay::Range(range) => (self.cursor.seq, self.cursor.chain) = (range.to, range.chain),
                FromRelay::Acked(acked) => match &acked.outcome {
                    Settled::Accepted(Some(range)) => {
                        (self.cursor.seq, self.cursor.chain) = (range.to, range.chain);
                    }
                    Settled::Accepted(None) => {}
                    refused @ Settled::Refused(_) => panic!("{refused:?}"),
                },
                FromRelay::Close(reason) => panic!("{reason:?}"),
                FromRelay::Statistics(_) => continue,
                _ => {}
            }
            return frame;
        }
    }

    /// Pushes batches as fast as they are acknowledged.
    pub(crate) async fn push_all(&mut self, batches: Vec<Vec<Change>>) {
        for (changes, batch) in batches.into_iter().zip(0..) {
            while self.in_flight >= WINDOW {
                self.settle().await;
            }
            self.say(&FromDevice::Push(Push { batch, changes, seals: Vec::new() })).await;
            self.in_flight += 1;
        }
        while self.in_flight > 0 {
            self.settle().await;
        }
    }

    async fn settle(&mut self) {
        if let FromRelay::Acked(_) = self.hear().await {
            self.in_flight -= 1;
        }
    }
}
