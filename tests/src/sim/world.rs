//! Devices, a relay, a network and clocks, moved by one seed.

mod rest;
mod restored;

use super::device::{Device, Wish};
use super::edits;
use super::relay::{Relay, ToDevice};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use sightline::room::Author;
use sightline::store::{LogStore, MemoryStore};
use sightline_shared::api::Me;
use sightline_shared::id::{ChangeHash, DeviceId, DocId, DocKind, LogId, Millis, Span, WorkspaceId};
use sightline_shared::session::{Input, Keep, WriteFailure};
use sightline_shared::sync::SignInOutcome;
use sightline_shared::wire::{self, CloseReason, FromRelay};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Every kind of fault that the simulator injects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// A connection is cut; what was under way in both directions is lost.
    Cut,
    /// A frame arrives truncated, then the connection is cut.
    Truncated,
    /// Nothing gets through in either direction and neither end is told.
    HalfOpen,
    /// A frame arrives twice.
    Duplicated,
    /// A tab dies in the middle of whatever it does.
    KilledTab,
    /// The power fails: relaxed transactions since the last strict one are gone.
    PowerCut,
    /// The relay is killed and starts again.
    RelayRestart,
    /// A device's clock jumps by up to ten years.
    ClockJump,
    /// A transaction doesn't commit.
    DiskFull,
    /// The browser clears everything.
    Cleared,
    /// The relay is restored from an older backup.
    Restored,
    /// The browser forgets the device's session, as one that is killed before it wrote its cookies.
    SessionLost,
}

struct Line {
    conn: u64,
    up: VecDeque<Vec<u8>>,
    down: VecDeque<ToDevice>,
    half_open: bool,
}

/// The whole system.
pub struct World {
    rng: StdRng,
    /// True time.
    pub now: Millis,
    /// The relay.
    pub relay: Relay,
    /// The devices.
    pub devices: Vec<Device>,
    lines: Vec<Option<Line>>,
    /// Devices that want a connection.
    dialling: BTreeSet<usize>,
    /// Devices that the relay knows when they connect.
    sessions: Vec<bool>,
    /// Devices that sign in by their key.
    signing_in: BTreeSet<usize>,
    next_conn: u64,
    /// What the relay may be restored from.
    backup: Option<MemoryStore>,
    /// Changes that the relay has had and lost: they come back from whoever still has them.
    lost: BTreeSet<(DocId, ChangeHash)>,
    /// Faults so far.
    pub faults: BTreeMap<Fault, u64>,
    /// Changes that some device called saved: they must be in the log in the end. Those of a cleared device are taken out.
    pub saved: Vec<BTreeSet<(DocId, ChangeHash)>>,
    /// Steps so far.
    pub steps: u64,
}

const START: Millis = Millis(1_750_000_000_000);

impl World {
    /// A fresh workspace with so many devices, each with one tab open.
    pub fn new(seed: u64, devices: usize, trace: Option<&str>) -> Self {
        let mut rng = StdRng::seed_from_u64(seed);
        let workspace = WorkspaceId::random(&mut rng);
        let mut world = Self {
            now: START,
            relay: Relay::over(MemoryStore::new(workspace, LogId::random(&mut rng))),
            devices: Vec::new(),
            lines: Vec::new(),
            dialling: BTreeSet::new(),
            sessions: vec![true; devices],
            signing_in: BTreeSet::new(),
            next_conn: 0,
            backup: None,
            lost: BTreeSet::new(),
            faults: BTreeMap::new(),
            saved: vec![BTreeSet::new(); devices],
            steps: 0,
            rng: StdRng::seed_from_u64(0),
        };
        for index in 0..devices {
            let me = Me {
                workspace,
                device: DeviceId::random(&mut rng),
                person: DocId::random(DocKind::Person, &mut rng),
                team: None,
                admin: index == 0,
                papers: String::new(),
                revoked: Vec::new(),
            };
            let mut device = Device::new(me);
            device.trace = trace.map(str::to_owned);
            world.devices.push(device);
            world.lines.push(None);
        }
        world.rng = rng;
        for device in 0..devices {
            world.with(device, |device, now, rng| device.open_tab(now, rng));
            world.with(device, |device, now, rng| {
                let edits = edits::introduce(device, rng);
                device.edit(0, edits, now, rng)
            });
        }
        world
    }

    fn with(&mut self, device: usize, f: impl FnOnce(&mut Device, Millis, &mut StdRng) -> Vec<Wish>) {
        let wishes = f(&mut self.devices[device], self.now, &mut self.rng);
        for wish in wishes {
            match wish {
                Wish::Connect => drop(self.dialling.insert(device)),
                Wish::Send(frame) => {
                    if let Some(line) = &mut self.lines[device] {
                        line.up.push_back(frame);
                    }
                }
                Wish::Hangup => self.hang_up(device),
                Wish::SignIn => drop(self.signing_in.insert(device)),
            }
        }
    }

