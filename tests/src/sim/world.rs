//! Devices, a relay, a network and clocks, moved by one script.

mod faults;
mod network;
pub mod private;
mod rest;
mod restored;

use super::Failure;
use super::device::{Device, Tab, Wish};
use super::edits;
use super::fault::Fault;
use super::relay::Relay;
use super::script::{Act, Script, Step};
use network::Network;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use sightline::store::MemoryStore;
use sightline_shared::api::Me;
use sightline_shared::doc::inspect;
use sightline_shared::id::{ChangeHash, DeviceId, DocId, DocKind, LogId, Millis, Span, WorkspaceId};
use sightline_shared::session::{Input, Keep, WriteFailure};
use sightline_shared::wire::{self, Change, Cursor, FromDevice, Push};
use std::collections::{BTreeMap, BTreeSet};

/// The whole system.
pub struct World {
    /// Begins anew with each step, from the step's salt.
    rng: StdRng,
    /// True time.
    pub now: Millis,
    /// The relay.
    pub relay: Relay,
    /// The devices.
    pub devices: Vec<Device>,
    net: Network,
    /// The device that was revoked; at most one is.
    pub revoked: Option<usize>,
    /// What the relay may be restored from.
    backup: Option<MemoryStore>,
    /// Changes that the relay has had and lost: they come back from whoever still has them.
    lost: BTreeSet<(DocId, ChangeHash)>,
    /// The relay has been restored from a backup, or rolled back.
    pub was_restored: bool,
    /// Faults so far.
    pub faults: BTreeMap<Fault, u64>,
    /// Changes that some device called saved: they must be in the log in the end. Those of a cleared device are taken out.
    pub saved: Vec<BTreeSet<(DocId, ChangeHash)>>,
    /// Which private requests each device was allowed to have at some time.
    pub allowed: BTreeSet<(usize, DocId)>,
    /// How far the log had come when that was last looked at.
    looked: Option<Cursor>,
    /// The first thing that didn't hold on the way.
    pub failure: Option<Failure>,
}

const START: Millis = Millis(1_750_000_000_000);

impl World {
    /// A fresh workspace with a script's devices, each with one tab open.
    pub fn new(script: &Script, trace: Option<&str>) -> Self {
        let mut rng = StdRng::seed_from_u64(script.seed);
        let workspace = WorkspaceId::random(&mut rng);
        let mut world = Self {
            now: START,
            relay: Relay::over(MemoryStore::new(workspace, LogId::random(&mut rng))),
            devices: Vec::new(),
            net: Network::new(script.devices, script.old),
            revoked: None,
            backup: None,
            lost: BTreeSet::new(),
            was_restored: false,
            faults: BTreeMap::new(),
            saved: vec![BTreeSet::new(); script.devices],
            allowed: BTreeSet::new(),
            looked: None,
            failure: None,
            rng: StdRng::seed_from_u64(0),
        };
        for index in 0..script.devices {
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
        }
        world.rng = rng;
        for device in 0..script.devices {
            world.with(device, |device, now, rng| device.open_tab(now, rng));
            world.with(device, |device, now, rng| {
                let edits = edits::introduce(device, rng);
                device.edit(0, edits, now, rng)
            });
        }
        world
    }

    /// One step. `false`: nothing came of it.
    pub fn step(&mut self, step: &Step) -> bool {
        self.now = self.now + Span(step.wait);
        self.rng = StdRng::seed_from_u64(u64::from(step.salt));
        self.net.tick(self.now, &mut self.relay);
        match step.act {
            Act::Edit => self.edit(step.device),
            Act::Storage => self.storage(step.device, None),
            Act::Mail => self.mail(step.device),
            Act::Up => self.deliver_up(step.device),
            Act::Down => self.deliver_down(step.device),
            Act::Time => self.time(step.device),
            Act::Backup => {
                self.backup = Some(self.relay.memory().backup());
                true
            }
            Act::Break(fault) => {
                let broke = self.inject(fault, step.device);
                if broke {
                    self.count(fault);
                }
                broke
            }
        }
    }

    fn count(&mut self, fault: Fault) {
        *self.faults.entry(fault).or_default() += 1;
    }

    fn fail(&mut self, rule: &'static str, what: String) {
        self.failure.get_or_insert(Failure { rule, what });
    }

    fn with(&mut self, device: usize, f: impl FnOnce(&mut Device, Millis, &mut StdRng) -> Vec<Wish>) {
        let wishes = f(&mut self.devices[device], self.now, &mut self.rng);
        for wish in wishes {
            match wish {
                Wish::Connect => self.net.dial(device),
                Wish::Send(frame) => {
                    self.is_stored_before_it_is_sent(device, &frame);
                    self.net.send(device, frame);
                }
                Wish::Hangup => self.net.hang_up(device, self.now, &mut self.relay),
                Wish::SignIn => self.net.sign_in(device),
            }
        }
    }

