//! Coming to rest: no more faults and edits, until nothing moves.

use super::{Device, World};
use crate::sim::script::Act;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use sightline_shared::id::Span;
use sightline_shared::session::{Input, Link};

/// Things that happen before it counts as restless. A run needs a few hundred.
const ACTS_MAX: usize = 8_000;

impl World {
    /// Lets everything heal: no more faults and edits, until nothing moves. `false`: it doesn't come to rest.
    pub fn heal(&mut self, seed: u64) -> bool {
        self.rng = StdRng::seed_from_u64(seed);
        self.mend();
        for _ in 0..ACTS_MAX {
            let possible = self.possible();
            let chosen = possible.choose(&mut self.rng).copied();
            self.now = self.now + Span(self.rng.random_range(0..40));
            self.net.tick(self.now, &mut self.relay);
            match chosen {
                Some((device, Act::Storage)) => self.storage(device, None),
                Some((device, Act::Mail)) => self.mail(device),
                Some((device, Act::Up)) => self.deliver_up(device),
                Some((device, Act::Down)) => self.deliver_down(device),
                Some((device, _)) => self.time(device),
                None if self.is_at_rest() => return true,
                None => {
                    self.skip_time();
                    self.load_again();
                    true
                }
            };
        }
        false
    }

    /// Lines are whole again, tabs run, the old app is replaced by the present one.
    fn mend(&mut self) {
        self.net.away_until.clear();
        let old = self.net.old.take();
        for device in 0..self.devices.len() {
            self.devices[device].dies_after = None;
            self.devices[device].tabs.iter_mut().for_each(|tab| tab.frozen_until = None);
            if let Some(line) = &mut self.net.lines[device] {
                line.stalled_until = None;
                if line.lossy {
                    self.cut(device);
                }
            }
            while old == Some(device) && !self.devices[device].tabs.is_empty() {
                self.with(device, |device, now, rng| device.kill_tab(0, now, rng));
            }
            if self.devices[device].tabs.is_empty() {
                self.with(device, |device, now, rng| device.open_tab(now, rng));
            }
            for tab in 0..self.devices[device].tabs.len() {
                self.with(device, |device, now, rng| device.tell(tab, Input::Nudge, now, rng));
            }
        }
    }

    /// What can happen now.
    fn possible(&self) -> Vec<(usize, Act)> {
        let mut possible = Vec::new();
        for (index, device) in self.devices.iter().enumerate() {
            let mut may = |act, it: bool| possible.extend(it.then_some((index, act)));
            may(Act::Storage, device.tabs.iter().any(|tab| !tab.writes.is_empty() || !tab.reads.is_empty()));
            may(Act::Mail, device.tabs.iter().any(|tab| !tab.mail.is_empty()));
            let line = self.net.lines[index].as_ref().filter(|line| line.is_open(self.now));
            may(Act::Up, self.net.has_mail_of_ghost(index) || line.is_some_and(|line| !line.up.is_empty()));
            may(Act::Down, line.is_some_and(|line| !line.down.is_empty()));
            let is_due = device.due(self.now).or(device.deposed(self.now)).is_some();
            may(Act::Time, self.net.is_starting(index) || is_due);
        }
        possible
    }

    /// A device that lost its session twice, the second time before it was welcomed, waits for its person, who loads the app again.
    fn load_again(&mut self) {
        for device in 0..self.devices.len() {
            let first = self.devices[device].tabs.first();
            let is_out = first.is_some_and(|tab| tab.session.status().link == Link::SignedOut);
            if is_out && self.revoked != Some(device) {
                self.with(device, |device, now, rng| device.kill_tab(0, now, rng));
                if self.devices[device].tabs.is_empty() {
                    self.with(device, |device, now, rng| device.open_tab(now, rng));
                }
            }
        }
    }

    /// When nothing else is under way, time passes until a device wants something.
    fn skip_time(&mut self) {
        if let Some(at) = self.devices.iter().filter_map(Device::next_wake).min() {
            self.now = self.now.max(at);
        }
    }

    /// What keeps it from coming to rest, for a failing seed.
    pub fn unrest(&self) -> String {
        let device = |(index, device): (usize, &Device)| {
            let line = self.net.lines[index].as_ref();
            let line = line.map(|line| (line.up.len(), line.down.len(), line.half_open));
            let tabs: Vec<_> = device
                .tabs
                .iter()
                .map(|tab| (tab.session.status(), tab.writes.len(), tab.reads.len(), tab.mail.len()))
                .collect();
            format!(
                "device {index}: now {:?} skew {:?} wake {:?} line {line:?}, tabs {tabs:?}, place {:?}",
                self.now,
                device.skew,
                device.next_wake(),
                device.disk.contents().place
            )
        };
        self.devices.iter().enumerate().map(device).collect::<Vec<_>>().join("\n")
    }

    fn is_at_rest(&self) -> bool {
        let is_settled = |(index, device): (usize, &Device)| {
            let Some(status) = device.tabs.first().map(|tab| tab.session.status()) else { return false };
            let mut all = device.tabs.iter().map(|tab| tab.session.status());
            let is_saved = all.all(|status| status.saving == 0 && status.unsaved == 0);
            if self.revoked == Some(index) {
                return status.link == Link::SignedOut && is_saved;
            }
            let is_quiet = self.net.lines[index].as_ref().is_some_and(|line| !line.half_open);
            let is_complete = device.disk.contents().place.docs_done;
            let is_sent = status.to_send == 0;
            is_quiet && is_complete && is_saved && is_sent && status.link == Link::Live
        };
        self.devices.iter().enumerate().all(is_settled)
    }
}
