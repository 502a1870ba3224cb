//! Sockets: what is under way in both directions, and what has happened to them.

use super::{Fault, World};
use crate::sim::old;
use crate::sim::relay::{Relay, ToDevice};
use rand::RngExt;
use sightline::room::Author;
use sightline_shared::id::{Millis, Span};
use sightline_shared::limits::DEAD_MS_MAX;
use sightline_shared::session::Input;
use sightline_shared::sync::SignInOutcome;
use sightline_shared::wire::{self, CloseReason, FromRelay};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// A device's socket.
pub(super) struct Line {
    conn: u64,
    pub(super) up: VecDeque<Vec<u8>>,
    pub(super) down: VecDeque<ToDevice>,
    /// Nothing gets through, and neither end is told.
    pub(super) half_open: bool,
    /// Nothing gets through before this moment.
    pub(super) stalled_until: Option<Millis>,
    /// A frame was lost or has overtaken another: a socket that does that is broken, and ends sooner or later.
    pub(super) lossy: bool,
    /// Speaks the oldest version of the wire.
    old: bool,
}

impl Line {
    pub(super) fn is_open(&self, now: Millis) -> bool {
        !self.half_open && self.stalled_until.is_none_or(|until| until <= now)
    }
}

/// A socket that its device has given up, and the relay hasn't yet.
struct Ghost {
    device: usize,
    conn: u64,
    up: VecDeque<Vec<u8>>,
    until: Millis,
}

/// All sockets.
pub(super) struct Network {
    pub(super) lines: Vec<Option<Line>>,
    ghosts: Vec<Ghost>,
    /// Devices that want a connection.
    dialling: BTreeSet<usize>,
    /// Devices that sign in by their key.
    signing_in: BTreeSet<usize>,
    /// Devices that the relay knows when they connect.
    pub(super) sessions: Vec<bool>,
    /// Devices that don't reach the relay before this moment.
    pub(super) away_until: BTreeMap<usize, Millis>,
    /// The device that runs an old app.
    pub(super) old: Option<usize>,
    next_conn: u64,
}

impl Network {
    pub(super) fn new(devices: usize, old: Option<usize>) -> Self {
        Self {
            lines: (0..devices).map(|_| None).collect(),
            ghosts: Vec::new(),
            dialling: BTreeSet::new(),
            signing_in: BTreeSet::new(),
            sessions: vec![true; devices],
            away_until: BTreeMap::new(),
            old,
            next_conn: 0,
        }
    }

    pub(super) fn dial(&mut self, device: usize) {
        self.dialling.insert(device);
    }

    pub(super) fn take_dial(&mut self, device: usize) -> bool {
        self.dialling.remove(&device)
    }

    pub(super) fn sign_in(&mut self, device: usize) {
        self.signing_in.insert(device);
    }

    pub(super) fn take_sign_in(&mut self, device: usize) -> bool {
        self.signing_in.remove(&device)
    }

    /// Whether its socket is being opened, or a sign-in is under way.
    pub(super) fn is_starting(&self, device: usize) -> bool {
        self.dialling.contains(&device) || self.signing_in.contains(&device)
    }

    /// Whether something that a device sent before it gave up its socket is still under way.
    pub(super) fn has_mail_of_ghost(&self, device: usize) -> bool {
        self.ghosts.iter().any(|ghost| ghost.device == device && !ghost.up.is_empty())
    }

    pub(super) fn send(&mut self, device: usize, frame: Vec<u8>) {
        if let Some(line) = &mut self.lines[device] {
            line.up.push_back(if line.old { old::from_device(frame) } else { frame });
        }
    }

    /// The relay drops sockets that are silent for too long.
    pub(super) fn tick(&mut self, now: Millis, relay: &mut Relay) {
        self.ghosts.retain(|ghost| {
            let is_there = ghost.until > now;
            if !is_there {
                relay.close(ghost.conn);
            }
            is_there
        });
    }

    /// A device closes its socket, or tries to: on a half-open line the relay doesn't hear of it.
    pub(super) fn hang_up(&mut self, device: usize, now: Millis, relay: &mut Relay) {
        self.dialling.remove(&device);
        self.signing_in.remove(&device);
        let Some(line) = self.lines[device].take() else { return };
        if line.half_open {
            self.haunt(device, line.conn, VecDeque::new(), now);
        } else {
            relay.close(line.conn);
        }
    }

    /// The device's end is gone; what it had sent still arrives.
    pub(super) fn leave_behind(&mut self, device: usize, now: Millis) -> bool {
        match self.lines[device].take() {
            Some(line) => {
                self.haunt(device, line.conn, line.up, now);
                true
            }
            None => false,
        }
    }

    fn haunt(&mut self, device: usize, conn: u64, up: VecDeque<Vec<u8>>, now: Millis) {
        self.ghosts.push(Ghost { device, conn, up, until: now + Span(DEAD_MS_MAX) });
    }

