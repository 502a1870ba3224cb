//! The real relay's room and connections over a store in memory: everything but the sockets.

use super::store::SimStore;
use sightline::room::{Asked, Author, Conn, Figures, Next, Pushed, RoomCore, Schedule, read};
use sightline::seal::{KEY_LEN, Sealer};
use sightline::store::{AccessStore, LogStore, MemoryStore};
use sightline_shared::id::{ChangeHash, DeviceId, DocId, Millis, Seq, Span};
use sightline_shared::wire::{self, FromDevice};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// So often figures are made: a run takes a minute or two of the simulator's time.
const STATISTICS_EVERY: Span = Span(5_000);
/// A connection that wants more turns than this at once goes round in a circle.
const TURNS_MAX: usize = 10_000;

/// The relay.
pub struct Relay {
    room: RoomCore<SimStore>,
    conns: BTreeMap<u64, (Conn, Author)>,
    schedule: Schedule,
    figures: Option<Arc<Figures>>,
}

/// A frame for a connection, or its end.
#[derive(Debug, Clone, PartialEq)]
pub enum ToDevice {
    /// A frame.
    Frame(Vec<u8>),
    /// The relay closed the connection.
    Closed,
}

impl Relay {
    /// A relay over a store.
    pub fn over(memory: MemoryStore) -> Self {
        let workspace = memory.workspace().expect("memory can be read");
        // The key is a file beside the database: it outlives whatever happens to the store.
        let sealer = Sealer::new(&[7; KEY_LEN], workspace);
        let room = RoomCore::open(SimStore::new(memory), sealer).expect("memory can be read");
        Self { room, conns: BTreeMap::new(), schedule: Schedule::new(STATISTICS_EVERY), figures: None }
    }

    /// What it has published last.
    pub fn figures(&self) -> Option<&Figures> {
        self.figures.as_deref()
    }

    /// Makes figures if they are due, and sends them to everybody. One case is enough here to say something.
    fn publish(&mut self, now: Millis) -> Vec<(u64, ToDevice)> {
        let head = self.room.head().seq;
        let Some(as_of) = self.schedule.due(now, head) else { return Vec::new() };
        let figures = Figures::gather(self.room.store(), as_of, 1).expect("memory can be read");
        let figures = Arc::new(figures);
        self.schedule.made(as_of, head);
        self.conns.values_mut().for_each(|(state, _)| state.publish(&figures));
        self.figures = Some(figures);
        let conns: Vec<u64> = self.conns.keys().copied().collect();
        conns.into_iter().flat_map(|conn| self.drain(conn, now)).collect()
    }

    /// The room, for the oracle.
    pub fn room(&self) -> &RoomCore<SimStore> {
        &self.room
    }

    /// Every change in the log.
    pub fn log(&self) -> BTreeSet<(DocId, ChangeHash)> {
        let store = self.room.store();
        let all = store.entries(Seq(0), self.room.head().seq, usize::MAX).expect("memory can be read");
        all.entries.iter().map(|entry| (entry.doc, entry.hash)).collect()
    }

    /// A device opened a socket.
    pub fn open(&mut self, conn: u64, author: Author) {
        let mut state = Conn::new(self.room.sealer().clone());
        self.figures.iter().for_each(|figures| state.publish(figures));
        self.conns.insert(conn, (state, author));
    }

    /// A socket is gone.
    pub fn close(&mut self, conn: u64) {
        self.conns.remove(&conn);
    }

    /// The process is killed and starts again: connections and caches are gone, the store is what it was.
    pub fn restart(&mut self) {
        *self = Self::over(self.memory().clone());
    }

    /// What it has stored.
    pub fn memory(&self) -> &MemoryStore {
        &self.room.store().memory
    }

    /// The disk doesn't take what is appended next.
    pub fn disk_is_full(&self) {
        self.room.store().fail_next();
    }

    /// A device is revoked: its connections end. Answers which they were.
    pub fn revoke(&mut self, device: DeviceId) -> Vec<u64> {
        let its = self.conns.iter().filter(|(_, (_, author))| author.device == device);
        let its: Vec<u64> = its.map(|(conn, _)| *conn).collect();
        its.iter().for_each(|conn| self.close(*conn));
        its
    }

    /// A frame arrives; what everybody is sent, in order.
    pub fn frame(&mut self, conn: u64, bytes: &[u8], now: Millis) -> Vec<(u64, ToDevice)> {
        let mut sent = self.answer(conn, bytes, now);
        sent.extend(self.publish(now));
        sent
    }

    fn answer(&mut self, conn: u64, bytes: &[u8], now: Millis) -> Vec<(u64, ToDevice)> {
        let Some((state, author)) = self.conns.get_mut(&conn) else { return Vec::new() };
        let asked = wire::decode::<FromDevice>(bytes).ok().map(|frame| state.frame(frame));
        match asked {
            Some(Ok(Asked::Nothing)) => self.drain(conn, now),
            Some(Ok(Asked::Admit(push))) => {
                let pushed = Pushed::new(conn, *author, push, self.room.sealer());
                self.admit(conn, pushed, now)
            }
            Some(Err(_)) | None => {
                self.close(conn);
                vec![(conn, ToDevice::Closed)]
            }
        }
    }

    /// A batch is examined and stored, and everybody hears of it. When the disk fails, its connection ends and the store is opened again.
    fn admit(&mut self, author: u64, pushed: Pushed<u64>, now: Millis) -> Vec<(u64, ToDevice)> {
        let Ok(outcomes) = self.room.process(vec![pushed], now) else {
            self.room = Self::over(self.memory().clone()).room;
            self.close(author);
            return vec![(author, ToDevice::Closed)];
        };
        for outcome in outcomes {
            if let Some((state, _)) = self.conns.get_mut(&outcome.ticket) {
                state.settled(outcome.acked);
            }
        }
        let head = self.room.head().seq;
        let conns: Vec<u64> = self.conns.keys().copied().collect();
        let mut sent = Vec::new();
        for conn in conns {
            if let Some((state, author)) = self.conns.get_mut(&conn) {
                state.log_moved(head, self.room.gate().pass(author.person).turned());
            }
            sent.extend(self.drain(conn, now));
        }
        sent
    }

    fn drain(&mut self, conn: u64, now: Millis) -> Vec<(u64, ToDevice)> {
        let mut sent = Vec::new();
        let Some((state, author)) = self.conns.get_mut(&conn) else { return sent };
        let pass = self.room.gate().pass(author.person);
        let mut next = state.next(now);
        for _ in 0..TURNS_MAX {
            next = match next {
                Next::Wait => return sent,
                Next::Send(frame) => {
                    sent.push((conn, ToDevice::Frame(wire::encode(&frame))));
                    state.next(now)
                }
                Next::SendEncoded(bytes) => {
                    sent.push((conn, ToDevice::Frame(bytes.to_vec())));
                    state.next(now)
                }
                Next::Read(wanted) => {
                    let given = read(self.room.store(), &pass, &wanted, now).expect("memory can be read");
                    match state.given(given) {
                        Some(next) => next,
                        None => state.next(now),
                    }
                }
            };
        }
        panic!("a connection has no end of things to say")
    }
}
