//! Coming to rest: no more faults and edits, until nothing moves.

use super::{Device, World};
use sightline_shared::session::{Input, Link};

impl World {
    /// Lets everything heal: no more faults and edits, until nothing moves. `false`: it doesn't come to rest.
    pub fn heal(&mut self) -> bool {
        for device in 0..self.devices.len() {
            if self.devices[device].tabs.is_empty() {
                self.with(device, |device, now, rng| device.open_tab(now, rng));
            }
            self.with(device, |device, now, rng| device.tell(0, Input::Nudge, now, rng));
        }
        for round in 0..4_000_u32 {
            if self.is_at_rest() {
                return true;
            }
            for _ in 0..20 {
                self.step(0, false);
            }
            if round % 20 == 19 {
                self.skip_time();
                self.load_again();
            }
        }
        false
    }

    /// A device that lost its session twice, the second time before it was welcomed, waits for its person, who loads the app again.
    fn load_again(&mut self) {
        for device in 0..self.devices.len() {
            let first = self.devices[device].tabs.first();
            if first.is_some_and(|tab| tab.session.status().link == Link::SignedOut) {
                self.with(device, |device, now, rng| device.kill_tab(0, now, rng));
                if self.devices[device].tabs.is_empty() {
                    self.with(device, |device, now, rng| device.open_tab(now, rng));
                }
            }
        }
    }

    /// When nothing else is under way, time passes until a device wants something.
    fn skip_time(&mut self) {
        let quiet = self.dialling.is_empty()
            && self.signing_in.is_empty()
            && self.devices.iter().all(|device| !device.is_busy())
            && self
                .lines
                .iter()
                .flatten()
                .all(|line| line.half_open || (line.up.is_empty() && line.down.is_empty()));
        if let Some(at) = self.devices.iter().filter_map(Device::next_wake).min()
            && quiet
        {
            self.now = self.now.max(at);
        }
    }

    /// What keeps it from coming to rest, for a failing seed.
    pub fn unrest(&self) -> String {
        let device = |(index, device): (usize, &Device)| {
            let line =
                self.lines[index].as_ref().map(|line| (line.up.len(), line.down.len(), line.half_open));
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
        let moving = self
            .lines
            .iter()
            .flatten()
            .any(|line| !line.up.is_empty() || !line.down.is_empty() || line.half_open);
        let settled = self.devices.iter().all(|device| {
            let status = device.tabs.first().map(|tab| tab.session.status());
            let complete = device.disk.contents().place.docs_done;
            !device.is_busy()
                && complete
                && status.is_some_and(|status| {
                    status.link == Link::Live
                        && status.to_send == 0
                        && status.saving == 0
                        && status.unsaved == 0
                })
        });
        !moving && settled
    }
}