    fn hang_up(&mut self, device: usize) {
        self.dialling.remove(&device);
        self.signing_in.remove(&device);
        if let Some(line) = self.lines[device].take() {
            self.relay.close(line.conn);
        }
    }

    /// Cuts a line and tells the device.
    fn cut(&mut self, device: usize) {
        self.hang_up(device);
        self.with(device, |device, now, rng| device.tell(0, Input::Disconnected, now, rng));
    }

    /// One step of chance. `faults`: in so many of 1,000 steps something breaks.
    pub fn step(&mut self, faults: u32, edits: bool) {
        self.steps += 1;
        self.now = self.now + Span(self.rng.random_range(0..40));
        if self.rng.random_range(0..1_000) < faults {
            self.fault();
        }
        let device = self.rng.random_range(0..self.devices.len());
        match self.rng.random_range(0..10) {
            0 if edits => self.edit(device),
            1..=3 => self.storage(device, None),
            4 => self.mail(device),
            5 | 6 => self.deliver_up(device),
            7 | 8 => self.deliver_down(device),
            _ => self.time(device),
        }
    }

    fn edit(&mut self, device: usize) {
        if self.devices[device].tabs.is_empty() {
            self.with(device, |device, now, rng| device.open_tab(now, rng));
        }
        let tab = self.rng.random_range(0..self.devices[device].tabs.len());
        if self.rng.random_range(0..40) == 0 {
            // Somebody chooses how much is kept; time passes slowly here.
            let window = [None, Some(Span(0)), Some(Span(20_000))][self.rng.random_range(0..3)];
            let keep = Input::Keep(Keep { window });
            return self.with(device, |device, now, rng| device.tell(tab, keep, now, rng));
        }
        self.with(device, |device, now, rng| {
            let edits = edits::random(&device.tabs[tab].session, now, rng);
            device.edit(tab, edits, now, rng)
        });
    }

    fn storage(&mut self, device: usize, fail: Option<WriteFailure>) {
        let tabs = self.devices[device].tabs.len();
        if tabs == 0 {
            return;
        }
        let tab = self.rng.random_range(0..tabs);
        let own: Vec<(DocId, ChangeHash)> = match self.devices[device].tabs[tab].writes.front() {
            Some(write) if write.strict && !write.outbox_add.is_empty() => {
                write.changes.iter().map(|c| (c.doc, c.hash)).collect()
            }
            _ => Vec::new(),
        };
        let (saved, shed) = (&mut self.saved[device], self.devices[device].tabs[tab].writes.front());
        if let Some(write) = shed {
            saved.retain(|change| !write.drop_changes.contains(change));
        }
        self.with(device, |device, now, rng| device.storage_step(tab, fail, now, rng).1);
        let kept =
            |change: &(DocId, ChangeHash)| self.devices[device].disk.contents().changes.contains_key(change);
        let kept: Vec<(DocId, ChangeHash)> = own.into_iter().filter(kept).collect();
        self.saved[device].extend(kept);
    }

    fn mail(&mut self, device: usize) {
        let tabs = self.devices[device].tabs.len();
        if tabs > 0 {
            let tab = self.rng.random_range(0..tabs);
            self.with(device, |device, now, rng| device.mail_step(tab, now, rng).1);
        }
    }

    fn time(&mut self, device: usize) {
        if self.dialling.remove(&device) {
            self.connect(device);
        } else if self.signing_in.remove(&device) {
            self.sign_in(device);
        } else {
            self.with(device, |device, now, rng| device.tick(now, rng).1);
        }
    }

    /// A socket opens. A device without a session is told so, and hears nothing else.
    fn connect(&mut self, device: usize) {
        self.next_conn += 1;
        let mut down = VecDeque::new();
        if self.sessions[device] {
            let me = &self.devices[device].me;
            self.relay.open(self.next_conn, Author { device: me.device, person: me.person, admin: me.admin });
        } else {
            let frame = wire::encode(&FromRelay::Close(CloseReason::SignedOut));
            down.extend([ToDevice::Frame(frame), ToDevice::Closed]);
        }
        self.lines[device] = Some(Line { conn: self.next_conn, up: VecDeque::new(), down, half_open: false });
        self.with(device, |device, now, rng| device.tell(0, Input::Connected, now, rng));
    }

    /// The relay is asked to sign a device in: it does, or it isn't reached, or its answer is lost.
    fn sign_in(&mut self, device: usize) {
        let outcome = match self.rng.random_range(0..4) {
            0 => Some(SignInOutcome::NoAnswer),
            1 => None,
            _ => Some(SignInOutcome::Done),
        };
        self.sessions[device] |= outcome != Some(SignInOutcome::NoAnswer);
        if let Some(outcome) = outcome {
            self.with(device, |device, now, rng| device.tell(0, Input::SignedIn(outcome), now, rng));
        }
    }