    /// The relay is gone, with its ends of all sockets. Answers whose ended.
    pub(super) fn all_gone(&mut self) -> Vec<usize> {
        self.ghosts.clear();
        let lines = self.lines.iter_mut().enumerate();
        lines.filter_map(|(device, line)| line.take().map(|_| device)).collect()
    }

    /// The relay closed these sockets.
    pub(super) fn closed(&mut self, conns: &[u64]) {
        self.ghosts.retain(|ghost| !conns.contains(&ghost.conn));
        for line in self.lines.iter_mut().flatten().filter(|line| conns.contains(&line.conn)) {
            let frame = wire::encode(&FromRelay::Close(CloseReason::SignedOut));
            line.down.extend([ToDevice::Frame(frame), ToDevice::Closed]);
        }
    }

    fn take_up(&mut self, device: usize, ghosts_first: bool, now: Millis) -> Option<(u64, Vec<u8>)> {
        let ghost = self.ghosts.iter_mut().find(|ghost| ghost.device == device && !ghost.up.is_empty());
        if let Some(ghost) = ghost.filter(|_| ghosts_first) {
            return ghost.up.pop_front().map(|frame| (ghost.conn, frame));
        }
        let line = self.lines[device].as_mut().filter(|line| line.is_open(now))?;
        line.up.pop_front().map(|frame| (line.conn, frame))
    }

    fn device_of(&self, conn: u64) -> Option<usize> {
        self.lines.iter().position(|line| line.as_ref().is_some_and(|line| line.conn == conn))
    }

    fn push_down(&mut self, conn: u64, what: ToDevice) {
        if let Some(line) = self.lines.iter_mut().flatten().find(|line| line.conn == conn) {
            line.down.push_back(match what {
                ToDevice::Frame(frame) if line.old => ToDevice::Frame(old::from_relay(frame)),
                what => what,
            });
        }
    }
}

impl World {
    /// A socket opens, or doesn't. A device without a session is told so, and hears nothing else.
    pub(super) fn connect(&mut self, device: usize) {
        if self.net.away_until.get(&device).is_some_and(|until| *until > self.now) {
            self.with(device, |device, now, rng| device.tell(0, Input::Disconnected, now, rng));
            return;
        }
        self.net.next_conn += 1;
        let conn = self.net.next_conn;
        let old = self.net.old == Some(device);
        let mut line = Line {
            conn,
            up: VecDeque::new(),
            down: VecDeque::new(),
            half_open: false,
            stalled_until: None,
            lossy: false,
            old,
        };
        if self.net.sessions[device] {
            let me = &self.devices[device].me;
            self.relay.open(conn, Author { device: me.device, person: me.person, admin: me.admin });
        } else {
            let frame = wire::encode(&FromRelay::Close(CloseReason::SignedOut));
            line.down.extend([ToDevice::Frame(frame), ToDevice::Closed]);
        }
        self.net.lines[device] = Some(line);
        if old {
            self.count(Fault::OldClient);
        }
        self.with(device, |device, now, rng| device.tell(0, Input::Connected, now, rng));
    }

    /// The relay is asked to sign a device in: it does, or it isn't reached, or its answer is lost.
    pub(super) fn answer_sign_in(&mut self, device: usize) {
        let outcome = match self.rng.random_range(0..4) {
            0 => Some(SignInOutcome::NoAnswer),
            1 => None,
            _ if self.revoked == Some(device) => Some(SignInOutcome::Refused),
            _ => Some(SignInOutcome::Done),
        };
        let is_done = outcome != Some(SignInOutcome::NoAnswer) && self.revoked != Some(device);
        self.net.sessions[device] |= is_done;
        if let Some(outcome) = outcome {
            self.with(device, |device, now, rng| device.tell(0, Input::SignedIn(outcome), now, rng));
        }
    }

    pub(super) fn deliver_up(&mut self, device: usize) -> bool {
        let ghosts_first = self.rng.random();
        let Some((conn, frame)) = self.net.take_up(device, ghosts_first, self.now) else { return false };
        let sent = self.relay.frame(conn, &frame, self.now);
        self.note_readers();
        for (to, what) in sent {
            if let Some(device) = self.net.device_of(to) {
                self.is_for(device, &what);
            }
            self.net.push_down(to, what);
        }
        true
    }

    pub(super) fn deliver_down(&mut self, device: usize) -> bool {
        if !self.devices[device].runs(0, self.now) {
            return false;
        }
        let Some(line) = self.net.lines[device].as_mut().filter(|line| line.is_open(self.now)) else {
            return false;
        };
        match line.down.pop_front() {
            Some(ToDevice::Frame(frame)) => {
                self.with(device, |device, now, rng| device.tell(0, Input::Frame(frame), now, rng))
            }
            Some(ToDevice::Closed) => self.cut(device),
            None => return false,
        }
        true
    }
}