    /// SY1: what is pushed is stored, and a power cut doesn't take it away.
    fn is_stored_before_it_is_sent(&mut self, device: usize, frame: &[u8]) {
        let Ok(FromDevice::Push(Push { changes, seals, .. })) = wire::decode(frame) else { return };
        let stored = &self.devices[device].disk.durable().changes;
        let is_stored = |change: &Change| {
            inspect(&change.bytes).is_ok_and(|meta| stored.contains_key(&(change.doc, meta.hash)))
        };
        if seals.is_empty() && !changes.iter().all(is_stored) {
            self.fail("stored before sent", format!("device {device} sends what it has not stored"));
        }
    }

    /// One of a device's tabs that run and are like this.
    fn some_tab(&mut self, device: usize, is_like: impl Fn(&Tab) -> bool) -> Option<usize> {
        let at = &self.devices[device];
        let fit = |tab: &usize| at.runs(*tab, self.now) && is_like(&at.tabs[*tab]);
        let fitting: Vec<usize> = (0..at.tabs.len()).filter(fit).collect();
        fitting.choose(&mut self.rng).copied()
    }

    fn edit(&mut self, device: usize) -> bool {
        if self.devices[device].tabs.is_empty() {
            self.with(device, |device, now, rng| device.open_tab(now, rng));
        }
        let Some(tab) = self.some_tab(device, |_| true) else { return false };
        if self.rng.random_range(0..40) == 0 {
            // Somebody chooses how much is kept; time passes slowly here.
            let window = [None, Some(Span(0)), Some(Span(20_000))][self.rng.random_range(0..3)];
            let keep = Input::Keep(Keep { window });
            self.with(device, |device, now, rng| device.tell(tab, keep, now, rng));
            return true;
        }
        self.with(device, |device, now, rng| {
            let edits = edits::random(&device.tabs[tab].session, now, rng);
            device.edit(tab, edits, now, rng)
        });
        true
    }

    /// Storage finishes something for some tab, or fails to. What it has been told to keep then is "saved".
    fn storage(&mut self, device: usize, fail: Option<WriteFailure>) -> bool {
        let asks = |tab: &Tab| !tab.writes.is_empty() || (fail.is_none() && !tab.reads.is_empty());
        let Some(tab) = self.some_tab(device, asks) else { return false };
        let Some(write) = self.devices[device].tabs[tab].writes.front() else {
            self.with(device, |device, now, rng| device.storage_step(tab, None, now, rng));
            return true;
        };
        let is_own = write.strict && !write.outbox_add.is_empty();
        let own: Vec<(DocId, ChangeHash)> =
            write.changes.iter().filter(|_| is_own).map(|c| (c.doc, c.hash)).collect();
        let dropped = write.drop_changes.clone();
        self.with(device, |device, now, rng| device.storage_step(tab, fail, now, rng));
        let disk = &self.devices[device].disk;
        let saved = own.into_iter().filter(|change| disk.contents().changes.contains_key(change));
        self.saved[device].extend(saved);
        self.dropped_are_kept(device, &dropped);
        true
    }

    /// SY8: a saved change that is taken out of its document lies under "refused".
    fn dropped_are_kept(&mut self, device: usize, dropped: &[(DocId, ChangeHash)]) {
        let disk = self.devices[device].disk.contents();
        let gone = dropped.iter().filter(|change| !disk.changes.contains_key(change));
        let gone: Vec<_> = gone.filter(|change| self.saved[device].contains(change)).copied().collect();
        for change in gone {
            if !self.is_kept_as_refused(device, &change) {
                self.fail("nothing is lost in silence", format!("device {device} dropped {}", change.1));
            }
            self.saved[device].remove(&change);
        }
    }

    fn mail(&mut self, device: usize) -> bool {
        let Some(tab) = self.some_tab(device, |tab| !tab.mail.is_empty()) else { return false };
        self.with(device, |device, now, rng| device.mail_step(tab, now, rng));
        true
    }

    fn time(&mut self, device: usize) -> bool {
        if self.devices[device].tabs.is_empty() {
            self.with(device, |device, now, rng| device.open_tab(now, rng));
            return true;
        }
        if self.devices[device].deposed(self.now).is_some() {
            self.with(device, |device, now, rng| device.hear_of_deposal(now, rng));
            return true;
        }
        if !self.devices[device].runs(0, self.now) {
            return false;
        }
        if self.net.take_dial(device) {
            self.connect(device);
        } else if self.net.take_sign_in(device) {
            self.answer_sign_in(device);
        } else {
            let due = self.devices[device].due(self.now).is_some();
            self.with(device, |device, now, rng| device.tick(now, rng));
            return due;
        }
        true
    }

    /// Cuts a line and tells the device.
    fn cut(&mut self, device: usize) {
        self.net.hang_up(device, self.now, &mut self.relay);
        self.with(device, |device, now, rng| device.tell(0, Input::Disconnected, now, rng));
    }
}