    fn deliver_up(&mut self, device: usize) {
        let Some(line) = self.lines[device].as_mut().filter(|line| !line.half_open) else { return };
        let (conn, Some(frame)) = (line.conn, line.up.pop_front()) else { return };
        for (to, what) in self.relay.frame(conn, &frame, self.now) {
            if let Some(line) = self.lines.iter_mut().flatten().find(|line| line.conn == to) {
                line.down.push_back(what);
            }
        }
    }

    fn deliver_down(&mut self, device: usize) {
        let Some(line) = self.lines[device].as_mut().filter(|line| !line.half_open) else { return };
        match line.down.pop_front() {
            Some(ToDevice::Frame(frame)) => {
                self.with(device, |device, now, rng| device.tell(0, Input::Frame(frame), now, rng))
            }
            Some(ToDevice::Closed) => self.cut(device),
            None => {}
        }
    }

    fn fault(&mut self) {
        let device = self.rng.random_range(0..self.devices.len());
        let fault = [
            Fault::Cut,
            Fault::Truncated,
            Fault::HalfOpen,
            Fault::Duplicated,
            Fault::KilledTab,
            Fault::PowerCut,
            Fault::RelayRestart,
            Fault::ClockJump,
            Fault::DiskFull,
            Fault::Cleared,
            Fault::SessionLost,
            Fault::Restored,
        ][self.rng.random_range(0..12)];
        if self.inject(fault, device) {
            *self.faults.entry(fault).or_default() += 1;
        }
    }

    /// Breaks something; `false` when there was nothing to break.
    fn inject(&mut self, fault: Fault, device: usize) -> bool {
        match fault {
            Fault::Cut if self.lines[device].is_some() => self.cut(device),
            Fault::Truncated => {
                let Some(ToDevice::Frame(frame)) =
                    self.lines[device].as_mut().and_then(|line| line.down.pop_front())
                else {
                    return false;
                };
                let cut = frame[..self.rng.random_range(0..frame.len())].to_vec();
                self.with(device, |device, now, rng| device.tell(0, Input::Frame(cut), now, rng));
                self.cut(device);
            }
            Fault::Duplicated => {
                let Some(line) = self.lines[device].as_mut() else { return false };
                let Some(frame) = line.down.front().cloned() else { return false };
                line.down.push_front(frame);
            }
            Fault::HalfOpen => {
                let Some(line) = self.lines[device].as_mut() else { return false };
                line.half_open = true;
            }
            Fault::KilledTab if !self.devices[device].tabs.is_empty() => {
                let tab = self.rng.random_range(0..self.devices[device].tabs.len());
                self.with(device, |device, now, rng| device.kill_tab(tab, now, rng));
                if self.rng.random() {
                    self.with(device, |device, now, rng| device.open_tab(now, rng));
                }
            }
            Fault::PowerCut => {
                self.with(device, |device, _, _| device.power_cut());
                self.forget_what_nobody_has();
            }
            Fault::RelayRestart => {
                self.relay.restart();
                self.everybody_is_cut();
            }
            Fault::Restored => return self.restore(),
            Fault::ClockJump => {
                let years = self.rng.random_range(-10_i64..=10);
                self.devices[device].skew =
                    Span(years * 365 * 86_400_000 + self.rng.random_range(-60_000..60_000));
                self.with(device, |device, now, rng| device.tell(0, Input::Tick, now, rng));
            }
            Fault::DiskFull => self.storage(device, Some(WriteFailure::Full)),
            Fault::Cleared => self.clear(device),
            Fault::SessionLost if self.sessions[device] => self.sessions[device] = false,
            Fault::Cut | Fault::KilledTab | Fault::SessionLost => return false,
        }
        true
    }

    /// Everything is gone, with the tabs. What was not sent is lost, and only that.
    fn clear(&mut self, device: usize) {
        let store = self.relay.room().store();
        let acknowledged =
            |(doc, hash): &(DocId, ChangeHash)| store.find(*doc, hash).ok().flatten().is_some();
        self.saved[device].retain(acknowledged);
        self.with(device, |device, _, _| {
            let wishes = device.power_cut();
            device.disk.clear();
            wishes
        });
        self.forget_what_nobody_has();
    }

    fn everybody_is_cut(&mut self) {
        for device in 0..self.devices.len() {
            if self.lines[device].take().is_some() {
                self.with(device, |device, now, rng| device.tell(0, Input::Disconnected, now, rng));
            }
        }
    }
}
